package dsl

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/alecthomas/participle/v2"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// The constructors of what lexer and parser say. What hands from other languages type is in foreign.go.

const codeTooDeep = "E0210"

func errUnknownCharacter(span diag.Span, r rune) *diag.Diagnostic {
	d := diag.New("E0101", span, fmt.Sprintf("the character %s has no meaning here", characterName(r)))
	switch r {
	case '\u00a0', '\u200b', '\u2009', '\ufeff':
		return d.WithHint("it looks like a space or like nothing: delete it and type a space")
	case '\'', '‘', '’', '“', '”', '«', '»':
		return d.WithHint("texts stand in double quotes: \"text\"")
	case '&':
		return d.WithHint("`and` joins two conditions")
	case '|':
		return d.WithHint("`or` joins two conditions; operators on streams are called with a dot: lines.map(…)")
	case '^':
		return d.WithHint("powers are written x.pow(y)")
	case '$':
		return d.WithHint("every text takes values in ${…}: \"hello ${name}\"")
	case '@':
		return d.WithHint("there are no decorators; a func is passed by its name: lines.map(parse)")
	case '\\':
		return d.WithHint("a line goes on without a sign: inside ( ) and [ ], behind an operator, or when the next line begins with a dot")
	}
	return d
}

// characterName shows a character, and its number when it may not be visible.
func characterName(r rune) string {
	if r > ' ' && r < 127 {
		return "`" + string(r) + "`"
	}
	if r < ' ' || r == 127 || r == '\u00a0' || r >= '\u2000' && r <= '\u200f' || r == '\ufeff' {
		return fmt.Sprintf("U+%04X", r)
	}
	return fmt.Sprintf("`%c` (U+%04X)", r, r)
}

func errUnclosedText(span diag.Span, quote string) *diag.Diagnostic {
	d := diag.New("E0102", span, "this text is not closed")
	if quote == "`" {
		return d.WithHint("close it with another `")
	}
	return d.WithHint("close it with \" on this line; `raw` texts may span lines, and \\n is a line end")
}

func errUnclosedInterpolation(open diag.Span) *diag.Diagnostic {
	return diag.New("E0103", open, "this `${` is not closed on its line").
		WithHint("close it with }, or write \\$ for the character $")
}

func errEmptyInterpolation(span diag.Span) *diag.Diagnostic {
	return diag.New("E0103", span, "there is no expression between the braces").WithHint("write \\$ for the character $")
}

func errInterpolationGoesOn(p *parser, piece piece) *diag.Diagnostic {
	d := errStatementGoesOn(p, 0)
	if d.Code != "E0205" {
		return d
	}
	return diag.New("E0103", p.peek().span, "found "+describe(p.peek())+", wanted the } of the interpolation").
		WithLabel(piece.span, "one expression stands between ${ and }")
}

func errEscape(span diag.Span, text string) *diag.Diagnostic {
	d := diag.New("E0104", span, "`"+text+"` is no escape")
	if strings.HasPrefix(text, `\u`) {
		return d.WithHint("a character by its number is written \\u{1F600}")
	}
	return d.WithHint("escapes are \\n \\t \\r \\\\ \\\" \\$ \\u{1F600}; a regular expression is written in `…`, without escapes")
}

func errNumberShape(span diag.Span, text string) *diag.Diagnostic {
	d := diag.New("E0105", span, "`"+text+"` is neither a number nor a duration")
	lower := strings.ToLower(text)
	switch {
	case regexp.MustCompile(`^[0-9.]+(ns|us|ms|s|m|h|d)$`).MatchString(text):
		return d.WithHint("durations are made of whole numbers: 1s500ms")
	case regexp.MustCompile(`^[0-9]+ ?(sec|secs|min|mins|hr|hrs|day|days|w|y)$`).MatchString(lower):
		return d.WithHint("the units of durations are ns us ms s m h d: 90s, 1m30s, 7d")
	case regexp.MustCompile(`^[0-9.]+[lfdu]$`).MatchString(lower):
		return d.WithHint("numbers have no suffix: 10 is an int, 10.0 a float")
	case regexp.MustCompile(`^0[bo]`).MatchString(lower):
		return d.WithHint("numbers are decimal or, with 0x, hexadecimal")
	case strings.Contains(text, "__") || strings.HasSuffix(text, "_"):
		return d.WithHint("`_` stands alone between two digits: 1_000")
	}
	return d.WithHint("numbers are 42, 1_000, 0xff, 1.5, 2e9; durations 250ms, 1m30s; a word does not begin with a digit")
}

func errNotUTF8(span diag.Span, b byte) *diag.Diagnostic {
	return diag.New("E0106", span, fmt.Sprintf("the file is not UTF-8: found the byte 0x%02x", b)).WithHint("save the file as UTF-8")
}

func errFileTooLarge(name string, size int) *diag.Diagnostic {
	start := diag.Pos{Line: 1, Column: 1}
	return diag.New("E0107", diag.Span{File: name, Start: start, End: start},
		fmt.Sprintf("the file has %d bytes, the limit is %d", size, maxFileBytes)).
		WithHint("put parts of it into files of their own and import them; read data with read.csv or read.json")
}

func errQuotes(span diag.Span, text string) *diag.Diagnostic {
	return diag.New("E0108", span, "texts do not stand in single quotes").WithHint("write \"" + strings.ReplaceAll(text, `"`, `\"`) + "\"")
}

func errTripleQuotes(span diag.Span) *diag.Diagnostic {
	return diag.New("E0108", span, "texts do not stand in three quotes").WithHint("a text of several lines stands in `…`")
}

func errBlockComment(span diag.Span) *diag.Diagnostic {
	return diag.New("E0109", span, "comments do not stand between /* and */").WithHint("begin each line of the comment with //")
}

// describe names a token in a sentence.
func describe(t *token) string {
	switch t.kind {
	case kindEOF:
		return "the end of the file"
	case kindTerm:
		if t.text == ";" {
			return "`;`"
		}
		return "the end of the line"
	case kindString:
		if len(t.text) > 30 {
			return "a text"
		}
	}
	return "`" + t.text + "`"
}

// errUnexpected is about the token at an index.
func errUnexpected(p *parser, at int, wanted, where string) *diag.Diagnostic {
	t := &p.toks[at]
	if where != "" {
		wanted += " " + where
	}
	d := diag.New("E0201", t.span, "found "+describe(t)+", wanted "+wanted)
	if f := foreignOperator(p, at); f != nil {
		return f
	}
	if t.kind == kindReserved && strings.HasPrefix(wanted, "a name") {
		return errReservedName(t.span, t.text)
	}
	switch before := &p.toks[max(at-1, 0)]; {
	case wanted == "`:`" && before.kind == kindWord:
		return d.WithHint("rows stand behind a colon: " + before.text + ": […]")
	case wanted == "`=`" && before.kind == kindWord:
		return d.WithHint("write " + before.text + " = …")
	}
	return d
}

// expectation takes what participle wanted out of its message.
var expectation = regexp.MustCompile(`\(expected (.*)\)$`)

// errSyntax turns an error of participle into one of ours.
func errSyntax(p *parser, err error) *diag.Diagnostic {
	var unexpected *participle.UnexpectedTokenError
	if !errors.As(err, &unexpected) {
		return diag.New("E0201", p.toks[p.pos].span, "this declaration cannot be read").WithHint("the grammar is in docs/grammar.ebnf")
	}
	at := p.tokenAt(unexpected.Unexpected.Pos.Offset)
	wanted := "something else"
	if m := expectation.FindStringSubmatch(unexpected.Message()); m != nil {
		wanted = wantedWords(m[1])
	}
	if strings.HasPrefix(wanted, "a name") && p.toks[at].kind != kindReserved {
		return errNameAt(p, at, "a name")
	}
	return errUnexpected(p, at, wanted, "")
}

// wantedWords names the beginning of a rule of the grammar.
func wantedWords(rule string) string {
	first, _, _ := strings.Cut(rule, " ")
	switch {
	case strings.HasPrefix(rule, `(("func"`):
		return "`func`, `source` or `sink`"
	case strings.HasPrefix(first, `"`), strings.HasPrefix(first, "'"):
		return "`" + strings.Trim(first, `"'`) + "`"
	}
	switch strings.TrimRight(first, "+*?!)") {
	case "<word>", "WordSyntax":
		return "a name"
	case "<string>", "TextSyntax":
		return "a text in double quotes"
	case "TargetSyntax":
		return "the name of a binding or an output"
	case "Expr":
		return "an expression"
	case "Type":
		return "a type"
	}
	return rule
}

func errUnclosedBracket(span diag.Span, open string, found token) *diag.Diagnostic {
	return diag.New("E0202", span, "this `"+open+"` is not closed").
		WithLabel(found.span, "found "+describe(&found)+" before its `"+closerOf[open]+"`")
}

func errStrayCloser(span diag.Span, closer string) *diag.Diagnostic {
	return diag.New("E0203", span, "this `"+closer+"` closes nothing").WithHint("delete it, or open the bracket before it")
}

// errExpression wants an expression where the next token begins none.
func errExpression(p *parser) *diag.Diagnostic {
	t := p.peek()
	if d := foreignOperator(p, p.pos); d != nil {
		return d
	}
	d := diag.New("E0204", t.span, "found "+describe(t)+", wanted an expression")
	if isArrow(p.at(1)) && t.kind == kindReserved {
		return errReservedName(t.span, t.text)
	}
	if p.pos == 0 {
		return d
	}
	before := &p.toks[p.pos-1]
	switch {
	case t.is("=") && before.kind == kindReserved && before.newLine:
		return errReservedName(before.span, before.text)
	case t.isReserved("for") || t.isReserved("return") || t.isReserved("break") || t.isReserved("continue"):
		return d.WithHint("`" + t.text + "` is a statement: it stands at the beginning of a line in a block { }")
	case t.kind == kindReserved && t.text != "not":
		return d.WithHint("`" + t.text + "` is a word of the language; a name needs another word")
	case before.kind == kindOp:
		return d.WithLabel(before.span, "the expression behind this is missing")
	}
	return d
}

// errInBrackets is about a token that neither goes on nor closes.
func errInBrackets(p *parser, start int, closer string) *diag.Diagnostic {
	if d := errBehindExpression(p, start+1); d != nil {
		return d
	}
	open := &p.toks[start]
	t := p.peek()
	d := diag.New("E0201", t.span, "found "+describe(t)+", wanted `,` or `"+closer+"`").WithLabel(open.span, "in the brackets opened here")
	before := &p.toks[max(p.pos-1, 0)]
	switch {
	case t.is("{") && before.kind == kindWord:
		return d.WithHint("a record of a named type is made by calling it: " + before.text + "(name: value)")
	case t.is(";"):
		return d.WithHint("statements do not stand in brackets; a function with statements has a block: x => { … }")
	}
	return d
}

// errStatementGoesOn is about a token behind a whole statement that began at start.
func errStatementGoesOn(p *parser, start int) *diag.Diagnostic {
	if d := foreignWord(p, start); d != nil {
		return d
	}
	if d := errBehindExpression(p, start); d != nil {
		return d
	}
	t := p.peek()
	before := &p.toks[max(p.pos-1, 0)]
	if above := &p.toks[max(p.pos-2, 0)]; t.is("=") && before.newLine && above.kind == kindOp && p.pos > start+2 {
		return diag.New("E0204", above.span, "found the end of the line, wanted an expression behind `"+above.text+"`")
	}
	d := diag.New("E0205", t.span, "found "+describe(t)+" behind the end of the statement")
	switch {
	case t.is("{") && before.text == "test" && p.pos == start+1:
		return diag.New("E0201", t.span, "found `{`, wanted the name of the test").WithHint("write test \"what it shows\" { … }")
	case t.is(","):
		return d.WithHint("a statement names one thing; a list stands in [ ], a tuple in ( )")
	case t.is("="):
		return d.WithLabel(p.since(start), "only a single name is bound with `=`").WithHint("write name = expression; parts of a tuple are taken with t[0]")
	case t.is("{") && before.kind == kindWord:
		return d.WithHint("a record of a named type is made by calling it: " + before.text + "(name: value)")
	case t.is("{"):
		return d.WithHint("a block belongs to `if`, `else`, `for`, `func` or `=>`, on the same line")
	case t.is("+=") || t.is("-="):
		return d.WithHint("only a local of a block changes; a name of a file is bound once")
	case p.toks[start].kind == kindWord && p.pos == start+1 && t.kind == kindWord:
		return d.WithHint("is `" + before.text + "` misspelt? A new statement begins on a new line or behind `;`")
	}
	return d.WithHint("a new statement begins on a new line or behind `;`")
}

func errType(p *parser) *diag.Diagnostic {
	if d := foreignType(p, p.pos); d != nil {
		return d
	}
	t := p.peek()
	return diag.New("E0206", t.span, "found "+describe(t)+", wanted a type").
		WithHint("types are int, string, [T], (A, B), {name: T}, map[K, V], the name of a type, and T? for what may be none")
}

func errName(p *parser, what string) *diag.Diagnostic { return errNameAt(p, p.pos, what) }

func errNameAt(p *parser, at int, what string) *diag.Diagnostic {
	t := &p.toks[at]
	if t.kind == kindReserved {
		return errReservedName(t.span, t.text)
	}
	return diag.New("E0207", t.span, "found "+describe(t)+", wanted "+what)
}

func errSelected(p *parser, dot *token) *diag.Diagnostic {
	t := p.peek()
	d := diag.New("E0207", t.span, "found "+describe(t)+" behind `"+dot.text+"`, wanted a name")
	if t.kind == kindInt {
		return d.WithHint("an element of a tuple is taken with brackets: [" + t.text + "]")
	}
	return d
}

func errReservedName(span diag.Span, word string) *diag.Diagnostic {
	if word == "else" {
		return errColonBlock(span)
	}
	return diag.New("E0209", span, "`"+word+"` is a word of the language and cannot be a name").WithHint("take another name, such as " + word + "_")
}

func errChain(p *parser, start, first, second int) *diag.Diagnostic {
	middle := sourceOf(p, first+1, second)
	left, op1, op2 := sourceOf(p, start, first), p.toks[first].text, p.toks[second].text
	return diag.New("E0208", p.toks[second].span, "comparisons do not chain").
		WithLabel(p.toks[first].span, "the first comparison").
		WithHint(fmt.Sprintf("write %s %s %s and %s %s …", left, op1, middle, middle, op2))
}

// sourceOf writes the tokens from start up to end with single spaces where there were any.
func sourceOf(p *parser, start, end int) string {
	var b strings.Builder
	for i := start; i < end; i++ {
		t := &p.toks[i]
		if i > start && t.span.Start.Offset > p.toks[i-1].span.End.Offset {
			b.WriteByte(' ')
		}
		if b.Len() > 60 {
			return "…"
		}
		b.WriteString(strings.TrimSpace(t.text))
	}
	return b.String()
}

func errTooDeep(span diag.Span) *diag.Diagnostic {
	return diag.New(codeTooDeep, span, fmt.Sprintf("this is nested more than %d deep", maxDepth)).
		WithHint("give parts of it a name: part = …")
}

func errTooMany(span diag.Span, what string, limit int) *diag.Diagnostic {
	return diag.New("E0211", span, fmt.Sprintf("more than %d %s", limit, what)).
		WithHint("put data into a file and read it with read.csv or read.json; put code into several declarations or files")
}

func errTooManyErrors(span diag.Span, more int) *diag.Diagnostic {
	return diag.New("E0212", span, fmt.Sprintf("at least %d more errors from here on are not shown", more)).WithHint("repair those above first")
}

func errBlock(p *parser, what string) *diag.Diagnostic {
	t := p.peek()
	if t.is(":") {
		return errColonBlock(t.span)
	}
	if t.is("=") && what == "the block of `if`" {
		return diag.New("E0216", t.span, "`=` gives a name to a value; it compares nothing").WithHint("equality is `==`")
	}
	if d := errBehindExpression(p, p.pos); d != nil {
		return d
	}
	wanted := "`{` and " + what
	if what == bodyOfFunc {
		wanted = "`=` and an expression, or a block in { }"
	}
	d := diag.New("E0201", t.span, "found "+describe(t)+", wanted "+wanted)
	if t.kind == kindTerm {
		return d.WithHint("the `{` stands at the end of the line")
	}
	return d.WithHint("blocks stand in braces, also those of one statement")
}

func errDeclarationInBlock(t *token) *diag.Diagnostic {
	return diag.New("E0214", t.span, "`"+t.text+"` declares something and cannot stand in a block").
		WithHint("move it out of the block, to the beginning of a line of its own; inside, a function is a value: f = x => …")
}

func errRecord(p *parser, start int) *diag.Diagnostic {
	t, next := p.peek(), p.at(1)
	d := diag.New("E0215", t.span, "found "+describe(t)+" in a record, wanted a field: `name: value`").WithLabel(p.spanAt(start), "the record begins here")
	switch {
	case t.kind == kindString && next.is(":"):
		return errQuotedField(t)
	case next.is("=") && t.kind == kindWord:
		return d.WithHint("write " + t.text + ": …")
	case next.is(",") || next.is("}"):
		return d.WithHint("a list stands in square brackets: [" + t.text + ", …]; a set is made of one: [" + t.text + "].toSet()")
	}
	return d.WithHint("a block belongs to `if`, `else`, `for`, `func` or `=>`")
}

func errQuotedField(t *token) *diag.Diagnostic {
	return diag.New("E0215", t.span, "found "+describe(t)+" in a record, wanted a field: `name: value`").
		WithHint("a map stands in square brackets: [" + t.text + ": …]; the fields of a record are plain words")
}

func errOneInParens(p *parser, arg *Arg) *diag.Diagnostic {
	if arg.EqualSign {
		return diag.New("E0216", arg.Span, "`=` gives a name to a value; it compares nothing").WithHint("equality is `==`")
	}
	return diag.New("E0217", arg.Span, "names, `as` and `*` belong to the arguments of a call, not to a value in parentheses").
		WithHint("leave out the parentheses, or write a record: {name: value}")
}

func errEmptyParens(span diag.Span) *diag.Diagnostic {
	return diag.New("E0204", span, "there is nothing between these parentheses").WithHint("a function without parameters is () => …; no value is `none`")
}

func errEmptyIndex(span diag.Span) *diag.Diagnostic {
	return diag.New("E0204", span, "the index between these brackets is missing").WithHint("a list of T is the type [T]; the empty list is []")
}

func errLocalType(p *parser, start int) *diag.Diagnostic {
	if t := &p.toks[start]; t.kind == kindString {
		return errQuotedField(t)
	}
	name := sourceOf(p, start, p.pos)
	return diag.New("E0218", p.peek().span, "a local of a block has no written type").
		WithHint("write " + name + " = …: the type is that of the value")
}

func errPlainText(span diag.Span) *diag.Diagnostic {
	return diag.New("E0219", span, "a name cannot be put together with ${…}").WithHint("write the name as it is")
}

func errFor(p *parser) *diag.Diagnostic {
	t := p.peek()
	return diag.New("E0201", t.span, "found "+describe(t)+", wanted `in` and a list").
		WithHint("a loop goes over a list: for x in xs { }; over numbers: for i in range(0, 10) { }")
}
