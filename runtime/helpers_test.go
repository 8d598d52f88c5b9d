package runtime

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/scan"
	"github.com/streamc-dev/streamc/runtime/table"
)

// wordCount is what the compiler emits for word count, by hand.
type wordCount struct {
	app    *App
	lines  *Source
	counts *KeyFold[string, int64]
	output *Print[Pair[string, int64]]
}

type wordCountStage struct {
	rejects *Rejects
	counts  *table.Table[int64]
}

func add(a, b int64) (int64, *fn.Fault) {
	sum, ok := fn.Add(a, b)
	if !ok {
		return 0, fn.FaultOverflow("addition")
	}
	return sum, nil
}

func sub(a, b int64) (int64, *fn.Fault) { return a - b, nil }

func (s *wordCountStage) Block(b *Block) {
	lines := b.Lines()
	for lines.Next() {
		words := scan.Split(lines.Text(), " ")
		for words.Next() {
			sum, _ := s.counts.Upsert(words.Text())
			next, fault := add(*sum, 1)
			if fault != nil {
				s.rejects.FailBatch(fault)
				return
			}
			*sum = next
		}
	}
}

type wordCountOptions struct {
	lines  TextInput
	output OutputFunc[Pair[string, int64]]
	run    RunOptions
	port   int64
	batch  fn.Duration
	files  string
}

func newWordCount(o wordCountOptions) *wordCount {
	p := &wordCount{}
	batch := o.batch
	if batch == 0 {
		batch = 5 * fn.Second
	}
	p.app = NewApp(Config{Name: "wordcount", File: "wordcount.pipe", Batch: batch}, o.run, p.batch)
	stage := func() TextStage { return &wordCountStage{rejects: p.lines.Rejects(), counts: p.counts.Local()} }
	if o.files != "" {
		p.lines = NewTextFiles(p.app, "lines", o.files, nil, stage)
	} else {
		p.lines = NewSocket(p.app, "lines", "localhost", o.port, o.lines, stage)
	}
	p.counts = NewKeyFold(p.lines, fn.String, fn.Int, add)
	p.output = NewPrint(p.app, "wordCount", Python, 10, fn.PairOf(fn.String, fn.Int), o.output)
	return p
}

func (p *wordCount) batch(b *Batch) {
	counts := p.counts.Result(b)
	p.output.Write(b, counts)
}

func wordCountCommand() Command {
	return Command{Name: "wordcount", New: func(a *Args) *App { return newWordCount(wordCountOptions{run: a.Run}).app }}
}

// graph is a program of typed inputs for the tests of operators.
type graph struct {
	app   *App
	steps func(b *Batch)
}

type intStage[T any] struct{ rows *KeptLocal[T] }

func (s *intStage[T]) Rows(rows []T, b *Block) { s.rows.Rows = append(s.rows.Rows, rows...) }

// feedInput adds an input whose rows are kept.
func feedInput[T any](g *graph, name string, t *fn.Type[T]) *Kept[T] {
	var kept *Kept[T]
	s := NewInput(g.app, name, t, nil, func() RowStage[T] { return &intStage[T]{kept.Local()} })
	kept = NewKept(s, t)
	return kept
}

// program makes a command of a function that lays out a graph.
func program(config Config, layout func(g *graph)) Command {
	if config.Name == "" {
		config.Name = "test"
	}
	if config.Batch == 0 {
		config.Batch = fn.Second
	}
	return Command{Name: config.Name, New: func(a *Args) *App {
		g := &graph{}
		g.app = NewApp(config, a.Run, func(b *Batch) { g.steps(b) })
		layout(g)
		return g.app
	}}
}

// show adds an output.
func show[T any](g *graph, name string, t *fn.Type[T]) *Print[T] {
	return NewPrint(g.app, name, Scala, 10, t, nil)
}

// replayed runs a script and gives what comes out.
func replayed(t *testing.T, c Command, flags string, script ...string) (out string, status int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	p := &process{in: strings.NewReader(strings.Join(script, "\n")), out: &stdout, err: &stderr, env: func(string) (string, bool) { return "", false }}
	status = p.run(c, append([]string{"--replay", "-"}, strings.Fields(flags)...))
	if stderr.Len() > 0 {
		t.Logf("standard error: %s", stderr.String())
	}
	return stdout.String(), status
}

// expectReplay compares the lines of a replay, but for the done lines.
func expectReplay(t *testing.T, c Command, want []string, script ...string) {
	t.Helper()
	out, _ := replayed(t, c, "", script...)
	var got []string
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, `{"done"`) {
			got = append(got, strings.TrimSpace(line))
		}
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

var background = context.Background()
