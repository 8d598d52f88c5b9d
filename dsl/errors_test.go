package dsl

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/streamc-dev/streamc/dsl/diag"
)

var update = flag.Bool("update", false, "write what the tests got as what they want")

// golden compares what a function makes of each NAME.pipe of an archive with the NAME.want behind it.
func golden(t *testing.T, path string, make func(name, source string) string) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wants := map[string]string{}
	for _, file := range archive.Files {
		wants[file.Name] = string(file.Data)
	}
	out := &txtar.Archive{Comment: archive.Comment}
	for _, file := range archive.Files {
		name, ok := strings.CutSuffix(file.Name, ".pipe")
		if !ok {
			continue
		}
		got := make(file.Name, string(file.Data))
		out.Files = append(out.Files, file, txtar.File{Name: name + ".want", Data: []byte(got)})
		if want := wants[name+".want"]; got != want && !*update {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestErrors(t *testing.T) {
	golden(t, filepath.Join("testdata", "errors.txtar"), func(name, source string) string {
		_, list := Parse(name, []byte(source))
		var b strings.Builder
		if err := diag.Render(&b, list, map[string][]byte{name: []byte(source)}, false); err != nil {
			t.Fatal(err)
		}
		return b.String()
	})
}
