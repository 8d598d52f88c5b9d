package dsl

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// The shapes of numbers.
var (
	intShape      = regexp.MustCompile(`^([0-9](_?[0-9])*|0[xX][0-9a-fA-F](_?[0-9a-fA-F])*)$`)
	floatShape    = regexp.MustCompile(`^[0-9](_?[0-9])*(\.[0-9](_?[0-9])*)?([eE][+-]?[0-9]+)?$`)
	durationShape = regexp.MustCompile(`^([0-9](_?[0-9])*(ns|us|ms|s|m|h|d))+$`)
)

// number reads everything that hangs together with a digit, then looks at its shape.
func (s *scanner) number() {
	start := s.pos
	s.digits()
	if s.peek() == '.' && s.pos.Offset+1 < len(s.src) && isDigit(s.src[s.pos.Offset+1]) {
		s.advance()
		s.digits()
	}
	text := s.src[start.Offset:s.pos.Offset]
	switch {
	case intShape.MatchString(text):
		s.add(kindInt, start)
	case durationShape.MatchString(text):
		s.add(kindDuration, start)
	case floatShape.MatchString(text):
		s.add(kindFloat, start)
	default:
		s.errs.Add(errNumberShape(s.from(start), text))
		if s.isBound() {
			s.add(kindWord, start)
			return
		}
		s.add(kindInt, start).text = "0"
	}
}

// isBound reports whether an equals sign is next: then what stands before it is meant as a name.
func (s *scanner) isBound() bool {
	rest := strings.TrimLeft(s.src[s.pos.Offset:], " \t")
	return strings.HasPrefix(rest, "=") && !strings.HasPrefix(rest, "==")
}

// digits reads letters and digits, and the sign of an exponent.
func (s *scanner) digits() {
	start := s.pos.Offset
	for isWordPart(s.peek()) {
		exponent := s.peek() == 'e' || s.peek() == 'E'
		s.advance()
		hex := strings.HasPrefix(s.src[start:], "0x") || strings.HasPrefix(s.src[start:], "0X")
		rest := s.src[s.pos.Offset:]
		if exponent && !hex && len(rest) > 1 && (rest[0] == '+' || rest[0] == '-') && isDigit(rest[1]) {
			s.advance()
		}
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// rawText reads `…`, which may span lines.
func (s *scanner) rawText() {
	start := s.pos
	s.advance()
	inner := s.pos
	for !s.atEnd() && s.peek() != '`' {
		s.advance()
	}
	if s.atEnd() {
		first, _, _ := strings.Cut(s.src[start.Offset:], "\n")
		s.fail(errUnclosedText(lineSpan(s.file, start, first), "`"))
	}
	text := s.src[inner.Offset:s.pos.Offset]
	body := piece{span: s.from(inner), text: strings.ReplaceAll(text, "\r\n", "\n"), source: text}
	if !s.atEnd() {
		s.advance()
	}
	s.add(kindString, start).pieces = []piece{body}
}

// lineSpan is the span of text, which holds no line end, from start.
func lineSpan(file string, start diag.Pos, text string) diag.Span {
	end := start
	end.Offset += len(text)
	end.Column += utf8.RuneCountInString(text)
	return diag.Span{File: file, Start: start, End: end}
}

// quoted reads a text in single quotes, as if they were double ones, and says so.
func (s *scanner) quoted() {
	start := s.pos
	line, _, _ := strings.Cut(s.src[s.pos.Offset+1:], "\n")
	text, _, closed := strings.Cut(line, "'")
	if !closed {
		s.advance()
		s.fail(errUnknownCharacter(s.from(start), '\''))
		return
	}
	s.advance()
	inner := s.pos
	s.advanceBy(len(text))
	body := piece{span: s.from(inner), text: text, source: strings.ReplaceAll(text, `"`, `\"`)}
	s.advance()
	t := s.add(kindString, start)
	t.pieces = []piece{body}
	s.errs.Add(errQuotes(t.span, text))
}

// text reads "…" with its escapes and interpolations.
func (s *scanner) text() {
	if s.has(`"""`) {
		s.tripleQuoted()
		return
	}
	start := s.pos
	newLine := s.newLine
	raw := s.isPrefixed()
	s.advance()
	var pieces []piece
	current := textPiece{start: s.pos}
	for {
		switch {
		case s.atEnd() || s.peek() == '\n':
			if n := len(pieces); n == 0 || !pieces[n-1].unclosed {
				s.unclosedText(start)
			}
			pieces = current.flush(s, pieces)
			s.newLine = newLine
			s.add(kindString, start).pieces = pieces
			return
		case s.peek() == '"':
			pieces = current.flush(s, pieces)
			s.advance()
			s.newLine = newLine
			s.add(kindString, start).pieces = pieces
			return
		case s.has("${"):
			pieces = append(current.flush(s, pieces), s.interpolation())
			current = textPiece{start: s.pos}
		case s.peek() == '\\':
			errs := len(s.errs)
			escaped := s.escape()
			if raw && len(s.errs) > errs {
				s.errs = s.errs[:errs]
			}
			current.text.WriteString(escaped)
		default:
			at := s.pos.Offset
			s.advance()
			current.text.WriteString(s.src[at:s.pos.Offset])
		}
	}
}

// isPrefixed reports whether the text that is next has a prefix of Python that switches escapes off; the parser tells about it.
func (s *scanner) isPrefixed() bool {
	n := len(s.tokens)
	if n == 0 || s.tokens[n-1].span.End.Offset != s.pos.Offset {
		return false
	}
	switch strings.ToLower(s.tokens[n-1].text) {
	case "r", "raw", "rb", "br", "rf", "fr":
		return s.tokens[n-1].kind == kindWord
	}
	return false
}

// unclosedText tells about a text that its line does not close. A text over several lines is told about once: its last quote looks like one that opens another.
func (s *scanner) unclosedText(start diag.Pos) {
	rest := s.src[start.Offset+1:]
	if s.openText && (rest == "" || strings.ContainsRune(").,]}+ \r\n", rune(rest[0]))) {
		s.openText = false
		s.broken = append(s.broken, start.Offset)
		return
	}
	s.openText = true
	s.fail(errUnclosedText(s.from(start), `"`))
}

// textPiece collects the text between two interpolations.
type textPiece struct {
	start diag.Pos
	text  strings.Builder
}

func (t *textPiece) flush(s *scanner, pieces []piece) []piece {
	source := s.src[t.start.Offset:s.pos.Offset]
	if source == "" {
		return pieces
	}
	return append(pieces, piece{span: s.from(t.start), text: t.text.String(), source: source})
}

// tripleQuoted skips a text of Python or Scala and takes it as a raw text.
func (s *scanner) tripleQuoted() {
	start := s.pos
	s.advanceBy(3)
	inner := s.pos
	for !s.atEnd() && !s.has(`"""`) {
		s.advance()
	}
	body := piece{span: s.from(inner), text: s.src[inner.Offset:s.pos.Offset]}
	body.source = body.text
	s.advanceBy(min(3, len(s.src)-s.pos.Offset))
	s.add(kindString, start).pieces = []piece{body}
	end := start
	end.Offset, end.Column = end.Offset+3, end.Column+3
	s.errs.Add(errTripleQuotes(diag.Span{File: s.file, Start: start, End: end}))
}

// escape reads a backslash and what it escapes.
func (s *scanner) escape() string {
	start := s.pos
	s.advance()
	r := s.peek()
	if s.atEnd() || r == '\n' {
		return ""
	}
	s.advance()
	switch r {
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case 'r':
		return "\r"
	case '\\', '"', '$':
		return string(r)
	case 'u':
		if text, ok := s.codePoint(); ok {
			return text
		}
	}
	s.errs.Add(errEscape(s.from(start), s.src[start.Offset:s.pos.Offset]))
	return string(r)
}

// codePoint reads the braces of \u{1F600}.
func (s *scanner) codePoint() (string, bool) {
	rest := s.src[s.pos.Offset:]
	end := strings.IndexAny(rest, "}\"\n")
	if !strings.HasPrefix(rest, "{") || end < 0 || rest[end] != '}' {
		return "", false
	}
	s.advanceBy(end + 1)
	n, err := strconv.ParseUint(rest[1:end], 16, 32)
	if err != nil || !utf8.ValidRune(rune(n)) || n > utf8.MaxRune {
		return "", false
	}
	return string(rune(n)), true
}

// interpolation reads ${…}. The tokens inside have brackets and texts of their own; a line end closes nothing.
func (s *scanner) interpolation() piece {
	start := s.pos
	s.advanceBy(2)
	open := s.from(start)
	outer := s.tokens
	s.tokens, s.newLine = nil, false
	s.depth++
	errs, broken := len(s.errs), len(s.broken)
	closed := s.depth <= maxDepth && s.insideBraces()
	s.depth--
	inner := s.tokens
	s.tokens = outer
	if !closed {
		s.errs, s.broken = s.errs[:errs], s.broken[:broken] // what is inside is a guess
		s.fail(errUnclosedInterpolation(open))
	}
	end := s.pos
	inner = append(inner, token{kind: kindEOF, span: diag.Span{File: s.file, Start: end, End: end}, partner: -1})
	if closed {
		s.advance()
	}
	made := piece{span: s.from(start), source: s.src[start.Offset:s.pos.Offset], unclosed: !closed, tokens: inner[len(inner)-1:]}
	if closed {
		made.tokens = arrange(inner, s)
	}
	return made
}

// insideBraces reads tokens up to the brace that closes an interpolation; false when the line ends before.
func (s *scanner) insideBraces() bool {
	for depth := 0; !s.atEnd() && s.peek() != '\n'; {
		switch s.peek() {
		case '{':
			depth++
		case '}':
			if depth == 0 {
				return true
			}
			depth--
		}
		s.token()
		if s.newLine { // a raw text or a comment took the line end with it
			return false
		}
	}
	return false
}
