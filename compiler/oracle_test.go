package compiler_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/streamc-dev/streamc/compiler/check"
	"github.com/streamc-dev/streamc/compiler/interp"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// planOf is the plan of a program's file, as the interpreter takes it.
func planOf(t *testing.T, file string, opts check.Options) (*plan.Program, diag.List) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	tree, list := dsl.Parse(filepath.Base(file), src)
	if list.HasErrors() {
		return nil, list
	}
	prog, more := check.Check(tree, opts)
	return prog, append(list, more...)
}

// The oracle itself is held against the conformance cases: it must agree with Spark before a program is held against it.
func TestInterpreterConformance(t *testing.T) {
	for _, c := range loadCases(t, "dstream") {
		t.Run(c.name, func(t *testing.T) {
			prog, list := planOf(t, c.pipe, check.Options{})
			if c.ExpectError != nil {
				expectRefused(t, c, list)
				return
			}
			if list.HasErrors() {
				t.Fatal(list[0])
			}
			out, status, err := interp.Run(prog, c.script(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if status != c.Status {
				t.Fatalf("status %d wanted, got %d", c.Status, status)
			}
			if err := c.check(out); err != nil {
				t.Error(err)
			}
		})
	}
}
