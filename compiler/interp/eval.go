package interp

import (
	"fmt"
	"strconv"

	"github.com/streamc-dev/streamc/compiler/funcs"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl/diag"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// lambda is the value of a plan.Fn: what value functions of the catalogue call.
type lambda = funcs.Lambda

// maxSteps bounds the work of Eval, so that no constant keeps the compiler busy for more than a moment.
const maxSteps = 200_000

// Eval is the value of e, which must be Closed. A fault says where e fails.
func Eval(e plan.Expr) (any, *fn.Fault) {
	m := &machine{world: nowhere{}, budget: maxSteps}
	v, s := m.eval(e, (*frame)(nil).inner())
	return v, faultOf(s)
}

// Closed reports whether e can be computed by the compiler: it reads no parameter, shared variable, dataset or clock, calls no Go function of the user and has
// no effect. Locals that e itself declares are no hindrance, others are.
func Closed(e plan.Expr) bool {
	return closed(e, map[*plan.Var]bool{}, map[*plan.Func]bool{})
}

func closed(e plan.Expr, own map[*plan.Var]bool, seen map[*plan.Func]bool) bool {
	declareAll(e, own)
	ok := true
	plan.Walk(e, func(e plan.Expr) bool {
		switch e := e.(type) {
		case *plan.Local:
			ok = ok && own[e.Var]
		case *plan.GlobalRef, *plan.Dataset, *plan.SliceOf, *plan.Action:
			ok = false
		case *plan.Call:
			ok = ok && !worldly(e.Name) && !zoned(e.Name)
		case *plan.CallFunc:
			ok = ok && closedFunc(e.Func, seen)
		}
		return ok
	})
	return ok
}

// closedFunc reports whether calls of f are Closed when their arguments are.
func closedFunc(f *plan.Func, seen map[*plan.Func]bool) bool {
	if f.Extern != nil || f.Effects || f.Reads || f.Body == nil {
		return false
	}
	if done, ok := seen[f]; ok {
		return done
	}
	own := map[*plan.Var]bool{}
	for _, p := range f.Params {
		own[p] = true
	}
	seen[f] = closed(f.Body, own, seen)
	return seen[f]
}

// declareAll adds the variables that e declares to own.
func declareAll(e plan.Expr, own map[*plan.Var]bool) {
	plan.Walk(e, func(e plan.Expr) bool {
		switch e := e.(type) {
		case *plan.Let:
			own[e.Var] = true
		case *plan.Fn:
			for _, p := range e.Params {
				own[p] = true
			}
		case *plan.Block:
			for _, s := range e.Stmts {
				switch s := s.(type) {
				case *plan.Assign:
					own[s.Var] = true
				case *plan.For:
					own[s.Var] = true
				}
			}
		}
		return true
	})
}

// machine evaluates expressions.
type machine struct {
	world  world
	budget int     // steps left; below 0: no limit
	zone   fn.Zone // the program's time zone
}

const unlimited = -1

// place is where a fault happened, as it stands in error rows.
func place(at diag.Span) string {
	return at.File + ":" + strconv.Itoa(at.Start.Line) + ":" + strconv.Itoa(at.Start.Column)
}

func faultAt(fault *fn.Fault, at diag.Span) *stop { return failed(fault.At(place(at))) }

// eval is the value of e with the locals of f.
func (m *machine) eval(e plan.Expr, f *frame) (any, *stop) {
	if m.budget == 0 {
		return nil, faultAt(fn.FaultLimit("this takes more than "+strconv.Itoa(maxSteps)+" steps, too much for the compiler"), e.Pos())
	}
	if m.budget > 0 {
		m.budget--
	}
	switch e := e.(type) {
	case *plan.Const:
		return e.Value, nil
	case *plan.Local:
		return f.read(e.Var), nil
	case *plan.GlobalRef:
		return m.world.global(e.Global), nil
	case *plan.Field:
		x, s := m.eval(e.X, f)
		if s != nil {
			return nil, s
		}
		return x.([]any)[e.Index], nil
	case *plan.Tuple:
		return m.list(e.Elems, f)
	case *plan.Record:
		return m.list(e.Fields, f)
	case *plan.List:
		return m.list(e.Elems, f)
	case *plan.Map:
		return m.mapLiteral(e, f)
	case *plan.Unary:
		return m.unary(e, f)
	case *plan.Binary:
		return m.binary(e, f)
	case *plan.Convert:
		return m.convert(e, f)
	case *plan.IsNone:
		x, s := m.eval(e.X, f)
		return (x == nil) != e.Negated, s
	case *plan.Unwrap:
		return m.eval(e.X, f)
	case *plan.Fn:
		return m.lambda(e, f), nil
	case *plan.Dataset, *plan.SliceOf, *plan.Action:
		return m.world.dataset(m, e, f)
	default:
		return m.control(e, f)
	}
}

// control evaluates what chooses, names, or calls.
func (m *machine) control(e plan.Expr, f *frame) (any, *stop) {
	switch e := e.(type) {
	case *plan.Coalesce:
		x, s := m.eval(e.X, f)
		if s != nil || x != nil {
			return x, s
		}
		return m.eval(e.Y, f)
	case *plan.Cond:
		return m.cond(e, f)
	case *plan.Let:
		x, s := m.eval(e.Value, f)
		if s != nil {
			return nil, s
		}
		body := f.inner()
		body.declare(e.Var, x)
		return m.eval(e.Body, body)
	case *plan.Block:
		return m.block(e, f)
	case *plan.Call:
		return m.call(e, f)
	case *plan.CallFunc:
		args, s := m.all(e.Args, f)
		if s != nil {
			return nil, s
		}
		v, fault := m.invoke(e.Func, args)
		return v, faultAt(fault, e.Span)
	case *plan.Fail:
		reason, s := m.eval(e.Reason, f)
		if s != nil {
			return nil, s
		}
		return nil, faultAt(fn.FaultFail(reason.(string)), e.Span)
	}
	panic(fmt.Sprintf("interp: no case for %T", e))
}

func (m *machine) cond(e *plan.Cond, f *frame) (any, *stop) {
	yes, s := m.eval(e.If, f)
	switch {
	case s != nil:
		return nil, s
	case yes.(bool):
		return m.eval(e.Then, f)
	case e.Else != nil:
		return m.eval(e.Else, f)
	}
	return nil, nil
}

// all evaluates expressions from left to right.
func (m *machine) all(es []plan.Expr, f *frame) ([]any, *stop) {
	out := make([]any, len(es))
	for i, e := range es {
		v, s := m.eval(e, f)
		if s != nil {
			return nil, s
		}
		out[i] = v
	}
	return out, nil
}

func (m *machine) list(es []plan.Expr, f *frame) (any, *stop) {
	vs, s := m.all(es, f)
	if s != nil {
		return nil, s
	}
	return vs, nil
}

func (m *machine) mapLiteral(e *plan.Map, f *frame) (any, *stop) {
	keys, s := m.all(e.Keys, f)
	if s != nil {
		return nil, s
	}
	values, s := m.all(e.Values, f)
	if s != nil {
		return nil, s
	}
	entries := make([][2]any, len(keys))
	for i := range keys {
		entries[i] = [2]any{keys[i], values[i]}
	}
	return fn.NewMapValue(ShapeOf(e.T), entries), nil
}

// lambda is e as a value. It keeps f, so that it reads the locals around it as they are when it is called.
func (m *machine) lambda(e *plan.Fn, f *frame) lambda {
	return func(args []any) (any, *fn.Fault) {
		inside := f.inner()
		for i, p := range e.Params {
			inside.declare(p, args[i])
		}
		return m.enter(e.Body, inside)
	}
}

// invoke calls a function of the program.
func (m *machine) invoke(callee *plan.Func, args []any) (any, *fn.Fault) {
	if callee.Extern != nil {
		return nil, &fn.Fault{Code: fn.CodeExtern, Reason: callee.Name + " is a Go function, which only a built program can call"}
	}
	inside := (*frame)(nil).inner()
	for i, p := range callee.Params {
		inside.declare(p, args[i])
	}
	return m.enter(callee.Body, inside)
}

// enter evaluates the body of a function.
func (m *machine) enter(body plan.Expr, f *frame) (any, *fn.Fault) {
	v, s := m.eval(body, f)
	if s != nil && s.kind == stopReturn {
		return s.value, nil
	}
	return v, faultOf(s)
}
