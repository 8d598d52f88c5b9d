package interp

import (
	"strings"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// batch is one batch: every node is computed at most once, outputs write their lines in order of definition.
type batch struct {
	session *session
	time    fn.Time
	memo    map[*plan.Node]*result
	errors  []rowError
	written []string
}

// result is what a node gave: nothing when it is not due or an input was missing (data nil).
type result struct {
	data  *dataset
	fault *fn.Fault
}

// rowError is a row that failed.
type rowError struct {
	name  string
	fault *fn.Fault
	row   string
}

// run computes all nodes that do not wait for their turn among the outputs, then the outputs.
func (b *batch) run() *fn.Fault {
	for _, n := range b.session.prog.Nodes {
		if b.waits(n) {
			continue
		}
		if _, fault := b.node(n); fault != nil {
			return fault
		}
	}
	for _, n := range b.session.prog.Outputs {
		if fault := b.output(n); fault != nil {
			return fault
		}
	}
	return nil
}

// waits reports whether n has its turn among the outputs: effects, and what looks at error rows.
func (b *batch) waits(n *plan.Node) bool {
	switch k := n.Kind.(type) {
	case *plan.Output, *plan.Errors:
		return true
	case *plan.Batch:
		if types.Resolve(n.Row) == types.Type(types.Unit) || n.Row == nil || types.Resolve(resultOf(k.Body)) == types.Type(types.Unit) {
			return true
		}
	}
	for _, in := range n.Inputs {
		if b.waits(in) {
			return true
		}
	}
	return false
}

// lines are what the batch has to show: its row errors, then what the outputs wrote.
func (b *batch) lines() []string {
	var out []string
	for _, e := range b.errors {
		out = append(out, object("error", str("row"), "time", millis(b.time), "name", str(e.name), "source", str(e.fault.Source), "code", str(e.fault.Code),
			"reason", str(e.fault.Reason), "row", str(e.row)))
	}
	return append(out, b.written...)
}

func (b *batch) reject(fault *fn.Fault, name string, shape *fn.Shape, row any) {
	text, ok := row.(string)
	if !ok {
		text = string(fn.AppendJSON(nil, shape, row))
	}
	b.errors = append(b.errors, rowError{name, fault, text})
}

// node is what n gives in this batch; nil without a dataset.
func (b *batch) node(n *plan.Node) (*dataset, *fn.Fault) {
	if r, ok := b.memo[n]; ok {
		return r.data, r.fault
	}
	r := &result{}
	b.memo[n] = r
	if n.Slide == 0 || int64(b.time)%int64(n.Slide) == 0 {
		r.data, r.fault = b.compute(n)
	} else {
		for _, in := range n.Inputs {
			if _, fault := b.node(in); fault != nil {
				r.fault = fault
			}
		}
	}
	if r.fault == nil && r.data != nil {
		if b.session.history[n] == nil {
			b.session.history[n] = map[fn.Time]*dataset{}
		}
		b.session.history[n][b.time] = r.data
	}
	return r.data, r.fault
}

func (b *batch) compute(n *plan.Node) (*dataset, *fn.Fault) {
	m, f := b.session.machine(b), (*frame)(nil).inner()
	var ins []*dataset
	var shapes []*fn.Shape
	for _, in := range n.Inputs {
		data, fault := b.node(in)
		if fault != nil {
			return nil, fault
		}
		ins, shapes = append(ins, data), append(shapes, ShapeOf(in.Row))
	}
	switch k := n.Kind.(type) {
	case *plan.Source:
		return b.source(n, k)
	case *plan.Window:
		return b.window(n.Inputs[0], b.time-fn.Time(k.Size), b.time), nil
	case *plan.InverseWindow:
		return b.inverse(m, n, k)
	case *plan.UpdateState:
		return b.updateState(m, n, k, ins[0])
	case *plan.MapState:
		return b.mapState(m, n, k, ins[0])
	case *plan.Snapshots:
		return whole(pairs(b.session.state.keyed[n.Inputs[0]])), nil
	case *plan.Errors:
		return b.errorRows(k), nil
	case *plan.Batch:
		return b.body(m, k, f, ins)
	default:
		return b.stateless(m, k, f, ins, shapes)
	}
}

// source is what has come since the last batch.
func (b *batch) source(n *plan.Node, k *plan.Source) (*dataset, *fn.Fault) {
	switch k.Source {
	case "queue":
		return b.queue(n, k)
	case "rate":
		return nil, unsupported(k)
	}
	src := b.session.sources[n]
	rows, partitions := []any{}, 1
	for _, fed := range src.feeds {
		if fed.rows == nil {
			return nil, nil
		}
		for _, row := range fed.rows {
			if raw, ok := row.(rawText); ok {
				decoded, fault := decode(k, n, string(raw))
				if fault != nil {
					b.errors = append(b.errors, rowError{n.ErrorName, fault.At(place(n.Span)), string(raw)})
					continue
				}
				row = decoded
			}
			rows = append(rows, row)
		}
		partitions = fed.partitions
	}
	return cut(rows, partitions), nil
}

func decode(k *plan.Source, n *plan.Node, text string) (any, *fn.Fault) {
	switch {
	case k.Format == nil || k.Format.Name == "text":
		return text, nil
	case k.Format.Name == "json":
		v, err := fn.DecodeJSON(ShapeOf(n.Row), []byte(text))
		if err != nil {
			return nil, fn.FaultDecode(err)
		}
		return v, nil
	}
	return nil, unsupported(k)
}

func (b *batch) queue(n *plan.Node, k *plan.Source) (*dataset, *fn.Fault) {
	lists := b.session.sources[n].lists
	from := min(b.session.state.queues[n], len(lists))
	to := len(lists)
	if one, ok := k.Args["oneAtATime"].(*plan.Const); !ok || one.Value == true {
		to = min(from+1, len(lists))
	}
	b.session.state.queues[n] = to
	var rows []any
	for _, list := range lists[from:to] {
		rows = append(rows, list...)
	}
	return whole(rows), nil
}

// window is what n gave at batch times in (from, to], oldest first.
func (b *batch) window(n *plan.Node, from, to fn.Time) *dataset {
	out := &dataset{}
	for t := max(from, 0) + 1; t <= to; t++ {
		// Batch times are multiples of the batch interval: the next one is near.
		if past := int64(t) % int64(b.session.prog.Settings.Batch); past != 0 {
			t += fn.Time(int64(b.session.prog.Settings.Batch) - past)
		}
		if data := b.session.history[n][t]; data != nil && t <= to {
			out.parts = append(out.parts, data.parts...)
		}
	}
	return out
}

// errorRows are the rows of the stream `x.errors`.
func (b *batch) errorRows(k *plan.Errors) *dataset {
	var rows []any
	for _, e := range b.errors {
		if e.name == k.Of {
			rows = append(rows, []any{b.time, e.name, e.fault.Source, e.fault.Code, e.fault.Reason, e.row})
		}
	}
	return whole(rows)
}

// output writes the line of an output.
func (b *batch) output(n *plan.Node) *fn.Fault {
	data, fault := b.node(n.Inputs[0])
	out := n.Kind.(*plan.Output)
	if fault != nil || data == nil || out.Output == "effect" {
		return fault
	}
	shape, rows := ShapeOf(n.Inputs[0].Row), []string{}
	for _, row := range data.rows() {
		rows = append(rows, string(fn.AppendJSON(nil, shape, row)))
	}
	b.written = append(b.written, object("time", millis(b.time), "output", str(out.Name), "rows", "["+strings.Join(rows, ", ")+"]"))
	return nil
}

// resultOf is what a function gives.
func resultOf(f *plan.Fn) types.Type { return types.Resolve(f.T).(*types.Func).Result }
