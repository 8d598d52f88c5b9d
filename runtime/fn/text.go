package fn

import "encoding/base64"

// The texts of values (language.md, section 3). The four forms differ in their words, brackets and leaves only, so each is a form, and append is the one walk.
type form struct {
	none               string
	some               [2]string // around a present optional
	yes, no            string    // true and false
	comma              string    // between the parts of a tuple or record; elsewhere it is always ", "
	tuple, record      [2]string
	list, set, mapping [2]string
	emptySet, emptyMap string
	arrow              string // between key and value
	fieldMark          string // between field name and value; empty: no names
	quotedAtTop        bool   // a string that stands alone is written as one inside others
	text               func(dst []byte, v string) []byte
	float              func(dst []byte, v float64) []byte
	bytes              func(dst, v []byte) []byte
	time               func(dst []byte, t Time, zone Zone) []byte
	duration           func(dst []byte, d Duration) []byte
}

func plainText(dst []byte, v string) []byte { return append(dst, v...) }

func appendBase64(dst, v []byte) []byte { return base64.StdEncoding.AppendEncode(dst, v) }

// The four forms are constants in all but name.

var oursForm = &form{
	none: "none", yes: "true", no: "false", comma: ", ",
	tuple: [2]string{"(", ")"}, record: [2]string{"{", "}"}, list: [2]string{"[", "]"}, set: [2]string{"{", "}"}, mapping: [2]string{"[", "]"},
	emptySet: "{}", emptyMap: "[:]", arrow: ": ", fieldMark: ": ",
	text: appendQuoted, float: AppendFloat, bytes: appendBase64,
	time: func(dst []byte, t Time, _ Zone) []byte { return AppendTime(dst, t) }, duration: AppendDuration,
}

var pythonForm = &form{
	none: "None", yes: "True", no: "False", comma: ", ",
	tuple: [2]string{"(", ")"}, record: [2]string{"Row(", ")"}, list: [2]string{"[", "]"}, set: [2]string{"{", "}"}, mapping: [2]string{"{", "}"},
	emptySet: "set()", emptyMap: "{}", arrow: ": ", fieldMark: "=", quotedAtTop: true,
	text: appendPythonString, float: AppendFloat, bytes: appendPythonBytes,
	time: func(dst []byte, t Time, _ Zone) []byte { return appendDatetime(dst, t) }, duration: appendTimedelta,
}

var scalaForm = &form{
	none: "None", some: [2]string{"Some(", ")"}, yes: "true", no: "false", comma: ",",
	tuple: [2]string{"(", ")"}, record: [2]string{"[", "]"}, list: [2]string{"List(", ")"}, set: [2]string{"Set(", ")"}, mapping: [2]string{"Map(", ")"},
	emptySet: "Set()", emptyMap: "Map()", arrow: " -> ", quotedAtTop: true,
	text: plainText, float: appendScalaFloat, bytes: appendHexBytes, time: AppendLocalTime, duration: appendScalaDuration,
}

var consoleForm = &form{
	none: "NULL", yes: "true", no: "false", comma: ", ",
	tuple: [2]string{"{", "}"}, record: [2]string{"{", "}"}, list: [2]string{"[", "]"}, set: [2]string{"[", "]"}, mapping: [2]string{"{", "}"},
	emptySet: "[]", emptyMap: "{}", arrow: " -> ", quotedAtTop: true,
	text: plainText, float: appendScalaFloat, bytes: appendHexBytes, time: AppendLocalTime, duration: appendScalaDuration,
}

// Text is our text of a value: toString(), "${x}", print(…) of batch code, text sinks.
func Text(s *Shape, v any) string { return string(AppendText(nil, s, v)) }

// AppendText appends Text.
func AppendText(dst []byte, s *Shape, v any) []byte { return oursForm.top(dst, s, v, nil) }

// Repr is Python's repr of a value: pprint, repr().
func Repr(s *Shape, v any) string { return string(AppendRepr(nil, s, v)) }

// AppendRepr appends Repr.
func AppendRepr(dst []byte, s *Shape, v any) []byte { return pythonForm.top(dst, s, v, nil) }

// PythonStr is Repr, but a string as it is: lines of saveAsTextFiles.
func PythonStr(s *Shape, v any) string {
	if text, ok := v.(string); ok {
		return text
	}
	return Repr(s, v)
}

// Scala is Scala's text of a value, times in zone: print of a stream.
func Scala(s *Shape, v any, zone Zone) string { return string(AppendScala(nil, s, v, zone)) }

// AppendScala appends Scala.
func AppendScala(dst []byte, s *Shape, v any, zone Zone) []byte {
	return scalaForm.top(dst, s, v, zone)
}

// Console is a value as a cell of console shows it, times in zone.
func Console(s *Shape, v any, zone Zone) string { return string(AppendConsole(nil, s, v, zone)) }

// AppendConsole appends Console.
func AppendConsole(dst []byte, s *Shape, v any, zone Zone) []byte {
	return consoleForm.top(dst, s, v, zone)
}

// top appends a value that stands alone: a string, also a present optional one, is as it is in our form.
func (f *form) top(dst []byte, s *Shape, v any, zone Zone) []byte {
	if text, ok := v.(string); ok && !f.quotedAtTop {
		return append(dst, text...)
	}
	return f.append(dst, s, v, zone)
}

func (f *form) append(dst []byte, s *Shape, v any, zone Zone) []byte {
	switch s.Kind {
	case KindInt:
		return appendInt(dst, v.(int64))
	case KindFloat:
		return f.float(dst, v.(float64))
	case KindBool:
		if v.(bool) {
			return append(dst, f.yes...)
		}
		return append(dst, f.no...)
	case KindString:
		return f.text(dst, v.(string))
	case KindBytes:
		return f.bytes(dst, v.([]byte))
	case KindTime:
		return f.time(dst, v.(Time), zone)
	case KindDuration:
		return f.duration(dst, v.(Duration))
	case KindOpt:
		if v == nil {
			return append(dst, f.none...)
		}
		dst = f.append(append(dst, f.some[0]...), s.Elems[0], v, zone)
		return append(dst, f.some[1]...)
	case KindList:
		return f.appendElems(dst, s.Elems[0], v.([]any), f.list, zone)
	case KindSet:
		if len(v.(*SetValue).Elems) == 0 {
			return append(dst, f.emptySet...)
		}
		return f.appendElems(dst, s.Elems[0], v.(*SetValue).Elems, f.set, zone)
	case KindMap:
		return f.appendMap(dst, s, v.(*MapValue).Entries, zone)
	case KindTuple, KindRecord:
		return f.appendParts(dst, s, v.([]any), zone)
	}
	panic("fn: no text for kind " + itoa(int64(s.Kind)))
}

func (f *form) appendElems(dst []byte, e *Shape, elems []any, brackets [2]string, zone Zone) []byte {
	dst = append(dst, brackets[0]...)
	for i, elem := range elems {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = f.append(dst, e, elem, zone)
	}
	return append(dst, brackets[1]...)
}

func (f *form) appendMap(dst []byte, s *Shape, entries [][2]any, zone Zone) []byte {
	if len(entries) == 0 {
		return append(dst, f.emptyMap...)
	}
	dst = append(dst, f.mapping[0]...)
	for i, entry := range entries {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = f.append(dst, s.Elems[0], entry[0], zone)
		dst = f.append(append(dst, f.arrow...), s.Elems[1], entry[1], zone)
	}
	return append(dst, f.mapping[1]...)
}

// appendParts appends a tuple or record.
func (f *form) appendParts(dst []byte, s *Shape, parts []any, zone Zone) []byte {
	brackets, mark := f.tuple, ""
	if s.Kind == KindRecord {
		brackets, mark = f.record, f.fieldMark
	}
	dst = append(dst, brackets[0]...)
	for i, part := range parts {
		if i > 0 {
			dst = append(dst, f.comma...)
		}
		if mark != "" {
			dst = append(append(dst, s.Fields[i].Name...), mark...)
		}
		dst = f.append(dst, s.part(i), part, zone)
	}
	return append(dst, brackets[1]...)
}

// appendDatetime appends Python's repr of t as a datetime in UTC; it has microseconds, so the nanoseconds behind them are cut.
func appendDatetime(dst []byte, t Time) []byte {
	c := CivilOf(t, nil)
	micros := c.Nano / 1000
	parts := []int{c.Year, c.Month, c.Day, c.Hour, c.Minute}
	if c.Second != 0 || micros != 0 {
		parts = append(parts, c.Second)
	}
	if micros != 0 {
		parts = append(parts, micros)
	}
	dst = append(dst, "datetime.datetime("...)
	for i, part := range parts {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = appendInt(dst, int64(part))
	}
	return append(dst, ')')
}

// appendTimedelta appends Python's repr of d: days may be negative, the other parts are not.
func appendTimedelta(dst []byte, d Duration) []byte {
	micros, _ := floorDiv(int64(d), int64(Microsecond))
	days, rest := floorDiv(micros, secondsPerDay*1_000_000)
	dst = append(dst, "datetime.timedelta("...)
	start := len(dst)
	for _, part := range [...]struct {
		name  string
		value int64
	}{{"days=", days}, {"seconds=", rest / 1_000_000}, {"microseconds=", rest % 1_000_000}} {
		if part.value == 0 {
			continue
		}
		if len(dst) > start {
			dst = append(dst, ", "...)
		}
		dst = appendInt(append(dst, part.name...), part.value)
	}
	if len(dst) == start {
		dst = append(dst, '0')
	}
	return append(dst, ')')
}

// appendScalaDuration appends d as a Duration of Spark, which counts whole milliseconds.
func appendScalaDuration(dst []byte, d Duration) []byte {
	return append(appendInt(dst, int64(d/Millisecond)), " ms"...)
}
