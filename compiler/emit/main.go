package emit

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

func itoa(n int) string { return strconv.Itoa(n) }

// splitLines are the lines of a text without white space at their ends; none of an empty text.
func splitLines(text string) []string {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	return lines
}

// mainCode is the function that runs the pipeline as a program.
func (e *emitter) mainCode() *jen.Statement {
	name := e.prog.Settings.App
	if name == "" {
		name = e.prog.Name
	}
	options := []jen.Code{jen.Id("Run").Op(":").Id("a").Dot("Run")}
	for _, p := range e.params {
		options = append(options, jen.Id(p.option).Op(":").Qual(rtPath, "ParamOf").Call(jen.Id("a"), jen.Lit(p.global.Name), e.paramType(p.global)))
	}
	command := []jen.Code{jen.Line().Id("Name").Op(":").Lit(name)}
	if len(e.params) > 0 {
		command = append(command, jen.Line().Id("Params").Op(":").Add(e.paramList()))
	}
	build := jen.Func().Params(jen.Id("a").Op("*").Qual(rtPath, "Args")).Op("*").Qual(rtPath, "App").Block(
		jen.Return(jen.Id("New").Call(jen.Id("Options").Values(options...)).Dot("app")))
	return jen.Comment("Main runs the pipeline as a program, with flags, environment, signals and replay.").Line().
		Func().Id("Main").Params().Block(jen.Qual(rtPath, "Main").Call(jen.Qual(rtPath, "Command").Values(
		append(command, jen.Line().Id("New").Op(":").Add(build), jen.Line())...)))
}
