package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var flatMapValues = &Op{
	Name: "flatMapValues",
	Sig:  "flow[(K, V)].flatMapValues(f: V -> many U) -> flow[(K, U)]",
	Doc:  "Gives a row (key, u) for each u that f gives for the value. f gives a list, or an optional.",
	Example: `batch 1s
pairs = input((string, string))
words = pairs.flatMapValues(text => text.split(" "))
words.print()

test "the key beside each" {
    feed pairs: [("a", "x y"), ("b", "z")]
    tick
    expect words ordered: [("a", "x"), ("a", "y"), ("b", "z")]
}
`,
	Lower: func(c *Call) Flow {
		key, _ := pairOf(c.Recv.Row())
		row := pair(key, c.Types["U"])
		op := flatStep(c.fn("f"))
		wrap := c.listWithKey(row)
		if op == plan.StepOptMap {
			wrap = c.optionalWithKey(row)
		}
		return c.steps(c.Recv, op, c.keepKey(c.fn("f"), key, wrap), row)
	},
}

// listWithKey is `us.map(u => (key, u))`.
func (c *Call) listWithKey(row *types.Tuple) func(key, result plan.Expr) plan.Expr {
	return func(key, result plan.Expr) plan.Expr {
		u := &plan.Var{Name: "u", Type: row.Elems[1], Span: result.Pos()}
		f := lambda(result.Pos(), tupleOf(result.Pos(), key, local(u)), u)
		return &plan.Call{
			Info: plan.Info{T: &types.List{Elem: row}, Span: result.Pos(), Fails: result.Fallible()},
			Name: "list.map",
			Args: []plan.Expr{result, f},
		}
	}
}

// optionalWithKey is `if u == none { none } else { (key, u) }`.
func (c *Call) optionalWithKey(row *types.Tuple) func(key, result plan.Expr) plan.Expr {
	return func(key, result plan.Expr) plan.Expr {
		t := &types.Optional{Elem: row}
		u := &plan.Var{Name: "u", Type: result.Type(), Span: result.Pos()}
		value := &plan.Unwrap{Info: info(row.Elems[1], result.Pos()), X: local(u)}
		body := &plan.Cond{
			Info: info(t, result.Pos()),
			If:   &plan.IsNone{Info: info(types.Bool, result.Pos()), X: local(u)},
			Then: &plan.Const{Info: info(t, result.Pos())},
			Else: &plan.Convert{Info: info(t, result.Pos()), Kind: plan.Some, X: tupleOf(result.Pos(), key, value)},
		}
		return letIn(u, result, body)
	}
}
