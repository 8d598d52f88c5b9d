package fn

import "slices"

// maxRange is the longest list that Range makes; a longer one is a mistake rather than a wish.
const maxRange = 10_000_000

// At is xs[i].
func At[T any](xs []T, i int64) (T, *Fault) {
	if i < 0 || i >= int64(len(xs)) {
		var zero T
		return zero, FaultIndex(i, len(xs))
	}
	return xs[i], nil
}

// Get is the element i, none outside.
func Get[T any](xs []T, i int64) Opt[T] {
	if i < 0 || i >= int64(len(xs)) {
		return None[T]()
	}
	return Some(xs[i])
}

// First is the first element.
func First[T any](xs []T) Opt[T] { return Get(xs, 0) }

// Last is the last element.
func Last[T any](xs []T) Opt[T] { return Get(xs, int64(len(xs)-1)) }

// Append is xs with x behind it; xs stays as it is.
func Append[T any](xs []T, x T) []T { return append(xs[:len(xs):len(xs)], x) }

// Concat is xs followed by ys.
func Concat[T any](xs, ys []T) []T { return append(xs[:len(xs):len(xs)], ys...) }

// Contains reports whether x is among xs.
func Contains[T any](e *Type[T], xs []T, x T) bool {
	return slices.ContainsFunc(xs, func(y T) bool { return e.Equal(x, y) })
}

// Reverse is xs backwards.
func Reverse[T any](xs []T) []T {
	out := slices.Clone(xs)
	slices.Reverse(out)
	return out
}

// Distinct is xs without repetitions; the first of equal elements stays.
func Distinct[T any](e *Type[T], xs []T) []T {
	var out []T
	var key []byte
	seen := make(map[string]struct{}, len(xs))
	for _, x := range xs {
		key = e.AppendKey(key[:0], x, true)
		if _, ok := seen[string(key)]; !ok {
			seen[string(key)] = struct{}{}
			out = append(out, x)
		}
	}
	return out
}

// Take is the first n elements, all when there are fewer, none when n is negative.
func Take[T any](xs []T, n int64) []T { return xs[:within(n, len(xs))] }

// TakeLast is the last n elements.
func TakeLast[T any](xs []T, n int64) []T { return xs[len(xs)-within(n, len(xs)):] }

// Drop is xs without the first n elements.
func Drop[T any](xs []T, n int64) []T { return xs[within(n, len(xs)):] }

func within(n int64, size int) int { return int(max(0, min(n, int64(size)))) }

// Zip is the pairs of elements at the same place, as many as the shorter list has.
func Zip[A, B any](xs []A, ys []B) []Pair[A, B] {
	out := make([]Pair[A, B], min(len(xs), len(ys)))
	for i := range out {
		out[i] = Pair[A, B]{xs[i], ys[i]}
	}
	return out
}

// Sort is xs in order.
func Sort[T any](e *Type[T], xs []T) []T {
	out := slices.Clone(xs)
	slices.SortStableFunc(out, e.Compare)
	return out
}

// SortBy is xs in the order of keys, one for each element; elements of equal keys stay in their order.
func SortBy[K, T any](k *Type[K], keys []K, xs []T) []T {
	pairs := Zip(keys, xs)
	slices.SortStableFunc(pairs, func(a, b Pair[K, T]) int { return k.Compare(a.Key, b.Key) })
	out := make([]T, len(pairs))
	for i, p := range pairs {
		out[i] = p.Value
	}
	return out
}

// GroupBy is the elements of xs by keys, one for each element; within a key in their order.
func GroupBy[K, T any](k *Type[K], keys []K, xs []T) Map[K, []T] {
	pairs := Zip(keys, xs)
	slices.SortStableFunc(pairs, func(a, b Pair[K, T]) int { return k.Compare(a.Key, b.Key) })
	var out Map[K, []T]
	for _, p := range pairs {
		last := len(out.Entries) - 1
		if last < 0 || !k.Equal(out.Entries[last].Key, p.Key) {
			out.Entries = append(out.Entries, Pair[K, []T]{Key: p.Key})
			last++
		}
		out.Entries[last].Value = append(out.Entries[last].Value, p.Value)
	}
	return out
}

// Min is the least element, the first of equal ones.
func Min[T any](e *Type[T], xs []T) Opt[T] {
	if len(xs) == 0 {
		return None[T]()
	}
	return Some(slices.MinFunc(xs, e.Compare))
}

// Max is the greatest element, the first of equal ones.
func Max[T any](e *Type[T], xs []T) Opt[T] {
	if len(xs) == 0 {
		return None[T]()
	}
	return Some(slices.MaxFunc(xs, e.Compare))
}

// MinOf is the lesser of a and b, a when they are equal.
func MinOf[T any](t *Type[T], a, b T) T {
	if t.Compare(b, a) < 0 {
		return b
	}
	return a
}

// MaxOf is the greater of a and b, a when they are equal.
func MaxOf[T any](t *Type[T], a, b T) T {
	if t.Compare(b, a) > 0 {
		return b
	}
	return a
}

// Sum is the sum of ints (or durations), 0 of none.
func Sum[T ~int64](xs []T) (T, *Fault) {
	var sum int64
	for _, x := range xs {
		var ok bool
		if sum, ok = Add(sum, int64(x)); !ok {
			return 0, FaultOverflow("sum")
		}
	}
	return T(sum), nil
}

// SumFloat is the sum of floats from left to right, 0 of none.
func SumFloat(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

// Avg is the mean of ints, none of none. The sum is taken in floats: it cannot overflow.
func Avg(xs []int64) Opt[float64] {
	if len(xs) == 0 {
		return None[float64]()
	}
	sum := 0.0
	for _, x := range xs {
		sum += float64(x)
	}
	return Some(sum / float64(len(xs)))
}

// AvgFloat is the mean of floats, none of none.
func AvgFloat(xs []float64) Opt[float64] {
	if len(xs) == 0 {
		return None[float64]()
	}
	return Some(SumFloat(xs) / float64(len(xs)))
}

// Range is the ints from a up to, but not, b.
func Range(a, b int64) ([]int64, *Fault) {
	if a >= b {
		return nil, nil
	}
	n := uint64(b) - uint64(a)
	if n > maxRange {
		return nil, FaultLimit("range(" + itoa(a) + ", " + itoa(b) + ") has more than " + itoa(maxRange) + " elements")
	}
	out := make([]int64, n)
	for i := range out {
		out[i] = a + int64(i)
	}
	return out, nil
}
