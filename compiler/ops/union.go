package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var union = &Op{
	Name: "union",
	Sig:  "flow[T].union(others: flow[T]...) -> flow[T]",
	Doc:  "Gives the rows of all, in the order in which they are named. Streams must run at the same times.",
	Example: `batch 1s
left = input(int)
right = input(int)
both = left.union(right)
both.print()

test "left rows come first" {
    feed right: [2]
    feed left: [1]
    tick
    expect both ordered: [1, 2]
}
`,
	Lower: func(c *Call) Flow {
		inputs := append([]Flow{c.Recv}, c.Flows["others"]...)
		kind := &plan.Union{OnMissing: c.missing(plan.MissingFail, plan.MissingEmpty)}
		return c.Flow(kind, c.Recv.Row(), plan.ArrivalOrder, inputs...)
	},
}
