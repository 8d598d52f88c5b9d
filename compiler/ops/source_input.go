package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var input = &Op{
	Name: "input",
	Sig:  "input(row: type[T]) -> stream[T]",
	Doc:  "Rows of type T that a replay script, or a Go program that embeds the pipeline, feeds.",
	Example: `batch 1s
numbers = input(int)
numbers.map(n => n * 2).print()

test "doubles" {
    feed numbers: [1, 2]
    tick
    expect numbers: [2, 4]
}
`,
	Lower: func(c *Call) Flow {
		return c.Builder.Source(c, &plan.Source{Source: "input", Replayable: true}, c.Types["T"])
	},
}

// ExternSource is the operator of a declaration `extern source name: T = go "package".Symbol`, used as `name()`.
func ExternSource(name string, e *plan.Extern) *Op {
	return &Op{
		Name: name,
		Sig:  name + "() -> stream[T]",
		Lower: func(c *Call) Flow {
			return c.Builder.Source(c, &plan.Source{Source: "extern", Extern: e, Replayable: e.Resumes}, c.Types["T"])
		},
	}
}
