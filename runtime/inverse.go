package runtime

import (
	"github.com/streamc-dev/streamc/runtime/fn"
)

// WindowSpec describes a window. Parent is the slide of its input; Scala says that the program follows Scala where the dialects differ.
type WindowSpec struct {
	Size, Slide, Parent fn.Duration
	Scala               bool
}

// incremental says whether results are made from the one before. Python does that for long windows only.
func (s WindowSpec) incremental() bool { return s.Scala || s.Size >= 5*s.Slide }

// InverseWindow folds the values of each key in a window: what leaves is taken away from the result before, then what enters is added (reference: A5).
type InverseWindow[K, V any] struct {
	app          *App
	spec         WindowSpec
	pair         *fn.Type[Pair[K, V]]
	key          *fn.Type[K]
	fold, invert func(V, V) (V, *fn.Fault)
	filter       func(K, V) (bool, *fn.Fault)
	panes        panes[Pair[K, V]]
	last         []Pair[K, V] // the result before, in key order
}

// NewInverseWindow makes a window with an inverse function. filter, which may be nil, says which keys stay.
func NewInverseWindow[K, V any](app *App, name string, spec WindowSpec, key *fn.Type[K], value *fn.Type[V],
	fold, invert func(V, V) (V, *fn.Fault), filter func(K, V) (bool, *fn.Fault)) *InverseWindow[K, V] {
	w := &InverseWindow[K, V]{app: app, spec: spec, pair: fn.PairOf(key, value), key: key, fold: fold, invert: invert, filter: filter}
	app.durable(name, "inverse window "+w.pair.Shape.String()+" "+itoa(int64(spec.Size))+" "+itoa(int64(spec.Slide)), w)
	return w
}

// Add takes in the dataset of a batch, and gives the result when it is due.
func (w *InverseWindow[K, V]) Add(b *Batch, in *Data[Pair[K, V]]) *Data[Pair[K, V]] {
	w.panes = w.panes.after(b.Time - fn.Time(w.spec.Slide+w.spec.Size))
	if due, missing := in.state(); due && !missing {
		rows, fault := w.reduce(in.Collect())
		if fault != nil {
			b.Fail(fault)
			return nil
		}
		w.panes = append(w.panes, pane[Pair[K, V]]{b.Time, [][]Pair[K, V]{rows}})
	}
	if b.Failed() || !w.app.due(b.Time, w.spec.Slide) {
		return nil
	}
	rows, fault := w.result(b.Time)
	if fault != nil {
		b.Fail(fault)
		return nil
	}
	w.last = rows
	return known(b, rows)
}

func (w *InverseWindow[K, V]) reduce(rows []Pair[K, V]) ([]Pair[K, V], *fn.Fault) {
	return foldRows(rows, w.key, func(v V) (V, *fn.Fault) { return v, nil }, w.fold)
}

func (w *InverseWindow[K, V]) result(time fn.Time) ([]Pair[K, V], *fn.Fault) {
	var rows []Pair[K, V]
	var fault *fn.Fault
	if w.spec.incremental() {
		rows, fault = w.step(time)
	} else {
		rows, fault = w.reduce(w.panes.after(time - fn.Time(w.spec.Size)).rows())
	}
	if fault != nil || w.filter == nil {
		return rows, fault
	}
	kept := rows[:0]
	for _, row := range rows {
		keep, fault := w.filter(row.Key, row.Value)
		if fault != nil {
			return nil, fault
		}
		if keep {
			kept = append(kept, row)
		}
	}
	return kept, nil
}

// change is what happens to a key in a step.
type change[V any] struct {
	last, leaving, entering Opt[V]
}

// step makes the result at time from the one before.
func (w *InverseWindow[K, V]) step(time fn.Time) ([]Pair[K, V], *fn.Fault) {
	leaving, fault := w.reduce(w.panes.until(time - fn.Time(w.spec.Size)).rows())
	if fault != nil {
		return nil, fault
	}
	entering, fault := w.reduce(w.panes.after(time - fn.Time(w.spec.Slide)).rows())
	if fault != nil {
		return nil, fault
	}
	g := newGroups(w.key)
	var changes []change[V]
	at := func(key K) *change[V] {
		n, fresh := g.number(key)
		if fresh {
			changes = append(changes, change[V]{})
		}
		return &changes[n]
	}
	for _, row := range w.last {
		at(row.Key).last = fn.Some(row.Value)
	}
	for _, row := range leaving {
		at(row.Key).leaving = fn.Some(row.Value)
	}
	for _, row := range entering {
		at(row.Key).entering = fn.Some(row.Value)
	}
	rows := make([]Pair[K, V], 0, len(changes))
	for _, n := range g.sorted() {
		value, fault := w.apply(&changes[n], g.keys[n])
		if fault != nil {
			return nil, fault
		}
		if value.OK {
			rows = append(rows, Pair[K, V]{Key: g.keys[n], Value: value.Value})
		}
	}
	return rows, nil
}

func (w *InverseWindow[K, V]) apply(c *change[V], key K) (value Opt[V], fault *fn.Fault) {
	if !c.last.OK {
		if !c.entering.OK && w.spec.Scala {
			return value, fault1("a key leaves the window that has no result before: the filter has removed it while it had data inside the window, or the functions are no inverse of each other. Key: " + w.key.JSON(key))
		}
		return c.entering, nil
	}
	value = c.last
	if c.leaving.OK {
		if value.Value, fault = w.invert(value.Value, c.leaving.Value); fault != nil {
			return value, fault
		}
	}
	if c.entering.OK {
		value.Value, fault = w.fold(value.Value, c.entering.Value)
	}
	return value, fault
}

func fault1(reason string) *fn.Fault { return fault(CodeState, reason) }

func (w *InverseWindow[K, V]) save(out *Writer) {
	w.panes.save(out, w.pair)
	writeRows(out, w.pair, w.last)
}

func (w *InverseWindow[K, V]) load(in *Reader) {
	w.panes = loadPanes(in, w.pair)
	w.last = readRows(in, w.pair)
}
