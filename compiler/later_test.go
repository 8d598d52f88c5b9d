package compiler_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/dsl/diag"
)

var updateLater = flag.Bool("update-later", false, "rewrite the list of programs that need what is not compiled yet")

// TestLater holds the list of the examples and conformance programs that are not compiled yet: they are answered by errors E09 alone, each code once a place.
func TestLater(t *testing.T) {
	const golden = "testdata/later.txt"
	var b strings.Builder
	for _, name := range pipeFiles(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		list := refusal(text)
		if !hasLater(list) {
			continue
		}
		fmt.Fprintf(&b, "%s\n", strings.TrimPrefix(filepath.ToSlash(name), "testdata/"))
		for _, d := range list {
			if !strings.HasPrefix(d.Code, "E09") {
				t.Errorf("%s: beside what is not compiled yet: %v", name, d)
			}
			fmt.Fprintf(&b, "\t%d:%d %s %s\n", d.Span.Start.Line, d.Span.Start.Column, d.Code, d.Message)
		}
	}
	if *updateLater {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || string(want) != b.String() {
		t.Errorf("%s is not what the programs are answered with (%v); -update-later rewrites it", golden, err)
	}
}

func hasLater(list diag.List) bool {
	for _, d := range list {
		if strings.HasPrefix(d.Code, "E09") {
			return true
		}
	}
	return false
}

// pipeFiles are the programs of testdata, in order.
func pipeFiles(t *testing.T) []string {
	var out []string
	err := filepath.WalkDir("testdata", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".pipe") {
			out = append(out, path)
		}
		return err
	})
	if err != nil || len(out) < 30 {
		t.Fatalf("%d programs: %v", len(out), err)
	}
	return out
}
