package streamc

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The rules of the house, as tests: which package may import which, how long a function and a file may be, that nothing is left open without a name.

const module = "github.com/streamc-dev/streamc/"

const (
	maxFile     = 500
	maxFunction = 70
)

// mayImport says which packages of this module each package may import. A name with /... stands for a folder. What is not listed imports none.
var mayImport = map[string][]string{
	".":                     {},
	"dsl":                   {"dsl/diag"},
	"compiler":              {"compiler/check", "compiler/emit", "compiler/opt", "compiler/plan", "dsl", "dsl/diag"},
	"compiler/types":        {"dsl/diag"},
	"compiler/plan":         {"compiler/types", "dsl/diag"},
	"compiler/ops":          {"compiler/plan", "compiler/types", "dsl/diag"},
	"compiler/funcs":        {"compiler/types", "runtime/fn", "runtime/fn/..."},
	"compiler/check":        {"compiler/funcs", "compiler/interp", "compiler/ops", "compiler/plan", "compiler/types", "dsl", "dsl/diag"},
	"compiler/opt":          {"compiler/plan", "compiler/types", "dsl/diag"},
	"compiler/emit":         {"compiler/funcs", "compiler/opt", "compiler/plan", "compiler/types", "dsl/diag", "runtime/fn"},
	"compiler/interp":       {"compiler/funcs", "compiler/plan", "compiler/types", "dsl/diag", "runtime/fn", "runtime/fn/..."},
	"compiler/build":        {".", "dsl/diag"},
	"cmd/streamc":           {".", "compiler", "compiler/build", "compiler/emit", "compiler/interp", "compiler/ops", "compiler/funcs", "compiler/plan", "dsl", "dsl/diag"},
	"runtime":               {"runtime/..."},
	"runtime/fn":            {},
	"runtime/fn/re":         {"runtime/fn"},
	"runtime/fn/tz":         {"runtime/fn"},
	"runtime/scan":          {},
	"runtime/table":         {"runtime/scan", "runtime/fn"},
	"runtime/seam":          {},
	"runtime/store":         {"runtime/seam"},
	"bench":                 {"runtime", "runtime/...", "generated/..."},
	"generated/...":         {"runtime", "runtime/...", "generated/..."},
	"compiler/internal/...": {"compiler", "compiler/...", "dsl", "dsl/diag"},
	"runtime/connect/...":   {"runtime", "runtime/..."},
}

// thirdParty says which packages may import what is neither ours nor Go's.
var thirdParty = map[string]string{
	"dsl":           "github.com/alecthomas/participle/v2",
	"compiler/emit": "github.com/dave/jennifer/jen",
}

// sourceFile is a Go file of the repository.
type sourceFile struct {
	name      string
	text      []byte
	tree      *ast.File
	set       *token.FileSet
	generated bool
}

func sourceFiles(t *testing.T) []sourceFile {
	t.Helper()
	var files []sourceFile
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata" || name == "bin") {
			return fs.SkipDir
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, name, text, parser.ParseComments)
		if err != nil {
			return err
		}
		files = append(files, sourceFile{name, text, tree, set, ast.IsGenerated(tree)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestImports(t *testing.T) {
	for _, f := range sourceFiles(t) {
		pkg := path.Dir(f.name)
		test := strings.HasSuffix(f.name, "_test.go")
		for _, spec := range f.tree.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if problem := importProblem(pkg, imported, test); problem != "" {
				t.Errorf("%s: %s", f.name, problem)
			}
		}
	}
}

// importProblem is what is wrong with an import; empty when nothing is. Tests may import any package of ours, and the libraries of tests.
func importProblem(pkg, imported string, test bool) string {
	own, isOwn := strings.CutPrefix(imported+"/", module)
	switch own = strings.TrimSuffix(own, "/"); {
	case isOwn && (test || allowed(pkg, own)):
		return ""
	case isOwn:
		return fmt.Sprintf("package %s may not import %s; it may import %s", pkg, orRoot(own), strings.Join(rule(pkg), ", "))
	case !strings.Contains(strings.Split(imported, "/")[0], "."):
		return "" // Go's library
	case test && strings.HasPrefix(imported, "github.com/rogpeppe/go-internal/") || test && strings.HasPrefix(imported, "golang.org/x/tools/txtar"):
		return ""
	case thirdParty[pkg] != "" && strings.HasPrefix(imported, thirdParty[pkg]):
		return ""
	}
	return "package " + pkg + " may not import " + imported + ": write the little that is needed, or put it behind a package that may"
}

func orRoot(name string) string {
	if name == "" {
		return "."
	}
	return name
}

func rule(pkg string) []string {
	if names, ok := mayImport[pkg]; ok {
		return names
	}
	for dir := path.Dir(pkg); dir != "."; dir = path.Dir(dir) {
		if names, ok := mayImport[dir+"/..."]; ok {
			return names
		}
	}
	return nil
}

func allowed(pkg, own string) bool {
	return slices.ContainsFunc(rule(pkg), func(name string) bool {
		folder, all := strings.CutSuffix(name, "/...")
		return name == orRoot(own) || all && strings.HasPrefix(own, folder+"/")
	})
}

func TestSizes(t *testing.T) {
	for _, f := range sourceFiles(t) {
		if f.generated {
			continue
		}
		if n := bytes.Count(f.text, []byte("\n")); n > maxFile {
			t.Errorf("%s has %d lines; %d is the most, so that a file can be read in one go", f.name, n, maxFile)
		}
		for _, d := range f.tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := f.set.Position(fn.End()).Line - f.set.Position(fn.Pos()).Line + 1; n > maxFunction && !isTable(fn) {
				t.Errorf("%s: %s has %d lines; %d is the most", f.name, fn.Name.Name, n, maxFunction)
			}
		}
	}
}

// isTable reports whether a function does nothing but give a literal: a catalogue, which is data.
func isTable(fn *ast.FuncDecl) bool {
	if fn.Body == nil || len(fn.Body.List) != 1 {
		return false
	}
	ret, ok := fn.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	_, ok = ret.Results[0].(*ast.CompositeLit)
	return ok
}

func TestFormat(t *testing.T) {
	for _, f := range sourceFiles(t) {
		want, err := format.Source(f.text)
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
		} else if !bytes.Equal(want, f.text) {
			t.Errorf("%s is not formatted: gofmt -w %s", f.name, f.name)
		}
	}
}

var (
	leftOpen = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME)\b|\bXX` + `X:`)
	skipping = regexp.MustCompile(`\bt\.Sk` + `ip|testing\.Sh` + `ort\(`)
)

func TestNothingIsLeftOpen(t *testing.T) {
	for _, f := range sourceFiles(t) {
		for i, line := range strings.Split(string(f.text), "\n") {
			if leftOpen.MatchString(line) {
				t.Errorf("%s:%d: finish it, or reject it with a diagnostic: %s", f.name, i+1, strings.TrimSpace(line))
			}
			if skipping.MatchString(line) {
				t.Errorf("%s:%d: a test that can be left out proves nothing: %s", f.name, i+1, strings.TrimSpace(line))
			}
		}
	}
}

func TestPackagesHaveComments(t *testing.T) {
	commented := map[string]bool{}
	var names []string
	for _, f := range sourceFiles(t) {
		if pkg := path.Dir(f.name); !strings.HasSuffix(f.name, "_test.go") {
			names = append(names, pkg)
			commented[pkg] = commented[pkg] || f.tree.Doc != nil
		}
	}
	slices.Sort(names)
	for _, pkg := range slices.Compact(names) {
		if !commented[pkg] {
			t.Errorf("package %s has no comment: say what goes in, what comes out, and what always holds", pkg)
		}
	}
}

// The embedded module is the one that stands here, without what a build does not need.
func TestRuntimeIsEmbedded(t *testing.T) {
	embedded := map[string]bool{}
	for _, f := range Runtime() {
		embedded[f.Path] = true
		if strings.HasSuffix(f.Path, "_test.go") || strings.Contains(f.Path, "testdata/") {
			t.Errorf("%s is embedded", f.Path)
		}
	}
	for _, f := range sourceFiles(t) {
		if strings.HasPrefix(f.name, "runtime/") && !strings.HasSuffix(f.name, "_test.go") && !embedded[f.name] {
			t.Errorf("%s is not embedded", f.name)
		}
	}
	if !embedded["go.mod"] || !embedded["go.sum"] {
		t.Error("go.mod and go.sum belong to the module")
	}
}
