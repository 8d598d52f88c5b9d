package dsl

import (
	"github.com/alecthomas/participle/v2"
)

// bodyOfFunc names the block of a declaration.
const bodyOfFunc = "the body of a func"

// block parses `{ statements }`; what names it in an error. A broken statement is left out and the next one begins behind its Term.
func (p *parser) block(what string) *Block {
	p.enter()
	defer p.leave()
	start := p.pos
	tree := &Block{Span: p.spanAt(start)}
	if p.peek().kind == kindTerm && p.at(1).is("{") {
		p.report(errBlock(p, what))
		p.next()
	}
	if !p.peek().is("{") {
		p.fail(errBlock(p, what))
		return tree
	}
	p.next()
	for p.skipTerms(); p.inside(start); p.skipTerms() {
		first := p.pos
		if len(tree.Stmts) == maxItems {
			p.fail(errTooMany(p.peek().span, "statements in one block", maxItems))
			return tree
		}
		stmt := p.stmt()
		if t := p.peek(); p.toks[start].partner < 0 && (t.is(")") || t.is("]")) {
			p.fail(errUnclosedBracket(p.spanAt(start), "{", *t)) // the lexer told about it
			return tree
		}
		p.endOfStatement(first)
		if p.err != nil && p.fatal() {
			return tree
		}
		if !p.recover(first) {
			tree.Stmts = append(tree.Stmts, stmt)
		} else {
			p.pos = max(p.pos, first+1) // a brace that is not ours
		}
	}
	p.closeBracket(start, "}")
	tree.Span = p.since(start)
	return tree
}

// inside reports whether the block that begins at start goes on.
func (p *parser) inside(start int) bool {
	t := p.peek()
	if p.err != nil || t.kind == kindEOF {
		return false
	}
	if p.toks[start].partner < 0 { // up to the next item, where the lexer cut
		return !t.is("}") && !t.beginsItem()
	}
	return !t.is("}") || t.partner >= 0 && t.partner != start
}

// fatal reports whether the error is about the nesting itself, so that going on inside makes no sense.
func (p *parser) fatal() bool { return p.err.Code == codeTooDeep }

// stmt parses one statement.
func (p *parser) stmt() Stmt {
	start := p.pos
	if d := foreignStart(p, start); d != nil {
		p.fail(d)
		return nil
	}
	switch t := p.peek(); {
	case t.isReserved("return"):
		return p.returnStmt()
	case t.isReserved("break"):
		p.next()
		return &Break{Span: t.span}
	case t.isReserved("continue"):
		p.next()
		return &Continue{Span: t.span}
	case t.isReserved("for"):
		return p.forStmt()
	}
	x := p.expr()
	switch t := p.peek(); {
	case t.is("=") || t.is("+=") || t.is("-="):
		p.next()
		value := p.expr()
		return &Assign{Span: p.since(start), Target: x, Op: t.text, Value: value}
	case t.is(":"):
		p.fail(errLocalType(p, start))
	}
	return &ExprStmt{X: x}
}

func (p *parser) returnStmt() Stmt {
	start := p.pos
	p.next()
	tree := &Return{Span: p.since(start)}
	if t := p.peek(); t.kind != kindTerm && t.kind != kindEOF && !t.is("}") {
		tree.Value = p.expr()
		tree.Span = p.since(start)
	}
	return tree
}

func (p *parser) forStmt() Stmt {
	start := p.pos
	p.next()
	tree := &For{Pattern: p.pattern()}
	if p.err == nil && !p.peek().isReserved("in") {
		p.fail(errFor(p))
	}
	p.next()
	tree.In = p.expr()
	tree.Body = p.block("the block of `for`")
	tree.Span = p.since(start)
	return tree
}

// params parses the parameters of a func. A missing type is left to the checker.
func (p *parser) params() []*FuncParam {
	var list []*FuncParam
	start := p.pos
	if !p.peek().is("(") {
		p.unexpected("`(` and the parameters", "")
		return nil
	}
	p.openBracket()
	for p.err == nil && !p.peek().is(")") {
		if len(list) == maxArgs {
			p.fail(errTooMany(p.peek().span, "parameters", maxArgs))
		}
		first := p.pos
		param := &FuncParam{Name: p.name("the name of a parameter")}
		p.notReserved(param.Name)
		if p.accept(":") {
			param.Type = p.typ()
		}
		if p.accept("=") {
			param.Default = p.expr()
		}
		param.Span = p.since(first)
		list = append(list, param)
		if !p.accept(",") {
			break
		}
	}
	p.closeBracket(start, ")")
	return list
}

// testSteps parses the braces of a test. A broken step is left out.
func (p *parser) testSteps() []Step {
	start := p.pos
	if !p.peek().is("{") {
		p.fail(errBlock(p, "the steps of a test"))
		return nil
	}
	p.next()
	var steps []Step
	for p.skipTerms(); p.inside(start); p.skipTerms() {
		first := p.pos
		if len(steps) == maxItems {
			p.fail(errTooMany(p.peek().span, "steps in one test", maxItems))
			return steps
		}
		step := p.testStep()
		p.endOfStatement(first)
		if !p.recover(first) {
			steps = append(steps, step)
		} else {
			p.pos = max(p.pos, first+1) // a brace that is not ours
		}
	}
	p.closeBracket(start, "}")
	return steps
}

// testStep parses one step with participle's grammar. The item around works on a copy of lex, and puts it back at its end.
func (p *parser) testStep() Step {
	start := p.pos
	if d := unknownStep(p); d != nil {
		p.fail(d)
		return nil
	}
	p.syncLexer()
	parsed, err := p.steps.ParseFromLexer(p.lex, participle.AllowTrailing(true))
	p.pos = int(p.lex.RawCursor())
	p.participleError(err)
	if p.err != nil {
		return nil
	}
	return parsed.tree(p, start)
}
