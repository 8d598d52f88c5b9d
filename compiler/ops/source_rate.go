package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// rateRow is the row of `rate`: when it was made, and its number from 0.
func rateRow() *types.Record {
	return &types.Record{Fields: []types.Field{{Name: "timestamp", Type: types.Time}, {Name: "value", Type: types.Int}}}
}

var rate = &Op{
	Name: "rate",
	Sig:  "rate(; rowsPerSecond: const int = 1) -> stream[{timestamp: time, value: int}]",
	Doc:  "Makes rowsPerSecond rows a second, numbered from 0, with times spread evenly over the second.",
	Example: `batch 1s
ticks = rate(rowsPerSecond: 2)
ticks.map(t => t.value).print()

test "two rows a second" {
    tick 2
    expect ticks at 1s: [0, 1]
}
`,
	Lower: func(c *Call) Flow {
		c.checkAtLeast("rowsPerSecond", 1)
		return c.Builder.Source(c, &plan.Source{Source: "rate", Args: c.args("rowsPerSecond"), Replayable: true}, rateRow())
	},
}
