package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var countByWindow = &Op{
	Name: "countByWindow",
	Sig:  "stream[T].countByWindow(size: const duration, slide: const duration = none; name: const string = none) -> stream[int]",
	Doc: "Gives the number of rows of the last size, every slide: no row before the first one ever came; then 0 for an empty window (with `dialect python` only " +
		"when size is at least 5 slides, else no row). Needs a `checkpoint`.",
	Example: `batch 1s
checkpoint "checkpoint"
words = input(string)
counts = words.countByWindow(5s, 1s)
counts.print()

test "nothing before the first row" {
    tick
    expect counts: []
    feed words: ["a", "b"]
    tick
    expect counts: [2]
}
`,
	Lower: func(c *Call) Flow {
		x := &plan.Var{Name: "_", Type: c.Recv.Row(), Span: c.Span}
		one := lambda(c.Span, tupleOf(c.Span, intConst(1, c.Span), intConst(1, c.Span)), x)
		ones := c.steps(c.Recv, plan.StepMap, one, pair(types.Int, types.Int))
		return c.second(c.inverse(ones, c.arith(plan.OpAdd), c.arith(plan.OpSub), nil))
	},
}
