package fn

import (
	"math"
	"testing"
)

func TestJSONRoundTrip(t *testing.T) {
	for _, c := range []struct {
		shape *Shape
		value any
		json  string
	}{
		{shInt, int64(math.MinInt64), "-9223372036854775808"},
		{shFloat, 1.5, "1.5"},
		{shFloat, math.NaN(), `"NaN"`},
		{shFloat, math.Inf(-1), `"-Infinity"`},
		{shFloat, 1e16, "1e+16"},
		{shString, "a\"\\\n\x01é<", `"a\"\\\n\u0001é<"`},
		{Bytes.Shape, []byte("hi"), `"aGk="`},
		{shTime, Time(1500 * Millisecond), `"1970-01-01T00:00:01.5Z"`},
		{shDuration, 90 * Second, "90000"},
		{shDuration, -1500 * Microsecond, "-1.5"},
		{shDuration, -500 * Microsecond, "-0.5"},
		{OptShape(shInt), nil, "null"},
		{OptShape(shInt), int64(1), "1"},
		{TupleShape(shString, OptShape(shInt)), []any{"a", nil}, `["a",null]`},
		{shWord, []any{"a", int64(1)}, `{"w":"a","n":1}`},
		{MapShape(shString, shInt), &MapValue{[][2]any{{"a", int64(1)}, {"b", int64(2)}}}, `{"a":1,"b":2}`},
		{MapShape(shInt, shInt), &MapValue{[][2]any{{int64(1), int64(2)}}}, `[[1,2]]`},
		{MapShape(shInt, shInt), &MapValue{}, `[]`},
		{MapShape(shString, shInt), &MapValue{}, `{}`},
		{SetShape(shInt), &SetValue{[]any{int64(1), int64(2)}}, `[1,2]`},
	} {
		if got := string(AppendJSON(nil, c.shape, c.value)); got != c.json {
			t.Errorf("JSON of %s: got %s, want %s", c.shape, got, c.json)
		}
		back, err := ParseJSON(c.shape, []byte(" "+c.json+" "))
		if err != nil || !Equal(c.shape, back, c.value) {
			t.Errorf("%s as %s: got %v, %v", c.json, c.shape, back, err)
		}
	}
}

func TestParseJSONScripts(t *testing.T) {
	one := RecordShape("", ShapeField{Name: "x", Shape: shInt})
	oneList := RecordShape("", ShapeField{Name: "x", Shape: ListShape(shInt)})
	withDefault := RecordShape("", ShapeField{Name: "a", Outside: "@a", Shape: shInt, HasDefault: true, Default: int64(7)}, ShapeField{Name: "b", Shape: OptShape(shInt)})
	for _, c := range []struct {
		shape      *Shape
		json, want string // want as our text, or the error behind "!"
	}{
		{one, "3", "{x: 3}"},
		{one, "[3]", "{x: 3}"},
		{one, `{"x":3}`, "{x: 3}"},
		{oneList, "[1,2]", "{x: [1, 2]}"},
		{oneList, "[[1,2]]", "{x: [1, 2]}"},
		{withDefault, `{}`, "{a: 7, b: none}"},
		{withDefault, `{"a":null,"b":3}`, "{a: 7, b: 3}"},
		{withDefault, `[1,2]`, "{a: 1, b: 2}"},
		{withDefault, `{"c":1}`, "!c: found an unknown field, wanted one of a, b"},
		{shTime, `1500`, "1970-01-01T00:00:01.5Z"},
		{shTime, `"2026-11-23T10:00:00+02:00"`, "2026-11-23T08:00:00Z"},
		{shTime, `"2026-02-30T10:00:00Z"`, `!found "2026-02-30T10:00:00Z", wanted a time (RFC 3339, or ms since 1970)`},
		{shInt, `1.5`, "!found 1.5, wanted int (64 bits)"},
		{shInt, `9223372036854775808`, "!found 9223372036854775808, wanted int (64 bits)"},
		{shInt, `1 2`, "!found 2 behind the value, wanted the end of the text"},
		{shInt, ``, "!found the end of the text, wanted int (64 bits)"},
		{shFloat, `1e999`, "!found 1e999, wanted float"},
		{shFloat, `01`, "!found 1 behind the value, wanted the end of the text"},
		{shString, "\"a\\ud83d\\ude00\\ud83d\xff\"", "a😀\uFFFD\uFFFD"},
		{shString, `"a`, `!found malformed JSON: "a, wanted string`},
		{ListShape(shWord), `[{"w":"a","n":1},{"w":"b"}]`, "![1].n: found nothing (or null), wanted int"},
		{ListShape(shWord), `[["a",1],["b"]]`, "![1]: found an array of 1, wanted {w: string, n: int}, an array of 2"},
		{ListShape(shWord), `[["a",1,2]]`, "![0]: found an array of more than 2, wanted {w: string, n: int}, an array of 2"},
		{SetShape(shInt), `[3,1,3]`, "{1, 3}"},
		{MapShape(shString, shInt), `{"b":1,"a":2,"b":3}`, `["a": 2, "b": 3]`},
		{MapShape(shString, shInt), `{"b":"x"}`, `!b: found "x", wanted int (64 bits)`},
	} {
		checkParsed(t, c.shape, c.json, c.want, ParseJSON)
	}
}

func TestDecodeJSONFormat(t *testing.T) {
	row := RecordShape("Row", ShapeField{Name: "at", Outside: "@timestamp", Shape: shTime}, ShapeField{Name: "user", Shape: shWord},
		ShapeField{Name: "n", Shape: shInt, HasDefault: true, Default: int64(1)})
	for _, c := range [][2]string{
		{`{"x":[1,{"y":"}"}],"@timestamp":0,"user":{"n":1,"w":"a","z":null}}`, `{at: 1970-01-01T00:00:00Z, user: {w: "a", n: 1}, n: 1}`},
		{`{"at":0,"user":{"n":1,"w":"a"}}`, "!@timestamp: found nothing (or null), wanted time"},
		{`{"@timestamp":0,"user":{"n":1,"w":5}}`, "!user.w: found 5, wanted string"},
		{`{"@timestamp":0,"user":["a",1]}`, "!user: found an array, wanted {w: string, n: int}"},
		{`{"x":tru}`, `!x: found malformed JSON: tru}, wanted a value`},
		{`[]`, "!found an array, wanted Row"},
		{`{"@timestamp":0 "user"}`, `!found "user", wanted "," or "}"`},
	} {
		checkParsed(t, row, c[0], c[1], DecodeJSON)
	}
}

func checkParsed(t *testing.T, s *Shape, text, want string, parse func(*Shape, []byte) (any, error)) {
	t.Helper()
	v, err := parse(s, []byte(text))
	got := ""
	if err != nil {
		got = "!" + err.Error()
	} else {
		got = Text(s, v)
	}
	if got != want {
		t.Errorf("%s as %s:\n got %s\nwant %s", text, s, got, want)
	}
}

func FuzzJSON(f *testing.F) {
	shape := ListShape(RecordShape("", ShapeField{Name: "a", Shape: OptShape(shFloat)}, ShapeField{Name: "b", Shape: MapShape(shString, TupleShape(shTime, shDuration))}))
	f.Add([]byte(`[{"a":1.5,"b":{"x":["2026-11-23T10:00:00Z",5]}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := ParseJSON(shape, data)
		if err != nil {
			return
		}
		back, err := ParseJSON(shape, AppendJSON(nil, shape, v))
		if err != nil || !Equal(shape, v, back) {
			t.Errorf("%q: %v", data, err)
		}
	})
}
