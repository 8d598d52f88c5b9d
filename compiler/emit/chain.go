package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/opt"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// rows is a fused chain while its loop is written: what happens to each row, and where it goes at the end.
type rows struct {
	e       *emitter
	steps   []plan.Step
	text    bool           // rows may be views of a block
	rejects *jen.Statement // where error rows go
	end     func(c *code, row goExpr)
}

// loopLabel is the label of a loop, given once something wants it.
type loopLabel struct{ name string }

func (l *loopLabel) use(c *code) string {
	if l.name == "" {
		l.name = c.fn.scope.name("rows")
	}
	return l.name
}

// labelled is the loop with its label, if it has one.
func (l *loopLabel) labelled(loop *jen.Statement) []jen.Code {
	if l.name == "" {
		return []jen.Code{loop}
	}
	return []jen.Code{jen.Id(l.name).Op(":"), loop}
}

// step writes step i and what follows for a row. label is that of the loop which goes to the next row.
func (r *rows) step(c *code, i int, row goExpr, label *loopLabel) {
	if c.done {
		return
	}
	if i == len(r.steps) {
		r.end(c, row)
		return
	}
	s := r.steps[i]
	param := s.Fn.Params[0]
	c.bindTo(param, row)
	c.fn.fault = r.reject(s, param, label, c.fn.loops)
	skip := func(inner *code) { r.next(inner, label, c.fn.loops) }
	switch s.Op {
	case plan.StepMap:
		c.hint = r.nextName(i)
		r.step(c, i+1, c.body(s.Fn, row), label)
	case plan.StepFilter:
		keep := c.body(s.Fn, row)
		body, _ := c.block(skip)
		c.add(jen.If(negate(keep).head()).Block(body...))
		r.step(c, i+1, c.fn.vars[param], label)
	case plan.StepOptMap:
		v := c.simple("found", optType(s.Fn), c.body(s.Fn, row))
		body, _ := c.block(skip)
		c.add(jen.If(not(v.dot("OK")).code).Block(body...))
		r.step(c, i+1, v.dot("Value"), label)
	case plan.StepFlatMap:
		r.flatMap(c, i, row, label)
	}
}

func optType(f *plan.Fn) types.Type { return types.Resolve(f.T).(*types.Func).Result }

// next goes on with the next row: the loop that label stands for had depth loops around and with it.
func (r *rows) next(c *code, label *loopLabel, loops int) {
	if c.fn.loops > loops {
		c.add(jen.Continue().Id(label.use(c)))
	} else {
		c.add(jen.Continue())
	}
	c.done = true
}

// nextName is what the value of step i had best be called: the parameter of the step behind it.
func (r *rows) nextName(i int) string {
	if i+1 < len(r.steps) {
		return r.steps[i+1].Fn.Params[0].Name
	}
	return ""
}

// flatMap writes a loop over what step i gives. A total function is taken apart into loops; one that may fail gives all of its rows or none, so its list is made first.
func (r *rows) flatMap(c *code, i int, row goExpr, label *loopLabel) {
	f := r.steps[i].Fn
	follow := func(inner *code, elem goExpr, label *loopLabel) { r.step(inner, i+1, elem, label) }
	if f.BodyFails || opt.Returns(f.Body) {
		c.overList(c.body(f, row), r.nextName(i), follow)
		return
	}
	c.elements(f.Body, r.nextName(i), label, follow)
}

// reject is what happens to a row whose step fails: it goes to the error rows as the step got it, and the loop goes on.
func (r *rows) reject(s plan.Step, param *plan.Var, label *loopLabel, loops int) func(c *code, fault *jen.Statement) {
	return func(c *code, fault *jen.Statement) {
		row := c.fn.vars[param]
		text := row.code
		if types.Resolve(param.Type) != types.Type(types.String) {
			text = c.descriptor(param.Type).Dot("JSON").Call(row.code)
		}
		c.add(r.rejects.Clone().Dot("Reject").Call(fault, jen.Lit(s.Name), text))
		r.next(c, label, loops)
	}
}

// body is the value of a function for the row that is bound to its parameter.
func (c *code) body(f *plan.Fn, row goExpr) goExpr {
	if opt.Returns(f.Body) {
		return c.outlined(f)
	}
	return c.expr(f.Body)
}
