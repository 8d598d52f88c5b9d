package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var foreachRDD = &Op{
	Name: "foreachRDD",
	Sig: `stream[T].foreachRDD(f: dataset[T] -> nothing) -> nothing
stream[T].foreachRDD(f: (time, dataset[T]) -> nothing) -> nothing`,
	Doc: "Calls f once per batch with the batch as a dataset (and its time), for its effect. Nothing of the dataset runs before an action.",
	Example: `batch 1s
words = input(string)
words.foreachRDD(rdd => { print("${rdd.count()} words") })

test "once per batch" {
    feed words: ["a", "b"]
    tick
    expect printed: ["2 words"]
}
`,
	Lower: func(c *Call) Flow {
		f := c.fn("f")
		return c.effect(f, len(f.Params) == 2)
	},
}

var foreachPartition = &Op{
	Name: "foreachPartition",
	Sig:  "stream[T].foreachPartition(f: [T] -> nothing) -> nothing",
	Doc:  "Calls f with the rows of each partition of each batch, for its effect.",
	Example: `batch 1s
server = tcp("localhost:7777")
words = input(string)
words.foreachPartition(rows => {
    connection = server.open()
    for word in rows { connection.send(word) }
    connection.close()
})

test "each row is sent" {
    feed words: ["a", "b"]
    tick
    expect server ordered: ["a", "b"]
}
`,
	Lower: func(c *Call) Flow { return c.effectOf("foreachPartition") },
}

var foreach = &Op{
	Name: "foreach",
	Sig:  "stream[T].foreach(f: T -> nothing) -> nothing",
	Doc:  "Calls f with each row, for its effect.",
	Example: `batch 1s
server = tcp("localhost:7777")
words = input(string)
words.foreach(word => {
    connection = server.open()
    connection.send(word)
    connection.close()
})

test "each row is sent" {
    feed words: ["a"]
    tick
    expect server: ["a"]
}
`,
	Lower: func(c *Call) Flow { return c.effectOf("foreach") },
}

// effectOf is foreachRDD with an action that takes the function of c.
func (c *Call) effectOf(action string) Flow {
	f := c.fn("f")
	rdd := &plan.Var{Name: "rdd", Type: &types.Dataset{Row: c.Recv.Row()}, Span: c.Span}
	body := &plan.Action{Info: plan.Info{T: types.Unit, Span: c.Span, Fails: f.BodyFails}, Name: action, Data: local(rdd), Args: []plan.Expr{f}}
	return c.effect(lambda(c.Span, body, rdd), false)
}

func (c *Call) effect(body *plan.Fn, withTime bool) Flow {
	kind := &plan.Batch{Op: c.Op.Name, Body: body, WithTime: withTime, OnMissing: plan.MissingPass}
	c.Builder.Output(c, &plan.Output{Output: "effect"}, c.Flow(kind, types.Unit, plan.ArrivalOrder, c.Recv), "")
	return Flow{}
}
