// Package fn is what values are and do at run time: the types that emitted programs use, their order, canonical bytes, texts and JSON, checked arithmetic, and
// the value functions that are more than a Go expression.
//
// Values come in two forms. Emitted code has typed ones: int64, float64, bool, string, []byte, Time, Duration, []T, Opt, Pair, TupleN, Map, Set and structs for
// records; a *Type[T] describes each, composed without reflection. Interpreters, constants and scripts have dynamic ones, plain `any` described by a *Shape:
// int64, float64, bool, string, []byte, Time, Duration, nil for none (a present optional is the value itself), []any for tuples, lists and records (fields in
// declared order), *MapValue and *SetValue. Type.Box and Type.Unbox go between the two.
//
// Invariants: values are never changed once made; maps and sets stand in key order; a dynamic value always fits the Shape it is used with (a function that is
// given another one panics with the package's name, that is a mistake of the compiler); text from outside never panics, it gives an error.
//
// The package uses neither fmt nor encoding/json nor reflection, so that a small program stays small. Regular expressions are in fn/re, time zones in fn/tz.
package fn
