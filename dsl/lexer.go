package dsl

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// scanner cuts a text into tokens without Terms; arrange puts those in. Comments go to a list of their own.
type scanner struct {
	file     string
	src      string
	pos      diag.Pos
	tokens   []token
	comments []Comment
	errs     diag.List
	broken   []int // offsets of errors after which the tokens around are a guess
	newLine  bool
	badUTF8  bool
	openText bool // an unclosed text may end at the next quote, on another line
	depth    int  // of interpolations
}

// scan reads all of src. The last token is EOF.
func scan(file, src string) *scanner {
	s := &scanner{file: file, src: src, pos: diag.Pos{Line: 1, Column: 1}, newLine: true}
	if strings.HasPrefix(src, "\ufeff") {
		s.pos.Offset = len("\ufeff")
	}
	for s.token() {
	}
	s.tokens = append(s.tokens, token{kind: kindEOF, span: s.endOfTokens(), newLine: true, partner: -1})
	return s
}

// endOfTokens is the place behind the last token: there something is missing, not behind the comments and empty lines below.
func (s *scanner) endOfTokens() diag.Span {
	if n := len(s.tokens); n > 0 {
		end := s.tokens[n-1].span
		end.Start = end.End
		return end
	}
	return s.from(s.pos)
}

// peek is the character at the place, 0 at the end.
func (s *scanner) peek() rune {
	r, _ := utf8.DecodeRuneInString(s.src[s.pos.Offset:])
	if s.pos.Offset >= len(s.src) {
		return 0
	}
	return r
}

func (s *scanner) atEnd() bool { return s.pos.Offset >= len(s.src) }

func (s *scanner) has(prefix string) bool { return strings.HasPrefix(s.src[s.pos.Offset:], prefix) }

// advance goes on by one character.
func (s *scanner) advance() {
	r, size := utf8.DecodeRuneInString(s.src[s.pos.Offset:])
	if r == utf8.RuneError && size == 1 && !s.badUTF8 {
		s.badUTF8 = true
		start := s.pos
		s.pos.Offset++
		s.pos.Column++
		s.errs.Add(errNotUTF8(s.from(start), s.src[start.Offset]))
		return
	}
	s.pos.Offset += size
	s.pos.Column++
	if r == '\n' {
		s.pos.Line++
		s.pos.Column = 1
	}
}

func (s *scanner) advanceBy(n int) {
	for end := s.pos.Offset + n; s.pos.Offset < end; {
		s.advance()
	}
}

func (s *scanner) from(start diag.Pos) diag.Span {
	return diag.Span{File: s.file, Start: start, End: s.pos}
}

// fail notes an error that makes the tokens around it a guess.
func (s *scanner) fail(d *diag.Diagnostic) {
	if len(s.broken) > 10*maxErrors {
		return // nobody reads that many, and looking through them takes time
	}
	s.errs.Add(d)
	s.broken = append(s.broken, d.Span.Start.Offset)
}

func (s *scanner) add(k kind, start diag.Pos) *token {
	s.tokens = append(s.tokens, token{kind: k, text: s.src[start.Offset:s.pos.Offset], span: s.from(start), newLine: s.newLine, partner: -1})
	s.newLine = false
	return &s.tokens[len(s.tokens)-1]
}

// token reads one token, or what stands between tokens; false at the end.
func (s *scanner) token() bool {
	start := s.pos
	switch r := s.peek(); {
	case s.atEnd():
		return false
	case r == '\n':
		s.advance()
		s.newLine = true
	case r == ' ' || r == '\t' || r == '\r':
		s.advance()
	case r == '#' || s.has("//"):
		s.comment()
	case s.has("/*"):
		s.blockComment()
	case r == '"':
		s.text()
	case r == '`':
		s.rawText()
	case r == '\'':
		s.quoted()
	case '0' <= r && r <= '9':
		s.number()
	case isWordStart(r):
		for isWordPart(s.peek()) {
			s.advance()
		}
		k := kindWord
		if isReservedWord(s.src[start.Offset:s.pos.Offset]) {
			k = kindReserved
		}
		s.add(k, start)
	default:
		s.operator()
	}
	return true
}

func isWordStart(r rune) bool { return r == '_' || unicode.IsLetter(r) }

func isWordPart(r rune) bool { return isWordStart(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// comment reads to the end of the line.
func (s *scanner) comment() {
	start := s.pos
	for !s.atEnd() && s.peek() != '\n' {
		s.advance()
	}
	text := strings.TrimRight(s.src[start.Offset:s.pos.Offset], " \t\r")
	s.comments = append(s.comments, Comment{Span: s.from(start), Text: text, OwnLine: s.newLine})
}

// blockComment skips a comment of another language.
func (s *scanner) blockComment() {
	start := s.pos
	s.advanceBy(2)
	span := s.from(start)
	for !s.atEnd() && !s.has("*/") {
		if s.peek() == '\n' {
			s.newLine = true
		}
		s.advance()
	}
	s.advanceBy(min(2, len(s.src)-s.pos.Offset))
	s.errs.Add(errBlockComment(span))
}

// operators are the operators and brackets, longer ones first. Some belong to other languages: they are tokens so that the parser can say what
// to write instead.
var operators = []string{
	"===", "!==", "==", "!=", "<=", ">=", "=>", "->", "??", "?.", "+=", "-=", "*=", "/=", "%=", "&&", "||", ":=", "**", "++", "<>", "|>",
	"(", ")", "[", "]", "{", "}", ".", ",", ":", "=", "<", ">", "+", "-", "*", "/", "%", "?", "!", ";",
}

func (s *scanner) operator() {
	start := s.pos
	for _, op := range operators {
		if s.has(op) {
			s.advanceBy(len(op))
			s.add(kindOp, start)
			return
		}
	}
	bad := s.peek()
	s.advance()
	if bad == utf8.RuneError && s.badUTF8 {
		return // told already
	}
	for !s.atEnd() && s.peek() == bad { // one error for a row of them
		s.advance()
	}
	s.skipQuoted(bad)
	s.fail(errUnknownCharacter(s.from(start), bad))
}

// skipQuoted skips what stands in the quotes of a text processor, so that the closing one is not told about too.
func (s *scanner) skipQuoted(open rune) {
	closers := map[rune]string{'“': "”“\"", '”': "”\"", '„': "“”\"", '‘': "’", '«': "»"}[open]
	line, _, _ := strings.Cut(s.src[s.pos.Offset:], "\n")
	if i := strings.IndexAny(line, closers); i >= 0 {
		s.advanceBy(i)
		s.advance()
	}
}
