package build

import (
	"context"
	"os"
	"testing"
)

// TestStandardPackages loads packages of the standard library from a folder that no module holds, with the Go tool and then without.
func TestStandardPackages(t *testing.T) {
	cache, dir := t.TempDir(), t.TempDir()
	for _, fresh := range []bool{true, false} {
		b, err := Open(cache, os.Environ())
		if err != nil {
			t.Fatal(err)
		}
		if !fresh {
			b.env = nil // the Go tool would not even find its cache
		}
		code := b.GoPackages(context.Background(), dir, []string{"example.com/app/feed", "nowhere/at/all", "strings"})
		if p := code.Packages["strings"]; p == nil || p.Scope().Lookup("ToUpper") == nil {
			t.Errorf("strings: %v", code.Problems["strings"])
		}
		if d := code.Problems["example.com/app/feed"]; d == nil || d.Code != "E0780" {
			t.Errorf("a package without module: %v", d)
		}
		if d := code.Problems["nowhere/at/all"]; d == nil {
			t.Error("a package that is not there has no problem")
		}
		if code.Module != nil {
			t.Error("a module is wanted where none is")
		}
	}
}

func TestHidden(t *testing.T) {
	m := &GoModule{Path: "example.com/app"}
	for path, want := range map[string]bool{
		"example.com/app/feed": false, "example.com/app/internal/feed": false, "example.com/app/a/internal": true, "example.com/other/internal/x": true,
	} {
		if hidden(path, m) != want {
			t.Errorf("%s: hidden is not %v", path, want)
		}
	}
}
