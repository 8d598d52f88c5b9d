package dsl

import (
	"fmt"
	"strings"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// block writes `{ a; b }` on one line if it was on one, else a statement a line.
func (p *printer) block(b *Block) {
	p.braces(b.Span, len(b.Stmts), func(i int) diag.Span { return b.Stmts[i].Pos() }, func(i int) { p.stmt(b.Stmts[i]) })
}

// steps writes the braces of a test.
func (p *printer) steps(t *TestDecl) {
	span := t.Span
	span.Start = t.Name.Span.End
	p.braces(span, len(t.Steps), func(i int) diag.Span { return t.Steps[i].Pos() }, func(i int) { p.step(t.Steps[i]) })
}

// braces writes n lines in braces.
func (p *printer) braces(span diag.Span, n int, at func(i int) diag.Span, print func(i int)) {
	outer := p.parens
	p.parens = 0
	defer func() { p.parens = outer }()
	base := p.indent
	p.write("{")
	if span.Start.Line == span.End.Line {
		for i := range n {
			p.write(map[bool]string{true: " ", false: "; "}[i == 0])
			print(i)
		}
		p.write(" }")
		return
	}
	p.srcLine = span.Start.Line
	for i := range n {
		if i == 0 {
			p.firstLine(base+indentWidth, at(0).Start)
		} else {
			p.statementLine(base+indentWidth, at(i).Start)
		}
		print(i)
		p.done(at(i))
	}
	p.lastLine(base, span.End, n)
	p.write("}")
}

// firstLine begins the first line in braces: no empty line comes before it.
func (p *printer) firstLine(indent int, next diag.Pos) {
	if len(p.comments) == 0 || p.comments[0].Span.Start.Offset >= next.Offset {
		p.breakLine(indent, next)
		return
	}
	p.srcLine = 0
	p.statementLine(indent, next)
}

// lastLine begins the line of the closing brace.
func (p *printer) lastLine(base int, end diag.Pos, n int) {
	brace := closing(end)
	p.commentsBefore(base+indentWidth, brace, n > 0)
	p.apart = false
	p.newLine(base)
	p.srcLine = brace.Line
}

func (p *printer) stmt(s Stmt) {
	switch s := s.(type) {
	case *ExprStmt:
		p.expr(s.X)
	case *Assign:
		p.expr(s.Target)
		p.write(" " + s.Op)
		p.value(s.Target.Pos(), s.Value)
	case *Return:
		p.write("return")
		if s.Value != nil {
			p.write(" ")
			p.expr(s.Value)
		}
	case *Break:
		p.write("break")
	case *Continue:
		p.write("continue")
	case *For:
		p.write("for " + patternOf(s.Pattern) + " in ")
		p.expr(s.In)
		p.write(" ")
		p.block(s.Body)
	default:
		panic(fmt.Sprintf("dsl: no case for %T", s))
	}
}

func (p *printer) step(step Step) {
	switch step := step.(type) {
	case *SetStep:
		p.write("set " + target(step.Name) + " = ")
		p.expr(step.Value)
	case *FeedStep:
		p.write("feed " + target(step.Target))
		if step.Partitions != nil {
			p.write(" partitions ")
			p.expr(step.Partitions)
		}
		p.write(when(step.Raw, " raw") + ": ")
		p.expr(step.Rows)
	case *RunStep:
		p.write(step.Word.Text)
		p.behind(step.Arg)
	case *FailStep:
		p.write("fail " + target(step.Target))
		p.behind(step.Times)
	case *ExpectStep:
		p.write("expect " + target(step.Target))
		if step.At != nil {
			p.write(" at ")
			p.expr(step.At)
		}
		p.write(when(step.Ordered, " ordered") + ": ")
		p.expr(step.Rows)
	default:
		panic(fmt.Sprintf("dsl: no case for %T", step))
	}
}

// behind writes an argument that may be missing.
func (p *printer) behind(arg Expr) {
	if arg != nil {
		p.write(" ")
		p.expr(arg)
	}
}

func (p *printer) typ(t Type) {
	switch t := t.(type) {
	case *NamedType:
		p.write(pathOf(t.Path))
		if len(t.Args) > 0 {
			p.types("[", "]", t.Path[len(t.Path)-1].Span.End.Line, t.Span.End, t.Args)
		}
	case *ListType:
		p.write("[")
		p.typ(t.Elem)
		p.write("]")
	case *TupleType:
		p.types("(", ")", t.Span.Start.Line, t.Span.End, t.Elems)
	case *OptionalType:
		p.typ(t.Elem)
		p.write("?")
	case *RecordType:
		at := func(i int) diag.Span { return t.Fields[i].Span }
		b := bracketed{open: "{", close: "}", line: t.Span.Start.Line, end: t.Span.End, n: len(t.Fields), at: at, noCommas: onePerLine(len(t.Fields), at)}
		p.bracketed(b, func(i int) { p.field(t.Fields[i]) })
	default:
		panic(fmt.Sprintf("dsl: no case for %T", t))
	}
}

func (p *printer) types(open, close string, line int, end diag.Pos, types []Type) {
	b := bracketed{open: open, close: close, line: line, end: end, n: len(types), at: func(i int) diag.Span { return types[i].Pos() }}
	p.bracketed(b, func(i int) { p.typ(types[i]) })
}

func (p *printer) field(f *FieldType) {
	p.write(f.Name.Text + ": ")
	p.typ(f.Type)
	if f.Outside != nil {
		p.write(" ")
		p.text(f.Outside)
	}
	if f.Default != nil {
		p.write(" = ")
		p.expr(f.Default)
	}
}

// quote writes a text as a literal.
func quote(text string) string { return `"` + escaped(text) + `"` }

// escaped writes a text for between quotes.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '"' || r == '\\' || r == '$':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u{%X}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
