package emit

import (
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// comment is a doc comment: a sentence, and the lines of the source that the code below stands for, with their places.
func (e *emitter) comment(text string, spans ...diag.Span) *jen.Statement {
	var source, places []string
	width := 0
	for _, s := range spans {
		line, place := e.sourceLine(s)
		if line == "" || len(places) > 0 && places[len(places)-1] == place {
			continue
		}
		source, places = append(source, line), append(places, place)
		width = max(width, utf8.RuneCountInString(line))
	}
	lines := []string{"// " + text}
	if len(source) > 0 {
		lines = append(lines, "//")
	}
	for i, s := range source {
		lines = append(lines, "//\t"+s+strings.Repeat(" ", width-utf8.RuneCountInString(s)+4)+places[i])
	}
	return jen.Comment(strings.Join(lines, "\n")).Line()
}

// funcComment is the doc comment of a function of the program: its own, under the name that it has in Go.
func (e *emitter) funcComment(name string, f *plan.Func) *jen.Statement {
	text := "// " + name + " is func " + f.Name + ", " + spanText(f.Span) + "."
	for line := range strings.Lines(strings.TrimSpace(f.Doc)) {
		text += "\n" + strings.TrimRight("// "+strings.TrimSpace(line), " ")
	}
	return jen.Comment(text).Line()
}

// sourceLine is the line that a span starts on, and where that is.
func (e *emitter) sourceLine(s diag.Span) (line, place string) {
	return nth(e.prog.SourceText[s.File], s.Start.Line), s.File + ":" + itoa(s.Start.Line)
}

// nth is line number n of a text, from 1, without white space around it.
func nth(text string, n int) string {
	for line := range strings.Lines(text) {
		if n--; n == 0 {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
