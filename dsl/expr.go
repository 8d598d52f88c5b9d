package dsl

import "github.com/streamc-dev/streamc/dsl/diag"

// The levels of operators, from loose to tight (language.md, section 4).
const (
	levelOr = iota + 1
	levelAnd
	levelNot
	levelCompare
	levelSum
	levelProduct
	levelDefault
	levelUnary
)

// binaryLevel is the level of an operator of two operands, 0 for what is none.
func binaryLevel(t *token) int {
	if t.kind != kindOp && t.kind != kindReserved {
		return 0
	}
	switch t.text {
	case "or", "||":
		return levelOr
	case "and", "&&":
		return levelAnd
	case "==", "!=", "<", "<=", ">", ">=", "in", "===", "!==":
		return levelCompare
	case "+", "-":
		return levelSum
	case "*", "/", "%":
		return levelProduct
	case "??":
		return levelDefault
	}
	return 0
}

// expr parses an expression.
func (p *parser) expr() Expr {
	if p.isLambda() {
		return p.lambda()
	}
	return p.binary(levelOr)
}

// binary climbs: it takes operators of the level and tighter ones.
func (p *parser) binary(level int) Expr {
	start := p.pos
	x := p.unary()
	compared := -1
	for operators := 0; p.err == nil; operators++ {
		if operators == maxArgs {
			p.fail(errTooMany(p.peek().span, "operators in one expression", maxArgs))
		}
		op, opSpan, found := p.operator()
		if found == 0 || found < level {
			return x
		}
		if found == levelCompare {
			if compared >= 0 {
				p.fail(errChain(p, start, compared, p.pos))
				return x
			}
			compared = p.pos
		}
		if p.next(); op == "not in" {
			p.next()
		}
		x = p.rightOf(start, x, op, opSpan, found)
	}
	return x
}

// rightOf parses the right operand and joins the two.
func (p *parser) rightOf(start int, x Expr, op string, opSpan diag.Span, level int) Expr {
	next := level + 1
	if level == levelDefault {
		next = level // from the right
		p.enter()
		defer p.leave()
	}
	y := p.binary(next)
	return &Binary{Span: p.since(start), Op: op, OpSpan: opSpan, X: x, Y: y}
}

// operator looks at the operator of two operands that is next, without taking it.
func (p *parser) operator() (op string, span diag.Span, level int) {
	t := p.peek()
	if t.isReserved("not") && p.at(1).isReserved("in") {
		return "not in", t.span.To(p.at(1).span), levelCompare
	}
	return t.text, t.span, binaryLevel(t)
}

// unary parses `not` and what is as tight as a comparison, a minus, or a primary with what hangs on it.
func (p *parser) unary() Expr {
	start := p.pos
	t := p.peek()
	if !t.is("-") && !t.is("!") && !t.isReserved("not") {
		return p.postfix()
	}
	p.enter()
	defer p.leave()
	p.next()
	var x Expr
	if t.text == "not" {
		x = p.binary(levelCompare)
	} else {
		x = p.unary()
	}
	return &Unary{Span: p.since(start), Op: t.text, X: x}
}

// postfix parses a primary and its selections, calls, indexes and question marks.
func (p *parser) postfix() Expr {
	start := p.pos
	x := p.primary()
	for links := 0; p.err == nil; links++ {
		if links > maxArgs {
			p.fail(errTooMany(p.peek().span, "calls in one chain", maxArgs))
		}
		switch t := p.peek(); {
		case t.is(".") || t.is("?."):
			p.next()
			name := p.selected(t)
			x = &Select{Span: p.since(start), X: x, Optional: t.text == "?.", Name: name}
		case t.is("("):
			args := p.args(")")
			x = &Call{Span: p.since(start), Fun: x, Args: args}
		case t.is("["):
			open := p.pos
			args := p.args("]")
			if len(args) == 0 {
				p.fail(errEmptyIndex(p.since(open)))
			}
			x = &Index{Span: p.since(start), X: x, Args: args}
		case t.is("?"):
			p.next()
			x = &OptionalMark{Span: p.since(start), X: x}
		default:
			return x
		}
	}
	return x
}

// selected parses the name behind a dot.
func (p *parser) selected(dot *token) Name {
	t := p.peek()
	if t.kind == kindWord {
		p.next()
		return Name{Span: t.span, Text: t.text}
	}
	p.fail(errSelected(p, dot))
	return Name{}
}

// args parses `(a, b: c, *)` or `[…]`; both brackets are taken.
func (p *parser) args(close string) []*Arg {
	p.enter()
	defer p.leave()
	var args []*Arg
	start := p.pos
	p.openBracket()
	for p.err == nil && !p.peek().is(close) {
		if len(args) == maxArgs {
			p.fail(errTooMany(p.peek().span, "arguments in one call", maxArgs))
			return args
		}
		args = append(args, p.arg())
		if !p.accept(",") {
			break
		}
	}
	p.closeBracket(start, close)
	return args
}

// openBracket takes a bracket. One without a partner ends the statement at once: the lexer told about it, and where it ends is a guess.
func (p *parser) openBracket() {
	if t := p.next(); t.partner < 0 {
		p.fail(diag.New("E0202", t.span, "this `"+t.text+"` is not closed"))
	}
}

// closeBracket takes the bracket that closes the one at start.
func (p *parser) closeBracket(start int, close string) {
	if p.err == nil && !p.accept(close) {
		p.fail(errInBrackets(p, start, close))
	}
}

// arg parses one argument.
func (p *parser) arg() *Arg {
	start := p.pos
	arg := &Arg{}
	switch t := p.peek(); {
	case t.is("*") && (p.at(1).is(",") || p.at(1).is(")")):
		p.next()
		arg.Star = true
	case t.kind == kindWord && (p.at(1).is(":") || p.at(1).is("=")):
		arg.Name = p.word()
		arg.EqualSign = p.next().text == "="
		arg.Value = p.expr()
	default:
		arg.Value = p.expr()
	}
	if p.peek().isReserved("as") {
		p.next()
		arg.As = p.name("the name behind `as`")
	}
	arg.Span = p.since(start)
	return arg
}

// word takes the next token, which is a word.
func (p *parser) word() Name {
	t := p.next()
	return Name{Span: t.span, Text: t.text}
}

// notReserved reports a name that could not be used: before a colon reserved words are plain ones, but a local is used elsewhere.
func (p *parser) notReserved(name Name) {
	if isReservedWord(name.Text) {
		p.report(errReservedName(name.Span, name.Text))
	}
}

// name wants a word; what says which.
func (p *parser) name(what string) Name {
	if t := p.peek(); t.kind != kindWord {
		p.fail(errName(p, what))
		return Name{}
	}
	return p.word()
}
