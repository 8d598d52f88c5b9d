package dsl

import "github.com/streamc-dev/streamc/dsl/diag"

// primary parses an expression that no operator holds together.
func (p *parser) primary() Expr {
	t := p.peek()
	switch t.kind {
	case kindInt:
		p.next()
		return &IntLit{Span: t.span, Text: t.text}
	case kindFloat:
		p.next()
		return &FloatLit{Span: t.span, Text: t.text}
	case kindDuration:
		p.next()
		return &DurationLit{Span: t.span, Text: t.text}
	case kindString:
		p.next()
		return p.stringLit(t)
	case kindWord, kindKeyword, kindReserved:
		return p.wordExpr(t)
	}
	switch {
	case t.is("("):
		return p.parens()
	case t.is("["):
		return p.list()
	case t.is("{"):
		return p.record()
	}
	p.fail(errExpression(p))
	return &BadExpr{Span: t.span}
}

// wordExpr parses an expression that begins with a word.
func (p *parser) wordExpr(t *token) Expr {
	if d := foreignExpr(p); d != nil {
		p.fail(d)
		return &BadExpr{Span: t.span}
	}
	switch t.text { // before a colon (a key of a map) they are plain words
	case "true", "false":
		p.next()
		return &BoolLit{Span: t.span, Value: t.text == "true"}
	case "none":
		p.next()
		return &NoneLit{Span: t.span}
	}
	switch {
	case t.isReserved("if"):
		return p.ifExpr()
	case t.kind == kindReserved:
		p.fail(errExpression(p))
		return &BadExpr{Span: t.span}
	}
	p.next()
	if x := p.foreignConstant(t); x != nil {
		return x
	}
	return &Ident{Span: t.span, Name: t.text}
}

// foreignConstant is the literal that a constant of Python means; the error about it does not stop the parse.
func (p *parser) foreignConstant(t *token) Expr {
	if next := p.peek(); next.is(":") || next.is("=") || next.is("=>") {
		return nil // a name after all
	}
	switch t.text {
	case "True", "False":
		p.report(errForeignConstant(t))
		return &BoolLit{Span: t.span, Value: t.text == "True"}
	case "None":
		p.report(errForeignConstant(t))
		return &NoneLit{Span: t.span}
	}
	return nil
}

// stringLit makes the tree of a String token; interpolations are parsed by a parser of their own.
func (p *parser) stringLit(t *token) *StringLit {
	lit := &StringLit{Span: t.span, Raw: t.text[0] == '`'}
	for _, piece := range t.pieces {
		part := StringPiece{Span: piece.span, Text: piece.text, Source: piece.source}
		if piece.tokens != nil {
			part.Expr = p.interpolated(piece)
		}
		lit.Pieces = append(lit.Pieces, part)
	}
	return lit
}

func (p *parser) interpolated(piece piece) Expr {
	if p.err != nil || piece.unclosed {
		return &BadExpr{Span: piece.span}
	}
	inner := &parser{toks: piece.tokens, noted: p.noted, broken: p.broken, depth: p.depth}
	inner.enter()
	var x Expr = &BadExpr{Span: piece.span}
	if inner.peek().kind == kindEOF {
		inner.fail(errEmptyInterpolation(piece.span))
	} else {
		x = inner.expr()
	}
	if inner.err == nil && inner.peek().kind != kindEOF {
		inner.fail(errInterpolationGoesOn(inner, piece))
	}
	inner.recover(0)
	p.errs.Add(inner.errs...)
	return x
}

// parens parses `(a)` and `(a, b)`.
func (p *parser) parens() Expr {
	start := p.pos
	args := p.args(")")
	span := p.since(start)
	if p.err != nil {
		return &BadExpr{Span: span}
	}
	if len(args) != 1 {
		if len(args) == 0 {
			p.fail(errEmptyParens(span))
		}
		return &TupleLit{Span: span, Elems: args}
	}
	arg := args[0]
	if arg.Star || arg.Name.Text != "" || arg.As.Text != "" {
		p.fail(errOneInParens(p, arg))
		return &BadExpr{Span: span}
	}
	return &ParenExpr{Span: span, X: arg.Value}
}

// list parses a list, or a map when a colon is behind the first element.
func (p *parser) list() Expr {
	p.enter()
	defer p.leave()
	start := p.pos
	p.openBracket()
	if p.accept(":") {
		p.closeBracket(start, "]")
		return &MapLit{Span: p.since(start)}
	}
	var elems []Expr
	var entries []MapEntry
	isMap := false
	for n := 0; p.err == nil && !p.peek().is("]"); n++ {
		if n == maxArgs*10 {
			p.fail(errTooMany(p.peek().span, "elements in one list", maxArgs*10))
		}
		x := p.expr()
		if n == 0 {
			isMap = p.peek().is(":")
		}
		if isMap {
			p.expect(":", "between a key and its value")
			entries = append(entries, MapEntry{Key: x, Value: p.expr()})
		} else {
			elems = append(elems, x)
		}
		if !p.accept(",") {
			break
		}
	}
	p.closeBracket(start, "]")
	if isMap {
		return &MapLit{Span: p.since(start), Entries: entries}
	}
	return &ListLit{Span: p.since(start), Elems: elems}
}

// record parses `{name: x, n: 1}`; a line end separates as a comma does.
func (p *parser) record() Expr {
	p.enter()
	defer p.leave()
	start := p.pos
	p.openBracket()
	p.skipTerms()
	var fields []*FieldLit
	for p.err == nil && !p.peek().is("}") {
		if len(fields) == maxArgs {
			p.fail(errTooMany(p.peek().span, "fields in one record", maxArgs))
		}
		if p.peek().kind != kindWord || !p.at(1).is(":") {
			p.fail(errRecord(p, start))
			break
		}
		first := p.pos
		name := p.word()
		p.next()
		value := p.expr()
		if p.peek().is("=") { // a local with a type, in what looks like a record
			p.pos = first + 1
			p.fail(errLocalType(p, first))
		}
		fields = append(fields, &FieldLit{Span: p.since(first), Name: name, Value: value})
		if !p.separator() {
			break
		}
	}
	p.closeBracket(start, "}")
	return &RecordLit{Span: p.since(start), Fields: fields}
}

// separator takes a comma or line ends between fields.
func (p *parser) separator() bool {
	start := p.pos
	p.skipTerms()
	if p.accept(",") {
		p.skipTerms()
	}
	return p.pos > start
}

// ifExpr parses `if c { } else { }`.
func (p *parser) ifExpr() Expr {
	p.enter()
	defer p.leave()
	start := p.pos
	p.next()
	cond := p.expr()
	then := p.block("the block of `if`")
	tree := &If{Cond: cond, Then: then}
	if p.peek().isReserved("else") {
		p.next()
		if p.peek().isReserved("if") {
			tree.Else = p.ifExpr()
		} else {
			tree.Else = p.block("the block of `else`")
		}
	}
	tree.Span = p.since(start)
	return tree
}

// isLambda reports whether a lambda is next: a word before an arrow, or a bracket whose partner stands before one.
func (p *parser) isLambda() bool {
	t := p.peek()
	switch {
	case t.kind == kindWord || t.kind == kindKeyword:
		return isArrow(p.at(1))
	case t.is("(") && t.partner >= 0:
		return isArrow(&p.toks[t.partner+1])
	}
	return false
}

func isArrow(t *token) bool { return t.is("=>") || t.is("->") }

// lambda parses `x => body` and `(a, (b, c): T) => body`.
func (p *parser) lambda() Expr {
	p.enter()
	defer p.leave()
	start := p.pos
	tree := &Lambda{}
	if p.peek().is("(") {
		tree.Params = p.lambdaParams()
	} else {
		tree.Params = []*LambdaParam{{Pattern: &NamePattern{Name: p.word()}}}
	}
	if p.err == nil {
		tree.Arrow = p.next().text
	}
	if p.peek().is("{") && !p.isRecord() {
		tree.Body = p.block("the body of a function")
	} else {
		tree.Body = p.expr()
	}
	tree.Span = p.since(start)
	return tree
}

// isRecord reports whether the brace that is next opens a record: a word and a colon follow.
func (p *parser) isRecord() bool {
	return p.at(1).kind == kindWord && p.at(2).is(":")
}

// lambdaParams parses the patterns of a lambda with their types.
func (p *parser) lambdaParams() []*LambdaParam {
	var list []*LambdaParam
	start := p.pos
	p.openBracket()
	for p.err == nil && !p.peek().is(")") {
		param := &LambdaParam{Pattern: p.pattern()}
		if p.accept(":") {
			param.Type = p.typ()
		}
		list = append(list, param)
		if !p.accept(",") {
			break
		}
	}
	p.closeBracket(start, ")")
	return list
}

// pattern parses a word or a tuple of patterns.
func (p *parser) pattern() Pattern {
	p.enter()
	defer p.leave()
	if !p.peek().is("(") {
		name := p.name("a name, `_` or a tuple of names")
		p.notReserved(name)
		return &NamePattern{Name: name}
	}
	start := p.pos
	p.next()
	tree := &TuplePattern{}
	for p.err == nil && !p.peek().is(")") {
		tree.Elems = append(tree.Elems, p.pattern())
		if !p.accept(",") {
			break
		}
	}
	p.closeBracket(start, ")")
	if p.err == nil && len(tree.Elems) == 0 {
		p.fail(errEmptyParens(p.since(start)))
	}
	tree.Span = p.since(start)
	return tree
}

// spanAt is the span of the token at an index.
func (p *parser) spanAt(i int) diag.Span { return p.toks[i].span }
