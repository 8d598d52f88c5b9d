package ops

var cache = &Op{
	Name: "cache",
	Sig:  "flow[T].cache() -> flow[T]",
	Doc:  "Does nothing: what is used twice is computed once and kept for the batch anyway. It is there for programs that come from Spark.",
	Example: `batch 1s
numbers = input(int)
kept = numbers.cache()
kept.print()

test "the same rows" {
    feed numbers: [1]
    tick
    expect kept: [1]
}
`,
	Lower: func(c *Call) Flow {
		c.Builder.Report(cacheDoesNothing(c.At))
		return c.Recv
	},
}
