package compiler_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// outLine is a line that a replay printed, and the line of the script that it belongs to.
type outLine struct {
	script int
	fields object
}

func (l outLine) get(name string) (any, bool) {
	for _, f := range l.fields {
		if f.name == name {
			return f.value, true
		}
	}
	return nil, false
}

func (l outLine) rows() []any {
	rows, _ := l.get("rows")
	list, _ := rows.([]any)
	return list
}

func parseOutput(lines []string) ([]outLine, error) {
	var out []outLine
	done := 0
	for _, text := range lines {
		if strings.TrimSpace(text) == "" {
			continue
		}
		var v value
		if err := v.UnmarshalJSON([]byte(text)); err != nil {
			return nil, fmt.Errorf("a line of the output is not JSON: %s", text)
		}
		fields, ok := v.any.(object)
		if !ok {
			return nil, fmt.Errorf("a line of the output is no object: %s", text)
		}
		l := outLine{done + 1, fields}
		if n, ok := l.get("done"); ok {
			if canon(n) != fmt.Sprint(done+1) {
				return nil, fmt.Errorf("done %s after done %d", canon(n), done)
			}
			done++
			continue
		}
		out = append(out, l)
	}
	return out, nil
}

// check compares what a replay printed with what the case expects; nil when it agrees.
func (c *conformanceCase) check(lines []string) error {
	all, err := parseOutput(lines)
	if err != nil {
		return err
	}
	k := &checker{c: c, all: all}
	for _, check := range []func() error{k.errors, k.plainOutputs, k.outputsAfter, k.texts} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

type checker struct {
	c   *conformanceCase
	all []outLine
}

// of are the lines with that key (and value, unless it is empty) that belong to script lines in (since, upto]; upto 0: all.
func (k *checker) of(key, want string, since, upto int) []outLine {
	var out []outLine
	for _, l := range k.all {
		v, ok := l.get(key)
		if ok && (want == "" || v == want) && l.script > since && (upto == 0 || l.script <= upto) {
			out = append(out, l)
		}
	}
	return out
}

func (k *checker) errors() error {
	left := k.of("error", "", 0, 0)
	for _, e := range k.c.Expect {
		if e.Error == "" {
			continue
		}
		i := slices.IndexFunc(left, func(l outLine) bool { return e.fitsError(l) && (e.After == nil || l.script <= *e.After) })
		if i < 0 {
			return fmt.Errorf("no error %q like %q among %d", e.Error, e.Reason, len(left))
		}
		left = slices.Delete(left, i, i+1)
	}
	for _, l := range left {
		kind, _ := l.get("error")
		if !slices.Contains(k.c.Compare.IgnoreErrors, fmt.Sprint(kind)) {
			return fmt.Errorf("error not expected: %s", canon(l.fields))
		}
	}
	return nil
}

func (e *entry) fitsError(l outLine) bool {
	kind, _ := l.get("error")
	code, _ := l.get("code")
	reason, _ := l.get("reason")
	return kind == e.Error && strings.HasPrefix(fmt.Sprint(code), e.Code) && strings.Contains(strings.ToLower(fmt.Sprint(reason)), strings.ToLower(e.Reason)) &&
		same(e.Time, l, "time") && same(e.Name, l, "name") && same(e.Row, l, "row")
}

// same reports whether a field has the wanted value, if one is wanted.
func same(want *value, l outLine, name string) bool {
	got, _ := l.get(name)
	return want == nil || canon(want.any) == canon(got)
}

func (e *entry) fields(l outLine, what string) error {
	for name, want := range map[string]*value{"time": e.Time, "batch": e.Batch, "mode": e.Mode} {
		if !same(want, l, name) {
			got, _ := l.get(name)
			return fmt.Errorf("%s: %s %s wanted, got %s", what, name, canon(want.any), canon(got))
		}
	}
	return nil
}

// plainOutputs checks the entries that stand for one line each.
func (k *checker) plainOutputs() error {
	var names []string
	want := map[string][]entry{}
	for _, e := range k.c.Expect {
		if e.Output == "" || e.Rows == nil || e.After != nil {
			continue
		}
		if want[e.Output] == nil {
			names = append(names, e.Output)
		}
		want[e.Output] = append(want[e.Output], e)
	}
	for _, name := range names {
		if err := k.lines(name, want[name], k.of("output", name, 0, 0)); err != nil {
			return err
		}
	}
	return nil
}

func (k *checker) lines(name string, want []entry, got []outLine) error {
	if k.c.Compare.SkipEmptyOutputs {
		want = slices.DeleteFunc(slices.Clone(want), func(e entry) bool { return len(e.rows()) == 0 })
		got = slices.DeleteFunc(got, func(l outLine) bool { return len(l.rows()) == 0 })
	}
	for i := range min(len(want), len(got)) {
		what := fmt.Sprintf("%s, line %d", name, i+1)
		if err := want[i].fields(got[i], what); err != nil {
			return err
		}
		if err := k.rows(want[i], got[i].rows(), what); err != nil {
			return err
		}
	}
	if len(want) != len(got) {
		return fmt.Errorf("%s: %d lines wanted, got %d", name, len(want), len(got))
	}
	return nil
}

func (e *entry) rows() []any {
	list, _ := e.Rows.any.([]any)
	return list
}

// outputsAfter checks the entries that speak about all that came up to a line of the script.
func (k *checker) outputsAfter() error {
	since, counted := map[string]int{}, map[string]int{}
	for _, e := range k.c.Expect {
		switch {
		case e.Watermark != nil:
			if err := k.watermark(e); err != nil {
				return err
			}
		case e.After == nil || e.Output == "":
		case e.Count != nil:
			got := k.of("output", e.Output, counted[e.Output], *e.After)
			if e.WithRows {
				got = slices.DeleteFunc(got, func(l outLine) bool { return len(l.rows()) == 0 })
			}
			counted[e.Output] = *e.After
			if len(got) != *e.Count {
				return fmt.Errorf("%s: %d lines wanted after line %d, got %d", e.Output, *e.Count, *e.After, len(got))
			}
		default:
			if err := k.after(e, since[e.Output]); err != nil {
				return err
			}
			since[e.Output] = *e.After
		}
	}
	return nil
}

func (k *checker) after(e entry, since int) error {
	if e.Of != "" && e.Of != "new" {
		since = 0
	}
	got := k.of("output", e.Output, since, *e.After)
	if e.Of == "last" && len(got) > 1 {
		got = got[len(got)-1:]
	}
	what := fmt.Sprintf("%s, after line %d", e.Output, *e.After)
	var last outLine
	var rows []any
	for _, l := range got {
		last = l
		rows = append(rows, l.rows()...)
	}
	if err := e.fields(last, what); err != nil {
		return err
	}
	return k.rows(e, rows, what)
}

func (k *checker) watermark(e entry) error {
	upto := 0
	if e.After != nil {
		upto = *e.After
	}
	got := "0"
	if lines := k.of("watermark", "", 0, upto); len(lines) > 0 {
		v, _ := lines[len(lines)-1].get("watermark")
		got = canon(v)
	}
	if got != fmt.Sprint(*e.Watermark) {
		return fmt.Errorf("watermark %d wanted, got %s", *e.Watermark, got)
	}
	return nil
}

func (k *checker) rows(e entry, got []any, what string) error {
	want := e.rows()
	if !hasObject(want) {
		got = apply(got, asRow)
	}
	if k.c.Compare.ValuesUnordered {
		want, got = apply(want, freeValues), apply(got, freeValues)
	}
	ordered := k.c.Ordered
	if e.Ordered != nil {
		ordered = *e.Ordered
	}
	if !ordered {
		byText := func(a, b any) int { return strings.Compare(canon(a), canon(b)) }
		want, got = slices.SortedFunc(slices.Values(want), byText), slices.SortedFunc(slices.Values(got), byText)
	}
	if closeTo(want, got, k.c.Compare.FloatTolerance) || len(want) == 0 && len(got) == 0 {
		return nil
	}
	return fmt.Errorf("%s: wanted %s, got %s", what, canon(want), canon(got))
}

func apply(xs []any, f func(any) any) []any {
	out := make([]any, len(xs))
	for i, x := range xs {
		out[i] = f(x)
	}
	return out
}

// freeValues sorts the list in the second place of a row.
func freeValues(row any) any {
	pair, ok := row.([]any)
	if !ok || len(pair) != 2 {
		return row
	}
	list, ok := pair[1].([]any)
	if !ok {
		return row
	}
	return []any{pair[0], slices.SortedFunc(slices.Values(list), func(a, b any) int { return strings.Compare(canon(a), canon(b)) })}
}

// texts checks what batch code printed and sent.
func (k *checker) texts() error {
	var prints, sends []string
	names := map[string]bool{}
	for _, e := range k.c.Expect {
		if e.Print != nil {
			prints = append(prints, *e.Print)
		}
		if e.Send != "" {
			sends = append(sends, e.Send+": "+*e.Data)
			names[e.Send] = true
		}
	}
	if err := sameTexts("print", prints, k.of("print", "", 0, 0), func(l outLine) (string, bool) { return text(l, "print"), true }); err != nil {
		return err
	}
	return sameTexts("send", sends, k.of("send", "", 0, 0), func(l outLine) (string, bool) {
		return text(l, "send") + ": " + text(l, "data"), names[text(l, "send")]
	})
}

func text(l outLine, name string) string {
	v, _ := l.get(name)
	s, _ := v.(string)
	return s
}

func sameTexts(what string, want []string, lines []outLine, of func(outLine) (string, bool)) error {
	var got []string
	for _, l := range lines {
		if s, ok := of(l); ok {
			got = append(got, s)
		}
	}
	if len(want) == 0 || slices.Equal(want, got) {
		return nil
	}
	w, _ := json.Marshal(want)
	g, _ := json.Marshal(got)
	return fmt.Errorf("%s: wanted %s, got %s", what, w, g)
}
