package funcs

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	gotypes "go/types"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler/types"
)

const runtimePath = "github.com/streamc-dev/streamc/runtime/"

// The Go form of every function has the types of its signature, with strings and ints for what is open: all of them are put into one Go file, which must type-check.
func TestGoForms(t *testing.T) {
	var source strings.Builder
	source.WriteString("package p\nimport (\n\"math\"\n\"regexp\"\n\"strings\"\n\"" + runtimePath + "fn\"\n\"" + runtimePath + "fn/re\"\n)\n" +
		"var _ = math.Abs\nvar zone fn.Zone\nvar compiled *regexp.Regexp\nvar _ = strings.Join\nvar _ = re.Find\n")
	n := 0
	for i, f := range All() {
		if f.Go == "" {
			continue
		}
		sig, err := types.ParseSignature(f.Sig)
		if err != nil {
			t.Fatal(err)
		}
		source.WriteString("// " + f.Name + "\n" + goForm(f, sig, i))
		n++
	}
	if n < 60 {
		t.Errorf("only %d functions have a Go form", n)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "forms.go", source.String(), parser.ParseComments)
	if err != nil {
		t.Fatalf("%v\n%s", err, source.String())
	}
	conf := gotypes.Config{Importer: &sourceImporter{fset: fset, std: importer.ForCompiler(fset, "source", nil)}, Error: func(err error) { t.Error(err) }}
	if _, err := conf.Check("p", fset, []*ast.File{file}, nil); err != nil {
		t.Log(source.String())
	}
}

// goForm is a Go function around the form.
func goForm(f *Func, sig *types.Signature, i int) string {
	var args []types.Type
	if sig.Recv != nil {
		args = append(args, sig.Recv)
	}
	for _, p := range sig.Params {
		if _, isType := p.Type.(*types.TypeArg); !isType {
			args = append(args, p.Type)
		}
	}
	var params []string
	for n, arg := range args {
		if fun, ok := arg.(*types.Func); ok { // what the loop made of it
			arg = &types.List{Elem: fun.Result}
			args[n] = arg
		}
		params = append(params, fmt.Sprintf("a%d %s", n, goType(arg)))
	}
	result, fault := goType(sig.Result), ""
	if f.Fails {
		result, fault = "("+result, ", *fn.Fault)"
	}
	return fmt.Sprintf("func f%d(%s) %s%s { return %s }\n", i, strings.Join(params, ", "), result, fault, fillIn(f.Go, args, sig.Result))
}

var holes = regexp.MustCompile(`\$([A-Z]?)([0-9R]?)`)

func fillIn(form string, args []types.Type, result types.Type) string {
	return holes.ReplaceAllStringFunc(form, func(hole string) string {
		m := holes.FindStringSubmatch(hole)
		kind, place := m[1], m[2]
		of := result
		if n, err := strconv.Atoi(place); err == nil && n < len(args) {
			of = args[n]
		}
		switch kind {
		case "":
			return "a" + place
		case "T":
			return descriptor(of)
		case "E":
			return descriptor(types.Parts(of)[0])
		case "V":
			return descriptor(types.Parts(of)[1])
		case "R":
			return "compiled"
		case "Z":
			return "zone"
		}
		return "unknownHole" + hole[1:]
	})
}

func goType(t types.Type) string {
	switch t := t.(type) {
	case *types.Var:
		return map[string]string{"T": "string", "K": "string"}[t.Name] + map[string]string{"U": "int64", "V": "int64"}[t.Name]
	case *types.List:
		return "[]" + goType(t.Elem)
	case *types.Optional:
		return "fn.Opt[" + goType(t.Elem) + "]"
	case *types.Map:
		return "fn.Map[" + goType(t.Key) + ", " + goType(t.Value) + "]"
	case *types.Set:
		return "fn.Set[" + goType(t.Elem) + "]"
	case *types.Tuple:
		return "fn.Pair[" + goType(t.Elems[0]) + ", " + goType(t.Elems[1]) + "]"
	}
	return map[types.Type]string{types.Int: "int64", types.Float: "float64", types.Bool: "bool", types.String: "string", types.Time: "fn.Time",
		types.Duration: "fn.Duration"}[t]
}

func descriptor(t types.Type) string {
	switch t := t.(type) {
	case *types.Var:
		return map[string]string{"string": "fn.String", "int64": "fn.Int"}[goType(t)]
	case *types.List:
		return "fn.ListOf(" + descriptor(t.Elem) + ")"
	}
	return map[types.Type]string{types.Int: "fn.Int", types.Float: "fn.Float", types.Bool: "fn.Bool", types.String: "fn.String"}[t]
}

// sourceImporter reads the packages of runtime/fn from their sources here, all others from Go's.
type sourceImporter struct {
	fset *token.FileSet
	std  gotypes.Importer
	done map[string]*gotypes.Package
}

func (s *sourceImporter) Import(path string) (*gotypes.Package, error) {
	name, ours := strings.CutPrefix(path, runtimePath)
	if !ours {
		return s.std.Import(path)
	}
	if p := s.done[path]; p != nil {
		return p, nil
	}
	names, err := filepath.Glob(filepath.Join("..", "..", "runtime", name, "*.go"))
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, file := range names {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(s.fset, file, nil, 0)
		if err != nil {
			return nil, err
		}
		files = append(files, parsed)
	}
	conf := gotypes.Config{Importer: s}
	p, err := conf.Check(path, s.fset, files, nil)
	if s.done == nil {
		s.done = map[string]*gotypes.Package{}
	}
	s.done[path] = p
	return p, err
}
