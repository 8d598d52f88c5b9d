package scan

import "unsafe"

// A Key is the key of a row on its way to a table.
type Key struct {
	Lo, Hi uint64 // the bytes of the key, filled up with zeros; of a long key its offset in Text with bit [Long] set, and its first 8 bytes
	Meta   uint64 // hash << 32 | length + 1
	Entry  uint32 // set by a table: the number of its entry, 0 if there is none
	Fresh  uint32 // set by a table: 1 if the entry is new (or there is none), 0 if it was there
}

// Long marks the first word of a key that has more than [Inline] bytes, so that it differs from that of every entry.
const Long = 1 << 63

// Size is the length of the key in bytes.
func (k *Key) Size() int { return int(uint32(k.Meta)) - 1 }

// Hash is the key's hash under the seed of its queue.
func (k *Key) Hash() uint32 { return uint32(k.Meta >> 32) }

// Keys is a queue of at most [Queue] hashed keys. It is filled by [Keys.Hash] or by [Keys.Add] (not both between two Clears), looked up by Probe
// of a table, and read once per key by At of that table.
type Keys struct {
	List     [Queue]Key
	n        int
	Seed     Seed
	HasLong  bool   // there is a key of more than Inline bytes
	text     []byte // where long keys stand: a block, or scratch
	scratch  []byte
	Portable bool // tables use no assembly for this queue either
}

// NewKeys returns an empty queue. Tables that are looked up with it had best have the same seed: others hash its keys again.
func NewKeys(seed Seed, options Options) Keys {
	return Keys{Seed: seed, Portable: options.Portable}
}

// Clear empties the queue.
func (q *Keys) Clear() { q.n, q.HasLong, q.scratch = 0, false, q.scratch[:0] }

// Len is the number of keys in the queue.
func (q *Keys) Len() int { return q.n }

// Full reports whether the queue has no room for another key.
func (q *Keys) Full() bool { return q.n == Queue }

// Hash fills the queue with the words found by w.
func (q *Keys) Hash(w *Words) {
	q.n, q.text = w.n, w.block
	if hasKernels && !q.Portable {
		q.HasLong = hashKernel(unsafe.Pointer(unsafe.SliceData(w.block)), &w.Begin, &w.End, w.n, &q.Seed, &q.List)
	} else {
		q.hashPortable(w)
	}
}

func (q *Keys) hashPortable(w *Words) {
	base, seed := unsafe.Pointer(unsafe.SliceData(w.block)), q.Seed
	q.HasLong = false
	for i := range w.n {
		begin := w.Begin[i&(Queue-1)]
		size := w.End[i&(Queue-1)] - begin
		if size > Inline {
			q.long(i, w.At(i), int(begin))
			continue
		}
		mask, k := &masks[size], &q.List[i&(Queue-1)]
		lo, hi := load64(base, int(begin))&mask[0], load64(base, int(begin)+8)&mask[1]
		k.Lo, k.Hi, k.Meta = lo, hi, uint64(seed.short(lo, hi))<<32|uint64(size+1)
	}
}

// masks[n] keep the first n bytes of two words.
var masks = [Inline + 1][2]uint64{
	{}, {1<<8 - 1}, {1<<16 - 1}, {1<<24 - 1}, {1<<32 - 1}, {1<<40 - 1}, {1<<48 - 1}, {1<<56 - 1}, {1<<64 - 1},
	{1<<64 - 1, 1<<8 - 1}, {1<<64 - 1, 1<<16 - 1}, {1<<64 - 1, 1<<24 - 1}, {1<<64 - 1, 1<<32 - 1},
	{1<<64 - 1, 1<<40 - 1}, {1<<64 - 1, 1<<48 - 1}, {1<<64 - 1, 1<<56 - 1}, {1<<64 - 1, 1<<64 - 1},
}

// Add queues a key: the canonical bytes of any value. It keeps a copy of what it needs. The queue must not be full.
func (q *Keys) Add(key string) {
	i := q.n & (Queue - 1)
	q.n++
	if len(key) > Inline {
		at := len(q.scratch)
		q.scratch = append(q.scratch, key...)
		q.text = q.scratch
		q.long(i, key, at)
		return
	}
	k := &q.List[i]
	k.Lo, k.Hi = Load(key)
	k.Meta = uint64(q.Seed.short(k.Lo, k.Hi))<<32 | uint64(len(key)+1)
}

// AddBytes is Add for bytes.
func (q *Keys) AddBytes(key []byte) { q.Add(unsafe.String(unsafe.SliceData(key), len(key))) }

// AddWord queues a key of 8 bytes that stand in a register, the first one lowest.
func (q *Keys) AddWord(key uint64) {
	k := &q.List[q.n&(Queue-1)]
	q.n++
	k.Lo, k.Hi, k.Meta = key, 0, uint64(q.Seed.short(key, 0))<<32|9
}

func (q *Keys) long(i int, key string, at int) {
	q.HasLong = true
	k := &q.List[i]
	k.Lo, k.Hi, k.Meta = Long|uint64(at), First(key), uint64(q.Seed.long(key))<<32|uint64(len(key)+1)
}

// Text returns the bytes of key i. They are a view that holds until the queue is filled anew.
func (q *Keys) Text(i int) string { return q.List[i].text(q.text) }

// TextOf returns the bytes of a key in List, a view as that of Text.
func (q *Keys) TextOf(k *Key) string { return k.text(q.text) }

// Rehash hashes all keys of the queue, and those that will be added, under another seed.
func (q *Keys) Rehash(seed Seed) {
	q.Seed = seed
	for i := range q.List[:q.n] {
		k := &q.List[i]
		k.Meta = uint64(seed.Hash(q.TextOf(k)))<<32 | uint64(uint32(k.Meta))
	}
}

// text is the key itself or, when it is long, a part of text.
func (k *Key) text(text []byte) string {
	size := k.Size()
	if size <= Inline {
		return unsafe.String((*byte)(unsafe.Pointer(k)), size)
	}
	at := k.Lo &^ Long
	return unsafe.String(&text[at], size)
}

// AddHashed queues a key of at most [Inline] bytes as it stands in a table with the seed of the queue.
func (q *Keys) AddHashed(lo, hi, meta uint64) {
	k := &q.List[q.n&(Queue-1)]
	q.n++
	k.Lo, k.Hi, k.Meta = lo, hi, meta
}
