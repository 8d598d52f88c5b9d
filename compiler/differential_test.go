package compiler_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler/interp"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// To try one program again: go test ./compiler -run Differential -seed N -programs 1 -v
var (
	randomSeed  = flag.Uint64("seed", 1, "the first seed of the random programs")
	randomCount = flag.Int("programs", 30, "how many random programs are tried")
)

// TestDifferential holds emitted programs against the interpreter: the conformance cases and random programs, on one worker and on three.
func TestDifferential(t *testing.T) {
	lib := built(t)
	for _, c := range loadCases(t, "dstream") {
		if c.ExpectError == nil && len(c.Flags) == 0 {
			compareWithInterpreter(t, lib, lib.byName[c.name], c.script())
		}
	}
	refused := 0
	for i := range *randomCount {
		seed := *randomSeed + uint64(i)
		u := lib.byName[fmt.Sprintf("random/%d", seed)]
		_, script := randomProgram(seed)
		if u.list.HasErrors() {
			if !alwaysFails(u.list) {
				source, _ := randomProgram(seed)
				t.Errorf("the program of seed %d is refused: %v\n%s", seed, u.list[0], source)
			}
			refused++
			continue
		}
		compareWithInterpreter(t, lib, u, []byte(strings.Join(script, "\n")+"\n"))
	}
	if refused > *randomCount/5 {
		t.Errorf("%d of %d random programs are refused; the generator is not worth much", refused, *randomCount)
	}
}

// alwaysFails reports whether all that is wrong is that a constant fails, which the generator does not look at.
func alwaysFails(list diag.List) bool {
	return !slices.ContainsFunc(list, func(d *diag.Diagnostic) bool { return d.Severity == diag.Error && d.Code != "E0437" })
}

func compareWithInterpreter(t *testing.T, lib *library, u *unit, script []byte) {
	t.Run(u.name, func(t *testing.T) {
		want, status, err := interp.Run(u.out.Plan, script, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, workers := range []string{"1", "3"} {
			got := lib.bundle.replay(t, u, script, t.TempDir(), "--workers", workers)
			if diff := firstDifference(settled(want), settled(got.lines)); diff != "" || got.status != status {
				t.Errorf("with %s workers (seed: see the name): status %d wanted, got %d\n%s\nscript:\n%s\nprogram:\n%s\n%s", workers, status, got.status, diff,
					script, u.out.Plan.SourceText[u.out.Plan.File], got.said)
				return
			}
		}
	})
}

// settled are lines in a form that equal runs share: row errors of a batch are sorted, since which chain meets one first is not defined, and of a batch that failed
// only that is left, since its outputs may or may not have been written before.
func settled(lines []string) []string {
	var out, batch []string
	flush := func() {
		errors := 0
		for errors < len(batch) && strings.HasPrefix(batch[errors], `{"error": "row"`) {
			errors++
		}
		slices.Sort(batch[:errors])
		out = append(out, batch...)
		batch = nil
	}
	at := ""
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		var p struct {
			Time  json.Number
			Error string
		}
		if json.Unmarshal([]byte(line), &p) != nil {
			p.Time = "?"
		}
		if string(p.Time) != at {
			flush()
			at = string(p.Time)
		}
		if p.Error == "batch" {
			batch = []string{`{"error": "batch", "time": ` + at + `}`}
			continue
		}
		batch = append(batch, line)
	}
	flush()
	return out
}

func firstDifference(want, got []string) string {
	for i := range max(len(want), len(got)) {
		w, g := "nothing", "nothing"
		if i < len(want) {
			w = want[i]
		}
		if i < len(got) {
			g = got[i]
		}
		if w != g {
			return fmt.Sprintf("line %d:\n  the interpreter gives %s\n  the program gives     %s", i+1, w, g)
		}
	}
	return ""
}
