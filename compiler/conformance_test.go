package compiler_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// notYet are the conformance cases whose programs need what is not compiled yet: they are refused with codes E09 and nothing else. A case that begins to compile must
// leave the list.
var notYet = []string{
	"structured/*",
}

func isNotYet(name string) bool {
	return slices.ContainsFunc(notYet, func(pattern string) bool {
		ok, err := filepath.Match(pattern, name)
		return ok && err == nil
	})
}

// refusedAsLater reports whether a program is refused only because of what comes later.
func refusedAsLater(list diag.List) bool {
	return list.HasErrors() && !slices.ContainsFunc(list, func(d *diag.Diagnostic) bool {
		return d.Severity == diag.Error && !strings.HasPrefix(d.Code, "E09")
	})
}

// TestConformance runs every case as a program and compares what comes out with what Spark gives.
func TestConformance(t *testing.T) {
	lib := built(t)
	passed, later := 0, 0
	for _, c := range append(loadCases(t, "dstream"), loadCases(t, "structured")...) {
		u := lib.byName[c.name]
		t.Run(c.name, func(t *testing.T) {
			switch {
			case isNotYet(c.name):
				if !refusedAsLater(u.list) && !(c.ExpectError != nil && u.list.HasErrors()) {
					t.Errorf("the case is in notYet, but its program is not refused with E09 alone: %v", u.list)
				}
				later++
			case c.ExpectError != nil:
				expectRefused(t, c, u.list)
				passed++
			case u.list.HasErrors():
				t.Error(u.list[0])
			default:
				c.run(t, lib.bundle, u)
				passed++
			}
		})
	}
	t.Logf("%d cases run, %d need what is not compiled yet", passed, later)
}

// run replays the case and compares.
func (c *conformanceCase) run(t *testing.T, b *bundle, u *unit) {
	dir := t.TempDir()
	flags, text := slices.Clone(c.Flags), filepath.Join(dir, "text")
	if slices.ContainsFunc(c.Expect, func(e entry) bool { return e.Text != nil }) {
		flags = append(flags, "--text", text)
	}
	got := b.replay(t, u, c.script(), dir, flags...)
	if got.status != c.Status {
		t.Fatalf("status %d wanted, got %d: %s\n%s", c.Status, got.status, strings.Join(got.lines, ""), got.said)
	}
	if err := c.check(got.lines); err != nil {
		t.Error(err)
	}
	for _, e := range c.Expect {
		if e.Text != nil {
			expectText(t, text, strings.Join(e.Text, "\n")+"\n")
		}
		for _, f := range e.Files {
			if _, err := os.Stat(filepath.Join(dir, "work", f)); err != nil {
				t.Error(err)
			}
		}
	}
}

func expectText(t *testing.T, file, want string) {
	t.Helper()
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("text wanted:\n%s\ngot:\n%s", want, got)
	}
}
