package plan

import (
	"fmt"
	"slices"

	"github.com/streamc-dev/streamc/compiler/types"
)

// Children are the expressions directly in e: operands, arguments, bodies of functions, statements. Kinds of datasets are looked into as well.
func Children(e Expr) []Expr {
	var out []Expr
	rebuild(e, func(child Expr) Expr {
		out = append(out, child)
		return child
	})
	return out
}

// Walk calls f for e and everything in it, outermost first; where f gives false it does not go deeper.
func Walk(e Expr, f func(Expr) bool) {
	if e == nil || !f(e) {
		return
	}
	for _, child := range Children(e) {
		Walk(child, f)
	}
}

// Rewrite is e with f applied to every expression in it, innermost first. Nothing is changed in place: what stays the same is shared, and kinds of datasets
// are copied when a function in them changes.
func Rewrite(e Expr, f func(Expr) Expr) Expr {
	if e == nil {
		return nil
	}
	return f(rebuild(e, func(child Expr) Expr { return Rewrite(child, f) }))
}

// MapResults is the body of a function with wrap applied to what the function gives: the value at its end and those of its returns. Bodies of functions in
// it are left alone.
func MapResults(body Expr, wrap func(Expr) Expr) Expr {
	return mapTail(mapReturns(body, wrap), wrap)
}

func mapReturns(e Expr, wrap func(Expr) Expr) Expr {
	switch e := e.(type) {
	case nil, *Fn:
		return e
	case *Block:
		b := rebuild(e, func(child Expr) Expr { return mapReturns(child, wrap) }).(*Block)
		out := *b
		out.Stmts = mapReturnStmts(b.Stmts, wrap)
		return &out
	default:
		return rebuild(e, func(child Expr) Expr { return mapReturns(child, wrap) })
	}
}

func mapReturnStmts(stmts []Stmt, wrap func(Expr) Expr) []Stmt {
	out := slices.Clone(stmts)
	for i, s := range out {
		if s, ok := s.(*Return); ok && s.Value != nil {
			out[i] = &Return{Span: s.Span, Value: wrap(s.Value)}
		}
	}
	return out
}

// mapTail wraps the value that e gives at its end.
func mapTail(e Expr, wrap func(Expr) Expr) Expr {
	switch e := e.(type) {
	case *Block:
		if e.Result == nil {
			return e // it ends in returns
		}
		out := *e
		out.Result = mapTail(e.Result, wrap)
		out.T = out.Result.Type()
		return &out
	case *Let:
		out := *e
		out.Body = mapTail(e.Body, wrap)
		out.T = out.Body.Type()
		return &out
	case *Cond:
		if e.Else == nil || types.Resolve(e.T) == types.Type(types.Never) {
			return e
		}
		out := *e
		out.Then, out.Else = mapTail(e.Then, wrap), mapTail(e.Else, wrap)
		out.T = out.Then.Type()
		if out.T == types.Type(types.Never) {
			out.T = out.Else.Type()
		}
		return &out
	case *Fail:
		out := *e
		out.T = wrap(e).Type()
		return &out
	}
	if types.Resolve(e.Type()) == types.Type(types.Never) {
		return e
	}
	return wrap(e)
}

// rebuild is e with f applied to its children; e itself when all of them stay.
func rebuild(e Expr, f func(Expr) Expr) Expr {
	r := &rebuilder{f: f}
	next := r.expr(e)
	if !r.changed {
		return e
	}
	return next
}

type rebuilder struct {
	f       func(Expr) Expr
	changed bool
}

func (r *rebuilder) one(e Expr) Expr {
	if e == nil {
		return nil
	}
	next := r.f(e)
	r.changed = r.changed || next != e
	return next
}

func (r *rebuilder) all(es []Expr) []Expr {
	out := make([]Expr, len(es))
	for i, e := range es {
		out[i] = r.one(e)
	}
	return out
}

func (r *rebuilder) fn(f *Fn) *Fn {
	if f == nil {
		return nil
	}
	return r.one(f).(*Fn)
}

func (r *rebuilder) expr(e Expr) Expr {
	switch e := e.(type) {
	case *Const, *Local, *GlobalRef:
		return e
	case *Field:
		return &Field{e.Info, r.one(e.X), e.Index, e.Name}
	case *Tuple:
		return &Tuple{e.Info, r.all(e.Elems)}
	case *Record:
		return &Record{e.Info, r.all(e.Fields)}
	case *List:
		return &List{e.Info, r.all(e.Elems)}
	case *Map:
		return &Map{e.Info, r.all(e.Keys), r.all(e.Values)}
	case *Unary:
		return &Unary{e.Info, e.Op, r.one(e.X)}
	case *Binary:
		return &Binary{e.Info, e.Op, r.one(e.X), r.one(e.Y)}
	case *Convert:
		return &Convert{e.Info, e.Kind, r.one(e.X)}
	case *IsNone:
		return &IsNone{e.Info, r.one(e.X), e.Negated}
	case *Unwrap:
		return &Unwrap{e.Info, r.one(e.X)}
	case *Coalesce:
		return &Coalesce{e.Info, r.one(e.X), r.one(e.Y)}
	case *Cond:
		return &Cond{e.Info, r.one(e.If), r.one(e.Then), r.one(e.Else)}
	case *Let:
		return &Let{e.Info, e.Var, r.one(e.Value), r.one(e.Body)}
	case *Block:
		return &Block{e.Info, r.stmts(e.Stmts), r.one(e.Result)}
	case *Call:
		return &Call{e.Info, e.Name, r.all(e.Args)}
	case *CallFunc:
		return &CallFunc{e.Info, e.Func, r.all(e.Args)}
	case *Fail:
		return &Fail{e.Info, r.one(e.Reason)}
	case *Fn:
		return &Fn{e.Info, e.Params, r.one(e.Body), e.BodyFails}
	case *Dataset:
		kind := MapKind(e.Kind, r.one)
		return &Dataset{e.Info, kind, r.all(e.Inputs)}
	case *SliceOf:
		return &SliceOf{e.Info, e.Stream, r.one(e.From), r.one(e.To)}
	case *Action:
		out := *e
		out.Data, out.Args = r.one(e.Data), r.all(e.Args)
		return &out
	}
	panic(fmt.Sprintf("plan: no case for %T", e))
}

func (r *rebuilder) stmts(stmts []Stmt) []Stmt {
	out := make([]Stmt, len(stmts))
	for i, s := range stmts {
		switch s := s.(type) {
		case *Assign:
			out[i] = &Assign{s.Span, s.Var, r.one(s.Value), s.Declare}
		case *ExprStmt:
			out[i] = &ExprStmt{r.one(s.X)}
		case *Return:
			out[i] = &Return{s.Span, r.one(s.Value)}
		case *For:
			out[i] = &For{s.Span, s.Var, r.one(s.In), r.one(s.Body).(*Block)}
		case *Break, *Continue:
			out[i] = s
		default:
			panic(fmt.Sprintf("plan: no case for %T", s))
		}
	}
	return out
}

// MapKind is k with f applied to the expressions in it, functions included. f is not called for what is not there.
func MapKind(k Kind, f func(Expr) Expr) Kind {
	r := &rebuilder{f: f}
	next := r.kind(k)
	if !r.changed {
		return k
	}
	return next
}

func (r *rebuilder) kind(k Kind) Kind {
	switch k := k.(type) {
	case *Steps:
		steps := slices.Clone(k.Steps)
		for i := range steps {
			steps[i].Fn = r.fn(steps[i].Fn)
		}
		return &Steps{Steps: steps}
	case *Partition:
		out := *k
		out.Fn, out.N = r.fn(k.Fn), r.one(k.N)
		return &out
	case *Aggregate:
		out := *k
		out.Create, out.Add, out.Merge, out.Zero = r.fn(k.Create), r.fn(k.Add), r.fn(k.Merge), r.one(k.Zero)
		return &out
	case *InverseWindow:
		out := *k
		out.Fold, out.Invert, out.Filter = r.fn(k.Fold), r.fn(k.Invert), r.fn(k.Filter)
		return &out
	case *UpdateState:
		out := *k
		out.Fn, out.Initial = r.fn(k.Fn), r.one(k.Initial)
		return &out
	case *MapState:
		out := *k
		out.Fn, out.Timeout, out.Initial = r.fn(k.Fn), r.one(k.Timeout), r.one(k.Initial)
		return &out
	case *Sort:
		return &Sort{By: r.fn(k.By), Desc: k.Desc, Limit: r.one(k.Limit)}
	case *Rows:
		return &Rows{X: r.one(k.X)}
	case *Batch:
		out := *k
		out.Body = r.fn(k.Body)
		return &out
	case *Source:
		return r.source(k)
	case *Output:
		return r.output(k)
	case *Distinct, *Window, *Snapshots, *Errors, *Join, *Union, *Cartesian, *Subtract:
		return k
	}
	panic(fmt.Sprintf("plan: no case for %T", k))
}

func (r *rebuilder) source(k *Source) Kind {
	out := *k
	out.Args = make(map[string]Expr, len(k.Args))
	for _, name := range k.ArgNames() {
		out.Args[name] = r.one(k.Args[name])
	}
	return &out
}

// ArgNames are the names of the arguments of k in order.
func (k *Source) ArgNames() []string {
	names := make([]string, 0, len(k.Args))
	for name := range k.Args {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (r *rebuilder) output(k *Output) Kind {
	out := *k
	out.Limit, out.Prefix, out.Suffix = r.one(k.Limit), r.one(k.Prefix), r.one(k.Suffix)
	if k.Sink != nil {
		s := *k.Sink
		s.Path, s.PartitionBy, s.NumRows, s.Truncate = r.one(s.Path), r.fn(s.PartitionBy), r.one(s.NumRows), r.one(s.Truncate)
		out.Sink = &s
	}
	return &out
}
