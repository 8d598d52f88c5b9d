package table

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// variants are the kinds of memory and code that a table can have.
var variants = []Options{{}, {Ordinary: true}, {Portable: true}, {Hint: 100_000}}

// key is one of many keys of all lengths, with zeros, prefixes of each other, and long ones that start alike.
func key(r *rand.Rand, many int) string {
	n := r.IntN(many)
	switch n % 5 {
	case 0:
		return strings.Repeat("\x00", n%19)
	case 1:
		return fmt.Sprintf("%d", n)
	case 2:
		return fmt.Sprintf("the same long beginning %d", n)
	case 3:
		return fmt.Sprintf("%016d", n)
	}
	return fmt.Sprintf("%d%s", n, strings.Repeat("x", n%40))
}

func TestRandomOperationsEqualMap(t *testing.T) {
	for _, options := range variants {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%+v/%d", options, seed), func(t *testing.T) {
				r := rand.New(rand.NewPCG(seed, 1))
				table, want := New[int64](options), map[string]int64{}
				for range 3 {
					operate(t, r, table, want, []int{10, 1000, 30_000}[seed])
					check(t, table, want)
					table.Reset()
					clear(want)
					check(t, table, want)
				}
			})
		}
	}
}

func operate(t *testing.T, r *rand.Rand, table *Table[int64], want map[string]int64, many int) {
	for range 2 * many {
		k := key(r, many)
		switch r.IntN(4) {
		case 0:
			_, had := want[k]
			delete(want, k)
			if got := table.Delete(k); got != had {
				t.Fatalf("Delete(%q) = %v", k, got)
			}
		default:
			old, had := want[k]
			want[k] = old + 7
			v, fresh := table.Upsert(k)
			if fresh == had || *v != old {
				t.Fatalf("Upsert(%q) = %d, %v, want %d, %v", k, *v, fresh, old, !had)
			}
			*v += 7
			if id := table.ID(v); table.Key(id) != k || table.Value(id) != v {
				t.Fatalf("id %d of %q has key %q", id, k, table.Key(id))
			}
		}
	}
}

func check(t *testing.T, table *Table[int64], want map[string]int64) {
	t.Helper()
	if table.Err() != nil || table.Len() != len(want) {
		t.Fatalf("%d keys, want %d; %v", table.Len(), len(want), table.Err())
	}
	for k, v := range table.All() {
		if w, ok := want[k]; !ok || w != *v {
			t.Fatalf("%q: %d, want %d %v", k, *v, w, ok)
		}
	}
	for k, v := range want {
		if got, ok := table.Find(k); !ok || *got != v {
			t.Fatalf("Find(%q) = %v, %v", k, got, ok)
		}
	}
	if _, ok := table.Find("not a key of the test at all"); ok {
		t.Fatal("found a key that is not there")
	}
	var sorted []string
	for _, id := range table.Sorted() {
		sorted = append(sorted, table.Key(id))
	}
	if !slices.Equal(sorted, slices.Sorted(maps.Keys(want))) {
		t.Fatal("Sorted is not the order of keys")
	}
	for _, n := range []int{0, 1, 10, 1000} {
		first := table.First(n)
		if len(first) != min(n, len(want)) {
			t.Fatalf("First(%d) has %d ids", n, len(first))
		}
		for i, id := range first {
			if table.Key(id) != sorted[i] {
				t.Fatalf("First(%d)[%d] is %q, want %q", n, i, table.Key(id), sorted[i])
			}
		}
	}
}

func TestQueueEqualsMap(t *testing.T) {
	for _, options := range variants {
		t.Run(fmt.Sprintf("%+v", options), func(t *testing.T) {
			r := rand.New(rand.NewPCG(5, 5))
			table, want := New[int64](options), map[string]int64{}
			q := scan.NewKeys(table.Seed(), scan.Options{Portable: options.Portable})
			for range 1000 {
				q.Clear()
				for range r.IntN(scan.Queue + 1) {
					k := key(r, 100_000)
					want[k]++
					q.Add(k)
				}
				table.Probe(&q)
				for i := range q.Len() {
					v, _ := table.At(&q, i)
					*v++
				}
			}
			check(t, table, want)
		})
	}
}

// TestQueueOfOtherEntries uses entries that are not 32 bytes, and values in the heap.
func TestQueueOfOtherEntries(t *testing.T) {
	type wide struct {
		n    int32
		more [3]uint64
	}
	bytes, wides, texts := New[uint8](Options{}), New[wide](Options{}), New[*string](Options{})
	q := scan.NewKeys(bytes.Seed(), scan.Options{})
	for round := range 2 {
		for i := range 60_000 {
			if q.Add(fmt.Sprint("k", i)); q.Full() || i == 59_999 {
				first := i + 1 - q.Len()
				for _, probe := range []func(*scan.Keys){bytes.Probe, wides.Probe, texts.Probe} {
					probe(&q) // each overwrites what the one before has noted
				}
				for k := range q.Len() {
					text, fresh := texts.At(&q, k)
					if fresh != (round == 0) {
						t.Fatalf("round %d: key %q is new: %v", round, q.Text(k), fresh)
					}
					if fresh {
						*text = new(fmt.Sprint("k", first+k))
					} else if **text != q.Text(k) {
						t.Fatalf("%q has the value of %q", q.Text(k), **text)
					}
				}
				wides.Probe(&q)
				for k := range q.Len() {
					v, _ := wides.At(&q, k)
					v.n += int32(first + k)
				}
				q.Clear()
			}
		}
	}
	for k, v := range wides.All() {
		if k != fmt.Sprint("k", v.n/2) {
			t.Fatalf("%q has %d", k, v.n)
		}
	}
	if bytes.Len() != 60_000 || wides.Len() != 60_000 {
		t.Fatal(bytes.Len(), wides.Len())
	}
}

func TestValuesWithPointersAndWideOnes(t *testing.T) {
	type wide struct{ a, b, c int32 }
	lists, wides := New[[]string](Options{}), New[wide](Options{})
	for i := range 40_000 {
		k := fmt.Sprint(i % 20_000)
		list, _ := lists.Upsert(k)
		*list = append(*list, fmt.Sprint(i))
		w, _ := wides.Upsert(k)
		w.c += int32(i)
	}
	for k, list := range lists.All() {
		w, _ := wides.Find(k)
		if len(*list) != 2 || (*list)[0] != k || w.a != 0 || w.c == 0 && k != "0" {
			t.Fatalf("%q: %v %v", k, *list, *w)
		}
	}
	lists.Reset()
	if list, fresh := lists.Upsert("0"); !fresh || *list != nil {
		t.Fatal("a new value is not zero")
	}
}

func TestNewValuesAreZeroAfterResetAndDelete(t *testing.T) {
	table := New[int64](Options{})
	for _, forget := range []func(){table.Reset, func() { table.Delete("a") }} {
		v, _ := table.Upsert("a")
		*v = 5
		forget()
		if v, fresh := table.Upsert("a"); !fresh || *v != 0 {
			t.Fatal(*v, fresh)
		}
	}
}

func TestLimit(t *testing.T) {
	for _, ordinary := range []bool{false, true} {
		table := New[int64](Options{MaxBytes: 4 << 20, Ordinary: ordinary})
		n := 0
		for ; table.Err() == nil && n < 1e6; n++ {
			v, _ := table.Upsert(fmt.Sprint(n))
			*v = int64(n)
		}
		if table.Err() == nil || n < 20_000 || table.Bytes() > 4<<20 {
			t.Fatalf("%d keys, %d bytes, error %v", n, table.Bytes(), table.Err())
		}
		if v, fresh := table.Upsert("one more"); !fresh || *v != 0 || table.ID(v) != -1 {
			t.Fatal("a full table must give a value that is not kept")
		}
		if v, fresh := table.Upsert("17"); fresh || *v != 17 {
			t.Fatal("old keys must stay")
		}
		table.Reset()
		if v, fresh := table.Upsert("17"); table.Err() != nil || !fresh || *v != 0 {
			t.Fatal("Reset must make room")
		}
	}
}

func TestMergeInPlace(t *testing.T) {
	for _, parts := range []int{1, 2, 3, 8} {
		r := rand.New(rand.NewPCG(9, 9))
		seed := scan.NewSeed()
		want := map[string]int64{}
		tables := make([]*Table[int64], parts)
		for i := range tables {
			tables[i] = New[int64](Options{Seed: seed})
			for range 20_000 {
				k := key(r, 10_000)
				v, _ := tables[i].Upsert(k)
				*v++
				want[k]++
			}
		}
		tables[parts-1].reseed() // as a flood would
		got := map[string]int64{}
		for part, into := range tables {
			for _, from := range tables {
				if from != into && !into.MergeFrom(from, part, parts, func(into, from *int64, fresh bool) bool { *into += *from; return fresh == (*into == *from) }) {
					t.Fatal("fresh is wrong")
				}
			}
			for _, id := range into.SortedPart(part, parts) {
				if _, twice := got[into.Key(id)]; twice || !into.InPart(id, part, parts) {
					t.Fatal("a key belongs to two partitions")
				}
				got[into.Key(id)] = *into.Value(id)
			}
		}
		if !maps.Equal(got, want) {
			t.Fatalf("%d parts: %d keys, want %d", parts, len(got), len(want))
		}
	}
}

func TestMergeStops(t *testing.T) {
	seed := scan.NewSeed()
	a, b := New[int64](Options{Seed: seed}), New[int64](Options{Seed: seed})
	b.Upsert("x")
	if a.MergeFrom(b, 0, 1, func(*int64, *int64, bool) bool { return false }) {
		t.Fatal("MergeFrom goes on")
	}
}

// TestFlood inserts words with one hash, as keys made to collide would have, until the index sees that chance is not the reason.
func TestFlood(t *testing.T) {
	table := New[int64](Options{})
	for i := range 3000 {
		k := fmt.Sprint(i)
		lo, hi := scan.Load(k)
		number, _ := table.insert(lo, hi, meta(0xABCDEF, len(k)))
		table.at(number).value = int64(i)
	}
	if table.seed == table.shared {
		t.Fatal("the seed is the same as before")
	}
	table.reseed() // also those that came after
	for i := range 3000 {
		if v, ok := table.Find(fmt.Sprint(i)); !ok || *v != int64(i) {
			t.Fatalf("key %d is lost", i)
		}
	}
}

func TestQueueOfATableWithAnotherSeed(t *testing.T) {
	table := New[int64](Options{})
	q := scan.NewKeys(scan.NewSeed(), scan.Options{})
	for range 3 {
		q.Clear()
		for i := range 120 {
			q.Add(fmt.Sprint("key with some length ", i%100))
			q.Add(fmt.Sprint(i % 20))
		}
		table.Probe(&q)
		for i := range q.Len() {
			v, _ := table.At(&q, i)
			*v++
		}
		table.reseed()
	}
	if v, ok := table.Find("7"); table.Len() != 120 || !ok || *v != 18 {
		t.Fatalf("%d keys, want 120; count %d, want 18", table.Len(), *v)
	}
}

func TestLookupInsertsNothing(t *testing.T) {
	table := New[int64](Options{})
	v, _ := table.Upsert("b")
	*v = 9
	q := scan.NewKeys(table.Seed(), scan.Options{})
	for _, k := range []string{"a", "b", "c", "a key of more than sixteen bytes"} {
		q.Add(k)
		table.Lookup(&q)
		for i := range q.Len() {
			if v, missing := table.At(&q, i); missing != (q.Text(i) != "b") || !missing && *v != 9 {
				t.Fatalf("%q: missing is %v", q.Text(i), missing)
			}
		}
	}
	if table.Len() != 1 {
		t.Fatal("Lookup has inserted")
	}
}

func TestArenaIsCompacted(t *testing.T) {
	table := New[int64](Options{})
	for i := range 100_000 {
		k := fmt.Sprintf("a key that is long enough %d", i)
		v, _ := table.Upsert(k)
		*v = int64(i)
		if i >= 100 {
			table.Delete(fmt.Sprintf("a key that is long enough %d", i-100))
		}
	}
	if table.arenaLen > 1<<20 {
		t.Fatalf("the arena has %d bytes for %d keys", table.arenaLen, table.Len())
	}
	for k, v := range table.All() {
		if k != fmt.Sprintf("a key that is long enough %d", *v) {
			t.Fatalf("%q has value %d", k, *v)
		}
	}
}

func TestNothingIsAllocatedPerKey(t *testing.T) {
	table := New[int64](Options{})
	q := scan.NewKeys(table.Seed(), scan.Options{})
	block := scan.Pad([]byte(strings.Repeat("some words and one of more than sixteen bytes\n", 100)))
	words := scan.NewWords(' ', scan.Options{})
	batch := func() {
		for words.Start(block); words.Next(); {
			q.Hash(&words)
			table.Probe(&q)
			for i := range q.Len() {
				v, _ := table.At(&q, i)
				*v++
			}
		}
		table.Upsert("a key that does not stand in the text")
		table.Reset()
	}
	batch()
	if allocations := testing.AllocsPerRun(20, batch); allocations != 0 {
		t.Fatalf("%v allocations per batch", allocations)
	}
}

func TestClose(t *testing.T) {
	table := New[int64](Options{})
	table.Upsert("a")
	table.Close()
	if table.Err() == nil {
		t.Fatal("a closed table has no error")
	}
}
