package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// firstPipeline is what `streamc new` writes.
const firstPipeline = `// Counts the words that arrive on a socket, every five seconds.
batch 5s

param port = 9999

lines     = socket("localhost", port)
words     = lines.flatMap(line => line.words())
wordCount = words.map(word => (word, 1)).reduceByKey((x, y) => x + y)
wordCount.pprint()

test "counts the words of a batch" {
    feed lines: ["to be or", "not to be"]
    tick
    expect wordCount: [("be", 2), ("not", 1), ("or", 1), ("to", 2)]
}
`

func runNew(c *call) int {
	name := c.args[0]
	if !strings.HasSuffix(name, ".pipe") {
		name += ".pipe"
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	switch {
	case errors.Is(err, fs.ErrExist):
		fmt.Fprintf(c.stderr, "streamc new: %s exists already and is left as it is\n", name)
		return exitUser
	case err != nil:
		return c.fail(err)
	}
	_, err = file.WriteString(firstPipeline)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return c.fail(err)
	}
	fmt.Fprintf(c.stdout, "wrote %s\n\nNext:\n  streamc test %s     runs its test\n  streamc feed %s serves lines on port 9999, in another terminal\n  streamc run %s      counts them\n",
		name, name, strings.Repeat(" ", len(filepath.Base(name))), name)
	return exitOK
}
