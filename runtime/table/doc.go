// Package table is the one hash table of the runtime: counts of a batch, keyed state and windows stand in it.
//
// In go keys (the canonical bytes of any value, of any length) one by one ([Table.Upsert]) or a queue at a time ([Table.Probe], [Table.At]); each has a
// value of type V and a number, its id. Out come values by key or id, all entries in the order of ids, and ids in the order of keys.
//
// Layout: entries stand densely, in order of insertion: 16 bytes of key, hash and length, and the value. The index holds 64-bit words hash << 32 | id + 1 in shards
// of [shardWords]; the top bits of the hash choose the shard, the low bits the place in it. A shard that fills up splits in two by the next bit of the hash
// (extendible hashing), so that growth never stops for more than one shard. Keys of more than 16 bytes stand in an arena, and the entry says where.
//
// Values without Go pointers, indexes and arenas lie outside the Go heap where the system allows: reserved once, populated as they grow, used again after
// [Table.Reset]; the garbage collector has nothing to look at. Elsewhere, and for other values, it is ordinary memory.
//
// Invariants:
//   - Entry 0 belongs to no key: its meta word is 0 and equals that of none, so a candidate of 0 needs no test. When the table is full, it takes what is not kept.
//   - An entry with meta word 0 is deleted; its lo word holds the next deleted one.
//   - Index words of a shard have the same top [Table.depth] or fewer bits of hash. No shard is ever full.
//   - Memory outside the heap is given back when the table is closed or no longer reachable: views of keys do not keep it.
package table
