package interp

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// Failure is an expectation that was not met: where it stands, what is wrong in a sentence, and rows, each with `-` (wanted, did not come) or `+` (came,
// was not wanted) before it.
type Failure struct {
	Span    diag.Span
	Message string
	Rows    []string
}

// printed is a line of a replay.
type printed struct {
	Time   int64           `json:"time"`
	Output string          `json:"output"`
	Rows   json.RawMessage `json:"rows"`
	Print  *string         `json:"print"`
	Send   string          `json:"send"`
	Data   string          `json:"data"`
	Error  string          `json:"error"`
	Name   string          `json:"name"`
	Source string          `json:"source"`
	Code   string          `json:"code"`
	Reason string          `json:"reason"`
	Row    string          `json:"row"`
	Done   int             `json:"done"`
	line   int             // of the script
}

// Judge compares what a replay printed with what the test expects. A line that is no JSON is an error of the program or of ours, not of the test.
func (s *Script) Judge(lines []string) ([]Failure, error) {
	all, err := parsePrinted(lines)
	if err != nil {
		return nil, err
	}
	var failures []Failure
	seen := map[string]int{} // by target: lines of the script that an expect has looked at
	for _, e := range s.expects {
		if f := e.judge(all, seen); f != nil {
			failures = append(failures, *f)
		}
	}
	return failures, nil
}

func parsePrinted(lines []string) ([]printed, error) {
	var all []printed
	done := 0
	for _, text := range lines {
		if strings.TrimSpace(text) == "" {
			continue
		}
		var p printed
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			return nil, fmt.Errorf("the program printed a line that is not JSON: %s", text)
		}
		if p.Done > 0 {
			done = p.Done
			continue
		}
		p.line = done + 1
		all = append(all, p)
	}
	return all, nil
}

// Ending is the error that a replay ended with, nil without one: a batch that failed and was not run again, or a line that could not be carried out.
func Ending(lines []string) *fn.Fault {
	all, err := parsePrinted(lines)
	if err != nil || len(all) == 0 {
		return nil
	}
	last := all[len(all)-1]
	if last.Error != "batch" && last.Error != "fatal" {
		return nil
	}
	return &fn.Fault{Code: last.Code, Reason: last.Reason, Source: last.Source}
}

// judge is nil when the expectation is met.
func (e expect) judge(all []printed, seen map[string]int) *Failure {
	looked := e.lookedAt(all, seen[e.step.Target])
	if e.step.At < 0 {
		seen[e.step.Target] = e.upto
	}
	what := e.step.Target
	if e.step.At >= 0 {
		what += " at " + duration(e.step.At)
	}
	if e.step.None {
		if len(looked) == 0 {
			return nil
		}
		return e.failure(what+" ran; it was not to", nil, e.rows(looked))
	}
	if len(looked) == 0 && e.step.Kind == plan.TargetOutput {
		return e.failure(what+" did not run", e.step.Rows, nil)
	}
	missing, extra := unmatched(e.step, e.rows(looked))
	switch {
	case len(missing) > 0 || len(extra) > 0:
		return e.failure(what+" gave other rows than expected", missing, extra)
	case e.step.Ordered && !inOrder(e.step, e.rows(looked)):
		return e.failure(what+" gave the rows in another order", e.step.Rows, e.rows(looked))
	}
	return nil
}

// lookedAt are the lines that the expectation speaks of: those of its target that came behind the line since (or, with `at`, of that batch).
func (e expect) lookedAt(all []printed, since int) []printed {
	var out []printed
	for _, p := range all {
		fits := p.line > since
		if e.step.At >= 0 {
			fits = p.Time == e.step.At
		}
		if fits && p.line <= e.upto && speaksOf(e.step, p) {
			out = append(out, p)
		}
	}
	return out
}

func speaksOf(step *plan.TestStep, p printed) bool {
	switch step.Kind {
	case plan.TargetPrinted:
		return p.Print != nil
	case plan.TargetEndpoint:
		return p.Send == step.Target
	case plan.TargetErrors:
		of, ofOne := strings.CutSuffix(step.Target, ".errors")
		return p.Error == "row" && (!ofOne || p.Name == of)
	default:
		return p.Output == step.Target && p.Rows != nil
	}
}

// rows are the values in lines, in the form of the expectation's rows.
func (e expect) rows(lines []printed) []any {
	var out []any
	for _, p := range lines {
		switch e.step.Kind {
		case plan.TargetPrinted:
			out = append(out, *p.Print)
		case plan.TargetEndpoint:
			out = append(out, p.Data)
		case plan.TargetErrors:
			out = append(out, []any{fn.Time(p.Time) * fn.Time(fn.Millisecond), p.Name, p.Source, p.Code, p.Reason, p.Row})
		default:
			rows, err := fn.ParseJSON(fn.ListShape(ShapeOf(e.step.Row)), p.Rows)
			if err != nil {
				panic("interp: the output " + p.Output + " printed rows of another type: " + err.Error())
			}
			out = append(out, rows.([]any)...)
		}
	}
	return out
}

func (e expect) failure(message string, missing []plan.TestRow, extra []any) *Failure {
	f := &Failure{Span: e.step.Span, Message: message}
	for _, row := range missing {
		f.Rows = append(f.Rows, "- "+rowText(e.step.Row, row))
	}
	for _, row := range extra {
		f.Rows = append(f.Rows, "+ "+rowText(e.step.Row, plan.TestRow{Value: row}))
	}
	return f
}

// unmatched are the wanted rows that did not come and the rows that were not wanted. Since a record literal may name some fields only, which wanted row a row stands
// for is found by augmenting paths (Kuhn), not by taking the first that fits.
func unmatched(step *plan.TestStep, got []any) (missing []plan.TestRow, extra []any) {
	taken := make([]int, len(got)) // the wanted row that a row stands for, from 1
	var place func(want int, tried []bool) bool
	place = func(want int, tried []bool) bool {
		for i, row := range got {
			if tried[i] || !matches(step.Row, step.Rows[want], row) {
				continue
			}
			tried[i] = true
			if taken[i] == 0 || place(taken[i]-1, tried) {
				taken[i] = want + 1
				return true
			}
		}
		return false
	}
	for want := range step.Rows {
		if !place(want, make([]bool, len(got))) {
			missing = append(missing, step.Rows[want])
		}
	}
	for i, row := range got {
		if taken[i] == 0 {
			extra = append(extra, row)
		}
	}
	return missing, extra
}

func inOrder(step *plan.TestStep, got []any) bool {
	for i, row := range got {
		if !matches(step.Row, step.Rows[i], row) {
			return false
		}
	}
	return true
}

func matches(row types.Type, want plan.TestRow, got any) bool {
	shape := ShapeOf(row)
	if want.Fields == nil {
		return fn.Equal(shape, want.Value, got)
	}
	for i, f := range shape.Fields {
		if slices.Contains(want.Fields, f.Name) && !fn.Equal(f.Shape, want.Value.([]any)[i], got.([]any)[i]) {
			return false
		}
	}
	return true
}

func duration(ms int64) string { return (time.Duration(ms) * time.Millisecond).String() }
