package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var queue = &Op{
	Name: "queue",
	Sig:  "queue(lists: [[T]]; oneAtATime: const bool = true) -> stream[T]",
	Doc:  "Hands out its lists, one per batch, or all that wait at once with `oneAtATime: false`. When there is none left, batches are empty.",
	Example: `batch 1s
numbers = queue([[1, 2], [3]])
numbers.print()

test "one list per batch" {
    tick 3
    expect numbers at 1s: [1, 2]
    expect numbers at 2s: [3]
    expect numbers at 3s: []
}
`,
	Lower: func(c *Call) Flow {
		return c.Builder.Source(c, &plan.Source{Source: "queue", Args: c.args("lists", "oneAtATime")}, c.Types["T"])
	},
}
