package ops

var reduceByKeyAndWindow = &Op{
	Name: "reduceByKeyAndWindow",
	Sig: `stream[(K, V)].reduceByKeyAndWindow(f: (V, V) -> V, size: const duration, slide: const duration = none; filter: ((K, V)) -> bool = none, name: const string = none) -> stream[(K, V)]   where K: key
stream[(K, V)].reduceByKeyAndWindow(f: (V, V) -> V, inverse: (V, V) -> V, size: const duration, slide: const duration = none; filter: ((K, V)) -> bool = none, name: const string = none) -> stream[(K, V)]   where K: key`,
	Doc: "Folds the values of each key over the last size, every slide. With an inverse the result is carried on: what leaves is taken out by the inverse, what " +
		"enters is folded in; that needs a `checkpoint`. With `dialect python` it is so only when size is at least 5 slides. Then a key whose rows have left stays, with what " +
		"the inverse made of it, unless `filter` drops it.",
	Example: `batch 1s
checkpoint "checkpoint"
pairs = input((string, int))
plain = pairs.reduceByKeyAndWindow((a, b) => a + b, 2s, 1s)
plain.print()
carried = pairs.reduceByKeyAndWindow((a, b) => a + b, (a, b) => a - b, 5s, 1s, filter: (key, n) => n != 0)
carried.print()

test "sums of the last seconds" {
    feed pairs: [("a", 1)]
    tick
    feed pairs: [("a", 2), ("b", 3)]
    tick 2
    expect plain at 2s: [("a", 3), ("b", 3)]
    expect plain at 3s: [("a", 2), ("b", 3)]
    expect carried at 3s: [("a", 3), ("b", 3)]
    tick 4
    expect carried at 7s: []
}
`,
	Lower: func(c *Call) Flow {
		f, filter := c.fn("f"), c.fn("filter")
		if inverse := c.fn("inverse"); inverse != nil {
			return c.inverse(c.Recv, f, inverse, filter)
		}
		if filter != nil {
			c.Builder.Report(filterIgnored(filter.Pos()))
		}
		return c.fold(c.window(c.fold(c.Recv, "reduceByKey", f)), "reduceByKey", f)
	},
}
