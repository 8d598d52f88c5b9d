package table

import (
	"errors"
	"iter"
	"math"
	"reflect"
	"strconv"
	"unsafe"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// Options of a table. The zero value is a small table without limit.
type Options struct {
	Seed     scan.Seed // of hashes; zero: a random one. Tables that are merged must have the same
	MaxBytes int64     // limit for memory that the table takes; 0: none
	Hint     int       // number of keys to make room for
	Ordinary bool      // use memory of the Go heap only
	Portable bool      // use no assembly
}

// ErrLimit says that a table has reached Options.MaxBytes or the memory that the system gives.
var ErrLimit = errors.New("table is full")

// Table maps keys to values. It is not safe for concurrent use.
type Table[V any] struct {
	entries  memory[entry[V]] // [0] is not used
	used     int              // entries in use, including [0] and deleted ones
	deleted  int
	free     uint32 // a deleted entry, or 0
	index    index
	arena    memory[byte]
	arenaLen int
	garbage  int       // bytes of the arena that belong to deleted keys
	seed     scan.Seed // of the hashes in entries
	shared   scan.Seed // the seed given; differs from seed after a flood of collisions
	pointers bool      // V holds Go pointers
	portable bool
	limit    limit
	err      error
	touched  byte // written so that the reads of touchLong are done
}

// entry is 24 bytes and the value.
type entry[V any] struct {
	lo, hi uint64 // the bytes of the key, filled up with zeros; of a long key its offset in the arena, and its first 8 bytes
	meta   uint64 // hash << 32 | length + 1; 0: deleted
	value  V
}

// New returns an empty table.
func New[V any](options Options) *Table[V] {
	seed := options.Seed
	if seed == (scan.Seed{}) {
		seed = scan.NewSeed()
	}
	t := &Table[V]{seed: seed, shared: seed, portable: options.Portable, limit: newLimit(options.MaxBytes)}
	t.pointers = hasPointers(reflect.TypeFor[V]())
	reserve := reserveBytes(options.MaxBytes)
	if !options.Ordinary && reserve > 0 {
		if !t.pointers {
			t.entries.region = newRegion(t, reserve)
		}
		t.arena.region = newRegion(t, reserve)
		t.index.region = newRegion(t, reserve)
	}
	t.used = 1
	if !t.entries.grow(options.Hint+1, &t.limit) || !t.index.shape(depthFor(options.Hint), &t.limit) {
		t.fail()
	}
	return t
}

// hasPointers reports whether the garbage collector must see values of the type.
func hasPointers(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32,
		reflect.Uint64, reflect.Uintptr, reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return false
	case reflect.Array:
		return t.Len() > 0 && hasPointers(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if hasPointers(t.Field(i).Type) {
				return true
			}
		}
		return false
	}
	return true
}

// Len is the number of keys.
func (t *Table[V]) Len() int { return t.used - 1 - t.deleted }

// Ids is the number behind the largest id: a column by id has this length. Some of them may be deleted.
func (t *Table[V]) Ids() int { return t.used - 1 }

// Seed is the seed of the table's hashes; queues that have it need not be hashed again.
func (t *Table[V]) Seed() scan.Seed { return t.seed }

// Bytes is the memory that the table has taken.
func (t *Table[V]) Bytes() int64 { return t.limit.taken }

// Err is not nil once a key found no room; it wraps [ErrLimit]. From then on until Reset, Upsert and At give new keys a value that is not kept, so look once per block.
func (t *Table[V]) Err() error { return t.err }

func (t *Table[V]) fail() {
	if t.err == nil {
		t.err = &limitError{keys: t.Len(), bytes: t.limit.taken}
	}
}

// limitError says how large a table was that found no room. It needs no fmt, which would be a twentieth of a small program.
type limitError struct {
	keys  int
	bytes int64
}

func (e *limitError) Error() string {
	return ErrLimit.Error() + ": " + strconv.Itoa(e.keys) + " keys take " + strconv.FormatInt(e.bytes>>20, 10) + " MiB; give it a higher limit, or keep fewer keys"
}

func (e *limitError) Unwrap() error { return ErrLimit }

// Upsert returns the value of key, and whether the key is new; then the value is zero. The pointer is valid until the next Upsert, Probe or MergeFrom. A new
// key is copied.
func (t *Table[V]) Upsert(key string) (value *V, fresh bool) {
	var number uint32
	if len(key) > scan.Inline {
		number, fresh = t.upsertLong(key, meta(t.seed.Hash(key), len(key)))
	} else {
		lo, hi := scan.Load(key)
		number, fresh = t.upsertShort(lo, hi, meta(t.seed.Hash(key), len(key)))
	}
	return &t.at(number).value, fresh
}

func meta(hash uint32, size int) uint64 { return uint64(hash)<<32 | uint64(size+1) }

// upsertShort returns the entry of a key of at most 16 bytes, a new one if there is none.
func (t *Table[V]) upsertShort(lo, hi, meta uint64) (number uint32, fresh bool) {
	hash := uint32(meta >> 32)
	s, slot, distance := t.index.shard(hash), hash%shardWords, 0
	for word := s.words[slot]; word != 0; word = s.words[slot] {
		if uint32(word>>32) == hash {
			if e := t.at(uint32(word)); e.lo == lo && e.hi == hi && e.meta == meta {
				return uint32(word), false
			}
		}
		slot = (slot + 1) % shardWords
		distance++
	}
	if t.free != 0 || t.used >= min(len(t.entries.at), math.MaxUint32) || s.count >= maxLoad || distance >= maxProbe {
		return t.insert(lo, hi, meta)
	}
	// Nearly always there is room, and the place is the one just seen.
	number = uint32(t.used)
	t.used++
	s.words[slot] = uint64(hash)<<32 | uint64(number)
	s.count++
	*t.at(number) = entry[V]{lo: lo, hi: hi, meta: meta}
	return number, true
}

// find returns the number of the entry of a short key, or 0.
func (t *Table[V]) find(lo, hi, meta uint64) (number uint32) {
	hash := uint32(meta >> 32)
	s, slot := t.index.shard(hash), hash%shardWords
	for word := s.words[slot]; word != 0; word = s.words[slot] {
		if uint32(word>>32) == hash {
			if e := t.at(uint32(word)); e.lo == lo && e.hi == hi && e.meta == meta {
				return uint32(word)
			}
		}
		slot = (slot + 1) % shardWords
	}
	return 0
}

func (t *Table[V]) upsertLong(key string, meta uint64) (number uint32, fresh bool) {
	if number = t.findLong(key, meta); number != 0 {
		return number, false
	}
	offset, ok := t.store(key)
	if !ok {
		return t.full()
	}
	return t.insert(offset, scan.First(key), meta)
}

func (t *Table[V]) findLong(key string, meta uint64) (number uint32) {
	hash := uint32(meta >> 32)
	s, slot := t.index.shard(hash), hash%shardWords
	for word := s.words[slot]; word != 0; word = s.words[slot] {
		if uint32(word>>32) == hash {
			if e := t.at(uint32(word)); e.meta == meta && t.text(e) == key {
				return uint32(word)
			}
		}
		slot = (slot + 1) % shardWords
	}
	return 0
}

// store copies a long key into the arena.
func (t *Table[V]) store(key string) (offset uint64, ok bool) {
	if !t.arena.grow(t.arenaLen+len(key), &t.limit) {
		return 0, false
	}
	copy(t.arena.at[t.arenaLen:], key)
	offset = uint64(t.arenaLen)
	t.arenaLen += len(key)
	return offset, true
}

// full gives a key that finds no room entry 0, whose value is not kept.
func (t *Table[V]) full() (number uint32, fresh bool) {
	t.fail()
	*t.at(0) = entry[V]{}
	return 0, true
}

// insert adds an entry for a key that the table does not have.
func (t *Table[V]) insert(lo, hi, meta uint64) (number uint32, fresh bool) {
	number, ok := t.place()
	if !ok {
		return t.full()
	}
	*t.at(number) = entry[V]{lo: lo, hi: hi, meta: meta}
	switch t.index.insert(uint32(meta>>32), number, &t.limit) {
	case inserted:
		return number, true
	case flooded:
		if t.reseed() { // which puts the new entry into the index, too
			return number, true
		}
	}
	t.release(number)
	return t.full()
}

// place returns the number of an unused entry.
func (t *Table[V]) place() (number uint32, ok bool) {
	if t.free != 0 {
		number = t.free
		t.free = uint32(t.at(number).lo)
		t.deleted--
		return number, true
	}
	if t.used == math.MaxUint32 || !t.entries.grow(t.used+1, &t.limit) {
		return 0, false
	}
	t.used++
	return uint32(t.used - 1), true
}

// release makes an entry one that is deleted.
func (t *Table[V]) release(number uint32) {
	*t.at(number) = entry[V]{lo: uint64(t.free)}
	t.free = number
	t.deleted++
}

// reseed hashes all keys under a new seed. Probes have become so long that chance is not the reason.
func (t *Table[V]) reseed() bool {
	t.seed = scan.NewSeed()
	t.index.clear()
	for number := range uint32(t.used) {
		e := t.at(number)
		if e.meta == 0 {
			continue
		}
		e.meta = meta(t.seed.Hash(t.text(e)), e.size())
		if t.index.insert(uint32(e.meta>>32), number, &t.limit) != inserted {
			return false
		}
	}
	return true
}

// at returns an entry by its number, which is less than used.
func (t *Table[V]) at(number uint32) *entry[V] {
	return (*entry[V])(unsafe.Add(unsafe.Pointer(unsafe.SliceData(t.entries.at)), uintptr(number)*unsafe.Sizeof(entry[V]{})))
}

func (e *entry[V]) size() int { return int(uint32(e.meta)) - 1 }

// text is the key of an entry that is not deleted, a view.
func (t *Table[V]) text(e *entry[V]) string {
	size := e.size()
	if size <= scan.Inline {
		return unsafe.String((*byte)(unsafe.Pointer(e)), size)
	}
	return unsafe.String(&t.arena.at[e.lo], size)
}

// Find returns the value of key, and whether the table has it; if not, the value is not to be used. The pointer is valid as that of Upsert.
func (t *Table[V]) Find(key string) (value *V, ok bool) {
	var number uint32
	if len(key) > scan.Inline {
		number = t.findLong(key, meta(t.seed.Hash(key), len(key)))
	} else {
		lo, hi := scan.Load(key)
		number = t.find(lo, hi, meta(t.seed.Hash(key), len(key)))
	}
	return &t.at(number).value, number != 0
}

// Key returns the key with an id, a view that holds until Reset, Close or the next Delete. A deleted id has the empty key.
func (t *Table[V]) Key(id int) string {
	e := t.at(t.number(id))
	if e.meta == 0 {
		return ""
	}
	return t.text(e)
}

// Value returns the value with an id. The pointer is valid as that of Upsert.
func (t *Table[V]) Value(id int) *V { return &t.at(t.number(id)).value }

// Has reports whether id is that of a key: less than Ids and not deleted.
func (t *Table[V]) Has(id int) bool { return uint(id) < uint(t.Ids()) && t.at(uint32(id+1)).meta != 0 }

// ID returns the id of the key whose value is at the pointer, which Upsert, At, Find or All has just given. Of a value that the full table did not keep it is -1.
func (t *Table[V]) ID(value *V) int {
	first := uintptr(unsafe.Pointer(&t.at(0).value))
	return int((uintptr(unsafe.Pointer(value))-first)/unsafe.Sizeof(entry[V]{})) - 1
}

// number is that of the entry with an id.
func (t *Table[V]) number(id int) uint32 {
	if uint(id) >= uint(t.Ids()) {
		panic("table: id " + strconv.Itoa(id) + " of " + strconv.Itoa(t.Ids()))
	}
	return uint32(id + 1)
}

// All gives keys and values in the order of ids: that of insertion, except that a new key may take the id of a deleted one. Keys are views as those of [Table.Key];
// values may be written through the pointers. The loop may delete the key that it is at, and must not insert.
func (t *Table[V]) All() iter.Seq2[string, *V] {
	return func(yield func(string, *V) bool) {
		for number := 1; number < t.used; number++ {
			if e := t.at(uint32(number)); e.meta != 0 && !yield(t.text(e), &e.value) {
				return
			}
		}
	}
}
