package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var mapRows = &Op{
	Name: "map",
	Sig:  "flow[T].map(f: T -> U) -> flow[U]",
	Doc:  "Gives f of each row, in order.",
	Example: `batch 1s
numbers = input(int)
doubled = numbers.map(n => n * 2)
doubled.print()

test "one result per row" {
    feed numbers: [1, 2]
    tick
    expect doubled ordered: [2, 4]
}
`,
	Lower: func(c *Call) Flow { return c.steps(c.Recv, plan.StepMap, c.fn("f"), c.Types["U"]) },
}
