package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var filter = &Op{
	Name: "filter",
	Sig:  "flow[T].filter(p: T -> bool) -> flow[T]",
	Doc:  "Keeps the rows for which p is true, in order.",
	Example: `batch 1s
numbers = input(int)
even = numbers.filter(n => n % 2 == 0)
even.print()

test "keeps the even ones" {
    feed numbers: [1, 2, 3, 4]
    tick
    expect even ordered: [2, 4]
}
`,
	Lower: func(c *Call) Flow { return c.steps(c.Recv, plan.StepFilter, c.fn("p"), c.Recv.Row()) },
}
