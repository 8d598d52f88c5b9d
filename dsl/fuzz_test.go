package dsl

import (
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// oddSeeds are texts at the edges of the lexer and the parser.
var oddSeeds = []string{
	"", "\ufeff", "x = ", "x = \"${", "x = \"${\"${1}\"}\"", "f(a, b\ny = 2\n", "}\n", "test \"t\" {\n    feed x: [1\n}\ny = 3\n",
	"x = `raw\ntext`\n", "x = 1 // a\n// b\n\n\n// c\ny = 2", "if a { b } else if c { d }\n", "x = [1, // one\n     2]\n", "x = {\n    // c\n    a: 1\n}\n",
	"func f(a: int) -> int {\n\n    // c\n    a; return a }\n", "x = a\n    // c\n    .b()\n", "x =\n    // c\n    1\ny = 2\n", "x = (a\n  and b)\n",
	"t)->t{/c\n_ a;return ", "\x01\x00", "\xff\xfe", "x = 1__0\n", "x = '\n", "/* a */ x = 1\n", "aa   = 1\nb    = 2\nccc = 3\nd = 4\n",
}

func addSeeds(f *testing.F) {
	for _, text := range oddSeeds {
		f.Add(text)
	}
	for _, text := range examples(f) {
		f.Add(text)
	}
}

// FuzzParse: whatever the bytes, Parse comes back, its places lie in the text, and the tree prints and dumps.
func FuzzParse(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		file, list := Parse("f.pipe", []byte(text))
		for _, d := range list {
			for _, span := range append([]diag.Span{d.Span}, spansOf(d.Labels)...) {
				if span.Start.Offset > span.End.Offset || span.End.Offset > len(text) || span.Start.Line < 1 || span.Start.Column < 1 {
					t.Fatalf("%v has the place %+v in %q", d, span, text)
				}
			}
		}
		Format(file)
		Dump(file)
		var b strings.Builder
		if err := diag.Render(&b, list, map[string][]byte{"f.pipe": []byte(text)}, true); err != nil {
			t.Fatal(err)
		}
	})
}

func spansOf(labels []diag.Label) []diag.Span {
	var spans []diag.Span
	for _, label := range labels {
		spans = append(spans, label.Span)
	}
	return spans
}

// FuzzFormat: printing a file without errors keeps its tree and its comments, and is stable.
func FuzzFormat(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		if _, list := Parse("f.pipe", []byte(text)); list.HasErrors() {
			return
		}
		checkStable(t, "f.pipe", text)
	})
}
