package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// stage is the struct that one worker has for a source: what its chains write into.
type stage struct {
	source      *plan.Node
	row         types.Type
	text        bool // rows come as blocks of text: values may be views of them
	name        string
	constructor string
	fields      []field
	scope       *scope // of fields and methods
	methods     []jen.Code
	init        []jen.Code // what the constructor does behind the literal
	byKey       map[string]string
}

// field is a field of a struct, with the value that its constructor gives it.
type field struct {
	name  string
	typ   *jen.Statement
	value *jen.Statement // nil: the zero value
}

// field adds a field once and gives its name.
func (s *stage) field(key, wanted string, typ, value *jen.Statement) string {
	if n, ok := s.byKey[key]; ok {
		return n
	}
	n := s.scope.name(wanted)
	s.byKey[key] = n
	s.fields = append(s.fields, field{n, typ, value})
	return n
}

// stages writes the stage of each source.
func (e *emitter) buildStage(n *plan.Node) *stage {
	src := n.Kind.(*plan.Source)
	base := unexported(e.feedName(n))
	s := &stage{source: n, row: n.Row, text: textSource(src), scope: newScope(nil), byKey: map[string]string{}}
	s.name = e.top.name(base + "Stage")
	s.constructor = e.members.name("new" + exported(base) + "Stage")
	e.stages[n] = s
	s.field("rejects", "rejects", jen.Op("*").Qual(rtPath, "Rejects"), jen.Id("p").Dot(e.nodeField(n)).Dot("Rejects").Call())
	chains := e.graph.chains[n]
	entry := "Rows"
	if s.text {
		entry = "Block"
	}
	s.scope.taken["Rows"], s.scope.taken["Block"] = true, true
	if len(chains) == 1 {
		e.chain(s, chains[0], entry)
	} else {
		e.chains(s, chains, entry)
	}
	if src.Format != nil && !s.text {
		e.decodeBlock(s, src)
	}
	return s
}

// textSource reports whether the rows of a source are lines of text.
func textSource(src *plan.Source) bool {
	return src.Format != nil && src.Format.Name == "text"
}

// chains writes a method for each chain of a source, and the one that calls them.
func (e *emitter) chains(s *stage, chains []*chain, entry string) {
	var calls []jen.Code
	for _, c := range chains {
		method := s.scope.name(unexported(c.end.Name))
		e.chain(s, c, method)
		if s.text {
			calls = append(calls, jen.Id("s").Dot(method).Call(jen.Id("b")))
		} else {
			calls = append(calls, jen.Id("s").Dot(method).Call(jen.Id("rows"), jen.Id("b")))
		}
	}
	f := jen.Commentf("%s runs the chains that read %s.", entry, e.feedName(s.source)).Line()
	f.Func().Params(jen.Id("s").Op("*").Id(s.name)).Id(entry).Params(e.entryParams(s)...).Block(calls...)
	s.methods = append([]jen.Code{f}, s.methods...)
}

func (e *emitter) entryParams(s *stage) []jen.Code {
	block := jen.Id("b").Op("*").Qual(rtPath, "Block")
	if s.text {
		return []jen.Code{block}
	}
	return []jen.Code{jen.Id("rows").Index().Add(e.goType(s.row)), block}
}

// decodeBlock writes the method that turns lines into rows.
func (e *emitter) decodeBlock(s *stage, src *plan.Source) {
	rows := s.field("decoded", "decoded", jen.Index().Add(e.goType(s.row)), nil)
	line := jen.Id("lines").Dot("Text").Call()
	typ := jen.Id("s").Dot(e.stagePipeline(s)).Dot(e.typeField(s.row))
	decoded := typ.Clone().Dot("DecodeJSON").Call(jen.Index().Byte().Call(line))
	if src.Format.Name == "csv" {
		decoded = jen.Qual(rtPath, "DecodeCSV").Call(typ, line)
	}
	f := jen.Commentf("Block decodes the lines of a block.").Line()
	f.Func().Params(jen.Id("s").Op("*").Id(s.name)).Id("Block").Params(jen.Id("b").Op("*").Qual(rtPath, "Block")).Block(
		jen.Id("s").Dot(rows).Op("=").Id("s").Dot(rows).Index(jen.Empty(), jen.Lit(0)),
		jen.Id("lines").Op(":=").Id("b").Dot("Lines").Call(),
		jen.For(jen.Id("lines").Dot("Next").Call()).Block(
			jen.List(jen.Id("row"), jen.Id("err")).Op(":=").Add(decoded),
			jen.If(jen.Id("err").Op("!=").Nil()).Block(
				jen.Id("s").Dot("rejects").Dot("Reject").Call(
					jen.Qual(fnPath, "FaultDecode").Call(jen.Id("err")).Dot("At").Call(jen.Lit(spanText(s.source.Span))),
					jen.Lit(s.source.ErrorName), jen.Id("lines").Dot("Text").Call()),
				jen.Continue()),
			jen.Id("s").Dot(rows).Op("=").Append(jen.Id("s").Dot(rows), jen.Id("row"))),
		jen.Id("s").Dot("Rows").Call(jen.Id("s").Dot(rows), jen.Id("b")))
	s.methods = append(s.methods, f)
}

// stagePipeline is the field of a stage that holds the pipeline.
func (e *emitter) stagePipeline(s *stage) string {
	return s.field("pipeline", "p", jen.Op("*").Id("Pipeline"), jen.Id("p"))
}

// stageCode is the struct of a stage, its constructor and its methods.
func (e *emitter) stageCode(s *stage) []jen.Code {
	var fields, values []jen.Code
	for _, f := range s.fields {
		fields = append(fields, jen.Id(f.name).Add(f.typ))
		if f.value != nil {
			values = append(values, jen.Id(f.name).Op(":").Add(f.value))
		}
	}
	kind := jen.Qual(rtPath, "TextStage")
	switch {
	case s.source.Kind.(*plan.Source).Format != nil && !s.text:
		kind = jen.Qual(rtPath, "FormatStage").Types(e.goType(s.row))
	case !s.text:
		kind = jen.Qual(rtPath, "RowStage").Types(e.goType(s.row))
	}
	out := []jen.Code{
		jen.Commentf("%s is what one worker keeps of a batch of %s.", s.name, e.feedName(s.source)).Line().Type().Id(s.name).Struct(fields...),
		jen.Func().Params(jen.Id("p").Op("*").Id("Pipeline")).Id(s.constructor).Params().Add(kind).Block(s.construct(values)...),
	}
	return append(out, s.methods...)
}

// lines puts each element of a composite literal on a line of its own where there are several.
func lines(values []jen.Code) []jen.Code {
	if len(values) < 3 {
		return values
	}
	out := make([]jen.Code, len(values))
	for i, v := range values {
		out[i] = jen.Line().Add(v)
	}
	return append(out, jen.Line())
}

func (s *stage) construct(values []jen.Code) []jen.Code {
	literal := jen.Op("&").Id(s.name).Values(lines(values)...)
	if len(s.init) == 0 {
		return []jen.Code{jen.Return(literal)}
	}
	out := []jen.Code{jen.Id("s").Op(":=").Add(literal)}
	return append(append(out, s.init...), jen.Return(jen.Id("s")))
}
