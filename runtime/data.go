package runtime

import (
	"slices"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Data is the dataset of a node in a batch: partitions of rows, computed at first use and kept for the batch. Rows are not to be changed.
type Data[T any] struct {
	batch   *Batch
	missing bool
	compute func() [][]T    // nil once parts are known
	first   func(n int) []T // the first rows without computing all of them, where there is a shorter way
	size    func() int64    // the number of rows, likewise
	parts   [][]T
}

// Input is a dataset of any type.
type Input interface {
	state() (due, missing bool)
	force()
}

func lazy[T any](b *Batch, compute func() [][]T) *Data[T] {
	return &Data[T]{batch: b, compute: compute}
}

func known[T any](b *Batch, parts ...[]T) *Data[T] { return &Data[T]{batch: b, parts: parts} }

func missing[T any](b *Batch) *Data[T] { return &Data[T]{batch: b, missing: true} }

// Rows is a dataset with the rows of list, in one partition.
func Rows[T any](b *Batch, list []T) *Data[T] { return known(b, list) }

// Missing reports whether there is no dataset in this batch (which is not the same as an empty one).
func (d *Data[T]) Missing() bool { return d != nil && d.missing }

func (d *Data[T]) state() (due, missing bool) { return d != nil, d != nil && d.missing }

func (d *Data[T]) force() { d.Partitions() }

// Partitions are the rows, by partition. Of a batch that has failed there are none.
func (d *Data[T]) Partitions() [][]T {
	if d == nil || d.missing || d.batch.Failed() {
		return nil
	}
	if d.compute != nil {
		compute := d.compute
		d.compute = nil
		d.parts = compute()
		d.first, d.size = nil, nil
	}
	if d.batch.Failed() {
		return nil
	}
	return d.parts
}

// Collect is all rows, in order.
func (d *Data[T]) Collect() []T {
	parts := d.Partitions()
	if len(parts) == 1 {
		return parts[0]
	}
	return slices.Concat(parts...)
}

// Count is the number of rows.
func (d *Data[T]) Count() int64 {
	if d != nil && d.compute != nil && d.size != nil && !d.batch.Failed() {
		return d.size()
	}
	n := 0
	for _, part := range d.Partitions() {
		n += len(part)
	}
	return int64(n)
}

// Take is the first n rows, or all when there are fewer.
func (d *Data[T]) Take(n int64) []T {
	if n <= 0 {
		return nil
	}
	if d != nil && d.compute != nil && d.first != nil && !d.batch.Failed() {
		return d.first(int(min(n, 1<<30)))
	}
	var rows []T
	for _, part := range d.Partitions() {
		rows = append(rows, part[:min(int64(len(part)), n-int64(len(rows)))]...)
	}
	return rows
}

// First is the first row, if there is one.
func (d *Data[T]) First() Opt[T] {
	if rows := d.Take(1); len(rows) > 0 {
		return fn.Some(rows[0])
	}
	return Opt[T]{}
}

// Foreach calls f for each row, in order, until one fails, which fails the batch.
func (d *Data[T]) Foreach(f func(T) *fn.Fault) *fn.Fault {
	for _, part := range d.Partitions() {
		for _, row := range part {
			if fault := f(row); fault != nil {
				d.batch.Fail(fault)
				return fault
			}
		}
	}
	return nil
}

// ForeachPartition calls f for each partition, also for empty ones.
func (d *Data[T]) ForeachPartition(f func([]T) *fn.Fault) *fn.Fault {
	for _, part := range d.Partitions() {
		if fault := f(part); fault != nil {
			d.batch.Fail(fault)
			return fault
		}
	}
	return nil
}

// ReduceData folds all rows into one; none when there are no rows.
func ReduceData[T any](d *Data[T], f func(a, b T) (T, *fn.Fault)) (Opt[T], *fn.Fault) {
	var sum Opt[T]
	fault := d.Foreach(func(row T) *fn.Fault {
		if !sum.OK {
			sum = fn.Some(row)
			return nil
		}
		var fault *fn.Fault
		sum.Value, fault = f(sum.Value, row)
		return fault
	})
	return sum, fault
}

// TopData is the n rows that come first in the order of compare; equal rows in order of arrival.
func TopData[T any](d *Data[T], n int64, compare func(a, b T) int) []T {
	rows := slices.Clone(d.Collect())
	slices.SortStableFunc(rows, compare)
	return rows[:max(0, min(n, int64(len(rows))))]
}

// OrEmpty takes a missing dataset as an empty one.
func OrEmpty[T any](d *Data[T]) *Data[T] {
	if d.Missing() {
		return known[T](d.batch, nil)
	}
	return d
}

// Ready reports whether a function over ins is to run: all are due, and none is missing, or a missing one is taken as empty. Under Fail a missing one fails the
// batch; where is the place of the operator.
func Ready(b *Batch, m Missing, where string, ins ...Input) bool {
	if b.Failed() {
		return false
	}
	for _, in := range ins {
		due, missing := in.state()
		switch {
		case !due:
			return false
		case !missing || m == Empty:
		case m == Fail:
			b.Fail(fault(CodeMissing, "a source gave no dataset in this batch, and the operator needs one").At(where))
			return false
		default:
			return false
		}
	}
	return true
}

// result is what an operator over in gives without running: nil (not due) or missing. ok says that it runs.
func result[U any](b *Batch, m Missing, where string, ins ...Input) (d *Data[U], ok bool) {
	if Ready(b, m, where, ins...) {
		return nil, true
	}
	for _, in := range ins {
		if due, _ := in.state(); !due {
			return nil, false
		}
	}
	return missing[U](b), false
}
