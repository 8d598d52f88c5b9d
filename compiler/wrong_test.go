package compiler_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/streamc-dev/streamc/compiler/check"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// showWrong prints what is said about the wrong programs, to be read as prose.
var showWrong = flag.Bool("show-wrong", false, "print what is said about each wrong program")

// The archives of testdata/wrong hold programs with one wrong thing each. A file is named `CODE what is wrong`; the mark ▸ stands in it before the place that the
// error must have, and is taken out. The file `start` of an archive stands before each of its programs.
const placeMark = "▸"

// wrongProgram is one of them.
type wrongProgram struct {
	archive, name string
	code          string
	line, column  int
	source        []byte
}

// TestWrongPrograms demands of each wrong program that it is refused with its code at its place and with nothing else, in the words of the language.
func TestWrongPrograms(t *testing.T) {
	programs := wrongPrograms(t)
	if len(programs) < 300 {
		t.Errorf("only %d programs", len(programs))
	}
	for _, p := range programs {
		t.Run(p.archive+"/"+p.name, func(t *testing.T) {
			list := refusal(p.source)
			if *showWrong {
				show(t, p, list)
			}
			if len(list) != 1 || list[0].Code != p.code || list[0].Span.Start.Line != p.line || list[0].Span.Start.Column != p.column {
				t.Errorf("wanted only %s at %d:%d, got\n%s\n%s", p.code, p.line, p.column, places(list), p.source)
			}
			for _, d := range list {
				wellSaid(t, d)
			}
		})
	}
}

// refusal is what parser and checker say about a program.
func refusal(source []byte) diag.List {
	file, list := dsl.Parse("wrong.pipe", source)
	if !list.HasErrors() {
		_, more := check.Check(file, check.Options{})
		list = append(list, more...)
	}
	return list
}

// goWords are words of Go that no message has: types, nil, and what its compiler writes.
var goWords = regexp.MustCompile(`\b(u?int(8|16|32|64)|float(32|64)|interface|struct|nil|func\(|rune|chan|goroutine)\b|\[\](string|byte|int)|<nil>|%!|\bpanic\b`)

// quotedCode is what stands between back quotes: the user's own words may be anything.
var quotedCode = regexp.MustCompile("`[^`]*`")

// wellSaid holds what every message holds: words of the language, no empty parts, and a hint or a second place to look at.
func wellSaid(t *testing.T, d *diag.Diagnostic) {
	t.Helper()
	texts := []string{d.Message, d.Hint}
	for _, l := range d.Labels {
		texts = append(texts, l.Text)
	}
	for _, text := range texts {
		if m := goWords.FindString(quotedCode.ReplaceAllString(text, "")); m != "" {
			t.Errorf("%q is a word of Go: %s", m, text)
		}
		if strings.Contains(text, "``") || strings.HasSuffix(text, ".") || strings.Contains(text, "  ") {
			t.Errorf("badly set: %q", text)
		}
	}
	if d.Hint == "" && len(d.Labels) == 0 && !plainEnough[d.Code] {
		t.Errorf("%s has no hint: %s", d.Code, d.Message)
	}
}

// plainEnough are the codes whose sentence says all there is to do.
var plainEnough = map[string]bool{
	"E0201": true, "E0207": true, // what was found and wanted
	"E0401": true, "E0405": true, "E0406": true, "E0421": true, "E0424": true, // types that do not go together: no one fix is meant
	"E0415": true, "E0437": true, "E0446": true, "E0455": true, // the message lists what is possible, or the reason
	"E0901": true, "E0902": true, "E0903": true, "E0904": true, "E0905": true, "E0906": true, "E0908": true, // there is no way yet
}

func wrongPrograms(t *testing.T) []wrongProgram {
	files, err := filepath.Glob("testdata/wrong/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d archives: %v", len(files), err)
	}
	var out []wrongProgram
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var start []byte
		for _, f := range archive.Files {
			if f.Name == "start" {
				start = f.Data
				continue
			}
			out = append(out, readWrong(t, strings.TrimSuffix(filepath.Base(name), ".txtar"), f, start))
		}
	}
	return out
}

func readWrong(t *testing.T, archive string, f txtar.File, start []byte) wrongProgram {
	t.Helper()
	code, name, _ := strings.Cut(f.Name, " ")
	before, after, marked := bytes.Cut(f.Data, []byte(placeMark))
	if !regexp.MustCompile(`^E\d{4}$`).MatchString(code) || name == "" || !marked || bytes.Contains(after, []byte(placeMark)) {
		t.Fatalf("%s: `%s` is wanted as `CODE name` with one %s", archive, f.Name, placeMark)
	}
	before = append(bytes.Clone(start), before...)
	line := bytes.Count(before, []byte("\n")) + 1
	column := len([]rune(string(before[bytes.LastIndexByte(before, '\n')+1:]))) + 1
	return wrongProgram{archive: archive, name: name, code: code, line: line, column: column, source: append(before, after...)}
}

func places(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%d:%d %s %s [%s]\n", d.Span.Start.Line, d.Span.Start.Column, d.Code, d.Message, d.Hint)
	}
	return b.String()
}

func show(t *testing.T, p wrongProgram, list diag.List) {
	fmt.Printf("\n## %s/%s\n", p.archive, p.name)
	if err := diag.Render(os.Stdout, list, map[string][]byte{"wrong.pipe": p.source}, false); err != nil {
		t.Fatal(err)
	}
}
