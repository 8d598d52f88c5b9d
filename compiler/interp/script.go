package interp

import (
	"fmt"
	"strings"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// Script is a `test` block as a replay script with what must come out of it.
type Script struct {
	Lines   []string
	Params  []Param // the values that `set` gives
	expects []expect
}

// Param is the value of a parameter, as text for a flag.
type Param struct{ Name, Value string }

// expect is an expect step, which looks at what came up to a line of the script.
type expect struct {
	step *plan.TestStep
	upto int // the number of the last line before it
}

// ScriptOf turns a test into a script.
func ScriptOf(t *plan.Test) *Script {
	s := &Script{}
	for i := range t.Steps {
		step := &t.Steps[i]
		switch step.Word {
		case "set":
			s.Params = append(s.Params, Param{step.Target, flagText(step)})
		case "expect":
			s.expects = append(s.expects, expect{step, len(s.Lines)})
		default:
			s.Lines = append(s.Lines, lineOf(step))
		}
	}
	return s
}

// flagText is the value of a `set` as the program's flag takes it.
func flagText(step *plan.TestStep) string {
	shape, v := ShapeOf(step.Row), step.Rows[0].Value
	switch shape.Kind {
	case fn.KindList, fn.KindMap, fn.KindSet, fn.KindTuple, fn.KindRecord:
		return string(fn.AppendJSON(nil, shape, v))
	}
	return fn.Text(shape, v)
}

func lineOf(step *plan.TestStep) string {
	switch step.Word {
	case "feed":
		return feedLine(step)
	case "tick", "trigger":
		return object(step.Word, fmt.Sprint(step.N))
	case "advance":
		return object(step.Word, fmt.Sprint(step.Millis))
	case "process", "restart", "stop":
		return object(step.Word, "true")
	case "fail":
		return object(step.Word, str(step.Target), "times", fmt.Sprint(step.N))
	}
	panic("interp: no step " + step.Word)
}

func feedLine(step *plan.TestStep) string {
	parts := []string{"feed", str(step.Target)}
	switch {
	case step.Missing:
		parts = append(parts, "rows", "null")
	case step.Raw != nil:
		raw := make([]any, len(step.Raw))
		for i, text := range step.Raw {
			raw[i] = text
		}
		parts = append(parts, "raw", string(fn.AppendJSON(nil, fn.ListShape(&fn.Shape{Kind: fn.KindString}), raw)))
	default:
		rows := make([]any, len(step.Rows))
		for i, row := range step.Rows {
			rows[i] = row.Value
		}
		parts = append(parts, "rows", string(fn.AppendJSON(nil, fn.ListShape(ShapeOf(step.Row)), rows)))
	}
	if step.Partitions > 0 {
		parts = append(parts, "partitions", fmt.Sprint(step.Partitions))
	}
	return object(parts...)
}

// rowText is a row as a person would write it in a test; of a record literal that names some fields only those.
func rowText(row types.Type, r plan.TestRow) string {
	record, ok := types.Resolve(row).(*types.Record)
	if !ok || r.Fields == nil {
		if text, ok := r.Value.(string); ok {
			return string(fn.AppendJSONString(nil, text))
		}
		return fn.Text(ShapeOf(row), r.Value)
	}
	var parts []string
	for _, name := range r.Fields {
		for i, f := range record.Fields {
			if f.Name == name {
				parts = append(parts, name+": "+rowText(f.Type, plan.TestRow{Value: r.Value.([]any)[i]}))
			}
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
