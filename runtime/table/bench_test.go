package table

import (
	"fmt"
	"testing"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// million is a table of some million keys.
func million(b *testing.B, millions int, seed scan.Seed) *Table[int64] {
	b.Helper()
	t := New[int64](Options{Seed: seed})
	key := make([]byte, 0, 20)
	for i := range millions * 1_000_000 {
		key = fmt.Appendf(key[:0], "user%d", uint64(i)*7919%10_000_019)
		v, _ := t.Upsert(string(key))
		*v = int64(i)
	}
	return t
}

func BenchmarkFirst10Of5M(b *testing.B) {
	t := million(b, 5, scan.NewSeed())
	for b.Loop() {
		if len(t.First(10)) != 10 {
			b.Fatal("First(10) has not 10 ids")
		}
	}
}

func BenchmarkSorted1M(b *testing.B) {
	t := million(b, 1, scan.NewSeed())
	for b.Loop() {
		t.Sorted()
	}
}

func BenchmarkMerge1M(b *testing.B) {
	seed := scan.NewSeed()
	from, into := million(b, 1, seed), million(b, 1, seed)
	for b.Loop() {
		into.MergeFrom(from, 0, 1, func(into, from *int64, _ bool) bool { *into += *from; return true })
	}
}

func BenchmarkReset5M(b *testing.B) {
	t := million(b, 5, scan.NewSeed())
	used := t.used
	for b.Loop() {
		t.used = used // as if filled again: clearing whole shards does not look at entries
		t.Reset()
		t.index.shape(depthFor(used), &t.limit)
	}
}
