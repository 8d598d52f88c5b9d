package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var flatMap = &Op{
	Name: "flatMap",
	Sig:  "flow[T].flatMap(f: T -> many U) -> flow[U]",
	Doc:  "Gives all that f gives for each row, in order. f gives a list, or an optional: then rows for which it is `none` are left out.",
	Example: `batch 1s
lines = input(string)
words = lines.flatMap(line => line.split(" "))
words.print()
numbers = lines.flatMap(line => line.toInt())
numbers.print()

test "lists and optionals" {
    feed lines: ["to be", "7"]
    tick
    expect words ordered: ["to", "be", "7"]
    expect numbers: [7]
}
`,
	Lower: func(c *Call) Flow {
		f := c.fn("f")
		return c.steps(c.Recv, flatStep(f), f, c.Types["U"])
	},
}

// flatStep is the step for a function that gives a list or an optional.
func flatStep(f *plan.Fn) plan.StepOp {
	if _, ok := types.Resolve(f.Type().(*types.Func).Result).(*types.Optional); ok {
		return plan.StepOptMap
	}
	return plan.StepFlatMap
}
