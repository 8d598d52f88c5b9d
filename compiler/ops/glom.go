package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var glom = &Op{
	Name: "glom",
	Sig:  "flow[T].glom() -> flow[[T]]",
	Doc:  "Gives the rows of each partition as one list, an empty list for an empty partition.",
	Example: `batch 1s
numbers = input(int)
lists = numbers.glom()
lists.print()

test "a list per partition" {
    feed numbers partitions 2: [1, 2, 3]
    tick
    expect lists ordered: [[1], [2, 3]]
}
`,
	Lower: func(c *Call) Flow {
		kind := &plan.Partition{Op: plan.Glom, OnMissing: plan.MissingPass}
		return c.Flow(kind, &types.List{Elem: c.Recv.Row()}, plan.ArrivalOrder, c.Recv)
	},
}
