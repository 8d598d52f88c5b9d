package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var countByValue = &Op{
	Name: "countByValue",
	Sig:  "flow[T].countByValue() -> flow[(T, int)]   where T: key",
	Doc:  "Gives (value, how often it occurs) for each distinct row of a batch.",
	Example: `batch 1s
words = input(string)
counts = words.countByValue()
counts.print()

test "how often each occurs" {
    feed words: ["a", "b", "a"]
    tick
    expect counts: [("a", 2), ("b", 1)]
}
`,
	Lower: func(c *Call) Flow {
		return c.fold(c.pairWith(c.Recv, intConst(1, c.Span), false), "countByValue", c.arith(plan.OpAdd))
	},
}
