package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var textFiles = &Op{
	Name: "textFiles",
	Sig:  "textFiles(dir: string) -> stream[string]",
	Doc: "Gives the lines of the files that come into the folder. A file is read once, whatever its time, also over restarts. Names that begin with `.` or `_` " +
		"are not looked at: write under such a name, then rename.",
	Example: `batch 5s
lines = textFiles("in")
lines.pprint()

test "the lines of new files" {
    feed lines: ["a", "b"]
    tick
    expect lines ordered: ["a", "b"]
}
`,
	Lower: func(c *Call) Flow {
		c.checkPath("dir")
		return c.Builder.Source(c, &plan.Source{
			Source:     "textFiles",
			Args:       c.args("dir"),
			Format:     &plan.Format{Name: "text", Row: types.String},
			Replayable: true,
		}, types.String)
	},
}
