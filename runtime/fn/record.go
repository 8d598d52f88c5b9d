package fn

// FieldOf is a field of the struct R: how RecordOf reaches and handles it. Made by Field.
type FieldOf[R any] struct {
	shape        ShapeField
	compare      func(a, b *R) int
	equal        func(a, b *R) bool
	appendKey    func(dst []byte, r *R, last bool) []byte
	parseKey     func(r *R, s string, last bool) (rest string, ok bool)
	box          func(r *R) any
	unbox        func(r *R, v any)
	own          func(r *R)
	appendBinary func(dst []byte, r *R) []byte
	parseBinary  func(r *R, src []byte) (rest []byte, err error)
}

// Field describes the field name of R, of type t, that get points to.
func Field[R, T any](name string, t *Type[T], get func(r *R) *T) FieldOf[R] {
	f := FieldOf[R]{
		shape:     ShapeField{Name: name, Shape: t.Shape},
		compare:   func(a, b *R) int { return t.Compare(*get(a), *get(b)) },
		equal:     func(a, b *R) bool { return t.Equal(*get(a), *get(b)) },
		appendKey: func(dst []byte, r *R, last bool) []byte { return t.AppendKey(dst, *get(r), last) },
		parseKey: func(r *R, s string, last bool) (rest string, ok bool) {
			*get(r), rest, ok = t.ParseKey(s, last)
			return rest, ok
		},
		box:          func(r *R) any { return t.Box(*get(r)) },
		unbox:        func(r *R, v any) { *get(r) = t.Unbox(v) },
		appendBinary: func(dst []byte, r *R) []byte { return t.AppendBinary(dst, *get(r)) },
		parseBinary: func(r *R, src []byte) (rest []byte, err error) {
			*get(r), rest, err = t.ParseBinary(src)
			return rest, err
		},
	}
	if t.Own != nil {
		f.own = func(r *R) { *get(r) = t.Own(*get(r)) }
	}
	return f
}

// Outside is f with the name that decoders of formats read.
func (f FieldOf[R]) Outside(name string) FieldOf[R] {
	f.shape.Outside = name
	return f
}

// Default is f with the dynamic value that it has when the input has none.
func (f FieldOf[R]) Default(v any) FieldOf[R] {
	f.shape.HasDefault, f.shape.Default = true, v
	return f
}

// RecordOf describes the record name (empty: written in place) with its fields in declared order.
func RecordOf[R any](name string, fields ...FieldOf[R]) *Type[R] {
	shape := &Shape{Kind: KindRecord, Name: name}
	for _, f := range fields {
		shape.Fields = append(shape.Fields, f.shape)
	}
	return structOf(shape, fields)
}

// tupleOf describes a tuple by the fields of its struct.
func tupleOf[R any](fields ...FieldOf[R]) *Type[R] {
	shape := &Shape{Kind: KindTuple}
	for _, f := range fields {
		shape.Elems = append(shape.Elems, f.shape.Shape)
	}
	return structOf(shape, fields)
}

func structOf[R any](shape *Shape, fields []FieldOf[R]) *Type[R] {
	return &Type[R]{
		Shape:        shape,
		Compare:      func(a, b R) int { return compareFields(fields, &a, &b) },
		Equal:        func(a, b R) bool { return equalFields(fields, &a, &b) },
		AppendKey:    func(dst []byte, r R, last bool) []byte { return appendKeyFields(dst, fields, &r, last) },
		ParseKey:     func(s string, last bool) (R, string, bool) { return parseKeyFields(s, fields, last) },
		Box:          func(r R) any { return boxFields(fields, &r) },
		Unbox:        func(v any) R { return unboxFields(fields, v.([]any)) },
		Own:          ownFields(fields),
		AppendBinary: func(dst []byte, r R) []byte { return appendBinaryFields(dst, fields, &r) },
		ParseBinary:  func(src []byte) (R, []byte, error) { return parseBinaryFields(src, fields) },
	}
}

func compareFields[R any](fields []FieldOf[R], a, b *R) int {
	for i := range fields {
		if c := fields[i].compare(a, b); c != 0 {
			return c
		}
	}
	return 0
}

func equalFields[R any](fields []FieldOf[R], a, b *R) bool {
	for i := range fields {
		if !fields[i].equal(a, b) {
			return false
		}
	}
	return true
}

func appendKeyFields[R any](dst []byte, fields []FieldOf[R], r *R, last bool) []byte {
	for i := range fields {
		dst = fields[i].appendKey(dst, r, last && i == len(fields)-1)
	}
	return dst
}

func parseKeyFields[R any](s string, fields []FieldOf[R], last bool) (r R, rest string, ok bool) {
	rest, ok = s, true
	for i := 0; ok && i < len(fields); i++ {
		rest, ok = fields[i].parseKey(&r, rest, last && i == len(fields)-1)
	}
	return r, rest, ok
}

func boxFields[R any](fields []FieldOf[R], r *R) []any {
	boxed := make([]any, len(fields))
	for i := range fields {
		boxed[i] = fields[i].box(r)
	}
	return boxed
}

func unboxFields[R any](fields []FieldOf[R], boxed []any) (r R) {
	for i := range fields {
		fields[i].unbox(&r, boxed[i])
	}
	return r
}

// ownFields is nil when no field can be borrowed.
func ownFields[R any](fields []FieldOf[R]) func(R) R {
	var owners []func(*R)
	for i := range fields {
		if fields[i].own != nil {
			owners = append(owners, fields[i].own)
		}
	}
	if owners == nil {
		return nil
	}
	return func(r R) R {
		for _, own := range owners {
			own(&r)
		}
		return r
	}
}

func appendBinaryFields[R any](dst []byte, fields []FieldOf[R], r *R) []byte {
	for i := range fields {
		dst = fields[i].appendBinary(dst, r)
	}
	return dst
}

func parseBinaryFields[R any](src []byte, fields []FieldOf[R]) (r R, rest []byte, err error) {
	rest = src
	for i := 0; err == nil && i < len(fields); i++ {
		rest, err = fields[i].parseBinary(&r, rest)
	}
	return r, rest, err
}
