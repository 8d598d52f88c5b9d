package scan

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"unsafe"
)

// Inline is the longest key, in bytes, that stands in a [Key] and in an entry of a table; longer ones are kept elsewhere.
const Inline = 16

// Seed makes hashes different in each process, so that nobody can prepare keys that collide. Tables that are merged share one.
type Seed struct{ A, B uint64 }

// NewSeed returns a random seed.
func NewSeed() Seed { return Seed{rand.Uint64() | 1, rand.Uint64() | 1} }

// Hash returns the 32-bit hash of key under the seed: a folded 64x64->128 multiplication per 16 bytes (after wyhash).
func (s Seed) Hash(key string) uint32 {
	if len(key) > Inline {
		return s.long(key)
	}
	lo, hi := Load(key)
	return s.short(lo, hi)
}

func (s Seed) short(lo, hi uint64) uint32 { return uint32(fold(lo^s.A, hi^s.B)) }

// long hashes a key of more than 16 bytes; its last step takes the last 16 bytes, whether or not they were taken before.
func (s Seed) long(key string) uint32 {
	h, last := s.A^uint64(len(key)), key[len(key)-Inline:]
	for ; len(key) > Inline; key = key[Inline:] {
		h = fold(word(key, 0)^h, word(key, 8)^s.B)
	}
	return uint32(fold(word(last, 0)^h, word(last, 8)^s.B))
}

func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// word loads the 8 bytes at offset at of key, little-endian.
func word(key string, at int) uint64 { return load64(unsafe.Pointer(unsafe.StringData(key)), at) }

// First returns the first 8 bytes of a key that has as many, little-endian.
func First(key string) uint64 { return word(key[:8], 0) }

func load64(base unsafe.Pointer, at int) uint64 {
	return binary.LittleEndian.Uint64((*[8]byte)(unsafe.Add(base, at))[:])
}

// Load returns the bytes of a key of at most 16 bytes as two little-endian words, filled up with zeros. It reads nothing behind the key.
func Load(key string) (lo, hi uint64) {
	n := len(key)
	switch {
	case n >= 8:
		// The last 8 bytes overlap the first ones; shift out what lo has.
		return word(key, 0), word(key, n-8) >> (8 * uint(Inline-n))
	case n >= 4:
		return half(key, 0) | half(key, n-4)<<(8*uint(n-4)), 0
	case n > 0:
		// First, middle and last byte: for n = 1, 2, 3 they are all there are.
		return uint64(key[0]) | uint64(key[n>>1])<<(8*uint(n>>1)) | uint64(key[n-1])<<(8*uint(n-1)), 0
	}
	return 0, 0
}

func half(key string, at int) uint64 {
	return uint64(binary.LittleEndian.Uint32((*[4]byte)(unsafe.Add(unsafe.Pointer(unsafe.StringData(key)), at))[:]))
}
