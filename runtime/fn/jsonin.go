package fn

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// DecodeError says where in the input something else stood than its type wants. Path is empty for the whole value, else like `user.tags[2]`.
type DecodeError struct {
	Path   string
	Found  string
	Wanted string
}

func (e *DecodeError) Error() string {
	where := ""
	if e.Path != "" {
		where = e.Path + ": "
	}
	return where + "found " + e.Found + ", wanted " + e.Wanted
}

// within is the error of a part, seen from the whole. part is "name" or "[3]".
func (e *DecodeError) within(part string) *DecodeError {
	switch {
	case e.Path == "" || e.Path[0] == '[':
		e.Path = part + e.Path
	default:
		e.Path = part + "." + e.Path
	}
	return e
}

// ParseJSON reads one value of a script (the replay contract): what AppendJSON writes; besides, a record may be an array in field order, or for a record of one
// field a bare value; a time may be ms since 1970. Records have their fields' own names; an unknown field is an error.
func ParseJSON(s *Shape, data []byte) (any, error) {
	return parseWhole(&jsonReader{scanner: scanner{data: data}}, s)
}

// DecodeJSON reads one row of the format json: records are objects with the outside names of their fields, unknown fields are ignored.
//
// In both, a field that is missing or null takes its default, or is none when its type is optional, else it is an error; of equal names the last one counts.
func DecodeJSON(s *Shape, data []byte) (any, error) {
	return parseWhole(&jsonReader{scanner: scanner{data: data}, format: true}, s)
}

// jsonReader reads values by their shapes. format says that it is a row of the format json, not of a script.
type jsonReader struct {
	scanner
	format bool
}

func parseWhole(r *jsonReader, s *Shape) (any, error) {
	v, fault := r.value(s)
	if fault != nil {
		return nil, fault
	}
	if r.peek(); r.pos < len(r.data) {
		return nil, &DecodeError{Found: r.found() + " behind the value", Wanted: "the end of the text"}
	}
	return v, nil
}

// found describes what stands at the reader's place.
func (r *jsonReader) found() string {
	c := r.peek()
	start := r.pos
	switch {
	case start >= len(r.data):
		return "the end of the text"
	case c == '{':
		return "an object"
	case c == '[':
		return "an array"
	}
	ok := r.skip(0)
	end := r.pos
	r.pos = start
	if !ok {
		return "malformed JSON: " + shorten(string(r.data[start:]))
	}
	return shorten(string(r.data[start:end]))
}

// shorten cuts text that is quoted in a message.
func shorten(text string) string {
	const most = 40
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + "…"
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// mismatch is the error of a value at start that does not fit s.
func (r *jsonReader) mismatch(s *Shape, start int) *DecodeError {
	r.pos = start
	wanted := s.String()
	switch s.Kind {
	case KindTime:
		wanted = "a time (RFC 3339, or ms since 1970)"
	case KindDuration:
		wanted = "a duration in ms"
	case KindBytes:
		wanted = "bytes in base64"
	case KindInt:
		wanted = "int (64 bits)"
	}
	return &DecodeError{Found: r.found(), Wanted: wanted}
}

// value reads a value of the shape s.
func (r *jsonReader) value(s *Shape) (any, *DecodeError) {
	switch s.Kind {
	case KindOpt:
		if r.word("null") {
			return nil, nil
		}
		return r.value(s.Elems[0])
	case KindList:
		return r.list(s)
	case KindSet:
		elems, err := r.list(s)
		if err != nil {
			return nil, err
		}
		return NewSetValue(s, elems), nil
	case KindMap:
		return r.mapping(s)
	case KindTuple:
		return r.tuple(s)
	case KindRecord:
		return r.record(s)
	}
	r.peek()
	start := r.pos
	if v, ok := r.leaf(s.Kind); ok {
		return v, nil
	}
	return nil, r.mismatch(s, start)
}

// leaf reads a value without parts.
func (r *jsonReader) leaf(kind Kind) (any, bool) {
	switch kind {
	case KindInt:
		text, ok := r.number()
		v, err := strconv.ParseInt(text, 10, 64)
		return v, ok && err == nil
	case KindFloat:
		return r.float()
	case KindBool:
		if r.word("true") {
			return true, true
		}
		return false, r.word("false")
	case KindString:
		return asAny(r.str())
	case KindBytes:
		text, ok := r.str()
		v, err := base64.StdEncoding.DecodeString(text)
		return v, ok && err == nil
	case KindTime:
		return r.time()
	case KindDuration:
		text, ok := r.number()
		v, fits := parseMillis(text)
		return Duration(v), ok && fits
	}
	panic("fn: no JSON for kind " + itoa(int64(kind)))
}

func asAny[T any](v T, ok bool) (any, bool) { return v, ok }

func (r *jsonReader) float() (any, bool) {
	if r.peek() != '"' {
		text, ok := r.number()
		v, err := strconv.ParseFloat(text, 64)
		return v, ok && err == nil
	}
	switch text, _ := r.str(); text {
	case "NaN", "Infinity", "-Infinity":
		v, err := strconv.ParseFloat(text, 64)
		return v, err == nil
	}
	return nil, false
}

func (r *jsonReader) time() (any, bool) {
	if r.peek() == '"' {
		text, ok := r.str()
		v, fits := ParseTime(text)
		return v, ok && fits
	}
	text, ok := r.number()
	v, fits := parseMillis(text)
	return Time(v), ok && fits
}

// parseMillis is a JSON number of ms as nanoseconds, exactly; digits behind the nanosecond are cut. Exponents are not accepted.
func parseMillis(text string) (int64, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	ms, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return 0, false
	}
	nanos, err := strconv.ParseInt((fraction + "000000")[:6], 10, 64)
	if err != nil {
		return 0, false
	}
	if strings.HasPrefix(text, "-") {
		nanos = -nanos
	}
	v, ok1 := Mul(ms, int64(Millisecond))
	v, ok2 := Add(v, nanos)
	return v, ok1 && ok2
}

// list reads an array whose elements are those of s.
func (r *jsonReader) list(s *Shape) ([]any, *DecodeError) {
	r.peek()
	start := r.pos
	if !r.take('[') {
		return nil, r.mismatch(s, start)
	}
	elems := []any{}
	if r.take(']') {
		return elems, nil
	}
	for {
		elem, err := r.value(s.Elems[0])
		if err != nil {
			return nil, err.within("[" + itoa(int64(len(elems))) + "]")
		}
		elems = append(elems, elem)
		if r.take(']') {
			return elems, nil
		}
		if !r.take(',') {
			return nil, &DecodeError{Found: r.found(), Wanted: `"," or "]"`}
		}
	}
}

func (r *jsonReader) tuple(s *Shape) (any, *DecodeError) {
	r.peek()
	start := r.pos
	if !r.take('[') {
		return nil, r.mismatch(s, start)
	}
	return r.parts(s, start)
}

// parts reads the values of a tuple or record behind the "[" of an array in order; start is the place of the bracket.
func (r *jsonReader) parts(s *Shape, start int) (any, *DecodeError) {
	n := s.partCount()
	parts := make([]any, n)
	for i := range parts {
		part, err := r.value(s.part(i))
		if err != nil {
			return nil, err.within("[" + itoa(int64(i)) + "]")
		}
		parts[i] = part
		if i < n-1 && !r.take(',') {
			return nil, r.wrongLength(s, start, i+1)
		}
	}
	if !r.take(']') {
		return nil, r.wrongLength(s, start, n+1)
	}
	return parts, nil
}

func (r *jsonReader) wrongLength(s *Shape, start, seen int) *DecodeError {
	found := "an array of " + itoa(int64(seen))
	if seen > s.partCount() {
		found = "an array of more than " + itoa(int64(seen-1))
	}
	switch r.peek() {
	case ']', ',':
	default:
		found = r.found()
	}
	r.pos = start
	return &DecodeError{Found: found, Wanted: s.String() + ", an array of " + itoa(int64(s.partCount()))}
}

func (r *jsonReader) mapping(s *Shape) (any, *DecodeError) {
	if s.Elems[0].Kind != KindString {
		pairs, err := r.list(ListShape(TupleShape(s.Elems...)))
		if err != nil {
			return nil, err
		}
		entries := make([][2]any, len(pairs))
		for i, pair := range pairs {
			entries[i] = [2]any(pair.([]any))
		}
		return NewMapValue(s, entries), nil
	}
	var entries [][2]any
	err := r.object(s, func(name string) *DecodeError {
		v, err := r.value(s.Elems[1])
		entries = append(entries, [2]any{name, v})
		return err
	})
	if err != nil {
		return nil, err
	}
	return NewMapValue(s, entries), nil
}

// object reads an object; member reads the value behind each name.
func (r *jsonReader) object(s *Shape, member func(name string) *DecodeError) *DecodeError {
	r.peek()
	start := r.pos
	if !r.take('{') {
		return r.mismatch(s, start)
	}
	if r.take('}') {
		return nil
	}
	for {
		r.peek()
		at := r.pos
		name, ok := r.str()
		if !ok {
			r.pos = at
			return &DecodeError{Found: r.found(), Wanted: "a name in double quotes"}
		}
		if !r.take(':') {
			return &DecodeError{Found: r.found(), Wanted: `":"`}
		}
		if err := member(name); err != nil {
			return err.within(name)
		}
		if r.take('}') {
			return nil
		}
		if !r.take(',') {
			return &DecodeError{Found: r.found(), Wanted: `"," or "}"`}
		}
	}
}

func (r *jsonReader) record(s *Shape) (any, *DecodeError) {
	c := r.peek()
	start := r.pos
	if r.format || c == '{' {
		return r.recordObject(s)
	}
	if len(s.Fields) == 1 {
		return r.oneField(s)
	}
	if !r.take('[') {
		return nil, r.mismatch(s, start)
	}
	return r.parts(s, start)
}

// oneField reads a script's record of one field that is no object: an array of one, or else the bare value.
func (r *jsonReader) oneField(s *Shape) (any, *DecodeError) {
	start := r.pos
	if r.take('[') {
		if parts, err := r.parts(s, start); err == nil {
			return parts, nil
		}
		r.pos = start
	}
	v, err := r.value(s.Fields[0].Shape)
	if err != nil {
		return nil, err.within(s.Fields[0].Name)
	}
	return []any{v}, nil
}

func (r *jsonReader) recordObject(s *Shape) (any, *DecodeError) {
	parts := make([]any, len(s.Fields))
	seen := make([]bool, len(s.Fields))
	err := r.object(s, func(name string) *DecodeError {
		i := r.fieldIndex(s, name)
		if i < 0 {
			return r.unknown(s, name)
		}
		if s.Fields[i].Shape.Kind != KindOpt && r.word("null") {
			seen[i] = false
			return nil
		}
		v, err := r.value(s.Fields[i].Shape)
		parts[i], seen[i] = v, v != nil
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range s.Fields {
		if seen[i] {
			continue
		}
		v, ok := s.Fields[i].absent()
		if !ok {
			found := "nothing (or null)"
			return nil, &DecodeError{Path: r.fieldName(&s.Fields[i]), Found: found, Wanted: s.Fields[i].Shape.String()}
		}
		parts[i] = v
	}
	return parts, nil
}

// absent is the value of a field that the input does not have; false when it must have one.
func (f *ShapeField) absent() (any, bool) {
	if f.HasDefault {
		return f.Default, true
	}
	return nil, f.Shape.Kind == KindOpt
}

func (r *jsonReader) fieldName(f *ShapeField) string {
	if r.format && f.Outside != "" {
		return f.Outside
	}
	return f.Name
}

func (r *jsonReader) fieldIndex(s *Shape, name string) int {
	for i := range s.Fields {
		if r.fieldName(&s.Fields[i]) == name {
			return i
		}
	}
	return -1
}

// unknown passes over a field that the record does not have.
func (r *jsonReader) unknown(s *Shape, name string) *DecodeError {
	if !r.format {
		names := make([]string, len(s.Fields))
		for i := range s.Fields {
			names[i] = s.Fields[i].Name
		}
		return &DecodeError{Found: "an unknown field", Wanted: "one of " + strings.Join(names, ", ")}
	}
	start := r.pos
	if !r.skip(0) {
		r.pos = start
		return &DecodeError{Found: r.found(), Wanted: "a value"}
	}
	return nil
}
