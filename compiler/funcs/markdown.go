package funcs

import "strings"

// Markdown is the reference page of the functions.
func Markdown() string {
	var page strings.Builder
	page.WriteString("# Functions\n\nFunctions of values, for use inside expressions. `x.f(y)` and `f(x, y)` are the same call. `T`, `K` and `V` stand for any type; ")
	page.WriteString("`where K: key` wants one with an order. A function that *can fail* makes the row an error row.\n")
	for _, family := range Families() {
		page.WriteString("\n## " + family.Title + "\n")
		for _, f := range family.Funcs {
			f.markdown(&page)
		}
	}
	return page.String()
}

func (f *Func) markdown(page *strings.Builder) {
	page.WriteString("\n### `" + f.Sig + "`\n\n" + f.Doc)
	if f.Fails {
		page.WriteString(" *Can fail.*")
	}
	if f.Later != "" {
		page.WriteString(" *Not yet:* " + f.Later + ".")
	}
	page.WriteString("\n")
	if f.Example != "" {
		page.WriteString("\n```\n" + f.Example + "    // " + f.Result + "\n```\n")
	}
}
