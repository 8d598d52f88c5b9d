package fn

import (
	"encoding/base64"
	"unicode/utf8"
)

// AppendJSON appends a dynamic value as JSON: none as null, tuples and lists as arrays, records as objects in field order under their own names, maps with string
// keys as objects, other maps as arrays of pairs, times as RFC 3339, durations in ms, bytes as base64, floats as Python writes them, with "NaN", "Infinity"
// and "-Infinity".
func AppendJSON(dst []byte, s *Shape, v any) []byte {
	switch s.Kind {
	case KindInt:
		return appendInt(dst, v.(int64))
	case KindFloat:
		return AppendJSONFloat(dst, v.(float64))
	case KindBool:
		if v.(bool) {
			return append(dst, "true"...)
		}
		return append(dst, "false"...)
	case KindString:
		return AppendJSONString(dst, v.(string))
	case KindBytes:
		return append(base64.StdEncoding.AppendEncode(append(dst, '"'), v.([]byte)), '"')
	case KindTime:
		return append(AppendTime(append(dst, '"'), v.(Time)), '"')
	case KindDuration:
		return appendMillis(dst, v.(Duration))
	case KindOpt:
		if v == nil {
			return append(dst, "null"...)
		}
		return AppendJSON(dst, s.Elems[0], v)
	case KindList:
		return appendJSONElems(dst, s.Elems[0], v.([]any))
	case KindSet:
		return appendJSONElems(dst, s.Elems[0], v.(*SetValue).Elems)
	case KindMap:
		return appendJSONMap(dst, s, v.(*MapValue).Entries)
	case KindTuple, KindRecord:
		return appendJSONParts(dst, s, v.([]any))
	}
	panic("fn: no JSON for kind " + itoa(int64(s.Kind)))
}

// AppendJSONFloat appends a float as JSON.
func AppendJSONFloat(dst []byte, v float64) []byte {
	if text := specialFloat(v, `"NaN"`, `"Infinity"`, `"-Infinity"`); text != "" {
		return append(dst, text...)
	}
	return AppendFloat(dst, v)
}

// appendMillis appends d in ms, with the digits that are needed.
func appendMillis(dst []byte, d Duration) []byte {
	rest := uint64(d)
	if d < 0 {
		dst, rest = append(dst, '-'), -rest
	}
	dst = appendInt(dst, int64(rest/uint64(Millisecond)))
	return appendFraction(dst, int(rest%uint64(Millisecond)), 6)
}

func appendJSONElems(dst []byte, e *Shape, elems []any) []byte {
	dst = append(dst, '[')
	for i, elem := range elems {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = AppendJSON(dst, e, elem)
	}
	return append(dst, ']')
}

func appendJSONMap(dst []byte, s *Shape, entries [][2]any) []byte {
	object := s.Elems[0].Kind == KindString
	open, middle, shut, end := "[", ",", "]", "]"
	if object {
		open, middle, shut, end = "", ":", "", "}"
		dst = append(dst, '{')
	} else {
		dst = append(dst, '[')
	}
	for i, entry := range entries {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = AppendJSON(append(dst, open...), s.Elems[0], entry[0])
		dst = AppendJSON(append(dst, middle...), s.Elems[1], entry[1])
		dst = append(dst, shut...)
	}
	return append(dst, end...)
}

func appendJSONParts(dst []byte, s *Shape, parts []any) []byte {
	open, end := byte('['), byte(']')
	if s.Kind == KindRecord {
		open, end = '{', '}'
	}
	dst = append(dst, open)
	for i, part := range parts {
		if i > 0 {
			dst = append(dst, ',')
		}
		if s.Kind == KindRecord {
			dst = append(AppendJSONString(dst, s.Fields[i].Name), ':')
		}
		dst = AppendJSON(dst, s.part(i), part)
	}
	return append(dst, end)
}

// AppendJSONString appends s as a JSON string; only what must be escaped is, broken UTF-8 becomes U+FFFD.
func AppendJSONString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			if r, size := utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || size > 1 {
				i += size
				continue
			}
		}
		dst = append(dst, s[start:i]...)
		dst = appendJSONEscape(dst, c)
		i++
		start = i
	}
	return append(append(dst, s[start:]...), '"')
}

func appendJSONEscape(dst []byte, c byte) []byte {
	switch {
	case c >= utf8.RuneSelf:
		return utf8.AppendRune(dst, utf8.RuneError)
	case c == '"' || c == '\\':
		return append(dst, '\\', c)
	case c == '\n':
		return append(dst, `\n`...)
	case c == '\r':
		return append(dst, `\r`...)
	case c == '\t':
		return append(dst, `\t`...)
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}
