package dsl

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// Format prints a file in the layout of `streamc fmt`: four spaces of indent, one statement a line, one space around operators, at most one empty
// line in a row, comments where they were. Where the author broke a line inside an expression it stays broken, at the place the layout has for it;
// a `=` that was moved to stand under another one stays so with its neighbours.
//
// Parsing what Format printed gives the same tree, and printing that gives the same text. A tree with errors prints too, but what was left out of
// it is lost: fmt refuses such files.
func Format(f *File) string {
	text := printOnce(f)
	for range maxSettling {
		again, list := Parse(f.Name, []byte(text))
		if list.HasErrors() {
			break
		}
		settled := printOnce(again)
		if settled == text {
			break
		}
		text = settled
	}
	return text
}

// maxSettling limits how often a text is printed again. What is lined up depends on neighbours, and a comment that had to leave the inside of a
// declaration makes or parts neighbours: the second time settles that.
const maxSettling = 4

func printOnce(f *File) string {
	p := &printer{comments: f.Comments, indents: f.indents, fresh: true}
	p.items(f.Items)
	p.flush(diag.Pos{Offset: maxFileBytes + 1, Line: p.srcLine + 1})
	if p.out.Len() > 0 && !p.fresh {
		p.out.WriteByte('\n')
	}
	return p.out.String()
}

const indentWidth = 4

// printer writes a tree. Columns and indents of the output count from 0, those of the source from 1.
type printer struct {
	out      strings.Builder
	comments []Comment // those still to come
	indents  []int     // of the source

	col       int  // where the next character goes
	indent    int  // of the current line
	fresh     bool // nothing stands on the current line
	commented bool // a comment ends the current line
	srcLine   int  // the last line of the source that was printed
	srcEnd    int  // the offset behind it
	apart     bool // an empty line must follow, or a comment would document what it does not belong to
	parens    int  // open ( and [ of the innermost block
}

func (p *printer) write(text string) {
	if text == "" {
		return
	}
	p.fresh = false
	p.out.WriteString(text)
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		p.col = utf8.RuneCountInString(text[i+1:])
		return
	}
	p.col += utf8.RuneCountInString(text)
}

// newLine begins a line.
func (p *printer) newLine(indent int) {
	if !p.fresh {
		p.out.WriteByte('\n')
	}
	p.startLine(indent)
}

func (p *printer) startLine(indent int) {
	p.out.WriteString(strings.Repeat(" ", indent))
	p.col, p.indent, p.commented, p.fresh = indent, indent, false, false
}

// breakLine begins a line inside an expression for what stands at next; comments before it come first.
func (p *printer) breakLine(indent int, next diag.Pos) {
	p.commentsBefore(indent, next, false)
	p.newLine(indent)
	p.srcLine = next.Line
}

// statementLine begins a line for a statement or item at next; comments before it come first, and one empty line where there was one.
func (p *printer) statementLine(indent int, next diag.Pos) {
	p.commentsBefore(indent, next, true)
	p.blank(next.Line)
	p.newLine(indent)
	p.srcLine = next.Line
}

// blank writes an empty line if the source has one before a line.
func (p *printer) blank(line int) {
	if p.out.Len() > 0 && p.srcLine > 0 && (line > p.srcLine+1 || p.apart) {
		if !p.fresh {
			p.out.WriteByte('\n')
		}
		p.out.WriteByte('\n')
		p.fresh = true
	}
	p.apart = false
}

// done notes the place up to which the source is printed.
func (p *printer) done(span diag.Span) {
	p.srcLine, p.srcEnd = max(p.srcLine, span.End.Line), max(p.srcEnd, span.End.Offset)
}

// flush writes the comments that are left.
func (p *printer) flush(end diag.Pos) { p.commentsBefore(0, end, true) }

// commentsBefore writes the comments before next: one that stood behind something ends the current line, the others get lines of their own.
func (p *printer) commentsBefore(indent int, next diag.Pos, blanks bool) {
	for len(p.comments) > 0 && p.comments[0].Span.Start.Offset < next.Offset {
		c := p.comments[0]
		p.comments = p.comments[1:]
		inside := c.Span.Start.Offset < p.srcEnd // of something that is printed already
		if (!c.OwnLine || inside) && !p.commented && !p.fresh && p.out.Len() > 0 {
			p.trailing(c)
			continue
		}
		if blanks {
			p.blank(c.Span.Start.Line)
		}
		p.newLine(indent)
		p.write(c.Text)
		p.commented = true
		p.srcLine = max(p.srcLine, c.Span.End.Line)
		p.apart = blanks && (inside || !c.OwnLine)
	}
}

// trailing puts a comment behind the line, in its old column if there is room.
func (p *printer) trailing(c Comment) {
	gap := c.Span.Start.Column - 1 - p.col
	if gap < 1 {
		gap = 2
	}
	p.write(strings.Repeat(" ", gap) + c.Text)
	p.commented = true
	p.srcLine = max(p.srcLine, c.Span.End.Line)
}

// sourceIndent is the indent of a line of the source, -1 if unknown.
func (p *printer) sourceIndent(line int) int {
	if line <= 0 || line >= len(p.indents) {
		return -1
	}
	return p.indents[line] - 1
}

func (p *printer) items(items []Item) {
	alone := false
	for i := 0; i < len(items); {
		run := 1
		if alone = i > 0 && !alone && standsAlone(items[i-1], items[i]); !alone {
			run = runOf(items[i:])
		}
		width := runWidth(items[i : i+run])
		for _, item := range items[i : i+run] {
			p.statementLine(0, item.Pos().Start)
			p.item(item, width)
			p.done(item.Pos())
		}
		i += run
	}
}

// runOf counts the declarations from the first one on that are of its kind, stand on neighbouring lines and may line up: one that is shorter
// than those above and was not moved to their `=` stands alone.
func runOf(items []Item) int {
	n, width := 1, headWidth(items[0])
	for n < len(items) {
		a, b := items[n-1], items[n]
		if headWidth(a) == 0 || kindOf(a) != kindOf(b) || headWidth(b) == 0 || b.Pos().Start.Line != a.Pos().End.Line+1 {
			break
		}
		if headWidth(b) < width && !isPadded(b) {
			break
		}
		width = max(width, headWidth(b))
		n++
	}
	return n
}

// standsAlone reports whether the item behind a run was kept out of it for its length: it begins no run either, or its own
// would be taken for this one the next time.
func standsAlone(above, item Item) bool {
	return kindOf(above) == kindOf(item) && headWidth(above) > 0 && headWidth(item) > 0 && item.Pos().Start.Line == above.Pos().End.Line+1
}

func headWidth(item Item) int { return utf8.RuneCountInString(headOf(item)) }

// kindOf names the kinds of declarations that line up.
func kindOf(item Item) string {
	switch item.(type) {
	case *Binding:
		return "binding"
	case *TypeDecl:
		return "type"
	case *ParamDecl:
		return "param"
	}
	return ""
}

// runWidth is the width of the part before the `=` in a run, 0 if nobody lined it up.
func runWidth(items []Item) int {
	width := 0
	for _, item := range items {
		width = max(width, headWidth(item))
	}
	for _, item := range items {
		if w := headWidth(item); 0 < w && w < width && isPadded(item) {
			return width
		}
	}
	return 0
}

// headOf is the part of a declaration before its `=`, "" for one without.
func headOf(item Item) string {
	switch item := item.(type) {
	case *Binding:
		return item.Name.Text + typeSuffix(item.Type)
	case *TypeDecl:
		return "type " + item.Name.Text
	case *ParamDecl:
		if item.Default != nil {
			return "param " + item.Name.Text + typeSuffix(item.Type)
		}
	}
	return ""
}

func typeSuffix(t Type) string {
	if t == nil {
		return ""
	}
	p := &printer{}
	p.typ(t)
	return ": " + p.out.String()
}

// isPadded reports whether more than ` = ` stood between head and value.
func isPadded(item Item) bool {
	var head, value diag.Span
	switch item := item.(type) {
	case *Binding:
		head, value = item.Name.Span, item.Value.Pos()
		if item.Type != nil {
			head = item.Type.Pos()
		}
	case *TypeDecl:
		head, value = item.Name.Span, item.Type.Pos()
	case *ParamDecl:
		head, value = item.Name.Span, item.Default.Pos()
		if item.Type != nil {
			head = item.Type.Pos()
		}
	}
	return head.End.Line == value.Start.Line && value.Start.Column-head.End.Column > len(" = ")
}

// head writes the part before the `=`, as wide as its run.
func (p *printer) head(text string, width int) {
	p.write(text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text))) + " =")
}

func (p *printer) item(item Item, width int) {
	switch item := item.(type) {
	case *Import:
		p.write("import ")
		p.text(item.Path)
		if item.Alias.Text != "" {
			p.write(" as " + item.Alias.Text)
		}
	case *TypeDecl:
		p.head(headOf(item), width)
		p.write(" ")
		p.typ(item.Type)
	case *ParamDecl:
		if item.Default == nil {
			p.write("param " + item.Name.Text + typeSuffix(item.Type))
			return
		}
		p.head(headOf(item), width)
		p.value(item.Name.Span, item.Default)
	case *FuncDecl:
		p.write("func " + item.Name.Text)
		p.signature(item.Name.Span, item.Params, item.Result)
		p.funcBody(item)
	case *ExternDecl:
		p.extern(item)
	case *Setting:
		p.write(item.Name.Text + " ")
		p.expr(item.Value)
		for _, part := range item.More {
			p.write(" " + part.Name.Text + " ")
			p.expr(part.Value)
		}
	case *Binding:
		p.head(headOf(item), width)
		p.value(item.Name.Span, item.Value)
	case *ExprItem:
		p.expr(item.Expr)
	case *TestDecl:
		p.write("test ")
		p.text(item.Name)
		p.write(" ")
		p.steps(item)
	default:
		panic(fmt.Sprintf("dsl: no case for %T", item))
	}
}

func (p *printer) funcBody(item *FuncDecl) {
	if block, ok := item.Body.(*Block); ok {
		p.write(" ")
		p.block(block)
		return
	}
	p.write(" =")
	before := item.Name.Span
	if item.Result != nil {
		before = item.Result.Pos()
	} else if n := len(item.Params); n > 0 {
		before = item.Params[n-1].Span
	}
	p.value(before, item.Body)
}

func (p *printer) extern(item *ExternDecl) {
	p.write("extern " + item.Kind + " " + item.Name.Text)
	if item.Kind == "func" {
		p.signature(item.Name.Span, item.Params, item.Result)
	} else {
		p.write(typeSuffix(item.Type))
	}
	p.write(" = go ")
	p.text(item.Package)
	p.write("." + item.Symbol.Text)
}

// signature writes parameters and result.
func (p *printer) signature(before diag.Span, params []*FuncParam, result Type) {
	list := bracketed{open: "(", close: ")", line: before.End.Line, n: len(params), at: func(i int) diag.Span { return params[i].Span }}
	p.bracketed(list, func(i int) {
		param := params[i]
		p.write(param.Name.Text)
		if param.Type != nil {
			p.write(": ")
			p.typ(param.Type)
		}
		if param.Default != nil {
			p.write(" = ")
			p.expr(param.Default)
		}
	})
	if result != nil {
		p.write(" -> ")
		p.typ(result)
	}
}

// value writes what stands behind `=`, on a line of its own if it did.
func (p *printer) value(before diag.Span, value Expr) {
	if value.Pos().Start.Line > before.End.Line {
		p.breakLine(p.indent+indentWidth, value.Pos().Start)
	} else {
		p.write(" ")
	}
	p.expr(value)
}
