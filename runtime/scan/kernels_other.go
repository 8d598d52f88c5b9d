//go:build !amd64

package scan

import "unsafe"

// hasVectors: there is no assembly for this processor.
const hasVectors = false

func positionsVector(base unsafe.Pointer, groups int, separator byte, at uint32, out *[Queue + spill]uint32) (n, read int) {
	return positionsPortable(base, groups, separator, at, out)
}

func hashVector(base unsafe.Pointer, begin *[Queue]uint32, end *[Queue + spill]uint32, from, n int, seed *Seed, list *[Queue]Key) int {
	return hashPortable(base, begin, end, from, n, seed, list)
}
