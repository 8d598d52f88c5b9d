package fn

import "bytes"

// CompareFloat orders floats totally: NaN equals itself and is greatest, -0.0 equals 0.0.
func CompareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == b:
		return 0
	case a == a: // b is NaN
		return -1
	case b == b: // a is NaN
		return 1
	}
	return 0
}

// EqualFloat is equality with NaN equal to itself.
func EqualFloat(a, b float64) bool { return a == b || (a != a && b != b) }

// LessFloat is a < b in the order of CompareFloat.
func LessFloat(a, b float64) bool { return a < b || (b != b && a == a) }

// CompareBool orders false before true.
func CompareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// CompareInt orders ints; times and durations by their int64.
func CompareInt(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// CompareString orders strings by code point, which is the order of their bytes.
func CompareString(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Equal reports whether two dynamic values of the same shape are equal.
func Equal(s *Shape, a, b any) bool { return Compare(s, a, b) == 0 }

// Compare orders two dynamic values of the same shape (language.md, section 3). Maps and sets, which have no order in the language, are compared entry by entry,
// so that equality is defined for every shape.
func Compare(s *Shape, a, b any) int {
	switch s.Kind {
	case KindInt:
		return CompareInt(a.(int64), b.(int64))
	case KindFloat:
		return CompareFloat(a.(float64), b.(float64))
	case KindBool:
		return CompareBool(a.(bool), b.(bool))
	case KindString:
		return CompareString(a.(string), b.(string))
	case KindBytes:
		return bytes.Compare(a.([]byte), b.([]byte))
	case KindTime:
		return CompareInt(int64(a.(Time)), int64(b.(Time)))
	case KindDuration:
		return CompareInt(int64(a.(Duration)), int64(b.(Duration)))
	case KindOpt:
		return compareOpt(s.Elems[0], a, b)
	case KindList:
		return compareLists(s.Elems[0], a.([]any), b.([]any))
	case KindSet:
		return compareLists(s.Elems[0], a.(*SetValue).Elems, b.(*SetValue).Elems)
	case KindMap:
		return compareMaps(s, a.(*MapValue).Entries, b.(*MapValue).Entries)
	case KindTuple, KindRecord:
		return compareParts(s, a.([]any), b.([]any))
	}
	panic("fn: no order for kind " + itoa(int64(s.Kind)))
}

func compareOpt(e *Shape, a, b any) int {
	if a == nil || b == nil {
		return CompareBool(a != nil, b != nil)
	}
	return Compare(e, a, b)
}

func compareLists(e *Shape, a, b []any) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if c := Compare(e, a[i], b[i]); c != 0 {
			return c
		}
	}
	return CompareInt(int64(len(a)), int64(len(b)))
}

func compareMaps(s *Shape, a, b [][2]any) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		for part := range 2 {
			if c := Compare(s.Elems[part], a[i][part], b[i][part]); c != 0 {
				return c
			}
		}
	}
	return CompareInt(int64(len(a)), int64(len(b)))
}

func compareParts(s *Shape, a, b []any) int {
	for i := range a {
		if c := Compare(s.part(i), a[i], b[i]); c != 0 {
			return c
		}
	}
	return 0
}
