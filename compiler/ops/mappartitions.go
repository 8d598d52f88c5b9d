package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var mapPartitions = &Op{
	Name: "mapPartitions",
	Sig:  "flow[T].mapPartitions(f: [T] -> [U]) -> flow[U]",
	Doc:  "Gives f of the rows of each partition, once per partition, also of empty ones. A batch of a source is one partition; `repartition(n)` makes n.",
	Example: `batch 1s
words = input(string)
joined = words.mapPartitions(rows => [rows.join("+")])
joined.print()

test "once per partition" {
    feed words partitions 2: ["a", "b", "c", "d"]
    tick
    expect joined ordered: ["a+b", "c+d"]
}
`,
	Lower: func(c *Call) Flow {
		return c.Flow(&plan.Partition{Op: plan.MapPartitions, Fn: c.fn("f"), OnMissing: plan.MissingPass}, c.Types["U"], plan.ArrivalOrder, c.Recv)
	},
}
