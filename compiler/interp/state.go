package interp

import (
	"slices"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// pairs are entries as (K, S) rows.
func pairs(entries []entry) []any {
	rows := make([]any, len(entries))
	for i, e := range entries {
		rows[i] = []any{e.key, e.value}
	}
	return rows
}

// find is the place of key among entries, which stand in key order.
func find(shape *fn.Shape, entries []entry, key any) (int, bool) {
	return slices.BinarySearchFunc(entries, key, func(e entry, k any) int { return fn.Compare(shape, e.key, k) })
}

// put is entries with key having value, or, value nil, without key.
func put(shape *fn.Shape, entries []entry, key, value any) []entry {
	i, there := find(shape, entries, key)
	out := slices.Clone(entries)
	switch {
	case value == nil && there:
		return slices.Delete(out, i, i+1)
	case value == nil:
		return out
	case there:
		out[i].value = value
		return out
	}
	return slices.Insert(out, i, entry{key, value})
}

func keyShape(n *plan.Node) *fn.Shape { return ShapeOf(n.Row).Elems[0] }

// inverse is the incremental fold of a window (spark-semantics A5): inverse first, then what enters.
func (b *batch) inverse(m *machine, n *plan.Node, k *plan.InverseWindow) (*dataset, *fn.Fault) {
	f := (*frame)(nil).inner()
	shape, slide := keyShape(n), fn.Time(n.Slide)
	leaving := groups(shape, b.window(n.Inputs[0], b.time-slide-fn.Time(k.Size), b.time-fn.Time(k.Size)).rows())
	entering := groups(shape, b.window(n.Inputs[0], b.time-slide, b.time).rows())
	before := b.session.state.keyed[n]
	keys := pairs(before)
	for _, g := range slices.Concat(leaving, entering) {
		keys = append(keys, []any{g.key, nil})
	}
	identity := func(args []any) (any, *fn.Fault) { return args[0], nil }
	var next []entry
	for _, g := range groups(shape, keys) {
		old, fault := foldOf(shape, leaving, g.key, identity, m.lambda(k.Fold, f))
		if fault != nil {
			return nil, fault
		}
		added, fault := foldOf(shape, entering, g.key, identity, m.lambda(k.Fold, f))
		if fault != nil {
			return nil, fault
		}
		value, fault := b.slideKey(m, n, k, before, g.key, old, added)
		if fault != nil {
			return nil, fault
		}
		if value == nil {
			continue
		}
		if k.Filter != nil {
			keep, fault := m.lambda(k.Filter, f)(pairArgs(k.Filter, g.key, *value))
			if fault != nil {
				return nil, fault
			}
			if !keep.(bool) {
				continue
			}
		}
		next = append(next, entry{g.key, *value})
	}
	b.session.state.keyed[n] = next
	return whole(pairs(next)), nil
}

// pairArgs are the arguments of a function over (K, V), which takes the pair or its two parts.
func pairArgs(f *plan.Fn, key, value any) []any {
	if len(f.Params) == 2 {
		return []any{key, value}
	}
	return []any{[]any{key, value}}
}

// foldOf folds the values of key in gs; nil when there are none.
func foldOf(shape *fn.Shape, gs []group, key any, create, add lambda) (*any, *fn.Fault) {
	for _, g := range gs {
		if fn.Equal(shape, g.key, key) {
			v, fault := fold(create, add, g.values)
			return &v, fault
		}
	}
	return nil, nil
}

// slideKey is the new value of one key; nil when it has none.
func (b *batch) slideKey(m *machine, n *plan.Node, k *plan.InverseWindow, before []entry, key any, old, added *any) (*any, *fn.Fault) {
	f := (*frame)(nil).inner()
	i, there := find(keyShape(n), before, key)
	if !there {
		if added == nil && k.Scala {
			return nil, &fn.Fault{Code: codeInverse, Reason: "the window has no value for a key that leaves it", Source: place(n.Span)}
		}
		return added, nil
	}
	value := before[i].value
	var fault *fn.Fault
	if old != nil {
		if value, fault = m.lambda(k.Invert, f)([]any{value, *old}); fault != nil {
			return nil, fault
		}
	}
	if added != nil {
		if value, fault = m.lambda(k.Fold, f)([]any{value, *added}); fault != nil {
			return nil, fault
		}
	}
	return &value, nil
}

const codeInverse = "R0503"

// updateState calls the function for every key that has a state or values.
func (b *batch) updateState(m *machine, n *plan.Node, k *plan.UpdateState, in *dataset) (*dataset, *fn.Fault) {
	state := &b.session.state
	shape, f := keyShape(n), (*frame)(nil).inner()
	if in == nil && (!state.started[n] || k.OnMissing == plan.MissingPass) {
		if !state.started[n] {
			return nil, nil
		}
		return whole(pairs(state.keyed[n])), nil
	}
	if in == nil {
		in = whole(nil)
	}
	if fault := b.initialState(m, n, k.Initial, shape); fault != nil {
		return nil, fault
	}
	values := groups(shape, in.rows())
	keys := pairs(state.keyed[n])
	for _, g := range values {
		keys = append(keys, []any{g.key, nil})
	}
	call, next := m.lambda(k.Fn, f), []entry{}
	for _, g := range groups(shape, keys) {
		args := []any{[]any{}, nil}
		if i, found := slices.BinarySearchFunc(values, g.key, func(a group, k any) int { return fn.Compare(shape, a.key, k) }); found {
			args[0] = values[i].values
		}
		if i, found := find(shape, state.keyed[n], g.key); found {
			args[1] = state.keyed[n][i].value
		}
		if k.WithKey {
			args = append([]any{g.key}, args...)
		}
		v, fault := call(args)
		if fault != nil {
			return nil, fault
		}
		if v != nil {
			next = append(next, entry{g.key, v})
		}
	}
	state.keyed[n] = next
	return whole(pairs(next)), nil
}

// initialState enters the first state when the first dataset comes.
func (b *batch) initialState(m *machine, n *plan.Node, initial plan.Expr, shape *fn.Shape) *fn.Fault {
	state := &b.session.state
	if state.started[n] {
		return nil
	}
	state.started[n] = true
	if initial == nil {
		return nil
	}
	list, s := m.eval(initial, (*frame)(nil).inner())
	if s != nil {
		return faultOf(s)
	}
	state.touched[n] = map[string]fn.Time{}
	for _, row := range list.([]any) {
		kv := row.([]any)
		state.keyed[n] = put(shape, state.keyed[n], kv[0], kv[1])
		state.touched[n][string(fn.AppendKey(nil, shape, kv[0], true))] = b.time
	}
	return nil
}

// handle is the state of a key during a call of mapWithState's function.
type handle struct {
	value           any // nil: none
	removed, timing bool
}

// mapState calls the function for every row, and for keys that have been idle too long.
func (b *batch) mapState(m *machine, n *plan.Node, k *plan.MapState, in *dataset) (*dataset, *fn.Fault) {
	if in == nil {
		in = whole(nil)
	}
	shape := ShapeOf(n.Inputs[0].Row).Elems[0]
	if fault := b.initialState(m, n, k.Initial, shape); fault != nil {
		return nil, fault
	}
	state := &b.session.state
	if state.touched[n] == nil {
		state.touched[n] = map[string]fn.Time{}
	}
	var out []any // (K, result) pairs
	for _, g := range groups(shape, in.rows()) {
		for _, v := range g.values {
			if fault := b.mapKey(m, n, k, shape, g.key, v, &out); fault != nil {
				return nil, fault
			}
		}
		state.touched[n][string(fn.AppendKey(nil, shape, g.key, true))] = b.time
	}
	if fault := b.timeOuts(m, n, k, shape, &out); fault != nil {
		return nil, fault
	}
	var rows []any
	for _, g := range groups(shape, out) {
		rows = append(rows, g.values...)
	}
	return whole(rows), nil
}

func (b *batch) timeOuts(m *machine, n *plan.Node, k *plan.MapState, shape *fn.Shape, out *[]any) *fn.Fault {
	if k.Timeout == nil || int64(b.time)/int64(n.Slide)%int64(max(k.Every, 1)) != 0 {
		return nil
	}
	limit, s := m.eval(k.Timeout, (*frame)(nil).inner())
	if s != nil {
		return faultOf(s)
	}
	state := &b.session.state
	for _, e := range state.keyed[n] {
		touched := state.touched[n][string(fn.AppendKey(nil, shape, e.key, true))]
		if touched >= b.time-fn.Time(limit.(fn.Duration)) {
			continue
		}
		if fault := b.mapKey(m, n, k, shape, e.key, nil, out); fault != nil {
			return fault
		}
	}
	return nil
}

// mapKey calls the function for a value of a key, or, value nil, because its time is up.
func (b *batch) mapKey(m *machine, n *plan.Node, k *plan.MapState, shape *fn.Shape, key, value any, out *[]any) *fn.Fault {
	state := &b.session.state
	h := &handle{timing: value == nil}
	if i, found := find(shape, state.keyed[n], key); found {
		h.value = state.keyed[n][i].value
	}
	v, fault := m.lambda(k.Fn, (*frame)(nil).inner())([]any{key, value, h})
	if fault != nil {
		return fault
	}
	if h.timing {
		h.value = nil
	}
	state.keyed[n] = put(shape, state.keyed[n], key, h.value)
	if v != nil && types.Resolve(resultOf(k.Fn)) != types.Type(types.Unit) {
		*out = append(*out, []any{key, v})
	}
	return nil
}

// The faults of a state handle.
func stateFault(reason string) *fn.Fault { return &fn.Fault{Code: codeState, Reason: reason} }

const codeState = "R0504"

// stateCall is a call of a function of a state handle.
func stateCall(name string, args []any) (any, *fn.Fault) {
	h := args[0].(*handle)
	switch name {
	case "state.get":
		return h.value, nil
	case "state.exists":
		return h.value != nil, nil
	case "state.timedOut":
		return h.timing, nil
	case "state.update":
		if h.timing || h.removed {
			return nil, stateFault("the state of a key that is timing out or was removed cannot be updated")
		}
		h.value = args[1]
		return nil, nil
	case "state.remove":
		if h.timing || h.removed {
			return nil, stateFault("the state of a key that is timing out or was removed cannot be removed")
		}
		h.value, h.removed = nil, true
		return nil, nil
	}
	return nil, unsupported(name)
}
