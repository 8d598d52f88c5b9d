package check

import (
	"fmt"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// ifExpr checks if/else, as an expression or, when want is Unit, as a statement.
func (c *checker) ifExpr(e *dsl.If, want types.Type, sc *scope) plan.Expr {
	cond := c.boolean(e.Cond, sc)
	yes, no := c.facts(e.Cond, sc)
	then := c.branch(e.Then, want, sc.knowing(yes))
	if e.Else == nil {
		if t := types.Resolve(then.Type()); t != types.Unit && t != types.Never && t != types.Error && want != types.Unit {
			c.report(ifWithoutElse(e, t))
			return bad(e.Span)
		}
		return &plan.Cond{Info: plan.Info{T: types.Unit, Span: e.Span, Fails: fails(cond, then)}, If: cond, Then: then}
	}
	other := c.branch(e.Else, want, sc.knowing(no))
	if isBad(cond) || isBad(then) || isBad(other) {
		return bad(e.Span)
	}
	if k, ok := cond.(*plan.Const); ok && types.Resolve(then.Type()) == types.Never && k.Value == false {
		return other
	}
	return c.unite(e, cond, then, other, want)
}

// unite makes the branches of an if one type.
func (c *checker) unite(e *dsl.If, cond, then, other plan.Expr, want types.Type) plan.Expr {
	out := &plan.Cond{Info: plan.Info{T: types.Unit, Span: e.Span, Fails: fails(cond, then, other)}, If: cond, Then: then, Else: other}
	tt, to := types.Resolve(then.Type()), types.Resolve(other.Type())
	if want == types.Unit || tt == types.Unit && (to == types.Unit || to == types.Never) || to == types.Unit && tt == types.Never {
		if tt == types.Never && to == types.Never {
			out.T = types.Never
		}
		return out
	}
	t, ok := c.join(tt, to)
	if ok && want != nil && !types.HasUnknown(want) {
		if x, ok := c.convert(then, want); ok {
			if y, ok := c.convert(other, want); ok {
				out.Then, out.Else, out.T = c.inBlock(x), c.inBlock(y), want
				return out
			}
		}
	}
	if !ok {
		c.report(branchesDiffer(e, tt, to))
		return bad(e.Span)
	}
	x, ok1 := c.convert(then, t)
	y, ok2 := c.convert(other, t)
	if !ok1 || !ok2 {
		c.report(branchesDiffer(e, tt, to))
		return bad(e.Span)
	}
	out.Then, out.Else, out.T = c.inBlock(x), c.inBlock(y), t
	return out
}

// inBlock moves a conversion of a block into it, where it converts the result alone.
func (c *checker) inBlock(x plan.Expr) plan.Expr {
	conv, ok := x.(*plan.Convert)
	if !ok {
		return x
	}
	b, ok := conv.X.(*plan.Block)
	if !ok || b.Result == nil {
		return x
	}
	inner := *conv
	inner.X = b.Result
	moved := *b
	moved.Result = c.inBlock(&inner)
	moved.T = conv.T
	return &moved
}

func (c *checker) branch(e dsl.Expr, want types.Type, sc *scope) plan.Expr {
	if b, ok := e.(*dsl.Block); ok {
		return simplify(c.block(b, want, sc.block()))
	}
	return c.expr(e, want, sc)
}

// simplify is the result of a block without statements.
func simplify(x plan.Expr) plan.Expr {
	if b, ok := x.(*plan.Block); ok && len(b.Stmts) == 0 && b.Result != nil {
		return b.Result
	}
	return x
}

// block checks statements in sc. Its value is the last expression, unless want is Unit.
func (c *checker) block(b *dsl.Block, want types.Type, sc *scope) plan.Expr {
	out := &plan.Block{Info: plan.Info{T: types.Unit, Span: b.Span}}
	wrong := false
	for i, s := range b.Stmts {
		if out.T == types.Never {
			c.report(afterReturn(s.Pos()))
			break
		}
		e, isExpr := s.(*dsl.ExprStmt)
		if isExpr && i == len(b.Stmts)-1 && want != types.Unit {
			x := c.expr(e.X, want, sc)
			out.Fails = out.Fails || x.Fallible()
			out.T = x.Type()
			wrong = wrong || isBad(x)
			if t := types.Resolve(out.T); t == types.Unit || t == types.Never {
				out.Stmts = append(out.Stmts, &plan.ExprStmt{X: x})
			} else {
				out.Result = x
			}
			break
		}
		wrong = c.stmt(s, out, sc) || wrong
	}
	c.unusedLocals(sc)
	if wrong {
		out.T = types.Error
	}
	return out
}

// unusedLocals warns of names that a block gives and nobody reads.
func (c *checker) unusedLocals(sc *scope) {
	for _, name := range sortedKeys(sc.locals) {
		if sc.frame.ended == nil {
			sc.frame.ended = map[string]bool{}
		}
		sc.frame.ended[name] = true
		if l := sc.locals[name]; l.assigned && !l.used && name != "_" && l.v.Type != types.Error {
			c.report(unusedLocal(l.v))
		}
	}
}

// stmt checks one statement and adds it to out; wrong says that it was reported.
func (c *checker) stmt(s dsl.Stmt, out *plan.Block, sc *scope) (wrong bool) {
	switch s := s.(type) {
	case *dsl.ExprStmt:
		return c.exprStmt(s, out, sc)
	case *dsl.Assign:
		return c.assign(s, out, sc)
	case *dsl.Return:
		return c.returnStmt(s, out, sc)
	case *dsl.Break, *dsl.Continue:
		if sc.frame.loops == 0 {
			c.report(outsideLoop(s))
			return true
		}
		out.T = types.Never
		if _, ok := s.(*dsl.Break); ok {
			out.Stmts = append(out.Stmts, &plan.Break{Span: s.Pos()})
		} else {
			out.Stmts = append(out.Stmts, &plan.Continue{Span: s.Pos()})
		}
		return false
	case *dsl.For:
		return c.forStmt(s, out, sc)
	}
	panic(fmt.Sprintf("check: no case for %T", s))
}

func (c *checker) exprStmt(s *dsl.ExprStmt, out *plan.Block, sc *scope) bool {
	x := c.expr(s.X, types.Unit, sc)
	out.Stmts = append(out.Stmts, &plan.ExprStmt{X: x})
	out.Fails = out.Fails || x.Fallible()
	if e, ok := s.X.(*dsl.If); ok && e.Else == nil && leaves(e.Then) {
		_, no := c.facts(e.Cond, sc)
		sc.learn(no) // past `if x == none { return }`
	}
	switch t := types.Resolve(x.Type()); t {
	case types.Error:
		return true
	case types.Never:
		out.T = types.Never
	case types.Unit:
	default:
		if !hasEffect(x) {
			c.report(valueUnused(s.X, t))
		}
	}
	return false
}

// leaves reports whether the end of b is never reached, as far as the syntax shows.
func leaves(b *dsl.Block) bool {
	if len(b.Stmts) == 0 {
		return false
	}
	switch s := b.Stmts[len(b.Stmts)-1].(type) {
	case *dsl.Return, *dsl.Break, *dsl.Continue:
		return true
	case *dsl.ExprStmt:
		switch e := s.X.(type) {
		case *dsl.Call:
			id, ok := e.Fun.(*dsl.Ident)
			return ok && id.Name == "fail"
		case *dsl.If:
			return leaves(e.Then) && elseLeaves(e.Else)
		}
	}
	return false
}

func elseLeaves(e dsl.Expr) bool {
	switch e := e.(type) {
	case *dsl.Block:
		return leaves(e)
	case *dsl.If:
		return leaves(e.Then) && elseLeaves(e.Else)
	}
	return false
}

// hasEffect reports whether evaluating x does something beside giving its value.
func hasEffect(x plan.Expr) bool {
	switch x := x.(type) {
	case *plan.CallFunc:
		return x.Func.Effects || x.Func.Extern != nil
	case *plan.Action:
		return true
	case *plan.Cond, *plan.Block, *plan.Let:
		return true
	case *plan.Call:
		return x.Name == "state.remove" || x.Name == "pool.use" || x.Name == "endpoint.open"
	}
	return false
}

func (c *checker) returnStmt(s *dsl.Return, out *plan.Block, sc *scope) bool {
	out.T = types.Never
	ret := &plan.Return{Span: s.Span}
	out.Stmts = append(out.Stmts, ret)
	want := sc.frame.want
	if sc.frame.level == levelPipeline && c.owner == nil && len(c.inlining) == 0 {
		c.report(returnOutside(s.Span))
		return true
	}
	if s.Value == nil {
		sc.frame.returns = append(sc.frame.returns, ret)
		return false
	}
	if want == types.Unit {
		c.report(returnOfNothing(s.Value.Pos()))
		return true
	}
	ret.Value = c.expr(s.Value, want, sc)
	out.Fails = out.Fails || ret.Value.Fallible()
	sc.frame.returns = append(sc.frame.returns, ret)
	return isBad(ret.Value)
}

// forStmt checks `for pattern in list { }`.
func (c *checker) forStmt(s *dsl.For, out *plan.Block, sc *scope) bool {
	in := c.operand(s.In, c.expr(s.In, nil, sc))
	var elem types.Type = types.Error
	switch t := types.Resolve(in.Type()).(type) {
	case *types.List:
		elem = t.Elem
	case *types.Set:
		elem = t.Elem
	case *types.Map:
		elem = &types.Tuple{Elems: []types.Type{t.Key, t.Value}}
	default:
		if t != types.Error {
			c.report(noLoop(s.In, t))
		}
	}
	for _, v := range assigned(s.Body, sc) {
		sc.forget(v)
	}
	body := sc.block()
	v, lets := c.pattern(s.Pattern, elem, body)
	body.frame.loops++
	b := c.block(s.Body, types.Unit, body).(*plan.Block)
	body.frame.loops--
	wrong := isBad(in) || isBad(b)
	var head []plan.Stmt
	for _, l := range usedLets(lets, b) {
		head = append(head, &plan.Assign{Span: l.v.Span, Var: l.v, Value: l.value, Declare: true})
	}
	b.Stmts = append(head, b.Stmts...)
	b.T = types.Unit
	out.Fails = out.Fails || fails(in, b)
	out.Stmts = append(out.Stmts, &plan.For{Span: s.Span, Var: v, In: in, Body: b})
	return wrong
}

// assigned are the locals of sc that statements of b assign: what was known about them does not hold in a second round.
func assigned(b *dsl.Block, sc *scope) []*plan.Var {
	var out []*plan.Var
	var walk func(b *dsl.Block)
	var walkExpr func(e dsl.Expr)
	walkExpr = func(e dsl.Expr) {
		switch e := e.(type) {
		case *dsl.If:
			walk(e.Then)
			if e.Else != nil {
				walkExpr(e.Else)
			}
		case *dsl.Block:
			walk(e)
		}
	}
	walk = func(b *dsl.Block) {
		for _, s := range b.Stmts {
			switch s := s.(type) {
			case *dsl.Assign:
				if id, ok := s.Target.(*dsl.Ident); ok {
					if l := sc.find(id.Name); l != nil && l.v != nil {
						out = append(out, l.v)
					}
				}
			case *dsl.For:
				walk(s.Body)
			case *dsl.ExprStmt:
				walkExpr(s.X)
			}
		}
	}
	walk(b)
	return out
}
