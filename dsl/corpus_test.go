package dsl

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// examples are the example programs by path.
func examples(t testing.TB) map[string]string {
	t.Helper()
	files := map[string]string{}
	root := filepath.Join("..", "compiler", "testdata", "examples")
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".pipe") {
			return err
		}
		text, err := os.ReadFile(path)
		files[filepath.ToSlash(path)] = string(text)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("read the examples: %d files, %v", len(files), err)
	}
	return files
}

func TestExamplesParse(t *testing.T) {
	for name, text := range examples(t) {
		file, list := Parse(name, []byte(text))
		for _, d := range list {
			t.Errorf("%s:%d:%d: %v", name, d.Span.Start.Line, d.Span.Start.Column, d)
		}
		if len(file.Items) == 0 {
			t.Errorf("%s: no items", name)
		}
	}
}
