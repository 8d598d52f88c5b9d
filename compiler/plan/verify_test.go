package plan_test

import (
	"strings"
	"testing"
	"time"

	"github.com/streamc-dev/streamc/compiler/check"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

const wordCount = `batch 5s
lines = socket("localhost", 9999)
pairs = lines.flatMap(line => line.split(" ")).map(word => (word, 1))
counts = pairs.reduceByKey((x, y) => x + y)
counts.print()
pairs.window(10s).count().print()
`

func checked(t *testing.T) *plan.Program {
	t.Helper()
	file, _ := dsl.Parse("words.pipe", []byte(wordCount))
	p, list := check.Check(file, check.Options{})
	if list.HasErrors() {
		t.Fatal(list)
	}
	return p
}

func node(t *testing.T, p *plan.Program, name string) *plan.Node {
	t.Helper()
	for _, n := range p.Nodes {
		if n.Name == name {
			return n
		}
	}
	t.Fatalf("no node %s in\n%s", name, plan.Text(p))
	return nil
}

// TestVerifySeesDamage damages a good program in one way each.
func TestVerifySeesDamage(t *testing.T) {
	if err := plan.Verify(checked(t)); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, says string
		damage     func(p *plan.Program)
	}{
		{"readers", "counts 7 readers", func(p *plan.Program) { node(t, p, "pairs").Readers = 7 }},
		{"order of nodes", "stands before its input", func(p *plan.Program) { p.Nodes[0], p.Nodes[1] = p.Nodes[1], p.Nodes[0] }},
		{"a name twice", "the name is not one node's", func(p *plan.Program) { node(t, p, "pairs").Name = "lines" }},
		{"slide", "runs every", func(p *plan.Program) { node(t, p, "counts").Slide = time.Second }},
		{"order of rows", "order, wanted key", func(p *plan.Program) { node(t, p, "counts").Order = plan.ArrivalOrder }},
		{"row type", "rows of the type", func(p *plan.Program) { node(t, p, "pairs").Row = types.Int }},
		{"no key", "are not keyed", func(p *plan.Program) { node(t, p, "counts").Inputs[0] = node(t, p, "lines") }},
		{"a missing function", "lacks a function", func(p *plan.Program) { node(t, p, "counts").Kind.(*plan.Aggregate).Add = nil }},
		{"an output that is not listed", "are in the graph", func(p *plan.Program) { p.Outputs = p.Outputs[:1] }},
		{"a local that nothing binds", "is read where it is not bound", func(p *plan.Program) {
			node(t, p, "counts").Kind.(*plan.Aggregate).Add.Params[0] = &plan.Var{Name: "x", Type: types.Int}
		}},
		{"a body that can fail", "can fail and does not say so", func(p *plan.Program) {
			node(t, p, "counts").Kind.(*plan.Aggregate).Add.BodyFails = false
		}},
		{"a window between batches", "over batches of", func(p *plan.Program) {
			for _, n := range p.Nodes {
				if w, ok := n.Kind.(*plan.Window); ok {
					w.Size = 7 * time.Second
				}
			}
		}},
	} {
		p := checked(t)
		tc.damage(p)
		if err := plan.Verify(p); err == nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: got %v, wanted %q", tc.name, err, tc.says)
		}
	}
}

// TestMapResults wraps what a function gives: its value and those of its returns, and not those of functions inside.
func TestMapResults(t *testing.T) {
	const program = `batch 1s
pairs = input((string, int))
out = pairs.mapValues(n => {
    if n > 1 { return [n].map(m => { return m + 1 }) }
    for k in [1, 2] { if k == n { return [k] } }
    [n]
})
out.print()
`
	file, _ := dsl.Parse("results.pipe", []byte(program))
	p, list := check.Check(file, check.Options{})
	if list.HasErrors() {
		t.Fatal(list)
	}
	if err := plan.Verify(p); err != nil {
		t.Fatal(err)
	}
	text := plan.Text(p)
	if got := strings.Count(text, "(key, "); got != 3 {
		t.Errorf("%d results have the key beside them, wanted 3: %s", got, text)
	}
}
