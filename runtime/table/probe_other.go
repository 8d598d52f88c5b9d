//go:build !amd64

package table

import (
	"unsafe"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// hasKernels: there is no assembly for this processor.
const hasKernels = false

const smallShards = 0

func candidatesKernel(*[scan.Queue]scan.Key, int, **shard, uint, unsafe.Pointer, uintptr) {}

func verifyKernel(*[scan.Queue]scan.Key, int, unsafe.Pointer, uintptr) int { return 0 }

func lookupKernel(*[scan.Queue]scan.Key, int, **shard, uint, unsafe.Pointer, uintptr) int { return 0 }
