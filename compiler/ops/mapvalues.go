package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var mapValues = &Op{
	Name: "mapValues",
	Sig:  "flow[(K, V)].mapValues(f: V -> U) -> flow[(K, U)]",
	Doc:  "Gives each row with f of its value; the key stays.",
	Example: `batch 1s
pairs = input((string, int))
more = pairs.mapValues(n => n + 10)
more.print()

test "keys stay" {
    feed pairs: [("a", 1), ("b", 2)]
    tick
    expect more ordered: [("a", 11), ("b", 12)]
}
`,
	Lower: func(c *Call) Flow {
		key, _ := pairOf(c.Recv.Row())
		f := c.keepKey(c.fn("f"), key, func(k, result plan.Expr) plan.Expr { return tupleOf(result.Pos(), k, result) })
		return c.steps(c.Recv, plan.StepMap, f, pair(key, c.Types["U"]))
	},
}
