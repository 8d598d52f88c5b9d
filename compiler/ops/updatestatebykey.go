package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
)

var updateStateByKey = &Op{
	Name: "updateStateByKey",
	Sig: `stream[(K, V)].updateStateByKey(f: ([V], S?) -> maybe S; initial: [(K, S)] = none, name: const string = none, unbounded: const bool = false) -> stream[(K, S)]   where K: key
stream[(K, V)].updateStateByKey(f: (K, [V], S?) -> maybe S; initial: [(K, S)] = none, name: const string = none, unbounded: const bool = false) -> stream[(K, S)]   where K: key`,
	Doc: "Keeps a state per key over batches. Every batch, f is called for every key that has state or new values, with the new values in order of arrival (an empty " +
		"list for a key without) and the state (`none` for a new key), and gives the new state; `none` removes the key. Gives all keys with their state. Needs a " +
		"`checkpoint`. `unbounded: true` says that a state which only grows is meant.",
	Example: `batch 1s
checkpoint "checkpoint"
pairs = input((string, int))
sums = pairs.updateStateByKey((values, old) => values.sum() + (old ?? 0), unbounded: true)
sums.print()

test "sums go on" {
    feed pairs: [("a", 1), ("a", 2)]
    tick
    feed pairs: [("b", 3)]
    tick
    expect sums at 1s: [("a", 3)]
    expect sums at 2s: [("a", 3), ("b", 3)]
}
`,
	Lower: func(c *Call) Flow {
		c.checkpointed()
		k, _ := pairOf(c.Recv.Row())
		f := c.fn("f")
		kind := &plan.UpdateState{
			Fn:        f,
			WithKey:   len(f.Params) == 3,
			State:     c.Types["S"],
			Initial:   c.Args["initial"],
			IdleNoop:  idleNoop(f),
			StateName: c.stateName(),
			OnMissing: c.missing(plan.MissingEmpty, plan.MissingPass),
		}
		return c.Flow(kind, pair(k, c.Types["S"]), plan.KeyOrder, c.Recv)
	},
}
