package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// externDecl checks the head of an exported Go function. Sources and sinks come later.
func (c *checker) externDecl(d *decl, item *dsl.ExternDecl) {
	if item.Kind != "func" {
		c.report(notYet(item.Span, "E0904", "extern "+item.Kind))
		d.value = bad(item.Span)
		return
	}
	path, ok := plainText(item.Package)
	if !ok || path == "" {
		c.report(externPackage(item.Package.Span))
		return
	}
	f := &plan.Func{Name: item.Name.Text, Span: item.Span, Doc: item.Doc, Result: types.Unit, Fails: true, Extern: &plan.Extern{Package: path, Symbol: item.Symbol.Text}}
	wrong := false
	for _, p := range item.Params {
		t := c.paramType(p)
		if t != types.Error && !types.Storable(t) {
			c.report(externType(p.Type.Pos(), t))
			t = types.Error
		}
		wrong = wrong || t == types.Error
		f.Params = append(f.Params, &plan.Var{Name: p.Name.Text, Type: t, Span: p.Name.Span})
	}
	if item.Result != nil {
		f.Result = c.typeOf(item.Result)
		_, f.Extern.OK = f.Result.(*types.Optional)
	}
	if wrong || f.Result == types.Error {
		return
	}
	f.Effects = f.Result == types.Unit
	d.fn = f
	c.prog.Funcs = append(c.prog.Funcs, f)
}
