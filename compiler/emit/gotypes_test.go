package emit_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/streamc-dev/streamc/"

// goTypes checks Go text against the declarations of the runtime, whose function bodies it does not look at.
type goTypes struct {
	files *token.FileSet
	std   types.Importer
	known map[string]*types.Package
}

func newGoTypes() *goTypes {
	return &goTypes{token.NewFileSet(), importer.Default(), map[string]*types.Package{}}
}

// Import gives a package of the standard library by its export data, one of the module from its source.
func (g *goTypes) Import(path string) (*types.Package, error) {
	if p := g.known[path]; p != nil {
		return p, nil
	}
	dir, ok := strings.CutPrefix(path, module)
	if !ok {
		return g.std.Import(path)
	}
	files, err := g.parse(filepath.Join("..", "..", filepath.FromSlash(dir)))
	if err != nil {
		return nil, err
	}
	config := types.Config{Importer: g, IgnoreFuncBodies: true, Error: func(error) {}}
	p, _ := config.Check(path, g.files, files, nil)
	g.known[path] = p
	return p, nil
}

func (g *goTypes) parse(dir string) ([]*ast.File, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_other.go") || strings.HasSuffix(name, "_arm64.go") {
			continue
		}
		f, err := parser.ParseFile(g.files, filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// check gives what is wrong with the text of a package.
func (g *goTypes) check(t *testing.T, name, text string) (found []error) {
	t.Helper()
	f, err := parser.ParseFile(g.files, name+".go", text, parser.SkipObjectResolution)
	if err != nil {
		return []error{err}
	}
	config := types.Config{Importer: g, Error: func(err error) { found = append(found, err) }}
	_, _ = config.Check(name, g.files, []*ast.File{f}, nil)
	return found
}
