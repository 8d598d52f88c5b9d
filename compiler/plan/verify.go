package plan

import (
	"errors"
	"fmt"
	"time"

	"github.com/streamc-dev/streamc/compiler/types"
)

// Verify checks that a finished program is whole: what every later stage relies on. Its errors are defects of ours, never a user's. It looks at order and names
// of nodes, types of rows along edges, keys, slides, orders, counts of readers, and at every expression (VerifyExpr).
func Verify(p *Program) error {
	v := &verifier{names: map[string]bool{}, at: map[*Node]int{}, readers: map[*Node]int{}}
	for i, n := range p.Nodes {
		v.at[n] = i
	}
	for i, n := range p.Nodes {
		v.node(i, n)
	}
	for _, n := range p.Nodes {
		if n.Readers != v.readers[n] {
			v.fail(n.Name, "counts %d readers, there are %d", n.Readers, v.readers[n])
		}
	}
	v.outputs(p)
	v.globals(p)
	for _, f := range p.Funcs {
		if f.Body != nil {
			v.expr("func "+f.Name, f.Body, f.Params)
		}
	}
	return errors.Join(v.errs...)
}

type verifier struct {
	errs    []error
	names   map[string]bool
	at      map[*Node]int
	readers map[*Node]int
}

func (v *verifier) fail(where, format string, args ...any) {
	v.errs = append(v.errs, fmt.Errorf("%s: "+format, append([]any{where}, args...)...))
}

func (v *verifier) outputs(p *Program) {
	count := 0
	for _, n := range p.Nodes {
		if _, ok := n.Kind.(*Output); ok {
			count++
		}
	}
	if count != len(p.Outputs) {
		v.fail("outputs", "%d are listed, %d are in the graph", len(p.Outputs), count)
	}
	names := map[string]bool{}
	for _, n := range p.Outputs {
		out, ok := n.Kind.(*Output)
		switch _, in := v.at[n]; {
		case !ok || !in:
			v.fail(n.Name, "is listed as an output")
		case out.Output == "effect" && out.Name != "":
			v.fail(n.Name, "shows no rows and has the name %q", out.Name)
		case out.Output != "effect" && (out.Name == "" || names[out.Name]):
			v.fail(n.Name, "has no name of its own: %q", out.Name)
		default:
			names[out.Name] = true
		}
	}
}

func (v *verifier) globals(p *Program) {
	names := map[string]bool{}
	for _, g := range p.Globals {
		if g.Name == "" || names[g.Name] {
			v.fail("globals", "the name %q is not one global's", g.Name)
		}
		names[g.Name] = true
		if g.Init != nil {
			v.expr(g.Name, g.Init, nil)
		}
	}
}

// node checks what holds for every node.
func (v *verifier) node(i int, n *Node) {
	if n.ID != i {
		v.fail(n.Name, "has the number %d at place %d", n.ID, i)
	}
	if n.Name == "" || v.names[n.Name] {
		v.fail(n.Name, "the name is not one node's")
	}
	v.names[n.Name] = true
	if n.ErrorName == "" {
		v.fail(n.Name, "has no chain")
	}
	v.rowType(n.Name, n.Row)
	for _, in := range n.Inputs {
		v.readers[in]++
		if at, ok := v.at[in]; !ok || at >= i {
			v.fail(n.Name, "stands before its input %s", in.Name)
		}
	}
	v.slide(n)
	v.order(n)
	v.kind(n)
	MapKind(n.Kind, func(e Expr) Expr {
		v.expr(n.Name, e, nil)
		Walk(e, func(e Expr) bool {
			if s, ok := e.(*SliceOf); ok {
				v.readers[s.Stream]++
				if at, ok := v.at[s.Stream]; !ok || at >= i {
					v.fail(n.Name, "takes a slice of a stream that comes later")
				}
			}
			return true
		})
		return e
	})
}

func (v *verifier) rowType(where string, t types.Type) {
	if t == nil {
		v.fail(where, "has no row type")
		return
	}
	if types.HasUnknown(t) || types.Resolve(t) == types.Type(types.Error) {
		v.fail(where, "has rows of the type %s", t)
	}
}

func (v *verifier) slide(n *Node) {
	if n.Slide <= 0 {
		v.fail(n.Name, "has the slide %s", n.Slide)
		return
	}
	var size time.Duration
	switch k := n.Kind.(type) {
	case *Window:
		size = k.Size
	case *InverseWindow:
		size = k.Size
	default:
		for _, in := range n.Inputs {
			if in.Slide != n.Slide {
				v.fail(n.Name, "runs every %s and its input every %s", n.Slide, in.Slide)
			}
		}
		return
	}
	if parent := n.Inputs[0].Slide; parent <= 0 || size%parent != 0 || n.Slide%parent != 0 {
		v.fail(n.Name, "has the window %s every %s over batches of %s", size, n.Slide, parent)
	}
}

func (v *verifier) order(n *Node) {
	want := ArrivalOrder
	switch k := n.Kind.(type) {
	case *Aggregate:
		if k.Keyed {
			want = KeyOrder
		}
	case *InverseWindow, *UpdateState, *MapState, *Snapshots, *Join:
		want = KeyOrder
	case *Steps, *Output:
		want = n.Inputs[0].Order
	case *Partition:
		if k.Op == Repartition {
			want = n.Inputs[0].Order
		}
	}
	if n.Order != want {
		v.fail(n.Name, "its rows come in %s order, wanted %s", n.Order, want)
	}
}

// kind checks the inputs of n and the types that meet in it.
func (v *verifier) kind(n *Node) {
	switch k := n.Kind.(type) {
	case *Source, *Errors:
		v.inputs(n, 0)
	case *Steps:
		v.inputs(n, 1)
		v.steps(n, k)
	case *Aggregate:
		v.inputs(n, 1)
		v.aggregate(n, k)
	case *InverseWindow, *UpdateState, *MapState:
		v.inputs(n, 1)
		v.pair(n.Name, n.Inputs[0].Row)
	case *Partition, *Window, *Snapshots, *Output:
		v.inputs(n, 1)
		v.sameRows(n)
	case *Join:
		v.inputs(n, 2)
		for _, in := range n.Inputs {
			v.pair(n.Name, in.Row)
		}
		v.pair(n.Name, n.Row)
	case *Union:
		v.sameRows(n)
	case *Batch:
		v.batch(n, k)
	case *Distinct, *Sort, *Cartesian, *Subtract, *Rows:
		v.fail(n.Name, "is a %T, which only datasets have", k)
	default:
		panic(fmt.Sprintf("plan: no case for %T", k))
	}
}

func (v *verifier) inputs(n *Node, want int) {
	if len(n.Inputs) != want {
		v.fail(n.Name, "has %d inputs, wanted %d", len(n.Inputs), want)
	}
}

// sameRows wants rows that pass through unchanged.
func (v *verifier) sameRows(n *Node) {
	switch k := n.Kind.(type) {
	case *Partition:
		if k.Op == MapPartitions || k.Op == Glom {
			return
		}
	case *Snapshots:
		return
	}
	for _, in := range n.Inputs {
		v.same(n.Name, "rows", n.Row, in.Row)
	}
}

func (v *verifier) same(where, what string, have, want types.Type) {
	if !types.Same(have, want) {
		v.fail(where, "%s of the type %s, wanted %s", what, have, want)
	}
}

// pair is the key and value type of rows that must be pairs with an ordered key.
func (v *verifier) pair(where string, row types.Type) (key, value types.Type) {
	t, ok := types.Resolve(row).(*types.Tuple)
	if !ok || len(t.Elems) != 2 || !types.Ordered(t.Elems[0]) {
		v.fail(where, "rows of the type %s are not keyed", row)
		return types.Error, types.Error
	}
	return t.Elems[0], t.Elems[1]
}

func (v *verifier) fn(where string, f *Fn, result types.Type, params ...types.Type) {
	if f == nil {
		v.fail(where, "lacks a function")
		return
	}
	if len(f.Params) != len(params) {
		v.fail(where, "its function takes %d values, wanted %d", len(f.Params), len(params))
		return
	}
	for i, p := range f.Params {
		v.same(where, "a parameter", p.Type, params[i])
	}
	if t, ok := f.T.(*types.Func); ok && result != nil && types.Resolve(t.Result) != types.Type(types.Never) {
		v.same(where, "a result", t.Result, result)
	}
}

func (v *verifier) steps(n *Node, k *Steps) {
	row := n.Inputs[0].Row
	for _, s := range k.Steps {
		if s.Name == "" {
			v.fail(n.Name, "a step of no chain")
		}
		var result types.Type
		if s.Op == StepFilter {
			result = types.Bool
		}
		v.fn(n.Name, s.Fn, result, row)
		row = stepRow(s, row)
	}
	v.same(n.Name, "rows", row, n.Row)
}

// stepRow is the type of the rows behind a step over rows of the type row.
func stepRow(s Step, row types.Type) types.Type {
	if s.Op == StepFilter {
		return row
	}
	result := types.Resolve(s.Fn.T.(*types.Func).Result)
	switch t := result.(type) {
	case *types.List:
		if s.Op == StepFlatMap {
			return t.Elem
		}
	case *types.Optional:
		if s.Op == StepOptMap {
			return t.Elem
		}
	}
	return result
}

func (v *verifier) aggregate(n *Node, k *Aggregate) {
	in, out := n.Inputs[0].Row, n.Row
	if k.Keyed {
		_, in = v.pair(n.Name, in)
		_, out = v.pair(n.Name, out)
	}
	if k.Create == nil {
		v.same(n.Name, "groups", out, &types.List{Elem: in})
		return
	}
	v.fn(n.Name, k.Create, out, in)
	v.fn(n.Name, k.Add, out, out, in)
	v.fn(n.Name, k.Merge, out, out, out)
}

func (v *verifier) batch(n *Node, k *Batch) {
	params := make([]types.Type, 0, len(n.Inputs)+1)
	if k.WithTime {
		params = append(params, types.Time)
	}
	for _, in := range n.Inputs {
		params = append(params, &types.Dataset{Row: in.Row})
	}
	v.fn(n.Name, k.Body, nil, params...)
}
