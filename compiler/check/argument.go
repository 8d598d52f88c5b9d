package check

import (
	"slices"

	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// argument checks an argument of p and puts it where the operator looks for it.
func (t *typing) argument(p types.Param, a argument) bool {
	c := t.c
	switch want := p.Type.(type) {
	case *types.Func:
		return t.function(p, want, a)
	case *types.TypeArg:
		named := c.typeOfExpr(a.Value)
		return named != types.Error && c.unify(want.Elem, named)
	case *types.FormatOf:
		f := c.format(a.Value)
		if f == nil || f.Row == types.Error {
			return false
		}
		t.call.Formats[p.Name] = f
		return c.unify(want.Row, f.Row)
	case *types.OneOf:
		id, ok := a.Value.(*dsl.Ident)
		if !ok || !slices.Contains(want.Words, id.Name) {
			c.report(notOneOf(a.Value, p.Name, want.Words))
			return false
		}
		t.call.Args[p.Name] = constant(types.String, id.Name, id.Span)
		return true
	case *types.Streams:
		return t.streams(p, a)
	}
	if p.Type == types.Sink {
		return t.sink(p, a)
	}
	return t.value(p, a)
}

// value checks an argument that is a stream, a dataset or a value.
func (t *typing) value(p types.Param, a argument) bool {
	c := t.c
	x := a.x
	if x == nil {
		x = c.expr(a.Value, p.Type, t.scope)
	}
	if _, any := types.Resolve(p.Type).(*types.Var); p.Variadic && any && t.cand.fn != nil {
		t.rest = append(t.rest, x) // print takes values of any types
		return t.printable(a, x)
	}
	y, ok := c.convert(x, p.Type)
	if !ok {
		c.report(argumentMismatch(a.Value, t.name.Text, p, x.Type(), t.cand.sig))
		return false
	}
	if isBad(y) {
		return false
	}
	switch types.Resolve(p.Type).(type) {
	case *types.Stream, *types.Dataset:
		t.call.Flows[p.Name] = append(t.call.Flows[p.Name], flowOf(y))
		return true
	}
	if _, known := y.(*plan.Const); p.Const && !known {
		c.report(notConstant(a.Value, p.Name))
		return false
	}
	t.call.Args[p.Name] = y
	return true
}

func (t *typing) printable(a argument, x plan.Expr) bool {
	if !isBad(x) && !types.Equatable(x.Type()) {
		t.c.report(noText(a.Value.Pos(), x.Type()))
		return false
	}
	return !isBad(x)
}

// sink checks an argument that is a sink; an endpoint is one too.
func (t *typing) sink(p types.Param, a argument) bool {
	x := t.c.expr(a.Value, nil, t.scope)
	if isBad(x) {
		return false
	}
	if f, ok := x.(*flowExpr); ok && f.flow.Sink != nil {
		t.call.Sinks[p.Name] = f.flow.Sink
		return true
	}
	if g, ok := x.(*plan.GlobalRef); ok && g.Global.Endpoint != nil {
		t.call.Sinks[p.Name] = &plan.Sink{Kind: g.Global.Endpoint.Kind, Endpoint: g.Global}
		return true
	}
	t.c.report(argumentMismatch(a.Value, t.name.Text, p, x.Type(), t.cand.sig))
	return false
}

// streams checks a list literal of streams, whose rows may differ.
func (t *typing) streams(p types.Param, a argument) bool {
	l, ok := a.Value.(*dsl.ListLit)
	if !ok || len(l.Elems) == 0 {
		t.c.report(wantsStreams(a.Value))
		return false
	}
	tuple := &types.Tuple{}
	for _, e := range l.Elems {
		x := t.c.expr(e, nil, t.scope)
		s, ok := types.Resolve(x.Type()).(*types.Stream)
		if !ok {
			if !isBad(x) {
				t.c.report(mismatchAt(e.Pos(), x.Type(), &types.Stream{Row: &types.Var{Name: "T"}}))
			}
			return false
		}
		tuple.Elems = append(tuple.Elems, &types.Dataset{Row: s.Row})
		t.call.Flows[p.Name] = append(t.call.Flows[p.Name], flowOf(x))
	}
	t.tuple = tuple
	if len(tuple.Elems) == 1 {
		t.tuple = tuple.Elems[0]
	}
	return true
}

// function checks an argument that is a function: a lambda, or the name of a func.
func (t *typing) function(p types.Param, want *types.Func, a argument) bool {
	want = &types.Func{Params: slices.Clone(want.Params), Result: want.Result}
	lv := levelRow
	if want.Result == types.Unit {
		lv = levelEffect
	}
	for i, param := range want.Params {
		if _, ok := param.(*types.Datasets); ok && t.tuple != nil {
			want.Params[i] = t.tuple
			lv = levelBatch
		}
		if _, ok := types.Resolve(param).(*types.Dataset); ok {
			lv = levelBatch
		}
	}
	var x plan.Expr
	ordering := t.c.ordering
	t.c.ordering = t.cand.op != nil && t.cand.op.op.Ordering
	defer func() { t.c.ordering = ordering }()
	switch v := a.Value.(type) {
	case *dsl.Lambda:
		x = t.c.lambda(v, want, lv, t.scope)
	case *dsl.Ident:
		if d := t.c.lookup(v.Name, v.Span); d != nil && isFunction(d) && t.scope.find(v.Name) == nil {
			x = t.c.funcValue(v, d, want, lv, t.scope)
		} else if d == nil && t.scope.find(v.Name) == nil && (t.c.hasReceiver(v.Name) || len(t.c.candidates(v.Name, nil)) > 0) {
			t.c.report(catalogueFunction(v, want))
			return false
		} else if x = t.c.ident(v, t.scope); !isBad(x) {
			t.c.report(wantsFunction(a.Value, want))
			return false
		}
	default:
		t.c.report(wantsFunction(a.Value, want))
		return false
	}
	if isBad(x) {
		return false
	}
	t.call.Args[p.Name] = x
	return true
}

// format reads `text`, `json(T)`, `csv(T)`; nil when it was reported.
func (c *checker) format(e dsl.Expr) *plan.Format {
	switch e := e.(type) {
	case *dsl.Ident:
		if e.Name == "text" {
			return &plan.Format{Name: "text", Row: types.String}
		}
	case *dsl.Call:
		id, ok := e.Fun.(*dsl.Ident)
		if ok && (id.Name == "json" || id.Name == "csv") && len(e.Args) == 1 {
			row := c.typeOfExpr(e.Args[0].Value)
			if part := ops.NotInCSV(row); id.Name == "csv" && part != nil {
				c.report(noCSV(e.Args[0].Value.Pos(), row, part))
				return nil
			}
			return &plan.Format{Name: id.Name, Row: row}
		}
	}
	c.report(notAFormat(e))
	return nil
}

// rowsOf is the dataset of a list.
func rowsOf(list plan.Expr, row types.Type) plan.Expr {
	d := ops.RowsOf(list).Data.(*plan.Dataset)
	d.T = &types.Dataset{Row: row}
	d.Fails = list.Fallible()
	return d
}
