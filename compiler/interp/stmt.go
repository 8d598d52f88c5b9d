package interp

import (
	"fmt"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/runtime/fn"
)

func (m *machine) block(e *plan.Block, f *frame) (any, *stop) {
	inside := f.inner()
	for _, stmt := range e.Stmts {
		if s := m.stmt(stmt, inside); s != nil {
			return nil, s
		}
	}
	if e.Result == nil {
		return nil, nil
	}
	return m.eval(e.Result, inside)
}

func (m *machine) stmt(stmt plan.Stmt, f *frame) *stop {
	switch stmt := stmt.(type) {
	case *plan.Assign:
		v, s := m.eval(stmt.Value, f)
		if s != nil {
			return s
		}
		if stmt.Declare {
			f.declare(stmt.Var, v)
		} else {
			f.assign(stmt.Var, v)
		}
		return nil
	case *plan.ExprStmt:
		_, s := m.eval(stmt.X, f)
		return s
	case *plan.Return:
		if stmt.Value == nil {
			return &stop{kind: stopReturn}
		}
		v, s := m.eval(stmt.Value, f)
		if s != nil {
			return s
		}
		return &stop{kind: stopReturn, value: v}
	case *plan.Break:
		return &stop{kind: stopBreak}
	case *plan.Continue:
		return &stop{kind: stopContinue}
	case *plan.For:
		return m.loop(stmt, f)
	}
	panic(fmt.Sprintf("interp: no case for %T", stmt))
}

func (m *machine) loop(stmt *plan.For, f *frame) *stop {
	in, s := m.eval(stmt.In, f)
	if s != nil {
		return s
	}
	for _, x := range elements(in) {
		pass := f.inner()
		pass.declare(stmt.Var, x)
		_, s := m.block(stmt.Body, pass)
		switch {
		case s == nil || s.kind == stopContinue:
		case s.kind == stopBreak:
			return nil
		default:
			return s
		}
	}
	return nil
}

// elements are what a for goes over: the elements of a list or set, the entries of a map as tuples.
func elements(in any) []any {
	switch in := in.(type) {
	case []any:
		return in
	case *fn.SetValue:
		return in.Elems
	case *fn.MapValue:
		out := make([]any, len(in.Entries))
		for i, e := range in.Entries {
			out[i] = []any{e[0], e[1]}
		}
		return out
	}
	panic(fmt.Sprintf("interp: no loop over %T", in))
}
