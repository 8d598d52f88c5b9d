package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

func (c *checker) unary(e *dsl.Unary, want types.Type, sc *scope) plan.Expr {
	if e.Op == "!" {
		c.report(foreignOperator(e.Span, "!", "not"))
	}
	if e.Op == "not" || e.Op == "!" {
		x := c.boolean(e.X, sc)
		if isBad(x) {
			return x
		}
		return c.fold(&plan.Unary{Info: plan.Info{T: types.Bool, Span: e.Span, Fails: x.Fallible()}, Op: plan.OpNot, X: x})
	}
	if lit, ok := e.X.(*dsl.IntLit); ok && want != types.Float { // the smallest int has no positive twin
		if n, ok := parseInt("-" + lit.Text); ok {
			return constant(types.Int, n, e.Span)
		}
	}
	x := c.operand(e.X, c.expr(e.X, want, sc))
	switch t := types.Resolve(x.Type()); t {
	case types.Error, types.Never:
		return x
	case types.Float:
		return c.fold(&plan.Unary{Info: plan.Info{T: t, Span: e.Span, Fails: x.Fallible()}, Op: plan.OpNeg, X: x})
	case types.Int, types.Duration:
		return c.fold(&plan.Unary{Info: plan.Info{T: t, Span: e.Span, Fails: x.Fallible() || t == types.Duration || intBits(x) > 62}, Op: plan.OpNeg, X: x})
	default:
		c.report(noNegation(e, t))
		return bad(e.Span)
	}
}

// boolean checks a condition.
func (c *checker) boolean(e dsl.Expr, sc *scope) plan.Expr {
	x := c.expr(e, types.Bool, sc)
	t := types.Resolve(x.Type())
	if t == types.Error || t == types.Bool || t == types.Never {
		return x
	}
	if c.unify(types.Bool, t) {
		return x
	}
	c.report(notACondition(e, t))
	return bad(e.Pos())
}

// operand refuses an optional where an operator wants a value.
func (c *checker) operand(e dsl.Expr, x plan.Expr) plan.Expr {
	t := types.Resolve(x.Type())
	if _, ok := t.(*types.Optional); ok || t == types.None {
		c.report(optionalOperand(e, t))
		return bad(e.Pos())
	}
	return x
}

func (c *checker) binary(e *dsl.Binary, want types.Type, sc *scope) plan.Expr {
	switch e.Op {
	case "and", "or", "&&", "||":
		return c.logic(e, sc)
	case "??":
		return c.coalesce(e, want, sc)
	case "==", "!=", "===", "!==", "<", "<=", ">", ">=":
		return c.compare(e, sc)
	case "in", "not in":
		return c.in(e, sc)
	}
	return c.arithmetic(e, want, sc)
}

// logic checks `and` and `or`: the right side knows what the left one has shown.
func (c *checker) logic(e *dsl.Binary, sc *scope) plan.Expr {
	op := plan.OpAnd
	switch e.Op {
	case "&&":
		c.report(foreignOperator(e.OpSpan, "&&", "and"))
	case "||":
		c.report(foreignOperator(e.OpSpan, "||", "or"))
		op = plan.OpOr
	case "or":
		op = plan.OpOr
	}
	x := c.boolean(e.X, sc)
	yes, no := c.facts(e.X, sc)
	if op == plan.OpOr {
		yes = no
	}
	y := c.boolean(e.Y, sc.knowing(yes))
	if isBad(x) || isBad(y) {
		return bad(e.Span)
	}
	if repeats(op, x, y) { // the checks of Go would find it in the emitted code
		c.report(saidTwice(e.Y, string(op)))
		return x
	}
	return c.fold(&plan.Binary{Info: plan.Info{T: types.Bool, Span: e.Span, Fails: fails(x, y)}, Op: op, X: x, Y: y})
}

// repeats reports whether y stands among the operands of op in x.
func repeats(op plan.Op, x, y plan.Expr) bool {
	if b, ok := x.(*plan.Binary); ok && b.Op == op && (repeats(op, b.X, y) || repeats(op, b.Y, y)) {
		return true
	}
	_, isConst := y.(*plan.Const)
	return !isConst && plan.ExprText(x) == plan.ExprText(y)
}

// coalesce checks `x ?? y`.
func (c *checker) coalesce(e *dsl.Binary, want types.Type, sc *scope) plan.Expr {
	x := c.expr(e.X, optionalWant(want), sc)
	var elem types.Type
	switch t := types.Resolve(x.Type()).(type) {
	case *types.Optional:
		elem = t.Elem
	case *types.Var:
		elem = &types.Var{Name: "_"}
		c.unify(t, &types.Optional{Elem: elem})
	default:
		if t == types.None { // the first round of a state function: there is never a value
			return c.expr(e.Y, want, sc)
		}
		if t != types.Error && t != types.Never {
			c.report(neverNone(e, t))
		}
		c.expr(e.Y, want, sc)
		return bad(e.Span)
	}
	y := c.expr(e.Y, elem, sc)
	if isBad(y) {
		return y
	}
	t := elem
	z, ok := c.convert(y, elem)
	if !ok {
		t = &types.Optional{Elem: elem}
		z, ok = c.convert(y, t)
	}
	if !ok {
		c.report(mismatch(e.Y, y.Type(), elem))
		return bad(e.Span)
	}
	if k, ok := x.(*plan.Const); ok && k.Value == nil && !isBad(k) {
		return z // X is known to be none
	}
	return c.fold(&plan.Coalesce{Info: plan.Info{T: t, Span: e.Span, Fails: fails(x, z)}, X: x, Y: z})
}

func optionalWant(want types.Type) types.Type {
	if want == nil || want == types.Unit {
		return nil
	}
	return types.Opt(want)
}

// compare checks equality and order. `x == none` is a test of its own.
func (c *checker) compare(e *dsl.Binary, sc *scope) plan.Expr {
	op := e.Op
	if op == "===" || op == "!==" {
		c.report(foreignOperator(e.OpSpan, op, op[:2]))
		op = op[:2]
	}
	if isNone(e.Y) || isNone(e.X) {
		return c.noneTest(e, op, sc)
	}
	x := c.operand(e.X, c.expr(e.X, nil, sc))
	y := c.operand(e.Y, c.expr(e.Y, x.Type(), sc))
	if isBad(x) || isBad(y) {
		return bad(e.Span)
	}
	x, y, t := c.sameType(x, y)
	if t == nil {
		c.report(noComparison(e, x.Type(), y.Type()))
		return bad(e.Span)
	}
	if op != "==" && op != "!=" && !types.Ordered(t) || !types.Equatable(t) {
		c.report(noOrder(e, t))
		return bad(e.Span)
	}
	return c.fold(&plan.Binary{Info: plan.Info{T: types.Bool, Span: e.Span, Fails: fails(x, y)}, Op: plan.Op(op), X: x, Y: y})
}

// sameType makes x and y of one type, as comparison and arithmetic want it: an int beside a float is a float.
func (c *checker) sameType(x, y plan.Expr) (plan.Expr, plan.Expr, types.Type) {
	tx, ty := types.Resolve(x.Type()), types.Resolve(y.Type())
	switch {
	case tx == types.Never:
		return x, y, ty
	case ty == types.Never:
		return x, y, tx
	case tx == types.Int && ty == types.Float:
		return toFloat(x), y, types.Float
	case tx == types.Float && ty == types.Int:
		return x, toFloat(y), types.Float
	case c.unify(tx, ty):
		return x, y, tx
	}
	if z, ok := c.convert(x, ty); ok {
		return z, y, ty
	}
	if z, ok := c.convert(y, tx); ok {
		return x, z, tx
	}
	return x, y, nil
}

func toFloat(x plan.Expr) plan.Expr {
	if n, ok := intLiteral(x); ok {
		return constant(types.Float, float64(n), x.Pos())
	}
	return &plan.Convert{Info: plan.Info{T: types.Float, Span: x.Pos(), Fails: x.Fallible()}, Kind: plan.IntToFloat, X: x}
}

func isNone(e dsl.Expr) bool {
	if p, ok := e.(*dsl.ParenExpr); ok {
		return isNone(p.X)
	}
	_, ok := e.(*dsl.NoneLit)
	return ok
}

// noneTest checks `x == none` and `x != none`. It looks at x as it was declared, whatever a test before has shown.
func (c *checker) noneTest(e *dsl.Binary, op string, sc *scope) plan.Expr {
	other := e.X
	if isNone(other) {
		other = e.Y
	}
	if op != "==" && op != "!=" {
		c.report(noOrder(e, types.None))
		return bad(e.Span)
	}
	x := c.expr(other, nil, sc)
	if u, ok := x.(*plan.Unwrap); ok {
		x = u.X
	}
	switch t := types.Resolve(x.Type()).(type) {
	case *types.Optional:
		return c.fold(&plan.IsNone{Info: plan.Info{T: types.Bool, Span: e.Span, Fails: x.Fallible()}, X: x, Negated: op == "!="})
	default:
		switch {
		case t == types.None: // the first round of a state function
			return constant(types.Bool, op == "==", e.Span)
		case t != types.Error && t != types.Never:
			c.report(comparedWithNone(e, t))
		}
		return bad(e.Span)
	}
}

// in checks `a in xs` and `a not in xs` over lists, sets and the keys of maps.
func (c *checker) in(e *dsl.Binary, sc *scope) plan.Expr {
	ys := c.operand(e.Y, c.expr(e.Y, nil, sc))
	var elem types.Type
	switch t := types.Resolve(ys.Type()).(type) {
	case *types.List:
		elem = t.Elem
	case *types.Set:
		elem = t.Elem
	case *types.Map:
		elem = t.Key
	default:
		if t != types.Error {
			c.report(noMembers(e, t))
		}
		c.expr(e.X, nil, sc)
		return bad(e.Span)
	}
	x := c.exprAs(e.X, elem, sc)
	if isBad(x) {
		return bad(e.Span)
	}
	var out plan.Expr = &plan.Binary{Info: plan.Info{T: types.Bool, Span: e.Span, Fails: fails(x, ys)}, Op: plan.OpIn, X: x, Y: ys}
	if e.Op == "not in" {
		out = &plan.Unary{Info: plan.Info{T: types.Bool, Span: e.Span, Fails: fails(x, ys)}, Op: plan.OpNot, X: out}
	}
	return c.fold(out)
}
