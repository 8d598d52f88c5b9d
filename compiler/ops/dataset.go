package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// The operators and actions that only datasets have. A dataset is lazy: it runs at the first action, and is kept for the batch.

// batchExample is a program that prints what an expression over the dataset `rdd` of ints is.
func batchExample(expr, feed, want string) string {
	return `batch 1s
numbers = input(int)
numbers.foreachRDD(rdd => { print(` + expr + `) })

test "what it gives" {
    feed numbers: ` + feed + `
    tick
    expect printed: ["` + want + `"]
}
`
}

// action runs the receiver.
func (c *Call) action(name string, t types.Type, args ...plan.Expr) Flow {
	failing := c.Recv.Data.Fallible()
	for _, a := range args {
		failing = failing || a.Fallible()
		if f, ok := a.(*plan.Fn); ok {
			failing = failing || f.BodyFails
		}
	}
	return Flow{Data: &plan.Action{Info: plan.Info{T: t, Span: c.Span, Fails: failing}, Name: name, Data: c.Recv.Data, Args: args}}
}

var sortBy = &Op{
	Name:     "sortBy",
	Sig:      "dataset[T].sortBy(f: T -> K) -> dataset[T]   where K: key",
	Doc:      "Sorts the rows by f, rows that are equal by f in order of arrival. `desc(x)` turns the order round; a tuple sorts by several.",
	Example:  batchExample("rdd.sortBy(n => desc(n)).collect()", "[1, 3, 2]", "[3, 2, 1]"),
	Ordering: true,
	Lower: func(c *Call) Flow {
		by, desc, _ := c.ordering(c.fn("f"))
		return c.Flow(&plan.Sort{By: by, Desc: desc}, c.Recv.Row(), plan.ArrivalOrder, c.Recv)
	},
}

var limit = &Op{
	Name:    "limit",
	Sig:     "dataset[T].limit(n: int) -> dataset[T]",
	Doc:     "The first n rows.",
	Example: batchExample("rdd.limit(2).collect()", "[1, 3, 2]", "[1, 3]"),
	Lower: func(c *Call) Flow {
		c.checkAtLeast("n", 0)
		return c.Flow(&plan.Sort{Limit: c.Args["n"]}, c.Recv.Row(), c.Recv.order(), c.Recv)
	},
}

var distinct = &Op{
	Name:    "distinct",
	Sig:     "dataset[T].distinct() -> dataset[T]   where T: key",
	Doc:     "The rows without repetitions, each where it came first.",
	Example: batchExample("rdd.distinct().collect()", "[2, 1, 2]", "[2, 1]"),
	Lower:   func(c *Call) Flow { return c.Flow(&plan.Distinct{}, c.Recv.Row(), c.Recv.order(), c.Recv) },
}

var cartesian = &Op{
	Name:    "cartesian",
	Sig:     "dataset[T].cartesian(other: dataset[U]) -> dataset[(T, U)]",
	Doc:     "Every row of the left with every row of the right.",
	Example: batchExample("rdd.cartesian(rdd).count()", "[1, 2]", "4"),
	Lower: func(c *Call) Flow {
		other := c.Flows["other"][0]
		return c.Flow(&plan.Cartesian{}, pair(c.Recv.Row(), other.Row()), plan.ArrivalOrder, c.Recv, other)
	},
}

var subtract = &Op{
	Name:    "subtract",
	Sig:     "dataset[T].subtract(other: dataset[T]) -> dataset[T]   where T: key",
	Doc:     "The rows that the other does not have.",
	Example: batchExample("rdd.subtract([2]).collect()", "[1, 2, 3]", "[1, 3]"),
	Lower: func(c *Call) Flow {
		return c.Flow(&plan.Subtract{}, c.Recv.Row(), c.Recv.order(), c.Recv, c.Flows["other"][0])
	},
}

var collect = &Op{
	Name:    "collect",
	Sig:     "dataset[T].collect() -> [T]",
	Doc:     "Runs the dataset and gives its rows as a list.",
	Example: batchExample("rdd.map(n => n * 2).collect()", "[1, 2]", "[2, 4]"),
	Lower:   func(c *Call) Flow { return c.action("collect", &types.List{Elem: c.Recv.Row()}) },
}

var take = &Op{
	Name:    "take",
	Sig:     "dataset[T].take(n: int) -> [T]",
	Doc:     "Runs the dataset and gives its first n rows.",
	Example: batchExample("rdd.take(2)", "[3, 1, 2]", "[3, 1]"),
	Lower: func(c *Call) Flow {
		c.checkAtLeast("n", 0)
		return c.action("take", &types.List{Elem: c.Recv.Row()}, c.Args["n"])
	},
}

var first = &Op{
	Name:    "first",
	Sig:     "dataset[T].first() -> T?",
	Doc:     "Runs the dataset and gives its first row, `none` when there is none.",
	Example: batchExample("rdd.first() ?? 0", "[3, 1]", "3"),
	Lower:   func(c *Call) Flow { return c.action("first", types.Opt(c.Recv.Row())) },
}

var top = &Op{
	Name: "top",
	Sig:  "dataset[T].top(n: int, by: T -> K) -> [T]   where K: key",
	Doc: "Runs the dataset and gives the n rows that are greatest by `by`, the greatest first. With `asc(x)` or `desc(x)` in `by` the rows come in the order that it says " +
		"instead: `by: r => (desc(r.n), r.name)`.",
	Example:  batchExample("rdd.top(2, by: n => n)", "[1, 3, 2]", "[3, 2]"),
	Ordering: true,
	Lower: func(c *Call) Flow {
		c.checkAtLeast("n", 0)
		by, desc, said := c.ordering(c.fn("by"))
		if !said {
			for i := range desc {
				desc[i] = true
			}
		}
		sorted := c.Flow(&plan.Sort{By: by, Desc: desc, Limit: c.Args["n"]}, c.Recv.Row(), plan.ArrivalOrder, c.Recv)
		c.Recv = sorted
		return c.action("collect", &types.List{Elem: sorted.Row()})
	},
}

var foreachRow = &Op{
	Name: "foreach",
	Sig:  "dataset[T].foreach(f: T -> nothing) -> nothing",
	Doc:  "Runs the dataset and calls f with each row.",
	Example: `batch 1s
seen = accumulator(0)
numbers = input(int)
numbers.foreachRDD(rdd => {
    rdd.foreach(n => seen.add(n))
    print(seen.value)
})

test "adds all" {
    feed numbers: [1, 2]
    tick
    expect printed: ["3"]
}
`,
	Lower: func(c *Call) Flow { return c.action("foreach", types.Unit, c.fn("f")) },
}

var foreachPart = &Op{
	Name: "foreachPartition",
	Sig:  "dataset[T].foreachPartition(f: [T] -> nothing) -> nothing",
	Doc:  "Runs the dataset and calls f with the rows of each partition.",
	Example: `batch 1s
backend = pool(tcp("localhost:7777"), max: 8, idle: 30s)
words = input(string)
words.foreachRDD(rdd => rdd.foreachPartition(rows => backend.use(connection => {
    for word in rows { connection.send(word) }
})))

test "through the pool" {
    feed words: ["a"]
    tick
    expect backend: ["a"]
}
`,
	Lower: func(c *Call) Flow { return c.action("foreachPartition", types.Unit, c.fn("f")) },
}

var slice = &Op{
	Name: "slice",
	Sig:  "stream[T].slice(from: time, to: time) -> dataset[T]",
	Doc: "In batch code: the rows of the batches of a stream from one batch time to another, both included. Times that are no multiples of the slide are moved back " +
		"to one.",
	Example: `batch 1s
numbers = input(int)
recent = numbers.transform((t, _) => numbers.slice(t - 1s, t))
recent.print()

test "this batch and the one before" {
    feed numbers: [1]
    tick
    feed numbers: [2]
    tick
    expect recent at 2s: [1, 2]
}
`,
	Lower: func(c *Call) Flow {
		if !c.InBatch {
			c.Builder.Report(sliceOutside(c.At))
		}
		t := &types.Dataset{Row: c.Recv.Row()}
		fails := c.Args["from"].Fallible() || c.Args["to"].Fallible()
		return Flow{Data: &plan.SliceOf{Info: plan.Info{T: t, Span: c.Span, Fails: fails}, Stream: c.Recv.Node, From: c.Args["from"], To: c.Args["to"]}}
	},
}
