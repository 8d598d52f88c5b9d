package dsl

import (
	"errors"
	"io"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/streamc-dev/streamc/dsl/diag"
)

type kind = lexer.TokenType

// The kinds of tokens. A Keyword is a word that begins a declaration: the first word of an item, with a word or literal behind it.
const (
	kindEOF  = lexer.EOF
	kindTerm = kind(iota)
	kindWord
	kindKeyword
	kindReserved
	kindInt
	kindFloat
	kindDuration
	kindString
	kindOp
)

// token is a piece of the text. Partner is the index of the other bracket for a bracket that has one, else -1.
type token struct {
	kind    kind
	text    string // as written; "\n" or ";" for a Term
	span    diag.Span
	newLine bool // the first of its line
	partner int
	pieces  []piece // of a String
}

// piece is a part of a String: text, or the tokens of an interpolation, with an EOF behind them.
type piece struct {
	span   diag.Span
	text   string // escapes resolved
	source string // as written
	tokens []token

	unclosed bool // an interpolation without its brace
}

func (t *token) is(op string) bool { return t.kind == kindOp && t.text == op }

func (t *token) isReserved(word string) bool { return t.kind == kindReserved && t.text == word }

// beginsItem reports whether t is a word in column 1 of its line.
func (t *token) beginsItem() bool {
	return t.newLine && t.span.Start.Column == 1 && (t.kind == kindWord || t.kind == kindKeyword)
}

// isLiteral reports whether t is a literal of one token.
func (t *token) isLiteral() bool {
	switch t.kind {
	case kindInt, kindFloat, kindDuration, kindString:
		return true
	case kindReserved:
		return t.text == "true" || t.text == "false" || t.text == "none"
	}
	return false
}

// isReservedWord reports whether a word cannot be a name (except after a dot and before a colon).
func isReservedWord(word string) bool {
	switch word {
	case "true", "false", "none", "if", "else", "for", "in", "return", "break", "continue", "and", "or", "not", "as":
		return true
	}
	return false
}

// tokenDefinition tells participle the names of the kinds; the tokens themselves come from a tokenReader.
type tokenDefinition struct{}

// Lex is never called: the parser gets arranged tokens.
func (tokenDefinition) Lex(string, io.Reader) (lexer.Lexer, error) {
	return nil, errors.New("dsl: tokens come from scan and arrange")
}

// Symbols names the kinds as the grammar writes them.
func (tokenDefinition) Symbols() map[string]lexer.TokenType {
	return map[string]lexer.TokenType{
		"EOF": kindEOF, "Term": kindTerm, "Word": kindWord, "Keyword": kindKeyword, "Reserved": kindReserved,
		"Int": kindInt, "Float": kindFloat, "Duration": kindDuration, "String": kindString, "Op": kindOp,
	}
}

// tokenReader hands tokens to participle.
type tokenReader struct {
	tokens []token
	next   int
}

// Next is the next token; the last one is EOF.
func (r *tokenReader) Next() (lexer.Token, error) {
	t := &r.tokens[r.next]
	if t.kind != kindEOF {
		r.next++
	}
	start := t.span.Start
	return lexer.Token{Type: t.kind, Value: t.text, Pos: lexer.Position{Filename: t.span.File, Offset: start.Offset, Line: start.Line, Column: start.Column}}, nil
}
