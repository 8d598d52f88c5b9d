package dsl

import (
	"fmt"
	"strings"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// What hands type that come from Python, Scala, Go, JavaScript or SQL. Nothing of it is legal in a place where these functions look, so that no
// word is lost for names.

// foreignStart looks at the first word of an item or statement, when another word or a literal follows.
func foreignStart(p *parser, start int) *diag.Diagnostic {
	t, next := p.peek(), p.at(1)
	if t.kind != kindWord && t.kind != kindKeyword {
		return nil
	}
	if next.kind != kindWord && next.kind != kindReserved && !next.isLiteral() {
		return nil
	}
	if isArrow(p.at(2)) && t.text == "case" || next.isReserved("in") || next.isReserved("and") || next.isReserved("or") || next.isReserved("as") {
		return nil
	}
	if t.kind == kindWord {
		if declares(t.text) {
			return errDeclarationInBlock(t)
		}
	} else if t.text == "import" && next.kind == kindWord {
		return errForeignImport(t)
	}
	return foreignWord(p, start)
}

// foreignWord looks at the first word of a statement that cannot be one of ours.
func foreignWord(p *parser, start int) *diag.Diagnostic {
	t := &p.toks[start]
	if t.kind != kindWord && t.kind != kindKeyword {
		return nil
	}
	second := &p.toks[min(start+1, len(p.toks)-1)]
	switch t.text {
	case "def", "fn", "fun", "function", "sub", "proc":
		return diag.New("E0221", t.span, "functions are not declared with `"+t.text+"`").
			WithHint(fmt.Sprintf("write func %s(x: T) -> R = expression, or with a block { }", second.text))
	case "val", "var", "let", "const", "final", "auto":
		return diag.New("E0221", t.span, "a name is bound without `"+t.text+"`").WithHint("write " + second.text + " = …")
	case "class", "struct", "interface", "trait", "enum", "object", "case", "dataclass":
		return diag.New("E0221", t.span, "types are not declared with `"+t.text+"`").WithHint("write type Name = {field: T, other: U}")
	case "from", "package", "using", "include", "require":
		return errForeignImport(t)
	case "while", "until", "loop", "do":
		return diag.New("E0226", t.span, "there is no `"+t.text+"`: every function ends").
			WithHint("go over a list: for x in xs { }; or over numbers: for i in range(0, n) { }")
	case "foreach":
		return diag.New("E0226", t.span, "loops begin with `for`").WithHint("write for x in xs { }")
	case "elif", "elsif", "elseif":
		return diag.New("E0227", t.span, "there is no `"+t.text+"`").WithHint("write } else if condition { }")
	case "try", "catch", "except", "finally", "throw", "raise", "assert":
		return diag.New("E0231", t.span, "there is no `"+t.text+"`: what fails on a row makes it an error row").
			WithHint("fail(\"why\") gives up the row; the errors of a stream x are x.errors; `??` gives a value for none")
	case "switch", "match":
		return diag.New("E0231", t.span, "there is no `"+t.text+"`").WithHint("write if x == a { … } else if x == b { … } else { … }")
	case "pass", "yield", "async", "await", "del", "global", "go", "defer", "goto":
		return diag.New("E0231", t.span, "there is no `"+t.text+"`").WithHint("a block may be empty; its value is its last expression")
	}
	return foreignSQL(t, second)
}

func foreignSQL(t, second *token) *diag.Diagnostic {
	switch strings.ToUpper(t.text) {
	case "SELECT", "INSERT", "CREATE", "DELETE", "UPDATE":
		if second.kind == kindWord || second.is("*") || second.kind == kindKeyword {
			return diag.New("E0225", t.span, "`"+t.text+"` of SQL is not part of the language").
				WithHint("operators are called on a table: events.where(status >= 500).select(id, at)")
		}
	}
	return nil
}

func errForeignImport(t *token) *diag.Diagnostic {
	return diag.New("E0221", t.span, "another file is imported by its path").
		WithHint("write import \"file.pipe\" as name; a function of a Go package is declared with extern func")
}

// foreignExpr looks at a word where an expression begins.
func foreignExpr(p *parser) *diag.Diagnostic {
	t, next := p.peek(), p.at(1)
	if t.kind != kindWord {
		return nil
	}
	switch t.text {
	case "lambda":
		if next.kind == kindWord || next.is(":") {
			return errPythonLambda(p)
		}
	case "func", "function", "fn", "fun", "def":
		if next.is("(") && next.partner > 0 && (p.toks[next.partner+1].is("{") || p.toks[next.partner+1].is(":")) {
			return diag.New("E0220", t.span, "a function as a value has no `"+t.text+"`").WithHint("write (x, y) => expression, or (x, y) => { … }")
		}
	case "new":
		if next.kind == kindWord {
			return diag.New("E0231", t.span, "values are made without `new`").WithHint("write " + next.text + "(…)")
		}
	case "f", "F", "s", "r", "b", "u", "fr", "rf", "raw":
		if next.kind == kindString && next.span.Start.Offset == t.span.End.Offset {
			return errPrefixedText(t, next)
		}
	}
	return nil
}

// errPythonLambda writes the lambda anew.
func errPythonLambda(p *parser) *diag.Diagnostic {
	var names []string
	for i := p.pos + 1; !p.toks[i].is(":"); i++ {
		if t := &p.toks[i]; t.kind == kindWord {
			names = append(names, t.text)
		} else if !t.is(",") {
			break
		}
	}
	params := strings.Join(names, ", ")
	if len(names) != 1 {
		params = "(" + params + ")"
	}
	return diag.New("E0220", p.peek().span, "a function as a value has no `lambda`").WithHint("write " + params + " => …")
}

func errPrefixedText(prefix, text *token) *diag.Diagnostic {
	d := diag.New("E0224", prefix.span.To(text.span), "texts have no prefix `"+prefix.text+"`")
	if strings.HasPrefix(strings.ToLower(prefix.text), "r") && prefix.text != "rf" {
		return d.WithHint("a text without escapes stands in `…`")
	}
	return d.WithHint("every text takes values in ${…}: \"hello ${name}\"")
}

func errForeignConstant(t *token) *diag.Diagnostic {
	return diag.New("E0222", t.span, "`"+t.text+"` is not a word of the language").WithHint("write " + strings.ToLower(t.text))
}

func errColonBlock(span diag.Span) *diag.Diagnostic {
	return diag.New("E0227", span, "a block does not begin with `:`").WithHint("blocks stand in braces: if c { … } else { … }")
}

// foreignOperator looks at the token at an index.
func foreignOperator(p *parser, at int) *diag.Diagnostic {
	t := &p.toks[at]
	before := &p.toks[max(at-1, 0)]
	if t.kind == kindOp {
		if hint := operatorHint(t.text, before); hint != "" {
			return diag.New("E0223", t.span, "`"+t.text+"` is not an operator of the language").WithHint(hint)
		}
	}
	if at >= 2 && before.is("-") && p.toks[at-2].is("-") && (t.kind == kindTerm || t.kind == kindEOF || t.is("}") || t.is(")")) {
		return diag.New("E0223", p.toks[at-2].span.To(before.span), "`--` is not an operator of the language").WithHint("write x = x - 1")
	}
	return nil
}

func operatorHint(op string, before *token) string {
	name := "x"
	if before.kind == kindWord {
		name = before.text
	}
	switch op {
	case ":=":
		return "write " + name + " = …"
	case "*=", "/=", "%=":
		return fmt.Sprintf("write %s = %s %s …", name, name, op[:1])
	case "++":
		return fmt.Sprintf("write %s = %s + 1; lists and texts are joined with +", name, name)
	case "**":
		return "write " + name + ".pow(y)"
	case "<>":
		return "write !="
	case "|>":
		return "write " + name + ".map(…)"
	}
	return ""
}

// errBehindExpression looks at the token behind a whole expression of a statement or bracket that began at start; nil for one that says nothing.
func errBehindExpression(p *parser, start int) *diag.Diagnostic {
	t := p.peek()
	before := &p.toks[max(p.pos-1, 0)]
	if d := foreignOperator(p, p.pos); d != nil {
		return d
	}
	switch {
	case t.isReserved("if"):
		return diag.New("E0228", t.span, "the condition stands before its values").WithHint("write if condition { a } else { b }")
	case t.isReserved("for"):
		return diag.New("E0229", t.span, "there are no comprehensions").WithHint("write xs.map(x => …), and xs.filter(x => …) for a condition")
	case before.is("?") && p.pos > start && startsOperand(t):
		return diag.New("E0228", before.span, "there is no `? :`").WithHint("write if condition { a } else { b }")
	case t.kind == kindWord && t.text == "is":
		return diag.New("E0223", t.span, "`is` is not an operator of the language").WithHint("write == or !=, also with none")
	case t.kind == kindWord && t.text == "else":
		return errColonBlock(t.span)
	case t.kind == kindString && before.kind == kindString:
		return diag.New("E0205", t.span, "found a second text behind a text").WithHint("join them with +")
	}
	return nil
}

func startsOperand(t *token) bool {
	return t.kind == kindWord || t.isLiteral() || t.is("-") || t.is("{")
}

// foreignType looks at what stands in a type or behind it.
func foreignType(p *parser, start int) *diag.Diagnostic {
	t, first := p.peek(), &p.toks[start]
	switch {
	case t.is("<") && p.pos > start:
		return diag.New("E0230", t.span, "the parameters of a type stand in square brackets").WithHint("write map[K, V], set[T], [T] for a list")
	case t.is("[") && p.pos > start && p.at(1).is("]"):
		return diag.New("E0230", t.span, "a list type has the brackets around its element").WithHint("write [" + first.text + "]")
	case t.is("??") && p.pos > start:
		return diag.New("E0230", t.span, "a type is optional once").WithHint("write T? for what may be none")
	case t.is("*") && p.pos == start:
		return diag.New("E0230", t.span, "there are no pointers").WithHint("write T? for what may be none")
	case t.is("|>"), t.is("||"):
		return diag.New("E0230", t.span, "there are no union types").WithHint("write T? for what may be none")
	}
	return nil
}

// unknownStep looks at the first word of a step of a test.
func unknownStep(p *parser) *diag.Diagnostic {
	t := p.peek()
	switch t.text {
	case "set", "feed", "expect", "fail", "tick", "process", "trigger", "advance", "restart", "stop":
		if t.kind == kindWord {
			return nil
		}
	}
	return diag.New("E0213", t.span, "found "+describe(t)+", wanted a step of a test").
		WithHint("steps begin with set, feed, expect, fail, tick, process, trigger, advance, restart or stop")
}
