package ops

import "strings"

const markdownHead = "# Operators\n\n" +
	"What stands in a pipeline: sources, operators of streams and of datasets, outputs, sinks, and what exists beside the streams.\n\n" +
	"A signature reads `receiver.name(parameters) -> result`. `flow` stands for `stream` or `dataset`, the same one everywhere in a signature: such an operator works " +
	"on the batches of a stream, and on datasets in batch code. `T`, `K`, `V` stand for any type; `where K: key` wants one with an order. A parameter with `= …` may be " +
	"left out, one behind a `;` is given by its name. A function that gives `many U` gives a list or an optional, one that gives `maybe U` a value or an optional. " +
	"`const` wants a value that the compiler knows. The examples are compiled and run by a test.\n"

// Markdown is the reference page of the operators.
func Markdown() string {
	var page strings.Builder
	page.WriteString(markdownHead)
	for _, chapter := range Chapters() {
		page.WriteString("\n## " + chapter.Title + "\n")
		for _, op := range chapter.Ops {
			if op.Later == "" {
				op.markdown(&page)
			}
		}
	}
	return page.String()
}

func (op *Op) markdown(page *strings.Builder) {
	page.WriteString("\n### " + op.Name + "\n\n```\n" + op.Sig + "\n```\n\n" + op.Doc + "\n")
	if len(op.LaterOptions) > 0 {
		page.WriteString("\nNot yet: `" + strings.Join(op.LaterOptions, "`, `") + "`.\n")
	}
	page.WriteString("\n```\n" + op.Example + "```\n")
}
