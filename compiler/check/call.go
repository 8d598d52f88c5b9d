package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// argument is an argument of a call; x is set when it was checked before, as a receiver is.
type argument struct {
	*dsl.Arg
	x plan.Expr
}

func arguments(args []*dsl.Arg) []argument {
	out := make([]argument, len(args))
	for i, a := range args {
		out[i] = argument{Arg: a}
	}
	return out
}

// received is recv as the first argument of a function that is called as a method.
func received(e dsl.Expr, recv plan.Expr, args []*dsl.Arg) []argument {
	return append([]argument{{Arg: &dsl.Arg{Span: e.Pos(), Value: e}, x: recv}}, arguments(args)...)
}

// call checks `f(…)`, `x.f(…)`, `x?.f(…)`.
func (c *checker) call(e *dsl.Call, want types.Type, sc *scope) plan.Expr {
	if !c.argumentsSpelled(e) {
		return bad(e.Span)
	}
	switch fun := e.Fun.(type) {
	case *dsl.Ident:
		return c.named(e, fun, want, sc)
	case *dsl.Select:
		if ns, ok := fun.X.(*dsl.Ident); ok && isNamespace(ns.Name) && sc.find(ns.Name) == nil && c.decls[ns.Name] == nil {
			return c.inNamespace(e, ns, fun.Name, sc)
		}
		if fun.Optional {
			return c.optionalCall(e, fun, want, sc)
		}
		recv := c.expr(fun.X, nil, sc)
		if isBad(recv) {
			return bad(e.Span)
		}
		if types.Resolve(recv.Type()) == types.Never {
			return never(e.Span)
		}
		return c.method(e, fun, recv, want, sc)
	}
	c.report(notCallable(e.Fun.Pos()))
	return bad(e.Span)
}

// argumentsSpelled refuses `*`, `as` and `=`, which no call of this stage takes.
func (c *checker) argumentsSpelled(e *dsl.Call) bool {
	for _, a := range e.Args {
		if a.EqualSign {
			c.report(equalSign(a))
		}
	}
	return true
}

func isNamespace(name string) bool { return name == "read" || name == "readStream" }

func (c *checker) inNamespace(e *dsl.Call, ns *dsl.Ident, name dsl.Name, sc *scope) plan.Expr {
	if ns.Name == "readStream" {
		c.report(notYet(ns.Span.To(name.Span), "E0902", "tables (readStream)"))
		return bad(e.Span)
	}
	full := ns.Name + "." + name.Text
	cands := c.candidates(full, nil)
	if len(cands) == 0 {
		c.report(unknownReader(name, c.catalogueNames(ns.Name+".")))
		return bad(e.Span)
	}
	return c.choose(e, name, cands, nil, arguments(e.Args), nil, sc)
}

// named checks `f(…)`: a declaration, or a function or operator of the catalogues.
func (c *checker) named(e *dsl.Call, fun *dsl.Ident, want types.Type, sc *scope) plan.Expr {
	inCatalogue := c.hasReceiver(fun.Name) || len(c.candidates(fun.Name, nil)) > 0
	if sc.find(fun.Name) != nil && !inCatalogue {
		c.report(localCalled(fun))
		return bad(e.Span)
	}
	if fun.Name == "fail" && c.decls["fail"] == nil {
		return c.fail(e, want, sc)
	}
	if d := c.decls[fun.Name]; d != nil && (isFunction(d) || isExternSource(d) || isType(d) || !inCatalogue) { // a call of a value means the function of that name
		return c.callDecl(e, d, fun.Span, arguments(e.Args), sc)
	}
	name := dsl.Name{Span: fun.Span, Text: fun.Name}
	args := arguments(e.Args)
	if cands := c.candidates(fun.Name, nil); len(cands) > 0 && (c.shaped(cands, args) || len(args) == 0 || !c.hasReceiver(fun.Name)) {
		return c.choose(e, name, cands, nil, args, want, sc)
	}
	if len(args) == 0 || args[0].Name.Text != "" || !c.hasReceiver(fun.Name) {
		c.report(c.unknownFunction(fun, sc))
		return bad(e.Span)
	}
	recv := c.expr(args[0].Value, nil, sc)
	if isBad(recv) {
		return bad(e.Span)
	}
	return c.onReceiver(e, name, args[0].Value, recv, e.Args[1:], want, sc)
}

func (c *checker) hasReceiver(name string) bool { return len(c.receiversOf(name)) > 0 }

// method checks `x.f(…)` with x checked.
func (c *checker) method(e *dsl.Call, fun *dsl.Select, recv plan.Expr, want types.Type, sc *scope) plan.Expr {
	switch t := types.Resolve(recv.Type()).(type) {
	case *types.Record:
		if fun.Name.Text == "with" {
			return c.with(e, recv, t, sc)
		}
		if fieldIndex(t, fun.Name.Text) >= 0 {
			c.report(fieldCalled(fun.Name))
			return bad(e.Span)
		}
	case *types.Table:
		c.report(notYet(fun.Name.Span, "E0902", "tables"))
		return bad(e.Span)
	}
	return c.onReceiver(e, fun.Name, fun.X, recv, e.Args, want, sc)
}

// onReceiver checks a call of name on recv, which ex spells: an entry of the catalogues that takes it, or a function of the program.
func (c *checker) onReceiver(e *dsl.Call, name dsl.Name, ex dsl.Expr, recv plan.Expr, args []*dsl.Arg, want types.Type, sc *scope) plan.Expr {
	if cands := c.candidates(name.Text, recv); len(cands) > 0 {
		return c.choose(e, name, cands, recv, arguments(args), want, sc)
	}
	if d := c.decls[name.Text]; d != nil && isFunction(d) {
		return c.callDecl(e, d, name.Span, received(ex, recv, args), sc)
	}
	if cands := c.candidates(name.Text, nil); len(cands) > 0 {
		return c.choose(e, name, cands, nil, received(ex, recv, args), want, sc)
	}
	c.report(c.noMethod(name, ex, recv))
	return bad(e.Span)
}

func isType(d *decl) bool {
	_, ok := d.item.(*dsl.TypeDecl)
	return ok
}

func isFunction(d *decl) bool {
	switch item := d.item.(type) {
	case *dsl.FuncDecl:
		return true
	case *dsl.ExternDecl:
		return item.Kind == "func"
	}
	return false
}

// optionalCall checks `x?.f(…)`: none when x is, else the call on its value.
func (c *checker) optionalCall(e *dsl.Call, fun *dsl.Select, want types.Type, sc *scope) plan.Expr {
	return c.maybe(fun, e.Span, sc, func(value plan.Expr) plan.Expr {
		return c.method(e, fun, value, nil, sc)
	})
}

// maybe is f of the value of x in `x?.…`, none when there is no value.
func (c *checker) maybe(fun *dsl.Select, at diag.Span, sc *scope, f func(plan.Expr) plan.Expr) plan.Expr {
	x := c.expr(fun.X, nil, sc)
	opt, ok := types.Resolve(x.Type()).(*types.Optional)
	if !ok {
		if types.Resolve(x.Type()) == types.None { // the first round of a state function
			return constant(types.None, nil, at)
		}
		if !isBad(x) {
			c.report(notOptional(fun, x.Type()))
		}
		return bad(at)
	}
	once, let := c.once(x, "it")
	y := f(&plan.Unwrap{Info: plan.Info{T: opt.Elem, Span: fun.X.Pos()}, X: once})
	if isBad(y) {
		return y
	}
	t := types.Opt(y.Type())
	some, _ := c.convert(y, t)
	none := constant(t, nil, at)
	test := &plan.IsNone{Info: plan.Info{T: types.Bool, Span: fun.X.Pos()}, X: once}
	body := &plan.Cond{Info: plan.Info{T: t, Span: at, Fails: some.Fallible()}, If: test, Then: none, Else: some}
	return let(body)
}

// once is x for use in several places: itself when it is a name, else a variable, which let declares around a body.
func (c *checker) once(x plan.Expr, name string) (once plan.Expr, let func(body plan.Expr) plan.Expr) {
	switch x.(type) {
	case *plan.Local, *plan.GlobalRef, *plan.Const:
		return x, func(body plan.Expr) plan.Expr { return body }
	}
	v := &plan.Var{Name: name, Type: x.Type(), Span: x.Pos()}
	return &plan.Local{Info: plan.Info{T: v.Type, Span: x.Pos()}, Var: v}, func(body plan.Expr) plan.Expr {
		return &plan.Let{Info: plan.Info{T: body.Type(), Span: body.Pos(), Fails: fails(x, body)}, Var: v, Value: x, Body: body}
	}
}

// fail checks `fail("why")`, which fits any type.
func (c *checker) fail(e *dsl.Call, want types.Type, sc *scope) plan.Expr {
	if len(e.Args) != 1 {
		c.report(argumentCount(e.Span, "fail", 1, len(e.Args)))
		return bad(e.Span)
	}
	reason := c.exprAs(e.Args[0].Value, types.String, sc)
	if isBad(reason) {
		return reason
	}
	return &plan.Fail{Info: plan.Info{T: types.Never, Span: e.Span, Fails: true}, Reason: reason}
}
