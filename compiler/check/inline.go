package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// inline checks a function over streams as a piece of pipeline, with the arguments of one call.
func (c *checker) inline(e *dsl.Call, d *decl, slots []*argument, sc *scope) plan.Expr {
	for _, outer := range c.inlining {
		if outer == d {
			c.report(needsItself(e.Span, d))
			return bad(e.Span)
		}
	}
	if sc.frame.level != levelPipeline {
		c.report(operatorInRow(dsl.Name{Span: e.Fun.Pos(), Text: d.name.Text}, sc.frame.level))
		return bad(e.Span)
	}
	item := d.item.(*dsl.FuncDecl)
	in := c.top()
	wrong := false
	for i, p := range item.Params {
		x := c.funcArgument(d, p, slots[i], c.typeOf(p.Type), sc)
		wrong = wrong || isBad(x)
		in.define(p.Name.Text, &local{value: x})
	}
	if wrong {
		return bad(e.Span)
	}
	saved := c.place
	c.inlining = append(c.inlining, d)
	c.place.Path = append(append([]string{}, saved.Path...), d.name.Text)
	out := c.pipelineBody(item, in)
	c.place = saved
	c.inlining = c.inlining[:len(c.inlining)-1]
	if item.Result == nil || isBad(out) {
		return out
	}
	want := c.typeOf(item.Result)
	y, ok := c.convert(out, want)
	if !ok {
		c.report(resultMismatch(lastOf(item.Body).Pos(), out.Type(), want))
		return bad(e.Span)
	}
	return y
}

// pipelineBody checks the statements of a function over streams: names for streams, outputs, and the stream that it gives.
func (c *checker) pipelineBody(item *dsl.FuncDecl, in *scope) plan.Expr {
	b, ok := item.Body.(*dsl.Block)
	if !ok {
		return c.expr(item.Body, nil, in)
	}
	out := plan.Expr(&plan.Block{Info: plan.Info{T: types.Unit, Span: b.Span}})
	for i, s := range b.Stmts {
		switch s := s.(type) {
		case *dsl.Assign:
			c.pipelineLocal(s, in)
			continue
		case *dsl.ExprStmt:
			out = c.expr(s.X, nil, in)
		case *dsl.Return:
			if s.Value != nil {
				out = c.expr(s.Value, nil, in)
			}
		default:
			c.report(notInPipeline(s.Pos()))
			return bad(s.Pos())
		}
		if isBad(out) {
			return out
		}
		if i < len(b.Stmts)-1 {
			if _, isReturn := s.(*dsl.Return); isReturn {
				c.report(afterReturn(b.Stmts[i+1].Pos()))
				return bad(s.Pos())
			}
			if t := types.Resolve(out.Type()); t != types.Unit {
				c.report(unusedStream(s.Pos()))
			}
			out = &plan.Block{Info: plan.Info{T: types.Unit, Span: b.Span}}
		}
	}
	return out
}

func (c *checker) pipelineLocal(s *dsl.Assign, in *scope) {
	id, ok := s.Target.(*dsl.Ident)
	switch {
	case !ok || s.Op != "=":
		c.report(assignTarget(s))
		return
	case in.find(id.Name) != nil:
		c.report(assignsOuter(id))
		return
	case c.decls[id.Name] != nil:
		c.report(assignsBinding(id, c.decls[id.Name].name, s.Op))
		in.define(id.Name, &local{value: bad(id.Span)})
		return
	}
	saved := c.place
	c.place.Path = append(append([]string{}, saved.Path...), id.Name)
	in.define(id.Name, &local{value: c.expr(s.Value, nil, in)})
	c.place = saved
}
