package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var errorRows = &Op{
	Name: "errors",
	Sig:  "stream[T].errors -> stream[RowError]",
	Doc: "Of a binding: the rows that failed in its chain, with `time`, `name`, `source` (the place in the program), `code`, `reason` and `row` (the input of the " +
		"operator that failed).",
	Example: `batch 1s
lines = input(string)
numbers = lines.map(line => line.toInt() ?? fail("no number"))
numbers.print()
numbers.errors.map(e => (e.row, e.reason)).print(name: "bad")

test "what failed, and why" {
    feed lines: ["1", "x"]
    tick
    expect numbers: [1]
    expect bad: [("x", "no number")]
}
`,
	Lower: func(c *Call) Flow {
		n := c.Recv.Node
		if !n.Bound {
			c.Builder.Report(errorsOfNoBinding(c.At))
		}
		return c.Builder.Node(c, &plan.Errors{Of: n.ErrorName}, types.RowError(), plan.ArrivalOrder, c.Settings.Batch, nil)
	},
}

var lateRows = &Op{
	Name:  "late",
	Sig:   "stream[T].late -> stream[T]",
	Doc:   "Of a table: the rows that came too late for a stateful operator.",
	Later: belongsToTables,
}
