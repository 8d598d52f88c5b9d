package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// param adds a parameter: a field of Options and of the pipeline, a flag and a variable of the environment.
func (e *emitter) param(g *plan.Global, f string) {
	option := e.option(g.Name, "")
	opt := &types.Optional{Elem: g.Type}
	e.setOption(option, e.goType(opt), "parameter "+g.Name)
	e.params = append(e.params, param{g, option})
	e.fields = append(e.fields, field{f, e.goType(g.Type), nil})
	e.sourceComment(g.Span)
	given := jen.Id("o").Dot(option)
	if g.Init == nil {
		reason := "the parameter " + g.Name + " is required: give --" + g.Flag + " or " + g.Env
		e.newLines = append(e.newLines, jen.If(jen.Op("!").Add(given.Clone()).Dot("OK")).Block(
			app().Dot("Refuse").Call(jen.Qual(fnPath, "FaultFail").Call(jen.Lit(reason)))),
			jen.Id("p").Dot(f).Op("=").Add(given.Clone()).Dot("Value"))
		return
	}
	e.newLines = append(e.newLines, jen.Id("p").Dot(f).Op("=").Add(given).Dot("Or").Call(e.newValue(g.Init)))
}

// param is a parameter with its field of Options.
type param struct {
	global *plan.Global
	option string
}

// paramList is what the command line has to know of the parameters.
func (e *emitter) paramList() *jen.Statement {
	var list []jen.Code
	for _, p := range e.params {
		g := p.global
		fields := []jen.Code{jen.Id("Name").Op(":").Lit(g.Name), jen.Id("Flag").Op(":").Lit(g.Flag), jen.Id("Env").Op(":").Lit(g.Env),
			jen.Id("Shape").Op(":").Add(e.paramType(g)).Dot("Shape")}
		if g.Init == nil {
			fields = append(fields, jen.Id("Required").Op(":").True())
		}
		if g.Doc != "" {
			fields = append(fields, jen.Id("Doc").Op(":").Lit(g.Doc))
		}
		list = append(list, jen.Line().Values(fields...))
	}
	return jen.Index().Qual(rtPath, "Param").Values(append(list, jen.Line())...)
}

// paramType describes the type of a parameter where there is no pipeline yet.
func (e *emitter) paramType(g *plan.Global) *jen.Statement { return e.newDescriptor(g.Type) }
