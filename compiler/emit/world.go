package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// world calls a function that needs the batch around it.
func (c *code) world(x *plan.Call) goExpr {
	nothing := goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
	switch x.Name {
	case "now":
		out := operand(c.batch().Dot("Time"))
		out.simple, out.owned = true, true
		return out
	case "wallClock":
		out := operand(jen.Qual(rtPath, "WallClock").Call())
		out.unstable, out.owned = true, true
		return out
	case "print":
		c.add(c.batch().Dot("Print").Call(c.printed(x.Args)))
		return nothing
	case "accumulator.add":
		return c.accumulatorAdd(x)
	case "pool.use":
		return c.poolUse(x)
	}
	args := c.exprs(x.Args...)
	recv := args[0].in(precOperand)
	switch x.Name {
	case "state.get":
		return changing(recv.Dot("Get").Call())
	case "state.exists":
		return changing(recv.Dot("Exists").Call())
	case "state.timedOut":
		return changing(recv.Dot("TimedOut").Call())
	case "state.update":
		return c.effect(x, recv.Dot("Update").Call(args[1].code))
	case "state.remove":
		return c.effect(x, recv.Dot("Remove").Call())
	case "broadcast.value":
		out := operand(recv.Dot("Value").Call())
		out.owned = true
		return out
	case "accumulator.value":
		return changing(recv.Dot("Value").Call(c.batch()))
	case "endpoint.open":
		return c.faulty("connection", recv.Dot("Open").Call(c.batch()), false, x.Span)
	case "connection.send":
		return c.effect(x, recv.Dot("Send").Call(c.batch(), c.text(x.Args[1].Type(), args[1])))
	case "connection.close":
		c.add(recv.Dot("Close").Call(c.batch()))
		return nothing
	case "pool.send":
		return c.effect(x, recv.Dot("Send").Call(c.batch(), c.text(x.Args[1].Type(), args[1])))
	}
	panic("emit: no case for " + x.Name)
}

// changing is a call whose result another call may change.
func changing(code *jen.Statement) goExpr {
	out := operand(code)
	out.unstable = true
	return out
}

// effect is a call that may fail and has no value.
func (c *code) effect(x *plan.Call, call *jen.Statement) goExpr {
	return c.faulty("", call, true, x.Span)
}

// text is the text of a value, as toString gives it.
func (c *code) text(t types.Type, v goExpr) *jen.Statement {
	if types.Resolve(t) == types.Type(types.String) {
		return v.code
	}
	return c.descriptor(t).Dot("Text").Call(v.code)
}

// printed is the text of print(…): the texts of the values with spaces between them.
func (c *code) printed(xs []plan.Expr) *jen.Statement {
	if len(xs) == 0 {
		return jen.Lit("")
	}
	args := c.exprs(xs...)
	var out *jen.Statement
	space := ""
	for i, a := range args {
		text := c.text(xs[i].Type(), a)
		if s, ok := xs[i].(*plan.Const); ok && types.Resolve(s.T) == types.Type(types.String) {
			text = jen.Lit(space + s.Value.(string))
		} else if space != "" {
			out.Op("+").Lit(space)
		}
		if out == nil {
			out = jen.Null().Add(text)
		} else {
			out.Op("+").Add(text)
		}
		space = " "
	}
	return out
}

// accumulatorAdd adds to the accumulator of the stage where there is one, else to that of the batch. Overflow fails the batch.
func (c *code) accumulatorAdd(x *plan.Call) goExpr {
	e := c.fn.e
	g, ok := x.Args[0].(*plan.GlobalRef)
	if s := c.fn.env.stage; s != nil && ok {
		v := c.expr(x.Args[1])
		n := e.globalField(g.Global)
		local := s.field("accumulator "+n, n, jen.Op("*").Qual(rtPath, "AccumulatorLocal").Types(e.goType(x.Args[1].Type())), jen.Id("p").Dot(n).Dot("Local").Call())
		c.fn.used.receiver = true
		return c.added(x, jen.Id("s").Dot(local).Dot("Add").Call(e.own(x.Args[1].Type(), v).code), jen.Id("s").Dot("rejects").Dot("FailBatch"))
	}
	args := c.exprs(x.Args...)
	return c.added(x, args[0].in(precOperand).Dot("Add").Call(c.batch(), args[1].code), c.batch().Dot("Fail"))
}

// added is the call that adds, with what happens when the sum is out of range.
func (c *code) added(x *plan.Call, add, fail *jen.Statement) goExpr {
	fault := jen.Id("fault").Dot("At").Call(jen.Lit(spanText(x.Span)))
	c.add(jen.If(jen.Id("fault").Op(":=").Add(add), jen.Id("fault").Op("!=").Nil()).Block(fail.Call(fault)))
	return goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
}

// poolUse hands a connection of the pool to a function.
func (c *code) poolUse(x *plan.Call) goExpr {
	pool := c.expr(x.Args[0])
	b := c.batch()
	return c.effect(x, pool.in(precOperand).Dot("Use").Call(b, c.funcLiteral(x.Args[1].(*plan.Fn), true)))
}
