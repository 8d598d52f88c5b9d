package emit_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler/check"
	"github.com/streamc-dev/streamc/compiler/emit"
	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/dsl"
)

// emitted is the Go of a program; "" when the program is refused, which is the business of others.
func emitted(t *testing.T, name, src string) string {
	t.Helper()
	f, list := dsl.Parse(name, []byte(src))
	if list.HasErrors() {
		return ""
	}
	p, list := check.Check(f, check.Options{SourceText: map[string]string{name: src}, TestOutputs: true})
	if list.HasErrors() {
		return ""
	}
	out, err := emit.Program(p, emit.Options{})
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, err.(*emit.Error).Text)
	}
	return string(out.Go)
}

// TestExamplesTypeCheck emits every example program of the tree and of the catalogue of operators, and type-checks what comes out.
func TestExamplesTypeCheck(t *testing.T) {
	programs := map[string]string{}
	err := filepath.WalkDir("../testdata", func(path string, _ os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".pipe") {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			programs[path] = string(text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// The results of Go functions are known to package build alone.
	delete(programs, "../testdata/examples/practice/12_go_functions.pipe")
	for _, op := range ops.Catalogue() {
		programs["op_"+op.Name+".pipe"] = op.Example
	}
	g := newGoTypes()
	count := 0
	for path, src := range programs {
		t.Run(path, func(t *testing.T) {
			text := emitted(t, filepath.Base(path), src)
			if text == "" {
				return
			}
			count++
			if found := g.check(t, path, text); len(found) > 0 {
				show(t, path, found, text)
			}
		})
	}
	if count < 40 {
		t.Errorf("only %d programs were emitted", count)
	}
}

// show reports what Go's type checker found, with the lines that it speaks about.
func show(t *testing.T, path string, found []error, text string) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for _, err := range found {
		place := strings.Split(strings.TrimPrefix(err.Error(), path+".go:"), ":")
		n, convErr := strconv.Atoi(place[0])
		if convErr != nil || n > len(lines) {
			n = 1
		}
		t.Errorf("%v\n\t%s", err, lines[n-1])
	}
}
