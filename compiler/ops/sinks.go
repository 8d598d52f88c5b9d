package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var fileSink = &Op{
	Name: "file",
	Sig:  "file(dir: string; format: word[text json csv] = none) -> sink",
	Doc: "Files in a folder, `BATCH-PART.FORMAT` with the batch time in ms, put in place by rename: each batch exactly once. The format is `text` unless said " +
		"otherwise.",
	Example: `batch 1s
counts = input((string, int))
counts.saveTo(file("out", format: csv))

test "every row" {
    feed counts: [("a", 1)]
    tick
    expect counts: [("a", 1)]
}
`,
	LaterOptions: []string{"partitionBy", "roll"},
	Lower: func(c *Call) Flow {
		c.checkPath("dir")
		format := "text"
		if f, ok := constText(c.Args["format"]); ok {
			format = f
		}
		return Flow{Sink: &plan.Sink{Kind: "file", Path: c.Args["dir"], Format: format}}
	},
}

var consoleSink = &Op{
	Name: "console",
	Sig:  "console(; numRows: int = 20, truncate: bool = true) -> sink",
	Doc:  "A table of the first numRows rows of each batch on standard output, cells cut to 20 characters unless `truncate: false`.",
	Example: `batch 1s
counts = input((string, int))
counts.saveTo(console(numRows: 5))

test "every row" {
    feed counts: [("a", 1)]
    tick
    expect counts: [("a", 1)]
}
`,
	Lower: func(c *Call) Flow {
		c.checkAtLeast("numRows", 0)
		return Flow{Sink: &plan.Sink{Kind: "console", NumRows: c.Args["numRows"], Truncate: c.Args["truncate"]}}
	},
}
