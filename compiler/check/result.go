package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// result makes the value of a body and of its returns a want, and gives the body with the type of what it gives.
func (c *checker) result(body plan.Expr, want types.Type, in *scope, at dsl.Expr) (plan.Expr, types.Type, bool) {
	if isBad(body) {
		return body, types.Error, false
	}
	want = types.Resolve(want)
	if want == types.Unit {
		return body, types.Unit, true
	}
	t := types.Resolve(body.Type())
	if t == types.Unit {
		c.report(givesNothing(at, want))
		return body, types.Error, false
	}
	for _, r := range in.frame.returns {
		if r.Value == nil {
			c.report(returnsNothing(r.Span, want))
			return body, types.Error, false
		}
	}
	if plainResult(want) {
		return c.convertResults(body, want, in, at)
	}
	for _, r := range in.frame.returns {
		joined, ok := c.join(t, r.Value.Type())
		if !ok {
			c.report(resultsDiffer(r.Value.Pos(), t, r.Value.Type()))
			return body, types.Error, false
		}
		t = joined
	}
	t, ok := c.settle(t, want)
	if !ok {
		c.report(resultMismatch(lastOf(at).Pos(), t, want))
		return body, types.Error, false
	}
	return c.convertResults(body, t, in, at)
}

// plainResult reports whether want is one type that everything a function gives must become.
func plainResult(want types.Type) bool {
	switch want.(type) {
	case *types.Many, *types.Maybe:
		return false
	}
	return !types.HasUnknown(want)
}

// settle is the type that a function gives whose values are t and of which want is wanted.
func (c *checker) settle(t, want types.Type) (types.Type, bool) {
	switch w := want.(type) {
	case *types.Many:
		switch r := types.Resolve(t).(type) {
		case *types.List:
			return t, c.unify(w.Elem, r.Elem)
		case *types.Optional:
			return t, c.unify(w.Elem, r.Elem)
		}
		return t, types.Resolve(t) == types.Never || types.Resolve(t) == types.Error
	case *types.Maybe:
		if o := optionalOf(t); o != nil {
			return t, c.unify(w.Elem, o)
		}
		return t, t != types.None && c.unify(w.Elem, t)
	}
	probe := &plan.Local{Info: plan.Info{T: t}}
	if t == types.Int && want == types.Float {
		return want, true // right when they are literals; the conversion of each says so
	}
	if _, ok := c.convert(probe, want); !ok {
		return t, false
	}
	return want, true
}

func (c *checker) convertResults(body plan.Expr, t types.Type, in *scope, at dsl.Expr) (plan.Expr, types.Type, bool) {
	for _, r := range in.frame.returns {
		x, ok := c.convert(r.Value, t)
		if !ok {
			c.report(resultMismatch(r.Value.Pos(), r.Value.Type(), t))
			return body, types.Error, false
		}
		r.Value = c.inBlock(x)
	}
	x, ok := c.convert(body, t)
	if !ok {
		c.report(resultMismatch(lastOf(at).Pos(), body.Type(), t))
		return body, types.Error, false
	}
	return c.inBlock(x), t, true
}

// endOf is the last statement of a body, for messages.
func endOf(e dsl.Expr) diag.Span {
	if b, ok := e.(*dsl.Block); ok && len(b.Stmts) > 0 {
		return b.Stmts[len(b.Stmts)-1].Pos()
	}
	return e.Pos()
}

// lastOf is the expression whose value a body gives, for messages.
func lastOf(e dsl.Expr) dsl.Expr {
	b, ok := e.(*dsl.Block)
	if !ok || len(b.Stmts) == 0 {
		return e
	}
	if s, ok := b.Stmts[len(b.Stmts)-1].(*dsl.ExprStmt); ok {
		return s.X
	}
	return e
}
