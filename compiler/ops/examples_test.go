package ops_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler/check"
	"github.com/streamc-dev/streamc/compiler/interp"
	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl"
)

// notInterpreted are the operators whose examples need more than the interpreter has: a clock that makes rows, a folder.
var notInterpreted = []string{"rate.txtar", "saveto_dataset.txtar"}

// TestExamplesRun runs the tests in the example of each operator with the interpreter.
func TestExamplesRun(t *testing.T) {
	for _, op := range compiled() {
		t.Run(strings.TrimPrefix(fileOf(op), "testdata/"), func(t *testing.T) {
			for _, test := range exampleTests(t, op) {
				runTest(t, op, test)
			}
		})
	}
}

func exampleTests(t *testing.T, op *ops.Op) []*plan.Test {
	t.Helper()
	p := exampleProgram(t, op)
	if len(p.Tests) == 0 {
		t.Fatal("the example has no test")
	}
	return p.Tests
}

func exampleProgram(t *testing.T, op *ops.Op) *plan.Program {
	t.Helper()
	file, list := dsl.Parse(op.Name+".pipe", []byte(op.Example))
	if len(list) > 0 {
		t.Fatal(list)
	}
	p, list := check.Check(file, check.Options{TestOutputs: true})
	if list.HasErrors() {
		t.Fatal(list)
	}
	return p
}

func runTest(t *testing.T, op *ops.Op, test *plan.Test) {
	t.Helper()
	script := interp.ScriptOf(test)
	lines, status, err := interp.Run(exampleProgram(t, op), []byte(strings.Join(script.Lines, "\n")), nil)
	if err != nil {
		if !slices.Contains(notInterpreted, strings.TrimPrefix(fileOf(op), "testdata/")) {
			t.Error(err)
		}
		return
	}
	failures, err := script.Judge(lines)
	if err != nil || status != 0 {
		t.Errorf("status %d, %v: %s", status, err, strings.Join(lines, "\n"))
	}
	for _, f := range failures {
		t.Errorf("line %d: %s %v", f.Span.Start.Line, f.Message, f.Rows)
	}
}
