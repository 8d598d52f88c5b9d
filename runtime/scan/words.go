package scan

import (
	"bytes"
	"unsafe"
)

// Words finds the words of a block, [Queue] at most at a time: what stands between separators and line ends. As with split, empty words
// between adjacent separators count, and an empty line is one empty word. "\r\n" ends a line like "\n". With the separator '\n' words are lines.
// A block that does not end with a line end is taken as if it did.
type Words struct {
	separator byte
	portable  bool
	block     []byte
	at        int    // what stands before has been searched
	start     uint32 // of the next word
	n         int
	Begin     [Queue]uint32         // offsets of the words in the block
	End       [Queue + spill]uint32 // offsets behind their last bytes
}

// spill is room for what [positions] stores ahead of the count: it writes eight positions at a time.
const spill = 16

// Options choose how kernels work.
type Options struct {
	Portable bool // no assembly: for tests, and for comparison
}

// NewWords returns Words that are separated by separator or a line end.
func NewWords(separator byte, options Options) Words {
	return Words{separator: separator, portable: options.Portable}
}

// Start begins a block. It must obey the invariants of the package: padded, alive and unchanged while its words are in use.
func (w *Words) Start(block []byte) {
	w.block, w.at, w.start, w.n = block, 0, 0, 0
}

// Next finds the next words, at least one. It reports false at the end of the block.
func (w *Words) Next() bool {
	begin := max(w.at-1, 0) // a '\r' may be the last byte searched before
	w.n = 0
	for w.n == 0 && w.at < len(w.block) {
		var groups int
		w.n, groups = w.positions()
		w.at += groups * 64
	}
	w.cut()
	if w.n == 0 {
		return w.last()
	}
	w.begins()
	// A look at the bytes just searched, which are in the first-level cache, costs less than a compare in the kernel.
	if end := min(w.at, len(w.block)); bytes.IndexByte(w.block[begin:end], '\r') >= 0 {
		w.dropReturns()
	}
	return true
}

func (w *Words) positions() (n, groups int) {
	base := unsafe.Add(unsafe.Pointer(unsafe.SliceData(w.block)), w.at)
	groups = (len(w.block) - w.at + 63) / 64
	if !w.portable && hasVectors {
		return positionsVector(base, groups, w.separator, uint32(w.at), &w.End)
	}
	return positionsPortable(base, groups, w.separator, uint32(w.at), &w.End)
}

// cut forgets positions in the padding.
func (w *Words) cut() {
	for w.n > 0 && int(w.End[w.n-1]) >= len(w.block) {
		w.n--
	}
}

// last is the word behind the last separator of a block that does not end with a line end.
func (w *Words) last() bool {
	n := len(w.block)
	if n == 0 || w.block[n-1] == '\n' || int(w.start) > n {
		return false
	}
	w.Begin[0], w.End[0], w.n = w.start, uint32(n), 1
	w.start = uint32(n) + 1
	return true
}

// begins notes where the words begin: each behind the end of the one before.
func (w *Words) begins() {
	if !w.portable && hasVectors {
		beginsVector(&w.Begin, &w.End)
	} else {
		beginsPortable(&w.Begin, &w.End, w.n)
	}
	w.Begin[0], w.start = w.start, w.End[w.n-1]+1
}

func beginsPortable(begin *[Queue]uint32, end *[Queue + spill]uint32, n int) {
	for i := 1; i < n; i++ {
		begin[i] = end[i-1] + 1
	}
}

// dropReturns takes the "\r" of "\r\n" from the words that it ends.
func (w *Words) dropReturns() {
	for i, end := range w.End[:w.n] {
		if end > w.Begin[i] && w.block[end] == '\n' && w.block[end-1] == '\r' {
			w.End[i] = end - 1
		}
	}
}

// Len is the number of words found by the last Next.
func (w *Words) Len() int { return w.n }

// At returns word i, a view of the block.
func (w *Words) At(i int) string {
	begin, end := w.Begin[i&(Queue-1)], w.End[i&(Queue-1)]
	return unsafe.String((*byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(w.block)), begin)), int(end-begin))
}

// Keep makes word i the word number n: a filter moves what it wants to the front.
//
//	n := 0
//	for i := range words.Len() {
//		if words.Size(i) > 3 {
//			n = words.Keep(n, i)
//		}
//	}
//	words.Truncate(n)
func (w *Words) Keep(n, i int) int {
	w.Begin[n&(Queue-1)], w.End[n&(Queue-1)] = w.Begin[i&(Queue-1)], w.End[i&(Queue-1)]
	return n + 1
}

// Size is the length of word i in bytes.
func (w *Words) Size(i int) int { return int(w.End[i&(Queue-1)] - w.Begin[i&(Queue-1)]) }

// Truncate keeps the first n words.
func (w *Words) Truncate(n int) { w.n = n }
