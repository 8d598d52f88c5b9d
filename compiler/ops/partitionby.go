package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var partitionBy = &Op{
	Name: "partitionBy",
	Sig:  "flow[(K, V)].partitionBy(n: int) -> flow[(K, V)]   where K: key",
	Doc:  "Cuts each batch into n parts by a fixed hash of the key: rows of one key stand in one part.",
	Example: `batch 1s
pairs = input((string, int))
parts = pairs.partitionBy(1).glom()
parts.print()

test "equal keys stand together" {
    feed pairs: [("a", 1), ("b", 2)]
    tick
    expect parts: [[("a", 1), ("b", 2)]]
}
`,
	Lower: func(c *Call) Flow {
		c.checkAtLeast("n", 1)
		kind := &plan.Partition{Op: plan.PartitionBy, N: c.Args["n"], OnMissing: plan.MissingPass}
		return c.Flow(kind, c.Recv.Row(), plan.ArrivalOrder, c.Recv)
	},
}
