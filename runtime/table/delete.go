package table

import (
	"unsafe"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// Delete removes a key and reports whether it was there. Its id will be that of a key to come. Views of keys end here, since the arena may be put in order.
func (t *Table[V]) Delete(key string) bool {
	value, ok := t.Find(key)
	if !ok {
		return false
	}
	t.DeleteID(t.ID(value))
	return true
}

// DeleteID removes the key with an id, which has one. It is what a loop over ids does instead of Delete.
func (t *Table[V]) DeleteID(id int) {
	number := t.number(id)
	e := t.at(number)
	t.index.remove(uint32(e.meta>>32), number)
	if size := e.size(); size > scan.Inline {
		t.garbage += size
	}
	t.release(number)
	if t.garbage > page && t.garbage > t.arenaLen/2 {
		t.compact()
	}
}

// compact moves the long keys together. Half of the arena is unused then, so this costs a constant time for each byte ever stored.
func (t *Table[V]) compact() {
	kept := make([]byte, 0, t.arenaLen-t.garbage)
	for number := 1; number < t.used; number++ {
		if e := t.at(uint32(number)); e.meta != 0 && e.size() > scan.Inline {
			key := t.text(e)
			e.lo = uint64(len(kept))
			kept = append(kept, key...)
		}
	}
	t.arenaLen = copy(t.arena.at, kept)
	t.garbage = 0
}

// Reset forgets all keys and keeps the memory for those to come. It clears no more of the index than was used.
func (t *Table[V]) Reset() {
	if t.pointers {
		clear(t.entries.at[:t.used])
	}
	t.clearIndex()
	if depth := depthFor(t.Len()); depth+shrink < 32-t.index.shift {
		// Words of few keys in many shards would lie far apart.
		t.index.shape(depth+1, &t.limit) // takes shards that were in use
	}
	t.used, t.deleted, t.free, t.arenaLen, t.garbage, t.err = 1, 0, 0, 0, 0, nil
}

// shrink is by how many doublings an index must be too large for Reset to make it smaller.
const shrink = 3

// clearIndex sets words to 0: one by one if there are so few that this costs less than whole shards.
func (t *Table[V]) clearIndex() {
	if t.err != nil || t.Len() > len(t.index.shards)*shardWords/16 {
		t.index.clear()
		return
	}
	for number := 1; number < t.used; number++ {
		if e := t.at(uint32(number)); e.meta != 0 {
			t.index.forget(uint32(e.meta>>32), uint32(number))
		}
	}
}

// Close gives memory outside the heap back to the system. The table and what it gave are not to be used again.
func (t *Table[V]) Close() {
	t.entries.region.close()
	t.arena.region.close()
	t.index.region.close()
	*t = Table[V]{err: ErrLimit, limit: newLimit(int64(unsafe.Sizeof(*t)))}
}
