package check

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/streamc-dev/streamc/dsl"
)

var tokens = regexp.MustCompile("\"[^\"\n]*\"|`[^`]*`|[A-Za-z_0-9.]+|\\s+|=>|->|\\?\\?|[=!<>]=|.")

// TestDamagedPrograms checks programs with words taken out, doubled and exchanged: Check never panics, and what it takes is a sound plan.
func TestDamagedPrograms(t *testing.T) {
	programs := corpus(t)
	random := rand.New(rand.NewPCG(1, 2))
	taken := 0
	for range 800 {
		text := damage(random, programs[random.IntN(len(programs))], programs)
		file, list := dsl.Parse("test.pipe", []byte(text))
		if list.HasErrors() {
			continue
		}
		survives(t, text, func() {
			program, list := Check(file, Options{})
			if !list.HasErrors() {
				taken++
				sound(t, program)
			}
		})
		if t.Failed() {
			t.Fatalf("the program was\n%s", text)
		}
	}
	if taken < 30 {
		t.Errorf("only %d programs were taken: the damage is too great to test much", taken)
	}
}

func survives(t *testing.T, text string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("panic: %v\n%s", r, text)
			panic(r)
		}
	}()
	f()
}

// damage changes one to three words of a program.
func damage(random *rand.Rand, text string, programs []string) string {
	words := tokens.FindAllString(text, -1)
	for range 1 + random.IntN(3) {
		i := random.IntN(len(words))
		switch random.IntN(4) {
		case 0:
			words[i] = ""
		case 1:
			words[i] += words[i]
		case 2:
			words[i] = words[random.IntN(len(words))]
		case 3:
			other := tokens.FindAllString(programs[random.IntN(len(programs))], -1)
			words[i] = other[random.IntN(len(other))]
		}
	}
	return strings.Join(words, "")
}

// corpus are the example programs and those of testdata.
func corpus(t *testing.T) []string {
	var out []string
	files, _ := filepath.Glob("../testdata/examples/seed/*.pipe")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(text))
	}
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if strings.HasSuffix(f.Name, ".pipe") {
				out = append(out, string(f.Data))
			}
		}
	}
	return out
}
