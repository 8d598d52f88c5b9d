package fn

// Time is a point in time: nanoseconds since 1970-01-01T00:00:00Z.
type Time int64

// Duration is a length of time in nanoseconds.
type Duration int64

// The units of durations.
const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
	Day                  = 24 * Hour
)

// Opt is a T or none. Value is the zero value when OK is false.
type Opt[T any] struct {
	Value T
	OK    bool
}

// Some is a present optional.
func Some[T any](v T) Opt[T] { return Opt[T]{Value: v, OK: true} }

// None is the absent optional.
func None[T any]() Opt[T] { return Opt[T]{} }

// Or is o's value, or other when there is none.
func (o Opt[T]) Or(other T) T {
	if o.OK {
		return o.Value
	}
	return other
}

// Pair is the tuple (K, V), also an entry of a Map.
type Pair[K, V any] struct {
	Key   K
	Value V
}

// The longer tuples.
type (
	Tuple3[A, B, C any] struct {
		V1 A
		V2 B
		V3 C
	}
	Tuple4[A, B, C, D any] struct {
		V1 A
		V2 B
		V3 C
		V4 D
	}
	Tuple5[A, B, C, D, E any] struct {
		V1 A
		V2 B
		V3 C
		V4 D
		V5 E
	}
	Tuple6[A, B, C, D, E, F any] struct {
		V1 A
		V2 B
		V3 C
		V4 D
		V5 E
		V6 F
	}
	Tuple7[A, B, C, D, E, F, G any] struct {
		V1 A
		V2 B
		V3 C
		V4 D
		V5 E
		V6 F
		V7 G
	}
	Tuple8[A, B, C, D, E, F, G, H any] struct {
		V1 A
		V2 B
		V3 C
		V4 D
		V5 E
		V6 F
		V7 G
		V8 H
	}
)

// Map is an immutable map: its entries in key order, no key twice. Operations give a new Map.
type Map[K, V any] struct{ Entries []Pair[K, V] }

// Set is an immutable set: its elements in order, none twice. Operations give a new Set.
type Set[T any] struct{ Elems []T }

// MapValue is a dynamic map: (key, value) entries in key order, no key twice.
type MapValue struct{ Entries [][2]any }

// SetValue is a dynamic set: its elements in order, none twice.
type SetValue struct{ Elems []any }
