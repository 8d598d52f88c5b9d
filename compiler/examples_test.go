package compiler_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler"
	"github.com/streamc-dev/streamc/compiler/interp"
	"github.com/streamc-dev/streamc/compiler/ops"
)

// addOperators adds the example of every operator.
func (l *library) addOperators() {
	for i, op := range ops.Catalogue() {
		if op.Example != "" {
			name := fmt.Sprintf("op%d_%s", i, strings.ToLower(op.Name))
			l.add("operator/"+op.Name+"/"+fmt.Sprint(i), compileText(name, op.Example, compiler.Options{TestOutputs: true}))
		}
	}
}

// TestExamples runs the test blocks of the example programs and of the examples in the catalogue, in the binary and in the interpreter. A program that needs what is
// not compiled yet must be refused with E09 codes alone.
func TestExamples(t *testing.T) {
	lib := built(t)
	ran, later := 0, 0
	for _, u := range lib.units {
		if !strings.HasPrefix(u.name, "example/") && !strings.HasPrefix(u.name, "operator/") {
			continue
		}
		t.Run(u.name, func(t *testing.T) {
			if u.list.HasErrors() {
				if !refusedAsLater(u.list) {
					t.Errorf("refused: %v", u.list)
				}
				later++
				return
			}
			for _, test := range u.out.Plan.Tests {
				runTestBlock(t, lib.bundle, u, test.Name, interp.ScriptOf(test))
				ran++
			}
		})
	}
	t.Logf("%d test blocks run, %d programs need what is not compiled yet", ran, later)
	if ran < 20 {
		t.Errorf("only %d test blocks were run", ran)
	}
}

func runTestBlock(t *testing.T, b *bundle, u *unit, name string, script *interp.Script) {
	t.Helper()
	text := []byte(strings.Join(script.Lines, "\n") + "\n")
	var flags []string
	for _, p := range script.Params {
		flags = append(flags, "--"+p.Name+"="+p.Value)
	}
	got := b.replay(t, u, text, t.TempDir(), flags...)
	judge(t, name+" (binary)", script, got.lines, got.said)
	if len(script.Params) > 0 {
		return
	}
	if lines, _, err := interp.Run(u.out.Plan, text, nil); err == nil {
		judge(t, name+" (interpreter)", script, lines, "")
	}
}

func judge(t *testing.T, name string, script *interp.Script, lines []string, said string) {
	t.Helper()
	failures, err := script.Judge(lines)
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, said)
	}
	for _, f := range failures {
		t.Errorf("%s: line %d: %s\n%s\n%s", name, f.Span.Start.Line, f.Message, strings.Join(f.Rows, "\n"), said)
	}
	if end := interp.Ending(lines); end != nil {
		t.Errorf("%s: the program ended: %v", name, end)
	}
}
