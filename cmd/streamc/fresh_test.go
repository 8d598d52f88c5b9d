package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// What is generated and committed must be what would be generated now; `go test ./cmd/streamc -update` writes it anew.

func expectFresh(t *testing.T, name, text string) {
	t.Helper()
	have, err := os.ReadFile(name)
	if err == nil && bytes.Equal(have, []byte(text)) {
		return
	}
	if !*update {
		t.Errorf("%s is stale; write it anew with go test ./cmd/streamc -update", name)
		return
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestErrorPageIsFresh(t *testing.T) { expectFresh(t, "../../docs/errors.md", errorPage()) }

// errorPage is docs/errors.md.
func errorPage() string {
	var out strings.Builder
	out.WriteString("# Codes\n\nWhat streamc has to say about a program, by code; `streamc explain CODE` shows the same. `E` refuses the program, `W` is a warning, `X` is a defect\n" +
		"of streamc. The first two digits say to what a code belongs: 01 text, 02 syntax, 03 names, 04 types, 05 streams, 06 tables, 07 sources, sinks and\noptions, 08 tests, 09 what is not compiled yet, 10 state.\n")
	for _, p := range pages() {
		fmt.Fprintf(&out, "\n## %s: %s\n\n%s\n", p.Code, p.Title, p.Text)
		if p.Example != "" {
			fmt.Fprintf(&out, "\n```\n%s\n```\n", strings.TrimRight(p.Example, "\n"))
		}
	}
	return out.String()
}

func TestPagesAreInOrder(t *testing.T) {
	last := diag.Page{}
	for _, p := range pages() {
		switch {
		case p.Code <= last.Code:
			t.Errorf("%s comes twice", p.Code)
		case p.Title == "" || p.Text == "":
			t.Errorf("%s has no text", p.Code)
		}
		last = p
	}
}

// The packages under generated/ are what the pipelines become, byte for byte; compiled again and again they are the same.
func TestGeneratedIsFresh(t *testing.T) {
	files, err := filepath.Glob("../../pipelines/*.pipe")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pipelines: %v", err)
	}
	for _, file := range files {
		var first compiler.Output
		for i := range 50 {
			u, err := load(file, compiler.Options{})
			if err != nil || u.list.HasErrors() {
				t.Fatalf("%s: %v %v", file, err, u.list)
			}
			if i == 0 {
				first = u.out
			} else if u.out.Go != first.Go || u.out.Main != first.Main {
				t.Errorf("%s: compiled twice, it gives different text", file)
			}
		}
		dir := filepath.Join("../../generated", first.Package)
		expectFresh(t, filepath.Join(dir, first.Package+".go"), first.Go)
		expectFresh(t, filepath.Join(dir, "cmd", first.Package, "main.go"), first.Main)
	}
}
