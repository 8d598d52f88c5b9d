package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// idleScan is how often keys that are idle are looked for: every tenth batch, as Spark does.
const idleScan = 10

var mapWithState = &Op{
	Name: "mapWithState",
	Sig: "stream[(K, V)].mapWithState(f: (K, V?, state[S]) -> maybe U; timeout: duration = none, initial: [(K, S)] = none, name: const string = none, " +
		"unbounded: const bool = false) -> stream[U]   where K: key",
	Doc: "Calls f for each row, with its key, its value and the key's state, and gives what f gives (f may give an optional). With a `timeout`, f is called once " +
		"more, with `none` for the value and `s.timedOut()` true, for a key without rows for longer than that, and its state goes; idle keys are looked for every tenth " +
		"batch, or as often as `every` of the `checkpoint` says. Needs a `checkpoint`. `.snapshots` is the whole table after each batch.",
	Example: `batch 1s
checkpoint "checkpoint"
pairs = input((string, int))
running = pairs.mapWithState((key, value, s: state[int]) => {
    n = (value ?? 0) + (s.get() ?? 0)
    s.update(n)
    return (key, n)
}, unbounded: true)
running.print()

test "a result per row" {
    feed pairs: [("a", 1), ("a", 2), ("b", 3)]
    tick
    expect running: [("a", 1), ("a", 3), ("b", 3)]
}
`,
	Lower: func(c *Call) Flow {
		c.checkpointed()
		kind := &plan.MapState{
			Fn:        c.fn("f"),
			State:     c.Types["S"],
			Timeout:   c.Args["timeout"],
			Initial:   c.Args["initial"],
			Every:     idleScan,
			StateName: c.stateName(),
		}
		if c.Recv.Node != nil && c.Recv.Node.Slide > 0 && c.Settings.CheckpointEvery > 0 {
			kind.Every = max(1, int(c.Settings.CheckpointEvery/c.Recv.Node.Slide))
		}
		if e := kind.Timeout; e != nil {
			if k, ok := e.(*plan.Const); ok && c.Builder.Duration(k) <= 0 {
				c.Builder.Report(timeoutTooShort(e.Pos()))
			}
		}
		return c.Flow(kind, c.Types["U"], plan.KeyOrder, c.Recv)
	},
}

var snapshots = &Op{
	Name: "snapshots",
	Sig:  "stream[T].snapshots -> stream[T]",
	Doc:  "Of a `mapWithState`: the whole table, (key, state), after each batch.",
	Example: `batch 1s
checkpoint "checkpoint"
pairs = input((string, int))
running = pairs.mapWithState((key, value, s: state[int]) => {
    s.update((value ?? 0) + (s.get() ?? 0))
    return key
}, unbounded: true)
running.snapshots.print(name: "table")

test "the whole table" {
    feed pairs: [("a", 1), ("b", 2)]
    tick
    feed pairs: [("a", 3)]
    tick
    expect table at 2s: [("a", 4), ("b", 2)]
}
`,
	Lower: func(c *Call) Flow {
		state, ok := c.Recv.Node.Kind.(*plan.MapState)
		if !ok {
			c.Builder.Report(noSnapshots(c.At))
			return c.Recv
		}
		k, _ := types.Resolve(c.Recv.Node.Inputs[0].Row).(*types.Tuple)
		return c.Flow(&plan.Snapshots{}, pair(k.Elems[0], state.State), plan.KeyOrder, c.Recv)
	},
}
