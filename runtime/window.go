package runtime

import "github.com/streamc-dev/streamc/runtime/fn"

// pane is the dataset of one batch inside a window.
type pane[T any] struct {
	time  fn.Time
	parts [][]T
}

// panes are the datasets of the latest batches, oldest first.
type panes[T any] []pane[T]

// add keeps the rows of a batch.
func (p panes[T]) add(time fn.Time, in *Data[T]) panes[T] {
	if parts := in.Partitions(); parts != nil {
		return append(p, pane[T]{time, parts})
	}
	return p
}

// after is the panes later than time.
func (p panes[T]) after(time fn.Time) panes[T] {
	for i := range p {
		if p[i].time > time {
			return p[i:]
		}
	}
	return nil
}

// until is the panes not later than time.
func (p panes[T]) until(time fn.Time) panes[T] { return p[:len(p)-len(p.after(time))] }

func (p panes[T]) all() [][]T {
	var parts [][]T
	for i := range p {
		parts = append(parts, p[i].parts...)
	}
	return parts
}

func (p panes[T]) rows() []T {
	var rows []T
	for _, part := range p.all() {
		rows = append(rows, part...)
	}
	return rows
}

func (p panes[T]) save(w *Writer, t *fn.Type[T]) {
	w.Int(int64(len(p)))
	for i := range p {
		w.Int(int64(p[i].time))
		w.Int(int64(len(p[i].parts)))
		for _, part := range p[i].parts {
			writeRows(w, t, part)
		}
	}
}

func loadPanes[T any](r *Reader, t *fn.Type[T]) panes[T] {
	var p panes[T]
	for range r.Count() {
		next := pane[T]{time: fn.Time(r.Int())}
		for range r.Count() {
			next.parts = append(next.parts, readRows(r, t))
		}
		p = append(p, next)
	}
	return p
}

// Window unites the datasets of the batches in (t-size, t], oldest first, at each multiple of slide (reference: A5).
type Window[T any] struct {
	app         *App
	size, slide fn.Duration
	typ         *fn.Type[T]
	panes       panes[T]
}

// NewWindow makes a window. name is that of its state.
func NewWindow[T any](app *App, name string, size, slide, parent fn.Duration, t *fn.Type[T]) *Window[T] {
	w := &Window[T]{app: app, size: size, slide: slide, typ: t}
	app.durable(name, "window "+t.Shape.String()+" "+itoa(int64(size))+" "+itoa(int64(slide)), w)
	return w
}

// Add takes in the dataset of a batch, and gives that of the window when it is due. A missing one contributes nothing.
func (w *Window[T]) Add(b *Batch, in *Data[T]) *Data[T] {
	w.panes = w.panes.after(b.Time - fn.Time(w.size))
	w.panes = w.panes.add(b.Time, in)
	if !w.app.due(b.Time, w.slide) || b.Failed() {
		return nil
	}
	return known(b, w.panes.all()...)
}

func (w *Window[T]) save(out *Writer) { w.panes.save(out, w.typ) }
func (w *Window[T]) load(in *Reader)  { w.panes = loadPanes(in, w.typ) }

// Slices keeps the datasets of a stream for stream.slice in batch code.
type Slices[T any] struct {
	app   *App
	keep  fn.Duration
	typ   *fn.Type[T]
	panes panes[T]
}

// NewSlices keeps the datasets of the last keep.
func NewSlices[T any](app *App, name string, keep fn.Duration, t *fn.Type[T]) *Slices[T] {
	s := &Slices[T]{app: app, keep: keep, typ: t}
	app.durable(name, "slices "+t.Shape.String(), s)
	return s
}

// Add takes in the dataset of a batch.
func (s *Slices[T]) Add(b *Batch, in *Data[T]) {
	s.panes = s.panes.after(b.Time - fn.Time(s.keep) - fn.Time(s.app.config.Batch))
	s.panes = s.panes.add(b.Time, in)
}

// Slice unites the datasets of the batch times in [from, to], both floored to batch times; zero time is none of them.
func (s *Slices[T]) Slice(b *Batch, from, to fn.Time) *Data[T] {
	from, to = s.app.floor(from), s.app.floor(to)
	from = max(from, s.app.zero+fn.Time(s.app.config.Batch))
	return known(b, s.panes.after(from-1).until(to).all()...)
}

func (s *Slices[T]) save(out *Writer) { s.panes.save(out, s.typ) }
func (s *Slices[T]) load(in *Reader)  { s.panes = loadPanes(in, s.typ) }
