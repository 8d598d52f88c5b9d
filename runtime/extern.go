package runtime

import (
	"bytes"
	"context"
	"time"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// ResumableInput is an extern source that goes on behind a position: emit is given each row with the position behind it, which the checkpoint keeps. from is nil
// at the very beginning.
type ResumableInput[T any] func(ctx context.Context, from []byte, emit func(row T, position []byte) error) error

// NewExtern is a source that a Go function of the user feeds. When it fails it is called again, after a pause that grows.
func NewExtern[T any](app *App, name string, t *fn.Type[T], run, over RowInput[T], stage func() RowStage[T]) *Source {
	s := newSource(app, name, func() any { return stage() })
	s.rows = rowsOf(t)
	if over != nil {
		run = over
	}
	s.open = func(l *live) liveSource {
		again := func(ctx context.Context, emit func(T) error) error {
			return l.persist(ctx, name, func() error { return run(ctx, emit) })
		}
		return newRowFeed(s, l, again, packRows[T])
	}
	return s
}

// NewExternAt is NewExtern for a function that can go on behind a position.
func NewExternAt[T any](app *App, name string, t *fn.Type[T], run ResumableInput[T], over RowInput[T], stage func() RowStage[T]) *Source {
	if over != nil {
		return NewExtern(app, name, t, over, nil, stage)
	}
	s := newSource(app, name, func() any { return stage() })
	s.rows, s.replayable, s.position = rowsOf(t), true, &position{}
	app.durable(name+".position", "position", s.position)
	s.open = func(l *live) liveSource {
		var feed *rowFeed[T]
		again := func(ctx context.Context, _ func(T) error) error {
			return l.persist(ctx, name, func() error {
				return run(ctx, bytes.Clone(feed.position), func(row T, position []byte) error { return feed.emit(ctx, row, position) })
			})
		}
		feed = newRowFeed(s, l, again, packRows[T])
		feed.position = s.position.behind
		return feed
	}
	return s
}

func packRows[T any](rows []T, in *intake) { in.runChunk(&chunk{run: runRows(rows)}) }

// position is the place behind the last row of the last batch that ended.
type position struct{ behind []byte }

func (p *position) save(w *Writer) {
	w.Bool(p.behind != nil)
	w.String(string(p.behind))
}

func (p *position) load(r *Reader) {
	there, text := r.Bool(), r.String()
	p.behind = nil
	if there {
		p.behind = []byte(text)
	}
}

// persist calls a function of the user until it ends without an error or the run ends. A panic is a failure too, but not one that goes away.
func (l *live) persist(ctx context.Context, name string, run func() error) error {
	pause := time.Duration(Limits.ConnectFirst)
	for {
		err, panicked := guarded(run)
		if err == nil || panicked || ctx.Err() != nil {
			return err
		}
		l.app.log.once("extern "+name, name+": the source has failed ("+err.Error()+"): it is called again")
		if !l.pause(ctx, pause) {
			return nil
		}
		pause = min(2*pause, time.Duration(Limits.ConnectMost))
	}
}

// guarded calls run; a panic becomes an error.
func guarded(run func() error) (err error, panicked bool) {
	defer func() {
		if p := recover(); p != nil {
			err, panicked = panicFault(p), true
		}
	}()
	return run(), false
}

// ExternSink hands the rows of each batch to a Go function of the user: at least once, with the batch time in milliseconds as its number.
type ExternSink[T any] struct {
	outputOf[T]
	write OutputFunc[T]
}

// NewExternSink makes the output.
func NewExternSink[T any](app *App, name string, write OutputFunc[T], t *fn.Type[T], over OutputFunc[T]) *ExternSink[T] {
	return &ExternSink[T]{newOutput(app, name, t, over), write}
}

// Write hands over the dataset.
func (s *ExternSink[T]) Write(b *Batch, in *Data[T]) {
	if !s.begin(b, in) || s.app.pretends() {
		return
	}
	rows := in.Collect()
	if !b.Failed() {
		s.try(b, func() error { return s.write(s.app.ctx, b.millis(), rows) })
	}
}
