package check

import (
	gotypes "go/types"
	"strings"

	"github.com/streamc-dev/streamc/compiler/types"
)

// The border to Go: which Go types stand for a type of the language. Package emit converts between what is said to fit here.

// direction says who gives the value.
type direction bool

const (
	toGo   direction = false // the program gives it to a Go function
	fromGo direction = true  // a Go function gives it to the program
)

// Where the types live that stand at the border beside those of Go.
const (
	runtimePath = "github.com/streamc-dev/streamc/runtime"
	fnPath      = runtimePath + "/fn"
)

// fitsGo reports whether a value of t can stand where Go has g.
func fitsGo(t types.Type, g gotypes.Type, d direction) bool {
	g = gotypes.Unalias(g)
	switch t := types.Resolve(t).(type) {
	case types.Basic:
		return basicFits(t, g, d)
	case *types.List:
		s, ok := g.Underlying().(*gotypes.Slice)
		return ok && fitsGo(t.Elem, s.Elem(), d)
	case *types.Map:
		m, ok := g.Underlying().(*gotypes.Map)
		return ok && fitsGo(t.Key, m.Key(), d) && fitsGo(t.Value, m.Elem(), d)
	case *types.Set:
		m, ok := g.Underlying().(*gotypes.Map)
		return ok && fitsGo(t.Elem, m.Key(), d) && isEmptyStruct(m.Elem())
	case *types.Tuple:
		name := "Pair"
		if len(t.Elems) != 2 {
			name = "Tuple" + string(rune('0'+len(t.Elems)))
		}
		return argumentsFit(t.Elems, g, name, d)
	case *types.Optional:
		return argumentsFit([]types.Type{t.Elem}, g, "Opt", d)
	case *types.Record:
		return recordFits(t, g, d)
	}
	return false
}

func basicFits(t types.Basic, g gotypes.Type, d direction) bool {
	switch t {
	case types.Time:
		return isNamed(g, "time", "Time")
	case types.Duration:
		return isNamed(g, "time", "Duration")
	case types.Bytes:
		s, ok := g.Underlying().(*gotypes.Slice)
		return ok && isBasic(s.Elem(), gotypes.Byte)
	case types.String, types.Secret:
		return isBasic(g, gotypes.String)
	case types.Bool:
		return isBasic(g, gotypes.Bool)
	case types.Float:
		return isBasic(g, gotypes.Float64) || d == fromGo && isBasic(g, gotypes.Float32)
	case types.Int:
		if isNamed(g, "time", "Duration") {
			return false
		}
		return isBasic(g, gotypes.Int, gotypes.Int64) || d == fromGo &&
			isBasic(g, gotypes.Int8, gotypes.Int16, gotypes.Int32, gotypes.Uint8, gotypes.Uint16, gotypes.Uint32)
	}
	return false
}

func isBasic(g gotypes.Type, kinds ...gotypes.BasicKind) bool {
	b, ok := g.Underlying().(*gotypes.Basic)
	for _, k := range kinds {
		if ok && b.Kind() == k {
			return true
		}
	}
	return false
}

func isNamed(g gotypes.Type, path, name string) bool {
	n, ok := gotypes.Unalias(g).(*gotypes.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == path && n.Obj().Name() == name
}

func isEmptyStruct(g gotypes.Type) bool {
	s, ok := g.Underlying().(*gotypes.Struct)
	return ok && s.NumFields() == 0
}

func isError(g gotypes.Type) bool {
	return gotypes.Identical(g, gotypes.Universe.Lookup("error").Type())
}

// argumentsFit reports whether g is the generic type name of the runtime over Go types that stand for elems.
func argumentsFit(elems []types.Type, g gotypes.Type, name string, d direction) bool {
	n, ok := g.(*gotypes.Named)
	if !ok || !isNamed(g, fnPath, name) || n.TypeArgs().Len() != len(elems) {
		return false
	}
	for i, t := range elems {
		if !fitsGo(t, n.TypeArgs().At(i), d) {
			return false
		}
	}
	return true
}

// recordFits reports whether g is a struct with an exported field for each field of t. What else it has stays zero, or is not looked at.
func recordFits(t *types.Record, g gotypes.Type, d direction) bool {
	if types.Same(t, types.RowError()) {
		return isNamed(g, runtimePath, "RowError")
	}
	n, ok := g.(*gotypes.Named)
	if !ok || n.TypeArgs().Len() > 0 {
		return false
	}
	for _, f := range t.Fields {
		field := types.GoField(g, f.Name)
		if field == nil || !fitsGo(f.Type, field.Type(), d) {
			return false
		}
	}
	return true
}

// goText is a Go type as the language has it; what the language has no type for is said so.
func goText(g gotypes.Type) string {
	g = gotypes.Unalias(g)
	switch {
	case isNamed(g, "time", "Time"):
		return "time"
	case isNamed(g, "time", "Duration"):
		return "duration"
	case isError(g):
		return "error"
	}
	if n, ok := g.(*gotypes.Named); ok {
		return namedText(n)
	}
	switch u := g.Underlying().(type) {
	case *gotypes.Basic:
		return basicText(u)
	case *gotypes.Slice:
		if isBasic(u.Elem(), gotypes.Byte) {
			return "bytes"
		}
		return "[" + goText(u.Elem()) + "]"
	case *gotypes.Map:
		if isEmptyStruct(u.Elem()) {
			return "set[" + goText(u.Key()) + "]"
		}
		return "map[" + goText(u.Key()) + ", " + goText(u.Elem()) + "]"
	}
	return goOnly(g)
}

func goOnly(g gotypes.Type) string {
	return "the Go type " + gotypes.TypeString(g, func(p *gotypes.Package) string { return p.Name() })
}

func basicText(b *gotypes.Basic) string {
	switch {
	case b.Kind() == gotypes.Int || b.Kind() == gotypes.Int64:
		return "int"
	case b.Kind() == gotypes.Float64:
		return "float"
	case b.Kind() == gotypes.String || b.Kind() == gotypes.Bool:
		return b.Name()
	}
	return goOnly(b)
}

// namedText is a named Go type: a tuple or optional of the runtime, a struct as a record, another by what it stands for.
func namedText(n *gotypes.Named) string {
	if p := n.Obj().Pkg(); p != nil && p.Path() == fnPath && n.TypeArgs() != nil {
		var args []string
		for i := range n.TypeArgs().Len() {
			args = append(args, goText(n.TypeArgs().At(i)))
		}
		if n.Obj().Name() == "Opt" {
			return args[0] + "?"
		}
		return "(" + strings.Join(args, ", ") + ")"
	}
	s, ok := n.Underlying().(*gotypes.Struct)
	if !ok {
		if b, ok := n.Underlying().(*gotypes.Basic); ok {
			return basicText(b)
		}
		return goOnly(n)
	}
	var fields []string
	for i := range s.NumFields() {
		if f := s.Field(i); f.Exported() {
			fields = append(fields, fieldText(f.Name())+": "+goText(f.Type()))
		}
	}
	if len(fields) == 0 {
		return goOnly(n)
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// fieldText is the name of a Go field as records spell it: ID is id, UserName userName, URLPath urlPath.
func fieldText(name string) string {
	capitals := len(name) - len(strings.TrimLeft(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if capitals > 1 && capitals < len(name) {
		capitals--
	}
	return strings.ToLower(name[:capitals]) + name[capitals:]
}

// goParams are the types of a Go function's parameters, in the language's words.
func goParams(sig *gotypes.Signature) string {
	var out []string
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if sig.Variadic() && i == sig.Params().Len()-1 {
			out = append(out, goText(t.(*gotypes.Slice).Elem())+"…")
			continue
		}
		out = append(out, goText(t))
	}
	return "(" + strings.Join(out, ", ") + ")"
}
