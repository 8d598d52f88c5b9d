package ops

import "github.com/streamc-dev/streamc/compiler/plan"

var saveAsTextFiles = &Op{
	Name: "saveAsTextFiles",
	Sig:  `stream[T].saveAsTextFiles(prefix: string, suffix: string = ""; name: const string = none) -> nothing`,
	Doc: "Writes a folder per batch, `prefix-TIME.suffix` with the batch time in ms, with a file per partition and `_SUCCESS`; a row is a line. Texts are Python's " +
		"`str`, or Scala's with `dialect scala`.",
	Example: `batch 1s
words = input(string)
words.saveAsTextFiles("out/words", "txt")

test "every row" {
    feed words: ["a"]
    tick
    expect words: ["a"]
}
`,
	Lower: func(c *Call) Flow {
		return c.output(&plan.Output{Output: "saveAsTextFiles", Prefix: c.Args["prefix"], Suffix: c.Args["suffix"]}, c.Recv)
	},
}
