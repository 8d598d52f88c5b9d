package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var transform = &Op{
	Name: "transform",
	Sig: `stream[T].transform(f: dataset[T] -> dataset[U]) -> stream[U]
stream[T].transform(f: (time, dataset[T]) -> dataset[U]) -> stream[U]`,
	Doc: "Calls f once per batch with the batch as a dataset (and its time), and gives the dataset that f gives: any operator of datasets, and data that may " +
		"change between batches.",
	Example: `batch 1s
words = input(string)
sorted = words.transform(rdd => rdd.distinct().sortBy(w => w))
sorted.print()

test "distinct and sorted" {
    feed words: ["b", "a", "b"]
    tick
    expect sorted ordered: ["a", "b"]
}
`,
	Lower: func(c *Call) Flow {
		f := c.fn("f")
		kind := &plan.Batch{Op: "transform", Body: f, WithTime: len(f.Params) == 2, OnMissing: c.missing(plan.MissingFail, plan.MissingPass)}
		return c.Flow(kind, c.Types["U"], plan.ArrivalOrder, c.Recv)
	},
}

var transformWith = &Op{
	Name: "transformWith",
	Sig: `stream[T].transformWith(other: stream[U], f: (dataset[T], dataset[U]) -> dataset[W]) -> stream[W]
stream[T].transformWith(other: stream[U], f: (time, dataset[T], dataset[U]) -> dataset[W]) -> stream[W]`,
	Doc: "As `transform`, over two streams that run at the same times.",
	Example: `batch 1s
left = input(int)
right = input(int)
rest = left.transformWith(right, (a, b) => a.subtract(b))
rest.print()

test "what the right one does not have" {
    feed left: [1, 2, 3]
    feed right: [2]
    tick
    expect rest: [1, 3]
}
`,
	Lower: func(c *Call) Flow {
		f := c.fn("f")
		kind := &plan.Batch{Op: "transformWith", Body: f, WithTime: len(f.Params) == 3, OnMissing: c.missing(plan.MissingFail, plan.MissingEmpty)}
		return c.Flow(kind, c.Types["W"], plan.ArrivalOrder, c.Recv, c.Flows["other"][0])
	},
}

var transformMany = &Op{
	Name: "transform",
	Sig:  "transform(streams: streams, f: datasets -> dataset[U]) -> stream[U]",
	Doc:  "As `transform`, over any number of streams: f is given the tuple of their datasets, or one dataset per parameter.",
	Example: `batch 1s
a = input(int)
b = input(int)
c = input(int)
all = transform([a, b, c], rdds => rdds[0].union(rdds[1], rdds[2]))
all.print()

test "all three" {
    feed a: [1]
    feed b: [2]
    feed c: [3]
    tick
    expect all: [1, 2, 3]
}
`,
	Lower: func(c *Call) Flow {
		inputs := c.Flows["streams"]
		kind := &plan.Batch{Op: "transform", Body: c.spread(c.fn("f")), OnMissing: plan.MissingFail}
		return c.Flow(kind, c.Types["U"], plan.ArrivalOrder, inputs...)
	},
}

// spread makes a function over a tuple of datasets one with a parameter for each.
func (c *Call) spread(f *plan.Fn) *plan.Fn {
	t, ok := types.Resolve(f.Params[0].Type).(*types.Tuple)
	if !ok {
		return f // a single stream, or one parameter each already
	}
	all := f.Params[0]
	params := make([]*plan.Var, len(t.Elems))
	parts := make([]plan.Expr, len(t.Elems))
	for i, elem := range t.Elems {
		params[i] = &plan.Var{Name: "rdd" + string(rune('1'+i%9)), Type: elem, Span: all.Span}
		parts[i] = local(params[i])
	}
	body := plan.Rewrite(f.Body, func(e plan.Expr) plan.Expr {
		if field, ok := e.(*plan.Field); ok {
			if l, ok := field.X.(*plan.Local); ok && l.Var == all {
				return parts[field.Index]
			}
		}
		return e
	})
	if reads(body, all) {
		body = letIn(all, tupleOf(all.Span, parts...), body)
	}
	return lambda(f.Span, body, params...)
}

// reads reports whether v is read in e.
func reads(e plan.Expr, v *plan.Var) bool {
	found := false
	plan.Walk(e, func(e plan.Expr) bool {
		if l, ok := e.(*plan.Local); ok && l.Var == v {
			found = true
		}
		return !found
	})
	return found
}
