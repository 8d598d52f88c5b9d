package funcs

import (
	"fmt"

	"github.com/streamc-dev/streamc/runtime/fn"
)

type evalFunc = func(args []any, env *Env) (any, *fn.Fault)

// eval1, eval2 and eval3 make an Eval of a Go function over typed values; failing1 and failing2 of one that can fail.

func eval1[A, R any](f func(A) R) evalFunc {
	return func(args []any, _ *Env) (any, *fn.Fault) { return dynamic(f(args[0].(A))), nil }
}

func eval2[A, B, R any](f func(A, B) R) evalFunc {
	return func(args []any, _ *Env) (any, *fn.Fault) { return dynamic(f(args[0].(A), args[1].(B))), nil }
}

func eval3[A, B, C, R any](f func(A, B, C) R) evalFunc {
	return func(args []any, _ *Env) (any, *fn.Fault) {
		return dynamic(f(args[0].(A), args[1].(B), args[2].(C))), nil
	}
}

func failing1[A, R any](f func(A) (R, *fn.Fault)) evalFunc {
	return func(args []any, _ *Env) (any, *fn.Fault) {
		v, fault := f(args[0].(A))
		return dynamic(v), fault
	}
}

func failing2[A, B, R any](f func(A, B) (R, *fn.Fault)) evalFunc {
	return func(args []any, _ *Env) (any, *fn.Fault) {
		v, fault := f(args[0].(A), args[1].(B))
		return dynamic(v), fault
	}
}

// dynamic is a typed result as a dynamic value.
func dynamic(v any) any {
	switch v := v.(type) {
	case fn.Opt[any]:
		return option(v)
	case fn.Opt[int64]:
		return option(v)
	case fn.Opt[float64]:
		return option(v)
	case fn.Opt[string]:
		return option(v)
	case fn.Opt[fn.Time]:
		return option(v)
	case []string:
		return list(v)
	case []int64:
		return list(v)
	case []fn.Pair[any, any]:
		out := make([]any, len(v))
		for i, p := range v {
			out[i] = []any{p.Key, p.Value}
		}
		return out
	case fn.Set[any]:
		return &fn.SetValue{Elems: v.Elems}
	case fn.Map[any, any]:
		entries := make([][2]any, len(v.Entries))
		for i, e := range v.Entries {
			entries[i] = [2]any{e.Key, e.Value}
		}
		return &fn.MapValue{Entries: entries}
	case nil, int64, float64, bool, string, []byte, fn.Time, fn.Duration, []any, *fn.MapValue, *fn.SetValue:
		return v
	}
	panic(fmt.Sprintf("funcs: no dynamic form of a %T", v))
}

func option[T any](o fn.Opt[T]) any {
	if !o.OK {
		return nil
	}
	return o.Value
}

func list[T any](xs []T) []any {
	out := make([]any, len(xs))
	for i, x := range xs {
		out[i] = x
	}
	return out
}

// elems describes the elements of argument i (the keys of a map).
func (env *Env) elems(i int) *fn.Type[any] { return fn.Dynamic(env.Args[i].Elems[0]) }

// arg describes argument i.
func (env *Env) arg(i int) *fn.Type[any] { return fn.Dynamic(env.Args[i]) }

// mapOf is argument v, a dynamic map, as the generic functions take it.
func mapOf(v any) fn.Map[any, any] {
	var m fn.Map[any, any]
	for _, e := range v.(*fn.MapValue).Entries {
		m.Entries = append(m.Entries, fn.Pair[any, any]{Key: e[0], Value: e[1]})
	}
	return m
}

func setOf(v any) fn.Set[any] { return fn.Set[any]{Elems: v.(*fn.SetValue).Elems} }

// typed is a dynamic list as a list of T.
func typed[T any](v any) []T {
	xs := v.([]any)
	out := make([]T, len(xs))
	for i, x := range xs {
		out[i] = x.(T)
	}
	return out
}
