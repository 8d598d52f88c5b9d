package table

import (
	"math/bits"
	"syscall"
)

// reserveBytes is how many bytes of addresses a region of a table with a limit takes: as many as the machine has memory, no more than the limit. It is 0 where tables
// shall use ordinary memory.
func reserveBytes(max int64) int {
	var info syscall.Sysinfo_t
	if bits.UintSize < 64 || syscall.Sysinfo(&info) != nil {
		return 0
	}
	total := int64(info.Totalram) * int64(info.Unit)
	if max > 0 && max < total {
		return int(max)
	}
	return int(total)
}

// reserve takes addresses without memory.
func reserve(size int) []byte {
	const noReserve = syscall.MAP_PRIVATE | syscall.MAP_ANON | syscall.MAP_NORESERVE
	mapping, err := syscall.Mmap(-1, 0, size, syscall.PROT_NONE, noReserve)
	if err != nil {
		return nil
	}
	return mapping
}

// populateWrite is MADV_POPULATE_WRITE (Linux 5.14): faults on first touch were the largest single cost of big tables.
const populateWrite = 23

// populate puts memory behind a part of a region. That pages are huge or populated is a wish: older kernels do without.
func populate(part []byte, wantHuge bool) bool {
	if syscall.Mprotect(part, syscall.PROT_READ|syscall.PROT_WRITE) != nil {
		return false
	}
	if wantHuge {
		_ = syscall.Madvise(part, syscall.MADV_HUGEPAGE)
	}
	_ = syscall.Madvise(part, populateWrite)
	return true
}

func release(mapping []byte) { _ = syscall.Munmap(mapping) }
