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
	return t.compareAll(a, b)
}

func (t *Table[V]) compareAll(a, b ranked) int {
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
	t.sort(rows, make([]ranked, len(rows)), 0)
	return ids(rows)
}

// Limits of sort: shorter ranges are sorted by comparing prefixes, and keys that are equal for longer by comparing all.
const (
	fewRows  = 512
	deepKeys = 256
)

// sort orders rows, whose prefixes are 8 bytes of their keys from depth, by all bytes from there: first by these 8, then each run of equal ones by the next 8.
func (t *Table[V]) sort(rows, scratch []ranked, depth int) {
	if len(rows) < fewRows {
		slices.SortFunc(rows, func(a, b ranked) int { return cmp.Compare(a.prefix, b.prefix) })
	} else {
		radixSort(rows, scratch)
	}
	for start := 0; start < len(rows); {
		end := start + 1
		for end < len(rows) && rows[end].prefix == rows[start].prefix {
			end++
		}
		if run := rows[start:end]; len(run) > 1 {
			if t.next(run, depth+8) {
				t.sort(run, scratch[:len(run)], depth+8)
			} else {
				slices.SortFunc(run, t.compareAll)
			}
		}
		start = end
	}
}

// next makes the prefixes of rows those from depth on. It reports false if a key ends before, whose filling cannot be told from zeros, or if depth is too much.
func (t *Table[V]) next(rows []ranked, depth int) bool {
	if depth > deepKeys {
		return false
	}
	for i := range rows {
		e := t.at(rows[i].number)
		size := e.size()
		if size < depth {
			return false
		}
		if size <= scan.Inline {
			rows[i].prefix = bits.ReverseBytes64(e.hi)
			if depth == scan.Inline {
				rows[i].prefix = 0
			}
			continue
		}
		lo, _ := scan.Load(t.text(e)[depth:min(depth+8, size)])
		rows[i].prefix = bits.ReverseBytes64(lo)
	}
	return true
}

// radixSort orders rows by prefix, byte by byte from the last. Bytes that are the same everywhere cost nothing.
func radixSort(rows, scratch []ranked) {
	var counts [8][256]int
	for _, row := range rows {
		for b := range 8 {
			counts[b][byte(row.prefix>>(8*b))]++
		}
	}
	from, into := rows, scratch[:len(rows)]
	for b := range 8 {
		places := &counts[b]
		if places[byte(from[0].prefix>>(8*b))] == len(rows) {
			continue
		}
		sum := 0
		for i, count := range places {
			places[i], sum = sum, sum+count
		}
		for _, row := range from {
			place := &places[byte(row.prefix>>(8*b))]
			into[*place] = row
			*place++
		}
		from, into = into, from
	}
	copy(rows, from)
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
