package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// This file builds the small functions that operators need beside the user's: `x => (x, 1)`, `(a, b) => a + b`, `(k, v) => (k, f(v))`.

func info(t types.Type, span diag.Span) plan.Info { return plan.Info{T: t, Span: span} }

func pair(k, v types.Type) *types.Tuple { return &types.Tuple{Elems: []types.Type{k, v}} }

// pairOf takes a row type (K, V) apart.
func pairOf(row types.Type) (k, v types.Type) {
	if t, ok := types.Resolve(row).(*types.Tuple); ok && len(t.Elems) == 2 {
		return t.Elems[0], t.Elems[1]
	}
	return types.Error, types.Error // an argument that failed before
}

func local(v *plan.Var) plan.Expr { return &plan.Local{Info: info(v.Type, v.Span), Var: v} }

func intConst(n int64, span diag.Span) plan.Expr {
	return &plan.Const{Info: info(types.Int, span), Value: n}
}

// part is the i-th part of the tuple x.
func part(x plan.Expr, i int) plan.Expr {
	t := types.Resolve(x.Type()).(*types.Tuple)
	return &plan.Field{Info: plan.Info{T: t.Elems[i], Span: x.Pos(), Fails: x.Fallible()}, X: x, Index: i}
}

// tupleOf is (a, b, …).
func tupleOf(span diag.Span, elems ...plan.Expr) plan.Expr {
	t := &types.Tuple{}
	fails := false
	for _, e := range elems {
		t.Elems = append(t.Elems, e.Type())
		fails = fails || e.Fallible()
	}
	return &plan.Tuple{Info: plan.Info{T: t, Span: span, Fails: fails}, Elems: elems}
}

// lambda is a function value of params with body.
func lambda(span diag.Span, body plan.Expr, params ...*plan.Var) *plan.Fn {
	t := &types.Func{Result: body.Type()}
	for _, p := range params {
		t.Params = append(t.Params, p.Type)
	}
	return &plan.Fn{Info: info(t, span), Params: params, Body: body, BodyFails: body.Fallible()}
}

// identity is x => x.
func (c *Call) identity(t types.Type) *plan.Fn {
	x := &plan.Var{Name: "x", Type: t, Span: c.Span}
	return lambda(c.Span, local(x), x)
}

// always is _ => value.
func (c *Call) always(t types.Type, value plan.Expr) *plan.Fn {
	return lambda(c.Span, value, &plan.Var{Name: "_", Type: t, Span: c.Span})
}

// arith is (a, b) => a op b on ints that stay in range: counts of rows.
func (c *Call) arith(op plan.Op) *plan.Fn {
	a, b := &plan.Var{Name: "a", Type: types.Int, Span: c.Span}, &plan.Var{Name: "b", Type: types.Int, Span: c.Span}
	return lambda(c.Span, &plan.Binary{Info: info(types.Int, c.Span), Op: op, X: local(a), Y: local(b)}, a, b)
}

// increment is (n, _) => n + 1.
func (c *Call) increment(row types.Type) *plan.Fn {
	n, x := &plan.Var{Name: "n", Type: types.Int, Span: c.Span}, &plan.Var{Name: "_", Type: row, Span: c.Span}
	return lambda(c.Span, &plan.Binary{Info: info(types.Int, c.Span), Op: plan.OpAdd, X: local(n), Y: intConst(1, c.Span)}, n, x)
}

// steps applies one row-at-a-time function to in.
func (c *Call) steps(in Flow, op plan.StepOp, f *plan.Fn, row types.Type) Flow {
	return c.Flow(&plan.Steps{Steps: []plan.Step{{Op: op, Fn: f, Span: c.Span}}}, row, in.order(), in)
}

// second is in with the second part of each pair alone.
func (c *Call) second(in Flow) Flow {
	k, v := pairOf(in.Row())
	p := &plan.Var{Name: "pair", Type: pair(k, v), Span: c.Span}
	return c.steps(in, plan.StepMap, lambda(c.Span, part(local(p), 1), p), v)
}

// pairWith is in with each row x as (x, value), or (value, x) when first.
func (c *Call) pairWith(in Flow, value plan.Expr, first bool) Flow {
	x := &plan.Var{Name: "x", Type: in.Row(), Span: c.Span}
	elems := []plan.Expr{local(x), value}
	if first {
		elems = []plan.Expr{value, local(x)}
	}
	body := tupleOf(c.Span, elems...)
	return c.steps(in, plan.StepMap, lambda(c.Span, body, x), body.Type())
}

// keepKey is the function over (K, V) that hands the value to f and puts the key beside what f gives, by wrap(key, result), wherever f ends.
func (c *Call) keepKey(f *plan.Fn, key types.Type, wrap func(key, result plan.Expr) plan.Expr) *plan.Fn {
	v := f.Params[0]
	row := &plan.Var{Name: "pair", Type: pair(key, v.Type), Span: f.Pos()}
	k := &plan.Var{Name: "key", Type: key, Span: f.Pos()}
	var given types.Type // what the results are: a body that ends with a return has no type of its own
	body := plan.MapResults(f.Body, func(result plan.Expr) plan.Expr {
		wrapped := wrap(local(k), result)
		given = wrapped.Type()
		return wrapped
	})
	kept := lambda(f.Pos(), letIn(k, part(local(row), 0), letIn(v, part(local(row), 1), body)), row)
	if given != nil {
		kept.T = &types.Func{Params: []types.Type{row.Type}, Result: given}
	}
	return kept
}

// letIn is body with v standing for value.
func letIn(v *plan.Var, value, body plan.Expr) plan.Expr {
	return &plan.Let{Info: plan.Info{T: body.Type(), Span: body.Pos(), Fails: value.Fallible() || body.Fallible()}, Var: v, Value: value, Body: body}
}

// fold is the fold by key of in: (K, V) pairs with f on values.
func (c *Call) fold(in Flow, op string, f *plan.Fn) Flow {
	_, v := pairOf(in.Row())
	kind := &plan.Aggregate{Op: op, Keyed: true, Create: c.identity(v), Add: f, Merge: f, OnMissing: plan.MissingPass}
	return c.Flow(kind, in.Row(), plan.KeyOrder, in)
}

// timeless refuses the batch time in functions that fold: they run where two parts of a batch meet, and no batch is at hand there.
func (c *Call) timeless(folds ...*plan.Fn) {
	seen := map[*plan.Func]bool{}
	reported := map[diag.Span]bool{}
	var visit func(e plan.Expr) bool
	visit = func(e plan.Expr) bool {
		switch e := e.(type) {
		case *plan.Call:
			if e.Name == "now" && !reported[e.Span] {
				reported[e.Span] = true
				c.Builder.Report(clockInFold(e.Span))
			}
		case *plan.CallFunc:
			if !seen[e.Func] && e.Func.Body != nil {
				seen[e.Func] = true
				plan.Walk(e.Func.Body, visit)
			}
		}
		return true
	}
	for _, f := range folds {
		if f != nil {
			plan.Walk(f.Body, visit)
		}
	}
}
