package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

func (c *code) unary(x *plan.Unary) goExpr {
	v := c.expr(x.X)
	if x.Op == plan.OpNot {
		return not(v)
	}
	if !x.Fails || types.Resolve(x.T) == types.Type(types.Float) {
		return unary("-", v)
	}
	f := "Neg"
	if types.Resolve(x.T) == types.Type(types.Duration) {
		f = "NegDuration"
	}
	return c.checked("negated", jen.Qual(fnPath, f).Call(v.code), overflow("negation"), x.Span)
}

func overflow(what string) *jen.Statement {
	return jen.Qual(fnPath, "FaultOverflow").Call(jen.Lit(what))
}

func (c *code) binary(x *plan.Binary) goExpr {
	switch x.Op {
	case plan.OpAnd, plan.OpOr:
		return c.lazy(x)
	case plan.OpIn:
		return c.contains(x)
	}
	vs := c.exprs(x.X, x.Y)
	a, b := vs[0], vs[1]
	t := types.Resolve(x.X.Type())
	switch x.Op {
	case plan.OpEq, plan.OpNe:
		return c.equality(x, t, a, b)
	case plan.OpLt, plan.OpLe, plan.OpGt, plan.OpGe:
		return c.order(x, t, a, b)
	case plan.OpConcat:
		if t == types.Type(types.String) {
			out := binary("+", a, b)
			out.owned = true
			return out
		}
		return join(jen.Qual("slices", "Concat").Call(a.code, b.code), a, b)
	}
	return c.arithmetic(x, a, b)
}

func (c *code) equality(x *plan.Binary, t types.Type, a, b goExpr) goExpr {
	var eq goExpr
	if t == types.Type(types.Float) && (a.untyped || b.untyped) {
		eq = binary("==", a, b) // NaN equals no other number in either way
	} else {
		eq = c.fn.e.equal(t, c.fn.e.typed(t, a), b)
	}
	if x.Op == plan.OpEq {
		return eq
	}
	return negate(eq)
}

// order compares in the total order of the language: where Go's order is that, with its operators.
func (c *code) order(x *plan.Binary, t types.Type, a, b goExpr) goExpr {
	op := string(x.Op)
	switch t {
	case types.Int, types.String, types.Time, types.Duration:
		return binary(op, a, b)
	case types.Float:
		if x.Op == plan.OpGt || x.Op == plan.OpLe {
			a, b = b, a
		}
		less := call(jen.Qual(fnPath, "LessFloat"), a.code, b.code)
		if x.Op == plan.OpLe || x.Op == plan.OpGe {
			return not(less)
		}
		return less
	}
	e := c.fn.e
	return binary(op, operand(e.compare(t, e.typed(t, a).code, e.typed(t, b).code)), goExpr{code: jen.Lit(0), prec: precOperand, untyped: true})
}

// arith is one kind of arithmetic: the checked function of package fn, what its overflow is called (empty: it fails by division), the name of its result,
// and the plain form for operands that cannot fail.
type arith struct {
	checked, overflow, result string
	plain                     func(a, b goExpr) goExpr
}

func op(o string) func(a, b goExpr) goExpr {
	return func(a, b goExpr) goExpr { return binary(o, a, b) }
}

// convertFirst is t(a) op t(b) with the operands that are no t converted.
func converted(o string, a, b func(x goExpr) goExpr) func(x, y goExpr) goExpr {
	return func(x, y goExpr) goExpr { return binary(o, a(x), b(y)) }
}

func same(x goExpr) goExpr       { return x }
func asFloat(x goExpr) goExpr    { return call(jen.Float64(), x.code) }
func asTime(x goExpr) goExpr     { return call(jen.Qual(fnPath, "Time"), x.code) }
func asDuration(x goExpr) goExpr { return call(jen.Qual(fnPath, "Duration"), x.code) }

// arithmetics are the operations by operator and the types of the operands.
var arithmetics = map[string]arith{
	"int + int":           {"Add", "addition", "sum", op("+")},
	"int - int":           {"Sub", "subtraction", "difference", op("-")},
	"int * int":           {"Mul", "multiplication", "product", op("*")},
	"int / int":           {"Div", "", "quotient", converted("/", asFloat, asFloat)},
	"int % int":           {"Rem", "", "remainder", op("%")},
	"float + float":       {"", "", "sum", op("+")},
	"float - float":       {"", "", "difference", op("-")},
	"float * float":       {"", "", "product", func(a, b goExpr) goExpr { return asFloat(binary("*", a, b)) }}, // never fused with an addition
	"float / float":       {"DivFloat", "", "quotient", op("/")},
	"float % float":       {"RemFloat", "", "remainder", func(a, b goExpr) goExpr { return call(jen.Qual("math", "Mod"), a.code, b.code) }},
	"duration + duration": {"AddDurations", "addition", "sum", op("+")},
	"duration - duration": {"SubDurations", "subtraction", "difference", op("-")},
	"time + duration":     {"AddDuration", "addition", "later", converted("+", same, asTime)},
	"time - duration":     {"SubDuration", "subtraction", "earlier", converted("-", same, asTime)},
	"time - time":         {"SubTime", "subtraction", "elapsed", func(a, b goExpr) goExpr { return asDuration(binary("-", a, b)) }},
	"duration * int":      {"MulDuration", "multiplication", "product", converted("*", same, asDuration)},
	"duration / duration": {"DivDurations", "", "quotient", converted("/", asFloat, asFloat)},
}

func (c *code) arithmetic(x *plan.Binary, a, b goExpr) goExpr {
	tx, ty := x.X.Type(), x.Y.Type()
	do, ok := arithmetics[fmt.Sprintf("%s %s %s", types.Resolve(tx), x.Op, types.Resolve(ty))]
	if !ok { // duration + time, int * duration
		do, ok = arithmetics[fmt.Sprintf("%s %s %s", types.Resolve(ty), x.Op, types.Resolve(tx))]
		a, b = b, a
	}
	if !ok {
		panic(fmt.Sprintf("emit: no case for %s %s %s", tx, x.Op, ty))
	}
	if !x.Fails || do.checked == "" {
		if a.untyped && b.untyped { // Go would compute with exact numbers
			a = c.fn.e.typed(tx, a)
		}
		return do.plain(a, b)
	}
	fault := jen.Qual(fnPath, "FaultDivision").Call()
	if do.overflow != "" {
		fault = overflow(do.overflow)
	}
	return c.checked(do.result, jen.Qual(fnPath, do.checked).Call(a.code, b.code), fault, x.Span)
}

// lazy is `and` and `or`: with statements only where the second operand needs some.
func (c *code) lazy(x *plan.Binary) goExpr {
	goOp := map[plan.Op]string{plan.OpAnd: "&&", plan.OpOr: "||"}[x.Op]
	a := c.expr(x.X)
	var b goExpr
	body, done := c.block(func(inner *code) { b = inner.expr(x.Y) })
	if len(body) == 0 && !done {
		return binary(goOp, a, b)
	}
	n := c.fresh("holds")
	c.add(jen.Id(n).Op(":=").Add(a.code))
	if !done {
		body = append(body, jen.Id(n).Op("=").Add(b.code))
	}
	test := jen.Id(n)
	if x.Op == plan.OpOr {
		test = jen.Op("!").Id(n)
	}
	c.add(jen.If(test).Block(body...))
	return name(n)
}

// coalesce is `x ?? y`.
func (c *code) coalesce(x *plan.Coalesce) goExpr {
	hint := c.hint
	_, optional := types.Resolve(x.T).(*types.Optional)
	c.hint = ""
	v := c.expr(x.X)
	if !optional && cheap(x.Y) {
		y := c.expr(x.Y)
		return join(v.in(precOperand).Dot("Or").Call(y.code), v, y)
	}
	c.hint = hint
	n := c.fresh("value")
	if optional {
		c.add(jen.Id(n).Op(":=").Add(v.code))
		body, _ := c.block(func(inner *code) {
			inner.into(x.Y, func(end *code, y goExpr) { end.add(jen.Id(n).Op("=").Add(y.code)) })
		})
		c.add(jen.If(jen.Op("!").Id(n).Dot("OK")).Block(body...))
		return name(n)
	}
	v = c.simple("found", x.X.Type(), v)
	c.add(jen.Id(n).Op(":=").Add(v.in(precOperand).Dot("Value")))
	body, _ := c.block(func(inner *code) {
		inner.into(x.Y, func(end *code, y goExpr) { end.add(jen.Id(n).Op("=").Add(y.code)) })
	})
	c.add(jen.If(jen.Op("!").Add(v.in(precOperand)).Dot("OK")).Block(body...))
	return name(n)
}

// cheap reports whether x costs nothing when it is not wanted.
func cheap(x plan.Expr) bool {
	switch x := x.(type) {
	case *plan.Const:
		switch x.Value.(type) {
		case []any:
			return len(x.Value.([]any)) == 0
		case []byte:
			return false
		}
		return true
	case *plan.Local:
		return true
	case *plan.Field:
		return cheap(x.X)
	}
	return false
}

// contains is `x in y` for a list, a set or the keys of a map.
func (c *code) contains(x *plan.Binary) goExpr {
	vs := c.exprs(x.X, x.Y)
	e := c.fn.e
	var list *jen.Statement
	var elem types.Type
	field := ""
	switch t := types.Resolve(x.Y.Type()).(type) {
	case *types.List:
		list, elem = vs[1].in(precOperand), t.Elem
	case *types.Set:
		list, elem = vs[1].in(precOperand).Dot("Elems"), t.Elem
	case *types.Map:
		list, elem, field = vs[1].in(precOperand).Dot("Entries"), t.Key, "Key"
	}
	if _, isList := types.Resolve(x.Y.Type()).(*types.List); isList && comparable(elem) {
		return join(jen.Qual("slices", "Contains").Call(list, vs[0].code), vs...)
	}
	wanted := c.simple("wanted", elem, vs[0])
	found, each := c.fresh("found"), c.fn.scope.name("elem")
	c.add(jen.Id(found).Op(":=").False())
	one := name(each)
	if field != "" {
		one = one.dot(field)
	}
	c.add(jen.For(jen.List(jen.Id("_"), jen.Id(each)).Op(":=").Range().Add(list)).Block(
		jen.If(e.equal(elem, one, e.typed(elem, wanted)).head()).Block(jen.Id(found).Op("=").True(), jen.Break())))
	return name(found)
}
