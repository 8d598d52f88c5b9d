package ops

import (
	"strings"

	"github.com/streamc-dev/streamc/compiler/plan"
)

// ordering takes `desc` and `asc` out of the function of an ordering: what is left gives the values to sort by, desc says which of them fall (one per element
// of a tuple of which one is marked, else one). said is true when there was a desc or asc at all.
func (c *Call) ordering(f *plan.Fn) (by *plan.Fn, desc []bool, said bool) {
	marks := &orderMarks{}
	body := plan.MapResults(f.Body, marks.take)
	plan.Walk(body, func(e plan.Expr) bool {
		if _, _, marked := unmark(e); marked {
			c.Builder.Report(markInside(e.Pos()))
		}
		return true
	})
	if !marks.said {
		return f, []bool{false}, false
	}
	return lambda(f.Span, body, f.Params...), marks.desc, true
}

type orderMarks struct {
	desc []bool
	said bool
}

// take is one result of the function without its marks.
func (m *orderMarks) take(e plan.Expr) plan.Expr {
	if x, desc, marked := unmark(e); marked {
		m.said, m.desc = true, []bool{desc}
		return x
	}
	t, ok := e.(*plan.Tuple)
	if !ok {
		return e
	}
	elems, desc, said := make([]plan.Expr, len(t.Elems)), make([]bool, len(t.Elems)), false
	for i, elem := range t.Elems {
		x, falls, marked := unmark(elem)
		elems[i], desc[i] = x, falls
		said = said || marked
	}
	if !said {
		return e
	}
	m.said, m.desc = true, desc
	return tupleOf(t.Span, elems...)
}

func unmark(e plan.Expr) (x plan.Expr, desc, marked bool) {
	call, ok := e.(*plan.Call)
	if !ok || len(call.Args) != 1 {
		return e, false, false
	}
	switch call.Name[strings.LastIndexByte(call.Name, '.')+1:] {
	case "desc":
		return call.Args[0], true, true
	case "asc":
		return call.Args[0], false, true
	}
	return e, false, false
}
