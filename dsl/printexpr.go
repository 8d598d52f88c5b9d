package dsl

import (
	"fmt"

	"github.com/streamc-dev/streamc/dsl/diag"
)

func (p *printer) expr(e Expr) {
	switch e := e.(type) {
	case *IntLit:
		p.write(e.Text)
	case *FloatLit:
		p.write(e.Text)
	case *DurationLit:
		p.write(e.Text)
	case *StringLit:
		p.text(e)
	case *BoolLit:
		p.write(fmt.Sprint(e.Value))
	case *NoneLit:
		p.write("none")
	case *Ident:
		p.write(e.Name)
	case *ListLit:
		p.exprs(e.Span, e.Elems)
	case *MapLit:
		p.mapLit(e)
	case *TupleLit:
		p.args("(", ")", e.Span.Start.Line, e.Span.End, e.Elems)
	case *ParenExpr:
		list := bracketed{open: "(", close: ")", line: e.Span.Start.Line, end: e.Span.End, n: 1, at: func(int) diag.Span { return e.X.Pos() }}
		p.bracketed(list, func(int) { p.expr(e.X) })
	case *RecordLit:
		p.record(e)
	case *Unary:
		p.write(e.Op)
		if e.Op == "not" {
			p.write(" ")
		}
		p.expr(e.X)
	default:
		p.compound(e)
	}
}

func (p *printer) compound(e Expr) {
	switch e := e.(type) {
	case *Binary:
		p.binary(e, binaryStart{indent: p.indent, col: p.col, line: e.Span.Start.Line, srcCol: e.Span.Start.Column - 1})
	case *Select, *Call, *Index, *OptionalMark:
		p.chain(e)
	case *Lambda:
		p.lambda(e)
	case *If:
		p.ifExpr(e)
	case *Block:
		p.block(e)
	case *BadExpr:
		p.write("_")
	default:
		panic(fmt.Sprintf("dsl: no case for %T", e))
	}
}

// text writes a text as it was written.
func (p *printer) text(lit *StringLit) {
	quoteMark := `"`
	if lit.Raw {
		quoteMark = "`"
	}
	p.write(quoteMark)
	for _, piece := range lit.Pieces {
		switch {
		case piece.Source != "":
			p.write(piece.Source)
		case piece.Expr != nil:
			p.write("${")
			p.expr(piece.Expr)
			p.write("}")
		default:
			p.write(escaped(piece.Text))
		}
	}
	p.write(quoteMark)
}

// bracketed is a list in brackets: where it begins and ends in the source, and where each element stands.
type bracketed struct {
	open, close string
	line        int      // of the opening bracket
	end         diag.Pos // behind the closing one; zero if unknown
	n           int
	at          func(i int) diag.Span
	noCommas    bool // line ends separate
}

// bracketed writes a list. An element that began a line does so again: under the first one, or one indent deeper than the line of the bracket.
func (p *printer) bracketed(list bracketed, print func(i int)) {
	base, srcBase := p.indent, p.sourceIndent(list.line)
	p.write(list.open)
	if list.open != "{" {
		p.parens++
		defer func() { p.parens-- }()
	} else {
		outer := p.parens
		p.parens = 0
		defer func() { p.parens = outer }()
	}
	under := p.col
	line := list.line
	for i := range list.n {
		span := list.at(i)
		broken := span.Start.Line > line
		switch {
		case broken && i == 0:
			under = base + indentWidth
		case broken && srcBase >= 0 && span.Start.Column-1 == srcBase+indentWidth:
			under = base + indentWidth
		}
		if i > 0 && !(broken && list.noCommas) {
			p.write(",")
		}
		if broken {
			p.breakLine(under, span.Start)
		} else if i > 0 {
			p.write(" ")
		}
		print(i)
		p.done(span)
		line = span.End.Line
	}
	if list.n > 0 && list.end.Line > line {
		p.commentsBefore(under, closing(list.end), false)
		p.breakLine(base, closing(list.end))
	}
	p.write(list.close)
}

// closing is the place of the bracket that ends before a place.
func closing(end diag.Pos) diag.Pos {
	end.Offset--
	end.Column--
	return end
}

func (p *printer) exprs(span diag.Span, list []Expr) {
	b := bracketed{open: "[", close: "]", line: span.Start.Line, end: span.End, n: len(list), at: func(i int) diag.Span { return list[i].Pos() }}
	p.bracketed(b, func(i int) { p.expr(list[i]) })
}

func (p *printer) mapLit(e *MapLit) {
	if len(e.Entries) == 0 {
		p.write("[:]")
		return
	}
	b := bracketed{open: "[", close: "]", line: e.Span.Start.Line, end: e.Span.End, n: len(e.Entries),
		at: func(i int) diag.Span { return e.Entries[i].Key.Pos().To(e.Entries[i].Value.Pos()) }}
	p.bracketed(b, func(i int) {
		p.expr(e.Entries[i].Key)
		p.write(": ")
		p.expr(e.Entries[i].Value)
	})
}

func (p *printer) record(e *RecordLit) {
	at := func(i int) diag.Span { return e.Fields[i].Span }
	b := bracketed{open: "{", close: "}", line: e.Span.Start.Line, end: e.Span.End, n: len(e.Fields), at: at, noCommas: onePerLine(len(e.Fields), at)}
	p.bracketed(b, func(i int) {
		p.write(e.Fields[i].Name.Text + ": ")
		p.expr(e.Fields[i].Value)
	})
}

// onePerLine reports whether each of at least two elements begins a line.
func onePerLine(n int, at func(i int) diag.Span) bool {
	for i := 1; i < n; i++ {
		if at(i).Start.Line == at(i-1).End.Line {
			return false
		}
	}
	return true
}

func (p *printer) args(open, close string, line int, end diag.Pos, args []*Arg) {
	b := bracketed{open: open, close: close, line: line, end: end, n: len(args), at: func(i int) diag.Span { return args[i].Span }}
	p.bracketed(b, func(i int) { p.arg(args[i]) })
}

func (p *printer) arg(arg *Arg) {
	if arg.Name.Text != "" {
		p.write(arg.Name.Text)
		p.write(map[bool]string{false: ": ", true: " = "}[arg.EqualSign])
	}
	if arg.Star {
		p.write("*")
	} else {
		p.expr(arg.Value)
	}
	if arg.As.Text != "" {
		p.write(" as " + arg.As.Text)
	}
}

// binaryStart is where an expression of operators begins: in the output its line's indent and its column, in the source its line and column.
type binaryStart struct{ indent, col, line, srcCol int }

// binary writes operators; a line is broken before or behind an operator where it was.
func (p *printer) binary(e *Binary, start binaryStart) {
	p.operand(e.X, start)
	if e.OpSpan.Start.Line > e.X.Pos().End.Line {
		p.breakLine(p.operatorIndent(e.OpSpan.Start, start), e.OpSpan.Start)
	} else {
		p.write(" ")
	}
	p.write(e.Op)
	if y := e.Y.Pos().Start; y.Line > e.OpSpan.End.Line {
		p.breakLine(p.operatorIndent(y, start), y)
	} else {
		p.write(" ")
	}
	p.operand(e.Y, start)
}

func (p *printer) operand(e Expr, start binaryStart) {
	if b, ok := e.(*Binary); ok {
		p.binary(b, start)
		return
	}
	p.expr(e)
}

// operatorIndent is the column for a line inside an expression of operators: under its beginning in brackets, else one indent deeper.
func (p *printer) operatorIndent(at diag.Pos, start binaryStart) int {
	deeper := start.indent + indentWidth
	srcIndent := p.sourceIndent(start.line)
	switch {
	case p.parens == 0 || srcIndent >= 0 && at.Column-1 == srcIndent+indentWidth:
		return deeper
	}
	return start.col
}

// chain writes a primary with what hangs on it. A dot that began a line does so again: under the first dot, or one indent deeper than the chain
// or its line.
func (p *printer) chain(e Expr) {
	links, base := linksOf(e)
	c := chainStart{indent: p.indent, col: p.col, pos: base.Pos().Start, dot: -1, srcDot: -1}
	p.expr(base)
	for _, link := range links {
		switch link := link.(type) {
		case *Select:
			p.selectLink(link, &c)
		case *Call:
			p.args("(", ")", link.Fun.Pos().End.Line, link.Span.End, link.Args)
		case *Index:
			p.args("[", "]", link.X.Pos().End.Line, link.Span.End, link.Args)
		case *OptionalMark:
			p.write("?")
		}
	}
}

// chainStart is where a chain begins, in the output and the source, and where its first dot is.
type chainStart struct {
	indent, col int
	pos         diag.Pos
	dot, srcDot int // columns from 0, -1 before the first dot
}

func (p *printer) selectLink(link *Select, c *chainStart) {
	dot := "."
	if link.Optional {
		dot = "?."
	}
	srcDot := link.Name.Span.Start.Column - 1 - len(dot)
	if link.Name.Span.Start.Line > link.X.Pos().End.Line {
		p.breakLine(p.dotIndent(srcDot, c), link.Name.Span.Start)
	}
	if c.dot < 0 {
		c.dot, c.srcDot = p.col, srcDot
	}
	p.write(dot + link.Name.Text)
}

func (p *printer) dotIndent(srcDot int, c *chainStart) int {
	srcStart, srcIndent := c.pos.Column-1, p.sourceIndent(c.pos.Line)
	switch {
	case c.dot >= 0 && srcDot == c.srcDot:
		return c.dot
	case srcDot == srcStart+indentWidth:
		return c.col + indentWidth
	case srcIndent >= 0 && srcDot == srcIndent+indentWidth, c.dot < 0:
		return c.indent + indentWidth
	}
	return c.dot
}

// linksOf takes a chain apart, from the inside out.
func linksOf(e Expr) (links []Expr, base Expr) {
	for base = e; ; {
		var inner Expr
		switch link := base.(type) {
		case *Select:
			inner = link.X
		case *Call:
			inner = link.Fun
		case *Index:
			inner = link.X
		case *OptionalMark:
			inner = link.X
		default:
			for i, j := 0, len(links)-1; i < j; i, j = i+1, j-1 {
				links[i], links[j] = links[j], links[i]
			}
			return links, base
		}
		links = append(links, base)
		base = inner
	}
}

func (p *printer) lambda(e *Lambda) {
	indent, line := p.indent, e.Span.Start.Line
	if first, ok := loneName(e); ok {
		p.write(first)
	} else {
		p.lambdaParams(e)
	}
	if n := len(e.Params); n > 0 {
		line = e.Params[n-1].Pattern.Pos().End.Line
		if t := e.Params[n-1].Type; t != nil {
			line = t.Pos().End.Line
		}
	}
	p.write(" " + e.Arrow)
	if start := e.Body.Pos().Start; start.Line > line && !isBlock(e.Body) {
		p.breakLine(indent+indentWidth, start)
	} else {
		p.write(" ")
	}
	p.expr(e.Body)
}

func isBlock(e Expr) bool {
	_, ok := e.(*Block)
	return ok
}

// loneName is the parameter of `x => …`.
func loneName(e *Lambda) (string, bool) {
	if len(e.Params) != 1 || e.Params[0].Type != nil {
		return "", false
	}
	name, ok := e.Params[0].Pattern.(*NamePattern)
	if !ok {
		return "", false
	}
	return name.Name.Text, true
}

func (p *printer) lambdaParams(e *Lambda) {
	at := func(i int) diag.Span {
		span := e.Params[i].Pattern.Pos()
		if e.Params[i].Type != nil {
			span = span.To(e.Params[i].Type.Pos())
		}
		return span
	}
	b := bracketed{open: "(", close: ")", line: e.Span.Start.Line, n: len(e.Params), at: at}
	p.bracketed(b, func(i int) {
		p.write(patternOf(e.Params[i].Pattern))
		if e.Params[i].Type != nil {
			p.write(": ")
			p.typ(e.Params[i].Type)
		}
	})
}

func (p *printer) ifExpr(e *If) {
	p.write("if ")
	p.expr(e.Cond)
	p.write(" ")
	p.block(e.Then)
	if e.Else != nil {
		p.write(" else ")
		p.expr(e.Else)
	}
}
