package dsl

import (
	"slices"
	"sort"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// Parse reads a file. The File is never nil; what could not be parsed is left out of it or stands in it as a BadExpr, and is told about in the
// list: every independent error, none twice. Name goes into the spans.
func Parse(name string, src []byte) (*File, diag.List) {
	file := &File{Name: name}
	if len(src) > maxFileBytes {
		return file, diag.List{errFileTooLarge(name, len(src))}
	}
	s := scan(name, string(src))
	p := newParser(arrange(s.tokens, s))
	p.broken = s.broken
	p.docs = docComments(s.comments)
	file.Comments, file.indents = s.comments, indentsOf(s.tokens)
	file.Items = p.items()
	list := append(s.errs, p.errs...).Sorted()
	if len(list) > maxErrors {
		list = append(list[:maxErrors], errTooManyErrors(list[maxErrors].Span, len(list)-maxErrors))
	}
	return file, list
}

// indentsOf gives the column of the first token of each line, counted from 1.
func indentsOf(tokens []token) []int {
	indents := make([]int, tokens[len(tokens)-1].span.End.Line+1)
	for i := range tokens {
		if start := tokens[i].span.Start; indents[start.Line] == 0 {
			indents[start.Line] = start.Column
		}
	}
	return indents
}

// parser goes over arranged tokens. Declarations are parsed by participle over lex, everything inside them by hand at pos; both see the same
// tokens, and the index of one is the cursor of the other.
//
// An error is sticky: after fail, peek answers EOF, so that every loop ends and every function returns, up to the next recover.
type parser struct {
	toks   []token
	pos    int
	err    *diag.Diagnostic
	errs   diag.List
	depth  int
	noted  map[int]bool // offsets that an error was told about
	broken []int        // offsets of errors of the lexer
	docs   map[int]string

	lex     *lexer.PeekingLexer
	grammar *participle.Parser[itemSyntax]
	steps   *participle.Parser[stepSyntax]
}

func newParser(toks []token) *parser {
	p := &parser{toks: toks, noted: map[int]bool{}}
	p.buildGrammar()
	p.lex = p.peekingLexer()
	return p
}

func (p *parser) peekingLexer() *lexer.PeekingLexer {
	lex, err := lexer.Upgrade(&tokenReader{tokens: p.toks})
	if err != nil {
		panic("dsl: a token reader has no errors: " + err.Error())
	}
	return lex
}

// items reads the items of a file; a broken one is left out and the next one begins behind its Term.
func (p *parser) items() []Item {
	var items []Item
	for p.skipTerms(); p.peek().kind != kindEOF && len(p.errs) < 10*maxErrors; p.skipTerms() {
		start := p.pos
		if len(items) == maxItems {
			p.report(errTooMany(p.peek().span, "items in a file", maxItems))
			return items
		}
		before := p.lex.MakeCheckpoint()
		item := p.item()
		p.endOfStatement(start)
		if p.recover(start) {
			p.lex.LoadCheckpoint(before) // the next item may begin before the error
			p.pos = max(p.pos, start+1)  // a brace of a block that was given up
			continue
		}
		items = append(items, item)
	}
	return items
}

// item parses one item with participle's grammar.
func (p *parser) item() Item {
	start := p.pos
	if d := foreignStart(p, start); d != nil {
		p.fail(d)
		return nil
	}
	p.syncLexer()
	parsed, err := p.grammar.ParseFromLexer(p.lex, participle.AllowTrailing(true))
	p.pos = int(p.lex.RawCursor())
	p.participleError(err)
	if p.err != nil {
		return nil
	}
	return parsed.tree(p, start)
}

// syncLexer moves participle's cursor on to pos.
func (p *parser) syncLexer() {
	if p.pos > 0 {
		p.lex.FastForward(lexer.RawCursor(p.pos - 1))
	}
}

// eof is what a parser sees after an error.
var eof = token{kind: kindEOF, partner: -1}

func (p *parser) peek() *token {
	if p.err != nil {
		return &eof
	}
	return &p.toks[p.pos]
}

// at is the token n behind the next one.
func (p *parser) at(n int) *token {
	if p.err != nil || p.pos+n >= len(p.toks) {
		return &eof
	}
	return &p.toks[p.pos+n]
}

func (p *parser) next() *token {
	t := p.peek()
	if t.kind != kindEOF {
		p.pos++
	}
	return t
}

// accept takes the operator if it is next.
func (p *parser) accept(op string) bool {
	if !p.peek().is(op) {
		return false
	}
	p.pos++
	return true
}

// expect takes the operator or fails; where says what it belongs to.
func (p *parser) expect(op, where string) {
	if !p.accept(op) {
		p.unexpected("`"+op+"`", where)
	}
}

func (p *parser) skipTerms() {
	for p.peek().kind == kindTerm {
		p.pos++
	}
}

// since is the span of the tokens from start up to the last one taken.
func (p *parser) since(start int) diag.Span {
	if p.pos <= start {
		return p.toks[start].span
	}
	return p.toks[start].span.To(p.toks[p.pos-1].span)
}

// fail stops the parse of the statement. Only the first error counts.
func (p *parser) fail(d *diag.Diagnostic) {
	if p.err == nil {
		p.err = d
	}
}

// unexpected fails because the next token is not what was wanted.
func (p *parser) unexpected(wanted, where string) {
	if p.err == nil {
		p.fail(errUnexpected(p, p.pos, wanted, where))
	}
}

// report adds an error that does not stop the parse.
func (p *parser) report(d *diag.Diagnostic) {
	if !p.noted[d.Span.Start.Offset] {
		p.noted[d.Span.Start.Offset] = true
		p.errs.Add(d)
	}
}

// recover ends a statement that began at start. After an error it goes to the statement's Term, and reports the error unless the lexer stumbled
// over the same statement. It tells whether there was one.
func (p *parser) recover(start int) bool {
	d := p.err
	if d == nil {
		return false
	}
	p.err = nil
	p.pos = p.statementEnd(start)
	if p.isBroken(start, p.pos) {
		p.pos = p.cutBehind(start, p.pos)
		return true
	}
	p.report(d)
	return true
}

// cutBehind is where the parse goes on behind a statement with a bracket that nothing closes: the next item, if the statement begins one.
func (p *parser) cutBehind(start, end int) int {
	if !p.toks[start].beginsItem() {
		return end
	}
	for i := start + 1; ; i++ {
		if p.toks[i].kind == kindEOF || p.toks[i].beginsItem() {
			return i
		}
	}
}

// statementEnd is the index of the Term, closing brace or EOF that ends the broken statement at start. An item ends before a word in column 1
// too: a line before it may end with an operator by mistake.
func (p *parser) statementEnd(start int) int {
	i, item := start, p.toks[start].beginsItem()
	for ; p.toks[i].kind != kindEOF; i++ {
		t := &p.toks[i]
		switch {
		case t.kind == kindTerm, item && i > start && t.beginsItem():
			return i
		case t.partner > i:
			i = t.partner
		case t.is("}") && t.partner >= 0 && t.partner < start:
			return i
		}
	}
	return i
}

// isBroken reports whether the lexer found an error between two tokens.
func (p *parser) isBroken(start, end int) bool {
	from, to := p.toks[start].span.Start.Offset, p.toks[end].span.End.Offset
	return slices.ContainsFunc(p.broken, func(offset int) bool { return from <= offset && offset < to })
}

// endOfStatement wants the end of a statement that began at start.
func (p *parser) endOfStatement(start int) {
	t := p.peek()
	if p.err == nil && t.kind != kindTerm && t.kind != kindEOF && !t.is("}") {
		p.fail(errStatementGoesOn(p, start))
	}
	if t.is("}") && t.partner < 0 {
		p.fail(errStatementGoesOn(p, start))
	}
}

// enter goes one level deeper; the caller leaves with leave.
func (p *parser) enter() {
	p.depth++
	if p.depth > maxDepth && p.err == nil {
		p.fail(errTooDeep(p.toks[p.pos].span))
	}
}

func (p *parser) leave() { p.depth-- }

// tokenAt is the index of the token that begins at a byte offset.
func (p *parser) tokenAt(offset int) int {
	return sort.Search(len(p.toks), func(i int) bool {
		return p.toks[i].span.Start.Offset >= offset
	})
}
