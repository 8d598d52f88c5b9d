package runtime

import (
	"context"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// GeneratedByOtherVersion_RunGoGenerate_1 is what generated code names: where it is undefined, the code was generated for another version of this package.
const GeneratedByOtherVersion_RunGoGenerate_1 = true

// Version is the version of streamc that this package belongs to. It changes with a release only.
const Version = "0.1.0"

// The types that stand at the border of generated packages.
type (
	Pair[K, V any]                     = fn.Pair[K, V]
	Opt[T any]                         = fn.Opt[T]
	Map[K, V any]                      = fn.Map[K, V]
	Set[T any]                         = fn.Set[T]
	Tuple3[A, B, C any]                = fn.Tuple3[A, B, C]
	Tuple4[A, B, C, D any]             = fn.Tuple4[A, B, C, D]
	Tuple5[A, B, C, D, E any]          = fn.Tuple5[A, B, C, D, E]
	Tuple6[A, B, C, D, E, F any]       = fn.Tuple6[A, B, C, D, E, F]
	Tuple7[A, B, C, D, E, F, G any]    = fn.Tuple7[A, B, C, D, E, F, G]
	Tuple8[A, B, C, D, E, F, G, H any] = fn.Tuple8[A, B, C, D, E, F, G, H]
	Time                               = fn.Time
	Duration                           = fn.Duration
	Fault                              = fn.Fault
)

// OutputFunc takes the rows of an output, once per batch that it runs in. batch is the batch time in milliseconds. An error is retried, then it fails the batch.
type OutputFunc[T any] func(ctx context.Context, batch int64, rows []T) error

// Some makes an optional of the value of a side of an outer join.
func Some[T any](v T) Opt[T] { return fn.Some(v) }

// Same is what outer joins use instead of Some where the side is optional already.
func Same[T any](v T) T { return v }

// Missing says what an operator does with a dataset that is missing.
type Missing uint8

// What operators do with missing datasets.
const (
	Pass  Missing = iota // nothing: the result is missing too
	Empty                // take it as an empty one
	Fail                 // fail the batch
)

// Style is the language whose texts and frames an output follows.
type Style uint8

// The styles.
const (
	Python Style = iota
	Scala
)

// RowError is a row that failed, as x.errors shows it: time of the batch, binding, place of the expression, code and reason, and the input of the operator that failed.
type RowError struct {
	Time                            Time
	Name, Source, Code, Reason, Row string
}

// RowErrorType describes RowError.
func RowErrorType() *fn.Type[RowError] {
	return fn.RecordOf("RowError",
		fn.Field("time", fn.TimeType, func(r *RowError) *Time { return &r.Time }),
		fn.Field("name", fn.String, func(r *RowError) *string { return &r.Name }),
		fn.Field("source", fn.String, func(r *RowError) *string { return &r.Source }),
		fn.Field("code", fn.String, func(r *RowError) *string { return &r.Code }),
		fn.Field("reason", fn.String, func(r *RowError) *string { return &r.Reason }),
		fn.Field("row", fn.String, func(r *RowError) *string { return &r.Row }))
}

// The codes of failed batches and of programs that cannot go on.
const (
	CodeMissing    = "R0501" // an operator that needs a dataset got none
	CodeOutput     = "R0502" // an output could not be written
	CodeState      = "R0503" // a wrong use of state
	CodeRowErrors  = "R0504" // error rows under the setting errors fail
	CodeSource     = "R0505" // a source could not be read
	CodeLine       = "R0506" // a line longer than the limit (an error row)
	CodeStopped    = "R0507" // the batch was given up because the program ends
	CodeScript     = "R0701" // a line of a script that cannot be carried out
	CodeTables     = "R0702" // a line of a script for tables
	CodeUse        = "R0703" // a wrong flag or parameter
	CodeCheckpoint = "R1001" // the checkpoint cannot be read or written
	CodeCorrupt    = "R1002" // the checkpoint is damaged
	CodeForeign    = "R1003" // the checkpoint belongs to another program
	CodeSchema     = "R1004" // a state has another type than the program's
	CodeUnknown    = "R1005" // the checkpoint has a state that the program has not
	CodeLost       = "R1006" // the program has a state that the checkpoint has not
	CodeLocked     = "R1007" // another process uses the checkpoint
)

func fault(code, reason string) *fn.Fault { return &fn.Fault{Code: code, Reason: reason} }
