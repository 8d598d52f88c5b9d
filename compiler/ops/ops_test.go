package ops_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/streamc-dev/streamc/compiler/check"
	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

var update = flag.Bool("update", false, "write the plans that come out into testdata")

// compiled are the operators that are compiled by now.
func compiled() []*ops.Op {
	var out []*ops.Op
	for _, op := range ops.Catalogue() {
		if op.Later == "" {
			out = append(out, op)
		}
	}
	return out
}

// fileOf is the file of the plan of an operator's example. The receiver tells operators of one name apart.
func fileOf(op *ops.Op) string {
	name := strings.ReplaceAll(op.Name, ".", "_")
	if on, _, ok := strings.Cut(op.Sig, "["); ok && on == "dataset" {
		name += "_dataset"
	} else if strings.HasPrefix(op.Sig, "transform(") {
		name += "_many"
	}
	return filepath.Join("testdata", strings.ToLower(name)+".txtar")
}

// TestPlans compares the plan of each operator's example with the one in testdata. `-update` writes them.
func TestPlans(t *testing.T) {
	for _, op := range compiled() {
		t.Run(filepath.Base(fileOf(op)), func(t *testing.T) {
			file, list := dsl.Parse(op.Name+".pipe", []byte(op.Example))
			if len(list) > 0 {
				t.Fatalf("does not parse: %v", list)
			}
			p, list := check.Check(file, check.Options{})
			if list.HasErrors() {
				t.Fatalf("does not check: %v", list)
			}
			if err := plan.Verify(p); err != nil {
				t.Fatal(err)
			}
			got := op.Example + "-- want/plan --\n" + plan.Text(p)
			if *update {
				write(t, fileOf(op), got)
			}
			want, err := os.ReadFile(fileOf(op))
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the plan has changed (-update writes it):\n%s\nwanted:\n%s", got, want)
			}
		})
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestNoStalePlans wants every file of testdata to belong to an operator.
func TestNoStalePlans(t *testing.T) {
	known := map[string]bool{}
	for _, op := range compiled() {
		known[fileOf(op)] = true
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[f] {
			t.Errorf("%s belongs to no operator", f)
		}
	}
}

// TestCatalogueIsWhole wants of every entry what the reference shows, and a test in its example.
func TestCatalogueIsWhole(t *testing.T) {
	files := map[string]string{}
	for _, op := range compiled() {
		if op.Doc == "" || op.Lower == nil || !strings.Contains(op.Example, "\ntest \"") || !strings.Contains(op.Example, op.Name) {
			t.Errorf("the entry of %s is not whole", op.Name)
		}
		if other, taken := files[fileOf(op)]; taken {
			t.Errorf("%s and %s have one file", op.Name, other)
		}
		files[fileOf(op)] = op.Name
	}
	for _, op := range ops.Catalogue() {
		for _, line := range strings.Split(op.Sig, "\n") {
			if s, err := types.ParseSignature(line); err != nil {
				t.Error(err)
			} else if s.Name != op.Name {
				t.Errorf("the signature of %s is that of %s", op.Name, s.Name)
			}
		}
	}
}

// TestPlansAreArchives keeps the form of the files: a txtar with the example in front.
func TestPlansAreArchives(t *testing.T) {
	for _, op := range compiled() {
		a, err := txtar.ParseFile(fileOf(op))
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Files) != 1 || a.Files[0].Name != "want/plan" || string(a.Comment) != op.Example {
			t.Errorf("%s is not the example and its plan", fileOf(op))
		}
	}
}

// TestReferenceIsFresh compares docs/operators.md with the catalogue.
func TestReferenceIsFresh(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "operators.md")
	if *update {
		write(t, path, ops.Markdown())
	}
	have, err := os.ReadFile(path)
	if err != nil || string(have) != ops.Markdown() {
		t.Errorf("docs/operators.md is not what the catalogue says (%v); write it anew with go test ./compiler/ops -update", err)
	}
}
