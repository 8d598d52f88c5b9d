package fn

import (
	"encoding/binary"
	"math"
	"strings"
)

// Canonical key bytes: equal keys have equal bytes, and the bytes sort as the keys do.
//
//	int, time, duration  8 bytes big-endian with the sign turned
//	float                8 bytes big-endian: sign turned when positive, all bits when negative; -0.0 is 0.0 and every NaN the one that sorts last
//	bool                 0 or 1
//	string, bytes        as they are when last in the key; else with 00 written 00 FF, ended by 00 01
//	optional             0, or 1 and the value
//	list, set, map       1 and the element for each element, then 0
//	tuple, record        their parts, one after the other
//
// "last" says that nothing follows in the key.

const signBit = 1 << 63

// AppendKeyInt appends the key bytes of an int.
func AppendKeyInt(dst []byte, v int64) []byte {
	return binary.BigEndian.AppendUint64(dst, uint64(v)^signBit)
}

// AppendKeyFloat appends the key bytes of a float.
func AppendKeyFloat(dst []byte, v float64) []byte {
	return binary.BigEndian.AppendUint64(dst, floatKey(v))
}

func floatKey(v float64) uint64 {
	switch {
	case v != v:
		return math.MaxUint64
	case v == 0:
		return signBit
	}
	bits := math.Float64bits(v)
	if bits&signBit != 0 {
		return ^bits
	}
	return bits | signBit
}

func floatOfKey(key uint64) float64 {
	switch {
	case key == math.MaxUint64:
		return math.NaN()
	case key&signBit != 0:
		return math.Float64frombits(key &^ signBit)
	}
	return math.Float64frombits(^key)
}

// AppendKeyBool appends the key byte of a bool.
func AppendKeyBool(dst []byte, v bool) []byte {
	if v {
		return append(dst, 1)
	}
	return append(dst, 0)
}

// AppendKeyString appends the key bytes of a string.
func AppendKeyString(dst []byte, v string, last bool) []byte {
	if last {
		return append(dst, v...)
	}
	for {
		i := strings.IndexByte(v, 0)
		if i < 0 {
			break
		}
		dst = append(append(dst, v[:i]...), 0, 0xFF)
		v = v[i+1:]
	}
	return append(append(dst, v...), 0, 1)
}

func parseKeyUint(s string) (uint64, string, bool) {
	if len(s) < 8 {
		return 0, s, false
	}
	var v uint64
	for i := range 8 {
		v = v<<8 | uint64(s[i])
	}
	return v, s[8:], true
}

// ParseKeyInt reads an int from key bytes.
func ParseKeyInt(s string) (int64, string, bool) {
	v, rest, ok := parseKeyUint(s)
	return int64(v ^ signBit), rest, ok
}

// ParseKeyFloat reads a float from key bytes.
func ParseKeyFloat(s string) (float64, string, bool) {
	v, rest, ok := parseKeyUint(s)
	return floatOfKey(v), rest, ok
}

// ParseKeyBool reads a bool from key bytes.
func ParseKeyBool(s string) (v bool, rest string, ok bool) {
	if s == "" || s[0] > 1 {
		return false, s, false
	}
	return s[0] == 1, s[1:], true
}

// ParseKeyString reads a string from key bytes. It is a view of s where nothing was escaped.
func ParseKeyString(s string, last bool) (v string, rest string, ok bool) {
	if last {
		return s, "", true
	}
	var escaped []byte
	for start := 0; ; {
		i := strings.IndexByte(s[start:], 0)
		if i < 0 || start+i+1 >= len(s) {
			return "", s, false
		}
		end := start + i
		switch {
		case s[end+1] == 0xFF:
			escaped = append(append(escaped, s[start:end]...), 0)
			start = end + 2
		case s[end+1] != 1:
			return "", s, false
		case escaped == nil:
			return s[:end], s[end+2:], true
		default:
			return string(append(escaped, s[start:end]...)), s[end+2:], true
		}
	}
}

// AppendKey appends the canonical bytes of a dynamic value.
func AppendKey(dst []byte, s *Shape, v any, last bool) []byte {
	switch s.Kind {
	case KindInt:
		return AppendKeyInt(dst, v.(int64))
	case KindFloat:
		return AppendKeyFloat(dst, v.(float64))
	case KindBool:
		return AppendKeyBool(dst, v.(bool))
	case KindString:
		return AppendKeyString(dst, v.(string), last)
	case KindBytes:
		return AppendKeyString(dst, string(v.([]byte)), last)
	case KindTime:
		return AppendKeyInt(dst, int64(v.(Time)))
	case KindDuration:
		return AppendKeyInt(dst, int64(v.(Duration)))
	case KindOpt:
		if v == nil {
			return append(dst, 0)
		}
		return AppendKey(append(dst, 1), s.Elems[0], v, last)
	case KindList:
		return appendKeyList(dst, s.Elems[0], v.([]any))
	case KindSet:
		return appendKeyList(dst, s.Elems[0], v.(*SetValue).Elems)
	case KindMap:
		for _, entry := range v.(*MapValue).Entries {
			dst = AppendKey(append(dst, 1), s.Elems[0], entry[0], false)
			dst = AppendKey(dst, s.Elems[1], entry[1], false)
		}
		return append(dst, 0)
	case KindTuple, KindRecord:
		parts := v.([]any)
		for i, part := range parts {
			dst = AppendKey(dst, s.part(i), part, last && i == len(parts)-1)
		}
		return dst
	}
	panic("fn: no key bytes for kind " + itoa(int64(s.Kind)))
}

func appendKeyList(dst []byte, e *Shape, elems []any) []byte {
	for _, elem := range elems {
		dst = AppendKey(append(dst, 1), e, elem, false)
	}
	return append(dst, 0)
}

// HashString is the hash of key bytes that hash() and partitionBy show: FNV-1a with 64 bits (http://www.isthe.com/chongo/tech/comp/fnv), the same for ever.
func HashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// Hash is hash(v) of a dynamic value: HashString of its key bytes.
func Hash(s *Shape, v any) int64 { return int64(HashString(string(AppendKey(nil, s, v, true)))) }
