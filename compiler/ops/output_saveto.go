package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var saveTo = &Op{
	Name: "saveTo",
	Sig:  "stream[T].saveTo(sink: sink; name: const string = none) -> nothing",
	Doc:  "Writes each batch to a sink: `file(dir, format: json)`, `console()`, or an endpoint such as `tcp(address)`, which is sent each row as a line.",
	Example: `batch 1s
counts = input((string, int))
counts.saveTo(file("out", format: json))

test "every row" {
    feed counts: [("a", 1)]
    tick
    expect counts: [("a", 1)]
}
`,
	Lower: func(c *Call) Flow {
		sink := c.Sinks["sink"]
		c.checkSink(sink)
		return c.output(&plan.Output{Output: "saveTo", Sink: sink}, c.Recv)
	},
}

var saveDataset = &Op{
	Name:  "saveTo",
	Sig:   "dataset[T].saveTo(sink: sink) -> nothing",
	Doc:   "Runs the dataset and writes its rows to a sink.",
	Later: "batch code cannot write to a sink; let transform give the rows, and give that stream the saveTo",
}

// checkSink wants rows that the format can hold: a line of csv holds plain values only.
func (c *Call) checkSink(s *plan.Sink) {
	if s != nil && s.Extern != nil && !types.Same(s.Extern.Row, c.Recv.Row()) {
		c.Builder.Report(otherRows(c.At, s.Extern.Row, c.Recv.Row()))
	}
	if s == nil || s.Format != "csv" {
		return
	}
	if row := types.Resolve(c.Recv.Row()); NotInCSV(row) != nil {
		c.Builder.Report(noCSV(c.At, row, NotInCSV(row)))
	}
}

// NotInCSV is the part of a row that a line of csv cannot hold, nil when it can hold all.
func NotInCSV(row types.Type) types.Type {
	row = types.Resolve(row)
	parts := []types.Type{row}
	switch row.(type) {
	case *types.Tuple, *types.Record:
		parts = types.Parts(row)
	}
	for _, p := range parts {
		p = types.Resolve(p)
		if o, ok := p.(*types.Optional); ok {
			p = types.Resolve(o.Elem)
		}
		if _, plain := p.(types.Basic); !plain {
			return p
		}
	}
	return nil
}
