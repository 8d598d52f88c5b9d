package check

import (
	"fmt"
	"slices"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// lambda checks e as a function of type want; unknowns of its result are found here. A lambda of n parameters over one n-tuple takes it apart.
func (c *checker) lambda(e *dsl.Lambda, want *types.Func, lv level, sc *scope) plan.Expr {
	if e.Arrow == "->" {
		c.report(foreignOperator(e.Span, "->", "=>"))
	}
	params, ok := c.paramTypes(e, want)
	if !ok {
		return bad(e.Span)
	}
	if i := stateParam(params); i >= 0 {
		c.inferState(e, want, params, i, lv, sc)
	}
	for i, t := range params {
		if _, unknown := types.Resolve(t).(*types.Var); unknown {
			c.report(unknownParam(e.Params[min(i, len(e.Params)-1)].Pattern.Pos()))
			return bad(e.Span)
		}
	}
	return c.lambdaBody(e, want, params, lv, sc)
}

// paramTypes are the types of the values that e takes, after the types that it states.
func (c *checker) paramTypes(e *dsl.Lambda, want *types.Func) ([]types.Type, bool) {
	params := want.Params
	if len(e.Params) != len(params) {
		tuple := soleTuple(params)
		if tuple == nil || len(tuple.Elems) != len(e.Params) {
			c.report(wrongArity(e.Span, len(e.Params), want))
			return nil, false
		}
		params = tuple.Elems
	}
	for i, p := range e.Params {
		if p.Type == nil {
			continue
		}
		t := c.typeOf(p.Type)
		if !c.unify(params[i], t) {
			c.report(paramMismatch(p.Type.Pos(), t, params[i]))
			return nil, false
		}
	}
	return want.Params, true
}

// soleTuple is the tuple that is the only parameter, when it is one.
func soleTuple(params []types.Type) *types.Tuple {
	if len(params) != 1 {
		return nil
	}
	t, _ := types.Resolve(params[0]).(*types.Tuple)
	return t
}

// stateParam is the index of a parameter S? whose S is not known, or -1.
func stateParam(params []types.Type) int {
	for i, t := range params {
		if o := optionalOf(t); o != nil {
			if _, unknown := o.(*types.Var); unknown {
				return i
			}
		}
	}
	return -1
}

// inferState finds the state of `(new, old) => …` by typing the body with old as none: then what it gives is a first state (language.md, section 3). What is wrong
// in this round is not reported; the round with the state says it again.
func (c *checker) inferState(e *dsl.Lambda, want *types.Func, params []types.Type, i int, lv level, sc *scope) {
	list, mark := c.list, c.u.Mark()
	c.firstRound++
	first := append([]types.Type{}, params...)
	first[i] = types.None
	result := &types.Var{Name: "S"}
	x := c.lambdaBody(e, &types.Func{Params: first, Result: result}, first, lv, sc)
	c.list = list
	c.firstRound--
	if isBad(x) {
		c.u.Undo(mark)
		return
	}
	found := types.Known(x.Type().(*types.Func).Result)
	if o := optionalOf(found); o != nil {
		found = o
	}
	c.u.Undo(mark)
	if found != types.None && found != types.Never && !types.HasUnknown(found) {
		c.unify(optionalOf(params[i]), found)
	}
}

// letOf is a part of a parameter that a pattern names.
type letOf struct {
	v     *plan.Var
	value plan.Expr
}

// lambdaBody checks the body with parameters of the given types.
func (c *checker) lambdaBody(e *dsl.Lambda, want *types.Func, params []types.Type, lv level, sc *scope) plan.Expr {
	in := sc.function(lv, resultHint(want.Result))
	fn := &plan.Fn{Info: plan.Info{Span: e.Span}}
	var lets []letOf
	if len(e.Params) == len(params) {
		for i, p := range e.Params {
			v, more := c.pattern(p.Pattern, params[i], in)
			fn.Params = append(fn.Params, v)
			lets = append(lets, more...)
		}
	} else {
		pattern := &dsl.TuplePattern{Span: e.Span}
		for _, p := range e.Params {
			pattern.Elems = append(pattern.Elems, p.Pattern)
		}
		v, more := c.pattern(pattern, params[0], in)
		fn.Params, lets = []*plan.Var{v}, more
	}
	body := c.bodyOf(e.Body, in)
	body, result, ok := c.result(body, want.Result, in, e.Body)
	if !ok || c.holdsStream(body) {
		return bad(e.Span)
	}
	fn.Body = withLets(lets, endValue(body))
	fn.BodyFails = fn.Body.Fallible()
	fn.T = &types.Func{Params: params, Result: result}
	return fn
}

// endValue is a block that ends in `return x` with x as its value: the same function, without a way out in its middle.
func endValue(body plan.Expr) plan.Expr {
	b, ok := body.(*plan.Block)
	if !ok || b.Result != nil || len(b.Stmts) == 0 {
		return body
	}
	last, ok := b.Stmts[len(b.Stmts)-1].(*plan.Return)
	if !ok || last.Value == nil || types.Resolve(last.Value.Type()) == types.Type(types.Never) {
		return body
	}
	out := *b
	out.Stmts, out.Result, out.T = b.Stmts[:len(b.Stmts)-1], last.Value, last.Value.Type()
	return &out
}

// bodyOf checks the body of a function whose frame in has.
func (c *checker) bodyOf(e dsl.Expr, in *scope) plan.Expr {
	if b, ok := e.(*dsl.Block); ok {
		return simplify(c.block(b, in.frame.want, in))
	}
	if in.frame.want == types.Unit {
		b := &plan.Block{Info: plan.Info{T: types.Unit, Span: e.Pos()}}
		if c.exprStmt(&dsl.ExprStmt{X: e}, b, in) {
			return bad(e.Pos())
		}
		return b
	}
	return c.expr(e, in.frame.want, in)
}

// resultHint is what a body is told about its result: nothing for results that may have several forms.
func resultHint(t types.Type) types.Type {
	t = types.Resolve(t)
	switch t.(type) {
	case *types.Many, *types.Maybe, *types.Var:
		return nil
	}
	return t
}

// withLets is body after those of the lets that it uses.
func withLets(lets []letOf, body plan.Expr) plan.Expr {
	lets = usedLets(lets, body)
	for i := len(lets) - 1; i >= 0; i-- {
		l := lets[i]
		info := plan.Info{T: body.Type(), Span: body.Pos(), Fails: body.Fallible()}
		body = &plan.Let{Info: info, Var: l.v, Value: l.value, Body: body}
	}
	return body
}

// usedLets are the lets whose variable body reads: a pattern may name what nobody needs.
func usedLets(lets []letOf, body plan.Expr) []letOf {
	used := map[*plan.Var]bool{}
	plan.Walk(body, func(e plan.Expr) bool {
		if l, ok := e.(*plan.Local); ok {
			used[l.Var] = true
		}
		return true
	})
	return slices.DeleteFunc(lets, func(l letOf) bool { return !used[l.v] })
}

// pattern defines the names of p in sc. The variable holds the whole value, the lets take it apart.
func (c *checker) pattern(p dsl.Pattern, t types.Type, sc *scope) (*plan.Var, []letOf) {
	switch p := p.(type) {
	case *dsl.NamePattern:
		return c.patternName(p, t, sc), nil
	case *dsl.TuplePattern:
		v := &plan.Var{Name: "row", Type: t, Span: p.Span}
		whole := &plan.Local{Info: plan.Info{T: t, Span: p.Span}, Var: v}
		return v, c.takeApart(p, whole, sc)
	}
	panic(fmt.Sprintf("check: no case for %T", p))
}

func (c *checker) patternName(p *dsl.NamePattern, t types.Type, sc *scope) *plan.Var {
	v := &plan.Var{Name: p.Name.Text, Type: t, Span: p.Name.Span}
	if v.Name == "_" {
		return v
	}
	if sc.locals[v.Name] != nil {
		c.report(namedTwice(p.Name))
	}
	sc.define(v.Name, &local{v: v})
	return v
}

// takeApart defines the names of p as the parts of whole.
func (c *checker) takeApart(p *dsl.TuplePattern, whole plan.Expr, sc *scope) []letOf {
	tuple, ok := types.Resolve(whole.Type()).(*types.Tuple)
	if !ok || len(tuple.Elems) != len(p.Elems) {
		if !isBad(whole) {
			c.report(noTuple(p, whole.Type()))
		}
		tuple = &types.Tuple{Elems: slices.Repeat([]types.Type{types.Error}, len(p.Elems))}
	}
	var lets []letOf
	for i, part := range p.Elems {
		value := field(whole, i, "", tuple.Elems[i], part.Pos())
		switch part := part.(type) {
		case *dsl.TuplePattern:
			lets = append(lets, c.takeApart(part, value, sc)...)
		case *dsl.NamePattern:
			if v := c.patternName(part, tuple.Elems[i], sc); v.Name != "_" {
				lets = append(lets, letOf{v: v, value: value})
			}
		}
	}
	return lets
}
