package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var groupByKey = &Op{
	Name: "groupByKey",
	Sig:  "flow[(K, V)].groupByKey() -> flow[(K, [V])]   where K: key",
	Doc:  "Gives (key, its values) for each key of a batch, values in order of arrival.",
	Example: `batch 1s
pairs = input((string, int))
groups = pairs.groupByKey()
groups.print()

test "all values of a key" {
    feed pairs: [("a", 1), ("b", 2), ("a", 3)]
    tick
    expect groups ordered: [("a", [1, 3]), ("b", [2])]
}
`,
	Lower: func(c *Call) Flow { return c.group(c.Recv, "groupByKey") },
}

// group is in with the values of each key in a list.
func (c *Call) group(in Flow, op string) Flow {
	k, v := pairOf(in.Row())
	kind := &plan.Aggregate{Op: op, Keyed: true, OnMissing: plan.MissingPass}
	return c.Flow(kind, pair(k, &types.List{Elem: v}), plan.KeyOrder, in)
}
