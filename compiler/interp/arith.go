package interp

import (
	"fmt"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/runtime/fn"
)

func (m *machine) unary(e *plan.Unary, f *frame) (any, *stop) {
	x, s := m.eval(e.X, f)
	if s != nil {
		return nil, s
	}
	if e.Op == plan.OpNot {
		return !x.(bool), nil
	}
	switch x := x.(type) {
	case int64:
		n, ok := fn.Neg(x)
		return checked(n, ok, "negation", e)
	case float64:
		return -x, nil
	case fn.Duration:
		d, ok := fn.NegDuration(x)
		return checked(d, ok, "negation", e)
	}
	panic(fmt.Sprintf("interp: no negation of %T", x))
}

func checked(v any, ok bool, what string, e plan.Expr) (any, *stop) {
	if !ok {
		return nil, faultAt(fn.FaultOverflow(what), e.Pos())
	}
	return v, nil
}

func (m *machine) binary(e *plan.Binary, f *frame) (any, *stop) {
	x, s := m.eval(e.X, f)
	if s != nil {
		return nil, s
	}
	if e.Op == plan.OpAnd && !x.(bool) || e.Op == plan.OpOr && x.(bool) {
		return x, nil
	}
	y, s := m.eval(e.Y, f)
	if s != nil {
		return nil, s
	}
	switch e.Op {
	case plan.OpAnd, plan.OpOr:
		return y, nil
	case plan.OpIn:
		return contains(e, x, y), nil
	case plan.OpConcat:
		return concat(x, y), nil
	case plan.OpEq, plan.OpNe, plan.OpLt, plan.OpLe, plan.OpGt, plan.OpGe:
		return compare(e.Op, fn.Compare(ShapeOf(e.X.Type()), x, y)), nil
	}
	v, fault := arithmetic(e.Op, x, y)
	if fault != nil {
		return nil, faultAt(fault, e.Span)
	}
	return v, nil
}

func compare(op plan.Op, order int) bool {
	switch op {
	case plan.OpEq:
		return order == 0
	case plan.OpNe:
		return order != 0
	case plan.OpLt:
		return order < 0
	case plan.OpLe:
		return order <= 0
	case plan.OpGt:
		return order > 0
	default:
		return order >= 0
	}
}

// contains is `x in y`: an element of a list or set, a key of a map.
func contains(e *plan.Binary, x, y any) bool {
	shape := ShapeOf(e.X.Type())
	if m, ok := y.(*fn.MapValue); ok {
		for _, entry := range m.Entries {
			if fn.Equal(shape, x, entry[0]) {
				return true
			}
		}
		return false
	}
	for _, elem := range elements(y) {
		if fn.Equal(shape, x, elem) {
			return true
		}
	}
	return false
}

func concat(x, y any) any {
	if s, ok := x.(string); ok {
		return s + y.(string)
	}
	return append(append([]any{}, x.([]any)...), y.([]any)...)
}

// arithmetic applies + - * / % (language.md, section 3).
func arithmetic(op plan.Op, x, y any) (any, *fn.Fault) {
	switch a := x.(type) {
	case int64:
		if d, ok := y.(fn.Duration); ok {
			return scaled(d, a)
		}
		return ints(op, a, y.(int64))
	case float64:
		return floats(op, a, y.(float64))
	case fn.Time:
		return times(op, a, y)
	case fn.Duration:
		return durations(op, a, y)
	}
	panic(fmt.Sprintf("interp: no arithmetic on %T", x))
}

// operation is the name of op in the reason of an overflow.
func operation(op plan.Op) string {
	switch op {
	case plan.OpAdd:
		return "addition"
	case plan.OpSub:
		return "subtraction"
	default:
		return "multiplication"
	}
}

func inRange(v any, ok bool, op plan.Op) (any, *fn.Fault) {
	if !ok {
		return nil, fn.FaultOverflow(operation(op))
	}
	return v, nil
}

func divided(v any, ok bool) (any, *fn.Fault) {
	if !ok {
		return nil, fn.FaultDivision()
	}
	return v, nil
}

func ints(op plan.Op, a, b int64) (any, *fn.Fault) {
	switch op {
	case plan.OpAdd:
		n, ok := fn.Add(a, b)
		return inRange(n, ok, op)
	case plan.OpSub:
		n, ok := fn.Sub(a, b)
		return inRange(n, ok, op)
	case plan.OpMul:
		n, ok := fn.Mul(a, b)
		return inRange(n, ok, op)
	case plan.OpDiv:
		q, ok := fn.Div(a, b)
		return divided(q, ok)
	case plan.OpMod:
		n, ok := fn.Rem(a, b)
		return divided(n, ok)
	}
	panic("interp: no operator " + string(op) + " on ints")
}

func floats(op plan.Op, a, b float64) (any, *fn.Fault) {
	switch op {
	case plan.OpAdd:
		return a + b, nil
	case plan.OpSub:
		return a - b, nil
	case plan.OpMul:
		return a * b, nil
	case plan.OpDiv:
		q, ok := fn.DivFloat(a, b)
		return divided(q, ok)
	case plan.OpMod:
		r, ok := fn.RemFloat(a, b)
		return divided(r, ok)
	}
	panic("interp: no operator " + string(op) + " on floats")
}

func times(op plan.Op, a fn.Time, y any) (any, *fn.Fault) {
	switch b := y.(type) {
	case fn.Time:
		d, ok := fn.SubTime(a, b)
		return inRange(d, ok, op)
	case fn.Duration:
		if op == plan.OpAdd {
			t, ok := fn.AddDuration(a, b)
			return inRange(t, ok, op)
		}
		t, ok := fn.SubDuration(a, b)
		return inRange(t, ok, op)
	}
	panic(fmt.Sprintf("interp: no operator %s on a time and %T", op, y))
}

func scaled(d fn.Duration, n int64) (any, *fn.Fault) {
	product, ok := fn.MulDuration(d, n)
	return inRange(product, ok, plan.OpMul)
}

func durations(op plan.Op, a fn.Duration, y any) (any, *fn.Fault) {
	switch b := y.(type) {
	case int64:
		return scaled(a, b)
	case fn.Time:
		t, ok := fn.AddDuration(b, a)
		return inRange(t, ok, op)
	case fn.Duration:
		return durationPair(op, a, b)
	}
	panic(fmt.Sprintf("interp: no operator %s on a duration and %T", op, y))
}

func durationPair(op plan.Op, a, b fn.Duration) (any, *fn.Fault) {
	switch op {
	case plan.OpAdd:
		d, ok := fn.AddDurations(a, b)
		return inRange(d, ok, op)
	case plan.OpSub:
		d, ok := fn.SubDurations(a, b)
		return inRange(d, ok, op)
	case plan.OpDiv:
		q, ok := fn.DivDurations(a, b)
		return divided(q, ok)
	case plan.OpMod:
		r, ok := fn.Rem(int64(a), int64(b))
		return divided(fn.Duration(r), ok)
	}
	panic("interp: no operator " + string(op) + " on durations")
}

func (m *machine) convert(e *plan.Convert, f *frame) (any, *stop) {
	x, s := m.eval(e.X, f)
	if s == nil && e.Kind == plan.IntToFloat {
		return float64(x.(int64)), nil
	}
	return x, s
}
