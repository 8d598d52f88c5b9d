package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var reduce = &Op{
	Name: "reduce",
	Sig:  "stream[T].reduce(f: (T, T) -> T) -> stream[T]",
	Doc:  "Folds the rows of each batch with f, which must be associative and commutative: one row, none for an empty batch.",
	Example: `batch 1s
numbers = input(int)
total = numbers.reduce((a, b) => a + b)
total.print()

test "no row for an empty batch" {
    feed numbers: [1, 2, 3]
    tick 2
    expect total at 1s: [6]
    expect total at 2s: []
}
`,
	Lower: func(c *Call) Flow { return c.reduceAll(c.Recv, c.fn("f")) },
}

// reduceAll folds all rows of each batch of in with f.
func (c *Call) reduceAll(in Flow, f *plan.Fn) Flow {
	kind := &plan.Aggregate{Op: "reduce", Create: c.identity(in.Row()), Add: f, Merge: f, OnMissing: plan.MissingPass}
	return c.Flow(kind, in.Row(), plan.ArrivalOrder, in)
}

var reduceRows = &Op{
	Name: "reduce",
	Sig:  "dataset[T].reduce(f: (T, T) -> T) -> T?",
	Doc:  "Runs the dataset and folds its rows with f; `none` when there are none.",
	Example: `batch 1s
numbers = input(int)
numbers.foreachRDD(rdd => { print(rdd.reduce((a, b) => a + b) ?? 0) })

test "the sum" {
    feed numbers: [1, 2]
    tick 2
    expect printed ordered: ["3", "0"]
}
`,
	Lower: func(c *Call) Flow { return c.action("reduce", types.Opt(c.Recv.Row()), c.fn("f")) },
}
