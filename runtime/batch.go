package runtime

import (
	"slices"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Batch is a batch at its end: stage B runs on it. The first fault ends it; from then on all datasets are empty.
type Batch struct {
	Time      fn.Time // the batch time, which is now()
	app       *App
	fault     *fn.Fault
	rejects   *Rejects        // of the step that runs
	rowErrors []RowError      // in order
	lost      int64           // error rows beyond the limit
	read      map[string]bool // bindings whose error rows the program reads
	text      []byte          // what outputs print
	lines     [][]byte        // of replay
	prepared  []sink          // to be finished behind the commit
}

// sink is a write that is prepared in a batch and finished behind its commit.
type sink interface {
	finish() error
	abandon()
}

func (a *App) newBatch(time fn.Time) *Batch {
	return &Batch{Time: time, app: a, rejects: &Rejects{}}
}

// Fail ends the batch as failed. The first fault counts.
func (b *Batch) Fail(f *fn.Fault) {
	if b.fault == nil {
		b.fault = f
	}
}

// Failed reports whether the batch has failed.
func (b *Batch) Failed() bool { return b.fault != nil }

// Print is print(…) of batch code.
func (b *Batch) Print(text string) {
	if b.Failed() {
		return
	}
	b.text = append(append(b.text, text...), '\n')
	if b.app.replay != nil {
		line := b.line("print")
		b.lines = append(b.lines, append(fn.AppendJSONString(line, text), '}'))
	}
}

// line begins a line of replay: its time and the key that says what it is.
func (b *Batch) line(kind string) []byte {
	line := append([]byte(`{"time": `), itoa(b.millis())...)
	return append(append(append(line, `, "`...), kind...), `": `...)
}

func (b *Batch) millis() int64 { return fn.TimeMillis(b.Time) }

// ErrorsOf is the error rows of the binding name; deps are the datasets whose steps stand in its chain.
func (b *Batch) ErrorsOf(name string, deps ...Input) *Data[RowError] {
	if b.read == nil {
		b.read = map[string]bool{}
	}
	b.read[name] = true
	return lazy(b, func() [][]RowError {
		for _, dep := range deps {
			if due, _ := dep.state(); due {
				dep.force()
			}
		}
		var rows []RowError
		for _, row := range b.rowErrors {
			if row.Name == name {
				rows = append(rows, row)
			}
		}
		return [][]RowError{rows}
	})
}

// takeRejects makes what a step rejected error rows of the batch.
func (b *Batch) takeRejects() {
	b.addRejects(b.rejects)
	b.rejects.reset()
}

func (b *Batch) addRejects(r *Rejects) {
	slices.SortStableFunc(r.rows, func(x, y rejected) int { return fn.CompareInt(x.number, y.number) })
	for _, row := range r.rows {
		if len(b.rowErrors) >= Limits.ErrorRows {
			b.lost++
			continue
		}
		row.Time = b.Time
		b.rowErrors = append(b.rowErrors, row.RowError)
	}
	b.lost += r.lost
	if r.fault != nil {
		b.Fail(r.fault)
	}
}

// settleErrors does with error rows that nobody reads what the setting says.
func (b *Batch) settleErrors() {
	unread := b.unread()
	if len(unread) == 0 {
		return
	}
	switch b.app.config.Errors {
	case "fail":
		first := unread[0]
		b.Fail((&fn.Fault{Code: CodeRowErrors, Reason: "a row failed, and the setting is errors fail: " + first.Code + ": " + first.Reason}).At(first.Source))
	case "file":
		if b.app.replay == nil {
			b.saveErrors(unread)
		}
	default:
		if b.app.replay == nil {
			b.app.log.rowErrors(unread, b.lost)
		}
	}
}

func (b *Batch) unread() []RowError {
	var rows []RowError
	for _, row := range b.rowErrors {
		if !b.read[row.Name] {
			rows = append(rows, row)
		}
	}
	return rows
}

// saveErrors appends error rows to the file of the setting, one JSON object a line.
func (b *Batch) saveErrors(rows []RowError) {
	typ := RowErrorType()
	var lines []byte
	for _, row := range rows {
		lines = append(typ.AppendJSON(lines, row), '\n')
	}
	if err := b.app.world.Files.Append(b.app.config.ErrorsFile, lines); err != nil {
		b.Fail(fault(CodeOutput, "error rows cannot be written to "+b.app.config.ErrorsFile+": "+err.Error()))
	}
}

// finish finishes the prepared writes, behind the commit.
func (b *Batch) finish() error {
	for _, s := range b.prepared {
		if err := s.finish(); err != nil {
			return fault(CodeOutput, err.Error())
		}
	}
	return nil
}

// abandon takes prepared writes back.
func (b *Batch) abandon() {
	for _, s := range b.prepared {
		s.abandon()
	}
}
