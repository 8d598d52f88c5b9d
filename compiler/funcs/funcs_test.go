package funcs

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler/types"
)

var update = flag.Bool("update", false, "write docs/functions.md")

func TestCatalogue(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range append(Catalogue(), hiddenFuncs()...) {
		if seen[f.Name] {
			t.Errorf("%s stands twice in the catalogue", f.Name)
		}
		seen[f.Name] = true
		if Lookup(f.Name) == nil {
			t.Errorf("Lookup does not find %s", f.Name)
		}
		checkEntry(t, f)
	}
	if Lookup("no.such") != nil {
		t.Error("Lookup finds a function that is not there")
	}
}

func checkEntry(t *testing.T, f *Func) {
	sig, err := types.ParseSignature(f.Sig)
	if err != nil {
		t.Errorf("%s: %v", f.Name, err)
		return
	}
	if sig.Name != f.short() {
		t.Errorf("%s: the signature is that of %s", f.Name, sig.Name)
	}
	if f.Doc == "" {
		t.Errorf("%s has no text", f.Name)
	}
	plain := !f.World && f.Later == ""
	if plain && f.Eval == nil {
		t.Errorf("%s has no Eval", f.Name)
	}
	if plain && f.Go == "" && !f.Loop {
		t.Errorf("%s has no Go form", f.Name)
	}
	if !plain && (f.Eval != nil || f.Example != "") {
		t.Errorf("%s cannot be evaluated, but has an Eval or Example", f.Name)
	}
}

// The receiver of the name and that of the signature agree, and int stands before float: the first form that fits is taken.
func TestReceivers(t *testing.T) {
	place := map[string]int{}
	for i, f := range Catalogue() {
		place[f.Name] = i
		kind, _, dotted := strings.Cut(f.Name, ".")
		recv, _, _ := strings.Cut(f.Sig, "."+f.short())
		want := map[string]string{"list": "[", "any": "T", "map": "map[", "set": "set[", "state": "state[", "broadcast": "broadcast[", "accumulator": "accumulator["}[kind]
		if want == "" {
			want = kind
		}
		if dotted && !strings.HasPrefix(recv, want) {
			t.Errorf("%s: the receiver is %s", f.Name, recv)
		}
	}
	for name := range place {
		if rest, ok := strings.CutPrefix(name, "float."); ok {
			if i, both := place["int."+rest]; both && i > place[name] {
				t.Errorf("int.%s stands behind %s, which ints would become", rest, name)
			}
		}
	}
}

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]int64{"250ms": 250e6, "1m30s": 90e9, "1d": 86400e9, "1h1m1s1ms1us1ns": 3661001001001, "1_000s": 1000e9, "0s": 0} {
		if d, ok := ParseDuration(text); !ok || int64(d) != want {
			t.Errorf("%s: got %d, %v", text, d, ok)
		}
	}
	for _, text := range []string{"5", "s", "5x", "1m30", "300000d", "99999999999999999999s", "1sm"} {
		if d, ok := ParseDuration(text); ok {
			t.Errorf("%s is no duration, got %d", text, d)
		}
	}
}

func TestConstantsAreChecked(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		i                int
	}{
		{"string.matches", "(", "missing closing )", 1},
		{"string.matches", "a+", "", 1},
		{"time.format", "yyyy-bb", "the letter b means nothing", 1},
		{"time.format", "yyyy-MM", "", 1},
		{"string.parseTime:format", "HH 'o", "not closed", 1},
		{"time.format:zone", "Europe/Brusels", "there is no time zone Europe/Brusels", 2},
		{"time.format:zone", "Europe/Brussels", "", 2},
		{"time", "yesterday", "no time in RFC 3339", 0},
		{"time", "2026-11-23T10:00:00Z", "", 0},
	} {
		got := Lookup(c.name).Check(c.i, c.text)
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s(%q): got %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestReferencePage(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "functions.md")
	if *update {
		if err := os.WriteFile(path, []byte(Markdown()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil || string(have) != Markdown() {
		t.Errorf("docs/functions.md is not what the catalogue says (%v); write it anew with go test ./compiler/funcs -update", err)
	}
}
