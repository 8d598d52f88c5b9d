package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var combineByKey = &Op{
	Name: "combineByKey",
	Sig:  "flow[(K, V)].combineByKey(create: V -> C, add: (C, V) -> C, merge: (C, C) -> C) -> flow[(K, C)]   where K: key",
	Doc:  "The general fold by key: create makes a result of a key's first value, add takes in a further value, merge joins two results.",
	Example: `batch 1s
pairs = input((string, int))
means = pairs.combineByKey(v => (v, 1), (sum, v) => (sum[0] + v, sum[1] + 1), (a, b) => (a[0] + b[0], a[1] + b[1]))
             .mapValues((sum, n) => sum / n)
means.print()

test "a mean per key" {
    feed pairs: [("a", 1), ("a", 2)]
    tick
    expect means: [("a", 1.5)]
}
`,
	Lower: func(c *Call) Flow {
		k, _ := pairOf(c.Recv.Row())
		kind := &plan.Aggregate{
			Op: "combineByKey", Keyed: true, Create: c.fn("create"), Add: c.fn("add"), Merge: c.fn("merge"), OnMissing: plan.MissingPass,
		}
		return c.Flow(kind, pair(k, c.Types["C"]), plan.KeyOrder, c.Recv)
	},
}
