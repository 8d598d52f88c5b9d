// Package types is the type system of the pipe language: what a type is, when two are the same, how signatures are unified with calls.
//
// A Type is an immutable value, except for Var, the unknown of an inference, which unification binds once. Types print as the user would write them.
//
// Invariants: an Optional never holds an Optional; a Record's Name is for show only (records are the same when the names, types and order of
// their fields are); Error fits everything, so that one mistake gives one message.
package types

import (
	"strings"
)

// Type is a type of the language.
//
//sumtype:decl
type Type interface {
	typ()
	String() string
}

// Basic is a type without parts.
type Basic int

// The basic types. None is the type of `none` before it meets another, Never that of `fail(…)` and `return`, Unit that of effects;
// Error is the type of a failed expression.
const (
	Int Basic = iota
	Float
	Bool
	String
	Bytes
	Time
	Duration
	Decimal
	Secret
	Unit
	None
	Never
	Error
	Connection // what an endpoint's open() and a pool's use() give
	Endpoint   // tcp, udp, an extern sink
	Pool
	Sink   // file(…), console(), tcp(…) where a sink is wanted
	Format // text, json(T), csv(T)
)

var basicNames = [...]string{"int", "float", "bool", "string", "bytes", "time", "duration", "decimal", "secret", "nothing", "none", "never", "error",
	"connection", "endpoint", "pool", "sink", "format"}

type (
	// List is [Elem].
	List struct{ Elem Type }
	// Map is map[Key, Value].
	Map struct{ Key, Value Type }
	// Set is set[Elem].
	Set struct{ Elem Type }
	// Tuple is (A, B, …), two elements or more.
	Tuple struct{ Elems []Type }
	// Record is {name: T, …}; Name is that of its first declaration, empty for one written in place.
	Record struct {
		Name   string
		Fields []Field
	}
	// Optional is Elem?.
	Optional struct{ Elem Type }
	// State is state[Elem], the handle of mapWithState and its like.
	State struct{ Elem Type }
	// Stream is stream[Row]; Table is table[Row]; Dataset is dataset[Row].
	Stream  struct{ Row Type }
	Table   struct{ Row Type }
	Dataset struct{ Row Type }
	// Broadcast and Accumulator are the shared variables.
	Broadcast   struct{ Elem Type }
	Accumulator struct{ Elem Type }
	// Func is the type of a lambda or a named function where one is wanted. Result is Unit for an effect.
	Func struct {
		Params []Type
		Result Type
	}
	// Var is an unknown; Bound is nil until unification finds it.
	Var struct {
		Name  string
		Bound Type
	}
)

// Field is a field of a Record. Outside is the name that decoders read (empty: Name). Default is the constant's value when HasDefault (see
// plan.Const for the form of values).
type Field struct {
	Name       string
	Type       Type
	Outside    string
	HasDefault bool
	Default    any
}

func (Basic) typ()        {}
func (*List) typ()        {}
func (*Map) typ()         {}
func (*Set) typ()         {}
func (*Tuple) typ()       {}
func (*Record) typ()      {}
func (*Optional) typ()    {}
func (*State) typ()       {}
func (*Stream) typ()      {}
func (*Table) typ()       {}
func (*Dataset) typ()     {}
func (*Broadcast) typ()   {}
func (*Accumulator) typ() {}
func (*Func) typ()        {}
func (*Var) typ()         {}

func (b Basic) String() string      { return basicNames[b] }
func (t *List) String() string      { return "[" + t.Elem.String() + "]" }
func (t *Map) String() string       { return "map[" + t.Key.String() + ", " + t.Value.String() + "]" }
func (t *Set) String() string       { return "set[" + t.Elem.String() + "]" }
func (t *Tuple) String() string     { return "(" + join(t.Elems) + ")" }
func (t *Optional) String() string  { return t.Elem.String() + "?" }
func (t *State) String() string     { return "state[" + t.Elem.String() + "]" }
func (t *Stream) String() string    { return "stream[" + t.Row.String() + "]" }
func (t *Table) String() string     { return "table[" + t.Row.String() + "]" }
func (t *Dataset) String() string   { return "dataset[" + t.Row.String() + "]" }
func (t *Broadcast) String() string { return "broadcast[" + t.Elem.String() + "]" }
func (t *Accumulator) String() string {
	return "accumulator[" + t.Elem.String() + "]"
}
func (t *Func) String() string {
	if len(t.Params) == 1 {
		return t.Params[0].String() + " -> " + t.Result.String()
	}
	return "(" + join(t.Params) + ") -> " + t.Result.String()
}

func (t *Var) String() string {
	if t.Bound != nil {
		return t.Bound.String()
	}
	return t.Name
}

func (t *Record) String() string {
	if t.Name != "" {
		return t.Name
	}
	parts := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		parts[i] = f.Name + ": " + f.Type.String()
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func join(ts []Type) string {
	parts := make([]string, len(ts))
	for i, t := range ts {
		parts[i] = t.String()
	}
	return strings.Join(parts, ", ")
}

// Resolve is t without bound unknowns at its top.
func Resolve(t Type) Type {
	for {
		v, ok := t.(*Var)
		if !ok || v.Bound == nil {
			return t
		}
		t = v.Bound
	}
}

// RowError is the record of an error row (language.md, section 3).
func RowError() *Record {
	return &Record{Name: "RowError", Fields: []Field{{Name: "time", Type: Time}, {Name: "name", Type: String}, {Name: "source", Type: String},
		{Name: "code", Type: String}, {Name: "reason", Type: String}, {Name: "row", Type: String}}}
}
