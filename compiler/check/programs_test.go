package check

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

var update = flag.Bool("update", false, "rewrite the results in testdata")

// TestPrograms compares, for each program `name.pipe` of an archive in testdata, what Check says (`name.errors`) or, without errors, the plan (`name.plan`).
func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d archives: %v", len(files), err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { archive(t, name) })
	}
}

func archive(t *testing.T, name string) {
	in, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range in.Files {
		want[f.Name] = string(f.Data)
	}
	out := &txtar.Archive{Comment: in.Comment}
	for _, f := range in.Files {
		base, isProgram := strings.CutSuffix(f.Name, ".pipe")
		if !isProgram {
			continue
		}
		errors, text := checkedText(t, string(f.Data))
		out.Files = append(out.Files, f)
		for _, r := range []struct{ name, text string }{{base + ".errors", errors}, {base + ".plan", text}} {
			if r.text != "" {
				out.Files = append(out.Files, txtar.File{Name: r.name, Data: []byte(r.text)})
			}
			if !*update && want[r.name] != r.text {
				t.Errorf("%s: got\n%s\nwanted\n%s", r.name, r.text, want[r.name])
			}
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// checkedText is what Check says about a program, a line for each message, and the plan when there is no error.
func checkedText(t *testing.T, text string) (errors, planText string) {
	file, list := dsl.Parse("test.pipe", []byte(text))
	if list.HasErrors() {
		return said(list), ""
	}
	program, list := Check(file, Options{})
	if list.HasErrors() {
		return said(list), ""
	}
	sound(t, program)
	return said(list), plan.Text(program)
}

func said(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%d:%d %s %s\n", d.Span.Start.Line, d.Span.Start.Column, d.Code, d.Message)
		if d.Hint != "" {
			fmt.Fprintf(&b, "    %s\n", d.Hint)
		}
	}
	return b.String()
}
