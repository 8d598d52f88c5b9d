package table

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// ranked is an entry with the first 8 bytes of its key as a number of the same order.
type ranked struct {
	prefix uint64
	number uint32
}

// prefix is the first 8 bytes of the key, the first one highest, filled up with zeros.
func (e *entry[V]) prefix() uint64 {
	if e.size() > scan.Inline {
		return bits.ReverseBytes64(e.hi)
	}
	return bits.ReverseBytes64(e.lo)
}

// compare orders entries by the bytes of their keys.
func (t *Table[V]) compare(a, b ranked) int {
	if a.prefix != b.prefix {
		return cmp.Compare(a.prefix, b.prefix)
	}
	return cmp.Compare(t.text(t.at(a.number)), t.text(t.at(b.number)))
}

// Sorted returns the ids of all keys in the order of the keys' bytes.
func (t *Table[V]) Sorted() []int { return t.sortedPart(0, 1) }

// SortedPart is Sorted for the keys of one partition, as MergeFrom divides them.
func (t *Table[V]) SortedPart(part, parts int) []int { return t.sortedPart(part, parts) }

func (t *Table[V]) sortedPart(part, parts int) []int {
	rows := make([]ranked, 0, t.Len()/parts+1)
	for number := 1; number < t.used; number++ {
		if e := t.at(uint32(number)); e.meta != 0 && (parts == 1 || t.part(e, parts) == part) {
			rows = append(rows, ranked{e.prefix(), uint32(number)})
		}
	}
	slices.SortFunc(rows, t.compare)
	return ids(rows)
}

func ids(rows []ranked) []int {
	ids := make([]int, len(rows))
	for i, row := range rows {
		ids[i] = int(row.number) - 1
	}
	return ids
}

// First returns the ids of the n smallest keys (fewer if there are fewer) in the order of the keys' bytes. It looks at each entry once and keeps n.
func (t *Table[V]) First(n int) []int { return t.FirstPart(n, 0, 1) }

// FirstPart is First for the keys of one partition, as MergeFrom divides them.
func (t *Table[V]) FirstPart(n, part, parts int) []int {
	n = min(n, t.Len())
	if n <= 0 {
		return nil
	}
	first := make([]ranked, 0, 2*n+64) // grows to twice n and more, then is cut to the n smallest
	bound := ^uint64(0)
	for number := 1; number < t.used; number++ {
		e := t.at(uint32(number))
		if e.meta == 0 || e.prefix() > bound || parts > 1 && t.part(e, parts) != part {
			continue
		}
		first = append(first, ranked{e.prefix(), uint32(number)})
		if len(first) == cap(first) {
			slices.SortFunc(first, t.compare)
			first = first[:n]
			bound = first[n-1].prefix
		}
	}
	slices.SortFunc(first, t.compare)
	return ids(first[:min(n, len(first))])
}
