package table

import (
	"unsafe"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// Probe looks up all keys of the queue in the index, so that the misses of the caches overlap, and notes for each the entry that probably has it.
func (t *Table[V]) Probe(q *scan.Keys) {
	if q.Seed != t.seed {
		q.Rehash(t.seed)
	}
	keys := q.List[:q.Len()]
	for i := range keys {
		keys[i].Candidate = t.index.candidate(keys[i].Hash())
	}
	if q.HasLong {
		t.touchLong(keys)
	}
}

// candidate returns the number of the first entry that has the hash, or 0.
func (x *index) candidate(hash uint32) uint32 {
	s, slot := x.shard(hash), hash%shardWords
	for {
		word := s.words[slot]
		if uint32(word>>32) == hash || word == 0 {
			return uint32(word)
		}
		slot = (slot + 1) % shardWords
	}
}

// At returns the value of key i of a queue that Probe has looked up, and whether the key is new, as Upsert does.
func (t *Table[V]) At(q *scan.Keys, i int) (value *V, fresh bool) {
	k := &q.List[i]
	e := (*entry[V])(unsafe.Add(unsafe.Pointer(unsafe.SliceData(t.entries.at)), uintptr(k.Candidate)*unsafe.Sizeof(entry[V]{})))
	if e.lo == k.Lo && e.hi == k.Hi && e.meta == k.Meta {
		return &e.value, false
	}
	return t.miss(q, k)
}

// miss is At for a long key, a new one, or one whose candidate was another.
func (t *Table[V]) miss(q *scan.Keys, k *scan.Key) (*V, bool) {
	if q.Seed != t.seed { // a flood of collisions has changed it since Probe
		q.Rehash(t.seed)
	}
	if k.Size() > scan.Inline {
		return t.upsertLong(q.TextOf(k), k.Meta, k.Candidate)
	}
	return t.upsertShort(k.Lo, k.Hi, k.Meta)
}

// touchLong reads the first byte of the long keys of the candidates, all of them before the first is compared.
func (t *Table[V]) touchLong(keys []scan.Key) {
	for i := range keys {
		if e := t.at(keys[i].Candidate); e.meta == keys[i].Meta && e.size() > scan.Inline {
			t.touched += t.arena.at[e.lo]
		}
	}
}
