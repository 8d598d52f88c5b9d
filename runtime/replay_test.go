package runtime

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/runtime/fn"
)

func TestReplayWordCount(t *testing.T) {
	text := filepath.Join(t.TempDir(), "text")
	out, status := replayed(t, wordCountCommand(), "--text "+text, `{"feed": "lines", "rows": ["a b a", "c"]}`, `{"tick": 2}`, ``, `{"advance": 100}`, `{"stop": true}`)
	want := `{"done": 1}
{"time": 5000, "output": "wordCount", "rows": [["a",2], ["b",1], ["c",1]]}
{"time": 10000, "output": "wordCount", "rows": []}
{"done": 2}
{"done": 3}
{"time": 15000, "output": "wordCount", "rows": []}
{"done": 4}
`
	if out != want || status != 0 {
		t.Errorf("status %d, got\n%s", status, out)
	}
	frames, err := os.ReadFile(text)
	frame := rule + "Time: 1970-01-01 00:00:05\n" + rule + "('a', 2)\n('b', 1)\n('c', 1)\n\n"
	if err != nil || !strings.HasPrefix(string(frames), frame) {
		t.Errorf("%v, text\n%s", err, frames)
	}
}

func TestReplayRefuses(t *testing.T) {
	for _, c := range []struct{ script, reason string }{
		{`{"feed": "line", "rows": []}`, "did you mean lines?"},
		{`{"feed": "lines", "rows": [1]}`, "row 0 of lines"},
		{`{"feed": "lines"}`, "either rows or raw"},
		{`{"tick": "x"}`, "number of batches"},
		{`{"advance": 6000}`, "pass the end of the open batch"},
		{`{"trigger": 1}`, "is for tables"},
		{`{"process": true}`, "is for tables"},
		{`{"fail": "wordcount"}`, "did you mean wordCount?"},
		{`{"hello": 1}`, "it has none of feed"},
		{`[1]`, "a line is a JSON object"},
		{`{"tick": 1`, "no JSON"},
		{`{"restart": true, "set": {"limit": 1}}`, "no parameter limit"},
	} {
		out, status := replayed(t, wordCountCommand(), "", c.script)
		if status != 1 || !strings.Contains(out, `{"error": "fatal"`) || !strings.Contains(out, "line 1 of the script") || !strings.Contains(out, c.reason) {
			t.Errorf("%s: status %d, %s", c.script, status, out)
		}
	}
}

func TestReplayOfManyRowsDoesNotDependOnWorkers(t *testing.T) {
	var script []string
	for i := range 3 {
		script = append(script, `{"feed": "lines", "rows": [`+strings.TrimSuffix(strings.Repeat(`"w`+itoa(int64(i))+` x y","line\nend",`, 5000), ",")+`]}`)
	}
	script = append(script, `{"tick": 1}`)
	first, _ := replayed(t, wordCountCommand(), "--workers 1", script...)
	if !strings.Contains(first, `["line\nend",15000], ["w0",5000], ["w1",5000], ["w2",5000], ["x",15000]`) {
		t.Error(first)
	}
	for _, workers := range []string{"2", "4"} {
		if out, _ := replayed(t, wordCountCommand(), "--workers "+workers, script...); out != first {
			t.Errorf("%s workers: %s", workers, out)
		}
	}
}

func TestReplayOfKeptRowsDoesNotDependOnWorkers(t *testing.T) {
	c := program(Config{}, func(g *graph) {
		in := feedInput(g, "in1", fn.Int)
		first := NewFileSink(g.app, "in1", FileSpec{Dir: "out", Format: "text"}, nil, fn.Int, nil)
		g.steps = func(b *Batch) { first.Write(b, in.Result(b)) }
	})
	var rows []string
	for i := range int64(30_000) {
		rows = append(rows, itoa(i))
	}
	want := `{"time": 1000, "output": "in1", "rows": [` + strings.Join(rows, ", ") + "]}"
	for _, workers := range []string{"1", "2", "4"} {
		out, status := replayed(t, c, "--workers "+workers, `{"feed": "in1", "rows": [`+strings.Join(rows, ",")+`], "partitions": 3}`, `{"tick": 1}`)
		if !strings.Contains(out, want) || status != 0 {
			t.Errorf("%s workers: status %d, %.300s", workers, status, out)
		}
	}
}

func TestScriptedFailureFailsTheBatchUntilRestart(t *testing.T) {
	c := program(Config{Checkpoint: "ck"}, func(g *graph) {
		in := feedInput(g, "in1", fn.Int)
		out := show(g, "in1", fn.Int)
		g.steps = func(b *Batch) { out.Write(b, in.Result(b)) }
	})
	expectReplay(t, c, []string{
		`{"time": 1000, "output": "in1", "rows": [1]}`,
		`{"error": "batch", "time": 2000, "code": "R0502", "reason": "in1: this write fails because the script says so"}`,
		`{"error": "batch", "time": 2000, "code": "R0502", "reason": "in1: this write fails because the script says so"}`,
		`{"time": 2000, "output": "in1", "rows": [2]}`,
		`{"time": 3000, "output": "in1", "rows": [3]}`,
	}, `{"feed": "in1", "rows": [1]}`, `{"tick": 1}`, `{"fail": "in1", "times": 2}`, `{"feed": "in1", "rows": [2]}`, `{"tick": 1}`,
		`{"restart": true}`, `{"restart": true}`, `{"feed": "in1", "rows": [3]}`, `{"tick": 1}`)
	_, status := replayed(t, c, "", `{"fail": "in1"}`, `{"tick": 1}`)
	if status != 1 {
		t.Errorf("a script that ends at a failed batch has status %d", status)
	}
}

func TestRestartWithoutCheckpointLosesAll(t *testing.T) {
	c := program(Config{}, func(g *graph) {
		in := feedInput(g, "in1", fn.Int)
		w := NewWindow(g.app, "w", 3*fn.Second, fn.Second, fn.Second, fn.Int)
		out := show(g, "out", fn.Int)
		g.steps = func(b *Batch) { out.Write(b, w.Add(b, in.Result(b))) }
	})
	expectReplay(t, c, []string{
		`{"time": 1000, "output": "out", "rows": [1]}`,
		`{"time": 2000, "output": "out", "rows": []}`,
	}, `{"feed": "in1", "rows": [1]}`, `{"tick": 1}`, `{"feed": "in1", "rows": [2]}`, `{"restart": true}`, `{"tick": 1}`)
}

func TestErrorRows(t *testing.T) {
	c := func(setting string) Command {
		return program(Config{Errors: setting}, func(g *graph) {
			in := feedInput(g, "in1", fn.Int)
			out, bad := show(g, "out", fn.Int), show(g, "out.errors", RowErrorType())
			g.steps = func(b *Batch) {
				d := Steps(b, in.Result(b), func(rows []int64, out []int64, r *Rejects) []int64 {
					for _, x := range rows {
						if x == 0 {
							r.Reject(fn.FaultDivision().At("t.pipe:1:2"), "out", "0")
							continue
						}
						out = append(out, 100/x)
					}
					return out
				})
				out.Write(b, d)
				b.Print("between")
				if setting == "" {
					bad.Write(b, b.ErrorsOf("out", d))
				}
			}
		})
	}
	row := `{"error": "row", "time": 1000, "name": "out", "source": "t.pipe:1:2", "code": "R0412", "reason": "division by zero", "row": "0"}`
	expectReplay(t, c(""), []string{row, `{"time": 1000, "output": "out", "rows": [50]}`, `{"time": 1000, "print": "between"}`,
		`{"time": 1000, "output": "out.errors", "rows": [{"time":"1970-01-01T00:00:01Z","name":"out","source":"t.pipe:1:2","code":"R0412","reason":"division by zero","row":"0"}]}`},
		`{"feed": "in1", "rows": [0, 2]}`, `{"tick": 1}`)
	expectReplay(t, c("fail"), []string{row,
		`{"error": "batch", "time": 1000, "source": "t.pipe:1:2", "code": "R0504", "reason": "a row failed, and the setting is errors fail: R0412: division by zero"}`},
		`{"feed": "in1", "rows": [0, 2]}`, `{"tick": 1}`)
}

func TestQueueAndRate(t *testing.T) {
	c := program(Config{}, func(g *graph) {
		var q, r *Kept[int64]
		queue := NewQueue(g.app, "q", fn.Int, [][]int64{{1, 2}, {3}}, true, func() RowStage[int64] { return &intStage[int64]{q.Local()} })
		q = NewKept(queue, fn.Int)
		rate := NewRate(g.app, "r", 3, func(_ Time, v int64) int64 { return v }, func() RowStage[int64] { return &intStage[int64]{r.Local()} })
		r = NewKept(rate, fn.Int)
		out, rates := show(g, "q", fn.Int), show(g, "r", fn.Int)
		g.steps = func(b *Batch) { out.Write(b, q.Result(b)); rates.Write(b, r.Result(b)) }
	})
	expectReplay(t, c, []string{
		`{"time": 1000, "output": "q", "rows": [1, 2]}`, `{"time": 1000, "output": "r", "rows": [0, 1, 2]}`,
		`{"time": 2000, "output": "q", "rows": [3]}`, `{"time": 2000, "output": "r", "rows": [3, 4, 5]}`,
		`{"time": 3000, "output": "q", "rows": [4]}`, `{"time": 3000, "output": "r", "rows": [6, 7, 8]}`,
	}, `{"feed": "q", "rows": [4]}`, `{"tick": 3}`)
}
