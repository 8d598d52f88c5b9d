package runtime

import (
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/table"
)

// groups gives each key of a batch a number, from 0 in order of arrival.
type groups[K any] struct {
	key     *fn.Type[K]
	numbers *table.Table[int64] // number + 1
	keys    []K
	bytes   []string // canonical bytes of keys
	scratch []byte
}

func newGroups[K any](key *fn.Type[K]) *groups[K] {
	return &groups[K]{key: key, numbers: table.New[int64](table.Options{Ordinary: true})}
}

// number is that of a key; fresh says that it is new.
func (g *groups[K]) number(key K) (n int, fresh bool) {
	g.scratch = g.key.AppendKey(g.scratch[:0], key, true)
	number, fresh := g.numbers.Upsert(borrow(g.scratch))
	if fresh {
		g.keys = append(g.keys, key)
		g.bytes = append(g.bytes, string(g.scratch))
		*number = int64(len(g.keys))
	}
	return int(*number) - 1, fresh
}

// sorted is the numbers in key order.
func (g *groups[K]) sorted() []int {
	order := make([]int, len(g.keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(g.bytes[a], g.bytes[b]) })
	return order
}

// FoldByKey folds the values of each key: create makes the first, add takes in the others, in order of arrival. The result stands in key order.
func FoldByKey[K, V, A any](b *Batch, in *Data[Pair[K, V]], key *fn.Type[K], create func(V) (A, *fn.Fault), add func(A, V) (A, *fn.Fault)) *Data[Pair[K, A]] {
	if d, ok := result[Pair[K, A]](b, Pass, "", in); !ok {
		return d
	}
	return lazy(b, func() [][]Pair[K, A] {
		rows, fault := foldRows(in.Collect(), key, create, add)
		if fault != nil {
			b.Fail(fault)
			return nil
		}
		return [][]Pair[K, A]{rows}
	})
}

// foldRows is FoldByKey of rows.
func foldRows[K, V, A any](rows []Pair[K, V], key *fn.Type[K], create func(V) (A, *fn.Fault), add func(A, V) (A, *fn.Fault)) ([]Pair[K, A], *fn.Fault) {
	g := newGroups(key)
	var sums []A
	for _, row := range rows {
		var fault *fn.Fault
		n, fresh := g.number(row.Key)
		if fresh {
			var sum A
			sum, fault = create(row.Value)
			sums = append(sums, sum)
		} else {
			sums[n], fault = add(sums[n], row.Value)
		}
		if fault != nil {
			return nil, fault
		}
	}
	folded := make([]Pair[K, A], 0, len(sums))
	for _, n := range g.sorted() {
		folded = append(folded, Pair[K, A]{Key: g.keys[n], Value: sums[n]})
	}
	return folded, nil
}

// GroupByKey lists the values of each key, in order of arrival. The result stands in key order.
func GroupByKey[K, V any](b *Batch, in *Data[Pair[K, V]], key *fn.Type[K]) *Data[Pair[K, []V]] {
	return FoldByKey(b, in, key,
		func(v V) ([]V, *fn.Fault) { return []V{v}, nil },
		func(list []V, v V) ([]V, *fn.Fault) { return append(list, v), nil })
}

// Distinct is the first of equal rows, in order of arrival.
func Distinct[T any](b *Batch, in *Data[T], t *fn.Type[T]) *Data[T] {
	if d, ok := result[T](b, Pass, "", in); !ok {
		return d
	}
	return lazy(b, func() [][]T {
		g := newGroups(t)
		for _, row := range in.Collect() {
			g.number(row)
		}
		return [][]T{g.keys}
	})
}

// Subtract is the rows of l that r does not have, in order.
func Subtract[T any](b *Batch, l, r *Data[T], t *fn.Type[T]) *Data[T] {
	if d, ok := result[T](b, Pass, "", l, r); !ok {
		return d
	}
	return lazy(b, func() [][]T {
		g := newGroups(t)
		for _, row := range r.Collect() {
			g.number(row)
		}
		var rows []T
		for _, row := range l.Collect() {
			g.scratch = t.AppendKey(g.scratch[:0], row, true)
			if _, found := g.numbers.Find(borrow(g.scratch)); !found {
				rows = append(rows, row)
			}
		}
		return [][]T{rows}
	})
}

// sides are the values that two datasets have for each key.
type sides[K, V, W any] struct {
	*groups[K]
	left  [][]V
	right [][]W
}

func newSides[K, V, W any](l []Pair[K, V], r []Pair[K, W], key *fn.Type[K]) *sides[K, V, W] {
	s := &sides[K, V, W]{groups: newGroups(key)}
	for _, row := range l {
		n := s.both(row.Key)
		s.left[n] = append(s.left[n], row.Value)
	}
	for _, row := range r {
		n := s.both(row.Key)
		s.right[n] = append(s.right[n], row.Value)
	}
	return s
}

func (s *sides[K, V, W]) both(key K) int {
	n, fresh := s.number(key)
	if fresh {
		s.left, s.right = append(s.left, nil), append(s.right, nil)
	}
	return n
}

// joined runs each over the keys of l and r, in key order; it appends what the key gives.
func joined[K, V, W, R any](b *Batch, m Missing, where string, l *Data[Pair[K, V]], r *Data[Pair[K, W]], key *fn.Type[K],
	each func(out []Pair[K, R], key K, left []V, right []W) []Pair[K, R]) *Data[Pair[K, R]] {
	if d, ok := result[Pair[K, R]](b, m, where, l, r); !ok {
		return d
	}
	return lazy(b, func() [][]Pair[K, R] {
		s := newSides(l.Collect(), r.Collect(), key)
		var out []Pair[K, R]
		for _, n := range s.sorted() {
			out = each(out, s.keys[n], s.left[n], s.right[n])
		}
		return [][]Pair[K, R]{out}
	})
}

// product appends each left value with each right one.
func product[K, V, W any](out []Pair[K, Pair[V, W]], key K, left []V, right []W) []Pair[K, Pair[V, W]] {
	for _, v := range left {
		for _, w := range right {
			out = append(out, Pair[K, Pair[V, W]]{Key: key, Value: Pair[V, W]{Key: v, Value: w}})
		}
	}
	return out
}

// optional is values as the side of an outer join has them: without values, the one absent value O.
func optional[V, O any](values []V, some func(V) O) []O {
	if len(values) == 0 {
		return make([]O, 1)
	}
	list := make([]O, len(values))
	for i, v := range values {
		list[i] = some(v)
	}
	return list
}

// Join gives, for each key, every left value with every right one.
func Join[K, V, W any](b *Batch, m Missing, where string, l *Data[Pair[K, V]], r *Data[Pair[K, W]], key *fn.Type[K]) *Data[Pair[K, Pair[V, W]]] {
	return joined(b, m, where, l, r, key, product[K, V, W])
}

// LeftJoin is Join that keeps left values without right ones.
func LeftJoin[K, V, W, O any](b *Batch, m Missing, where string, l *Data[Pair[K, V]], r *Data[Pair[K, W]], key *fn.Type[K], some func(W) O) *Data[Pair[K, Pair[V, O]]] {
	return joined(b, m, where, l, r, key, func(out []Pair[K, Pair[V, O]], key K, left []V, right []W) []Pair[K, Pair[V, O]] {
		return product(out, key, left, optional(right, some))
	})
}

// RightJoin is Join that keeps right values without left ones.
func RightJoin[K, V, W, O any](b *Batch, m Missing, where string, l *Data[Pair[K, V]], r *Data[Pair[K, W]], key *fn.Type[K], some func(V) O) *Data[Pair[K, Pair[O, W]]] {
	return joined(b, m, where, l, r, key, func(out []Pair[K, Pair[O, W]], key K, left []V, right []W) []Pair[K, Pair[O, W]] {
		return product(out, key, optional(left, some), right)
	})
}

// FullJoin is Join that keeps the values of both sides.
func FullJoin[K, V, W, O, P any](b *Batch, m Missing, where string, l *Data[Pair[K, V]], r *Data[Pair[K, W]], key *fn.Type[K], someV func(V) O, someW func(W) P) *Data[Pair[K, Pair[O, P]]] {
	return joined(b, m, where, l, r, key, func(out []Pair[K, Pair[O, P]], key K, left []V, right []W) []Pair[K, Pair[O, P]] {
		return product(out, key, optional(left, someV), optional(right, someW))
	})
}

// Cogroup gives, for each key of either side, the values of both.
func Cogroup[K, V, W any](b *Batch, m Missing, where string, l *Data[Pair[K, V]], r *Data[Pair[K, W]], key *fn.Type[K]) *Data[Pair[K, Pair[[]V, []W]]] {
	return joined(b, m, where, l, r, key, func(out []Pair[K, Pair[[]V, []W]], key K, left []V, right []W) []Pair[K, Pair[[]V, []W]] {
		return append(out, Pair[K, Pair[[]V, []W]]{Key: key, Value: Pair[[]V, []W]{Key: left, Value: right}})
	})
}
