package compiler_test

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkCheck200Lines parses and checks a program of two hundred lines.
func BenchmarkCheck200Lines(b *testing.B) {
	source := []byte(program200())
	for b.Loop() {
		if list := refusal(source); list.HasErrors() {
			b.Fatal(list)
		}
	}
}

// program200 is a program of two hundred lines: sources, functions, windows, state, joins, outputs and tests.
func program200() string {
	var b strings.Builder
	b.WriteString("batch 1s\ncheckpoint \"ck\"\ntype Hit = {url: string, user: string, status: int, at: time}\nlines = socket(\"localhost\", 9999)\n")
	for i := 0; strings.Count(b.String(), "\n") < 188; i++ {
		fmt.Fprintf(&b, `// part %[1]d
func score%[1]d(word: string) -> int {
    if word.startsWith("a") and word.len() > %[1]d { return word.len() * 2 }
    return word.split("-").map(p => p.len()).sum()
}
words%[1]d = lines.flatMap(line => line.split(" ")).filter(w => w != "" and w.len() < %[1]d + 20)
pairs%[1]d = words%[1]d.map(w => (w.lower(), score%[1]d(w)))
sums%[1]d = pairs%[1]d.reduceByKey((x, y) => x + y)
recent%[1]d = pairs%[1]d.reduceByKeyAndWindow((x, y) => x + y, 10s, 2s)
total%[1]d = sums%[1]d.updateStateByKey((new, old: int?) => new.sum() + (old ?? 0), unbounded: true)
both%[1]d = sums%[1]d.join(total%[1]d).map((w, (n, all)) => {word: w, share: n / all})
both%[1]d.pprint()
recent%[1]d.saveTo(file("out%[1]d", format: json))
`, i)
	}
	b.WriteString("test \"first\" {\n    feed lines: [\"a b\"]\n    tick\n    expect sums0: [(\"a\", 1), (\"b\", 1)]\n}\n")
	return b.String()
}
