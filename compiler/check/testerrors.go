package check

import (
	"fmt"
	"strings"
	"time"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// The messages of test blocks (08).

func feedUnknown(at diag.Span, name string, names []string) *diag.Diagnostic {
	return diag.New("E0801", at, fmt.Sprintf("there is no binding `%s` to feed", name)).WithHint(meant(name, names, "a feed can take "))
}

func feedNoSource(at diag.Span, name string, names []string) *diag.Diagnostic {
	return diag.New("E0801", at, fmt.Sprintf("`%s` has no source that could be fed", name)).WithHint(meant(name, names, "a feed can take "))
}

func feedRate(at diag.Span) *diag.Diagnostic {
	return diag.New("E0801", at, "`rate` makes its rows itself, by the clock, and cannot be fed").WithHint("close batches with `tick`")
}

func feedUnused(at diag.Span, name string) *diag.Diagnostic {
	return diag.New("E0801", at, fmt.Sprintf("nothing is done with `%s`, so its source does not run and cannot be fed", name)).WithHint("give it an output, or take the feed away")
}

func tickWithoutStreams(at diag.Span) *diag.Diagnostic {
	return diag.New("E0809", at, "`tick` closes a batch of streams, and the program has none").WithHint("add a stream, for example `lines = socket(\"localhost\", 9999)`")
}

func feedManySources(at diag.Span, name string, sources []*plan.Node) *diag.Diagnostic {
	d := diag.New("E0805", at, fmt.Sprintf("`%s` gets its rows from %d sources, so it is not clear which one is fed", name, len(sources)))
	for _, s := range sources {
		d.WithLabel(s.Span, "a source")
	}
	return d.WithHint("bind each source to a name of its own and feed that")
}

func rawWithoutDecoder(at diag.Span, name string) *diag.Diagnostic {
	return diag.New("E0806", at, fmt.Sprintf("the source of `%s` decodes no text, so it takes no `raw:`", name)).WithHint("feed rows: `feed " + name + ": […]`")
}

func readIsNeverMissing(at diag.Span, name string) *diag.Diagnostic {
	return diag.New("E0807", at, fmt.Sprintf("`%s` is a table that is read, which is always there", name)).WithHint("feed an empty one: `feed " + name + ": []`")
}

func expectUnknown(at diag.Span, name string, names []string) *diag.Diagnostic {
	return diag.New("E0802", at, fmt.Sprintf("there is no output, stream or endpoint `%s` to look at", name)).WithHint(meant(name, names, "an expect can take "))
}

func failUnknown(at diag.Span, name string, names []string) *diag.Diagnostic {
	return diag.New("E0802", at, fmt.Sprintf("there is no output or endpoint `%s` that could fail", name)).WithHint(meant(name, names, "there are "))
}

func setNoParam(at diag.Span, name string, names []string) *diag.Diagnostic {
	if len(names) == 0 {
		return diag.New("E0803", at, fmt.Sprintf("`%s` is no parameter, and the program has none", name)).WithHint("declare one: `param " + name + " = …`")
	}
	return diag.New("E0803", at, fmt.Sprintf("`%s` is no parameter", name)).WithHint(meant(name, names, "the parameters are "))
}

func setTooLate(at diag.Span) *diag.Diagnostic {
	return diag.New("E0808", at, "parameters are set before the program starts").WithHint("put `set` before the other steps")
}

func stepOfTables(at diag.Span, word string) *diag.Diagnostic {
	return diag.New("E0809", at, fmt.Sprintf("`%s` runs tables, and the program has none", word)).WithHint("close batches of streams with `tick`")
}

func advanceWithoutArg(at diag.Span) *diag.Diagnostic {
	return diag.New("E0810", at, "`advance` without a duration").WithHint("say how far, for example `advance 2s`")
}

func advanceNotForward(at diag.Span, d time.Duration) *diag.Diagnostic {
	return diag.New("E0810", at, fmt.Sprintf("the clock cannot be moved by %s", durationText(d))).WithHint("move it by whole milliseconds, forward")
}

func advancePastBatch(at diag.Span, to, end time.Duration) *diag.Diagnostic {
	return diag.New("E0810", at, fmt.Sprintf("this moves the clock to %s, past the end of the open batch at %s", durationText(to), durationText(end))).
		WithHint("close the batch first, with `tick`")
}

func atNoBatch(at diag.Span, d, batch time.Duration) *diag.Diagnostic {
	return diag.New("E0811", at, fmt.Sprintf("no batch ends at %s", durationText(d))).WithHint("batches end at multiples of " + durationText(batch))
}

func stepAfterStop(at, stop diag.Span) *diag.Diagnostic {
	return diag.New("E0812", at, "the program has stopped, so only `expect` may follow").WithLabel(stop, "it stops here")
}

func sameTestName(at diag.Span, name string, first diag.Span) *diag.Diagnostic {
	return diag.New("E0813", at, fmt.Sprintf("two tests have the name \"%s\"", name)).WithLabel(first, "the first one")
}

func testNameNotPlain(at diag.Span) *diag.Diagnostic {
	return diag.New("E0813", at, "the name of a test is a plain text").WithHint("take the `${…}` out")
}

func testCount(at diag.Span, n, low int64) *diag.Diagnostic {
	return diag.New("E0814", at, fmt.Sprintf("%d is no count", n)).WithHint(fmt.Sprintf("it must be %d or more", low))
}

func testNoField(name dsl.Name, r *types.Record) *diag.Diagnostic {
	return diag.New("E0804", name.Span, fmt.Sprintf("the rows have no field `%s`", name.Text)).WithHint(meant(name.Text, fieldNames(r), "the fields are "))
}

func testFieldMissing(at diag.Span, name string, r *types.Record) *diag.Diagnostic {
	return diag.New("E0804", at, fmt.Sprintf("the row has no `%s`, which every row has", name)).WithHint("the fields are " + quoted(fieldNames(r)))
}

func testTupleLength(at diag.Span, n int, r *types.Record) *diag.Diagnostic {
	return diag.New("E0804", at, fmt.Sprintf("a row has %d fields, and here are %d values", len(r.Fields), n)).WithHint("the fields are " + strings.Join(fieldNames(r), ", "))
}

func testWithoutExpect(at diag.Span) *diag.Diagnostic {
	return diag.New("W0801", at, "the test expects nothing, so it can only fail by a failed batch").WithHint("add an `expect`")
}

func fieldNames(r *types.Record) []string {
	out := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		out[i] = f.Name
	}
	return out
}
