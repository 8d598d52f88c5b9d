package funcs_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler/check"
	"github.com/streamc-dev/streamc/compiler/funcs"
	"github.com/streamc-dev/streamc/compiler/interp"
	"github.com/streamc-dev/streamc/dsl"
)

// Every example of the catalogue checks, and gives the result that stands beside it.
func TestExamples(t *testing.T) {
	for _, f := range funcs.Catalogue() {
		if f.Example == "" {
			if f.Later == "" && !f.World {
				t.Errorf("%s has no example", f.Name)
			}
			continue
		}
		if got := run(t, f, "("+f.Example+").toString()"); got != f.Result {
			t.Errorf("%s: %s gives %s, not %s", f.Name, f.Example, got, f.Result)
		}
	}
}

// run is the value of an expression of type string in a program of one row.
func run(t *testing.T, f *funcs.Func, expr string) string {
	t.Helper()
	source := "batch 1s\nrows = input(int)\nout = rows.map(x => " + expr + ")\nout.pprint()\n"
	file, problems := dsl.Parse("example.pipe", []byte(source))
	if len(problems) > 0 {
		t.Errorf("%s: %s: %s", f.Name, expr, problems[0].Message)
		return ""
	}
	program, problems := check.Check(file, check.Options{})
	if len(problems) > 0 {
		t.Errorf("%s: %s: %s", f.Name, expr, problems[0].Message)
		return ""
	}
	out, _, err := interp.Run(program, []byte(`{"feed":"rows","rows":[1]}`+"\n"+`{"tick":1}`), nil)
	if err != nil {
		t.Errorf("%s: %v", f.Name, err)
	}
	for _, line := range out {
		var row struct {
			Output string
			Rows   []string
		}
		if json.Unmarshal([]byte(line), &row) == nil && row.Output == "out" && len(row.Rows) == 1 {
			return row.Rows[0]
		}
	}
	return "no row: " + strings.Join(out, " ")
}
