package runtime

import (
	"slices"
	"sync"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/scan"
	"github.com/streamc-dev/streamc/runtime/table"
)

// endOf is what all ends of stage A have: their source, their number in it, and what the stages left behind for the batch that is ending.
type endOf struct {
	source *Source
	number int
	kept   []local // one per stage instance
}

func (e *endOf) setResult(l local) { e.kept = append(e.kept, l) }
func (e *endOf) clear()            { e.kept = nil }

// ready reports whether the source has a dataset in the batch.
func (e *endOf) ready(b *Batch) bool { return !e.source.missing }

func (s *Source) addEnd(e end) endOf {
	s.ends = append(s.ends, e)
	return endOf{source: s, number: len(s.ends) - 1}
}

// KeyFold folds the values of each key in stage A, into a table per stage instance, which are merged at the batch's end.
type KeyFold[K, V any] struct {
	endOf
	key   *fn.Type[K]
	value *fn.Type[V]
	merge func(a, b V) (V, *fn.Fault)
	seed  scan.Seed
}

// NewKeyFold makes the end of a chain that folds by key. merge joins what two instances have for a key, earlier rows first.
func NewKeyFold[K, V any](src *Source, key *fn.Type[K], value *fn.Type[V], merge func(a, b V) (V, *fn.Fault)) *KeyFold[K, V] {
	f := &KeyFold[K, V]{key: key, value: value, merge: merge, seed: scan.NewSeed()}
	f.endOf = src.addEnd(f)
	return f
}

// Local is the table of the stage under construction: keys are canonical bytes.
func (f *KeyFold[K, V]) Local() *table.Table[V] {
	l := &keyLocal[K, V]{fold: f, table: table.New[V](table.Options{Seed: f.seed})}
	localOf(f.source, f.number, l)
	return l.table
}

// Result is the folded values, in key order when looked at.
func (f *KeyFold[K, V]) Result(b *Batch) *Data[Pair[K, V]] {
	if !f.ready(b) {
		return missing[Pair[K, V]](b)
	}
	var tables []*table.Table[V]
	for _, l := range f.kept {
		tables = append(tables, l.(*keyLocal[K, V]).table)
	}
	if len(tables) == 0 {
		return known[Pair[K, V]](b, nil)
	}
	if fault := f.mergeTables(tables); fault != nil {
		b.Fail(fault)
	}
	d := lazy(b, func() [][]Pair[K, V] { return [][]Pair[K, V]{f.rows(b, tables, f.sorted(tables))} })
	d.first = func(n int) []Pair[K, V] { return f.rows(b, tables, f.firstOf(tables, n)) }
	d.size = func() int64 { return f.size(tables) }
	return d
}

// mergeTables merges in place: table number i takes in partition i of all others, all at the same time.
func (f *KeyFold[K, V]) mergeTables(tables []*table.Table[V]) *fn.Fault {
	for _, t := range tables {
		if err := t.Err(); err != nil {
			return fn.FaultLimit(err.Error())
		}
	}
	// A table grows while others are still reading what it had: they read a copy of its head, made before. Entries that were there stay where they are.
	before := make([]table.Table[V], len(tables))
	for i, t := range tables {
		before[i] = *t
	}
	faults := make([]*fn.Fault, len(tables))
	var wait sync.WaitGroup
	for part := 1; part < len(tables); part++ {
		wait.Go(func() { faults[part] = f.mergePart(tables[part], before, part) })
	}
	faults[0] = f.mergePart(tables[0], before, 0)
	wait.Wait()
	for _, fault := range faults {
		if fault != nil {
			return fault
		}
	}
	return nil
}

func (f *KeyFold[K, V]) mergePart(into *table.Table[V], all []table.Table[V], part int) (fault *fn.Fault) {
	for i := range all {
		if i != part && !into.MergeFrom(&all[i], part, len(all), f.joiner(&fault)) {
			return fault
		}
	}
	if err := into.Err(); err != nil {
		return fn.FaultLimit(err.Error())
	}
	return nil
}

func (f *KeyFold[K, V]) joiner(fault **fn.Fault) func(into, from *V, fresh bool) bool {
	return func(into, from *V, fresh bool) bool {
		if fresh {
			*into = *from
			return true
		}
		joined, failed := f.merge(*into, *from)
		if failed != nil {
			*fault = failed
			return false
		}
		*into = joined
		return true
	}
}

// place is an entry of one of the merged tables.
type place struct{ table, id int }

func (f *KeyFold[K, V]) sorted(tables []*table.Table[V]) []place {
	return f.ordered(tables, func(t *table.Table[V], part, parts int) []int { return t.SortedPart(part, parts) })
}

func (f *KeyFold[K, V]) firstOf(tables []*table.Table[V], n int) []place {
	first := f.ordered(tables, func(t *table.Table[V], part, parts int) []int { return t.FirstPart(n, part, parts) })
	return first[:min(n, len(first))]
}

// ordered puts the ids that pick gives of each table into one key order.
func (f *KeyFold[K, V]) ordered(tables []*table.Table[V], pick func(t *table.Table[V], part, parts int) []int) []place {
	var places []place
	for i, t := range tables {
		for _, id := range pick(t, i, len(tables)) {
			places = append(places, place{i, id})
		}
	}
	if len(tables) > 1 {
		slices.SortFunc(places, func(a, b place) int { return compareStrings(tables[a.table].Key(a.id), tables[b.table].Key(b.id)) })
	}
	return places
}

func (f *KeyFold[K, V]) size(tables []*table.Table[V]) (n int64) {
	for i, t := range tables {
		for id := range t.Ids() {
			if t.InPart(id, i, len(tables)) {
				n++
			}
		}
	}
	return n
}

// rows are owned by the batch: the tables are used again. All keys share one string.
func (f *KeyFold[K, V]) rows(b *Batch, tables []*table.Table[V], places []place) []Pair[K, V] {
	size := 0
	for _, p := range places {
		size += len(tables[p.table].Key(p.id))
	}
	text := make([]byte, 0, size)
	for _, p := range places {
		text = append(text, tables[p.table].Key(p.id)...)
	}
	keys, rows := borrow(text), make([]Pair[K, V], len(places))
	for i, p := range places {
		t := tables[p.table]
		n := len(t.Key(p.id))
		key, _, ok := f.key.ParseKey(keys[:n], true)
		if !ok {
			panic("runtime: a table has a key that is none of its type")
		}
		rows[i] = Pair[K, V]{Key: key, Value: *t.Value(p.id)}
		keys = keys[n:]
	}
	return rows
}

// keyLocal is the table of one stage instance.
type keyLocal[K, V any] struct {
	fold  *KeyFold[K, V]
	table *table.Table[V]
}

func (l *keyLocal[K, V]) mark(*Block) {}
func (l *keyLocal[K, V]) reset()      { l.table.Reset() }

func (l *keyLocal[K, V]) merge(later local) (fault *fn.Fault) {
	l.table.MergeFrom(later.(*keyLocal[K, V]).table, 0, 1, l.fold.joiner(&fault))
	return fault
}

// Fold folds all rows into one value in stage A.
type Fold[A any] struct {
	endOf
	value *fn.Type[A]
	zero  Opt[A]
	merge func(a, b A) (A, *fn.Fault)
}

// NewFold makes the end of a chain that folds all rows. zero is what a batch without rows gives; none gives no row.
func NewFold[A any](src *Source, value *fn.Type[A], zero Opt[A], merge func(a, b A) (A, *fn.Fault)) *Fold[A] {
	f := &Fold[A]{value: value, zero: zero, merge: merge}
	f.endOf = src.addEnd(f)
	return f
}

// FoldLocal is the fold of one stage instance: no value until OK.
type FoldLocal[A any] struct {
	Value  A
	OK     bool
	parent *Fold[A]
}

// Local is the fold of the stage under construction.
func (f *Fold[A]) Local() *FoldLocal[A] {
	l := &FoldLocal[A]{parent: f}
	localOf(f.source, f.number, l)
	return l
}

// Result is the folded value as a dataset of one row, or of none.
func (f *Fold[A]) Result(b *Batch, m Missing) *Data[A] {
	if f.source.missing && m != Empty {
		if m == Fail {
			b.Fail(fault(CodeMissing, "a source gave no dataset in this batch, and the operator needs one"))
		}
		return missing[A](b)
	}
	sum := &FoldLocal[A]{parent: f}
	for _, l := range f.kept {
		if fault := sum.merge(l); fault != nil {
			b.Fail(fault)
			return known[A](b, nil)
		}
	}
	switch {
	case sum.OK:
		return known(b, []A{own(f.value, sum.Value)})
	case f.zero.OK:
		return known(b, []A{f.zero.Value})
	}
	return known[A](b, nil)
}

func (l *FoldLocal[A]) mark(*Block) {}

func (l *FoldLocal[A]) reset() {
	var zero A
	l.Value, l.OK = zero, false
}

func (l *FoldLocal[A]) merge(later local) (fault *fn.Fault) {
	o := later.(*FoldLocal[A])
	switch {
	case !o.OK:
	case !l.OK:
		l.Value, l.OK = o.Value, true
	default:
		l.Value, fault = l.parent.merge(l.Value, o.Value)
	}
	return fault
}

// Kept keeps the rows that leave stage A, in order of arrival.
type Kept[T any] struct {
	endOf
	typ *fn.Type[T]
}

// NewKept makes the end of a chain whose rows stage B needs.
func NewKept[T any](src *Source, t *fn.Type[T]) *Kept[T] {
	k := &Kept[T]{typ: t}
	k.endOf = src.addEnd(k)
	return k
}

// KeptLocal is the rows of one stage instance. The stage appends to Rows, nothing borrowed.
type KeptLocal[T any] struct {
	Rows  []T
	marks []blockMark
}

// blockMark says up to where Rows belong to a block.
type blockMark struct {
	number    int64
	partition int
	end       int
}

// Local is the rows of the stage under construction.
func (k *Kept[T]) Local() *KeptLocal[T] {
	l := &KeptLocal[T]{}
	localOf(k.source, k.number, l)
	return l
}

func (l *KeptLocal[T]) mark(b *Block) {
	if n := len(l.marks); n > 0 && l.marks[n-1].end == len(l.Rows) {
		return // the block left nothing
	}
	if len(l.Rows) > 0 {
		l.marks = append(l.marks, blockMark{b.Number, b.Partition, len(l.Rows)})
	}
}

// reset forgets the rows, whose memory belongs to the batch.
func (l *KeptLocal[T]) reset() { l.Rows, l.marks = nil, l.marks[:0] }

func (l *KeptLocal[T]) merge(later local) *fn.Fault {
	o := later.(*KeptLocal[T])
	for _, m := range o.marks {
		l.marks = append(l.marks, blockMark{m.number, m.partition, m.end + len(l.Rows)})
	}
	l.Rows = append(l.Rows, o.Rows...)
	return nil
}

// keptRun is the rows of one block.
type keptRun[T any] struct {
	number    int64
	partition int
	rows      []T
}

// Result is the rows in order of arrival, in the partitions of the source.
func (k *Kept[T]) Result(b *Batch) *Data[T] {
	if !k.ready(b) {
		return missing[T](b)
	}
	var runs []keptRun[T]
	for _, l := range k.kept {
		kept, from := l.(*KeptLocal[T]), 0
		for _, m := range kept.marks {
			runs = append(runs, keptRun[T]{m.number, m.partition, kept.Rows[from:m.end:m.end]})
			from = m.end
		}
	}
	slices.SortFunc(runs, func(x, y keptRun[T]) int { return fn.CompareInt(x.number, y.number) })
	parts := make([][]T, max(1, k.source.partitions))
	if len(runs) == 1 {
		parts[runs[0].partition] = runs[0].rows
		return known(b, parts...)
	}
	for _, run := range runs {
		parts[run.partition] = append(parts[run.partition], run.rows...)
	}
	return known(b, parts...)
}
