package check

import (
	"fmt"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// exprAs checks e where want is wanted: conversions are made, and what does not fit is reported. A nil want takes anything.
func (c *checker) exprAs(e dsl.Expr, want types.Type, sc *scope) plan.Expr {
	x := c.expr(e, want, sc)
	if want == nil {
		return x
	}
	out, ok := c.convert(x, want)
	if !ok {
		c.report(mismatch(e, x.Type(), want))
		return bad(e.Pos())
	}
	return out
}

// expr checks e. want helps literals and lambdas that have no type of their own; whether the result fits is for the caller to see.
func (c *checker) expr(e dsl.Expr, want types.Type, sc *scope) plan.Expr {
	if want != nil {
		want = types.Resolve(want)
	}
	switch e := e.(type) {
	case *dsl.IntLit, *dsl.FloatLit, *dsl.DurationLit, *dsl.BoolLit, *dsl.NoneLit:
		return c.literal(e, want)
	case *dsl.StringLit:
		return c.text(e, sc)
	case *dsl.Ident:
		return c.ident(e, sc)
	case *dsl.ListLit:
		return c.listLit(e, want, sc)
	case *dsl.MapLit:
		return c.mapLit(e, want, sc)
	case *dsl.TupleLit:
		return c.tuple(e, want, sc)
	case *dsl.ParenExpr:
		return c.expr(e.X, want, sc)
	case *dsl.RecordLit:
		return c.record(e, want, sc)
	case *dsl.Unary:
		return c.unary(e, want, sc)
	case *dsl.Binary:
		return c.binary(e, want, sc)
	case *dsl.Select:
		return c.selection(e, sc)
	case *dsl.Call:
		return c.call(e, want, sc)
	case *dsl.Index:
		return c.index(e, sc)
	case *dsl.Lambda:
		c.report(lambdaAsValue(e.Span))
		return bad(e.Span)
	case *dsl.If:
		return c.ifExpr(e, want, sc)
	case *dsl.Block:
		return c.block(e, want, sc.block())
	case *dsl.OptionalMark:
		c.report(strayMark(e.Span))
		return bad(e.Span)
	case *dsl.BadExpr:
		return bad(e.Span)
	}
	panic(fmt.Sprintf("check: no case for %T", e))
}

// ident checks a word: a local or a declaration.
func (c *checker) ident(e *dsl.Ident, sc *scope) plan.Expr {
	if l := sc.find(e.Name); l != nil {
		l.used = true
		if l.value != nil {
			return withPos(l.value, e.Span)
		}
		x := &plan.Local{Info: plan.Info{T: l.v.Type, Span: e.Span}, Var: l.v}
		return c.narrowed(x, path{root: l.v}, sc)
	}
	d := c.lookup(e.Name, e.Span)
	if d == nil {
		c.report(c.unknownName(e, sc))
		return bad(e.Span)
	}
	switch item := d.item.(type) {
	case *dsl.FuncDecl:
		c.report(functionAsValue(e))
		return bad(e.Span)
	case *dsl.ExternDecl:
		if item.Kind == "sink" {
			return withPos(d.value, e.Span)
		}
		c.report(functionAsValue(e))
		return bad(e.Span)
	case *dsl.TypeDecl:
		c.report(typeAsValue(e))
		return bad(e.Span)
	}
	return c.global(d, e.Span, sc)
}

// global is the value of a binding or parameter, seen from sc.
func (c *checker) global(d *decl, at diag.Span, sc *scope) plan.Expr {
	if g, ok := d.value.(*plan.GlobalRef); ok {
		c.reads()
		ref := globalRef(g.Global, at)
		return c.narrowed(ref, path{root: g.Global}, sc)
	}
	return withPos(d.value, at)
}

// withPos is x as if it stood at at: constants and streams are shared by all that name them.
func withPos(x plan.Expr, at diag.Span) plan.Expr {
	switch x := x.(type) {
	case *plan.Const:
		return &plan.Const{Info: plan.Info{T: x.T, Span: at}, Value: x.Value}
	case *flowExpr:
		return &flowExpr{Info: plan.Info{T: x.T, Span: at}, flow: x.flow}
	case *plan.GlobalRef:
		return globalRef(x.Global, at)
	}
	return x
}

// reads notes that the function being checked needs something of the pipeline, effects that it does something.
func (c *checker) reads() {
	if c.owner != nil {
		c.owner.Reads = true
	}
}

func (c *checker) effects() {
	if c.owner != nil {
		c.owner.Effects = true
	}
}

// index checks `t[0]`, `xs[i]` and `m[k]`.
func (c *checker) index(e *dsl.Index, sc *scope) plan.Expr {
	x := c.expr(e.X, nil, sc)
	if isBad(x) {
		return x
	}
	if len(e.Args) != 1 || e.Args[0].Star || e.Args[0].Name.Text != "" {
		c.report(oneIndex(e.Args[len(e.Args)-1].Span))
		return bad(e.Span)
	}
	arg := e.Args[0].Value
	switch t := types.Resolve(x.Type()).(type) {
	case *types.Tuple:
		return c.tupleIndex(e, x, t, arg)
	case *types.List:
		i := c.exprAs(arg, types.Int, sc)
		if isBad(i) {
			return i
		}
		return c.fold(&plan.Call{Info: plan.Info{T: t.Elem, Span: e.Span, Fails: true}, Name: "list.at", Args: []plan.Expr{x, i}})
	case *types.Map:
		k := c.exprAs(arg, t.Key, sc)
		if isBad(k) {
			return k
		}
		return c.fold(&plan.Call{Info: plan.Info{T: t.Value, Span: e.Span, Fails: true}, Name: "map.at", Args: []plan.Expr{x, k}})
	case *types.Optional:
		c.report(optionalOperand(e.X, t))
	default:
		if t == types.Never {
			return never(e.Span)
		}
		c.report(noIndex(e, t))
	}
	return bad(e.Span)
}

func (c *checker) tupleIndex(e *dsl.Index, x plan.Expr, t *types.Tuple, arg dsl.Expr) plan.Expr {
	lit, ok := arg.(*dsl.IntLit)
	if !ok {
		c.report(tupleIndexConstant(arg.Pos(), t))
		return bad(e.Span)
	}
	i, ok := parseInt(lit.Text)
	if !ok || i < 0 || i >= int64(len(t.Elems)) {
		c.report(tupleIndexRange(arg.Pos(), t))
		return bad(e.Span)
	}
	return field(x, int(i), "", t.Elems[i], e.Span)
}

// field is the part i of x. The part of a literal or constant is that part itself.
func field(x plan.Expr, i int, name string, t types.Type, at diag.Span) plan.Expr {
	if k, ok := x.(*plan.Const); ok {
		if parts, ok := k.Value.([]any); ok && i < len(parts) {
			return &plan.Const{Info: plan.Info{T: t, Span: at}, Value: parts[i]}
		}
	}
	return &plan.Field{Info: plan.Info{T: t, Span: at, Fails: x.Fallible()}, X: x, Index: i, Name: name}
}

// fails reports whether one of xs can fail.
func fails(xs ...plan.Expr) bool {
	for _, x := range xs {
		if x != nil && x.Fallible() {
			return true
		}
	}
	return false
}
