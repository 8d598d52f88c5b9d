package scan

import "unsafe"

// hasKernels: hashKernel is there.
const hasKernels = true

// hasVectors reports whether the processor and the system have what positionsVector uses: AVX2, BMI1 and POPCNT.
var hasVectors = detectVectors()

func detectVectors() bool {
	const (
		popcnt, osxsave, avx = 1 << 23, 1 << 27, 1 << 28 // leaf 1, ecx
		bmi1, avx2           = 1 << 3, 1 << 5            // leaf 7, ebx
		vectorState          = 1<<1 | 1<<2               // xcr0: the system saves SSE and AVX registers
	)
	if leaves, _, _ := cpuid(0, 0); leaves < 7 {
		return false
	}
	_, _, ecx := cpuid(1, 0)
	if ecx&(popcnt|osxsave|avx) != popcnt|osxsave|avx || xgetbv()&vectorState != vectorState {
		return false
	}
	_, ebx, _ := cpuid(7, 0)
	return ebx&(bmi1|avx2) == bmi1|avx2
}

//go:noescape
func cpuid(leaf, subleaf uint32) (eax, ebx, ecx uint32)

func xgetbv() (eax uint32)

// positionsVector is positionsPortable in AVX2.
//
//go:noescape
func positionsVector(base unsafe.Pointer, groups int, separator byte, at uint32, out *[Queue + spill]uint32) (n, read int)

// beginsVector is beginsPortable for the whole queue.
//
//go:noescape
func beginsVector(begin *[Queue]uint32, end *[Queue + spill]uint32)

// hashKernel is hashPortable in assembly, in what every amd64 has.
//
//go:noescape
func hashKernel(base unsafe.Pointer, begin *[Queue]uint32, end *[Queue + spill]uint32, n int, seed *Seed, list *[Queue]Key) (long bool)
