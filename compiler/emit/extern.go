package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// callExtern calls a Go function of the user. At that border times are time.Time, durations time.Duration, optional results (T, bool) where the function gives
// them so; an error is a fault.
func (c *code) callExtern(x *plan.CallFunc, args []goExpr) goExpr {
	ext := x.Func.Extern
	list := make([]jen.Code, len(args))
	for i, a := range args {
		t := x.Args[i].Type()
		list[i] = c.toGo(t, c.fn.e.own(t, c.fn.e.typed(t, a))).code
	}
	called := jen.Qual(ext.Package, ext.Symbol).Call(list...)
	hint := c.hint
	c.hint = ""
	var names []jen.Code
	value := ""
	if !isUnit(x.Func.Result) {
		value = c.fn.scope.name(hintOr(hint, x.Func.Name))
		names = append(names, jen.Id(value))
	}
	if ext.OK {
		names = append(names, jen.Id("ok"))
	}
	if ext.Error {
		names = append(names, jen.Id("err"))
	}
	if len(names) == 0 {
		c.add(called)
		return goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
	}
	c.add(jen.List(names...).Op(":=").Add(called))
	if ext.Error {
		fault := jen.Qual(rtPath, "ExternFault").Call(jen.Id("err"))
		body, _ := c.block(func(inner *code) { inner.leave(fault, x.Span) })
		c.add(jen.If(jen.Id("err").Op("!=").Nil()).Block(body...))
	}
	if value == "" {
		return goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
	}
	return c.fromGo(x.Func.Result, name(value), ext.OK)
}

// toGo is a value as a Go function of the user takes it.
func (c *code) toGo(t types.Type, v goExpr) goExpr {
	switch types.Resolve(t) {
	case types.Time:
		return call(jen.Qual("time", "Unix").Call(jen.Lit(0), jen.Int64().Call(v.code)).Dot("UTC"))
	case types.Duration:
		return call(jen.Qual("time", "Duration"), v.code)
	}
	if holdsBorder(t) {
		panic("emit: an extern function takes a " + t.String() + ", which is not converted yet")
	}
	return v
}

// fromGo is a result of a Go function of the user as a value.
func (c *code) fromGo(t types.Type, v goExpr, ok bool) goExpr {
	v.owned = true
	if opt, isOpt := types.Resolve(t).(*types.Optional); isOpt && ok {
		inner := c.fromGo(opt.Elem, v, false)
		fields := []jen.Code{jen.Id("Value").Op(":").Add(inner.code), jen.Id("OK").Op(":").Id("ok")}
		return c.variable("found", t, operand(c.fn.e.goType(t).Values(fields...)))
	}
	switch types.Resolve(t) {
	case types.Time:
		return call(jen.Qual(fnPath, "Time"), v.in(precOperand).Dot("UnixNano").Call())
	case types.Duration:
		return call(jen.Qual(fnPath, "Duration"), v.code)
	}
	if holdsBorder(t) {
		panic("emit: an extern function gives a " + t.String() + ", which is not converted yet")
	}
	return v
}

// holdsBorder reports whether t has parts that look different at the border to Go: times, maps and sets.
func holdsBorder(t types.Type) bool {
	switch t := types.Resolve(t).(type) {
	case *types.Map, *types.Set:
		return true
	case types.Basic:
		return t == types.Time || t == types.Duration
	}
	for _, p := range types.Parts(types.Resolve(t)) {
		if holdsBorder(p) {
			return true
		}
	}
	return false
}
