package fn

// ListOf describes [T]. A nil slice is the empty list.
func ListOf[T any](e *Type[T]) *Type[[]T] {
	t := &Type[[]T]{
		Shape:     ListShape(e.Shape),
		Compare:   func(a, b []T) int { return compareElems(e, a, b) },
		Equal:     func(a, b []T) bool { return equalElems(e, a, b) },
		AppendKey: func(dst []byte, v []T, _ bool) []byte { return appendKeyElems(dst, e, v) },
		ParseKey:  func(s string, _ bool) ([]T, string, bool) { return parseKeyElems(s, e) },
		Box:       func(v []T) any { return boxElems(e, v) },
		Unbox:     func(v any) []T { return unboxElems(e, v.([]any)) },
		AppendBinary: func(dst []byte, v []T) []byte {
			return appendBinaryList(dst, e, v)
		},
		ParseBinary: func(src []byte) ([]T, []byte, error) { return parseBinaryList(src, e) },
	}
	if e.Own != nil {
		t.Own = func(v []T) []T { return ownElems(e, v) }
	}
	return t
}

// SetOf describes set[T].
func SetOf[T any](e *Type[T]) *Type[Set[T]] {
	t := &Type[Set[T]]{
		Shape:     SetShape(e.Shape),
		Compare:   func(a, b Set[T]) int { return compareElems(e, a.Elems, b.Elems) },
		Equal:     func(a, b Set[T]) bool { return equalElems(e, a.Elems, b.Elems) },
		AppendKey: func(dst []byte, v Set[T], _ bool) []byte { return appendKeyElems(dst, e, v.Elems) },
		ParseKey: func(s string, _ bool) (Set[T], string, bool) {
			elems, rest, ok := parseKeyElems(s, e)
			return Set[T]{elems}, rest, ok && ascending(elems, e.Compare)
		},
		Box:          func(v Set[T]) any { return &SetValue{boxElems(e, v.Elems)} },
		Unbox:        func(v any) Set[T] { return Set[T]{unboxElems(e, v.(*SetValue).Elems)} },
		AppendBinary: func(dst []byte, v Set[T]) []byte { return appendBinaryList(dst, e, v.Elems) },
		ParseBinary: func(src []byte) (Set[T], []byte, error) {
			elems, rest, err := parseBinaryList(src, e)
			if err == nil && !ascending(elems, e.Compare) {
				err = ErrBinary
			}
			return Set[T]{elems}, rest, err
		},
	}
	if e.Own != nil {
		t.Own = func(v Set[T]) Set[T] { return Set[T]{ownElems(e, v.Elems)} }
	}
	return t
}

// MapOf describes map[K, V].
func MapOf[K, V any](k *Type[K], v *Type[V]) *Type[Map[K, V]] {
	e := PairOf(k, v)
	byKey := func(a, b Pair[K, V]) int { return k.Compare(a.Key, b.Key) }
	t := &Type[Map[K, V]]{
		Shape:     MapShape(k.Shape, v.Shape),
		Compare:   func(a, b Map[K, V]) int { return compareElems(e, a.Entries, b.Entries) },
		Equal:     func(a, b Map[K, V]) bool { return equalElems(e, a.Entries, b.Entries) },
		AppendKey: func(dst []byte, m Map[K, V], _ bool) []byte { return appendKeyElems(dst, e, m.Entries) },
		ParseKey: func(s string, _ bool) (Map[K, V], string, bool) {
			entries, rest, ok := parseKeyElems(s, e)
			return Map[K, V]{entries}, rest, ok && ascending(entries, byKey)
		},
		Box: func(m Map[K, V]) any {
			entries := make([][2]any, len(m.Entries))
			for i, entry := range m.Entries {
				entries[i] = [2]any{k.Box(entry.Key), v.Box(entry.Value)}
			}
			return &MapValue{entries}
		},
		Unbox: func(m any) Map[K, V] {
			var entries []Pair[K, V]
			for _, entry := range m.(*MapValue).Entries {
				entries = append(entries, Pair[K, V]{k.Unbox(entry[0]), v.Unbox(entry[1])})
			}
			return Map[K, V]{entries}
		},
		AppendBinary: func(dst []byte, m Map[K, V]) []byte { return appendBinaryList(dst, e, m.Entries) },
		ParseBinary: func(src []byte) (Map[K, V], []byte, error) {
			entries, rest, err := parseBinaryList(src, e)
			if err == nil && !ascending(entries, byKey) {
				err = ErrBinary
			}
			return Map[K, V]{entries}, rest, err
		},
	}
	if e.Own != nil {
		t.Own = func(m Map[K, V]) Map[K, V] { return Map[K, V]{ownElems(e, m.Entries)} }
	}
	return t
}

// OptOf describes T?.
func OptOf[T any](e *Type[T]) *Type[Opt[T]] {
	t := &Type[Opt[T]]{
		Shape: OptShape(e.Shape),
		Compare: func(a, b Opt[T]) int {
			if !a.OK || !b.OK {
				return CompareBool(a.OK, b.OK)
			}
			return e.Compare(a.Value, b.Value)
		},
		Equal: func(a, b Opt[T]) bool {
			return a.OK == b.OK && (!a.OK || e.Equal(a.Value, b.Value))
		},
		AppendKey: func(dst []byte, v Opt[T], last bool) []byte {
			if dst = AppendKeyBool(dst, v.OK); v.OK {
				dst = e.AppendKey(dst, v.Value, last)
			}
			return dst
		},
		ParseKey: func(s string, last bool) (v Opt[T], rest string, ok bool) {
			if v.OK, rest, ok = ParseKeyBool(s); v.OK {
				v.Value, rest, ok = e.ParseKey(rest, last)
			}
			return v, rest, ok
		},
		Box: func(v Opt[T]) any {
			if !v.OK {
				return nil
			}
			return e.Box(v.Value)
		},
		Unbox: func(v any) Opt[T] {
			if v == nil {
				return Opt[T]{}
			}
			return Some(e.Unbox(v))
		},
		AppendBinary: func(dst []byte, v Opt[T]) []byte {
			if dst = AppendKeyBool(dst, v.OK); v.OK {
				dst = e.AppendBinary(dst, v.Value)
			}
			return dst
		},
		ParseBinary: func(src []byte) (v Opt[T], rest []byte, err error) {
			if v.OK, rest, err = parseBinaryBool(src); v.OK {
				v.Value, rest, err = e.ParseBinary(rest)
			}
			return v, rest, err
		},
	}
	if e.Own != nil {
		t.Own = func(v Opt[T]) Opt[T] {
			if v.OK {
				v.Value = e.Own(v.Value)
			}
			return v
		}
	}
	return t
}

// ascending reports whether elems are in order, none twice: what a set or map from outside must be.
func ascending[T any](elems []T, compare func(a, b T) int) bool {
	for i := 1; i < len(elems); i++ {
		if compare(elems[i-1], elems[i]) >= 0 {
			return false
		}
	}
	return true
}

func compareElems[T any](e *Type[T], a, b []T) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if c := e.Compare(a[i], b[i]); c != 0 {
			return c
		}
	}
	return CompareInt(int64(len(a)), int64(len(b)))
}

func equalElems[T any](e *Type[T], a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !e.Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

func appendKeyElems[T any](dst []byte, e *Type[T], elems []T) []byte {
	for _, elem := range elems {
		dst = e.AppendKey(append(dst, 1), elem, false)
	}
	return append(dst, 0)
}

func parseKeyElems[T any](s string, e *Type[T]) (elems []T, rest string, ok bool) {
	for rest = s; ; {
		more, after, ok := ParseKeyBool(rest)
		if !ok || !more {
			return elems, after, ok
		}
		var elem T
		if elem, rest, ok = e.ParseKey(after, false); !ok {
			return nil, s, false
		}
		elems = append(elems, elem)
	}
}

func boxElems[T any](e *Type[T], elems []T) []any {
	boxed := make([]any, len(elems))
	for i, elem := range elems {
		boxed[i] = e.Box(elem)
	}
	return boxed
}

func unboxElems[T any](e *Type[T], boxed []any) []T {
	if len(boxed) == 0 {
		return nil
	}
	elems := make([]T, len(boxed))
	for i, elem := range boxed {
		elems[i] = e.Unbox(elem)
	}
	return elems
}

func ownElems[T any](e *Type[T], elems []T) []T {
	owned := make([]T, len(elems))
	for i, elem := range elems {
		owned[i] = e.Own(elem)
	}
	return owned
}
