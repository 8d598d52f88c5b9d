package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// assign checks `x = e`, `x += e` and `x -= e` in a block. The first assignment makes the local.
func (c *checker) assign(s *dsl.Assign, out *plan.Block, sc *scope) bool {
	id, ok := s.Target.(*dsl.Ident)
	if !ok {
		c.report(assignTarget(s))
		return true
	}
	l := sc.find(id.Name)
	switch {
	case l == nil && c.decls[id.Name] != nil:
		c.report(assignsBinding(id, c.decls[id.Name].name, s.Op))
		sc.define(id.Name, &local{v: &plan.Var{Name: id.Name, Type: types.Error, Span: id.Span}}) // so that its uses say nothing more
		return true
	case l == nil && s.Op != "=":
		c.report(unassigned(id))
		sc.define(id.Name, &local{v: &plan.Var{Name: id.Name, Type: types.Error, Span: id.Span}})
		return true
	case l == nil:
		return c.declareLocal(s, id, out, sc)
	case l.v == nil || l.frame != sc.frame:
		c.report(assignsOuter(id))
		return true
	}
	return c.reassign(s, id, l.v, out, sc)
}

func (c *checker) declareLocal(s *dsl.Assign, id *dsl.Ident, out *plan.Block, sc *scope) bool {
	x := c.expr(s.Value, nil, sc)
	t := types.Resolve(x.Type())
	v := &plan.Var{Name: id.Name, Type: t, Span: id.Span}
	wrong := isBad(x)
	switch {
	case t == types.None:
		v.Type = &types.Optional{Elem: &types.Var{Name: "_"}}
		x, _ = c.convert(x, v.Type)
	case t == types.Unit || isStream(t) || t == types.Sink:
		c.report(localOf(s.Value, t))
		wrong = true
	}
	if wrong {
		v.Type = types.Error
	}
	sc.define(id.Name, &local{v: v, assigned: true})
	out.Stmts = append(out.Stmts, &plan.Assign{Span: s.Span, Var: v, Value: x, Declare: true})
	out.Fails = out.Fails || x.Fallible()
	return wrong
}

func (c *checker) reassign(s *dsl.Assign, id *dsl.Ident, v *plan.Var, out *plan.Block, sc *scope) bool {
	value := s.Value
	if s.Op != "=" {
		value = &dsl.Binary{Span: s.Span, Op: s.Op[:1], OpSpan: s.Span, X: id, Y: s.Value}
	}
	if same, ok := value.(*dsl.Ident); ok && same.Name == id.Name {
		c.report(assignsItself(id))
		return false
	}
	x := c.expr(value, v.Type, sc)
	present := optionalOf(v.Type) != nil && optionalOf(x.Type()) == nil && types.Resolve(x.Type()) != types.None
	y, ok := c.convert(x, v.Type)
	if !ok {
		c.report(mismatch(value, x.Type(), v.Type).WithLabel(v.Span, v.Name+" is "+article(v.Type)+" since here"))
		return true
	}
	v.Mutable = true
	sc.forget(v)
	if present {
		sc.learn([]path{{root: v}})
	}
	out.Stmts = append(out.Stmts, &plan.Assign{Span: s.Span, Var: v, Value: y})
	out.Fails = out.Fails || y.Fallible()
	return isBad(x)
}
