package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var stdin = &Op{
	Name: "stdin",
	Sig:  "stdin(format: format[T]) -> stream[T]",
	Doc: "Gives the rows of standard input: `text` for lines, `json(T)`, `csv(T)`. At its end the open batch is closed at once, and the program ends when every " +
		"source has ended.",
	Example: `batch 1s
lines = stdin(text)
lines.count().print()

test "counts the lines" {
    feed lines: ["a", "b"]
    tick
    expect lines: [2]
}
`,
	Lower: func(c *Call) Flow {
		format := c.Formats["format"]
		return c.Builder.Source(c, &plan.Source{Source: "stdin", Args: c.args(), Format: format}, format.Row)
	},
}
