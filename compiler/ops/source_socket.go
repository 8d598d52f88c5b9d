package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

var socket = &Op{
	Name: "socket",
	Sig:  "socket(host: string, port: int; log: const bool = true) -> stream[string]",
	Doc: "Connects to host and port as a client and gives the lines that arrive, decoded as UTF-8; `\\n` or `\\r\\n` ends a line. It connects again when the " +
		"connection ends. What a socket sent cannot be asked for again: with a `checkpoint` the lines of a batch are logged, unless `log: false`.",
	Example: `batch 5s
lines = socket("localhost", 9999)
lines.pprint()

test "the lines of a batch, in order" {
    feed lines: ["to be", "or not"]
    tick
    expect lines ordered: ["to be", "or not"]
}
`,
	Lower: func(c *Call) Flow {
		c.checkPort("port")
		return c.Builder.Source(c, &plan.Source{
			Source: "socket",
			Args:   c.args("host", "port", "log"),
			Format: &plan.Format{Name: "text", Row: types.String},
		}, types.String)
	},
}
