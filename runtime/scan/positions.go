package scan

import (
	"math/bits"
	"unsafe"
)

// full ends a call of positions: another group of 64 bytes might hold more separators than the queue has room.
const full = Queue - 64

const (
	lows  = 0x7f7f7f7f7f7f7f7f
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
	// gather multiplies bits 0, 8, 16 … of a word into its top byte.
	gather = 0x0102040810204080
)

// positionsPortable writes the offsets (the first byte counts as at) of separators and '\n' in groups of 64 bytes to out, until the groups end or more than
// full were found. It returns how many it found and how many groups it read. What it leaves behind those in out does not matter.
func positionsPortable(base unsafe.Pointer, groups int, separator byte, at uint32, out *[Queue + spill]uint32) (n, read int) {
	separators := uint64(separator) * ones
	for read < groups && n <= full {
		p := unsafe.Add(base, read*64)
		var found uint64
		for i := 0; i < 64; i += 8 {
			found |= matches(load64(p, i), separators) << i
		}
		n = flatten(found, at+uint32(read*64), out, n)
		read++
	}
	return n, read
}

// matches has bit i set where byte i of word is a separator or '\n'.
func matches(word, separators uint64) uint64 {
	x, y := word^separators, word^('\n'*ones)
	// A byte is zero if neither its low bits (added to lows they carry into the high bit) nor its high bit are set. No carry leaves a byte.
	zero := ^((x&lows + lows | x) & (y&lows + lows | y)) & highs
	return (zero >> 7) * gather >> 56
}

// flatten appends the positions of the set bits of found to out. Eight and sixteen are stored without looking at the count, since a branch per bit that is taken by
// chance costs more; bits that are not there write rubbish that the next call overwrites.
func flatten(found uint64, at uint32, out *[Queue + spill]uint32, n int) int {
	count := bits.OnesCount64(found)
	eight := (*[8]uint32)(out[n : n+8])
	for i := range eight {
		eight[i] = at + uint32(bits.TrailingZeros64(found))
		found &= found - 1
	}
	for i := n + 8; found != 0; i++ {
		out[i] = at + uint32(bits.TrailingZeros64(found))
		found &= found - 1
	}
	return n + count
}
