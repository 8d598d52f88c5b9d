// Package diag holds what the compiler has to say about a program.
//
// A Diagnostic is a value: a code, a place, a sentence, further labelled places and a hint with the text to type. Stages build them with named
// constructors in their errors.go and collect them in a List; nothing is printed before a List reaches one of the renderers of this package
// (Render for a terminal, JSON for a program).
//
// Invariants: a message uses the user's names and the language's types, never Go's; a List renders sorted by file and place, each
// diagnostic once.
package diag

import (
	"cmp"
	"slices"
)

// Pos is a place in a file. Offset counts bytes from 0; Line and Column count from 1, Column in characters (code points).
type Pos struct {
	Offset, Line, Column int
}

// Span is a piece of a file: from Start up to, not including, End. File is the name as the user gave it, relative to the main file's folder.
// The zero Span means "no place".
type Span struct {
	File       string
	Start, End Pos
}

// IsZero reports whether s names no place.
func (s Span) IsZero() bool { return s.File == "" && s.Start.Line == 0 }

// To is the span from the start of s to the end of o.
func (s Span) To(o Span) Span {
	if s.IsZero() {
		return o
	}
	if o.IsZero() {
		return s
	}
	return Span{File: s.File, Start: s.Start, End: o.End}
}

// Severity says whether a program is refused.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Label is a further place that a diagnostic speaks about, with what stands there.
type Label struct {
	Span Span
	Text string
}

// Diagnostic is one thing to say. Code is a letter (E error, W warning, X a defect of ours) and four digits (language.md, section 10).
// Message is one line, without a full stop at its end. Hint says what to do, as the text to type where there is one.
type Diagnostic struct {
	Code     string
	Severity Severity
	Span     Span
	Message  string
	Labels   []Label
	Hint     string
}

// New is an error or, for a code that begins with W, a warning.
func New(code string, span Span, message string) *Diagnostic {
	severity := Error
	if code[0] == 'W' {
		severity = Warning
	}
	return &Diagnostic{Code: code, Severity: severity, Span: span, Message: message}
}

// WithHint adds the hint and returns d.
func (d *Diagnostic) WithHint(hint string) *Diagnostic {
	d.Hint = hint
	return d
}

// WithLabel adds a labelled place and returns d.
func (d *Diagnostic) WithLabel(span Span, text string) *Diagnostic {
	d.Labels = append(d.Labels, Label{Span: span, Text: text})
	return d
}

// Error makes a Diagnostic an error, so that parsers can return it through code that knows only errors.
func (d *Diagnostic) Error() string { return d.Code + ": " + d.Message }

// List collects diagnostics.
type List []*Diagnostic

// Add appends diagnostics; nil ones are left out.
func (l *List) Add(ds ...*Diagnostic) {
	for _, d := range ds {
		if d != nil {
			*l = append(*l, d)
		}
	}
}

// HasErrors reports whether l refuses the program.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d *Diagnostic) bool { return d.Severity == Error })
}

// Sorted is l by file, place and code, without those that repeat another's code and place.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b *Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.File, b.Span.File), cmp.Compare(a.Span.Start.Offset, b.Span.Start.Offset),
			cmp.Compare(a.Span.End.Offset, b.Span.End.Offset), cmp.Compare(a.Code, b.Code))
	})
	return slices.CompactFunc(out, func(a, b *Diagnostic) bool { return a.Code == b.Code && a.Span == b.Span && a.Message == b.Message })
}
