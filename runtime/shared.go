package runtime

import "github.com/streamc-dev/streamc/runtime/fn"

// Broadcast is a value for all workers.
type Broadcast[T any] struct{ value T }

// NewBroadcast makes a broadcast variable.
func NewBroadcast[T any](app *App, name string, t *fn.Type[T], v T) *Broadcast[T] {
	return &Broadcast[T]{value: v}
}

// Value is its value.
func (v *Broadcast[T]) Value() T { return v.value }

// Accumulator sums up what stages and batch code add. It is part of the checkpoint: a failed batch leaves no trace in it.
type Accumulator[T any] struct {
	app    *App
	number int
	typ    *fn.Type[T]
	value  T
	add    func(T, T) (T, *fn.Fault)
}

// NewAccumulator makes an accumulator that begins at zero.
func NewAccumulator[T any](app *App, name string, t *fn.Type[T], zero T, add func(T, T) (T, *fn.Fault)) *Accumulator[T] {
	a := &Accumulator[T]{app: app, number: len(app.shared), typ: t, value: zero, add: add}
	app.shared = append(app.shared, a)
	app.durable(name, "accumulator "+t.Shape.String(), a)
	return a
}

// Add adds in batch code.
func (a *Accumulator[T]) Add(b *Batch, x T) *fn.Fault {
	sum, fault := a.add(a.value, x)
	if fault == nil {
		a.value = own(a.typ, sum)
	}
	return fault
}

// Value is the sum so far.
func (a *Accumulator[T]) Value(b *Batch) T { return a.value }

// AccumulatorLocal is what one stage instance adds.
type AccumulatorLocal[T any] struct {
	parent *Accumulator[T]
	sum    Opt[T]
}

// Local is where the stage under construction adds.
func (a *Accumulator[T]) Local() *AccumulatorLocal[T] {
	l := &AccumulatorLocal[T]{parent: a}
	a.app.underConstruction("an accumulator").shared[a.number] = l
	return l
}

// Add adds in a stage.
func (l *AccumulatorLocal[T]) Add(x T) (fault *fn.Fault) {
	if !l.sum.OK {
		l.sum = fn.Some(own(l.parent.typ, x))
		return nil
	}
	l.sum.Value, fault = l.parent.add(l.sum.Value, own(l.parent.typ, x))
	return fault
}

func (l *AccumulatorLocal[T]) mark(*Block) {}
func (l *AccumulatorLocal[T]) reset()      { l.sum = Opt[T]{} }

func (l *AccumulatorLocal[T]) merge(later local) *fn.Fault {
	if o := later.(*AccumulatorLocal[T]); o.sum.OK {
		return l.Add(o.sum.Value)
	}
	return nil
}

func (a *Accumulator[T]) absorb(b *Batch, l local) {
	if sum := l.(*AccumulatorLocal[T]).sum; sum.OK {
		if fault := a.Add(b, sum.Value); fault != nil {
			b.Fail(fault)
		}
	}
}

func (a *Accumulator[T]) save(out *Writer) { out.buf = a.typ.AppendBinary(out.buf, a.value) }
func (a *Accumulator[T]) load(in *Reader)  { a.value = readValue(in, a.typ) }
