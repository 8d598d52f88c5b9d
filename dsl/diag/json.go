package diag

import (
	"encoding/json"
	"io"
)

// jsonPlace is a span, flat: lines and columns count from 1, the end is behind the last character.
type jsonPlace struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

type jsonLabel struct {
	jsonPlace
	Text string `json:"text"`
}

type jsonDiagnostic struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	jsonPlace
	Message string      `json:"message"`
	Labels  []jsonLabel `json:"labels"`
	Hint    string      `json:"hint"`
}

// JSON writes l for a program, sorted: one object on each line with code, severity, file, line, column, endLine, endColumn, message, labels
// (places with text) and hint. Fields are always there.
func JSON(w io.Writer, l List) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, d := range l.Sorted() {
		out := jsonDiagnostic{Code: d.Code, Severity: d.Severity, jsonPlace: flat(d.Span), Message: d.Message, Labels: []jsonLabel{}, Hint: d.Hint}
		for _, label := range d.Labels {
			out.Labels = append(out.Labels, jsonLabel{jsonPlace: flat(label.Span), Text: label.Text})
		}
		if err := enc.Encode(out); err != nil {
			return err
		}
	}
	return nil
}

func flat(s Span) jsonPlace {
	return jsonPlace{File: s.File, Line: s.Start.Line, Column: s.Start.Column, EndLine: s.End.Line, EndColumn: s.End.Column}
}
