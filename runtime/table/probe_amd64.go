package table

import (
	"unsafe"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// hasKernels: the kernels use nothing but what every amd64 has.
const hasKernels = true

// smallShards is how many shards of an index, with the entries that they have words for, are so few that the second-level cache holds them: their misses
// overlap without prefetches, and one pass takes a third fewer instructions. With 50k words in 8 shards it is a third slower.
const smallShards = 1

// candidatesKernel is Table.candidates with prefetches: of the places in the index before they are read, and of the entries that they name.
//
//go:noescape
func candidatesKernel(list *[scan.Queue]scan.Key, n int, shards **shard, shift uint, entries unsafe.Pointer, size uintptr)

// verifyKernel is Table.verify without branches.
//
//go:noescape
func verifyKernel(list *[scan.Queue]scan.Key, n int, entries unsafe.Pointer, size uintptr) (missing int)

// lookupKernel is candidatesKernel and verifyKernel in one pass, without prefetches.
//
//go:noescape
func lookupKernel(list *[scan.Queue]scan.Key, n int, shards **shard, shift uint, entries unsafe.Pointer, size uintptr) (missing int)
