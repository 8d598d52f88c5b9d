package funcs

import (
	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/fn/tz"
)

func timeFuncs() []*Func {
	all := []*Func{
		{Name: "now", Sig: "now() -> time", Doc: "The time of the batch, the same when it is run again.", World: true},
		{Name: "wallClock", Sig: "wallClock() -> time", Doc: "The time of the clock. What depends on it may differ when a batch is run again.", World: true},
		{Name: "time", Sig: "time(text: const string) -> time", Doc: "The time that the text spells in RFC 3339.",
			Example: `time("2026-11-23T10:00:00Z")`, Result: `2026-11-23T10:00:00Z`, Go: "fn.TimeOf($0)", Check: checkTime, Eval: eval1(fn.TimeOf)},
		{Name: "time.floor", Sig: "time.floor(d: duration) -> time", Doc: "The last multiple of d since 1970 that is not later. d must be more than 0s.",
			Example: `time("2026-11-23T10:07:30Z").floor(5m)`, Result: `2026-11-23T10:05:00Z`, Fails: true, Go: "fn.FloorTime($0, $1)", Eval: failing2(fn.FloorTime)},
		{Name: "time.format", Sig: "time.format(format: const string) -> string",
			Doc: "The local time in the program's `timeZone` by a pattern: `yyyy` year, `MM` month (`MMM` Nov, `MMMM` November), `dd` day, `HH` hour, `mm` minute, `ss` second, " +
				"`SSS` fraction, `EEE` Mon, `EEEE` Monday, `hh` and `a` hour of twelve, `D` day of the year, `Z` +0200, `XXX` +02:00 or Z, `'text'` as it is.",
			Example: `time("2026-11-23T10:07:30Z").format("yyyy-MM-dd HH:mm")`, Result: `2026-11-23 10:07`, Go: "fn.FormatTime($0, $1, $Z)", Check: checkPattern,
			Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return fn.FormatTime(args[0].(fn.Time), args[1].(string), env.Zone), nil
			}},
		{Name: "time.format:zone", Sig: "time.format(format: const string, zone: const string) -> string", Doc: "The same in another time zone.",
			Example: `time("2026-11-23T10:07:30Z").format("HH:mm XXX", "Europe/Brussels")`, Result: `11:07 +01:00`, Go: "fn.FormatTime($0, $1, $Z2)",
			Check: checkFormatZone, Eval: evalFormatZone},
		{Name: "time.toMillis", Sig: "time.toMillis() -> int", Doc: "The milliseconds since 1970, rounded down.", Example: `time("1970-01-01T00:00:01.5Z").toMillis()`,
			Result: `1500`, Go: "fn.TimeMillis($0)", Eval: eval1(fn.TimeMillis)},
		{Name: "duration.toMillis", Sig: "duration.toMillis() -> int", Doc: "In whole milliseconds.", Example: `1m30s.toMillis()`, Result: `90000`,
			Go: "fn.DurationMillis($0)", Eval: eval1(fn.DurationMillis)},
		{Name: "duration.toSeconds", Sig: "duration.toSeconds() -> float", Doc: "In seconds.", Example: `1500ms.toSeconds()`, Result: `1.5`,
			Go: "fn.DurationSeconds($0)", Eval: eval1(fn.DurationSeconds)},
	}
	return append(all, calendarFuncs()...)
}

// calendarFuncs are the parts of local time in the program's time zone.
func calendarFuncs() []*Func {
	part := func(name, doc, result, goName string, f func(fn.Time, fn.Zone) int64) *Func {
		return &Func{Name: "time." + name, Sig: "time." + name + "() -> int", Doc: doc + ", in the program's `timeZone`.",
			Example: `time("2026-11-23T10:07:30Z").` + name + "()", Result: result, Go: "fn." + goName + "($0, $Z)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) { return f(args[0].(fn.Time), env.Zone), nil }}
	}
	return []*Func{
		part("year", "The year", "2026", "Year", fn.Year),
		part("month", "The month, from 1", "11", "Month", fn.Month),
		part("day", "The day of the month, from 1", "23", "DayOfMonth", fn.DayOfMonth),
		part("hour", "The hour", "10", "HourOf", fn.HourOf),
		part("minute", "The minute", "7", "MinuteOf", fn.MinuteOf),
		part("second", "The second", "30", "SecondOf", fn.SecondOf),
		part("weekday", "The day of the week, Monday is 0", "0", "Weekday", fn.Weekday),
	}
}

func evalFormatZone(args []any, _ *Env) (any, *fn.Fault) {
	zone := tz.MustLoad(args[2].(string)) // checked by Check
	return fn.FormatTime(args[0].(fn.Time), args[1].(string), zone), nil
}

func checkTime(_ int, v any) string {
	if text, ok := v.(string); ok && !fn.ParseTimeText(text).OK {
		return "this is no time in RFC 3339 between 1678 and 2262; one is 2026-11-23T10:00:00Z"
	}
	return ""
}

func checkPattern(i int, v any) string {
	text, ok := v.(string)
	if i != 1 || !ok {
		return ""
	}
	if err := fn.CheckPattern(text); err != nil {
		return err.Error()
	}
	return ""
}

func checkFormatZone(i int, v any) string {
	name, ok := v.(string)
	if i != 2 || !ok {
		return checkPattern(i, v)
	}
	if _, err := tz.Load(name); err != nil {
		return err.Error()
	}
	return ""
}
