package table

import (
	"unsafe"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// hasKernels: the kernels use nothing but what every amd64 has.
const hasKernels = true

// candidatesKernel is Table.candidates with prefetches: of the places in the index before they are read, and of the entries that they name.
//
//go:noescape
func candidatesKernel(list *[scan.Queue]scan.Key, n int, shards **shard, shift uint, entries unsafe.Pointer, size uintptr)

// verifyKernel is Table.verify without branches.
//
//go:noescape
func verifyKernel(list *[scan.Queue]scan.Key, n int, entries unsafe.Pointer, size uintptr) (missing int)
