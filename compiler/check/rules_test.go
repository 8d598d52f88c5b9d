package check

import (
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// TestRules holds what the rules of streams answer, and where. The place is the text under the caret.
func TestRules(t *testing.T) {
	const head = "batch 1s\ncheckpoint \"ck\"\na = input((string, int))\nb = input((string, int))\n"
	const sum = "(values, old) => values.sum() + (old ?? 0), unbounded: true"
	for _, tc := range []struct {
		name, program, code, at, says string
	}{
		{"a size that is no multiple", "batch 2s\na = input(int)\na.window(3s).print()\n", "E0504", "3s", "take 2s or 4s"},
		{"a multiple of the batch, not of the window below", head + "w = a.window(4s, 4s)\nv = w.window(6s, 4s)\nv.print()\n", "E0504", "6s", "take 4s or 8s"},
		{"a slide smaller than the batch", head + "a.window(4s, 500ms).print()\n", "E0504", "500ms", "the slide of 500ms"},
		{"a window of nothing", head + "a.window(0s).print()\n", "E0504", "0s", "it must be 1s"},
		{"a join of other slides", head + "a.join(b.window(4s, 2s)).print()\n", "E0506", "join", "`a` every 1s, `b` every 2s"},
		{"rows that are in two or three windows", head + "a.window(5s, 2s).updateStateByKey(" + sum + ").print()\n", "W0521", "", "2 or 3 times"},
		{"rows that are in five windows", head + "a.window(5s).reduceByKey((x, y) => x + y).updateStateByKey(" + sum + ").print()\n", "W0521", "", "5 times"},
		{"an inverse with a default slide", "batch 4s\ncheckpoint \"ck\"\na = input(int)\na.window(8s, 8s).reduceByWindow((x, y) => x + y, (x, y) => x - y, 8s).print()\n", "", "", ""},
		{"an inverse over gaps, by the default slide", "batch 4s\ncheckpoint \"ck\"\na = input(int)\na.countByWindow(4s, 8s).print()\n", "E0507", "8s", "leaves batches out"},
		{"every of the checkpoint", "batch 2s\ncheckpoint \"ck\" every 3s\na = input(int)\na.print()\n", "E0513", "3s", "take 2s or 4s"},
		{"state without checkpoint", "batch 1s\na = input((string, int))\na.updateStateByKey(" + sum + ").print()\n", "E0503", "", "`updateStateByKey`"},
		{"state that ends", head + "a.updateStateByKey((values, old: int?) => if values.len() == 0 { none } else { old ?? 0 }).print()\nb.print()\n", "", "", ""},
		{"state of two keys", head + "a.map((k, n) => (n > 0, n)).updateStateByKey((values, old) => values.sum() + (old ?? 0)).print()\nb.print()\n", "", "", ""},
		{"mapWithState that removes", head + "a.mapWithState((k, v, s: state[int]) => { s.remove(); return k }).print()\nb.print()\n", "", "", ""},
		{"a folder for two", head + "a.saveTo(file(\"o\"))\nb.saveTo(file(\"o\"))\n", "E0711", "\"o\"", "one would replace"},
		{"a name for two outputs", head + "a.print(name: \"b\")\nb.print()\n", "E0712", "print", "the name `b`"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			list := withoutUnused(checkText(t, tc.program))
			if tc.code == "" {
				if len(list) > 0 {
					t.Errorf("got %v", list)
				}
				return
			}
			if len(list) != 1 || list[0].Code != tc.code {
				t.Fatalf("got %v, wanted one %s", list, tc.code)
			}
			d := list[0]
			if at := tc.program[d.Span.Start.Offset:d.Span.End.Offset]; tc.at != "" && at != tc.at {
				t.Errorf("it stands at %q, wanted %q", at, tc.at)
			}
			if !strings.Contains(d.Message+" | "+d.Hint, tc.says) {
				t.Errorf("it says %q | %q, wanted %q", d.Message, d.Hint, tc.says)
			}
		})
	}
}

// withoutUnused leaves out that a stream of the frame is not used.
func withoutUnused(list diag.List) diag.List {
	var out diag.List
	for _, d := range list {
		if d.Code != "W0525" {
			out = append(out, d)
		}
	}
	return out
}

// TestMissing holds what each kind does with a missing dataset, in both dialects (spark-semantics A2).
func TestMissing(t *testing.T) {
	for _, tc := range []struct {
		call          string
		scala, python plan.OnMissing
	}{
		{"a.count()", plan.MissingFail, plan.MissingPass},
		{"a.repartition(2)", plan.MissingFail, plan.MissingPass},
		{"a.glom()", plan.MissingPass, plan.MissingPass},
		{"a.mapPartitions(rows => rows)", plan.MissingPass, plan.MissingPass},
		{"a.reduce((x, y) => x)", plan.MissingPass, plan.MissingPass},
		{"a.countByValue()", plan.MissingPass, plan.MissingPass},
		{"a.groupByKey()", plan.MissingPass, plan.MissingPass},
		{"a.union(b)", plan.MissingFail, plan.MissingEmpty},
		{"a.join(b)", plan.MissingFail, plan.MissingEmpty},
		{"a.cogroup(b)", plan.MissingFail, plan.MissingEmpty},
		{"a.transform(rdd => rdd)", plan.MissingFail, plan.MissingPass},
		{"a.transformWith(b, (x, y) => x)", plan.MissingFail, plan.MissingEmpty},
		{"a.updateStateByKey((values, old: int?) => old)", plan.MissingEmpty, plan.MissingPass},
	} {
		for dialect, want := range map[string]plan.OnMissing{"scala": tc.scala, "python": tc.python} {
			program := "batch 1s\ndialect " + dialect + "\ncheckpoint \"ck\"\na = input((string, int))\nb = input((string, int))\nb.print()\nx = " + tc.call + "\nx.print()\n"
			file, _ := dsl.Parse("missing.pipe", []byte(program))
			p, list := Check(file, Options{})
			if list.HasErrors() {
				t.Errorf("%s: %v", tc.call, list)
				continue
			}
			for _, n := range p.Nodes {
				if n.Name == "x" && onMissing(n.Kind) != want {
					t.Errorf("%s in %s: %s, wanted %s", tc.call, dialect, onMissing(n.Kind), want)
				}
			}
		}
	}
}

func onMissing(k plan.Kind) plan.OnMissing {
	switch k := k.(type) {
	case *plan.Aggregate:
		return k.OnMissing
	case *plan.Partition:
		return k.OnMissing
	case *plan.Union:
		return k.OnMissing
	case *plan.Join:
		return k.OnMissing
	case *plan.Batch:
		return k.OnMissing
	case *plan.UpdateState:
		return k.OnMissing
	}
	return ""
}

// TestNames holds the names of outputs and of state.
func TestNames(t *testing.T) {
	const program = `batch 1s
checkpoint "ck"
a = input((string, int))
func sums(s: stream[(string, int)]) -> stream[(string, int)] {
    inner = s.updateStateByKey((values, old) => values.sum() + (old ?? 0), unbounded: true)
    return inner
}
total = sums(a)
total.print()
a.print()
a.map((k, n) => n).print()
a.print(name: "third")
a.count().print()
a.updateStateByKey((values, old: int?) => old, name: "kept").print()
a.errors.print()
input(int).print()
`
	file, _ := dsl.Parse("names.pipe", []byte(program))
	p, list := Check(file, Options{})
	if list.HasErrors() {
		t.Fatal(list)
	}
	var outputs, states []string
	for _, n := range p.Outputs {
		outputs = append(outputs, n.Kind.(*plan.Output).Name)
	}
	for _, n := range p.Nodes {
		if k, ok := n.Kind.(*plan.UpdateState); ok {
			states = append(states, k.StateName)
		}
	}
	if got, want := strings.Join(outputs, " "), "total a a#2 third a#3 a#4 a.errors input"; got != want {
		t.Errorf("outputs: %s, wanted %s", got, want)
	}
	if got, want := strings.Join(states, " "), "total.sums.inner.updateStateByKey kept"; got != want {
		t.Errorf("states: %s, wanted %s", got, want)
	}
}

// TestSteps holds what steps of tests are answered.
func TestSteps(t *testing.T) {
	const head = "batch 1s\na = input(int)\nb = input(int)\na.print()\nticks = rate(rowsPerSecond: 2)\nticks.print()\nserver = tcp(\"h:1\")\n" +
		"a.foreach(n => { c = server.open(); c.send(n.toString()); c.close() })\nseen = input({at: time, n: int?, w: string})\nseen.print()\n\ntest \"t\" {\n"
	for _, tc := range []struct{ name, steps, code string }{
		{"a feed that nothing reads", "feed b: [1]\ntick\nexpect a: []", "E0801"},
		{"a feed of rate", "feed ticks: []\ntick\nexpect a: []", "E0801"},
		{"a feed of an endpoint", "feed server: [\"x\"]\ntick\nexpect a: []", "E0801"},
		{"a duration for a time, a tuple for a record", "feed seen: [(1s, none, \"a\"), (2s, 3, \"b\")]\ntick\nexpect seen: [{w: \"b\", at: 2s}, (1s, none, \"a\")]", ""},
		{"a record without what it must have", "feed seen: [{at: 1s}]\ntick\nexpect seen: []", "E0804"},
		{"a tuple of another length", "feed seen: [(1s, 2)]\ntick\nexpect seen: []", "E0804"},
		{"fail of an output and an endpoint", "fail a 2\nfail server\ntick\nexpect a: []", ""},
		{"fail of a source", "fail b\ntick\nexpect a: []", "E0802"},
		{"what was sent", "feed a: [1]\ntick\nexpect server: [\"1\"]", ""},
		{"error rows", "tick\nexpect a.errors: []\nexpect errors: []\nexpect printed: []", ""},
		{"partitions", "feed a partitions 0: [1]\ntick\nexpect a: []", "E0814"},
		{"two advances in a batch", "advance 600ms\nadvance 400ms\ntick\nexpect a: []", ""},
		{"an advance too far", "advance 600ms\nadvance 500ms\ntick\nexpect a: []", "E0810"},
		{"an advance in a later batch", "tick 3\nadvance 1s\ntick\nexpect a: []", ""},
		{"expect behind stop", "tick\nstop\nexpect a: []", ""},
		{"a row of another type", "feed a: [\"x\"]\ntick\nexpect a: []", "E0401"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			list := withoutUnused(checkText(t, head+tc.steps+"\n}\n"))
			switch {
			case tc.code == "" && len(list) > 0:
				t.Errorf("got %v", list)
			case tc.code != "" && (len(list) != 1 || list[0].Code != tc.code):
				t.Errorf("got %v, wanted one %s", list, tc.code)
			}
		})
	}
}
