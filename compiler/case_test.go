package compiler_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// A conformance case is a program, a replay script, and what must come out of it: facts about Spark. The form of its expectations is in testdata/conformance/README.md.

type conformanceCase struct {
	name string // "dstream/basic-map"
	pipe string // the program's file

	Script      []json.RawMessage `json:"script"`
	Expect      []entry           `json:"expect"`
	Compare     options           `json:"compare"`
	Ordered     bool              `json:"ordered"`
	Status      int               `json:"status"`
	Flags       []string          `json:"flags"`
	ExpectError *struct{ Codes []string }
	Skip        string `json:"skip"`
}

type options struct {
	ValuesUnordered  bool     `json:"values_unordered"`
	SkipEmptyOutputs bool     `json:"skip_empty_outputs"`
	FloatTolerance   float64  `json:"float_tolerance"`
	IgnoreErrors     []string `json:"ignore_errors"`
}

// entry is one expectation; pointers tell what is not said from zero.
type entry struct {
	Output    string   `json:"output"`
	Rows      *value   `json:"rows"`
	After     *int     `json:"after"`
	Of        string   `json:"of"`
	Count     *int     `json:"count"`
	WithRows  bool     `json:"with_rows"`
	Ordered   *bool    `json:"ordered"`
	Time      *value   `json:"time"`
	Batch     *value   `json:"batch"`
	Mode      *value   `json:"mode"`
	Watermark *int64   `json:"watermark"`
	Error     string   `json:"error"`
	Code      string   `json:"code"`
	Reason    string   `json:"reason"`
	Name      *value   `json:"name"`
	Row       *value   `json:"row"`
	Print     *string  `json:"print"`
	Send      string   `json:"send"`
	Data      *string  `json:"data"`
	Text      []string `json:"text"`
	Files     []string `json:"files"`
}

// value is a JSON value: nil, bool, string, json.Number, []any or object.
type value struct{ any }

// field of an object; objects keep their order, which is that of the record's fields.
type (
	object []field
	field  struct {
		name  string
		value any
	}
)

func (v *value) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	x, err := decodeValue(d)
	v.any = x
	return err
}

func decodeValue(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			x, err := decodeValue(d)
			if err != nil {
				return nil, err
			}
			list = append(list, x)
		}
		_, err := d.Token()
		return list, err
	case json.Delim('{'):
		o := object{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			x, err := decodeValue(d)
			if err != nil {
				return nil, err
			}
			o = append(o, field{name.(string), x})
		}
		_, err := d.Token()
		return o, err
	}
	return token, nil
}

// loadCases are the cases of a folder, in order of their names.
func loadCases(t *testing.T, folder string) []*conformanceCase {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata/conformance", folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", folder, err)
	}
	sort.Strings(files)
	var cases []*conformanceCase
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		base := strings.TrimSuffix(file, ".json")
		c := &conformanceCase{name: folder + "/" + filepath.Base(base), pipe: base + ".pipe"}
		var raw struct {
			*conformanceCase
			ExpectError *struct{ Codes []string } `json:"expect_error"`
		}
		raw.conformanceCase = c
		if err := json.Unmarshal(data, &raw); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		c.ExpectError = raw.ExpectError
		cases = append(cases, c)
	}
	return cases
}

func (c *conformanceCase) script() []byte {
	var out bytes.Buffer
	for _, line := range c.Script {
		var one bytes.Buffer
		if err := json.Compact(&one, line); err != nil {
			panic(err)
		}
		out.Write(one.Bytes())
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// canon is a text that is equal for equal values: 1 and 1.0 are, 1 and true are not.
func canon(x any) string {
	switch x := x.(type) {
	case json.Number:
		return canonNumber(string(x))
	case []any:
		parts := make([]string, len(x))
		for i, e := range x {
			parts[i] = canon(e)
		}
		return "[" + strings.Join(parts, ",") + "]"
	case object:
		parts := make([]string, len(x))
		for i, f := range x {
			parts[i] = strconv.Quote(f.name) + ":" + canon(f.value)
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, ",") + "}"
	case string:
		return strconv.Quote(x)
	}
	return fmt.Sprint(x)
}

func canonNumber(text string) string {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return strconv.FormatInt(n, 10)
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return strconv.FormatInt(int64(f), 10)
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

func hasObject(x any) bool {
	if list, ok := x.([]any); ok {
		return slices.ContainsFunc(list, hasObject)
	}
	_, ok := x.(object)
	return ok
}

func asArray(x any) any {
	switch x := x.(type) {
	case object:
		out := make([]any, len(x))
		for i, f := range x {
			out[i] = asArray(f.value)
		}
		return out
	case []any:
		out := make([]any, len(x))
		for i, e := range x {
			out[i] = asArray(e)
		}
		return out
	}
	return x
}

// asRow is a record as an array, and a record of one field as its value.
func asRow(x any) any {
	o, ok := x.(object)
	if ok && len(o) == 1 {
		return asArray(o[0].value)
	}
	return asArray(x)
}

// closeTo compares with a relative tolerance for floats.
func closeTo(a, b any, tolerance float64) bool {
	x, okA := a.(json.Number)
	y, okB := b.(json.Number)
	if okA && okB {
		f, _ := x.Float64()
		g, _ := y.Float64()
		return f == g || math.Abs(f-g) <= tolerance*max(math.Abs(f), math.Abs(g))
	}
	xs, okA := a.([]any)
	ys, okB := b.([]any)
	if okA && okB {
		return len(xs) == len(ys) && !slices.ContainsFunc(indexes(xs), func(i int) bool { return !closeTo(xs[i], ys[i], tolerance) })
	}
	return canon(a) == canon(b)
}

func indexes[T any](xs []T) []int {
	out := make([]int, len(xs))
	for i := range xs {
		out[i] = i
	}
	return out
}
