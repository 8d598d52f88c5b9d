package emit

import (
	"fmt"
	"math"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// goExpr is a Go expression. Nothing may be added to code: jennifer's statements change then, wherever they stand.
type goExpr struct {
	code     *jen.Statement
	prec     int      // Go's precedence: 1 || … 5 *, 6 unary, 7 operand
	untyped  bool     // a Go constant that takes the type of its place
	literal  bool     // has a composite literal in it, which the head of an if or for wants in parentheses
	owned    bool     // holds no view of a block
	unstable bool     // reads what a later statement may change
	simple   bool     // a name or constant: reading it twice costs nothing
	opposite *goExpr  // of a comparison
	parts    []goExpr // of a tuple or record that is made here
}

const (
	precOr = iota + 1
	precAnd
	precCompare
	precAdd
	precMul
	precUnary
	precOperand
)

var precedence = map[string]int{"||": precOr, "&&": precAnd, "==": precCompare, "!=": precCompare, "<": precCompare, "<=": precCompare, ">": precCompare,
	">=": precCompare, "+": precAdd, "-": precAdd, "*": precMul, "/": precMul, "%": precMul}

func operand(code *jen.Statement) goExpr { return goExpr{code: code, prec: precOperand} }

func name(n string) goExpr { return goExpr{code: jen.Id(n), prec: precOperand, simple: true} }

// call is f(args…).
func call(f *jen.Statement, args ...jen.Code) goExpr { return operand(f.Call(args...)) }

// in is x as an operand of something with precedence prec. This is the one place where parentheses come from.
func (x goExpr) in(prec int) *jen.Statement {
	if x.prec < prec {
		return jen.Parens(x.code)
	}
	return &jen.Statement{x.code} // what is added to the result does not change x
}

// head is x in the head of an if, for or switch.
func (x goExpr) head() *jen.Statement {
	if x.literal {
		return jen.Parens(x.code)
	}
	return x.code
}

// dot is x.field.
func (x goExpr) dot(field string) goExpr {
	out := x
	out.code, out.prec, out.simple = x.in(precOperand).Dot(field), precOperand, x.simple
	return out
}

// binary is x op y.
func binary(op string, x, y goExpr) goExpr {
	prec := precedence[op]
	out := goExpr{prec: prec, literal: x.literal || y.literal, unstable: x.unstable || y.unstable, owned: true}
	if inverse, ok := inverses[op]; ok {
		other := out
		other.code = x.in(prec).Op(inverse).Add(y.in(prec + 1))
		out.opposite = &other
	}
	out.code = x.in(prec).Op(op).Add(y.in(prec + 1))
	return out
}

// inverses are the comparisons that hold where others do not. Only types whose Go order is total are compared by operators.
var inverses = map[string]string{"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

// negate is !x, without the sign where there is another way to say it.
func negate(x goExpr) goExpr {
	if x.opposite != nil {
		return *x.opposite
	}
	return not(x)
}

func unary(op string, x goExpr) goExpr {
	// `- -x` would be a decrement without the space that gofmt takes away.
	return goExpr{code: jen.Op(op).Add(x.in(precOperand)), prec: precUnary, literal: x.literal, unstable: x.unstable, owned: true}
}

func not(x goExpr) goExpr {
	out := unary("!", x)
	out.opposite = &x
	return out
}

// join keeps what is true of an expression made of parts.
func join(code *jen.Statement, parts ...goExpr) goExpr {
	out := goExpr{code: code, prec: precOperand, owned: true}
	for _, p := range parts {
		out.unstable = out.unstable || p.unstable
		out.owned = out.owned && p.owned
		out.literal = out.literal || p.literal
	}
	return out
}

// typed is x with the Go type of t where nothing else says it.
func (e *emitter) typed(t types.Type, x goExpr) goExpr {
	if !x.untyped {
		return x
	}
	switch types.Resolve(t) {
	case types.Int, types.Float, types.Time, types.Duration:
		return goExpr{code: e.goType(t).Call(x.code), prec: precOperand, owned: true}
	}
	x.untyped = false
	return x
}

// constant is a value in the form of plan.Const as a Go expression.
func (e *emitter) constant(t types.Type, v any) goExpr {
	t = types.Resolve(t)
	if opt, ok := t.(*types.Optional); ok {
		if v == nil {
			return goExpr{code: e.zero(t), prec: precOperand, literal: true, owned: true}
		}
		return e.some(opt, e.constant(opt.Elem, v))
	}
	switch v := v.(type) {
	case int64:
		return goExpr{code: jen.Lit(int(v)), prec: precOperand, untyped: true, owned: true, simple: true}
	case float64:
		return e.float(v)
	case bool:
		return goExpr{code: jen.Lit(v), prec: precOperand, owned: true, simple: true}
	case string:
		return goExpr{code: jen.Lit(v), prec: precOperand, owned: true, simple: true}
	case []byte:
		return goExpr{code: jen.Index().Byte().Call(jen.Lit(string(v))), prec: precOperand, owned: true}
	case fn.Time:
		return goExpr{code: jen.Qual(fnPath, "Time").Call(jen.Lit(int(v))), prec: precOperand, owned: true}
	case fn.Duration:
		return duration(v)
	case []any:
		return e.constantParts(t, v)
	case *fn.MapValue:
		return e.constantMap(t.(*types.Map), v)
	case *fn.SetValue:
		list := e.constantParts(&types.List{Elem: t.(*types.Set).Elem}, v.Elems)
		return goExpr{code: e.goType(t).Values(jen.Id("Elems").Op(":").Add(list.code)), prec: precOperand, literal: true, owned: true}
	case nil:
		return goExpr{code: e.zero(t), prec: precOperand, literal: true, owned: true}
	}
	panic(fmt.Sprintf("emit: no case for constant %T", v))
}

func (e *emitter) float(v float64) goExpr {
	x := goExpr{prec: precOperand, owned: true, simple: true}
	switch {
	case math.IsNaN(v):
		x.code = jen.Qual("math", "NaN").Call()
	case math.IsInf(v, 0):
		x.code = jen.Qual("math", "Inf").Call(jen.Lit(map[bool]int{true: 1, false: -1}[v > 0]))
	case v == 0 && math.Signbit(v):
		x.code = jen.Qual("math", "Copysign").Call(jen.Lit(0), jen.Lit(-1))
	default:
		x.code, x.untyped = jen.Lit(v), true
	}
	return x
}

var units = []struct {
	size fn.Duration
	name string
}{{fn.Day, "Day"}, {fn.Hour, "Hour"}, {fn.Minute, "Minute"}, {fn.Second, "Second"}, {fn.Millisecond, "Millisecond"}, {fn.Microsecond, "Microsecond"}}

// duration is d in its largest whole unit.
func duration(d fn.Duration) goExpr {
	for _, u := range units {
		if d != 0 && d%u.size == 0 {
			return goExpr{code: jen.Lit(int(d/u.size)).Op("*").Qual(fnPath, u.name), prec: precMul, owned: true}
		}
	}
	return goExpr{code: jen.Qual(fnPath, "Duration").Call(jen.Lit(int(d))), prec: precOperand, owned: true}
}

func (e *emitter) constantParts(t types.Type, parts []any) goExpr {
	if list, ok := t.(*types.List); ok {
		if len(parts) == 0 {
			return goExpr{code: e.goType(t).Call(jen.Nil()), prec: precOperand, owned: true}
		}
		elems := make([]jen.Code, len(parts))
		for i, p := range parts {
			elems[i] = e.constant(list.Elem, p).code
		}
		return goExpr{code: e.goType(t).Values(elems...), prec: precOperand, literal: true, owned: true}
	}
	elems := make([]goExpr, len(parts))
	for i, p := range types.Parts(t) {
		elems[i] = e.constant(p, parts[i])
	}
	return e.structOf(t, elems)
}

func (e *emitter) constantMap(t *types.Map, v *fn.MapValue) goExpr {
	entry := mapEntry(t)
	entries := make([]any, len(v.Entries))
	for i, pair := range v.Entries {
		entries[i] = []any{pair[0], pair[1]}
	}
	list := e.constantParts(&types.List{Elem: entry}, entries)
	return goExpr{code: e.goType(t).Values(jen.Id("Entries").Op(":").Add(list.code)), prec: precOperand, literal: true, owned: true}
}

// structOf is the tuple or record t of parts.
func (e *emitter) structOf(t types.Type, parts []goExpr) goExpr {
	fields := make([]jen.Code, len(parts))
	for i, p := range parts {
		fields[i] = jen.Id(e.fieldName(t, i)).Op(":").Add(p.code)
	}
	out := join(e.goType(t).Values(fields...), parts...)
	out.literal, out.parts = true, parts
	return out
}

// some is the present optional of x.
func (e *emitter) some(t *types.Optional, x goExpr) goExpr {
	return join(jen.Qual(rtPath, "Some").Call(e.typed(t.Elem, x).code), x)
}

// at is the place of an expression.
func at(x plan.Expr) *jen.Statement { return jen.Lit(spanText(x.Pos())) }
