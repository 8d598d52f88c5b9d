package dsl

// arrange puts Term tokens where a statement ends, links brackets, frees reserved words that stand where only a name can, and tells about
// brackets without a partner.
//
// It goes over the tokens once. Only when a bracket has no partner it goes again, and then takes a word in column 1 for the start of an item while
// such a bracket is open: so one missing `)` does not swallow the rest of the file.
func arrange(raw []token, s *scanner) []token {
	first := arrangement{raw: raw, s: s, items: s.depth == 0}
	first.run()
	if first.lost == 0 {
		return first.out
	}
	second := arrangement{raw: raw, s: s, items: s.depth == 0, report: true, unclosed: first.unpaired}
	second.run()
	return second.out
}

// arrangement is one pass of arrange.
type arrangement struct {
	raw      []token
	s        *scanner
	items    bool // the tokens are a file, not an interpolation
	report   bool
	unclosed []bool // of raw: brackets that the pass before found no partner for

	out      []token
	open     []bracket
	openOf   map[string]int // how many of open are closed by which bracket
	waiting  int            // how many of open are in unclosed
	unpaired []bool         // of raw
	lost     int            // brackets without a partner
}

// bracket is an open bracket by its places in raw and out.
type bracket struct{ raw, out int }

func (a *arrangement) run() {
	a.out = make([]token, 0, len(a.raw)+len(a.raw)/8)
	a.unpaired, a.openOf = make([]bool, len(a.raw)), map[string]int{}
	for i := range a.raw {
		t := a.raw[i]
		if a.cutsHere(i) {
			a.dropFrom(0, i)
		}
		if t.is(";") && !a.inParens() {
			a.semicolon(t)
			a.raw[i+1].newLine = a.raw[i+1].newLine || t.newLine
			continue
		}
		if t.newLine && a.endsStatement(i) {
			a.term(t)
		}
		a.classify(&t, i)
		a.out = append(a.out, t)
		a.bracket(i)
	}
	a.dropFrom(0, len(a.raw)-1)
}

// cutsHere reports whether a new item begins at i although a bracket is open.
func (a *arrangement) cutsHere(i int) bool {
	return a.waiting > 0 && a.raw[i].beginsItem()
}

func (a *arrangement) last() *token {
	if len(a.out) == 0 {
		return nil
	}
	return &a.out[len(a.out)-1]
}

func (a *arrangement) inParens() bool {
	if len(a.open) == 0 {
		return false
	}
	return a.out[a.open[len(a.open)-1].out].text != "{"
}

func (a *arrangement) semicolon(t token) {
	if prev := a.last(); prev == nil || prev.kind == kindTerm || prev.is("{") {
		return
	}
	t.kind = kindTerm
	a.out = append(a.out, t)
}

// term adds a Term without width behind the last token.
func (a *arrangement) term(before token) {
	end := a.last().span
	end.Start = end.End
	a.out = append(a.out, token{kind: kindTerm, text: "\n", span: end, partner: -1})
}

// endsStatement reports whether the line end before raw[i] is a Term (language.md, section 2).
func (a *arrangement) endsStatement(i int) bool {
	prev := a.last()
	if prev == nil || a.inParens() || !canEnd(prev) && !a.decrement() || a.raw[i].kind == kindEOF {
		return false
	}
	return !a.continues(i)
}

// decrement reports whether `--` was written, of another language: the line ends with it, and the parser can say so.
func (a *arrangement) decrement() bool {
	n := len(a.out)
	return n > 2 && a.out[n-1].is("-") && a.out[n-2].is("-") && a.out[n-2].span.End == a.out[n-1].span.Start && canEnd(&a.out[n-3])
}

// canEnd reports whether an expression can end with t.
func canEnd(t *token) bool {
	switch t.kind {
	case kindTerm, kindEOF:
		return false
	case kindReserved:
		switch t.text {
		case "true", "false", "none", "return", "break", "continue":
			return true
		}
		return false
	case kindOp:
		switch t.text {
		case ")", "]", "}", "?", "++":
			return true
		}
		return false
	}
	return true
}

// continues reports whether raw[i] only continues an expression.
func (a *arrangement) continues(i int) bool {
	t := &a.raw[i]
	switch t.kind {
	case kindReserved:
		if a.nextIs(i, ":") {
			return false
		}
		switch t.text {
		case "else", "as", "in", "and", "or":
			return true
		case "not":
			return a.raw[i+1].isReserved("in")
		}
	case kindOp:
		switch t.text {
		case ".", "?.", "??", ")", "]", "}", "==", "!=", "<", "<=", ">", ">=", "+", "*", "/", "%",
			"&&", "||", "===", "!==", "**", "<>", "|>":
			return true
		}
	}
	return false
}

func (a *arrangement) nextIs(i int, op string) bool { return i+1 < len(a.raw) && a.raw[i+1].is(op) }

// classify makes a plain word of a reserved one after a dot or before a colon, and a Keyword of a word that begins a declaration.
func (a *arrangement) classify(t *token, i int) {
	prev := a.last()
	switch {
	case t.kind == kindReserved:
		if prev != nil && (prev.is(".") || prev.is("?.")) || a.nextIs(i, ":") {
			t.kind = kindWord
		}
	case t.kind == kindWord && a.items && len(a.open) == 0 && (prev == nil || prev.kind == kindTerm || t.beginsItem()):
		next := &a.raw[i+1]
		if !next.newLine && (next.kind == kindWord || next.isLiteral() || next.kind == kindReserved && declares(t.text) && binaryLevel(next) == 0) {
			t.kind = kindKeyword
		}
	}
}

// declares reports whether a word begins a declaration with a name or a text behind it.
func declares(word string) bool {
	switch word {
	case "import", "type", "param", "func", "extern", "test":
		return true
	}
	return false
}

// bracket links the bracket just added, if it is one.
func (a *arrangement) bracket(i int) {
	at := len(a.out) - 1
	t := &a.out[at]
	if t.kind != kindOp {
		return
	}
	switch t.text {
	case "(", "[", "{":
		a.open = append(a.open, bracket{raw: i, out: at})
		a.count(i, 1)
	case ")", "]", "}":
		a.close(i, at)
	}
}

// count keeps the numbers about open when raw[i] comes or goes.
func (a *arrangement) count(i, by int) {
	a.openOf[closerOf[a.raw[i].text]] += by
	if a.unclosed != nil && a.unclosed[i] {
		a.waiting += by
	}
}

var closerOf = map[string]string{"(": ")", "[": "]", "{": "}"}

// close links the closing bracket at a place with the innermost open one of its kind; the ones inside that have no partner.
func (a *arrangement) close(i, at int) {
	t := &a.out[at]
	for j := len(a.open) - 1; j >= 0 && a.openOf[t.text] > 0; j-- {
		opener := &a.out[a.open[j].out]
		if closerOf[opener.text] != t.text {
			continue
		}
		a.dropFrom(j+1, i)
		opener.partner, t.partner = at, a.open[j].out
		a.count(a.open[j].raw, -1)
		a.open = a.open[:j]
		return
	}
	a.lost++
	if a.report {
		a.s.fail(errStrayCloser(t.span, t.text))
	}
}

// dropFrom gives up the open brackets from the n-th on, at raw[i], and tells about the innermost one.
func (a *arrangement) dropFrom(n, i int) {
	if len(a.open) <= n {
		return
	}
	for _, b := range a.open[n:] {
		a.unpaired[b.raw] = true
		a.lost++
		a.count(b.raw, -1)
	}
	inner := &a.out[a.open[len(a.open)-1].out]
	if a.report && !a.brokenBetween(inner.span.Start.Offset, a.raw[i].span.Start.Offset) {
		a.s.fail(errUnclosedBracket(inner.span, inner.text, a.raw[i]))
	}
	a.open = a.open[:n]
}

// brokenBetween reports whether a closing bracket may have been lost to another error.
func (a *arrangement) brokenBetween(from, to int) bool {
	for _, offset := range a.s.broken {
		if from < offset && offset <= to {
			return true
		}
	}
	return false
}
