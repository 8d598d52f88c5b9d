package runtime

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/scan"
)

// rowFeed is a source that a Go function feeds row by row. Rows are handed to the stage in blocks, on the goroutine of that function.
type rowFeed[T any] struct {
	source *Source
	live   *live
	run    func(ctx context.Context, emit func(T) error) error
	pack   func(rows []T, in *intake) // runs the stage over rows
	mu     sync.Mutex
	ready  *sync.Cond
	paused bool
	ended  bool
	handed *bool // the function has handed over a reader, whose end is that of the source; nil: it cannot
	rows   []T
	in     *intake

	position []byte // behind the last row; nil: unknown
}

func newRowFeed[T any](s *Source, l *live, run func(ctx context.Context, emit func(T) error) error, pack func([]T, *intake)) *rowFeed[T] {
	f := &rowFeed[T]{source: s, live: l, run: run, pack: pack}
	f.ready = sync.NewCond(&f.mu)
	return f
}

func openRowInput[T any](s *Source, _ *fn.Type[T], in RowInput[T]) func(*live) liveSource {
	return func(l *live) liveSource {
		return newRowFeed(s, l, in, func(rows []T, in *intake) { in.runChunk(&chunk{run: runRows(rows)}) })
	}
}

// openTextInput feeds lines; what Lines made hands its reader to a stream, which reads it in blocks.
func openTextInput(s *Source, in TextInput) func(*live) liveSource {
	return func(l *live) liveSource {
		t := &textInput{stream: newStream(s, l, func(context.Context, *stream) {})}
		t.stream.once = true
		t.feed = newRowFeed(s, l, in, packLines)
		t.feed.handed = &t.handed
		return t
	}
}

// textInput is a Go function that either feeds lines or hands over a reader: it is called once, so both are ready.
type textInput struct {
	stream *stream
	feed   *rowFeed[string]
	handed bool // written before the function returns
}

func (t *textInput) start(ctx context.Context, in *intake) {
	t.stream.start(ctx, in)
	t.feed.start(context.WithValue(ctx, readerKey{}, func(r io.Reader) {
		t.handed = true
		t.stream.use(inputOf(r))
	}), in)
}

func (t *textInput) pause() {
	t.feed.pause()
	t.stream.pause()
}

func (t *textInput) swap(next *intake) *intake {
	t.feed.swap(next)
	return t.stream.swap(next)
}

func (t *textInput) resume() {
	t.stream.resume()
	t.feed.resume()
}

func (t *textInput) flush(in *intake) {
	t.stream.flush(in)
	t.feed.flush(in)
}

// packLines runs the stage over lines: those with a line end inside by themselves.
func packLines(rows []string, in *intake) {
	for _, c := range lineChunks(rows) {
		in.runChunk(c)
	}
}

func lineChunks(rows []string) (chunks []*chunk) {
	var text []byte
	count := 0
	cut := func() {
		if count > 0 {
			chunks = append(chunks, &chunk{block: Block{Data: scan.Repair(nil, scan.Pad(text))}, run: runText})
		}
		text, count = nil, 0
	}
	for _, row := range rows {
		if strings.ContainsAny(row, "\r\n") {
			cut()
			chunks = append(chunks, &chunk{block: Block{Data: scan.Repair(nil, scan.Pad([]byte(row))), Whole: true}, run: runText})
			continue
		}
		text = append(append(text, row...), '\n')
		if count++; count == Limits.BlockRows {
			cut()
		}
	}
	cut()
	return chunks
}

func openStdin(s *Source) func(*live) liveSource {
	return func(l *live) liveSource {
		st := newStream(s, l, func(_ context.Context, st *stream) { st.use(newPump(os.Stdin)) })
		st.once = true
		return st
	}
}

func (f *rowFeed[T]) start(ctx context.Context, in *intake) {
	f.in = in
	go func() {
		err := f.run(ctx, func(row T) error { return f.emit(ctx, row, nil) })
		f.mu.Lock()
		f.ended = true
		f.mu.Unlock()
		if err != nil && ctx.Err() == nil {
			f.live.fail(fault(CodeSource, "the source "+f.source.name+" has failed: "+err.Error()))
			return
		}
		if f.handed == nil || !*f.handed {
			f.live.sourceEnded()
		}
	}()
}

func (f *rowFeed[T]) emit(ctx context.Context, row T, position []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for f.paused {
		f.ready.Wait()
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	f.rows = append(f.rows, row)
	if position != nil {
		f.position = bytes.Clone(position)
	}
	if len(f.rows) >= Limits.BlockRows {
		f.hand()
	}
	return nil
}

// hand runs the stage over the rows so far. The lock is held.
func (f *rowFeed[T]) hand() {
	if len(f.rows) > 0 {
		f.pack(f.rows, f.in)
		f.rows = nil
	}
}

func (f *rowFeed[T]) pause() {
	f.mu.Lock()
	f.paused = true
	f.mu.Unlock()
}

func (f *rowFeed[T]) swap(next *intake) *intake {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.hand()
	in := f.in
	in.position = f.position
	f.in = next
	return in
}

func (f *rowFeed[T]) resume() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.paused = false
	f.ready.Broadcast()
}

func (f *rowFeed[T]) flush(*intake) { f.resume() }
