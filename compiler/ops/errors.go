package ops

import (
	"fmt"
	"time"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// The messages of lowering: what a signature cannot say.

func badPort(at diag.Span, n int64) *diag.Diagnostic {
	return diag.New("E0708", at, fmt.Sprintf("%d is no port number", n)).WithHint("a port is a number from 1 to 65535")
}

func tooSmall(at diag.Span, what string, n, low int64) *diag.Diagnostic {
	return diag.New("E0710", at, fmt.Sprintf("%s is %d", what, n)).WithHint(fmt.Sprintf("it must be %d or more", low))
}

func emptyPath(at diag.Span, op string) *diag.Diagnostic {
	return diag.New("E0709", at, fmt.Sprintf("the path of `%s` is empty", op)).WithHint("`\".\"` is the folder in which the program runs")
}

// durations as the language writes them.
func text(d time.Duration) string { return plan.DurationText(d) }

func slideTooShort(at diag.Span) *diag.Diagnostic {
	return diag.New("E0511", at, "the slide of a window must be longer than nothing").WithHint("leave it out to have a window with every batch of the stream below")
}

func noCheckpoint(at diag.Span, op string) *diag.Diagnostic {
	return diag.New("E0503", at, fmt.Sprintf("`%s` keeps state over batches, and the program has no checkpoint", op)).
		WithHint("add a setting, for example `checkpoint \"checkpoint\"`")
}

func inverseSlide(at diag.Span, size, slide time.Duration, given bool) *diag.Diagnostic {
	hint := "take a slide of at most " + text(size)
	if given {
		hint = "leave the inverse function out, or " + hint
	}
	return diag.New("E0507", at, fmt.Sprintf("a window of %s that slides by %s leaves batches out, so it cannot be computed with an inverse", text(size), text(slide))).
		WithHint(hint)
}

func keysStay(at diag.Span) *diag.Diagnostic {
	return diag.New("W0522", at, "with an inverse, a key whose rows have all left the window stays, with what the inverse made of it (0 for a sum)").
		WithHint("drop such keys, for example `filter: (key, n) => n != 0`")
}

func filterIgnored(at diag.Span) *diag.Diagnostic {
	return diag.New("W0523", at, "without an inverse a window has no keys to drop, so `filter` does nothing").
		WithHint("take it away, or put `.filter(…)` behind the window")
}

func cacheDoesNothing(at diag.Span) *diag.Diagnostic {
	return diag.New("W0524", at, "`cache` does nothing: what is used twice is computed once anyway").WithHint("take it away")
}

func timeoutTooShort(at diag.Span) *diag.Diagnostic {
	return diag.New("E0514", at, "the timeout must be longer than nothing").WithHint("leave it out when keys should stay for ever")
}

func noSnapshots(at diag.Span) *diag.Diagnostic {
	return diag.New("E0510", at, "only what `mapWithState` gives has `.snapshots`").WithHint("bind the `mapWithState` to a name `x` and take `x.snapshots`")
}

func errorsOfNoBinding(at diag.Span) *diag.Diagnostic {
	return diag.New("E0509", at, "error rows belong to a binding, and this stream has no name").WithHint("bind the stream to a name `x` and take `x.errors`")
}

func sliceOutside(at diag.Span) *diag.Diagnostic {
	return diag.New("E0505", at, "`slice` gives the rows of batches that have run, so it stands in code that runs once per batch").
		WithHint("use it in `transform((time, rdd) => …)` or `foreachRDD`")
}

func noCSV(at diag.Span, row, part types.Type) *diag.Diagnostic {
	msg := fmt.Sprintf("a line of csv holds plain values, and the rows are %s", row)
	if part != row {
		msg += fmt.Sprintf(", with %s inside", part)
	}
	return diag.New("E0714", at, msg).WithHint("take json, or rows of plain values")
}

func markInside(at diag.Span) *diag.Diagnostic {
	return diag.New("E0512", at, "`desc` and `asc` mark what the function gives, or a part of the tuple that it gives").WithHint("for example `r => (desc(r.n), r.name)`")
}

func otherRows(at diag.Span, want, row types.Type) *diag.Diagnostic {
	return diag.New("E0785", at, fmt.Sprintf("the sink takes rows of type %s, and these are %s", want, row)).WithHint("`map` the rows to what the sink takes")
}

func clockInFold(at diag.Span) *diag.Diagnostic {
	return diag.New("E0905", at, "`now` in a function that folds is not compiled yet").WithHint("take the time in a map before the fold, as a part of the value")
}
