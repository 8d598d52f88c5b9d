package emit

import (
	gotypes "go/types"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// externSource is the function that feeds a source of the user: its Go function, with each row converted.
func (e *emitter) externSource(ext *plan.Extern, at diag.Span) *jen.Statement {
	row := e.goType(ext.Row)
	params := ext.Go.Params()
	given := params.At(params.Len() - 1).Type().Underlying().(*gotypes.Signature).Params().At(0).Type()
	ctx := jen.Id("ctx").Qual("context", "Context")
	outer, inner, emitted, args := []jen.Code{ctx}, []jen.Code{jen.Id("given").Add(jenType(given))}, []jen.Code{row}, []jen.Code{jen.Id("ctx")}
	if ext.Resumes {
		outer = append(outer, jen.Id("from").Index().Byte())
		inner = append(inner, jen.Id("position").Index().Byte())
		emitted = append(emitted, jen.Index().Byte())
		args = append(args, jen.Id("from"))
	}
	outer = append(outer, jen.Id("emit").Func().Params(emitted...).Error())
	c := e.errorCode("ctx", "from", "emit", "given", "position")
	v := c.fromGo(ext.Row, given, name("given"), &plan.Const{Info: plan.Info{T: ext.Row, Span: at}})
	gives := []jen.Code{v.code}
	if ext.Resumes {
		gives = append(gives, jen.Id("position"))
	}
	c.add(jen.Return(jen.Id("emit").Call(gives...)))
	args = append(args, jen.Func().Params(inner...).Error().Block(c.out...))
	return jen.Func().Params(outer...).Error().Block(jen.Return(jen.Qual(ext.Package, ext.Symbol).Call(args...)))
}

// externSink is the function that takes the rows of a sink of the user.
func (e *emitter) externSink(ext *plan.Extern) *jen.Statement {
	c := e.errorCode("ctx", "batch", "rows")
	rows := &types.List{Elem: ext.Row}
	given := c.toGo(rows, ext.Go.Params().At(2).Type(), name("rows"))
	c.add(jen.Return(jen.Qual(ext.Package, ext.Symbol).Call(jen.Id("ctx"), jen.Id("batch"), given.code)))
	return jen.Func().Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("batch").Int64(), jen.Id("rows").Add(e.goType(rows))).Error().Block(c.out...)
}

// errorCode is the body of a function literal in New that gives an error.
func (e *emitter) errorCode(taken ...string) *code {
	f := e.newFunction(env{}, taken...)
	f.fault = func(c *code, fault *jen.Statement) {
		c.add(jen.Return(fault))
		c.done = true
	}
	return &code{fn: f}
}
