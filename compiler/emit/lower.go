package emit

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// Expressions are lowered to Go expressions where they are total, and to statements before them where they may fail: in order of evaluation, with `and`, `or`,
// `??` and `if` kept lazy. Values never change, so a total expression may stand behind the statements of its neighbour; only what reads a mutable local or has
// effects (goExpr.unstable) is put into a variable first.

// function is a Go function while it is written.
type function struct {
	e     *emitter
	scope *scope
	vars  map[*plan.Var]goExpr
	env   env
	loops int // Go loops that are open
	// fault leaves the function, or the row, with a fault.
	fault func(c *code, fault *jen.Statement)
	// ret leaves the function with a value; nil where a Return cannot stand.
	ret  func(c *code, v goExpr)
	used *uses
}

// env is where a function stands: how it reaches the pipeline, the stage and the batch.
type env struct {
	stage *stage // the stage whose methods are written
	batch string // "b" where there is a batch or a block, whose Time is now()
}

// code is a block of statements while it is written.
type code struct {
	fn   *function
	out  []jen.Code
	done bool   // nothing behind this runs
	hint string // the name that the next value had best have
}

// add appends a statement, unless it would never run.
func (c *code) add(s ...jen.Code) {
	if !c.done {
		c.out = append(c.out, s...)
	}
}

// block is what build writes, as a block of its own. It reports whether the end of the block is never reached.
func (c *code) block(build func(inner *code)) (stmts []jen.Code, done bool) {
	outer := c.fn.scope
	c.fn.scope = newScope(outer)
	inner := &code{fn: c.fn}
	build(inner)
	for n := range c.fn.scope.taken { // names are never used twice in a function, so that nothing is shadowed and the unused are found by name
		outer.taken[n] = true
	}
	c.fn.scope = outer
	return inner.out, inner.done
}

// loop is the block of a Go loop.
func (c *code) loop(build func(inner *code)) []jen.Code {
	c.fn.loops++
	body, _ := c.block(build)
	c.fn.loops--
	return body
}

// fresh is a new name like wanted, or like the hint where there is one.
func (c *code) fresh(wanted string) string {
	if c.hint != "" {
		wanted, c.hint = c.hint, ""
	}
	return c.fn.scope.name(wanted)
}

// variable puts x into a variable.
func (c *code) variable(wanted string, t types.Type, x goExpr) goExpr {
	n := c.fresh(wanted)
	c.add(jen.Id(n).Op(":=").Add(c.fn.e.typed(t, x).code))
	return goExpr{code: jen.Id(n), prec: precOperand, simple: true, owned: x.owned}
}

// simple is x as something that may be read twice.
func (c *code) simple(wanted string, t types.Type, x goExpr) goExpr {
	if x.simple {
		return x
	}
	return c.variable(wanted, t, x)
}

// exprs lowers expressions in order.
func (c *code) exprs(xs ...plan.Expr) []goExpr {
	out := make([]goExpr, len(xs))
	ends := make([]int, len(xs))
	c.hint = ""
	for i, x := range xs {
		out[i] = c.expr(x)
		ends[i] = len(c.out)
	}
	for i := len(xs) - 1; i >= 0; i-- {
		if out[i].unstable && len(c.out) > ends[i] {
			n := c.fn.scope.name("before")
			c.out = slices.Insert(c.out, ends[i], jen.Code(jen.Id(n).Op(":=").Add(out[i].code)))
			out[i] = name(n)
		}
	}
	return out
}

// expr lowers x to a Go expression; what must run before it is added to c.
func (c *code) expr(x plan.Expr) goExpr {
	e := c.fn.e
	switch x := x.(type) {
	case *plan.Const:
		return e.constant(x.T, x.Value)
	case *plan.Local:
		v, ok := c.fn.vars[x.Var]
		if !ok {
			panic(fmt.Sprintf("emit: %s: no Go variable for %s", spanText(x.Span), x.Var.Name))
		}
		return v
	case *plan.GlobalRef:
		return c.global(x)
	case *plan.Field:
		return c.field(x)
	case *plan.Tuple:
		return e.structOf(x.T, c.exprs(x.Elems...))
	case *plan.Record:
		return e.structOf(x.T, c.exprs(x.Fields...))
	case *plan.List:
		return c.list(x)
	case *plan.Map:
		return c.mapOf(x)
	case *plan.Unary:
		return c.unary(x)
	case *plan.Binary:
		return c.binary(x)
	case *plan.Convert:
		return c.convert(x)
	case *plan.IsNone:
		ok := c.expr(x.X).dot("OK")
		ok.simple = false
		if x.Negated {
			return ok
		}
		return not(ok)
	case *plan.Unwrap:
		return c.expr(x.X).dot("Value")
	case *plan.Coalesce:
		return c.coalesce(x)
	case *plan.Cond:
		return c.viaVariable(x, x.T)
	case *plan.Let:
		c.bind(x.Var, x.Value)
		return c.expr(x.Body)
	case *plan.Block:
		return c.viaVariable(x, x.T)
	case *plan.Call:
		return c.call(x)
	case *plan.CallFunc:
		return c.callFunc(x)
	case *plan.Fail:
		c.failWith(x)
		return goExpr{code: e.zero(x.T), prec: precOperand, owned: true, untyped: true}
	case *plan.Fn:
		return c.literal(x)
	case *plan.Dataset:
		return c.dataset(x)
	case *plan.SliceOf:
		return c.sliceOf(x)
	case *plan.Action:
		return c.action(x)
	}
	panic(fmt.Sprintf("emit: no case for %T", x))
}

func (c *code) field(x *plan.Field) goExpr {
	if t, ok := x.X.(*plan.Tuple); ok && !t.Fails { // a part of a pair that is not made
		return c.expr(t.Elems[x.Index])
	}
	return c.expr(x.X).dot(c.fn.e.fieldName(x.X.Type(), x.Index))
}

func (c *code) list(x *plan.List) goExpr {
	t := c.fn.e.goType(x.T)
	if len(x.Elems) == 0 {
		return goExpr{code: t.Call(jen.Nil()), prec: precOperand, owned: true}
	}
	elems := c.exprs(x.Elems...)
	out := join(t.Values(codes(elems)...), elems...)
	out.literal = true
	return out
}

func codes(xs []goExpr) []jen.Code {
	out := make([]jen.Code, len(xs))
	for i, x := range xs {
		out[i] = x.code
	}
	return out
}

func (c *code) convert(x *plan.Convert) goExpr {
	v := c.expr(x.X)
	if x.Kind == plan.IntToFloat {
		return join(jen.Float64().Call(v.code), v)
	}
	if types.Resolve(x.X.Type()) == types.Type(types.Never) {
		return v
	}
	return c.fn.e.some(types.Resolve(x.T).(*types.Optional), v)
}

// bind makes v stand for value.
func (c *code) bind(v *plan.Var, value plan.Expr) {
	c.hint = identifier(v.Name)
	x := c.expr(value)
	c.hint = ""
	if isUnit(v.Type) {
		c.fn.vars[v] = goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
		return
	}
	c.bindTo(v, x)
}

// bindTo makes v stand for x.
func (c *code) bindTo(v *plan.Var, x goExpr) {
	if x.simple && !x.unstable && !v.Mutable {
		c.fn.vars[v] = x
		return
	}
	c.hint = identifier(v.Name)
	bound := c.variable(v.Name, v.Type, x)
	bound.unstable = v.Mutable
	bound.owned = x.owned && !v.Mutable
	c.fn.vars[v] = bound
}

// viaVariable lowers what has branches or statements: each end sets a variable.
func (c *code) viaVariable(x plan.Expr, t types.Type) goExpr {
	if isUnit(t) {
		c.into(x, func(*code, goExpr) {})
		return goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
	}
	if block, ok := x.(*plan.Block); ok { // statements stand where they are; only the result is a value
		hint := c.hint
		c.stmts(block.Stmts)
		c.hint = hint
		if block.Result == nil {
			return goExpr{code: c.fn.e.zero(t), prec: precOperand, untyped: true}
		}
		return c.expr(block.Result)
	}
	n := c.fresh("value")
	c.add(jen.Var().Id(n).Add(c.fn.e.goType(t)))
	c.into(x, func(inner *code, v goExpr) { inner.add(jen.Id(n).Op("=").Add(v.code)) })
	return name(n)
}

// into lowers x so that each of its ends hands its value to end.
func (c *code) into(x plan.Expr, end func(c *code, v goExpr)) {
	switch x := x.(type) {
	case *plan.Cond:
		c.cond(x, end)
	case *plan.Let:
		c.bind(x.Var, x.Value)
		c.into(x.Body, end)
	case *plan.Block:
		c.stmts(x.Stmts)
		if x.Result != nil {
			c.into(x.Result, end)
		}
	case *plan.Fail:
		c.failWith(x)
	default:
		v := c.expr(x)
		if !c.done {
			end(c, v)
		}
	}
}

func (c *code) cond(x *plan.Cond, end func(c *code, v goExpr)) {
	test := c.expr(x.If)
	then, thenDone := c.block(func(inner *code) { inner.into(x.Then, end) })
	if x.Else == nil {
		c.add(jen.If(test.head()).Block(then...))
		return
	}
	before := len(c.out)
	otherwise, elseDone := c.block(func(inner *code) { inner.into(x.Else, end) })
	if len(c.out) != before {
		panic("emit: a branch wrote outside its block")
	}
	stmt := jen.If(test.head()).Block(then...)
	switch {
	case thenDone: // the rest needs no else
		c.add(stmt)
		c.add(otherwise...)
	case len(otherwise) == 0:
		c.add(stmt)
	case len(otherwise) == 1 && elseIf(x.Else):
		c.add(stmt.Else().Add(otherwise[0]))
	default:
		c.add(stmt.Else().Block(otherwise...))
	}
	c.done = c.done || thenDone && elseDone
}

// elseIf reports whether x is an if alone, so that its statement may follow `else`.
func elseIf(x plan.Expr) bool {
	if b, ok := x.(*plan.Block); ok && len(b.Stmts) == 0 {
		x = b.Result
	}
	_, ok := x.(*plan.Cond)
	return ok
}

// failWith leaves with the reason of fail(…).
func (c *code) failWith(x *plan.Fail) {
	reason := c.expr(x.Reason)
	c.leave(jen.Qual(fnPath, "FaultFail").Call(reason.code), x.Span)
}

// leave leaves with a fault that happens at a place.
func (c *code) leave(fault *jen.Statement, span diag.Span) {
	if c.done {
		return
	}
	c.fn.fault(c, fault.Dot("At").Call(jen.Lit(spanText(span))))
	c.done = true
}

// check leaves with fault where ok is false.
func (c *code) check(fault *jen.Statement, span diag.Span) {
	body, _ := c.block(func(inner *code) { inner.leave(fault, span) })
	c.add(jen.If(jen.Op("!").Id("ok")).Block(body...))
}

// checked is the result of a function that gives a value and whether it is right.
func (c *code) checked(wanted string, f *jen.Statement, fault *jen.Statement, span diag.Span) goExpr {
	n := c.fresh(wanted)
	c.add(jen.List(jen.Id(n), jen.Id("ok")).Op(":=").Add(f))
	c.check(fault, span)
	out := name(n)
	return out
}

// faulty is the result of a call that gives a value and a fault; of an effect the fault alone.
func (c *code) faulty(wanted string, f *jen.Statement, unit bool, span diag.Span) goExpr {
	exit := func(inner *code) {
		inner.fn.fault(inner, jen.Id("fault").Dot("At").Call(jen.Lit(spanText(span))))
		inner.done = true
	}
	if unit {
		body, _ := c.block(exit)
		c.add(jen.If(jen.Id("fault").Op(":=").Add(f), jen.Id("fault").Op("!=").Nil()).Block(body...))
		return goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
	}
	n := c.fresh(wanted)
	c.add(jen.List(jen.Id(n), jen.Id("fault")).Op(":=").Add(f))
	body, _ := c.block(exit)
	c.add(jen.If(jen.Id("fault").Op("!=").Nil()).Block(body...))
	return name(n)
}

// spanText is the place where a span starts: file:line:column.
func spanText(s diag.Span) string {
	return fmt.Sprintf("%s:%d:%d", s.File, s.Start.Line, s.Start.Column)
}

// mapOf is a map literal.
func (c *code) mapOf(x *plan.Map) goExpr {
	e := c.fn.e
	t := types.Resolve(x.T).(*types.Map)
	var xs []plan.Expr
	for i := range x.Keys {
		xs = append(xs, x.Keys[i], x.Values[i])
	}
	vs := c.exprs(xs...)
	entries := make([]jen.Code, len(x.Keys))
	for i := range entries {
		entries[i] = jen.Values(jen.Id("Key").Op(":").Add(vs[2*i].code), jen.Id("Value").Op(":").Add(vs[2*i+1].code))
	}
	list := jen.Index().Add(e.goType(mapEntry(t))).Values(entries...)
	return join(jen.Qual(fnPath, "MapFrom").Call(c.descriptor(t.Key), list), vs...)
}
