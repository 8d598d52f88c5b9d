package dsl

import (
	"path/filepath"
	"testing"
)

// TestTrees compares the trees of all constructs.
func TestTrees(t *testing.T) {
	golden(t, filepath.Join("testdata", "trees.txtar"), func(name, source string) string {
		file, list := Parse(name, []byte(source))
		for _, d := range list {
			t.Errorf("%s:%d: %v", name, d.Span.Start.Line, d)
		}
		return Dump(file)
	})
}

// TestLayouts compares what Format makes of sources.
func TestLayouts(t *testing.T) {
	golden(t, filepath.Join("testdata", "layouts.txtar"), checkLayout(t))
}

func checkLayout(t *testing.T) func(name, source string) string {
	return func(name, source string) string { return checkStable(t, name, source) }
}

func TestSpans(t *testing.T) {
	source := "words = lines\n    .map(é => é + 1)\n"
	file, _ := Parse("f.pipe", []byte(source))
	binding := file.Items[0].(*Binding)
	lambda := binding.Value.(*Call).Args[0].Value.(*Lambda)
	for _, tt := range []struct {
		what       string
		start, end [3]int // offset, line, column
		node       Expr
	}{
		{"the value", [3]int{8, 1, 9}, [3]int{36, 2, 21}, binding.Value},
		{"the lambda", [3]int{23, 2, 10}, [3]int{35, 2, 20}, lambda},
		{"the sum", [3]int{29, 2, 15}, [3]int{35, 2, 20}, lambda.Body},
	} {
		span := tt.node.Pos()
		if got := [3]int{span.Start.Offset, span.Start.Line, span.Start.Column}; got != tt.start {
			t.Errorf("%s begins at %v, want %v", tt.what, got, tt.start)
		}
		if got := [3]int{span.End.Offset, span.End.Line, span.End.Column}; got != tt.end {
			t.Errorf("%s ends at %v, want %v", tt.what, got, tt.end)
		}
	}
}
