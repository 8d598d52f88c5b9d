package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var files = &Op{
	Name: "files",
	Sig:  "files(path: string, format: format[T]) -> stream[T]",
	Doc: "Gives the rows of files: `text` for lines, `json(T)` for one JSON value a line, `csv(T)`. A pattern names files (`in/*.json`), a folder stands for those " +
		"directly in it. A file is read once; what cannot be decoded is an error row.",
	Example: `batch 5s
type Click = {user: string, n: int}
clicks = files("in/*.json", json(Click))
clicks.map(c => (c.user, c.n)).reduceByKey((a, b) => a + b).pprint()

test "rows of the declared type" {
    feed clicks raw: ["{\"user\": \"ann\", \"n\": 2}", "{\"user\": \"ann\", \"n\": 3}"]
    tick
    expect clicks: [("ann", 5)]
}
`,
	Lower: func(c *Call) Flow {
		c.checkPath("path")
		format := c.Formats["format"]
		return c.Builder.Source(c, &plan.Source{Source: "files", Args: c.args("path"), Format: format, Replayable: true}, format.Row)
	},
}
