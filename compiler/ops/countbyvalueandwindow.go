package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var countByValueAndWindow = &Op{
	Name: "countByValueAndWindow",
	Sig:  "stream[T].countByValueAndWindow(size: const duration, slide: const duration = none; name: const string = none) -> stream[(T, int)]   where T: key",
	Doc:  "Gives (value, how often it occurs in the last size), every slide. A value that has left is gone. Needs a `checkpoint`.",
	Example: `batch 1s
checkpoint "checkpoint"
words = input(string)
counts = words.countByValueAndWindow(2s, 1s)
counts.print()

test "values come and go" {
    feed words: ["a", "b", "b"]
    tick 2
    expect counts at 2s: [("a", 1), ("b", 2)]
    tick
    expect counts at 3s: []
}
`,
	Lower: func(c *Call) Flow {
		ones := c.pairWith(c.Recv, intConst(1, c.Span), false)
		p := &plan.Var{Name: "pair", Type: ones.Row(), Span: c.Span}
		present := &plan.Binary{Info: info(types.Bool, c.Span), Op: plan.OpNe, X: part(local(p), 1), Y: intConst(0, c.Span)}
		return c.inverse(ones, c.arith(plan.OpAdd), c.arith(plan.OpSub), lambda(c.Span, present, p))
	},
}
