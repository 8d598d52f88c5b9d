package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var repartition = &Op{
	Name: "repartition",
	Sig:  "flow[T].repartition(n: int) -> flow[T]",
	Doc: "Cuts each batch into n parts, which `glom`, `mapPartitions` and `foreachPartition` show. The rows and their order stay. It has nothing to do with " +
		"the number of workers.",
	Example: `batch 1s
numbers = input(int)
parts = numbers.repartition(3).glom()
parts.print()

test "three parts" {
    feed numbers: [1, 2, 3, 4, 5, 6]
    tick
    expect parts ordered: [[1, 2], [3, 4], [5, 6]]
}
`,
	Lower: func(c *Call) Flow {
		c.checkAtLeast("n", 1)
		kind := &plan.Partition{Op: plan.Repartition, N: c.Args["n"], OnMissing: c.missing(plan.MissingFail, plan.MissingPass)}
		return c.Flow(kind, c.Recv.Row(), c.Recv.order(), c.Recv)
	},
}
