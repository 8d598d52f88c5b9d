package plan

import (
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// Test is a `test` block after typing: steps with their values computed.
type Test struct {
	Name  string
	Span  diag.Span
	Steps []TestStep
}

// TestStep is one step. Word is "set", "feed", "tick", "process", "trigger", "advance", "restart", "stop", "fail" or "expect".
// A feed has Rows (nil: no dataset, with Missing set), Partitions (0: not said), or Raw texts. Tick, trigger and fail have N; advance has Millis.
// An expect has Rows and its options; None stands for `: none` (it did not run).
type TestStep struct {
	Span       diag.Span
	Word       string
	Target     string // as in the replay contract: "lines", "counts#2", "x.errors", "printed", "errors", an endpoint
	Kind       TargetKind
	Row        types.Type // of Rows
	Rows       []TestRow
	Raw        []string
	Missing    bool
	Partitions int
	N          int
	Millis     int64
	Ordered    bool
	At         int64 // ms; -1: not said
	None       bool
}

// TargetKind says what an expect looks at.
type TargetKind string

// The targets of an expect.
const (
	TargetOutput   TargetKind = "output"
	TargetPrinted  TargetKind = "printed"
	TargetErrors   TargetKind = "errors"
	TargetEndpoint TargetKind = "endpoint"
)

// TestRow is one row: a value in the form of Const, and for an expected record literal the Fields that it names (nil: all).
type TestRow struct {
	Value  any
	Fields []string
}
