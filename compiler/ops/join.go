package ops

import (
	"strings"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

const joinExample = `batch 1s
clicks = input((string, string))
views = input((string, string))
both = clicks.%s(views)
both.print()

test "rows of one batch meet by key" {
    feed clicks: [("u", "buy"), ("v", "pay")]
    feed views: [("u", "home"), ("w", "cart")]
    tick
    expect both: [%r]
}
`

// joinOp is a kind of join; the optional marks stand in result.
func joinOp(kind plan.JoinKind, result, doc, rows string) *Op {
	return &Op{
		Name:    string(kind),
		Sig:     "flow[(K, V)]." + string(kind) + "(other: flow[(K, W)]) -> flow[(K, " + result + ")]   where K: key",
		Doc:     doc + " Rows of other batches do not meet: window the sides first to reach further.",
		Example: strings.NewReplacer("%s", string(kind), "%r", rows).Replace(joinExample),
		Lower:   func(c *Call) Flow { return c.join(kind) },
	}
}

var (
	join = joinOp(plan.InnerJoin, "(V, W)", "Pairs every value of a key on the left with every value of it on the right.",
		`("u", ("buy", "home"))`)
	leftOuterJoin = joinOp(plan.LeftJoin, "(V, W?)", "As `join`; a left value without partner stands beside `none`.",
		`("u", ("buy", "home")), ("v", ("pay", none))`)
	rightOuterJoin = joinOp(plan.RightJoin, "(V?, W)", "As `join`; a right value without partner stands beside `none`.",
		`("u", ("buy", "home")), ("w", (none, "cart"))`)
	fullOuterJoin = joinOp(plan.FullJoin, "(V?, W?)", "As `join`; a value without partner on either side stands beside `none`.",
		`("u", ("buy", "home")), ("v", ("pay", none)), ("w", (none, "cart"))`)
	cogroup = joinOp(plan.Cogroup, "([V], [W])", "Gives, for each key of either side, its values on the left and those on the right.",
		`("u", (["buy"], ["home"])), ("v", (["pay"], [])), ("w", ([], ["cart"]))`)
)

func (c *Call) join(kind plan.JoinKind) Flow {
	other := c.Flows["other"][0]
	k, v := pairOf(c.Recv.Row())
	_, w := pairOf(other.Row())
	switch kind {
	case plan.LeftJoin:
		w = types.Opt(w)
	case plan.RightJoin:
		v = types.Opt(v)
	case plan.FullJoin:
		v, w = types.Opt(v), types.Opt(w)
	case plan.Cogroup:
		v, w = &types.List{Elem: v}, &types.List{Elem: w}
	}
	node := &plan.Join{Join: kind, OnMissing: c.missing(plan.MissingFail, plan.MissingEmpty)}
	return c.Flow(node, pair(k, pair(v, w)), plan.KeyOrder, c.Recv, other)
}
