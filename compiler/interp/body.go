package interp

import (
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// body runs a Batch node: a transform gives a dataset, an effect an empty one (so that it is known to have run).
func (b *batch) body(m *machine, k *plan.Batch, f *frame, ins []*dataset) (*dataset, *fn.Fault) {
	ins, absent, fault := missing(k.OnMissing, ins)
	if fault != nil || absent {
		return nil, fault
	}
	var args []any
	if k.WithTime {
		args = append(args, b.time)
	}
	for _, in := range ins {
		args = append(args, ready(in))
	}
	v, fault := m.lambda(k.Body, f)(args)
	if fault != nil {
		return nil, fault
	}
	if l, ok := v.(*lazy); ok {
		return l.get()
	}
	return whole(nil), nil
}

// connection is an open connection of an endpoint or a pool.
type connection struct{ name string }

func (b *batch) global(g *plan.Global) any {
	switch g.Kind {
	case plan.GlobalRead:
		return ready(whole(b.session.reads[g]))
	case plan.GlobalAccumulator, plan.GlobalEndpoint, plan.GlobalPool, plan.GlobalBroadcast:
		return g
	}
	return b.session.globals[g]
}

func (b *batch) call(e *plan.Call, args []any) (any, *fn.Fault) {
	family, _, _ := strings.Cut(e.Name, ".")
	switch family {
	case "state":
		return stateCall(e.Name, args)
	case "accumulator", "broadcast":
		return b.shared(e, args)
	case "endpoint", "connection", "pool":
		return b.connect(e, args)
	case "now":
		return b.time, nil
	case "print":
		texts := make([]string, len(args))
		for i, arg := range args {
			texts[i] = fn.Text(ShapeOf(e.Args[i].Type()), arg)
		}
		b.written = append(b.written, object("time", millis(b.time), "print", str(strings.Join(texts, " "))))
		return nil, nil
	}
	return nil, unsupported(e.Name)
}

func (b *batch) shared(e *plan.Call, args []any) (any, *fn.Fault) {
	g := args[0].(*plan.Global)
	values := b.session.state.accumulators
	switch e.Name {
	case "broadcast.value":
		return b.session.globals[g], nil
	case "accumulator.value":
		return values[g], nil
	case "accumulator.add":
		sum, fault := arithmetic(plan.OpAdd, values[g], args[1])
		if fault == nil {
			values[g] = sum
		}
		return nil, fault
	}
	return nil, unsupported(e.Name)
}

func (b *batch) connect(e *plan.Call, args []any) (any, *fn.Fault) {
	switch e.Name {
	case "endpoint.open":
		return &connection{args[0].(*plan.Global).Name}, nil
	case "connection.close":
		return nil, nil
	case "connection.send":
		b.send(args[0].(*connection).name, e.Args[1].Type(), args[1])
		return nil, nil
	case "pool.send", "endpoint.send":
		b.send(args[0].(*plan.Global).Name, e.Args[1].Type(), args[1])
		return nil, nil
	case "pool.use":
		_, fault := args[1].(lambda)([]any{&connection{args[0].(*plan.Global).Name}})
		return nil, fault
	}
	return nil, unsupported(e.Name)
}

func (b *batch) send(name string, t types.Type, v any) {
	b.written = append(b.written, object("time", millis(b.time), "send", str(name), "data", str(fn.Text(ShapeOf(t), v))))
}

func (b *batch) dataset(m *machine, e plan.Expr, f *frame) (any, *stop) {
	switch e := e.(type) {
	case *plan.Dataset:
		return b.datasetOf(m, e, f)
	case *plan.SliceOf:
		return b.sliceOf(m, e, f)
	case *plan.Action:
		return b.action(m, e, f)
	}
	return nil, failed(unsupported(e))
}

func (b *batch) datasetOf(m *machine, e *plan.Dataset, f *frame) (any, *stop) {
	ins := make([]*lazy, len(e.Inputs))
	shapes := make([]*fn.Shape, len(e.Inputs))
	for i, x := range e.Inputs {
		v, s := m.eval(x, f)
		if s != nil {
			return nil, s
		}
		ins[i] = v.(*lazy)
		shapes[i] = ShapeOf(types.Resolve(x.Type()).(*types.Dataset).Row)
	}
	return &lazy{compute: func() (*dataset, *fn.Fault) {
		data := make([]*dataset, len(ins))
		for i, in := range ins {
			got, fault := in.get()
			if fault != nil {
				return nil, fault
			}
			data[i] = got
		}
		return b.stateless(m, e.Kind, f, data, shapes)
	}}, nil
}

// sliceOf is the rows of a stream at batch times from From to To, both floored to its slide and included.
func (b *batch) sliceOf(m *machine, e *plan.SliceOf, f *frame) (any, *stop) {
	bounds, s := m.all([]plan.Expr{e.From, e.To}, f)
	if s != nil {
		return nil, s
	}
	slide := int64(e.Stream.Slide)
	from, to := floor(int64(bounds[0].(fn.Time)), slide), floor(int64(bounds[1].(fn.Time)), slide)
	if _, fault := b.node(e.Stream); fault != nil {
		return nil, failed(fault)
	}
	return ready(b.window(e.Stream, fn.Time(max(from, 1)-1), fn.Time(min(to, int64(b.time))))), nil
}

func floor(t, slide int64) int64 {
	rest := t % slide
	if rest < 0 {
		rest += slide
	}
	return t - rest
}

func (b *batch) action(m *machine, e *plan.Action, f *frame) (any, *stop) {
	v, s := m.eval(e.Data, f)
	if s != nil {
		return nil, s
	}
	args, s := m.all(e.Args, f)
	if s != nil {
		return nil, s
	}
	data, fault := v.(*lazy).get()
	if fault != nil {
		return nil, failed(fault)
	}
	result, fault := act(e, data, args)
	return result, failed(fault)
}

func act(e *plan.Action, data *dataset, args []any) (any, *fn.Fault) {
	rows := data.rows()
	switch e.Name {
	case "collect":
		return append([]any{}, rows...), nil
	case "count":
		return int64(len(rows)), nil
	case "take":
		return append([]any{}, rows[:min(max(args[0].(int64), 0), int64(len(rows)))]...), nil
	case "first":
		if len(rows) == 0 {
			return nil, nil
		}
		return rows[0], nil
	case "top":
		by := e.Args[1].(*plan.Fn)
		sorted, fault := sortBy(args[1].(lambda), ShapeOf(resultOf(by)), []bool{true}, rows)
		return slices.Clone(sorted[:min(max(args[0].(int64), 0), int64(len(sorted)))]), fault
	case "reduce":
		if len(rows) == 0 {
			return nil, nil
		}
		return fold(func(args []any) (any, *fn.Fault) { return args[0], nil }, args[0].(lambda), rows)
	case "foreach":
		for _, row := range rows {
			if _, fault := args[0].(lambda)([]any{row}); fault != nil {
				return nil, fault
			}
		}
		return nil, nil
	case "foreachPartition":
		for _, part := range data.parts {
			if _, fault := args[0].(lambda)([]any{append([]any{}, part...)}); fault != nil {
				return nil, fault
			}
		}
		return nil, nil
	}
	return nil, unsupported(e)
}
