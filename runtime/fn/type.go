package fn

import (
	"bytes"
	"strings"
)

// Type describes the typed values T to the runtime. All functions are set but Own, which is nil when a T holds nothing that could be borrowed.
//
// AppendKey and ParseKey are the canonical bytes (key.go); a parsed key may share memory with s. Box and Unbox go to and from the dynamic form. Own gives a copy
// that shares no string or byte memory with v. AppendBinary and ParseBinary are the compact form of checkpoints; ParseBinary gives the bytes behind the value, copies
// what it keeps, and answers malformed input with ErrBinary.
type Type[T any] struct {
	Shape        *Shape
	Compare      func(a, b T) int
	Equal        func(a, b T) bool
	AppendKey    func(dst []byte, v T, last bool) []byte
	ParseKey     func(s string, last bool) (v T, rest string, ok bool)
	Box          func(v T) any
	Unbox        func(v any) T
	Own          func(v T) T
	AppendBinary func(dst []byte, v T) []byte
	ParseBinary  func(src []byte) (v T, rest []byte, err error)
}

// The descriptors of the basic types.
var (
	Int          = intType[int64](KindInt)
	TimeType     = intType[Time](KindTime)
	DurationType = intType[Duration](KindDuration)

	Float = &Type[float64]{
		Shape: &Shape{Kind: KindFloat}, Compare: CompareFloat, Equal: EqualFloat,
		AppendKey:    func(dst []byte, v float64, _ bool) []byte { return AppendKeyFloat(dst, v) },
		ParseKey:     func(s string, _ bool) (float64, string, bool) { return ParseKeyFloat(s) },
		Box:          func(v float64) any { return v },
		Unbox:        func(v any) float64 { return v.(float64) },
		AppendBinary: appendBinaryFloat, ParseBinary: parseBinaryFloat,
	}
	Bool = &Type[bool]{
		Shape: &Shape{Kind: KindBool}, Compare: CompareBool, Equal: func(a, b bool) bool { return a == b },
		AppendKey:    func(dst []byte, v bool, _ bool) []byte { return AppendKeyBool(dst, v) },
		ParseKey:     func(s string, _ bool) (bool, string, bool) { return ParseKeyBool(s) },
		Box:          func(v bool) any { return v },
		Unbox:        func(v any) bool { return v.(bool) },
		AppendBinary: AppendKeyBool, ParseBinary: parseBinaryBool,
	}
	String = &Type[string]{
		Shape: &Shape{Kind: KindString}, Compare: CompareString, Equal: func(a, b string) bool { return a == b },
		AppendKey: AppendKeyString, ParseKey: ParseKeyString,
		Box:          func(v string) any { return v },
		Unbox:        func(v any) string { return v.(string) },
		Own:          strings.Clone,
		AppendBinary: appendBinaryString, ParseBinary: parseBinaryString,
	}
	Bytes = &Type[[]byte]{
		Shape: &Shape{Kind: KindBytes}, Compare: bytes.Compare, Equal: bytes.Equal,
		AppendKey: func(dst []byte, v []byte, last bool) []byte { return AppendKeyString(dst, string(v), last) },
		ParseKey: func(s string, last bool) ([]byte, string, bool) {
			text, rest, ok := ParseKeyString(s, last)
			return []byte(text), rest, ok
		},
		Box:          func(v []byte) any { return v },
		Unbox:        func(v any) []byte { return v.([]byte) },
		Own:          bytes.Clone,
		AppendBinary: func(dst []byte, v []byte) []byte { return appendBinaryString(dst, string(v)) },
		ParseBinary: func(src []byte) ([]byte, []byte, error) {
			text, rest, err := parseBinaryString(src)
			return []byte(text), rest, err
		},
	}
)

// intType describes the types that are an int64.
func intType[T ~int64](kind Kind) *Type[T] {
	return &Type[T]{
		Shape:     &Shape{Kind: kind},
		Compare:   func(a, b T) int { return CompareInt(int64(a), int64(b)) },
		Equal:     func(a, b T) bool { return a == b },
		AppendKey: func(dst []byte, v T, _ bool) []byte { return AppendKeyInt(dst, int64(v)) },
		ParseKey: func(s string, _ bool) (T, string, bool) {
			v, rest, ok := ParseKeyInt(s)
			return T(v), rest, ok
		},
		Box:          func(v T) any { return v },
		Unbox:        func(v any) T { return v.(T) },
		AppendBinary: func(dst []byte, v T) []byte { return appendBinaryInt(dst, int64(v)) },
		ParseBinary: func(src []byte) (T, []byte, error) {
			v, rest, err := parseBinaryInt(src)
			return T(v), rest, err
		},
	}
}

// own is v without borrowed memory.
func (t *Type[T]) own(v T) T {
	if t.Own == nil {
		return v
	}
	return t.Own(v)
}

// Less is the order of Compare as sorting wants it.
func (t *Type[T]) Less(a, b T) bool { return t.Compare(a, b) < 0 }

// Hash is hash(v).
func (t *Type[T]) Hash(v T) int64 { return int64(HashString(string(t.AppendKey(nil, v, true)))) }

// Text is toString(): our text of v.
func (t *Type[T]) Text(v T) string { return Text(t.Shape, t.Box(v)) }

// Repr is Python's repr of v.
func (t *Type[T]) Repr(v T) string { return Repr(t.Shape, t.Box(v)) }

// Scala is Scala's text of v, times in zone.
func (t *Type[T]) Scala(v T, zone Zone) string { return Scala(t.Shape, t.Box(v), zone) }

// Console is v as a cell of console shows it, times in zone.
func (t *Type[T]) Console(v T, zone Zone) string { return Console(t.Shape, t.Box(v), zone) }

// AppendJSON appends v as JSON.
func (t *Type[T]) AppendJSON(dst []byte, v T) []byte { return AppendJSON(dst, t.Shape, t.Box(v)) }

// JSON is toJson().
func (t *Type[T]) JSON(v T) string { return string(t.AppendJSON(nil, v)) }

// ParseJSON reads a value of a script (see the function ParseJSON).
func (t *Type[T]) ParseJSON(data []byte) (T, error) {
	v, err := ParseJSON(t.Shape, data)
	return t.unboxParsed(v, err)
}

// DecodeJSON reads a row of the format json (see the function DecodeJSON).
func (t *Type[T]) DecodeJSON(data []byte) (T, error) {
	v, err := DecodeJSON(t.Shape, data)
	return t.unboxParsed(v, err)
}

func (t *Type[T]) unboxParsed(v any, err error) (T, error) {
	if err != nil {
		var zero T
		return zero, err
	}
	return t.Unbox(v), nil
}

// ParseJSONText is parseJson: the value of type t that text spells, read as DecodeJSON does, else none.
func ParseJSONText[T any](t *Type[T], text string) Opt[T] {
	v, err := t.DecodeJSON([]byte(text))
	if err != nil {
		return None[T]()
	}
	return Some(v)
}
