package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// funcDecl checks a function once, for all its calls; one with a stream among its parameters is checked where it is called.
func (c *checker) funcDecl(d *decl, item *dsl.FuncDecl) {
	f := &plan.Func{Name: item.Name.Text, Span: item.Span, Doc: item.Doc}
	in := c.top().function(levelBatch, nil)
	wrong := false
	for _, p := range item.Params {
		t := c.paramType(p)
		wrong = wrong || t == types.Error
		switch t.(type) {
		case *types.Stream, *types.Table:
			d.piped = true
		case *types.Dataset:
			c.limits[f] = limit{level: levelBatch, what: "works on datasets"}
		}
		v := &plan.Var{Name: p.Name.Text, Type: t, Span: p.Name.Span}
		if in.locals[v.Name] != nil {
			c.report(namedTwice(p.Name))
		}
		in.define(v.Name, &local{v: v})
		f.Params = append(f.Params, v)
	}
	if d.piped || wrong {
		return
	}
	var want types.Type = &types.Var{Name: "R"}
	if item.Result != nil {
		want = c.typeOf(item.Result)
		in.frame.want = want
	}
	c.owner = f
	body := c.bodyOf(item.Body, in)
	if item.Result == nil && types.Resolve(body.Type()) == types.Unit && !in.frame.givesValues() {
		want = types.Unit // it is there for what it does
	}
	body, result, ok := c.result(body, want, in, item.Body)
	if !ok || d.value != nil || c.holdsStream(body) { // reported, or it calls itself
		return
	}
	if types.HasUnknown(result) {
		c.report(unknownType(item.Name.Span, result))
		return
	}
	c.settleTypes(body, f.Params...)
	f.Body, f.Result, f.Fails = body, types.Known(result), body.Fallible()
	d.fn = f
	c.prog.Funcs = append(c.prog.Funcs, f)
}

func (c *checker) paramType(p *dsl.FuncParam) types.Type {
	if p.Type == nil {
		c.report(untypedParam(p.Name))
		return types.Error
	}
	return c.typeOf(p.Type)
}

// callDecl checks a call of a declaration: a function, or a named type as its constructor.
func (c *checker) callDecl(e *dsl.Call, d *decl, at diag.Span, args []argument, sc *scope) plan.Expr {
	switch item := d.item.(type) {
	case *dsl.TypeDecl:
		c.lookup(d.name.Text, at)
		if r, ok := types.Resolve(d.typ).(*types.Record); ok {
			return c.constructor(e, r, sc)
		}
		if d.typ != types.Error {
			c.report(noConstructor(at, d))
		}
		return bad(e.Span)
	case *dsl.FuncDecl:
		return c.callFunc(e, d, at, item.Params, args, sc)
	case *dsl.ExternDecl:
		return c.callExtern(e, d, at, item, args, sc)
	}
	c.report(notAFunction(at, d))
	return bad(e.Span)
}

func (c *checker) callFunc(e *dsl.Call, d *decl, at diag.Span, params []*dsl.FuncParam, args []argument, sc *scope) plan.Expr {
	c.lookup(d.name.Text, at)
	slots, ok := c.distributeFunc(e.Span, d, params, args)
	if !ok {
		return bad(e.Span)
	}
	if d.piped {
		return c.inline(e, d, slots, sc)
	}
	if d.fn == nil {
		return bad(e.Span)
	}
	xs := make([]plan.Expr, len(params))
	for i, v := range d.fn.Params {
		if xs[i] = c.funcArgument(d, params[i], slots[i], v.Type, sc); isBad(xs[i]) {
			ok = false
		}
	}
	if !ok {
		return bad(e.Span)
	}
	if !c.mayCall(d, at, sc) {
		return bad(e.Span)
	}
	return c.callOf(d.fn, xs, e.Span)
}

// callOf is the call of f, whose caller does what f does.
func (c *checker) callOf(f *plan.Func, xs []plan.Expr, at diag.Span) plan.Expr {
	if c.owner != nil {
		c.owner.Effects = c.owner.Effects || f.Effects
		c.owner.Reads = c.owner.Reads || f.Reads
	}
	return &plan.CallFunc{Info: plan.Info{T: f.Result, Span: at, Fails: f.Fails || fails(xs...)}, Func: f, Args: xs}
}

func (c *checker) funcArgument(d *decl, p *dsl.FuncParam, a *argument, want types.Type, sc *scope) plan.Expr {
	if a == nil {
		return c.exprAs(p.Default, want, c.top())
	}
	x := a.x
	if x == nil {
		x = c.expr(a.Value, want, sc)
	}
	y, ok := c.convert(x, want)
	if !ok {
		c.report(funcArgumentMismatch(a.Value, d.name, p.Name, x.Type(), want))
		return bad(a.Span)
	}
	return y
}

// distributeFunc gives each parameter of a function of the program its argument; nil stands for the default.
func (c *checker) distributeFunc(at diag.Span, d *decl, params []*dsl.FuncParam, args []argument) ([]*argument, bool) {
	slots := make([]*argument, len(params))
	for n := range args {
		a := &args[n]
		i := n
		switch {
		case a.Star || a.As.Text != "":
			c.report(strangeArgument(a.Arg))
			return nil, false
		case a.Name.Text != "":
			if i = funcParamIndex(params, a.Name.Text); i < 0 {
				c.report(noFuncParameter(a.Name, d, params))
				return nil, false
			}
		case n >= len(params):
			c.report(argumentCount(a.Span, d.name.Text, len(params), len(args)).WithLabel(d.name.Span, "it is declared here").WithHint("take it away"))
			return nil, false
		}
		if slots[i] != nil {
			c.report(argumentTwice(dsl.Name{Span: a.Span, Text: params[i].Name.Text}))
			return nil, false
		}
		slots[i] = a
	}
	for i, p := range params {
		if slots[i] == nil && p.Default == nil {
			c.report(missingFuncArgument(at, d.name, p.Name))
			return nil, false
		}
	}
	return slots, true
}

func funcParamIndex(params []*dsl.FuncParam, name string) int {
	for i, p := range params {
		if p.Name.Text == name {
			return i
		}
	}
	return -1
}

// funcValue is the function d where a function is wanted: a Fn that calls it, and that takes a tuple apart when d has a parameter for each part.
func (c *checker) funcValue(e *dsl.Ident, d *decl, want *types.Func, lv level, sc *scope) plan.Expr {
	if d.piped {
		c.report(functionAsValue(e))
		return bad(e.Span)
	}
	if d.fn == nil || !c.mayCall(d, e.Span, sc.function(lv, nil)) {
		return bad(e.Span)
	}
	f := d.fn
	fn := &plan.Fn{Info: plan.Info{Span: e.Span}}
	var args []plan.Expr
	params := want.Params
	if tuple := soleTuple(params); tuple != nil && len(f.Params) == len(tuple.Elems) && len(f.Params) > 1 {
		v := &plan.Var{Name: "row", Type: tuple, Span: e.Span}
		fn.Params = []*plan.Var{v}
		whole := &plan.Local{Info: plan.Info{T: tuple, Span: e.Span}, Var: v}
		for i, t := range tuple.Elems {
			args = append(args, field(whole, i, "", t, e.Span))
		}
	} else if len(f.Params) == len(params) {
		for i, t := range params {
			v := &plan.Var{Name: f.Params[i].Name, Type: t, Span: e.Span}
			fn.Params = append(fn.Params, v)
			args = append(args, &plan.Local{Info: plan.Info{T: t, Span: e.Span}, Var: v})
		}
	} else {
		c.report(wrongArity(e.Span, len(f.Params), want).WithLabel(d.name.Span, "it is declared here"))
		return bad(e.Span)
	}
	for i := range args {
		x, ok := c.convert(args[i], f.Params[i].Type)
		if !ok {
			c.report(funcFitsNot(e, d, f, args[i].Type(), i))
			return bad(e.Span)
		}
		args[i] = x
	}
	body, result, ok := c.result(c.callOf(f, args, e.Span), want.Result, &scope{frame: &frame{}}, e)
	if !ok {
		return bad(e.Span)
	}
	if result == types.Unit && types.Resolve(body.Type()) != types.Unit { // what it gives is left
		body = &plan.Block{Info: plan.Info{T: types.Unit, Span: e.Span, Fails: body.Fallible()}, Stmts: []plan.Stmt{&plan.ExprStmt{X: body}}}
	}
	fn.Body, fn.BodyFails = body, body.Fallible()
	fn.T = &types.Func{Params: params, Result: result}
	return fn
}
