package runtime

import (
	"reflect"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/runtime/fn"
)

var intPair = fn.PairOf(fn.String, fn.Int)

// TestMissing checks what each operator does with a missing dataset (reference: A2).
func TestMissing(t *testing.T) {
	for _, c := range []struct {
		name string
		d    func(b *Batch, in *Data[int64]) Input
		want string // missing, empty, one row, or fails
	}{
		{"steps", func(b *Batch, in *Data[int64]) Input {
			return Steps(b, in, func(rows, out []int64, _ *Rejects) []int64 { return append(out, rows...) })
		}, "missing"},
		{"glom", func(b *Batch, in *Data[int64]) Input { return Glom(b, in) }, "missing"},
		{"distinct", func(b *Batch, in *Data[int64]) Input { return Distinct(b, in, fn.Int) }, "missing"},
		{"repartition, Scala", func(b *Batch, in *Data[int64]) Input { return Repartition(b, in, 2, Fail) }, "fails"},
		{"repartition, Python", func(b *Batch, in *Data[int64]) Input { return Repartition(b, in, 2, Pass) }, "missing"},
		{"union, Scala", func(b *Batch, in *Data[int64]) Input { return Union(b, Fail, "x", Rows(b, []int64{1}), in) }, "fails"},
		{"union, Python", func(b *Batch, in *Data[int64]) Input { return Union(b, Empty, "x", Rows(b, []int64{1}), in) }, "1 rows"},
		{"count, Scala", func(b *Batch, in *Data[int64]) Input { return count(b, in, Fail) }, "fails"},
		{"count, Python", func(b *Batch, in *Data[int64]) Input { return count(b, in, Pass) }, "missing"},
		{"count of an empty one", func(b *Batch, in *Data[int64]) Input { return count(b, Rows[int64](b, nil), Fail) }, "1 rows"},
		{"sort", func(b *Batch, in *Data[int64]) Input {
			return SortBy(b, in, func(x int64) (int64, *fn.Fault) { return x, nil }, fn.CompareInt, -1)
		}, "missing"},
		{"orEmpty", func(b *Batch, in *Data[int64]) Input { return OrEmpty(in) }, "0 rows"},
	} {
		b := NewApp(Config{Batch: fn.Second}, RunOptions{}, nil).newBatch(fn.Time(fn.Second))
		d := c.d(b, missing[int64](b))
		d.force()
		due, gone := d.state()
		got := "missing"
		switch {
		case b.Failed():
			got = "fails"
		case due && !gone:
			got = itoa(reflect.ValueOf(d).MethodByName("Count").Call(nil)[0].Int()) + " rows"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func count(b *Batch, in *Data[int64], m Missing) *Data[int64] {
	return FoldAll(b, in, m, fn.Some[int64](0), func(int64) (int64, *fn.Fault) { return 1, nil }, func(n, _ int64) (int64, *fn.Fault) { return n + 1, nil })
}

func TestNotDueStaysNotDue(t *testing.T) {
	b := NewApp(Config{Batch: fn.Second}, RunOptions{}, nil).newBatch(fn.Time(fn.Second))
	if Glom[int64](b, nil) != nil || Union(b, Fail, "", Rows(b, []int64{1}), nil) != nil || Distinct(b, nil, fn.Int) != nil {
		t.Error("an operator over a node that is not due gives a dataset")
	}
	if b.Failed() {
		t.Error(b.fault)
	}
}

func TestJoins(t *testing.T) {
	b := NewApp(Config{Batch: fn.Second}, RunOptions{}, nil).newBatch(fn.Time(fn.Second))
	row := func(key string, value int64) Pair[string, int64] { return Pair[string, int64]{Key: key, Value: value} }
	l := Rows(b, []Pair[string, int64]{row("b", 1), row("a", 2), row("b", 3)})
	r := Rows(b, []Pair[string, int64]{row("b", 10), row("c", 20), row("b", 30)})
	for _, c := range []struct {
		name, got, want string
	}{
		{"join", texts(Join(b, Fail, "", l, r, fn.String)), "b/1-10 b/1-30 b/3-10 b/3-30"},
		{"left", texts(LeftJoin(b, Fail, "", l, r, fn.String, Some[int64])), "a/2-none b/1-10 b/1-30 b/3-10 b/3-30"},
		{"right", texts(RightJoin(b, Fail, "", l, r, fn.String, Some[int64])), "b/1-10 b/1-30 b/3-10 b/3-30 c/none-20"},
		{"full", texts(FullJoin(b, Fail, "", l, r, fn.String, Some[int64], Some[int64])), "a/2-none b/1-10 b/1-30 b/3-10 b/3-30 c/none-20"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
	groups := Cogroup(b, Fail, "", l, r, fn.String).Collect()
	if len(groups) != 3 || !reflect.DeepEqual(groups[1], Pair[string, Pair[[]int64, []int64]]{Key: "b", Value: Pair[[]int64, []int64]{Key: []int64{1, 3}, Value: []int64{10, 30}}}) {
		t.Errorf("cogroup: %v", groups)
	}
	if got := Subtract(b, l, Rows(b, []Pair[string, int64]{row("b", 3)}), intPair).Count(); got != 2 {
		t.Errorf("subtract leaves %d", got)
	}
}

// texts shows the rows of a join.
func texts[V, W any](d *Data[Pair[string, Pair[V, W]]]) string {
	var list []string
	for _, row := range d.Collect() {
		list = append(list, row.Key+"/"+side(row.Value.Key)+"-"+side(row.Value.Value))
	}
	return strings.Join(list, " ")
}

func side(v any) string {
	switch v := v.(type) {
	case int64:
		return itoa(v)
	case Opt[int64]:
		if v.OK {
			return itoa(v.Value)
		}
	}
	return "none"
}

func TestWindowsSurviveARestart(t *testing.T) {
	c := program(Config{Checkpoint: "ck"}, func(g *graph) {
		in := feedInput(g, "in1", intPair)
		w := NewWindow(g.app, "w", 4*fn.Second, 2*fn.Second, fn.Second, intPair)
		inv := NewInverseWindow(g.app, "i", WindowSpec{3 * fn.Second, fn.Second, fn.Second, true}, fn.String, fn.Int, add, sub, nil)
		sum := NewAccumulator(g.app, "sum", fn.Int, 0, add)
		out, inverse, total := show(g, "w", intPair), show(g, "i", intPair), show(g, "sum", fn.Int)
		g.steps = func(b *Batch) {
			d := in.Result(b)
			out.Write(b, w.Add(b, d))
			inverse.Write(b, inv.Add(b, d))
			if fault := sum.Add(b, d.Count()); fault != nil {
				b.Fail(fault)
			}
			total.Write(b, Rows(b, []int64{sum.Value(b)}))
		}
	})
	want := []string{
		`{"time": 1000, "output": "i", "rows": [["a",1]]}`, `{"time": 1000, "output": "sum", "rows": [1]}`,
		`{"time": 2000, "output": "w", "rows": [["a",1], ["b",2]]}`, `{"time": 2000, "output": "i", "rows": [["a",1], ["b",2]]}`, `{"time": 2000, "output": "sum", "rows": [2]}`,
		`{"time": 3000, "output": "i", "rows": [["a",5], ["b",2]]}`, `{"time": 3000, "output": "sum", "rows": [3]}`,
		`{"time": 4000, "output": "w", "rows": [["a",1], ["b",2], ["a",4]]}`, `{"time": 4000, "output": "i", "rows": [["a",4], ["b",2]]}`, `{"time": 4000, "output": "sum", "rows": [3]}`,
		`{"time": 5000, "output": "i", "rows": [["a",4], ["b",0]]}`, `{"time": 5000, "output": "sum", "rows": [3]}`,
	}
	expectReplay(t, c, want, `{"feed": "in1", "rows": [["a", 1]]}`, `{"tick": 1}`, `{"feed": "in1", "rows": [["b", 2]]}`, `{"tick": 1}`, `{"restart": true}`,
		`{"feed": "in1", "rows": [["a", 4]]}`, `{"restart": true}`, `{"tick": 2}`, `{"restart": true}`, `{"tick": 1}`)
}

func TestStates(t *testing.T) {
	c := func(idle bool) Command {
		return program(Config{Checkpoint: "ck"}, func(g *graph) {
			in := feedInput(g, "in1", intPair)
			u := NewUpdateState(g.app, "u", UpdateSpec{IdleNoop: idle}, fn.String, fn.Int, []Pair[string, int64]{{Key: "z", Value: 5}},
				func(_ *Batch, _ string, values []int64, old Opt[int64]) (Opt[int64], *fn.Fault) {
					sum := old.Value - 1
					for _, v := range values {
						sum += v
					}
					return Opt[int64]{Value: sum, OK: sum != 0}, nil
				})
			m := NewMapState(g.app, "m", MapSpec{Timeout: 2 * fn.Second, Every: 1}, fn.String, fn.Int, nil,
				func(_ *Batch, key string, value Opt[int64], s *State[int64]) (Opt[string], *fn.Fault) {
					if s.TimedOut() {
						return Some(key + " out"), s.Update(1)
					}
					return Some(key + itoa(s.Get().Value)), s.Update(s.Get().Value + value.Value)
				})
			out, mapped, all := show(g, "u", intPair), show(g, "m", fn.String), show(g, "all", intPair)
			g.steps = func(b *Batch) {
				d := in.Result(b)
				out.Write(b, u.Update(b, d))
				mapped.Write(b, m.Update(b, d))
				all.Write(b, m.Snapshots(b))
			}
		})
	}
	expectReplay(t, c(false), []string{
		`{"time": 1000, "output": "all", "rows": []}`,
		`{"time": 2000, "output": "u", "rows": [["a",3], ["b",2], ["z",4]]}`, `{"time": 2000, "output": "m", "rows": ["a0", "a3", "b0"]}`, `{"time": 2000, "output": "all", "rows": [["a",4], ["b",3]]}`,
		`{"time": 3000, "output": "u", "rows": [["a",2], ["b",1], ["z",3]]}`, `{"time": 3000, "output": "all", "rows": [["a",4], ["b",3]]}`,
		`{"time": 4000, "output": "u", "rows": [["a",1], ["z",2]]}`, `{"time": 4000, "output": "m", "rows": []}`, `{"time": 4000, "output": "all", "rows": [["a",4], ["b",3]]}`,
		`{"error": "batch", "time": 5000, "code": "R0503", "reason": "update of a state that has timed out: it goes away behind this call"}`,
	}, `{"feed": "in1", "rows": null}`, `{"tick": 1}`, `{"feed": "in1", "rows": [["a", 3], ["b", 3], ["a", 1]]}`, `{"tick": 1}`, `{"restart": true}`,
		`{"feed": "in1", "rows": null}`, `{"tick": 1}`, `{"restart": true}`, `{"tick": 2}`)
}

func TestTakeOfAFoldDoesNotMakeAllRows(t *testing.T) {
	p := newWordCount(wordCountOptions{})
	sl := p.lines.take()
	for i := range 1000 {
		sum, _ := sl.locals[0].(*keyLocal[string, int64]).table.Upsert(padded(int64(i), 4))
		*sum = int64(i)
	}
	p.counts.setResult(sl.locals[0])
	d := p.counts.Result(p.app.newBatch(1))
	if rows := d.Take(2); len(rows) != 2 || rows[1].Key != "0001" || d.compute == nil || d.Count() != 1000 {
		t.Errorf("%v", rows)
	}
}

func TestWordCountStageAllocatesNothingPerRow(t *testing.T) {
	p := newWordCount(wordCountOptions{})
	sl := p.lines.take()
	c := &chunk{block: Block{Data: []byte(strings.Repeat("some words of a line and a longer-than-inline-word\n", 1000))}, run: runText}
	sl.run(c)
	if n := testing.AllocsPerRun(10, func() { sl.run(c) }); n > 0 {
		t.Errorf("%v allocations per block of 1000 lines", n)
	}
}
