package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
)

// file is the whole package of a program.
func (e *emitter) file() *jen.File {
	f := jen.NewFilePathName(e.path, PackageName(e.prog.File))
	header(f, e.prog)
	f.PackageComment(e.packageComment())
	e.newSlices()
	e.newGlobals()
	batch := e.batch()
	f.Const().Id("_").Op("=").Qual(rtPath, "GeneratedByOtherVersion_RunGoGenerate_"+itoa(ABI))
	for _, r := range e.records {
		f.Line().Add(e.recordCode(r))
	}
	f.Line().Add(e.optionsCode())
	f.Line().Add(e.pipelineCode())
	f.Line().Add(e.newFunc())
	f.Line().Comment("Run runs the pipeline until ctx ends, or its sources do.")
	f.Func().Params(jen.Id("p").Op("*").Id("Pipeline")).Id("Run").Params(jen.Id("ctx").Qual("context", "Context")).Error().Block(
		jen.Return(app().Dot("Run").Call(jen.Id("ctx"))))
	f.Line().Add(e.mainCode())
	for _, s := range e.stageList {
		for _, d := range e.stageCode(s) {
			f.Line().Add(d)
		}
	}
	f.Line().Comment("batch runs at the end of each batch.")
	f.Func().Params(jen.Id("p").Op("*").Id("Pipeline")).Id("batch").Params(jen.Id("b").Op("*").Qual(rtPath, "Batch")).Block(batch...)
	for _, d := range e.decls {
		f.Line().Add(d)
	}
	for _, h := range e.helpers {
		f.Line().Add(h.code)
	}
	return f
}

func (e *emitter) packageComment() string {
	name := PackageName(e.prog.File)
	text := "// Package " + name + " is the pipeline of " + e.prog.File + "."
	return text + docLines(e.prog.Doc, "//\n")
}

// docLines are the lines of a comment of the program as lines of a Go comment, begin before the first.
func docLines(doc, begin string) string {
	text := ""
	for _, line := range splitLines(doc) {
		text += "\n" + begin
		begin = ""
		if line == "" {
			text += "//"
		} else {
			text += "// " + line
		}
	}
	return text
}

func (e *emitter) recordCode(r *record) *jen.Statement {
	fields := make([]jen.Code, len(r.fields))
	for i, n := range r.fields {
		fields[i] = jen.Id(n).Add(e.goType(r.typ.Fields[i].Type))
	}
	doc := r.name + " is a record of the program."
	if r.typ.Name == "" {
		doc = r.name + " is " + r.typ.String() + "."
	}
	return jen.Comment(doc).Line().Type().Id(r.name).Struct(fields...)
}

// optionsCode is the struct Options.
func (e *emitter) optionsCode() *jen.Statement {
	var fields []jen.Code
	for _, o := range e.options {
		fields = append(fields, jen.Id(o.name).Add(o.typ).Comment(o.comment))
	}
	fields = append(fields, jen.Id("Run").Qual(rtPath, "RunOptions").Comment("workers, checkpoint directory, clock, where text goes"))
	return jen.Comment("Options replace what the program gets from the world; the zero value is the program as written.").Line().
		Type().Id("Options").Struct(fields...)
}

func (e *emitter) pipelineCode() *jen.Statement {
	fields := []jen.Code{jen.Id("app").Op("*").Qual(rtPath, "App")}
	for _, f := range e.fields {
		fields = append(fields, jen.Id(f.name).Add(f.typ))
	}
	return jen.Comment("Pipeline is the program: its sources, what it keeps, its outputs.").Line().Type().Id("Pipeline").Struct(fields...)
}

func (e *emitter) newFunc() *jen.Statement {
	config := jen.Qual(rtPath, "Config").Values(lines(e.settings())...)
	body := []jen.Code{
		jen.Id("p").Op(":=").Op("&").Id("Pipeline").Values(),
		jen.Id("p").Dot("app").Op("=").Qual(rtPath, "NewApp").Call(config, jen.Id("o").Dot("Run"), jen.Id("p").Dot("batch")),
	}
	body = append(body, e.typeLines...)
	body = append(body, e.newLines...)
	body = append(body, jen.Return(jen.Id("p")))
	return jen.Comment("New lays the pipeline out; nothing runs before Run.").Line().
		Func().Id("New").Params(jen.Id("o").Id("Options")).Op("*").Id("Pipeline").Block(body...)
}

// newSlices makes the fields that keep the streams which batch code slices.
func (e *emitter) newSlices() {
	e.sliceFields = map[*plan.Node]string{}
	slicedStreams(e.prog, func(n *plan.Node) {
		if _, ok := e.sliceFields[n]; !ok {
			e.sliceFields[n] = e.members.name(unexported(n.Name) + "Slices")
			e.sliced = append(e.sliced, n)
		}
	})
}
