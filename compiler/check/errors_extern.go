package check

import (
	"fmt"
	gotypes "go/types"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// The messages about extern declarations. They give Go's types in the language's words.

func externPackage(at diag.Span) *diag.Diagnostic {
	return errorf("E0444", at, "wanted the path of a Go package").WithHint("for example `go \"strings\".ToUpper`")
}

func externType(at diag.Span, t types.Type) *diag.Diagnostic {
	return errorf("E0444", at, "%s cannot be given to a Go function", article(t))
}

func noGoFunction(name dsl.Name, pkg *gotypes.Package) *diag.Diagnostic {
	var names []string
	for _, n := range pkg.Scope().Names() {
		if _, ok := pkg.Scope().Lookup(n).(*gotypes.Func); ok && gotypes.Universe.Lookup(n) == nil && n[0] >= 'A' && n[0] <= 'Z' {
			names = append(names, n)
		}
	}
	return suggest(errorf("E0781", name.Span, "the Go package %s has no exported function `%s`", pkg.Path(), name.Text), name.Text, names)
}

func genericGoFunction(name dsl.Name) *diag.Diagnostic {
	return errorf("E0782", name.Span, "the Go function `%s` has type parameters, and a declaration has none", name.Text).
		WithHint("write a Go function for the types that are wanted, and declare that")
}

func externParamCount(item *dsl.ExternDecl, sig *gotypes.Signature) *diag.Diagnostic {
	return errorf("E0782", item.Name.Span, "`%s` is declared with %s, and the Go function takes %s", item.Name.Text, counted(len(item.Params), "parameter"), goParams(sig))
}

func externParam(item *dsl.ExternDecl, i int, t types.Type, g gotypes.Type) *diag.Diagnostic {
	return errorf("E0782", item.Params[i].Type.Pos(), "the parameter `%s` is declared as %s, and the Go function takes %s", item.Params[i].Name.Text, t, goText(g))
}

func externResult(item *dsl.ExternDecl, t types.Type, results []gotypes.Type) *diag.Diagnostic {
	at := item.Name.Span
	if item.Result != nil {
		at = item.Result.Pos()
	}
	gives := "nothing"
	switch {
	case len(results) == 1:
		gives = goText(results[0])
	case len(results) == 2 && isBasic(results[1], gotypes.Bool):
		gives = goText(results[0]) + "?"
	case len(results) > 1:
		return errorf("E0782", at, "the Go function gives %d results; one is taken, or one and whether there is any, and behind them an error", len(results)).
			WithHint("write a Go function that gives one, and declare that")
	}
	return errorf("E0782", at, "the result is declared as %s, and the Go function gives %s", t, gives)
}

func externSourceForm(at diag.Span, e *plan.Extern) *diag.Diagnostic {
	return errorf("E0783", at, "`%s` is no source of %s: as a Go function a source takes a context and a function that it calls with each row", e.Symbol, e.Row).
		WithHint(fmt.Sprintf("func %s(ctx context.Context, emit func(%s) error) error, or, with positions, func %s(ctx context.Context, from []byte, emit func(row %s, position []byte) error) error",
			e.Symbol, goName(e.Row), e.Symbol, goName(e.Row)))
}

func externSinkForm(at diag.Span, e *plan.Extern) *diag.Diagnostic {
	return errorf("E0784", at, "`%s` is no sink of %s: as a Go function a sink takes a context, the number of the batch and its rows", e.Symbol, e.Row).
		WithHint(fmt.Sprintf("func %s(ctx context.Context, batch int64, rows []%s) error", e.Symbol, goName(e.Row)))
}

// goName is t as it is written in Go, for a hint.
func goName(t types.Type) string {
	switch t := types.Resolve(t).(type) {
	case types.Basic:
		names := map[types.Basic]string{types.Int: "int64", types.Float: "float64", types.Bytes: "[]byte", types.Time: "time.Time", types.Duration: "time.Duration"}
		if n := names[t]; n != "" {
			return n
		}
		return t.String()
	case *types.List:
		return "[]" + goName(t.Elem)
	case *types.Map:
		return "map[" + goName(t.Key) + "]" + goName(t.Value)
	case *types.Set:
		return "map[" + goName(t.Elem) + "]struct{}"
	case *types.Optional:
		return "rt.Opt[" + goName(t.Elem) + "]"
	case *types.Tuple:
		name := "rt.Pair["
		if len(t.Elems) != 2 {
			name = fmt.Sprintf("rt.Tuple%d[", len(t.Elems))
		}
		for i, elem := range t.Elems {
			if i > 0 {
				name += ", "
			}
			name += goName(elem)
		}
		return name + "]"
	case *types.Record:
		if t.Name != "" {
			return t.Name
		}
	}
	return "Row"
}

func calledSink(at diag.Span, d *decl) *diag.Diagnostic {
	return errorf("E0312", at, "`%s` is a sink, which is not called", d.name.Text).WithHint("write `saveTo(" + d.name.Text + ")`")
}
