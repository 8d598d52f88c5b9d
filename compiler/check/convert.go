package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// convert makes x a want, by one of the conversions that the language makes unasked (language.md, section 3).
func (c *checker) convert(x plan.Expr, want types.Type) (plan.Expr, bool) {
	want = types.Resolve(want)
	have := types.Resolve(x.Type())
	if have == types.Error || want == types.Error {
		return x, true
	}
	if have == types.Never {
		if f, ok := x.(*plan.Fail); ok {
			f.T = want
		}
		return x, true
	}
	if opt, ok := want.(*types.Optional); ok {
		return c.convertOptional(x, have, opt)
	}
	if k, ok := x.(*plan.Const); ok && have == types.String && want == types.Secret { // a default for tests
		return constant(types.Secret, k.Value, k.Span), true
	}
	if n, ok := intLiteral(x); ok && want == types.Float {
		return &plan.Const{Info: plan.Info{T: types.Float, Span: x.Pos()}, Value: float64(n)}, true
	}
	if d, ok := want.(*types.Dataset); ok {
		if l, isList := have.(*types.List); isList && c.unify(d.Row, l.Elem) {
			return rowsOf(x, d.Row), true
		}
	}
	if c.unify(want, have) || c.firstRound > 0 && hasNever(have) {
		return x, true
	}
	return c.convertParts(x, have, want)
}

func (c *checker) convertOptional(x plan.Expr, have types.Type, want *types.Optional) (plan.Expr, bool) {
	if have == types.None {
		return &plan.Const{Info: plan.Info{T: want, Span: x.Pos()}}, true
	}
	switch have := have.(type) {
	case *types.Optional:
		return x, c.unify(want.Elem, have.Elem)
	case *types.Var:
		return x, c.unify(want, have)
	}
	inner, ok := c.convert(x, want.Elem)
	if !ok {
		return x, false
	}
	return some(inner, want), true
}

// some is x as an optional.
func some(x plan.Expr, t types.Type) plan.Expr {
	if k, ok := x.(*plan.Const); ok {
		return &plan.Const{Info: plan.Info{T: t, Span: k.Span}, Value: k.Value}
	}
	return &plan.Convert{Info: plan.Info{T: t, Span: x.Pos(), Fails: x.Fallible()}, Kind: plan.Some, X: x}
}

// unify makes a and b the same, or changes nothing.
func (c *checker) unify(a, b types.Type) bool {
	mark := c.u.Mark()
	if c.u.Unify(a, b) {
		return true
	}
	c.u.Undo(mark)
	return false
}

// intLiteral is the value of x when it is a constant int that was written as a number.
func intLiteral(x plan.Expr) (int64, bool) {
	k, ok := x.(*plan.Const)
	if !ok || k.T != types.Int {
		return 0, false
	}
	n, ok := k.Value.(int64)
	return n, ok
}

// convertParts converts a tuple, record or list literal part by part: `("a", none)` where a (string, int?) is wanted.
func (c *checker) convertParts(x plan.Expr, have, want types.Type) (plan.Expr, bool) {
	parts := literalParts(x, have)
	wanted := wantedParts(want, have, len(parts))
	if parts == nil || wanted == nil {
		return x, false
	}
	converted := make([]plan.Expr, len(parts))
	for i, p := range parts {
		y, ok := c.convert(p, wanted[i])
		if !ok {
			return x, false
		}
		converted[i] = y
	}
	info := plan.Info{T: want, Span: x.Pos(), Fails: x.Fallible()}
	switch want.(type) {
	case *types.Tuple:
		return literalOf(&plan.Tuple{Info: info, Elems: converted}, converted), true
	case *types.Record:
		return literalOf(&plan.Record{Info: info, Fields: converted}, converted), true
	}
	return literalOf(&plan.List{Info: info, Elems: converted}, converted), true
}

// literalParts are the parts of a literal of type t, nil when x is none.
func literalParts(x plan.Expr, t types.Type) []plan.Expr {
	switch x := x.(type) {
	case *plan.Tuple:
		return x.Elems
	case *plan.Record:
		return x.Fields
	case *plan.List:
		return x.Elems
	case *plan.Const:
		values, ok := x.Value.([]any)
		if !ok {
			return nil
		}
		parts := make([]plan.Expr, len(values))
		for i, v := range values {
			parts[i] = constant(partType(t, i), v, x.Span)
		}
		return parts
	}
	return nil
}

// partType is the type of part i of a tuple, record or list.
func partType(t types.Type, i int) types.Type {
	if l, ok := t.(*types.List); ok {
		return types.Resolve(l.Elem)
	}
	return types.Resolve(types.Parts(t)[i])
}

// wantedParts are the types that n parts of a literal of type have must get to become a want; nil when it cannot.
func wantedParts(want, have types.Type, n int) []types.Type {
	switch w := want.(type) {
	case *types.Tuple:
		if h, ok := have.(*types.Tuple); ok && len(h.Elems) == len(w.Elems) {
			return w.Elems
		}
	case *types.Record:
		if h, ok := have.(*types.Record); ok && sameFields(w, h) {
			return types.Parts(w)
		}
	case *types.List:
		if _, ok := have.(*types.List); ok {
			out := make([]types.Type, n)
			for i := range out {
				out[i] = w.Elem
			}
			return out
		}
	}
	return nil
}

func sameFields(a, b *types.Record) bool {
	if len(a.Fields) != len(b.Fields) {
		return false
	}
	for i := range a.Fields {
		if a.Fields[i].Name != b.Fields[i].Name {
			return false
		}
	}
	return true
}

// hasNever reports whether a part of t is the type of a branch that is not taken.
func hasNever(t types.Type) bool {
	t = types.Resolve(t)
	if t == types.Never {
		return true
	}
	for _, p := range types.Parts(t) {
		if hasNever(p) {
			return true
		}
	}
	return false
}

// join is the type of what is an a or a b, when there is one.
func (c *checker) join(a, b types.Type) (types.Type, bool) {
	a, b = types.Resolve(a), types.Resolve(b)
	if a == types.Int && b == types.Float || a == types.Float && b == types.Int {
		return types.Float, true // right for literals; convert refuses the others
	}
	if t := types.Join(a, b); t != nil {
		return t, true
	}
	if c.unify(a, b) {
		return a, true
	}
	ea, eb := optionalOf(a), optionalOf(b)
	if ea != nil && c.unify(ea, b) {
		return a, true
	}
	if eb != nil && c.unify(a, eb) {
		return b, true
	}
	if c.firstRound > 0 && hasNever(b) {
		return a, true
	}
	return c.joinParts(a, b)
}

// joinParts joins tuples, records and lists part by part.
func (c *checker) joinParts(a, b types.Type) (types.Type, bool) {
	pa, pb := types.Parts(a), wantedParts(b, a, 1)
	if pb == nil || len(pa) != len(pb) {
		return nil, false
	}
	joined := make([]types.Type, len(pa))
	for i := range pa {
		t, ok := c.join(pa[i], pb[i])
		if !ok {
			return nil, false
		}
		joined[i] = t
	}
	i := -1
	return types.MapParts(a, func(types.Type) types.Type {
		i++
		return joined[i]
	}), true
}
