package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// idleNoop reports whether a function of updateStateByKey provably gives the old state when there are no new values, so that keys without new values need no
// call. It evaluates the body with an empty list and a present state as far as it goes: `values.sum() + (old ?? 0)` becomes `0 + old`, which is old.
//
// It may say no where the answer is yes, never the other way round: only ints are added (0.0 + -0.0 is 0.0), and a body with an effect or the clock is no.
func idleNoop(f *plan.Fn) bool {
	n := len(f.Params)
	e := &idle{values: f.Params[n-2], old: f.Params[n-1], known: map[*plan.Var]plan.Expr{}}
	return e.isOld(e.eval(f.Body))
}

// idle evaluates with values empty and old present. What it cannot see through is nil.
type idle struct {
	values, old *plan.Var
	known       map[*plan.Var]plan.Expr
	depth       int
}

const idleDepth = 16 // calls of functions in calls of functions

// isOld reports whether e is the old state: the variable, its value, or that as an optional again.
func (i *idle) isOld(e plan.Expr) bool {
	switch e := e.(type) {
	case *plan.Local:
		return e.Var == i.old
	case *plan.Unwrap:
		return i.isOld(e.X)
	case *plan.Convert:
		return e.Kind == plan.Some && i.isOld(e.X)
	}
	return false
}

func (i *idle) isEmpty(e plan.Expr) bool {
	switch e := e.(type) {
	case *plan.Local:
		return e.Var == i.values
	case *plan.List:
		return len(e.Elems) == 0
	case *plan.Const:
		list, ok := e.Value.([]any)
		return ok && len(list) == 0
	}
	return false
}

func isValue(e plan.Expr, v any) bool {
	c, ok := e.(*plan.Const)
	return ok && c.Value == v
}

func (i *idle) bool(e plan.Expr, v bool) plan.Expr {
	return &plan.Const{Info: info(types.Bool, e.Pos()), Value: v}
}

// eval is e evaluated as far as it goes, nil when it may do something else than give a value.
func (i *idle) eval(e plan.Expr) plan.Expr {
	switch e := e.(type) {
	case *plan.Const:
		return e
	case *plan.Local:
		if v, ok := i.known[e.Var]; ok {
			return v
		}
		return e
	case *plan.List:
		if len(e.Elems) == 0 {
			return e
		}
	case *plan.Convert:
		if x := i.eval(e.X); x != nil && e.Kind == plan.Some {
			return x
		}
	case *plan.Unwrap:
		return i.eval(e.X)
	case *plan.IsNone:
		return i.isNone(e)
	case *plan.Coalesce:
		if x := i.eval(e.X); i.isOld(x) {
			return x
		} else if isNoneConst(x) {
			return i.eval(e.Y)
		}
	case *plan.Unary:
		if x := i.eval(e.X); e.Op == plan.OpNot {
			if isValue(x, true) || isValue(x, false) {
				return i.bool(e, isValue(x, false))
			}
		}
	case *plan.Binary:
		return i.binary(e)
	case *plan.Cond:
		return i.cond(e)
	case *plan.Let:
		return i.let(e.Var, e.Value, e.Body)
	case *plan.Call:
		return i.call(e)
	case *plan.CallFunc:
		return i.callFunc(e)
	case *plan.Block:
		out, _ := i.block(e)
		return out
	}
	return nil
}

func isNoneConst(e plan.Expr) bool {
	c, ok := e.(*plan.Const)
	return ok && c.Value == nil
}

func (i *idle) isNone(e *plan.IsNone) plan.Expr {
	x := i.eval(e.X)
	switch {
	case i.isOld(x):
		return i.bool(e, e.Negated)
	case isNoneConst(x):
		return i.bool(e, !e.Negated)
	}
	return nil
}

func (i *idle) binary(e *plan.Binary) plan.Expr {
	x := i.eval(e.X)
	switch {
	case e.Op == plan.OpAnd && isValue(x, false), e.Op == plan.OpOr && isValue(x, true):
		return x
	case e.Op == plan.OpAnd && isValue(x, true), e.Op == plan.OpOr && isValue(x, false):
		return i.eval(e.Y)
	}
	y := i.eval(e.Y)
	zero := int64(0)
	isInt := types.Resolve(e.T) == types.Type(types.Int)
	switch {
	case x == nil || y == nil:
		return nil
	case e.Op == plan.OpAdd && isInt && isValue(x, zero), e.Op == plan.OpConcat && i.isEmpty(x):
		return y
	case (e.Op == plan.OpAdd || e.Op == plan.OpSub) && isInt && isValue(y, zero), e.Op == plan.OpConcat && i.isEmpty(y):
		return x
	}
	return i.compare(e, x, y)
}

// compare is a comparison of two ints that are known, as in `values.len() == 0`.
func (i *idle) compare(e *plan.Binary, x, y plan.Expr) plan.Expr {
	a, ok := constInt(x)
	b, both := constInt(y)
	if !ok || !both {
		return nil
	}
	switch e.Op {
	case plan.OpEq:
		return i.bool(e, a == b)
	case plan.OpNe:
		return i.bool(e, a != b)
	case plan.OpLt:
		return i.bool(e, a < b)
	case plan.OpLe:
		return i.bool(e, a <= b)
	case plan.OpGt:
		return i.bool(e, a > b)
	case plan.OpGe:
		return i.bool(e, a >= b)
	}
	return nil
}

func (i *idle) cond(e *plan.Cond) plan.Expr {
	test := i.eval(e.If)
	switch {
	case isValue(test, true):
		return i.eval(e.Then)
	case isValue(test, false) && e.Else != nil:
		return i.eval(e.Else)
	}
	return nil
}

func (i *idle) let(v *plan.Var, value, body plan.Expr) plan.Expr {
	x := i.eval(value)
	if x == nil {
		return nil
	}
	i.known[v] = x
	return i.eval(body)
}

// call knows the functions that say something about an empty list.
func (i *idle) call(e *plan.Call) plan.Expr {
	if len(e.Args) == 0 {
		return nil
	}
	list := i.eval(e.Args[0])
	if list == nil || !i.isEmpty(list) {
		return nil
	}
	switch e.Name {
	case "list.sum":
		if types.Resolve(e.T) == types.Type(types.Int) {
			return intConst(0, e.Span)
		}
	case "list.len", "list.count":
		return intConst(0, e.Span)
	case "list.map", "list.filter", "list.flatMap", "list.sort", "list.reverse", "list.distinct", "list.take", "list.takeLast", "list.drop":
		return &plan.List{Info: info(e.T, e.Span)}
	case "list.first", "list.last", "list.min", "list.max", "list.avg", "list.reduce":
		return &plan.Const{Info: info(e.T, e.Span)}
	case "list.any":
		return i.bool(e, false)
	case "list.all":
		return i.bool(e, true)
	case "list.fold":
		return i.eval(e.Args[1])
	}
	return nil
}

func (i *idle) callFunc(e *plan.CallFunc) plan.Expr {
	if e.Func.Body == nil || i.depth == idleDepth {
		return nil
	}
	for n, p := range e.Func.Params {
		x := i.eval(e.Args[n])
		if x == nil {
			return nil
		}
		i.known[p] = x
	}
	i.depth++
	out := i.eval(e.Func.Body)
	i.depth--
	return out
}

// block evaluates statements one by one; left says that a return was reached.
func (i *idle) block(b *plan.Block) (out plan.Expr, left bool) {
	for _, s := range b.Stmts {
		switch s := s.(type) {
		case *plan.Assign:
			x := i.eval(s.Value)
			if x == nil || s.Var.Mutable {
				return nil, true
			}
			i.known[s.Var] = x
		case *plan.Return:
			return i.eval(s.Value), true
		case *plan.For:
			if list := i.eval(s.In); list == nil || !i.isEmpty(list) {
				return nil, true
			}
		case *plan.ExprStmt:
			if out, left := i.stmt(s.X); left {
				return out, true
			}
		default:
			return nil, true
		}
	}
	if b.Result == nil {
		return nil, false
	}
	// A value may still be a return: `if … { return x } else { … }` at the end.
	return i.eval(b.Result), false
}

// stmt is an if for its effect: `if old == none { return … }`. Anything else may do something.
func (i *idle) stmt(e plan.Expr) (out plan.Expr, left bool) {
	cond, ok := e.(*plan.Cond)
	if !ok {
		return nil, true
	}
	test := i.eval(cond.If)
	branch := cond.Then
	switch {
	case isValue(test, true):
	case isValue(test, false):
		branch = cond.Else
	default:
		return nil, true
	}
	switch branch := branch.(type) {
	case nil:
		return nil, false
	case *plan.Block:
		return i.block(branch)
	}
	return nil, true
}
