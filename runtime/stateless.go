package runtime

import (
	"slices"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Steps is a fused chain of row-wise operators: f appends what it makes of rows to out.
func Steps[T, U any](b *Batch, in *Data[T], f func(rows []T, out []U, r *Rejects) []U) *Data[U] {
	if d, ok := result[U](b, Pass, "", in); !ok {
		return d
	}
	return lazy(b, func() [][]U {
		parts := in.Partitions()
		out := make([][]U, len(parts))
		for i, part := range parts {
			out[i] = f(part, make([]U, 0, len(part)), b.rejects)
			b.takeRejects()
		}
		return out
	})
}

// MapPartitions calls f once per partition, also for empty ones.
func MapPartitions[T, U any](b *Batch, in *Data[T], m Missing, f func(rows []T) ([]U, *fn.Fault)) *Data[U] {
	if d, ok := result[U](b, m, "", in); !ok {
		return d
	}
	return lazy(b, func() [][]U {
		parts := in.Partitions()
		out := make([][]U, len(parts))
		for i, part := range parts {
			rows, fault := f(part)
			if fault != nil {
				b.Fail(fault)
				return nil
			}
			out[i] = rows
		}
		return out
	})
}

// Glom makes a list of each partition.
func Glom[T any](b *Batch, in *Data[T]) *Data[[]T] {
	if d, ok := result[[]T](b, Pass, "", in); !ok {
		return d
	}
	return lazy(b, func() [][][]T {
		parts := in.Partitions()
		out := make([][][]T, len(parts))
		for i, part := range parts {
			out[i] = [][]T{part}
		}
		return out
	})
}

// Repartition cuts the rows, in order, into n partitions of nearly equal length.
func Repartition[T any](b *Batch, in *Data[T], n int64, m Missing) *Data[T] {
	if d, ok := result[T](b, m, "", in); !ok {
		return d
	}
	return lazy(b, func() [][]T { return cut(in.Collect(), int(max(1, min(n, Limits.Partitions)))) })
}

// cut divides rows into n contiguous parts: part i is [i*len/n, (i+1)*len/n).
func cut[T any](rows []T, n int) [][]T {
	parts := make([][]T, n)
	for i := range parts {
		parts[i] = rows[i*len(rows)/n : (i+1)*len(rows)/n : (i+1)*len(rows)/n]
	}
	return parts
}

// PartitionBy puts each row into one of n partitions by the hash of its key.
func PartitionBy[K, V any](b *Batch, in *Data[Pair[K, V]], n int64, key *fn.Type[K]) *Data[Pair[K, V]] {
	if d, ok := result[Pair[K, V]](b, Pass, "", in); !ok {
		return d
	}
	return lazy(b, func() [][]Pair[K, V] {
		parts := make([][]Pair[K, V], max(1, min(n, Limits.Partitions)))
		for _, row := range in.Collect() {
			i := uint64(key.Hash(row.Key)) % uint64(len(parts))
			parts[i] = append(parts[i], row)
		}
		return parts
	})
}

// Union puts the partitions of ins one behind the other.
func Union[T any](b *Batch, m Missing, where string, ins ...*Data[T]) *Data[T] {
	inputs := make([]Input, len(ins))
	for i, in := range ins {
		inputs[i] = in
	}
	if d, ok := result[T](b, m, where, inputs...); !ok {
		return d
	}
	return lazy(b, func() [][]T {
		var parts [][]T
		for _, in := range ins {
			parts = append(parts, in.Partitions()...)
		}
		return parts
	})
}

// FoldAll folds all rows into one: create makes the first, add takes in the others. Without rows it is zero, if there is one.
func FoldAll[T, A any](b *Batch, in *Data[T], m Missing, zero Opt[A], create func(T) (A, *fn.Fault), add func(A, T) (A, *fn.Fault)) *Data[A] {
	if d, ok := result[A](b, m, "", in); !ok {
		return d
	}
	return lazy(b, func() [][]A {
		var sum Opt[A]
		in.Foreach(func(row T) (fault *fn.Fault) {
			if sum.OK {
				sum.Value, fault = add(sum.Value, row)
			} else {
				sum.Value, fault = create(row)
				sum.OK = true
			}
			return fault
		})
		if !sum.OK {
			sum = zero
		}
		if !sum.OK {
			return [][]A{nil}
		}
		return [][]A{{sum.Value}}
	})
}

// SortBy orders the rows by what by gives for each; rows with the same are in order of arrival. limit >= 0 keeps the first ones only.
func SortBy[T, O any](b *Batch, in *Data[T], by func(T) (O, *fn.Fault), order func(a, b O) int, limit int64) *Data[T] {
	if d, ok := result[T](b, Pass, "", in); !ok {
		return d
	}
	return lazy(b, func() [][]T {
		rows := in.Collect()
		keyed := make([]Pair[O, T], len(rows))
		for i, row := range rows {
			key, fault := by(row)
			if fault != nil {
				b.Fail(fault)
				return nil
			}
			keyed[i] = Pair[O, T]{Key: key, Value: row}
		}
		slices.SortStableFunc(keyed, func(x, y Pair[O, T]) int { return order(x.Key, y.Key) })
		if limit >= 0 {
			keyed = keyed[:min(limit, int64(len(keyed)))]
		}
		sorted := make([]T, len(keyed))
		for i, pair := range keyed {
			sorted[i] = pair.Value
		}
		return [][]T{sorted}
	})
}

// Limit is the first n rows.
func Limit[T any](b *Batch, in *Data[T], n int64) *Data[T] {
	if d, ok := result[T](b, Pass, "", in); !ok {
		return d
	}
	return lazy(b, func() [][]T { return [][]T{in.Take(n)} })
}

// Cartesian is every row of l with every row of r.
func Cartesian[T, U any](b *Batch, l *Data[T], r *Data[U]) *Data[Pair[T, U]] {
	if d, ok := result[Pair[T, U]](b, Pass, "", l, r); !ok {
		return d
	}
	return lazy(b, func() [][]Pair[T, U] {
		left, right := l.Collect(), r.Collect()
		if int64(len(left))*int64(len(right)) > Limits.Product {
			b.Fail(fn.FaultLimit("cartesian: " + itoa(int64(len(left))) + " rows times " + itoa(int64(len(right))) + " rows are more than " + itoa(Limits.Product)))
			return nil
		}
		rows := make([]Pair[T, U], 0, len(left)*len(right))
		for _, x := range left {
			for _, y := range right {
				rows = append(rows, Pair[T, U]{Key: x, Value: y})
			}
		}
		return [][]Pair[T, U]{rows}
	})
}
