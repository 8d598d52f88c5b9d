package check

import (
	gotypes "go/types"

	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// externDecl checks a declaration of what a Go package has: a function, a source or a sink.
func (c *checker) externDecl(d *decl, item *dsl.ExternDecl) {
	path, ok := plainText(item.Package)
	if !ok || path == "" {
		c.report(externPackage(item.Package.Span))
		d.value = bad(item.Span)
		return
	}
	e := &plan.Extern{Package: path, Symbol: item.Symbol.Text}
	if item.Kind == "func" {
		c.externFunc(d, item, e)
		return
	}
	d.value = bad(item.Span)
	if e.Row = c.goValue(item.Type); e.Row == types.Error || !c.goFunction(item, e) {
		return
	}
	switch item.Kind {
	case "source":
		if e.Go != nil && !sourceFits(e) {
			c.report(externSourceForm(item.Symbol.Span, e))
			return
		}
		d.extern = e
	case "sink":
		if e.Go != nil && !sinkFits(e) {
			c.report(externSinkForm(item.Symbol.Span, e))
			return
		}
		d.value = flowValue(ops.Flow{Sink: &plan.Sink{Kind: "extern", Extern: e}}, item.Span)
	}
}

func (c *checker) externFunc(d *decl, item *dsl.ExternDecl, e *plan.Extern) {
	f := &plan.Func{Name: item.Name.Text, Span: item.Span, Doc: item.Doc, Result: types.Unit, Extern: e}
	wrong := false
	for _, p := range item.Params {
		t := types.Type(types.Error)
		if p.Type == nil {
			c.report(untypedParam(p.Name))
		} else {
			t = c.goValue(p.Type)
		}
		wrong = wrong || t == types.Error
		f.Params = append(f.Params, &plan.Var{Name: p.Name.Text, Type: t, Span: p.Name.Span})
	}
	if item.Result != nil {
		f.Result = c.goValue(item.Result)
	}
	if wrong || f.Result == types.Error || !c.goFunction(item, e) || !c.externFits(item, f) {
		return
	}
	f.Effects = f.Result == types.Unit
	f.Fails = e.Go == nil || e.Error || holdsTime(f.Result)
	d.fn = f
	c.prog.Funcs = append(c.prog.Funcs, f)
}

// goValue is a type that can be handed to Go.
func (c *checker) goValue(e dsl.Type) types.Type {
	t := c.typeOf(e)
	if t != types.Error && !types.Storable(t) {
		c.report(externType(e.Pos(), t))
		return types.Error
	}
	return t
}

// goFunction finds the Go function of a declaration, when packages were looked at.
func (c *checker) goFunction(item *dsl.ExternDecl, e *plan.Extern) bool {
	if problem := c.opts.GoProblems[e.Package]; problem != nil {
		c.report(placed(problem, item.Package.Span))
		return false
	}
	pkg := c.opts.GoPackages[e.Package]
	if pkg == nil {
		return true // nobody looked: the declaration is believed
	}
	f, ok := pkg.Scope().Lookup(e.Symbol).(*gotypes.Func)
	if !ok || !f.Exported() {
		c.report(noGoFunction(item.Symbol, pkg))
		return false
	}
	e.Go, e.GoPackage = f.Signature(), pkg.Name()
	if e.Go.TypeParams().Len() > 0 {
		c.report(genericGoFunction(item.Symbol))
		return false
	}
	return true
}

// placed is a message about a package, at the place that names it.
func placed(d *diag.Diagnostic, at diag.Span) *diag.Diagnostic {
	out := *d
	out.Span = at
	return &out
}

// externFits compares a declared function with that of Go, and finds how it gives its result.
func (c *checker) externFits(item *dsl.ExternDecl, f *plan.Func) bool {
	e := f.Extern
	if e.Go == nil {
		_, e.OK = f.Result.(*types.Optional)
		return true
	}
	params := types.GoParams(e.Go, len(f.Params))
	if params == nil {
		c.report(externParamCount(item, e.Go))
		return false
	}
	for i, p := range f.Params {
		if !fitsGo(p.Type, params[i], toGo) {
			c.report(externParam(item, i, p.Type, params[i]))
			return false
		}
	}
	results := goResults(e.Go)
	if n := len(results); n > 0 && isError(results[n-1]) {
		e.Error, results = true, results[:n-1]
	}
	if !resultFits(f.Result, results, e) {
		c.report(externResult(item, f.Result, results))
		return false
	}
	return true
}

func goResults(sig *gotypes.Signature) []gotypes.Type {
	var out []gotypes.Type
	for i := range sig.Results().Len() {
		out = append(out, sig.Results().At(i).Type())
	}
	return out
}

// resultFits reports whether results, without the error, stand for t.
func resultFits(t types.Type, results []gotypes.Type, e *plan.Extern) bool {
	if t == types.Type(types.Unit) {
		return len(results) == 0
	}
	if opt, ok := t.(*types.Optional); ok && len(results) == 2 && isBasic(results[1], gotypes.Bool) {
		e.OK = true
		return fitsGo(opt.Elem, results[0], fromGo)
	}
	return len(results) == 1 && fitsGo(t, results[0], fromGo)
}

// sourceFits reports whether a Go function is a source: func(context.Context, emit func(T) error) error, or, replayable,
// func(context.Context, from []byte, emit func(row T, position []byte) error) error.
func sourceFits(e *plan.Extern) bool {
	params := types.GoParams(e.Go, e.Go.Params().Len())
	if e.Go.Variadic() || !givesError(e.Go) || len(params) < 2 || !isNamed(params[0], "context", "Context") {
		return false
	}
	emit, ok := params[len(params)-1].Underlying().(*gotypes.Signature)
	if !ok || emit.Variadic() || !givesError(emit) {
		return false
	}
	gives := types.GoParams(emit, emit.Params().Len())
	if len(gives) == 0 || !fitsGo(e.Row, gives[0], fromGo) {
		return false
	}
	e.Resumes = len(params) == 3
	if e.Resumes {
		return len(gives) == 2 && fitsGo(types.Bytes, params[1], toGo) && fitsGo(types.Bytes, gives[1], fromGo)
	}
	return len(params) == 2 && len(gives) == 1
}

// sinkFits reports whether a Go function is a sink: func(ctx context.Context, batch int64, rows []T) error.
func sinkFits(e *plan.Extern) bool {
	params := types.GoParams(e.Go, e.Go.Params().Len())
	return !e.Go.Variadic() && givesError(e.Go) && len(params) == 3 && isNamed(params[0], "context", "Context") && isBasic(params[1], gotypes.Int64) &&
		fitsGo(&types.List{Elem: e.Row}, params[2], toGo)
}

func givesError(sig *gotypes.Signature) bool {
	return sig.Results().Len() == 1 && isError(sig.Results().At(0).Type())
}

// holdsTime reports whether values of t hold times, of which Go has more than the language.
func holdsTime(t types.Type) bool {
	t = types.Resolve(t)
	if t == types.Type(types.Time) {
		return true
	}
	for _, p := range types.Parts(t) {
		if holdsTime(p) {
			return true
		}
	}
	return false
}

// callExtern checks the call of an extern declaration.
func (c *checker) callExtern(e *dsl.Call, d *decl, at diag.Span, item *dsl.ExternDecl, args []argument, sc *scope) plan.Expr {
	switch item.Kind {
	case "func":
		return c.callFunc(e, d, at, item.Params, args, sc)
	case "source":
		return c.callSource(e, d, at, args, sc)
	}
	c.lookup(d.name.Text, at)
	c.report(calledSink(at, d))
	return bad(e.Span)
}

func isExternSource(d *decl) bool {
	item, ok := d.item.(*dsl.ExternDecl)
	return ok && item.Kind == "source"
}

// callSource checks `ticks()` of an extern source.
func (c *checker) callSource(e *dsl.Call, d *decl, at diag.Span, args []argument, sc *scope) plan.Expr {
	c.lookup(d.name.Text, at)
	if d.extern == nil {
		return bad(e.Span)
	}
	op := ops.ExternSource(d.name.Text, d.extern)
	sig := signature(op.Sig).Instantiate(flowLike(nil))
	c.unify(sig.Vars["T"], d.extern.Row)
	name := dsl.Name{Span: at, Text: d.name.Text}
	return c.choose(e, name, []candidate{{op: &operator{op: op}, sig: sig}}, nil, args, nil, sc)
}
