package fn

import "slices"

// NewMapValue is a dynamic map of the shape s (a map's) from entries in any order; of equal keys the last entry counts. It keeps the slice.
func NewMapValue(s *Shape, entries [][2]any) *MapValue {
	slices.SortStableFunc(entries, func(a, b [2]any) int { return Compare(s.Elems[0], a[0], b[0]) })
	kept := entries[:0]
	for i, entry := range entries {
		if i+1 < len(entries) && Equal(s.Elems[0], entry[0], entries[i+1][0]) {
			continue
		}
		kept = append(kept, entry)
	}
	return &MapValue{kept}
}

// NewSetValue is a dynamic set of the shape s (a set's, or that of a list) from elements in any order. It keeps the slice.
func NewSetValue(s *Shape, elems []any) *SetValue {
	slices.SortStableFunc(elems, func(a, b any) int { return Compare(s.Elems[0], a, b) })
	return &SetValue{slices.CompactFunc(elems, func(a, b any) bool { return Equal(s.Elems[0], a, b) })}
}

// Dynamic describes the dynamic values of a shape, for the generic functions of this package. It has no binary form.
func Dynamic(s *Shape) *Type[any] {
	return &Type[any]{
		Shape:     s,
		Compare:   func(a, b any) int { return Compare(s, a, b) },
		Equal:     func(a, b any) bool { return Equal(s, a, b) },
		AppendKey: func(dst []byte, v any, last bool) []byte { return AppendKey(dst, s, v, last) },
		Box:       func(v any) any { return v },
		Unbox:     func(v any) any { return v },
	}
}
