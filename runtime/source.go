package runtime

import (
	"context"
	"io"
	"sync"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Source is where rows come from. Its stage runs the chains that read it.
type Source struct {
	app        *App
	name       string
	replayable bool // rows not yet in a batch are offered again after a restart
	ends       []end
	newStage   func() any
	slotMu     sync.Mutex
	free       []*slot

	// Of the batch that is ending:
	position   *position // of an extern source that has positions; nil otherwise
	missing    bool
	partitions int

	rows    func(list [][]byte) (run func(stage any, b *Block), count int, err error) // rows of a script as a chunk; nil: rows are text
	lines   bool                                                                      // the stage takes text
	feed    func(list [][]byte) error                                                 // a queue takes a list of a script; nil otherwise
	pull    func(b *Batch, in *intake) *fn.Fault                                      // reads the source at the end of a batch; nil: it is pushed
	virtual bool                                                                      // it is read in a replay, too
	open    func(l *live) liveSource                                                  // starts the source of a live run; nil: it needs no start
}

// TextInput takes the place of a source of text: it calls emit for each line until ctx ends or there are no more. [Lines] makes one of a reader.
type TextInput func(ctx context.Context, emit func(line string) error) error

// RowInput takes the place of a typed source.
type RowInput[T any] func(ctx context.Context, emit func(row T) error) error

// readerKey is where Lines finds, in its context, the function that takes a reader as it is.
type readerKey struct{}

// Lines reads lines from r, in blocks.
func Lines(r io.Reader) TextInput {
	return func(ctx context.Context, _ func(string) error) error {
		ctx.Value(readerKey{}).(func(io.Reader))(r)
		return nil
	}
}

func newSource(app *App, name string, stage func() any) *Source {
	s := &Source{app: app, name: name, newStage: stage, partitions: 1}
	app.sources = append(app.sources, s)
	return s
}

func newTextSource(app *App, name string, in TextInput, stage func() TextStage) *Source {
	s := newSource(app, name, func() any { return stage() })
	s.lines = true
	if in != nil {
		s.open = openTextInput(s, in)
	}
	return s
}

// Rejects is where the stage under construction puts error rows.
func (s *Source) Rejects() *Rejects {
	return s.app.underConstruction(s.name).rejects
}

// rowsOf reads rows of a script for a stage of typed rows.
func rowsOf[T any](t *fn.Type[T]) func(list [][]byte) (func(stage any, b *Block), int, error) {
	return func(list [][]byte) (func(stage any, b *Block), int, error) {
		rows := make([]T, len(list))
		for i, text := range list {
			row, err := t.ParseJSON(text)
			if err != nil {
				return nil, i, err
			}
			rows[i] = row
		}
		return runRows(rows), len(rows), nil
	}
}

func runRows[T any](rows []T) func(stage any, b *Block) {
	return func(stage any, b *Block) { stage.(RowStage[T]).Rows(rows, b) }
}

// NewSocket is a client of a server of lines.
func NewSocket(app *App, name, host string, port int64, in TextInput, stage func() TextStage) *Source {
	s := newTextSource(app, name, in, stage)
	if in == nil {
		s.open = openSocket(s, host, port)
	}
	return s
}

// NewTextFiles reads the lines of the files that appear in a directory, each once.
func NewTextFiles(app *App, name, dir string, in TextInput, stage func() TextStage) *Source {
	s := newTextSource(app, name, in, stage)
	if in == nil {
		readFiles(s, dir)
	}
	return s
}

// NewStdin reads the lines of standard input.
func NewStdin(app *App, name string, in TextInput, stage func() TextStage) *Source {
	s := newTextSource(app, name, in, stage)
	if in == nil {
		s.open = openStdin(s)
	}
	return s
}

func newFormatSource[T any](app *App, name string, t *fn.Type[T], in RowInput[T], stage func() FormatStage[T]) *Source {
	s := newSource(app, name, func() any { return stage() })
	s.lines, s.rows = true, rowsOf(t)
	if in != nil {
		s.open = openRowInput(s, t, in)
	}
	return s
}

// NewSocketOf is NewSocket for lines of a format.
func NewSocketOf[T any](app *App, name, host string, port int64, t *fn.Type[T], in RowInput[T], stage func() FormatStage[T]) *Source {
	s := newFormatSource(app, name, t, in, stage)
	if in == nil {
		s.open = openSocket(s, host, port)
	}
	return s
}

// NewFilesOf reads the lines of the files that match a glob (a directory stands for the files directly in it), each once.
func NewFilesOf[T any](app *App, name, glob string, t *fn.Type[T], in RowInput[T], stage func() FormatStage[T]) *Source {
	s := newFormatSource(app, name, t, in, stage)
	if in == nil {
		readFiles(s, glob)
	}
	return s
}

// NewStdinOf is NewStdin for lines of a format.
func NewStdinOf[T any](app *App, name string, t *fn.Type[T], in RowInput[T], stage func() FormatStage[T]) *Source {
	s := newFormatSource(app, name, t, in, stage)
	if in == nil {
		s.open = openStdin(s)
	}
	return s
}

// NewInput is fed by a script, or by the Go program that runs the pipeline.
func NewInput[T any](app *App, name string, t *fn.Type[T], in RowInput[T], stage func() RowStage[T]) *Source {
	s := newSource(app, name, func() any { return stage() })
	s.rows, s.replayable = rowsOf(t), true
	if in != nil {
		s.open = openRowInput(s, t, in)
	}
	return s
}

// NewQueue hands out lists, one per batch or all at once. A script may append to them.
func NewQueue[T any](app *App, name string, t *fn.Type[T], lists [][]T, oneAtATime bool, stage func() RowStage[T]) *Source {
	s := newSource(app, name, func() any { return stage() })
	q := &queue[T]{typ: t, lists: lists, one: oneAtATime}
	s.replayable = true
	s.rows, s.feed, s.pull, s.virtual = rowsOf(t), q.feed, q.pull, true
	app.durable(name+".queue", "queue "+t.Shape.String(), q)
	return s
}

// queue is the lists of a queue; what a script appends is not durable, its number in the queue is.
type queue[T any] struct {
	typ   *fn.Type[T]
	lists [][]T
	next  int
	one   bool
}

func (q *queue[T]) feed(list [][]byte) error {
	var rows []T
	for _, text := range list {
		row, err := q.typ.ParseJSON(text)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	q.lists = append(q.lists, rows)
	return nil
}

func (q *queue[T]) pull(_ *Batch, in *intake) *fn.Fault {
	for q.next < len(q.lists) {
		for _, rows := range cutRows(q.lists[q.next]) {
			in.runChunk(&chunk{run: runRows(rows)})
		}
		q.next++
		if q.one {
			break
		}
	}
	return nil
}

func (q *queue[T]) save(out *Writer) { out.Int(int64(q.next)) }
func (q *queue[T]) load(in *Reader)  { q.next = int(in.Int()) }

// cutRows cuts rows into blocks as replay promises.
func cutRows[T any](rows []T) [][]T {
	var blocks [][]T
	for len(rows) > Limits.BlockRows {
		blocks, rows = append(blocks, rows[:Limits.BlockRows]), rows[Limits.BlockRows:]
	}
	return append(blocks, rows)
}

// NewRate makes rowsPerSecond rows per second: value counts from 0, timestamp is when the row is due.
func NewRate[T any](app *App, name string, rowsPerSecond int64, row func(timestamp Time, value int64) T, stage func() RowStage[T]) *Source {
	s := newSource(app, name, func() any { return stage() })
	s.virtual = true
	perSecond := max(1, rowsPerSecond)
	s.pull = func(b *Batch, in *intake) *fn.Fault {
		from, to := rateUntil(b.Time-fn.Time(app.config.Batch)-app.zero, perSecond), rateUntil(b.Time-app.zero, perSecond)
		for from < to {
			rows := make([]T, 0, min(to-from, int64(Limits.BlockRows)))
			for ; len(rows) < cap(rows); from++ {
				at := from/perSecond*int64(fn.Second) + from%perSecond*int64(fn.Second)/perSecond
				rows = append(rows, row(app.zero+fn.Time(at), from))
			}
			in.runChunk(&chunk{run: runRows(rows)})
		}
		return nil
	}
	return s
}

// rateUntil is the number of rows that are due before the time since the start.
func rateUntil(since fn.Time, perSecond int64) int64 {
	seconds, rest := int64(since)/int64(fn.Second), int64(since)%int64(fn.Second)
	return seconds*perSecond + rest*perSecond/int64(fn.Second)
}
