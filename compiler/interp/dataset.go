package interp

import (
	"slices"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// dataset is the rows of a batch in their logical partitions. A nil *dataset is a missing one.
type dataset struct{ parts [][]any }

func whole(rows []any) *dataset { return &dataset{parts: [][]any{rows}} }

func (d *dataset) rows() []any { return slices.Concat(d.parts...) }

// lazy is a dataset of batch code: it is computed at its first use and kept for the batch.
type lazy struct {
	compute func() (*dataset, *fn.Fault)
	done    bool
	data    *dataset
	fault   *fn.Fault
}

func ready(d *dataset) *lazy { return &lazy{done: true, data: d} }

func (l *lazy) get() (*dataset, *fn.Fault) {
	if !l.done {
		l.data, l.fault = l.compute()
		l.done = true
	}
	return l.data, l.fault
}

// missing answers a missing dataset among ins: absent says that the result is missing too; otherwise ins come back without nil.
func missing(m plan.OnMissing, ins []*dataset) (present []*dataset, absent bool, fault *fn.Fault) {
	out := slices.Clone(ins)
	for i, in := range out {
		if in != nil {
			continue
		}
		switch m {
		case plan.MissingEmpty:
			out[i] = whole(nil)
		case plan.MissingFail:
			return nil, false, &fn.Fault{Code: codeMissing, Reason: "an input has no dataset at this batch time"}
		default:
			return nil, true, nil
		}
	}
	return out, false, nil
}

// codeMissing is the code of a batch that fails for want of a dataset.
const codeMissing = "R0502"

// stateless applies the kinds that need nothing but this batch's rows. rows is the row type's shape of each input.
func (b *batch) stateless(m *machine, kind plan.Kind, f *frame, ins []*dataset, shapes []*fn.Shape) (*dataset, *fn.Fault) {
	policy := onMissing(kind)
	ins, absent, fault := missing(policy, ins)
	if fault != nil || absent {
		return nil, fault
	}
	switch k := kind.(type) {
	case *plan.Steps:
		return b.steps(m, k, f, ins[0], shapes[0])
	case *plan.Partition:
		return b.partition(m, k, f, ins[0], shapes[0])
	case *plan.Aggregate:
		return b.aggregate(m, k, f, ins[0].rows(), shapes[0])
	case *plan.Distinct:
		return whole(distinct(shapes[0], ins[0].rows())), nil
	case *plan.Join:
		return whole(join(k.Join, shapes[0].Elems[0], ins[0].rows(), ins[1].rows())), nil
	case *plan.Union:
		var parts [][]any
		for _, in := range ins {
			parts = append(parts, in.parts...)
		}
		return &dataset{parts: parts}, nil
	case *plan.Sort:
		return b.sort(m, k, f, ins[0].rows())
	case *plan.Cartesian:
		return whole(cartesian(ins[0].rows(), ins[1].rows())), nil
	case *plan.Subtract:
		return whole(subtract(shapes[0], ins[0].rows(), ins[1].rows())), nil
	case *plan.Rows:
		x, s := m.eval(k.X, f)
		if s != nil {
			return nil, faultOf(s)
		}
		return whole(x.([]any)), nil
	}
	return nil, unsupported(kind)
}

func onMissing(kind plan.Kind) plan.OnMissing {
	switch k := kind.(type) {
	case *plan.Partition:
		return k.OnMissing
	case *plan.Aggregate:
		return k.OnMissing
	case *plan.Join:
		return k.OnMissing
	case *plan.Union:
		return k.OnMissing
	case *plan.Batch:
		return k.OnMissing
	default:
		return plan.MissingPass
	}
}

// steps runs a chain over each partition; a row that fails becomes an error row.
func (b *batch) steps(m *machine, k *plan.Steps, f *frame, in *dataset, shape *fn.Shape) (*dataset, *fn.Fault) {
	fs := make([]lambda, len(k.Steps))
	for i, step := range k.Steps {
		fs[i] = m.lambda(step.Fn, f)
	}
	out := &dataset{parts: make([][]any, len(in.parts))}
	for i, part := range in.parts {
		rows := []any{}
		for _, row := range part {
			rows = b.step(k.Steps, fs, row, shape, rows)
		}
		out.parts[i] = rows
	}
	return out, nil
}

// step sends a row through the first of steps, and what comes out through the others.
func (b *batch) step(steps []plan.Step, fs []lambda, row any, shape *fn.Shape, out []any) []any {
	if len(steps) == 0 {
		return append(out, row)
	}
	step := steps[0]
	v, fault := fs[0]([]any{row})
	if fault != nil {
		b.reject(fault, step.Name, shape, row)
		return out
	}
	next := shape
	if step.Op != plan.StepFilter {
		next = stepShape(step)
	}
	switch step.Op {
	case plan.StepMap:
		return b.step(steps[1:], fs[1:], v, next, out)
	case plan.StepFilter:
		if v.(bool) {
			return b.step(steps[1:], fs[1:], row, next, out)
		}
	case plan.StepFlatMap:
		for _, x := range v.([]any) {
			out = b.step(steps[1:], fs[1:], x, next, out)
		}
	case plan.StepOptMap:
		if v != nil {
			return b.step(steps[1:], fs[1:], v, next, out)
		}
	}
	return out
}

// stepShape is the shape of the rows behind a step.
func stepShape(step plan.Step) *fn.Shape {
	result := ShapeOf(resultOf(step.Fn))
	if step.Op == plan.StepFlatMap || step.Op == plan.StepOptMap {
		return result.Elems[0]
	}
	return result
}

func (b *batch) partition(m *machine, k *plan.Partition, f *frame, in *dataset, shape *fn.Shape) (*dataset, *fn.Fault) {
	switch k.Op {
	case plan.Glom:
		out := &dataset{}
		for _, part := range in.parts {
			out.parts = append(out.parts, []any{slices.Clone(part)})
		}
		return out, nil
	case plan.MapPartitions:
		call := m.lambda(k.Fn, f)
		out := &dataset{}
		for _, part := range in.parts {
			v, fault := call([]any{part})
			if fault != nil {
				return nil, fault
			}
			out.parts = append(out.parts, v.([]any))
		}
		return out, nil
	}
	n, s := m.eval(k.N, f)
	if s != nil {
		return nil, faultOf(s)
	}
	if n.(int64) < 1 {
		return nil, unsupported(k)
	}
	if k.Op == plan.Repartition {
		return cut(in.rows(), int(n.(int64))), nil
	}
	out := &dataset{parts: make([][]any, n.(int64))}
	for _, row := range in.rows() {
		i := uint64(fn.Hash(shape.Elems[0], row.([]any)[0])) % uint64(n.(int64))
		out.parts[i] = append(out.parts[i], row)
	}
	return out, nil
}

// cut divides rows into n contiguous parts.
func cut(rows []any, n int) *dataset {
	out := &dataset{}
	for i := range n {
		out.parts = append(out.parts, rows[i*len(rows)/n:(i+1)*len(rows)/n])
	}
	return out
}

func (b *batch) aggregate(m *machine, k *plan.Aggregate, f *frame, rows []any, shape *fn.Shape) (*dataset, *fn.Fault) {
	if !k.Keyed {
		return foldAll(m, k, f, rows)
	}
	var out []any
	for _, g := range groups(shape.Elems[0], rows) {
		if k.Create == nil {
			out = append(out, []any{g.key, g.values})
			continue
		}
		v, fault := fold(m.lambda(k.Create, f), m.lambda(k.Add, f), g.values)
		if fault != nil {
			return nil, fault
		}
		out = append(out, []any{g.key, v})
	}
	return whole(out), nil
}

func foldAll(m *machine, k *plan.Aggregate, f *frame, rows []any) (*dataset, *fn.Fault) {
	if len(rows) == 0 {
		if k.Zero == nil {
			return whole(nil), nil
		}
		zero, s := m.eval(k.Zero, f)
		return whole([]any{zero}), faultOf(s)
	}
	v, fault := fold(m.lambda(k.Create, f), m.lambda(k.Add, f), rows)
	return whole([]any{v}), fault
}

// fold makes one value of the first and takes in the others.
func fold(create, add lambda, values []any) (any, *fn.Fault) {
	acc, fault := create([]any{values[0]})
	for _, v := range values[1:] {
		if fault != nil {
			break
		}
		acc, fault = add([]any{acc, v})
	}
	return acc, fault
}

// group is a key with its values in order of arrival.
type group struct {
	key    any
	values []any
}

// groups puts (K, V) rows together by key, in key order.
func groups(key *fn.Shape, rows []any) []group {
	var out []group
	for _, row := range rows {
		kv := row.([]any)
		i, found := slices.BinarySearchFunc(out, kv[0], func(g group, k any) int { return fn.Compare(key, g.key, k) })
		if !found {
			out = slices.Insert(out, i, group{key: kv[0]})
		}
		out[i].values = append(out[i].values, kv[1])
	}
	return out
}

func distinct(shape *fn.Shape, rows []any) []any {
	var out []any
	for _, row := range rows {
		if !slices.ContainsFunc(out, func(x any) bool { return fn.Equal(shape, x, row) }) {
			out = append(out, row)
		}
	}
	return out
}

func subtract(shape *fn.Shape, rows, others []any) []any {
	var out []any
	for _, row := range rows {
		if !slices.ContainsFunc(others, func(x any) bool { return fn.Equal(shape, x, row) }) {
			out = append(out, row)
		}
	}
	return out
}

func cartesian(left, right []any) []any {
	var out []any
	for _, l := range left {
		for _, r := range right {
			out = append(out, []any{l, r})
		}
	}
	return out
}

// join joins (K, V) and (K, W) rows, in key order, within a key in order of the left rows, then the right ones.
func join(kind plan.JoinKind, key *fn.Shape, left, right []any) []any {
	both := [2][]group{groups(key, left), groups(key, right)}
	at := func(side int, k any) []any {
		for _, g := range both[side] {
			if fn.Equal(key, g.key, k) {
				return g.values
			}
		}
		return []any{}
	}
	var out []any
	for _, g := range groups(key, slices.Concat(left, right)) {
		ls, rs := at(0, g.key), at(1, g.key)
		if kind == plan.Cogroup {
			out = append(out, []any{g.key, []any{ls, rs}})
			continue
		}
		if len(ls) == 0 && (kind == plan.RightJoin || kind == plan.FullJoin) {
			ls = []any{nil}
		}
		if len(rs) == 0 && (kind == plan.LeftJoin || kind == plan.FullJoin) {
			rs = []any{nil}
		}
		for _, l := range ls {
			for _, r := range rs {
				out = append(out, []any{g.key, []any{l, r}})
			}
		}
	}
	return out
}

func (b *batch) sort(m *machine, k *plan.Sort, f *frame, rows []any) (*dataset, *fn.Fault) {
	rows = slices.Clone(rows)
	if k.By != nil {
		sorted, fault := sortBy(m.lambda(k.By, f), ShapeOf(resultOf(k.By)), k.Desc, rows)
		if fault != nil {
			return nil, fault
		}
		rows = sorted
	}
	if k.Limit != nil {
		n, s := m.eval(k.Limit, f)
		if s != nil {
			return nil, faultOf(s)
		}
		rows = rows[:min(max(n.(int64), 0), int64(len(rows)))]
	}
	return whole(rows), nil
}

// sortBy sorts rows by what by gives for them; a tuple is compared part by part when desc has one entry for each.
func sortBy(by lambda, shape *fn.Shape, desc []bool, rows []any) ([]any, *fn.Fault) {
	keys := make([]any, len(rows))
	order := make([]int, len(rows))
	for i, row := range rows {
		key, fault := by([]any{row})
		if fault != nil {
			return nil, fault
		}
		keys[i], order[i] = key, i
	}
	slices.SortStableFunc(order, func(i, j int) int { return compareDesc(shape, desc, keys[i], keys[j]) })
	out := make([]any, len(rows))
	for i, from := range order {
		out[i] = rows[from]
	}
	return out, nil
}

func compareDesc(shape *fn.Shape, desc []bool, a, b any) int {
	if len(desc) < 2 {
		c := fn.Compare(shape, a, b)
		if len(desc) == 1 && desc[0] {
			return -c
		}
		return c
	}
	for i, falls := range desc {
		c := fn.Compare(shape.Elems[i], a.([]any)[i], b.([]any)[i])
		if falls {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return 0
}
