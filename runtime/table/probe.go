package table

import (
	"unsafe"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// Probe gives an entry to each key of the queue: that of the table, or a new one, whose value is zero. It goes in passes, so that the misses of the caches overlap: the
// place of each key in the index, the entry that stands there, its key; then it inserts what was not found. [Table.At] reads the result.
func (t *Table[V]) Probe(q *scan.Keys) {
	missing := t.lookup(q)
	for i := 0; missing > 0; i++ {
		if k := &q.List[i]; k.Entry == 0 {
			t.insertKey(q, k)
			missing--
		}
	}
}

// Lookup is Probe without inserting: for keys that the table does not have, At reports fresh, and the value is not to be used. It returns how many these are.
func (t *Table[V]) Lookup(q *scan.Keys) (missing int) {
	missing = t.lookup(q)
	for i, left := 0, missing; left > 0; i++ {
		if k := &q.List[i]; k.Entry == 0 {
			k.Fresh = 1
			left--
		}
	}
	return missing
}

// lookup notes the entry of each key, 0 for those that are missing, and makes Fresh 0.
func (t *Table[V]) lookup(q *scan.Keys) (missing int) {
	if q.Seed != t.seed {
		q.Rehash(t.seed)
	}
	keys := q.List[:q.Len()]
	shards, shift := &t.index.shards[0], uint(t.index.shift)
	entries, size := unsafe.Pointer(t.at(0)), unsafe.Sizeof(entry[V]{})
	kernels := hasKernels && !t.portable && !q.Portable
	if kernels && !q.HasLong && len(t.index.shards) <= smallShards {
		return lookupKernel(&q.List, len(keys), shards, shift, entries, size)
	}
	if kernels {
		candidatesKernel(&q.List, len(keys), shards, shift, entries, size)
	} else {
		t.candidates(keys)
	}
	switch {
	case q.HasLong:
		return t.verifyLong(q, keys)
	case kernels:
		return verifyKernel(&q.List, len(keys), entries, size)
	}
	return t.verify(keys)
}

// candidates notes for each key the entry that the index has for its hash, if any.
func (t *Table[V]) candidates(keys []scan.Key) {
	for i := range keys {
		keys[i].Entry, keys[i].Fresh = t.index.candidate(keys[i].Hash()), 0
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

// verify keeps the candidates that have the keys, none of which is long.
func (t *Table[V]) verify(keys []scan.Key) (missing int) {
	for i := range keys {
		k := &keys[i]
		if e := t.at(k.Entry); e.lo != k.Lo || e.hi != k.Hi || e.meta != k.Meta {
			k.Entry = 0
			missing++
		}
	}
	return missing
}

// verifyLong is verify where some keys are long.
func (t *Table[V]) verifyLong(q *scan.Keys, keys []scan.Key) (missing int) {
	for i := range keys {
		if e := t.at(keys[i].Entry); e.meta == keys[i].Meta && e.size() > scan.Inline {
			t.touched += t.arena.at[e.lo] // all of them before the first is compared
		}
	}
	for i := range keys {
		k := &keys[i]
		if e := t.at(k.Entry); e.meta != k.Meta || t.text(e) != q.TextOf(k) {
			k.Entry = 0
			missing++
		}
	}
	return missing
}

// insertKey gives an entry to a key that was not there when Lookup looked. It may have come since, by an equal key before it in the queue.
func (t *Table[V]) insertKey(q *scan.Keys, k *scan.Key) {
	if q.Seed != t.seed { // a flood of collisions has just changed it
		q.Rehash(t.seed)
	}
	var fresh bool
	if k.Size() <= scan.Inline {
		k.Entry, fresh = t.upsertShort(k.Lo, k.Hi, k.Meta)
	} else {
		k.Entry, fresh = t.upsertLong(q.TextOf(k), k.Meta)
	}
	if fresh {
		k.Fresh = 1
	}
}

// At returns the value of key i of a queue that Probe has looked up, and whether the key is new, as Upsert does. The pointer is valid until the next Probe or Upsert.
func (t *Table[V]) At(q *scan.Keys, i int) (value *V, fresh bool) {
	k := &q.List[i]
	return &t.at(k.Entry).value, k.Fresh != 0
}
