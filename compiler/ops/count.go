package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var count = &Op{
	Name: "count",
	Sig:  "stream[T].count() -> stream[int]",
	Doc:  "Gives the number of rows of each batch: one row, 0 for an empty batch.",
	Example: `batch 1s
words = input(string)
sizes = words.count()
sizes.print()

test "0 for an empty batch" {
    feed words: ["a", "b"]
    tick 2
    expect sizes at 1s: [2]
    expect sizes at 2s: [0]
}
`,
	Lower: func(c *Call) Flow {
		kind := &plan.Aggregate{
			Op:        "count",
			Create:    c.always(c.Recv.Row(), intConst(1, c.Span)),
			Add:       c.increment(c.Recv.Row()),
			Merge:     c.arith(plan.OpAdd),
			Zero:      intConst(0, c.Span),
			OnMissing: c.missing(plan.MissingFail, plan.MissingPass),
		}
		return c.Flow(kind, types.Int, plan.ArrivalOrder, c.Recv)
	},
}

var countRows = &Op{
	Name: "count",
	Sig:  "dataset[T].count() -> int",
	Doc:  "Runs the dataset and gives the number of its rows.",
	Example: `batch 1s
words = input(string)
words.foreachRDD(rdd => { print(rdd.count()) })

test "the number of rows" {
    feed words: ["a", "b"]
    tick
    expect printed: ["2"]
}
`,
	Lower: func(c *Call) Flow { return c.action("count", types.Int) },
}
