package emit

import (
	gotypes "go/types"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// callExtern calls a Go function of the user with values that are its own. Its error is a fault.
func (c *code) callExtern(x *plan.CallFunc, args []goExpr) goExpr {
	ext := x.Func.Extern
	if ext.Go == nil {
		panic("emit: nobody looked at the Go package of " + x.Func.Name)
	}
	params := types.GoParams(ext.Go, len(args))
	list := make([]jen.Code, len(args))
	for i, a := range args {
		t := x.Args[i].Type()
		list[i] = c.toGo(t, params[i], c.fn.e.own(t, c.fn.e.typed(t, a))).code
	}
	called := jen.Qual(ext.Package, ext.Symbol).Call(list...)
	hint := c.hint
	c.hint = ""
	if !ext.OK && !ext.Error && !isUnit(x.Func.Result) {
		out := operand(called)
		out.unstable = true // it may do anything
		return c.fromGo(x.Func.Result, ext.Go.Results().At(0).Type(), c.variableOf(hintOr(hint, x.Func.Name), out), x)
	}
	return c.results(x, called, hint)
}

// variableOf puts x into a variable whose type Go knows.
func (c *code) variableOf(wanted string, x goExpr) goExpr {
	n := c.fn.scope.name(wanted)
	c.add(jen.Id(n).Op(":=").Add(x.code))
	return name(n)
}

// results takes the results of a call apart: the value, whether there is one, an error.
func (c *code) results(x *plan.CallFunc, called *jen.Statement, hint string) goExpr {
	ext, result := x.Func.Extern, x.Func.Result
	var names []jen.Code
	value := ""
	if !isUnit(result) {
		value = c.fn.scope.name(hintOr(hint, x.Func.Name))
		names = append(names, jen.Id(value))
	}
	if ext.OK {
		names = append(names, jen.Id("ok"))
	}
	if ext.Error {
		names = append(names, jen.Id("err"))
	}
	if len(names) == 0 {
		c.add(called)
		return goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
	}
	failed := func(inner *code) { inner.leave(jen.Qual(rtPath, "ExternFault").Call(jen.Id("err")), x.Span) }
	if value == "" {
		body, _ := c.block(failed)
		c.add(jen.If(jen.Id("err").Op(":=").Add(called), jen.Id("err").Op("!=").Nil()).Block(body...))
		return goExpr{code: jen.Struct().Values(), prec: precOperand, literal: true}
	}
	c.add(jen.List(names...).Op(":=").Add(called))
	if ext.Error {
		body, _ := c.block(failed)
		c.add(jen.If(jen.Id("err").Op("!=").Nil()).Block(body...))
	}
	given := ext.Go.Results().At(0).Type()
	if !ext.OK {
		return c.fromGo(result, given, name(value), x)
	}
	opt := types.Resolve(result).(*types.Optional)
	found := c.fn.scope.name(hintOr(hint, "found"))
	c.add(jen.Var().Id(found).Add(c.fn.e.goType(opt)))
	body, _ := c.block(func(inner *code) {
		inner.add(jen.Id(found).Op("=").Add(inner.fn.e.some(opt, inner.fromGo(opt.Elem, given, name(value), x)).code))
	})
	c.add(jen.If(jen.Id("ok")).Block(body...))
	out := name(found)
	out.owned = true
	return out
}

// goPackages are the packages of Go that the program names, and those of the types at its border, by import path: their names.
func goPackages(p *plan.Program) map[string]string {
	out := map[string]string{}
	add := func(e *plan.Extern) {
		if e == nil || e.Go == nil {
			return
		}
		gotypes.TypeString(e.Go, func(pkg *gotypes.Package) string {
			out[pkg.Path()] = pkg.Name()
			return ""
		})
	}
	for _, f := range p.Funcs {
		add(f.Extern)
		if f.Extern != nil {
			out[f.Extern.Package] = f.Extern.GoName()
		}
	}
	for _, n := range p.Nodes {
		switch k := n.Kind.(type) {
		case *plan.Source:
			add(k.Extern)
			if k.Extern != nil {
				out[k.Extern.Package] = k.Extern.GoName()
			}
		case *plan.Output:
			if k.Sink != nil && k.Sink.Extern != nil {
				add(k.Sink.Extern)
				out[k.Sink.Extern.Package] = k.Sink.Extern.GoName()
			}
		}
	}
	for path := range out {
		switch path {
		case rtPath, fnPath, "time", "context":
			delete(out, path)
		}
	}
	return out
}
