package diag

import (
	"strings"
	"testing"
)

// find is the span of the n-th occurrence (from 0) of a piece of a one-file source.
func find(t *testing.T, file, source, piece string, n int) Span {
	t.Helper()
	offset := 0
	for range n + 1 {
		i := strings.Index(source[offset:], piece)
		if i < 0 {
			t.Fatalf("no %q in %q", piece, source)
		}
		offset += i + 1
	}
	return Span{File: file, Start: posOf(source, offset-1), End: posOf(source, offset-1+len(piece))}
}

func posOf(source string, offset int) Pos {
	before := source[:offset]
	line := strings.Count(before, "\n") + 1
	last := before[strings.LastIndex(before, "\n")+1:]
	return Pos{Offset: offset, Line: line, Column: len([]rune(last)) + 1}
}

func render(t *testing.T, l List, sources map[string][]byte, color bool) string {
	t.Helper()
	var b strings.Builder
	if err := Render(&b, l, sources, color); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRender(t *testing.T) {
	a := "x = 1\ny = fold(x,\n    z)\n"
	other := "type T = int\n"
	tests := []struct {
		name string
		d    *Diagnostic
		want string
	}{
		{"a caret under the place, and the hint",
			New("E0301", find(t, "a.pipe", a, "z", 0), "no name `z`").WithHint("is it `x`?"),
			"error[E0301]: no name `z`\n --> a.pipe:3:5\n  |\n3 |     z)\n  |     ^\n  = help: is it `x`?\n"},
		{"labels: on the same line, on another, in another file",
			New("W0521", find(t, "a.pipe", a, "fold", 0), "odd").WithLabel(find(t, "a.pipe", a, "x", 1), "this one").
				WithLabel(find(t, "a.pipe", a, "x", 0), "bound here").WithLabel(find(t, "b.pipe", other, "int", 0), "its type"),
			"warning[W0521]: odd\n --> a.pipe:2:5\n  |\n2 | y = fold(x,\n  |     ^^^^\n  |          - this one\n...\n  |\n1 | x = 1\n  | - bound here\n" +
				" ::: b.pipe:1:10\n  |\n1 | type T = int\n  |          --- its type\n"},
		{"several lines are marked to the end of the first",
			New("E0301", find(t, "a.pipe", a, "fold(x,\n    z)", 0), "long"),
			"error[E0301]: long\n --> a.pipe:2:5\n  |\n2 | y = fold(x,\n  |     ^^^^^^^\n"},
		{"no place", New("X0001", Span{}, "defect"), "error[X0001]: defect\n"},
		{"a file that is not there", New("E0107", Span{File: "c.pipe", Start: Pos{Line: 1, Column: 1}, End: Pos{Line: 1, Column: 1}}, "large"),
			"error[E0107]: large\n --> c.pipe:1:1\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := render(t, List{tt.d}, map[string][]byte{"a.pipe": []byte(a), "b.pipe": []byte(other)}, false)
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestRenderAlignment(t *testing.T) {
	tests := []struct{ name, source, piece, line, carets string }{
		{"tabs", "\tx\ty", "y", "    x   y", "        ^"},
		{"wide characters", `"世界" + q`, "q", `"世界" + q`, "         ^"},
		{"combining marks", "e\u0301 = q", "q", "e\u0301 = q", "    ^"},
		{"what a terminal would obey", "a\x1b[2J q", "q", "a\ufffd[2J q", "      ^"},
		{"a line end of DOS", "a = q\r\n", "q", "a = q", "    ^"},
		{"a byte order mark", "\ufeffq", "q", "q", "^"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			span := find(t, "a", tt.source, tt.piece, 0)
			if strings.HasPrefix(tt.source, "\ufeff") {
				span.Start.Column--
				span.End.Column--
			}
			got := render(t, List{New("E0101", span, "m")}, map[string][]byte{"a": []byte(tt.source)}, false)
			if want := "1 | " + tt.line + "\n  | " + tt.carets + "\n"; !strings.HasSuffix(got, want) {
				t.Errorf("got\n%s\nwant the end\n%s", got, want)
			}
		})
	}
}

func TestRenderLongLine(t *testing.T) {
	source := strings.Repeat("a", 5000) + "Q" + strings.Repeat("b", 5000)
	got := render(t, List{New("E0101", find(t, "f", source, "Q", 0), "m")}, map[string][]byte{"f": []byte(source)}, false)
	lines := strings.Split(got, "\n")
	text, carets := []rune(lines[3]), []rune(lines[4])
	if len(text) > maxColumns+10 {
		t.Errorf("%d columns are shown", len(text))
	}
	if i := strings.IndexRune(string(carets), '^'); string(text[i:i+1]) != "Q" {
		t.Errorf("the caret does not stand under Q:\n%s", got)
	}
}

func TestRenderSortsAndColors(t *testing.T) {
	source := "x\ny\n"
	x, y := find(t, "a", source, "x", 0), find(t, "a", source, "y", 0)
	l := List{New("E0302", y, "second"), New("W0501", x, "first"), New("E0302", y, "second")}
	plain := render(t, l, nil, false)
	if want := "warning[W0501]: first\n --> a:1:1\n\nerror[E0302]: second\n --> a:2:1\n"; plain != want {
		t.Errorf("got\n%s\nwant\n%s", plain, want)
	}
	colored := render(t, l, nil, true)
	for _, want := range []string{yellow + "warning[W0501]" + reset, red + "error[E0302]" + reset} {
		if !strings.Contains(colored, want) {
			t.Errorf("no %q in %q", want, colored)
		}
	}
}

func TestJSON(t *testing.T) {
	source := "x = <a>\n"
	d := New("E0301", find(t, "a", source, "<a>", 0), "no `<a>`").WithHint("h").WithLabel(find(t, "a", source, "x", 0), "here")
	var b strings.Builder
	if err := JSON(&b, List{d, New("W0001", Span{}, "n")}); err != nil {
		t.Fatal(err)
	}
	want := `{"code":"W0001","severity":"warning","file":"","line":0,"column":0,"endLine":0,"endColumn":0,"message":"n","labels":[],"hint":""}
{"code":"E0301","severity":"error","file":"a","line":1,"column":5,"endLine":1,"endColumn":8,"message":"no ` + "`<a>`" + `","labels":[{"file":"a","line":1,"column":1,"endLine":1,"endColumn":2,"text":"here"}],"hint":"h"}
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
