package runtime

import (
	"slices"
	"sync"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/scan"
)

// TextStage runs the chains of a source of lines over a block. An instance is used by one goroutine at a time.
type TextStage interface{ Block(b *Block) }

// RowStage runs the chains of a typed source over rows.
type RowStage[T any] interface{ Rows(rows []T, b *Block) }

// FormatStage runs the chains of a source with a format: Block decodes lines itself, Rows takes rows that a script gives.
type FormatStage[T any] interface {
	TextStage
	RowStage[T]
}

// Block is a piece of a source's input: whole lines, or rows.
type Block struct {
	Data      []byte  // the lines, with scan.Padding bytes of room behind; valid until the stage returns
	Whole     bool    // Data is one line although it may hold line ends
	Number    int64   // of the block in its source and batch, in order of arrival
	Partition int     // that the rows belong to
	Time      fn.Time // the batch time
}

// Lines goes through the lines of the block.
func (b *Block) Lines() scan.Lines {
	if b.Whole {
		return scan.WholeLine(b.Data)
	}
	return scan.EachLine(b.Data)
}

// local is what one stage instance keeps of a batch at one end of its chain.
type local interface {
	mark(b *Block)               // behind each block
	merge(later local) *fn.Fault // takes in what another instance kept; rows by block number
	reset()
}

// end is an end of stage A, as the source knows it.
type end interface {
	setResult(l local)
	clear()
}

// slot is a stage instance with its locals. The source uses it again in later batches.
type slot struct {
	stage   any
	rejects *Rejects
	locals  []local // by number of the end; nil where the stage takes none
	shared  []local // by number of the accumulator; nil likewise
}

// localOf makes the local of end number n in the stage under construction.
func localOf(s *Source, n int, l local) {
	s.app.underConstruction(s.name).locals[n] = l
}

// underConstruction is the slot whose stage is being made.
func (a *App) underConstruction(name string) *slot {
	if a.building == nil {
		panic("runtime: a local of " + name + " outside of the constructor of a stage")
	}
	return a.building
}

// newSlot makes a stage instance.
func (s *Source) newSlot() *slot {
	s.app.stage.Lock()
	defer s.app.stage.Unlock()
	sl := &slot{rejects: &Rejects{}, locals: make([]local, len(s.ends)), shared: make([]local, len(s.app.shared))}
	s.app.building = sl
	sl.stage = s.newStage()
	s.app.building = nil
	return sl
}

// take gives an empty slot.
func (s *Source) take() *slot {
	s.slotMu.Lock()
	if n := len(s.free); n > 0 {
		sl := s.free[n-1]
		s.free = s.free[:n-1]
		s.slotMu.Unlock()
		return sl
	}
	s.slotMu.Unlock()
	return s.newSlot()
}

// release takes back what a batch has used.
func (s *Source) release(in *intake) {
	for _, e := range s.ends {
		e.clear()
	}
	for _, sl := range in.slots {
		if sl != nil {
			s.give(sl)
		}
	}
	in.slots = nil
}

// give takes a slot back that nobody looks at any more.
func (s *Source) give(sl *slot) {
	for _, l := range slices.Concat(sl.locals, sl.shared) {
		if l != nil {
			l.reset()
		}
	}
	sl.rejects.reset()
	s.slotMu.Lock()
	s.free = append(s.free, sl)
	s.slotMu.Unlock()
}

// run runs the stage over a chunk of input. A panic of a function of the user becomes a fault of the batch.
func (sl *slot) run(c *chunk) {
	defer func() {
		if p := recover(); p != nil {
			sl.rejects.FailBatch(panicFault(p))
		}
	}()
	sl.rejects.number = c.block.Number
	c.run(sl.stage, &c.block)
	for _, l := range sl.locals {
		if l != nil {
			l.mark(&c.block)
		}
	}
}

// merge takes in what a later slot kept.
func (sl *slot) merge(later *slot) *fn.Fault {
	sl.rejects.merge(later.rejects)
	others := slices.Concat(later.locals, later.shared)
	for i, l := range slices.Concat(sl.locals, sl.shared) {
		if l == nil {
			continue
		}
		if fault := l.merge(others[i]); fault != nil {
			return fault
		}
	}
	return nil
}

// runChunk runs the source's stage over a chunk on the driver's goroutine.
func (in *intake) runChunk(c *chunk) {
	if in.source.app.replay != nil {
		in.replayChunks([]*chunk{c})
		return
	}
	in.book(c)
	in.slot(0).run(c)
}

// book gives a chunk its number and time.
func (in *intake) book(c *chunk) {
	c.block.Number, c.block.Time = in.numbers, in.time
	in.numbers++
}

// replayChunks runs the source's stage over chunks, as many at the same time as there are workers. Each has an instance of its own, and they are merged in order, so
// that nothing depends on how many workers there are.
func (in *intake) replayChunks(chunks []*chunk) {
	for together := range slices.Chunk(chunks, in.source.app.options.Workers) {
		slots := make([]*slot, len(together))
		var wait sync.WaitGroup
		for i, c := range together {
			in.book(c)
			if c.block.Number == 0 {
				slots[i] = in.slot(0)
			} else {
				slots[i] = in.source.take()
			}
			wait.Go(func() { slots[i].run(c) })
		}
		wait.Wait()
		in.join(slots)
	}
}

// join merges instances into the first one of the batch.
func (in *intake) join(slots []*slot) {
	first := in.slot(0)
	for _, later := range slots {
		if later == first {
			continue
		}
		if fault := first.merge(later); fault != nil {
			first.rejects.FailBatch(fault)
		}
		in.source.give(later)
	}
}

// chunk is a block on its way to a stage.
type chunk struct {
	block Block
	run   func(stage any, b *Block)
}

func runText(stage any, b *Block) { stage.(TextStage).Block(b) }

// Rejects are the error rows of a stage instance, or of stage B.
type Rejects struct {
	number int64
	rows   []rejected
	lost   int64 // beyond the limit: counted, not kept
	fault  *fn.Fault
}

type rejected struct {
	number int64
	RowError
}

// Reject makes the row an error row of the binding name: it leaves the batch and is counted. row is the input of the operator that failed.
func (r *Rejects) Reject(f *fn.Fault, name, row string) {
	if len(r.rows) >= Limits.ErrorRows {
		r.lost++
		return
	}
	r.rows = append(r.rows, rejected{r.number, RowError{Name: name, Source: f.Source, Code: f.Code, Reason: f.Reason, Row: cutRow(row)}})
}

// FailBatch fails the batch.
func (r *Rejects) FailBatch(f *fn.Fault) {
	if r.fault == nil {
		r.fault = f
	}
}

func (r *Rejects) reset() { *r = Rejects{rows: r.rows[:0]} }

// merge takes in error rows of another instance; sortByBlock orders them.
func (r *Rejects) merge(later *Rejects) {
	r.rows = append(r.rows, later.rows...)
	r.lost += later.lost
	if r.fault == nil {
		r.fault = later.fault
	}
}
