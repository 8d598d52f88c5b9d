package emit

import (
	"maps"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// newFunction starts a Go function in which some names have a meaning already.
func (e *emitter) newFunction(env env, taken ...string) *function {
	f := &function{e: e, scope: newScope(e.top), vars: map[*plan.Var]goExpr{}, env: env, used: &uses{}}
	for _, n := range append(taken, "ok", "fault", "err", "rows", "p", "s", "b") {
		f.scope.taken[n] = true
	}
	return f
}

// uses is what a function needs from where it stands.
type uses struct{ receiver, batch bool }

// pipeline is the pipeline in the function that is written.
func (c *code) pipeline() *jen.Statement {
	c.fn.used.receiver = true
	if s := c.fn.env.stage; s != nil {
		return jen.Id("s").Dot(c.fn.e.stagePipeline(s))
	}
	return jen.Id("p")
}

// batch is the batch, or the block, in the function that is written.
func (c *code) batch() *jen.Statement {
	c.fn.used.batch = true
	return jen.Id("b")
}

// global reads a declaration that exists at run time.
func (c *code) global(x *plan.GlobalRef) goExpr {
	field := c.pipeline().Dot(c.fn.e.globalField(x.Global))
	if x.Global.Kind == plan.GlobalRead {
		return operand(field.Dot("Data").Call(c.batch()))
	}
	out := operand(field)
	out.simple, out.owned = true, true
	return out
}

// instance is a function of the program as it was emitted for one place: a function of the package, or a method where it reads the pipeline, the stage or the batch.
type instance struct {
	name string
	uses uses
}

// instance emits f, once for the package or once for each kind of place that it is called from.
func (e *emitter) instance(f *plan.Func, at env) *instance {
	for _, key := range []string{"", e.placeKey(at)} {
		if i := e.instances[f][key]; i != nil {
			return i
		}
	}
	fn := e.newFunction(at)
	c := &code{fn: fn}
	params := c.params(f.Params)
	fn.setExits(f.Result, f.Fails)
	c.function(f.Body, f.Result, f.Fails)
	i := &instance{uses: *fn.used}
	key := ""
	decl := jen.Func()
	switch {
	case !i.uses.receiver && !i.uses.batch:
		i.name = e.top.name(unexported(f.Name))
	case at.stage != nil:
		key, i.name = e.placeKey(at), at.stage.scope.name(unexported(f.Name))
		decl.Params(jen.Id("s").Op("*").Id(at.stage.name))
	default:
		key, i.name = e.placeKey(at), e.members.name(unexported(f.Name))
		decl.Params(jen.Id("p").Op("*").Id("Pipeline"))
	}
	if i.uses.batch {
		params = append([]jen.Code{jen.Id("b").Add(at.batchType())}, params...)
	}
	doc := e.funcComment(i.name, f)
	decl.Id(i.name).Params(params...).Add(e.resultType(f.Result, f.Fails)).Block(c.out...)
	e.decls = append(e.decls, doc.Add(decl))
	if e.instances[f] == nil {
		e.instances[f] = map[string]*instance{}
	}
	e.instances[f][key] = i
	return i
}

func (e *emitter) placeKey(at env) string {
	if at.stage != nil {
		return at.stage.name
	}
	return "Pipeline"
}

func (a env) batchType() *jen.Statement {
	if a.stage != nil {
		return jen.Op("*").Qual(rtPath, "Block")
	}
	return jen.Op("*").Qual(rtPath, "Batch")
}

// params declares the parameters of a function.
func (c *code) params(vars []*plan.Var) []jen.Code {
	out := make([]jen.Code, len(vars))
	for i, v := range vars {
		n := c.fn.scope.name(v.Name)
		c.fn.vars[v] = goExpr{code: jen.Id(n), prec: precOperand, simple: true, unstable: v.Mutable, owned: false}
		out[i] = jen.Id(n).Add(c.fn.e.goType(v.Type))
	}
	return out
}

// setExits says how a function is left. Where a function that cannot fail by itself meets a fault of the world (a connection, an accumulator), the batch fails.
func (f *function) setExits(result types.Type, fails bool) {
	f.fault = func(c *code, fault *jen.Statement) {
		switch {
		case !fails:
			c.add(c.batch().Dot("Fail").Call(fault))
			f.ret(c, operand(f.e.zeroOrNothing(result)))
		case isUnit(result):
			c.add(jen.Return(fault))
		default:
			c.add(jen.Return(f.e.zero(result), fault))
		}
		c.done = true
	}
	f.ret = func(c *code, v goExpr) {
		switch {
		case isUnit(result) && fails:
			c.add(jen.Return(jen.Nil()))
		case isUnit(result):
			c.add(jen.Return())
		case fails:
			c.add(jen.Return(v.code, jen.Nil()))
		default:
			c.add(jen.Return(v.code))
		}
		c.done = true
	}
}

// function writes the body of a function: an effect runs to its end, a value is returned from each end.
func (c *code) function(body plan.Expr, result types.Type, fails bool) {
	if !isUnit(result) {
		c.into(body, func(end *code, v goExpr) { end.fn.ret(end, v) })
		return
	}
	c.into(body, func(*code, goExpr) {})
	if fails {
		c.add(jen.Return(jen.Nil()))
	}
}

// callFunc calls a function of the program.
func (c *code) callFunc(x *plan.CallFunc) goExpr {
	hint := c.hint
	args := c.exprs(x.Args...)
	c.hint = hint
	if x.Func.Extern != nil {
		return c.callExtern(x, args)
	}
	i := c.fn.e.instance(x.Func, c.fn.env)
	f := jen.Id(i.name)
	switch {
	case !i.uses.receiver && !i.uses.batch:
	case c.fn.env.stage != nil:
		c.fn.used.receiver = true
		f = jen.Id("s").Dot(i.name)
	default:
		c.fn.used.receiver = true
		f = jen.Id("p").Dot(i.name)
	}
	list := codes(args)
	if i.uses.batch {
		list = append([]jen.Code{c.batch()}, list...)
	}
	called := f.Call(list...)
	if x.Func.Fails {
		return c.faulty(x.Func.Name, called, isUnit(x.Func.Result), x.Span)
	}
	if isUnit(x.Func.Result) {
		c.add(called)
		return goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
	}
	out := join(called, args...)
	out.unstable = out.unstable || x.Func.Effects || x.Func.Reads
	if x.Func.Effects {
		return c.variable(x.Func.Name, x.Func.Result, out)
	}
	return out
}

// inner is a function literal in c: it sees the variables around it.
func (c *code) inner() *code {
	f := *c.fn
	f.scope = newScope(c.fn.scope)
	f.vars = maps.Clone(c.fn.vars)
	f.loops = 0
	return &code{fn: &f}
}

// closed gives the names that an inner function used back to the outer one, so that they stay unique.
func (c *code) closed(inner *code) {
	for n := range inner.fn.scope.taken {
		c.fn.scope.taken[n] = true
	}
}

// literal is a function value as its own type says.
func (c *code) literal(f *plan.Fn) goExpr { return operand(c.funcLiteral(f, f.BodyFails)) }

// funcLiteral is f as a function literal, which gives a fault beside its value when fails.
func (c *code) funcLiteral(f *plan.Fn, fails bool) *jen.Statement {
	result := optType(f)
	inner := c.inner()
	params := inner.params(f.Params)
	inner.fn.setExits(result, fails)
	inner.function(f.Body, result, fails)
	c.closed(inner)
	return jen.Func().Params(params...).Add(c.fn.e.resultType(result, fails)).Block(inner.out...)
}

// outlined is the value of a function with returns inside, whose parameters are bound: a literal that is called where it stands.
func (c *code) outlined(f *plan.Fn) goExpr {
	result := optType(f)
	inner := c.inner()
	inner.fn.setExits(result, f.BodyFails)
	inner.function(f.Body, result, f.BodyFails)
	c.closed(inner)
	called := jen.Func().Params().Add(c.fn.e.resultType(result, f.BodyFails)).Block(inner.out...).Call()
	if f.BodyFails {
		return c.faulty("value", called, isUnit(result), f.Span)
	}
	if isUnit(result) {
		c.add(called)
		return goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
	}
	return c.variable("value", result, operand(called))
}

// foldFunc writes a function that the runtime calls at the end of a batch, with a fault as its last result, and gives the way to reach it from the pipeline.
func (e *emitter) foldFunc(wanted, doc string, f *plan.Fn) *jen.Statement {
	fn := e.newFunction(env{})
	c := &code{fn: fn}
	params := c.params(f.Params)
	result := optType(f)
	fn.setExits(result, true)
	c.function(f.Body, result, true)
	if fn.used.receiver {
		n := e.members.name(wanted)
		e.decls = append(e.decls, jen.Comment(n+" "+doc).Line().Func().Params(jen.Id("p").Op("*").Id("Pipeline")).Id(n).
			Params(params...).Add(e.resultType(result, true)).Block(c.out...))
		return jen.Id("p").Dot(n)
	}
	n := e.top.name(wanted)
	e.decls = append(e.decls, jen.Comment(n+" "+doc).Line().Func().Id(n).Params(params...).Add(e.resultType(result, true)).Block(c.out...))
	return jen.Id(n)
}
