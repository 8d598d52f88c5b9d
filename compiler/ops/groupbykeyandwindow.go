package ops

var groupByKeyAndWindow = &Op{
	Name: "groupByKeyAndWindow",
	Sig:  "stream[(K, V)].groupByKeyAndWindow(size: const duration, slide: const duration = none; name: const string = none) -> stream[(K, [V])]   where K: key",
	Doc:  "Gives (key, its values of the last size), every slide, oldest first.",
	Example: `batch 1s
pairs = input((string, int))
groups = pairs.groupByKeyAndWindow(2s, 1s)
groups.print()

test "values of the last two batches" {
    feed pairs: [("a", 1)]
    tick
    feed pairs: [("a", 2)]
    tick
    expect groups at 2s: [("a", [1, 2])]
}
`,
	Lower: func(c *Call) Flow { return c.group(c.window(c.Recv), "groupByKeyAndWindow") },
}
