package opt

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// Words is a chain over text whose first step takes lines apart into words, so that it can run over a block in passes instead of line by line: where words are,
// what becomes of each, their keys, the table.
type Words struct {
	Separator byte
	Word      *plan.Var   // the word: the parameter of the step behind the split; nil when there is none
	Steps     []plan.Step // what happens to each word
}

// FindWords recognises
//
//	lines.flatMap(line => line.split(" ")) … row-at-a-time steps that give at most one row … fold by key
//
// where the separator is one byte. It would be wrong for "\n" and "\r", which the passes take as line ends; for a function that may fail on a line, whose words would
// not be rejected together; and for a second flatMap, whose rows do not fit a queue as long as that of the words.
func FindWords(steps []plan.Step) (*Words, bool) {
	if len(steps) == 0 || steps[0].Op != plan.StepFlatMap {
		return nil, false
	}
	separator, ok := splitsAt(steps[0].Fn)
	if !ok {
		return nil, false
	}
	for _, s := range steps[1:] {
		if s.Op == plan.StepFlatMap {
			return nil, false
		}
	}
	w := &Words{Separator: separator, Steps: steps[1:]}
	return w, true
}

// splitsAt reports whether f is line => line.split(separator) with a separator of one byte.
func splitsAt(f *plan.Fn) (byte, bool) {
	call, ok := f.Body.(*plan.Call)
	if !ok || call.Name != "string.split" || len(call.Args) != 2 {
		return 0, false
	}
	local, isLocal := call.Args[0].(*plan.Local)
	sep, isConst := call.Args[1].(*plan.Const)
	if !isLocal || local.Var != f.Params[0] || !isConst || types.Resolve(sep.T) != types.Type(types.String) {
		return 0, false
	}
	text, _ := sep.Value.(string)
	if len(text) != 1 || text == "\n" || text == "\r" || text[0] >= 0x80 {
		return 0, false
	}
	return text[0], true
}

// Returns reports whether a Return leaves the function that body belongs to from within an expression.
func Returns(body plan.Expr) bool {
	found := false
	var look func(x plan.Expr)
	var stmts func(ss []plan.Stmt)
	look = func(x plan.Expr) {
		switch x := x.(type) {
		case nil, *plan.Fn:
			return
		case *plan.Block:
			stmts(x.Stmts)
			look(x.Result)
			return
		default:
			for _, child := range plan.Children(x) {
				look(child)
			}
		}
	}
	stmts = func(ss []plan.Stmt) {
		for _, s := range ss {
			switch s := s.(type) {
			case *plan.Return:
				found = true
			case *plan.Assign:
				look(s.Value)
			case *plan.ExprStmt:
				look(s.X)
			case *plan.For:
				look(s.In)
				look(s.Body)
			}
		}
	}
	look(body)
	return found
}
