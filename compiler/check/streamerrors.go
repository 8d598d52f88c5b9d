package check

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// The messages of the graph half: streams (05), settings and sinks (07), tests (08), names of state (10).

func durationText(d time.Duration) string { return plan.DurationText(d) }

func noBatch(at diag.Span) *diag.Diagnostic {
	return diag.New("E0501", at, "the program has a stream and no batch interval").WithHint("add a setting, for example `batch 5s`")
}

func noOutput(at diag.Span) *diag.Diagnostic {
	return diag.New("E0502", at, "the program has no output, so nothing would run").WithHint("end a stream in an output, for example `.pprint()`")
}

func windowNotMultiple(at diag.Span, what string, d, parent time.Duration, parentAt diag.Span) *diag.Diagnostic {
	msg := fmt.Sprintf("the %s of %s is no multiple of %s, the interval of the batches below it", what, durationText(d), durationText(parent))
	if d <= 0 {
		msg = fmt.Sprintf("the %s is %s; it must be %s or a multiple of it", what, durationText(d), durationText(parent))
	}
	down := max(d/parent*parent, parent)
	out := diag.New("E0504", at, msg).WithHint(fmt.Sprintf("take %s or %s", durationText(down), durationText(down+parent)))
	if !parentAt.IsZero() {
		out.WithLabel(parentAt, "gives a batch every "+durationText(parent))
	}
	return out
}

func slidesDiffer(at diag.Span, op string, a, b *plan.Node, aAt, bAt diag.Span) *diag.Diagnostic {
	d := diag.New("E0506", at, fmt.Sprintf("`%s` of streams that run at different times: `%s` every %s, `%s` every %s",
		op, a.ErrorName, durationText(a.Slide), b.ErrorName, durationText(b.Slide))).
		WithHint("give their windows the same slide")
	for _, place := range []struct {
		at    diag.Span
		slide time.Duration
	}{{aAt, a.Slide}, {bAt, b.Slide}} {
		if !place.at.IsZero() {
			d.WithLabel(place.at, "runs every "+durationText(place.slide))
		}
	}
	return d
}

func streamInBatch(op dsl.Name, sig *types.Signature) *diag.Diagnostic {
	if sig != nil && sig.Result == types.Unit {
		return diag.New("E0508", op.Span, fmt.Sprintf("`%s` is an output of a stream, and this code runs once per batch", op.Text)).
			WithHint("put it outside; a dataset is shown by `print(rdd.take(10))` and sent by `saveTo`, `foreach` or `foreachPartition`")
	}
	return diag.New("E0508", op.Span, fmt.Sprintf("`%s` makes a stream, and this code runs once per batch", op.Text)).
		WithHint("make the stream outside; in here use the datasets that the function is given, or `stream.slice(from, to)`")
}

func checkpointEveryTooShort(at diag.Span, d time.Duration) *diag.Diagnostic {
	return diag.New("E0704", at, fmt.Sprintf("`every` of the checkpoint is %s", durationText(d))).WithHint("it must be longer than nothing: a multiple of the batch interval")
}

func everyNotMultiple(at diag.Span, every, batch time.Duration) *diag.Diagnostic {
	return diag.New("E0513", at, fmt.Sprintf("`every %s` of the checkpoint is no multiple of the batch interval, %s", durationText(every), durationText(batch))).
		WithHint(fmt.Sprintf("take %s or %s", durationText(max(every/batch*batch, batch)), durationText(max(every/batch*batch, batch)+batch)))
}

func sameOutputName(at diag.Span, name string, first diag.Span) *diag.Diagnostic {
	return diag.New("E0712", at, fmt.Sprintf("two outputs have the name `%s`", name)).WithLabel(first, "the first one").WithHint("give one another `name:`")
}

func sameFolder(at diag.Span, path string, first diag.Span) *diag.Diagnostic {
	return diag.New("E0711", at, fmt.Sprintf("two outputs write into the folder \"%s\", where files have the names of batches: one would replace the other's", path)).
		WithLabel(first, "the first one").WithHint("give each a folder of its own")
}

func wantsConstant(at diag.Span) *diag.Diagnostic {
	return diag.New("E0715", at, "the compiler must know this value, and it depends on something that is known only when the program runs").
		WithHint("write the value here, or a name that stands for one")
}

// noCSV is about a format whose rows have a part that a line cannot hold.
func noCSV(at diag.Span, row, part types.Type) *diag.Diagnostic {
	return diag.New("E0714", at, fmt.Sprintf("a line of csv holds plain values, and %s is none", article(part))).WithHint("take json, or rows of plain values")
}

// markOutside is about desc and asc where nothing is ordered.
func markOutside(name dsl.Name) *diag.Diagnostic {
	return diag.New("E0512", name.Span, fmt.Sprintf("`%s` marks an order, and here nothing is ordered", name.Text)).WithHint("it stands in `sortBy(x => desc(x))` and `top(n, by: …)`")
}

// Warnings of streams.

func windowIntoState(at diag.Span, op string, window diag.Span, size, slide time.Duration) *diag.Diagnostic {
	low, high := int64(size/slide), int64((size+slide-1)/slide)
	times := fmt.Sprintf("%d times", low)
	if low != high {
		times = fmt.Sprintf("%d or %d times", low, high)
	}
	return diag.New("W0521", at, fmt.Sprintf("`%s` is fed by windows of %s that slide by %s, so it sees each row %s", op, durationText(size), durationText(slide), times)).
		WithLabel(window, "the window").WithHint("feed the state from the stream below the window")
}

func unusedBinding(at diag.Span, name string) *diag.Diagnostic {
	return diag.New("W0525", at, fmt.Sprintf("nothing is done with the stream `%s`, so it does not run", name)).WithHint("give it an output, for example `" + name + ".pprint()`, or take it away")
}

func stateOnlyGrows(at diag.Span, op string) *diag.Diagnostic {
	hint := "let the function give `none` for keys that are done, or say that growth is meant: `unbounded: true`"
	if op == "mapWithState" {
		hint = "give it a `timeout:`, remove states that are done, or say that growth is meant: `unbounded: true`"
	}
	return diag.New("W0530", at, fmt.Sprintf("the state of `%s` never loses a key: it grows with every new one", op)).WithHint(hint)
}

// Names of state.

func sameStateName(at diag.Span, name string, first diag.Span) *diag.Diagnostic {
	return diag.New("E1001", at, fmt.Sprintf("two states have the name `%s`", name)).WithLabel(first, "the first one").WithHint("give one another `name:`")
}

func numberedState(at diag.Span, name string, first diag.Span) *diag.Diagnostic {
	return diag.New("W1001", at, fmt.Sprintf("a further state would have the name `%s`, so its name depends on the order of the program", name)).WithLabel(first, "the first one").
		WithHint("bind it to a name, or give it one with `name:`; a state is found again by its name")
}

// Settings.

func unknownSetting(s *dsl.Setting) *diag.Diagnostic {
	names := make([]string, len(settingTable))
	for i, row := range settingTable {
		names[i] = row.name
	}
	return diag.New("E0701", s.Name.Span, fmt.Sprintf("there is no setting `%s`", s.Name.Text)).WithHint(meant(s.Name.Text, names, "the settings are "))
}

// meant says which of names was probably meant, or lists them.
func meant(name string, names []string, list string) string {
	if close := nearest(name, names); close != "" {
		return "did you mean `" + close + "`?"
	}
	return list + quoted(names)
}

func quoted(names []string) string {
	names = slices.Compact(slices.Clone(names))
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = "`" + n + "`"
	}
	return strings.Join(out, ", ")
}

func settingTwice(s *dsl.Setting, first diag.Span) *diag.Diagnostic {
	return diag.New("E0702", s.Name.Span, fmt.Sprintf("the setting `%s` is given twice", s.Name.Text)).WithLabel(first, "the first one").WithHint("take one away")
}

func settingWants(row setting, e dsl.Expr, words []string) *diag.Diagnostic {
	if words == nil {
		return diag.New("E0703", e.Pos(), fmt.Sprintf("`%s` takes a %s as a literal", row.name, row.want)).
			WithHint(fmt.Sprintf("settings are read before everything else, so no name can stand here: `%s %s`", row.name, settingExample(row)))
	}
	hint := "write " + quoted(words)
	if slices.Contains(words, "file") {
		hint = "write `log`, `fail` or `file(\"bad.jsonl\")`"
	}
	if id, ok := e.(*dsl.Ident); ok {
		if close := nearest(id.Name, words); close != "" && close != id.Name {
			hint = "did you mean `" + close + "`?"
		}
	}
	return diag.New("E0703", e.Pos(), fmt.Sprintf("`%s` takes one of some words", row.name)).WithHint(hint)
}

func settingExample(row setting) string {
	switch row.name {
	case "batch", "every":
		return "5s"
	case "timeZone":
		return "\"Europe/Brussels\""
	case "checkpoint":
		return "\"checkpoint\""
	}
	return "\"" + row.name + "\""
}

func unknownSettingWord(s *dsl.Setting, part dsl.SettingPart, words []string) *diag.Diagnostic {
	hint := "nothing may follow the value of `" + s.Name.Text + "`"
	if len(words) > 0 {
		hint = "here may stand " + quoted(words)
	}
	return diag.New("E0705", part.Name.Span, fmt.Sprintf("`%s` does not belong to the setting `%s`", part.Name.Text, s.Name.Text)).WithHint(hint)
}

func settingLater(s *dsl.Setting, why string) *diag.Diagnostic {
	return diag.New("E0906", s.Name.Span, fmt.Sprintf("the setting `%s` is not compiled yet: %s", s.Name.Text, why)).WithHint("take the setting away")
}

func batchTooShort(at diag.Span, d time.Duration) *diag.Diagnostic {
	return diag.New("E0704", at, fmt.Sprintf("the batch interval is %s", durationText(d))).WithHint("it must be 1ms or more, for example `batch 5s`")
}

func batchNotWholeMillis(at diag.Span, d time.Duration) *diag.Diagnostic {
	return diag.New("E0704", at, fmt.Sprintf("the batch interval of %s is no whole number of milliseconds", durationText(d))).
		WithHint("take `batch " + durationText(max(d.Truncate(time.Millisecond), time.Millisecond)) + "`")
}

func emptyCheckpoint(at diag.Span) *diag.Diagnostic {
	return diag.New("E0709", at, "the path of the checkpoint is empty").WithHint("name a folder, for example `checkpoint \"checkpoint\"`")
}

func unknownTimeZone(at diag.Span, name string) *diag.Diagnostic {
	return diag.New("E0706", at, fmt.Sprintf("there is no time zone \"%s\"", name)).WithHint("take a name of the IANA data base, for example \"Europe/Brussels\" or \"UTC\"")
}

// laterOptions reports the options of a call that are known and not compiled yet.
func (c *checker) laterOptions(op *ops.Op, e *dsl.Call) bool {
	found := false
	for _, a := range e.Args {
		if slices.Contains(op.LaterOptions, a.Name.Text) {
			c.report(diag.New("E0908", a.Name.Span, fmt.Sprintf("the option `%s` of `%s` is not compiled yet", a.Name.Text, op.Name)).WithHint("leave it out"))
			found = true
		}
	}
	return found
}

// holdsStream reports a stream or sink that stands as a value in the body of a function: there are none when it runs.
func (c *checker) holdsStream(body plan.Expr) bool {
	found := false
	plan.Walk(body, func(e plan.Expr) bool {
		f, ok := e.(*flowExpr)
		if ok {
			found = true
			if slices.ContainsFunc(c.list, func(d *diag.Diagnostic) bool { return d.Span == f.Span }) {
				return false // said already, as a value that is not used
			}
			c.report(diag.New("E0515", f.Span, "this function works on rows or batches, and a stream is neither").
				WithHint("`join` the streams, or read batches of it by `slice` in `transform((time, rdd) => …)`"))
		}
		return !ok
	})
	return found
}
