package ops

var reduceByKey = &Op{
	Name: "reduceByKey",
	Sig:  "flow[(K, V)].reduceByKey(f: (V, V) -> V) -> flow[(K, V)]   where K: key",
	Doc: "Folds the values of each key of a batch with f, which must be associative and commutative. A key with a single value is passed on without a call of f. " +
		"Results come in key order.",
	Example: `batch 1s
pairs = input((string, int))
sums = pairs.reduceByKey((a, b) => a + b)
sums.print()

test "a sum per key, nothing kept" {
    feed pairs: [("a", 1), ("b", 2), ("a", 3)]
    tick
    expect sums ordered: [("a", 4), ("b", 2)]
    tick
    expect sums: []
}
`,
	Lower: func(c *Call) Flow { return c.fold(c.Recv, "reduceByKey", c.fn("f")) },
}
