package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// selection checks `x.name` and `x?.name`: a field of a record, or a property (`counts.errors`, `shared.value`).
func (c *checker) selection(e *dsl.Select, sc *scope) plan.Expr {
	if e.Optional {
		return c.maybe(e, e.Span, sc, func(value plan.Expr) plan.Expr { return c.property(e, value, sc) })
	}
	if ns, ok := e.X.(*dsl.Ident); ok && isNamespace(ns.Name) && sc.find(ns.Name) == nil && c.decls[ns.Name] == nil {
		c.report(readerNotCalled(e))
		return bad(e.Span)
	}
	x := c.expr(e.X, nil, sc)
	if isBad(x) {
		return bad(e.Span)
	}
	out := c.property(e, x, sc)
	if p, ok := c.pathOf(e, sc); ok && !isBad(out) {
		return c.narrowed(out, p, sc)
	}
	return out
}

// property is the field or property of x that e names.
func (c *checker) property(e *dsl.Select, x plan.Expr, sc *scope) plan.Expr {
	switch t := types.Resolve(x.Type()).(type) {
	case *types.Record:
		i := fieldIndex(t, e.Name.Text)
		if i < 0 {
			c.report(noField(e.Name, t))
			return bad(e.Span)
		}
		return field(x, i, e.Name.Text, t.Fields[i].Type, e.Span)
	case *types.Optional:
		c.report(optionalField(e, t))
		return bad(e.Span)
	case *types.Table:
		c.report(notYet(e.Name.Span, "E0902", "tables"))
		return bad(e.Span)
	default:
		if t == types.None || t == types.Never {
			return never(e.Span) // the first round of a state function
		}
	}
	for _, cand := range c.candidates(e.Name.Text, x) {
		if cand.sig.Property {
			return c.choose(&dsl.Call{Span: e.Span, Fun: e}, e.Name, []candidate{cand}, x, nil, nil, sc)
		}
	}
	c.report(c.noProperty(e, x))
	return bad(e.Span)
}
