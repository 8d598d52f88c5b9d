package diag

import (
	"strings"
	"unicode"
)

// view is a source line as it is shown: tabs are spaces, what a terminal would obey is replaced, a long line is cut.
type view struct {
	text   string
	starts []int // the column of each character of the line, and one more for its end; of cut ones the nearest
}

// layOut shows a line; of a long one the part around a character (counted from 1).
func layOut(line string, around int) view {
	var shown []string
	starts := []int{0}
	column := 0
	first := true
	for _, r := range line {
		cell, width := cellOf(r, column)
		if first && r == '\ufeff' { // a byte order mark has no column
			first = false
			continue
		}
		first = false
		shown = append(shown, cell)
		column += width
		starts = append(starts, column)
	}
	if column <= maxColumns {
		return view{text: strings.Join(shown, ""), starts: starts}
	}
	return cut(shown, starts, min(max(around-1, 0), len(shown)))
}

// cut keeps the characters around one of them.
func cut(shown []string, starts []int, around int) view {
	from := 0
	for starts[around]-starts[from] > maxColumns/2 {
		from++
	}
	to := from
	for to < len(shown) && starts[to+1]-starts[from] <= maxColumns {
		to++
	}
	text := strings.Join(shown[from:to], "")
	shift := -starts[from]
	if from > 0 {
		text = "… " + text
		shift += 2
	}
	end := starts[to] + shift
	if to < len(shown) {
		text += " …"
	}
	moved := make([]int, len(starts))
	for i, s := range starts {
		moved[i] = min(max(s+shift, 0), end)
	}
	return view{text: text, starts: moved}
}

// columns is the range of columns under a span; a span of several lines goes to the end of its first one. It is never empty.
func (v view) columns(s Span) (from, to int) {
	last := len(v.starts) - 1
	start := min(max(s.Start.Column-1, 0), last)
	end := last
	if s.End.Line == s.Start.Line {
		end = min(max(s.End.Column-1, start), last)
	}
	from, to = v.starts[start], v.starts[end]
	return from, max(to, from+1)
}

const tabWidth = 4

// cellOf is what a terminal gets for a character, and how wide it is there.
func cellOf(r rune, column int) (string, int) {
	switch {
	case r == '\t':
		n := tabWidth - column%tabWidth
		return strings.Repeat(" ", n), n
	case unicode.In(r, unicode.Mn, unicode.Me):
		return string(r), 0
	case !unicode.IsPrint(r):
		return "\ufffd", 1
	case isWide(r):
		return string(r), 2
	}
	return string(r), 1
}

// isWide reports whether a terminal gives a character two columns (East Asian Width W and F, emoji).
func isWide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f300 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd)
}

// printable is a text without what a terminal would obey.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return '\ufffd'
		}
		return r
	}, text)
}
