package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

func (c *code) stmts(stmts []plan.Stmt) {
	for _, s := range stmts {
		if c.done {
			return
		}
		c.stmt(s)
	}
}

func (c *code) stmt(s plan.Stmt) {
	switch s := s.(type) {
	case *plan.Assign:
		c.assign(s)
	case *plan.ExprStmt:
		c.hint = ""
		c.into(s.X, func(*code, goExpr) {})
	case *plan.Return:
		c.returnStmt(s)
	case *plan.Break:
		c.add(jen.Break())
		c.done = true
	case *plan.Continue:
		c.add(jen.Continue())
		c.done = true
	case *plan.For:
		c.forStmt(s)
	default:
		panic(fmt.Sprintf("emit: no case for %T", s))
	}
}

func (c *code) assign(s *plan.Assign) {
	if s.Declare {
		c.bind(s.Var, s.Value)
		return
	}
	v := c.fn.vars[s.Var]
	c.into(s.Value, func(end *code, x goExpr) { end.add(v.in(precOperand).Op("=").Add(x.code)) })
}

func (c *code) returnStmt(s *plan.Return) {
	if s.Value == nil {
		c.fn.ret(c, goExpr{})
		c.done = true
		return
	}
	c.hint = ""
	c.into(s.Value, func(end *code, v goExpr) {
		end.fn.ret(end, v)
		end.done = true
	})
	c.done = true
}

func (c *code) forStmt(s *plan.For) {
	c.hint = ""
	in := c.expr(s.In)
	list := in
	switch types.Resolve(s.In.Type()).(type) {
	case *types.Map:
		list = in.dot("Entries")
	case *types.Set:
		list = in.dot("Elems")
	}
	each := c.fn.scope.name(s.Var.Name)
	c.fn.vars[s.Var] = goExpr{code: jen.Id(each), prec: precOperand, simple: true, owned: in.owned, unstable: s.Var.Mutable}
	body := c.loop(func(inner *code) { inner.into(s.Body, func(*code, goExpr) {}) })
	c.add(jen.For(jen.List(jen.Id("_"), jen.Id(each)).Op(":=").Range().Add(list.head())).Block(body...))
}
