package check

import "github.com/streamc-dev/streamc/dsl/diag"

// externPages are about what Go packages have.
func externPages() []diag.Page {
	const feed = "= go \"example.com/app/feed\"."
	return []diag.Page{
		{Code: "E0781", Title: "no such Go function",
			Text:    "An extern declaration names an exported function of a Go package.",
			Example: "extern func upper(text: string) -> string = go \"strings\".ToUpperCase\n"},
		{Code: "E0782", Title: "a declaration that the Go function does not fit",
			Text: "Parameters and result of the Go function stand for the declared types: `int` for int64 or int, `float` for float64, `time` and `duration` for those of package time, " +
				"`[T]`, `map[K, V]` and `set[T]` for []T, map[K]V and map[T]struct{}, a record for a struct with a field for each of its own, a tuple and `T?` for Pair, Tuple3 … and Opt " +
				"of the runtime; `T?` as a result also for a value and a bool. A last result of type error makes error rows.",
			Example: "extern func upper(text: int) -> string = go \"strings\".ToUpper\n"},
		{Code: "E0783", Title: "a Go function that is no source",
			Text:    "A source is `func(ctx context.Context, emit func(T) error) error`; one that can go on behind a position is `func(ctx context.Context, from []byte, emit func(row T, position []byte) error) error`.",
			Example: "extern source ticks: int " + feed + "Words\n"},
		{Code: "E0784", Title: "a Go function that is no sink",
			Text:    "A sink is `func(ctx context.Context, batch int64, rows []T) error`.",
			Example: "extern sink alerts: int " + feed + "Words\n"},
		{Code: "E0785", Title: "rows that a sink does not take",
			Text:    "The rows of the stream must have the type that the sink is declared with.",
			Example: "batch 1s\nextern sink lengths: int " + feed + "Lengths\nlines = input(string)\nlines.saveTo(lengths)\n"},
	}
}
