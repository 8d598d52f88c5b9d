package fn

import (
	"math"
	"testing"
)

var (
	shInt, shFloat, shString = Int.Shape, Float.Shape, String.Shape
	shTime, shDuration       = TimeType.Shape, DurationType.Shape
	shWord                   = RecordShape("", ShapeField{Name: "w", Shape: shString}, ShapeField{Name: "n", Shape: shInt})
)

func TestTexts(t *testing.T) {
	at, _ := Civil{Year: 2026, Month: 11, Day: 22, Hour: 10}.Time(nil)
	for _, c := range []struct {
		shape                        *Shape
		value                        any
		ours, python, scala, console string
	}{
		{shString, "a", "a", "'a'", "a", "a"},
		{shString, `it's`, `it's`, `"it's"`, `it's`, `it's`},
		{shString, `"it's"`, `"it's"`, `'"it\'s"'`, `"it's"`, `"it's"`},
		{shString, "\t\x01é\u200b\U0001F600", "\t\x01é\u200b\U0001F600", `'\t\x01é\u200b😀'`, "\t\x01é\u200b\U0001F600", "\t\x01é\u200b\U0001F600"},
		{ListShape(shString), []any{"a\"\n\x01"}, `["a\"\n\u{1}"]`, `['a"\n\x01']`, "List(a\"\n\x01)", "[a\"\n\x01]"},
		{shInt, int64(1), "1", "1", "1", "1"},
		{shFloat, 1.0, "1.0", "1.0", "1.0", "1.0"},
		{shFloat, 1e16, "1e+16", "1e+16", "1.0E16", "1.0E16"},
		{shFloat, 1e7, "10000000.0", "10000000.0", "1.0E7", "1.0E7"},
		{shFloat, 0.0001, "0.0001", "0.0001", "1.0E-4", "1.0E-4"},
		{shFloat, 1.5e-5, "1.5e-05", "1.5e-05", "1.5E-5", "1.5E-5"},
		{shFloat, 0.30000000000000004, "0.30000000000000004", "0.30000000000000004", "0.30000000000000004", "0.30000000000000004"},
		{shFloat, math.Copysign(0, -1), "-0.0", "-0.0", "-0.0", "-0.0"},
		{shFloat, math.NaN(), "nan", "nan", "NaN", "NaN"},
		{shFloat, math.Inf(-1), "-inf", "-inf", "-Infinity", "-Infinity"},
		{Bool.Shape, true, "true", "True", "true", "true"},
		{Bytes.Shape, []byte("hi\xff"), "aGn/", `b'hi\xff'`, "[68 69 FF]", "[68 69 FF]"},
		{OptShape(shInt), nil, "none", "None", "None", "NULL"},
		{OptShape(shInt), int64(3), "3", "3", "Some(3)", "3"},
		{OptShape(shString), "x", "x", "'x'", "Some(x)", "x"},
		{TupleShape(shString, shInt), []any{"a", int64(1)}, `("a", 1)`, "('a', 1)", "(a,1)", "{a, 1}"},
		{shWord, []any{"a", int64(1)}, `{w: "a", n: 1}`, "Row(w='a', n=1)", "[a,1]", "{a, 1}"},
		{ListShape(shInt), []any{int64(1), int64(2)}, "[1, 2]", "[1, 2]", "List(1, 2)", "[1, 2]"},
		{ListShape(shInt), []any{}, "[]", "[]", "List()", "[]"},
		{MapShape(shString, shInt), &MapValue{[][2]any{{"a", int64(1)}}}, `["a": 1]`, "{'a': 1}", "Map(a -> 1)", "{a -> 1}"},
		{MapShape(shString, shInt), &MapValue{}, "[:]", "{}", "Map()", "{}"},
		{SetShape(shInt), &SetValue{[]any{int64(1), int64(2)}}, "{1, 2}", "{1, 2}", "Set(1, 2)", "[1, 2]"},
		{SetShape(shInt), &SetValue{}, "{}", "set()", "Set()", "[]"},
		{shTime, at, "2026-11-22T10:00:00Z", "datetime.datetime(2026, 11, 22, 10, 0)", "2026-11-22 11:00:00", "2026-11-22 11:00:00"},
		{shTime, at + 1_500_000_000, "2026-11-22T10:00:01.5Z", "datetime.datetime(2026, 11, 22, 10, 0, 1, 500000)", "2026-11-22 11:00:01.5", "2026-11-22 11:00:01.5"},
		{shTime, Time(-1), "1969-12-31T23:59:59.999999999Z", "datetime.datetime(1969, 12, 31, 23, 59, 59, 999999)", "1970-01-01 00:59:59.999999999", "1970-01-01 00:59:59.999999999"},
		{shDuration, 90 * Second, "1m30s", "datetime.timedelta(seconds=90)", "90000 ms", "90000 ms"},
		{shDuration, Duration(0), "0s", "datetime.timedelta(0)", "0 ms", "0 ms"},
		{shDuration, -Second, "-1s", "datetime.timedelta(days=-1, seconds=86399)", "-1000 ms", "-1000 ms"},
		{shDuration, Duration(math.MinInt64), "-106751d23h47m16s854ms775us808ns", "datetime.timedelta(days=-106752, seconds=763, microseconds=145224)", "-9223372036854 ms", "-9223372036854 ms"},
	} {
		zone := FixedZone(3600)
		for _, got := range [][2]string{
			{Text(c.shape, c.value), c.ours}, {Repr(c.shape, c.value), c.python},
			{Scala(c.shape, c.value, zone), c.scala}, {Console(c.shape, c.value, zone), c.console},
		} {
			if got[0] != got[1] {
				t.Errorf("text of %s: got %s, want %s", c.shape, got[0], got[1])
			}
		}
	}
}

func TestPythonStr(t *testing.T) {
	if got := PythonStr(shString, "a"); got != "a" {
		t.Errorf("a string: %s", got)
	}
	if got := PythonStr(ListShape(shString), []any{"a"}); got != "['a']" {
		t.Errorf("a list: %s", got)
	}
}
