package table

import (
	"math/bits"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// MergeFrom puts the entries of o that belong to partition part of parts into t. For each it calls f with the value in t, the value in o, and whether the key is new in t
// (then the value in t is zero). It stops, and reports false, when f does. Tables of several workers are merged in place: worker part
// merges that partition of all others into its own table, and nobody touches the same entry. t and o differ, and have been made with the same seed.
func (t *Table[V]) MergeFrom(o *Table[V], part, parts int, f func(into, from *V, fresh bool) bool) bool {
	q := scan.NewKeys(t.seed, scan.Options{Portable: t.portable})
	var numbers [scan.Queue]uint32
	for next := uint32(1); int(next) < o.used; {
		next = o.collect(&q, &numbers, next, part, parts)
		t.Probe(&q)
		for i := range q.Len() {
			value, fresh := t.At(&q, i)
			if !f(value, &o.at(numbers[i]).value, fresh) {
				return false
			}
		}
	}
	return true
}

// collect fills the queue with keys of a partition and returns where to go on.
func (t *Table[V]) collect(q *scan.Keys, numbers *[scan.Queue]uint32, next uint32, part, parts int) uint32 {
	for q.Clear(); int(next) < t.used && !q.Full(); next++ {
		e := t.at(next)
		if e.meta == 0 || t.part(e, parts) != part {
			continue
		}
		numbers[q.Len()] = next
		if q.Seed == t.seed && e.size() <= scan.Inline {
			q.AddHashed(e.lo, e.hi, e.meta)
		} else {
			q.Add(t.text(e))
		}
	}
	return next
}

// part is the partition of an entry: the top of its hash under the seed that all tables share.
func (t *Table[V]) part(e *entry[V], parts int) int {
	hash := uint32(e.meta >> 32)
	if t.seed != t.shared {
		hash = t.shared.Hash(t.text(e))
	}
	high, _ := bits.Mul32(hash, uint32(parts))
	return int(high)
}

// InPart reports whether the key with an id belongs to a partition, as MergeFrom divides them.
func (t *Table[V]) InPart(id, part, parts int) bool {
	e := t.at(t.number(id))
	return e.meta != 0 && (parts == 1 || t.part(e, parts) == part)
}
