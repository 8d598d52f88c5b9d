package ops

var reduceByWindow = &Op{
	Name: "reduceByWindow",
	Sig: `stream[T].reduceByWindow(f: (T, T) -> T, size: const duration, slide: const duration = none; name: const string = none) -> stream[T]
stream[T].reduceByWindow(f: (T, T) -> T, inverse: (T, T) -> T, size: const duration, slide: const duration = none; name: const string = none) -> stream[T]`,
	Doc: "Folds the rows of the last size with f, every slide: one row, none for an empty window. With an inverse (see `reduceByKeyAndWindow`) a window that " +
		"has become empty gives what the inverse made of it, 0 for a sum.",
	Example: `batch 1s
numbers = input(int)
sums = numbers.reduceByWindow((a, b) => a + b, 2s, 1s)
sums.print()

test "the sum of the last two batches" {
    feed numbers: [1, 2]
    tick
    feed numbers: [3]
    tick 3
    expect sums at 1s: [3]
    expect sums at 2s: [6]
    expect sums at 3s: [3]
    expect sums at 4s: []
}
`,
	Lower: func(c *Call) Flow {
		f := c.fn("f")
		if inverse := c.fn("inverse"); inverse != nil {
			return c.second(c.inverse(c.pairWith(c.Recv, intConst(1, c.Span), true), f, inverse, nil))
		}
		return c.reduceAll(c.window(c.reduceAll(c.Recv, f)), f)
	},
}
