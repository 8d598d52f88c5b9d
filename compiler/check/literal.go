package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/streamc-dev/streamc/compiler/funcs"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// literal checks a number, a duration, true, false or none. An int literal where a float is wanted is a float.
func (c *checker) literal(e dsl.Expr, want types.Type) plan.Expr {
	switch e := e.(type) {
	case *dsl.IntLit:
		n, ok := parseInt(e.Text)
		if !ok {
			c.report(numberTooLarge(e.Span, e.Text, "int"))
			return bad(e.Span)
		}
		if want == types.Float || optionalOf(want) == types.Float {
			return constant(types.Float, float64(n), e.Span)
		}
		return constant(types.Int, n, e.Span)
	case *dsl.FloatLit:
		f, err := strconv.ParseFloat(strings.ReplaceAll(e.Text, "_", ""), 64)
		if err != nil {
			c.report(numberTooLarge(e.Span, e.Text, "float"))
			return bad(e.Span)
		}
		return constant(types.Float, f, e.Span)
	case *dsl.DurationLit:
		d, ok := funcs.ParseDuration(e.Text)
		if !ok {
			c.report(numberTooLarge(e.Span, e.Text, "duration"))
			return bad(e.Span)
		}
		return constant(types.Duration, d, e.Span)
	case *dsl.BoolLit:
		return constant(types.Bool, e.Value, e.Span)
	case *dsl.NoneLit:
		if _, ok := want.(*types.Optional); ok {
			return constant(want, nil, e.Span)
		}
		return constant(types.None, nil, e.Span)
	}
	panic(fmt.Sprintf("check: no case for %T", e))
}

func constant(t types.Type, value any, at diag.Span) *plan.Const {
	return &plan.Const{Info: plan.Info{T: t, Span: at}, Value: value}
}

func parseInt(text string) (int64, bool) {
	text = strings.ReplaceAll(text, "_", "")
	if rest, ok := strings.CutPrefix(text, "0x"); ok {
		n, err := strconv.ParseInt(rest, 16, 64)
		return n, err == nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// optionalOf is the element type of an optional, nil of anything else.
func optionalOf(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	if o, ok := types.Resolve(t).(*types.Optional); ok {
		return types.Resolve(o.Elem)
	}
	return nil
}

// text checks a string literal; one with interpolations becomes a call of string.concat over the pieces as text.
func (c *checker) text(e *dsl.StringLit, sc *scope) plan.Expr {
	var parts []plan.Expr
	secret := false
	for _, p := range e.Pieces {
		if p.Expr == nil {
			parts = append(parts, constant(types.String, p.Text, p.Span))
			continue
		}
		x := c.asText(c.expr(p.Expr, nil, sc), p.Expr)
		secret = secret || x.Type() == types.Secret
		parts = append(parts, x)
	}
	if len(parts) == 0 {
		return constant(types.String, "", e.Span)
	}
	if len(parts) == 1 && e.Pieces[0].Expr == nil {
		return constant(types.String, e.Pieces[0].Text, e.Span)
	}
	if slices.ContainsFunc(parts, isBad) {
		return bad(e.Span)
	}
	t := types.Type(types.String)
	if secret {
		t = types.Secret
	}
	return c.fold(&plan.Call{Info: plan.Info{T: t, Span: e.Span, Fails: fails(parts...)}, Name: "string.concat", Args: parts})
}

// asText is x as text in an interpolation.
func (c *checker) asText(x plan.Expr, e dsl.Expr) plan.Expr {
	switch t := types.Resolve(x.Type()); {
	case t == types.String || t == types.Secret || t == types.Error:
		return x
	case !types.Equatable(t):
		c.report(noText(e.Pos(), t))
		return bad(e.Pos())
	case hasSecret(t):
		c.report(secretWritten(dsl.Name{Span: e.Pos(), Text: "${…}"}))
		return bad(e.Pos())
	}
	return c.fold(&plan.Call{Info: plan.Info{T: types.String, Span: x.Pos(), Fails: x.Fallible()}, Name: "any.toString", Args: []plan.Expr{x}})
}

// listLit checks `[a, b]`. Elements have one type; none makes it optional, an int beside floats is a float literal.
func (c *checker) listLit(e *dsl.ListLit, want types.Type, sc *scope) plan.Expr {
	var wantElem types.Type
	switch w := want.(type) {
	case *types.List:
		wantElem = w.Elem
	case *types.Dataset:
		wantElem = w.Row
	case *types.Optional:
		if l, ok := types.Resolve(w.Elem).(*types.List); ok {
			wantElem = l.Elem
		}
	}
	if len(e.Elems) == 0 {
		if wantElem == nil {
			wantElem = &types.Var{Name: "_"}
		}
		return constant(&types.List{Elem: wantElem}, []any{}, e.Span)
	}
	elems, t := c.elements(e.Elems, wantElem, sc)
	if t == types.Error {
		return bad(e.Span)
	}
	if !types.Storable(t) {
		c.report(notStorable(e.Span, t, "list"))
		return bad(e.Span)
	}
	return literalOf(&plan.List{Info: plan.Info{T: &types.List{Elem: t}, Span: e.Span, Fails: fails(elems...)}, Elems: elems}, elems)
}

// elements checks expressions that must have one type.
func (c *checker) elements(es []dsl.Expr, want types.Type, sc *scope) ([]plan.Expr, types.Type) {
	xs := make([]plan.Expr, len(es))
	var joined types.Type = types.Never
	for i, e := range es {
		hint := want
		if hint == nil && joined != types.Never {
			hint = joined
		}
		xs[i] = c.expr(e, hint, sc)
		t, ok := c.join(joined, xs[i].Type())
		if !ok {
			c.report(elementsDiffer(e.Pos(), joined, xs[i].Type()))
			return nil, types.Error
		}
		joined = t
	}
	if joined == types.Error {
		return nil, joined
	}
	if want != nil && !types.HasUnknown(want) {
		joined = want
	}
	for i := range xs {
		x, ok := c.convert(xs[i], joined)
		if !ok {
			c.report(mismatch(es[i], xs[i].Type(), joined))
			return nil, types.Error
		}
		xs[i] = x
	}
	return xs, joined
}

func (c *checker) tuple(e *dsl.TupleLit, want types.Type, sc *scope) plan.Expr {
	if o := optionalOf(want); o != nil {
		want = o
	}
	if len(e.Elems) > maxTuple {
		c.report(wideTuple(e.Span, len(e.Elems)))
		return bad(e.Span)
	}
	wanted, _ := want.(*types.Tuple)
	if wanted != nil && len(wanted.Elems) != len(e.Elems) {
		wanted = nil
	}
	t := &types.Tuple{}
	var elems []plan.Expr
	wrong := false
	for i, a := range e.Elems {
		if a.Star || a.Name.Text != "" || a.As.Text != "" {
			c.report(tupleArgument(a.Span))
			return bad(e.Span)
		}
		var x plan.Expr
		if wanted != nil {
			x = c.expr(a.Value, wanted.Elems[i], sc)
			if y, ok := c.convert(x, wanted.Elems[i]); ok {
				x = y
			}
		} else {
			x = c.expr(a.Value, nil, sc)
		}
		wrong = wrong || isBad(x)
		if !isBad(x) && !types.Storable(x.Type()) {
			c.report(notStorable(a.Span, x.Type(), "tuple"))
			wrong = true
		}
		t.Elems = append(t.Elems, x.Type())
		elems = append(elems, x)
	}
	if wrong {
		return bad(e.Span)
	}
	return literalOf(&plan.Tuple{Info: plan.Info{T: t, Span: e.Span, Fails: fails(elems...)}, Elems: elems}, elems)
}

// mapLit checks `["a": 1]` and `[:]`.
func (c *checker) mapLit(e *dsl.MapLit, want types.Type, sc *scope) plan.Expr {
	if o := optionalOf(want); o != nil {
		want = o
	}
	var wantKey, wantValue types.Type
	if m, ok := want.(*types.Map); ok {
		wantKey, wantValue = m.Key, m.Value
	}
	if len(e.Entries) == 0 {
		if wantKey == nil {
			wantKey, wantValue = &types.Var{Name: "_"}, &types.Var{Name: "_"}
		}
		return c.fold(&plan.Map{Info: plan.Info{T: &types.Map{Key: wantKey, Value: wantValue}, Span: e.Span}})
	}
	var ks, vs []dsl.Expr
	for _, entry := range e.Entries {
		ks, vs = append(ks, entry.Key), append(vs, entry.Value)
	}
	keys, kt := c.elements(ks, wantKey, sc)
	values, vt := c.elements(vs, wantValue, sc)
	if kt == types.Error || vt == types.Error {
		return bad(e.Span)
	}
	if !types.Ordered(kt) {
		c.report(notAKey(e.Span, kt))
		return bad(e.Span)
	}
	if !types.Storable(vt) {
		c.report(notStorable(e.Span, vt, "map"))
		return bad(e.Span)
	}
	info := plan.Info{T: &types.Map{Key: kt, Value: vt}, Span: e.Span, Fails: fails(keys...) || fails(values...)}
	return c.fold(&plan.Map{Info: info, Keys: keys, Values: values})
}

// literalOf is x, or a constant when all its parts are.
func literalOf(x plan.Expr, parts []plan.Expr) plan.Expr {
	values := make([]any, len(parts))
	for i, p := range parts {
		k, ok := p.(*plan.Const)
		if !ok {
			return x
		}
		values[i] = k.Value
	}
	return constant(x.Type(), values, x.Pos())
}
