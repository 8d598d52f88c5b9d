package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/funcs"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// loopCall writes the loop of a function of lists that takes a function.
func (c *code) loopCall(x *plan.Call, f *funcs.Func) goExpr {
	lambda, ok := x.Args[len(x.Args)-1].(*plan.Fn)
	if !ok {
		panic("emit: " + x.Name + " without a function")
	}
	switch x.Name {
	case "list.map", "list.filter", "list.flatMap":
		return c.listLoop(x, lambda)
	case "list.fold":
		return c.foldLoop(x, lambda)
	case "list.reduce":
		return c.reduceLoop(x, lambda)
	case "list.count":
		return c.countLoop(x, lambda)
	case "list.any":
		return c.untilLoop(x, lambda, true)
	case "list.all":
		return c.untilLoop(x, lambda, false)
	case "list.sort:by", "list.groupBy":
		return c.keysLoop(x, f, lambda)
	}
	panic("emit: no loop for " + x.Name)
}

// listLoop is the list that map, filter or flatMap make.
func (c *code) listLoop(x *plan.Call, f *plan.Fn) goExpr {
	hint := c.hint
	c.hint = ""
	elem := types.Resolve(x.T).(*types.List).Elem
	list := c.simple("list", x.Args[0].Type(), c.expr(x.Args[0]))
	out := c.fn.scope.name(hintOr(hint, map[string]string{"list.map": "mapped", "list.filter": "filtered", "list.flatMap": "flattened"}[x.Name]))
	c.add(jen.Var().Id(out).Index().Add(c.fn.e.goType(elem)))
	add := func(inner *code, v *jen.Statement) { inner.add(jen.Id(out).Op("=").Append(jen.Id(out), v)) }
	c.overList(list, f.Params[0].Name, func(inner *code, elem goExpr, label *loopLabel) {
		inner.bindTo(f.Params[0], elem)
		switch {
		case x.Name == "list.filter":
			keep := inner.body(f, elem)
			body, _ := inner.block(func(kept *code) { add(kept, inner.fn.vars[f.Params[0]].code) })
			inner.add(jen.If(keep.head()).Block(body...))
		case x.Name == "list.map":
			add(inner, inner.body(f, elem).code)
		case many(f):
			inner.add(jen.Id(out).Op("=").Append(jen.Id(out), inner.body(f, elem).code.Op("...")))
		default:
			v := inner.simple("found", optType(f), inner.body(f, elem))
			inner.add(jen.If(v.dot("OK").code).Block(jen.Id(out).Op("=").Append(jen.Id(out), v.dot("Value").code)))
		}
	})
	v := name(out)
	v.owned = list.owned
	return v
}

// foldLoop is xs.fold(zero, f).
func (c *code) foldLoop(x *plan.Call, f *plan.Fn) goExpr {
	hint := c.hint
	vs := c.exprs(x.Args[0], x.Args[1])
	c.hint = hintOr(hint, f.Params[0].Name)
	acc := c.variable("acc", x.T, vs[1])
	c.overList(vs[0], f.Params[1].Name, func(inner *code, elem goExpr, _ *loopLabel) { inner.accumulate(f, acc, elem) })
	acc.owned = false
	return acc
}

// accumulate sets acc to f(acc, elem).
func (c *code) accumulate(f *plan.Fn, acc, elem goExpr) {
	c.fn.vars[f.Params[0]] = acc
	c.bindTo(f.Params[1], elem)
	next := c.body(f, elem)
	c.add(acc.in(precOperand).Op("=").Add(next.code))
}

// reduceLoop is xs.reduce(f), none of an empty list.
func (c *code) reduceLoop(x *plan.Call, f *plan.Fn) goExpr {
	hint := c.hint
	c.hint = ""
	list := c.simple("list", x.Args[0].Type(), c.expr(x.Args[0]))
	n := c.fn.scope.name(hintOr(hint, "reduced"))
	c.add(jen.Var().Id(n).Add(c.fn.e.goType(x.T)))
	c.overList(list, f.Params[1].Name, func(inner *code, elem goExpr, label *loopLabel) {
		first := jen.List(jen.Id(n).Dot("Value"), jen.Id(n).Dot("OK")).Op("=").List(elem.code, jen.True())
		inner.add(jen.If(jen.Op("!").Id(n).Dot("OK")).Block(first, jen.Continue()))
		acc := operand(jen.Id(n).Dot("Value"))
		acc.simple = true
		inner.accumulate(f, acc, elem)
	})
	return name(n)
}

// countLoop is xs.count(p).
func (c *code) countLoop(x *plan.Call, f *plan.Fn) goExpr {
	hint := c.hint
	c.hint = ""
	list := c.expr(x.Args[0])
	n := c.fn.scope.name(hintOr(hint, "count"))
	c.add(jen.Id(n).Op(":=").Int64().Call(jen.Lit(0)))
	c.overList(list, f.Params[0].Name, func(inner *code, elem goExpr, _ *loopLabel) {
		inner.bindTo(f.Params[0], elem)
		inner.add(jen.If(inner.body(f, elem).head()).Block(jen.Id(n).Op("++")))
	})
	return name(n)
}

// untilLoop is any (it stops at true) or all (it stops at false).
func (c *code) untilLoop(x *plan.Call, f *plan.Fn, stop bool) goExpr {
	hint := c.hint
	c.hint = ""
	list := c.expr(x.Args[0])
	n := c.fn.scope.name(hintOr(hint, shortName(x.Name)+"Holds"))
	c.add(jen.Id(n).Op(":=").Lit(!stop))
	c.overList(list, f.Params[0].Name, func(inner *code, elem goExpr, _ *loopLabel) {
		inner.bindTo(f.Params[0], elem)
		holds := inner.body(f, elem)
		if !stop {
			holds = negate(holds)
		}
		inner.add(jen.If(holds.head()).Block(jen.Id(n).Op("=").Lit(stop), jen.Break()))
	})
	return name(n)
}

// keysLoop makes the list of what a function gives for the elements, for functions that order or group by it.
func (c *code) keysLoop(x *plan.Call, f *funcs.Func, by *plan.Fn) goExpr {
	hint := c.hint
	c.hint = ""
	list := c.simple("list", x.Args[0].Type(), c.expr(x.Args[0]))
	keys := c.fn.scope.name("keys")
	c.add(jen.Id(keys).Op(":=").Make(jen.Index().Add(c.fn.e.goType(optType(by))), jen.Lit(0), jen.Len(list.code)))
	c.overList(list, by.Params[0].Name, func(inner *code, elem goExpr, _ *loopLabel) {
		inner.bindTo(by.Params[0], elem)
		inner.add(jen.Id(keys).Op("=").Append(jen.Id(keys), inner.body(by, elem).code))
	})
	c.hint = hint
	return c.template(x, f, []goExpr{list, name(keys)})
}
