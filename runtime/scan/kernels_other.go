//go:build !amd64

package scan

import "unsafe"

// There is no assembly for this processor.
const hasKernels, hasVectors = false, false

func positionsVector(unsafe.Pointer, int, byte, uint32, *[Queue + spill]uint32) (n, read int) {
	return 0, 0
}

func beginsVector(*[Queue]uint32, *[Queue + spill]uint32) {}

func hashKernel(unsafe.Pointer, *[Queue]uint32, *[Queue + spill]uint32, int, *Seed, *[Queue]Key) bool {
	return false
}
