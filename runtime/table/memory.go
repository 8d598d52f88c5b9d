package table

import (
	"runtime"
	"unsafe"
)

// limit counts the memory of a table.
type limit struct{ max, taken int64 }

func newLimit(max int64) limit {
	if max <= 0 {
		max = 1<<63 - 1
	}
	return limit{max: max}
}

func (l *limit) take(bytes int64) bool {
	if bytes > l.max-l.taken {
		return false
	}
	l.taken += bytes
	return true
}

// Sizes of regions. Below small a table takes ordinary pages; what lies behind is laid on the bounds of huge ones.
const (
	small = 256 << 10
	huge  = 2 << 20
	step  = 2 * huge // a region grows by its own size up to this much at once: populating it takes about a millisecond
)

// region is a range of addresses outside the Go heap, of which a growing first part is memory. It never moves.
type region struct {
	base      unsafe.Pointer
	size      int // reserved
	committed int
	used      int // for those who hand out parts
	mapping   []byte
}

// newRegion reserves addresses for the life of owner. It returns nil if the system does not give them.
func newRegion[T any](owner *T, size int) *region {
	size = (size+huge-1)/huge*huge + small
	mapping := reserve(size + 2*huge)
	if mapping == nil {
		return nil
	}
	r := &region{size: size, mapping: mapping}
	first := unsafe.Pointer(unsafe.SliceData(mapping))
	r.base = unsafe.Add(first, 2*huge-uintptr(first)%huge-small)
	runtime.AddCleanup(owner, (*region).close, r)
	return r
}

// commit makes the first bytes of the region usable, and some more.
func (r *region) commit(bytes int, limit *limit) bool {
	if bytes <= r.committed {
		return true
	}
	target := r.target(max(bytes, r.committed+min(r.committed, step)))
	if bytes > target || !limit.take(int64(target-r.committed)) {
		// Near the limit, what is needed and no more.
		if target = (bytes + page - 1) / page * page; target > r.size || !limit.take(int64(target-r.committed)) {
			return false
		}
	}
	if !populate(unsafe.Slice((*byte)(unsafe.Add(r.base, r.committed)), target-r.committed), r.committed >= small) {
		return false
	}
	r.committed = target
	return true
}

// target rounds up to whole pages, as far as the region goes.
func (r *region) target(bytes int) int {
	if bytes > small {
		return min((bytes-small+huge-1)/huge*huge+small, r.size)
	}
	return (bytes + page - 1) / page * page
}

const page = 64 << 10 // a multiple of the page size of every supported system

func (r *region) close() {
	if r != nil && r.mapping != nil {
		release(r.mapping)
		r.mapping, r.base, r.committed = nil, nil, 0
	}
}

// memory is an array that grows. In a region it stays where it is; in the heap it moves, and what was a view of it stays valid.
type memory[T any] struct {
	at     []T
	region *region // nil: ordinary memory
}

// grow makes room for n elements. New ones are zero.
func (m *memory[T]) grow(n int, limit *limit) bool { return n <= len(m.at) || m.extend(n, limit) }

func (m *memory[T]) extend(n int, limit *limit) bool {
	var t T
	size := int(unsafe.Sizeof(t))
	if m.region != nil {
		if !m.region.commit(n*size, limit) {
			return false
		}
		m.at = unsafe.Slice((*T)(m.region.base), m.region.committed/size)
		return true
	}
	target := max(n, 2*len(m.at), page/size)
	if !limit.take(int64((target - len(m.at)) * size)) {
		return false
	}
	at := make([]T, target)
	copy(at, m.at)
	m.at = at
	return true
}
