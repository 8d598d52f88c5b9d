package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/opt"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// each is work on one element of a list. label is the loop that goes on with the next one.
type each func(inner *code, elem goExpr, label *loopLabel)

// rangeOver writes the loop `for head { body }`.
func (c *code) rangeOver(head *jen.Statement, body func(inner *code, label *loopLabel)) {
	label := &loopLabel{}
	block := c.loop(func(inner *code) { body(inner, label) })
	c.add(label.labelled(head.Block(block...))...)
}

// overList loops over a list that is there.
func (c *code) overList(list goExpr, hint string, do each) {
	n := c.fn.scope.name(hintOr(hint, "elem"))
	c.rangeOver(jen.For(jen.List(jen.Id("_"), jen.Id(n)).Op(":=").Range().Add(list.head())), func(inner *code, label *loopLabel) {
		do(inner, goExpr{code: jen.Id(n), prec: precOperand, simple: true, owned: list.owned}, label)
	})
}

func hintOr(hint, otherwise string) string {
	if hint == "" {
		return otherwise
	}
	return hint
}

// elements does do for each element of the list x, without making the list where x says how it is made. here is the loop that c stands in: a list of one element
// needs no loop. x is total.
func (c *code) elements(x plan.Expr, hint string, here *loopLabel, do each) {
	switch x := x.(type) {
	case *plan.Let:
		c.bind(x.Var, x.Value)
		c.elements(x.Body, hint, here, do)
		return
	case *plan.Block:
		if x.Result != nil && !opt.Returns(x) {
			c.stmts(x.Stmts)
			c.elements(x.Result, hint, here, do)
			return
		}
	case *plan.List:
		if len(x.Elems) == 0 {
			return
		}
		if len(x.Elems) == 1 && here != nil {
			c.hint = hint
			v := c.expr(x.Elems[0])
			do(c, v, here)
			return
		}
	case *plan.Cond:
		if c.condElements(x, hint, here, do) {
			return
		}
	case *plan.Call:
		if c.callElements(x, hint, do) {
			return
		}
	}
	c.hint = ""
	c.overList(c.expr(x), hint, do)
}

// condElements is an if one of whose branches is empty: the other one is not written twice.
func (c *code) condElements(x *plan.Cond, hint string, here *loopLabel, do each) bool {
	if x.Else == nil || !emptyList(x.Then) && !emptyList(x.Else) {
		return false
	}
	test, branch := c.expr(x.If), x.Then
	if emptyList(x.Then) {
		test, branch = negate(test), x.Else
	}
	body, _ := c.block(func(inner *code) { inner.elements(branch, hint, here, do) })
	c.add(jen.If(test.head()).Block(body...))
	return true
}

func emptyList(x plan.Expr) bool {
	switch x := x.(type) {
	case *plan.List:
		return len(x.Elems) == 0
	case *plan.Const:
		list, ok := x.Value.([]any)
		return ok && len(list) == 0
	case *plan.Block:
		return len(x.Stmts) == 0 && x.Result != nil && emptyList(x.Result)
	}
	return false
}

// callElements is a list that a function of the catalogue makes from another one, or from a text.
func (c *code) callElements(x *plan.Call, hint string, do each) bool {
	switch x.Name {
	case "string.split":
		sep, ok := x.Args[1].(*plan.Const)
		if !ok || sep.Value == "" {
			return false
		}
		c.splitElements(x, sep.Value.(string), hint, do)
		return true
	case "list.map", "list.filter", "list.flatMap":
	default:
		return false
	}
	f, ok := x.Args[1].(*plan.Fn)
	if !ok || f.BodyFails || opt.Returns(f.Body) {
		return false
	}
	param := f.Params[0]
	c.elements(x.Args[0], param.Name, nil, func(inner *code, elem goExpr, label *loopLabel) {
		inner.bindTo(param, elem)
		switch x.Name {
		case "list.map":
			inner.hint = hint
			do(inner, inner.expr(f.Body), label)
		case "list.filter":
			inner.add(jen.If(negate(inner.expr(f.Body)).head()).Block(jen.Continue()))
			do(inner, inner.fn.vars[param], label)
		case "list.flatMap":
			if many(f) {
				inner.elements(f.Body, hint, label, do)
				return
			}
			v := inner.simple("found", optType(f), inner.expr(f.Body))
			inner.add(jen.If(not(v.dot("OK")).code).Block(jen.Continue()))
			do(inner, v.dot("Value"), label)
		}
	})
	return true
}

// many reports whether f gives a list, not an optional.
func many(f *plan.Fn) bool {
	_, list := types.Resolve(optType(f)).(*types.List)
	return list
}

func (c *code) splitElements(x *plan.Call, sep, hint string, do each) {
	c.hint = ""
	text := c.expr(x.Args[0])
	hint = hintOr(hint, "part")
	parts, part := c.fn.scope.name(plural(hint)), c.fn.scope.name(hint)
	c.add(jen.Id(parts).Op(":=").Qual(scanPath, "Split").Call(text.code, jen.Lit(sep)))
	c.rangeOver(jen.For(jen.Id(parts).Dot("Next").Call()), func(inner *code, label *loopLabel) {
		inner.add(jen.Id(part).Op(":=").Id(parts).Dot("Text").Call())
		do(inner, goExpr{code: jen.Id(part), prec: precOperand, simple: true, owned: text.owned}, label)
	})
}

func plural(word string) string {
	if word[len(word)-1] == 's' {
		return word + "List"
	}
	return word + "s"
}
