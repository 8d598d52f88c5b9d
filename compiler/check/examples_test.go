package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// TestExamples checks every example program: those of streams have no error, the others only what is not compiled yet.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob("../testdata/examples/*/*.pipe")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			file, list := dsl.Parse(filepath.Base(name), text)
			if list.HasErrors() {
				t.Fatal(list)
			}
			program, list := Check(file, Options{})
			for _, d := range list {
				if strings.HasPrefix(d.Code, "E") && !strings.HasPrefix(d.Code, "E09") {
					t.Errorf("%d:%d %v", d.Span.Start.Line, d.Span.Start.Column, d)
				}
			}
			if !list.HasErrors() {
				sound(t, program)
			}
		})
	}
}

// sound holds the invariants of package plan over a whole program.
func sound(t *testing.T, p *plan.Program) {
	t.Helper()
	for _, g := range p.Globals {
		soundExprs(t, g.Init, g.Max, g.Idle)
	}
	for _, f := range p.Funcs {
		soundExprs(t, f.Body)
		if f.Body != nil && f.Fails != f.Body.Fallible() {
			t.Errorf("%s fails: %v, its body: %v", f.Name, f.Fails, f.Body.Fallible())
		}
	}
	for _, n := range p.Nodes {
		soundType(t, n.Name, n.Row)
		var kids []plan.Expr
		plan.MapKind(n.Kind, func(e plan.Expr) plan.Expr { kids = append(kids, e); return e })
		soundExprs(t, kids...)
	}
}

func soundExprs(t *testing.T, es ...plan.Expr) {
	for _, e := range es {
		if e == nil {
			continue
		}
		plan.Walk(e, func(e plan.Expr) bool {
			soundType(t, plan.ExprText(e), e.Type())
			soundFails(t, e)
			if _, ok := e.(*flowExpr); ok {
				t.Error("a stream stands in the plan")
			}
			return true
		})
	}
}

func soundType(t *testing.T, what string, typ types.Type) {
	if typ == nil || types.HasUnknown(typ) || typ != types.Known(typ) {
		t.Errorf("%s: its type %v has unknowns", what, typ)
		return
	}
	if typ == types.Error {
		t.Errorf("%s has the type error", what)
	}
}

// soundFails holds that what has a part that fails, fails.
func soundFails(t *testing.T, e plan.Expr) {
	if f, ok := e.(*plan.Fn); ok {
		if f.Fails || f.BodyFails != f.Body.Fallible() {
			t.Errorf("%s: marked wrongly", plan.ExprText(e))
		}
		return
	}
	if _, ok := e.(*plan.Dataset); ok {
		return
	}
	for _, kid := range plan.Children(e) {
		if kid.Fallible() && !e.Fallible() {
			t.Errorf("%s does not fail, and its part %s does", plan.ExprText(e), plan.ExprText(kid))
		}
	}
}
