package diag

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Render writes l for a terminal, sorted, each diagnostic with the lines it speaks about and carets under the places. Sources gives the text of
// each file by the name in the spans; a file that is not there is shown by its place alone. Color switches the escape codes of a terminal on.
func Render(w io.Writer, l List, sources map[string][]byte, color bool) error {
	r := renderer{sources: sources, color: color}
	for i, d := range l.Sorted() {
		if i > 0 {
			r.out.WriteByte('\n')
		}
		r.diagnostic(d)
	}
	_, err := io.WriteString(w, r.out.String())
	return err
}

// The colours of a terminal.
const (
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	blue   = "\x1b[1;34m"
	cyan   = "\x1b[1;36m"
	bold   = "\x1b[1m"
	reset  = "\x1b[0m"
)

// maxColumns is how much of a long line is shown, in columns of a terminal.
const maxColumns = 140

type renderer struct {
	sources map[string][]byte
	color   bool
	out     strings.Builder
	margin  int // width of the line numbers of this diagnostic
}

func (r *renderer) paint(color, text string) string {
	if !r.color || text == "" {
		return text
	}
	return color + text + reset
}

func (r *renderer) diagnostic(d *Diagnostic) {
	tone := red
	if d.Severity == Warning {
		tone = yellow
	}
	r.out.WriteString(r.paint(tone, string(d.Severity)+"["+d.Code+"]") + r.paint(bold, ": "+printable(d.Message)) + "\n")
	places := placesOf(d)
	r.margin = 1
	for _, p := range places {
		r.margin = max(r.margin, len(strconv.Itoa(p.span.Start.Line)))
	}
	file := ""
	for i, group := range byLine(places) {
		first := group[0].span
		switch {
		case i == 0:
			r.place("-->", first)
		case first.File != file:
			r.place(":::", first)
		default:
			r.bar("...")
		}
		file = first.File
		r.lines(group, tone)
	}
	r.help(d.Hint)
}

// place writes the line that names a file.
func (r *renderer) place(arrow string, s Span) {
	if s.IsZero() {
		return
	}
	fmt.Fprintf(&r.out, "%s%s %s:%d:%d\n", strings.Repeat(" ", r.margin), r.paint(blue, arrow), s.File, s.Start.Line, s.Start.Column)
}

// bar writes a line of the margin without a number.
func (r *renderer) bar(text string) {
	if text == "..." {
		r.out.WriteString(r.paint(blue, text) + "\n")
		return
	}
	r.out.WriteString(strings.Repeat(" ", r.margin+1) + r.paint(blue, "|"))
	if text != "" {
		r.out.WriteString(" " + text)
	}
	r.out.WriteByte('\n')
}

func (r *renderer) help(hint string) {
	for i, line := range strings.Split(hint, "\n") {
		switch {
		case hint == "":
		case i == 0:
			r.out.WriteString(strings.Repeat(" ", r.margin+1) + r.paint(blue, "=") + " " + r.paint(cyan, "help:") + " " + printable(line) + "\n")
		default:
			r.out.WriteString(strings.Repeat(" ", r.margin+9) + printable(line) + "\n")
		}
	}
}

// place is a span with what is said about it.
type place struct {
	span    Span
	text    string
	primary bool
}

func placesOf(d *Diagnostic) []place {
	places := []place{{span: d.Span, primary: true}}
	for _, label := range d.Labels {
		if label.Span.IsZero() {
			continue
		}
		places = append(places, place{span: label.Span, text: label.Text})
	}
	return places
}

// byLine puts places of the same line together, in order of the first of them.
func byLine(places []place) [][]place {
	var groups [][]place
next:
	for _, p := range places {
		for i, g := range groups {
			if g[0].span.File == p.span.File && g[0].span.Start.Line == p.span.Start.Line {
				groups[i] = append(g, p)
				continue next
			}
		}
		groups = append(groups, []place{p})
	}
	return groups
}

// lines writes a source line and under it one line of carets for each place.
func (r *renderer) lines(group []place, tone string) {
	first := group[0].span
	text, ok := lineOf(r.sources[first.File], first.Start.Line)
	if first.IsZero() || !ok {
		return
	}
	view := layOut(text, first.Start.Column)
	r.bar("")
	number := strconv.Itoa(first.Start.Line)
	r.out.WriteString(strings.Repeat(" ", r.margin-len(number)) + r.paint(blue, number+" |") + strings.TrimRight(" "+view.text, " ") + "\n")
	for _, p := range group {
		from, to := view.columns(p.span)
		mark, color := "^", tone
		if !p.primary {
			mark, color = "-", blue
		}
		line := strings.Repeat(mark, to-from)
		if p.text != "" {
			line += " " + printable(p.text)
		}
		r.bar(strings.Repeat(" ", from) + r.paint(color, line))
	}
}

// lineOf is a line of a text, counted from 1, without its end.
func lineOf(text []byte, n int) (string, bool) {
	found := text != nil
	for ; n > 1 && found; n-- {
		_, text, found = bytes.Cut(text, []byte("\n"))
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return string(bytes.TrimSuffix(line, []byte("\r"))), found && n == 1
}
