package fn

import (
	"unicode/utf16"
	"unicode/utf8"
)

// maxJSONDepth is the deepest nesting that is read; a deeper value could use up the stack.
const maxJSONDepth = 1000

// scanner reads JSON text byte by byte. Its methods give false (or an error) at malformed text and leave pos at the place.
type scanner struct {
	data []byte
	pos  int
}

// peek is the next byte that is no white space, 0 at the end.
func (s *scanner) peek() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

// take skips the byte c when it is next.
func (s *scanner) take(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.pos++
	return true
}

// word skips a keyword when it is next.
func (s *scanner) word(text string) bool {
	s.peek()
	if len(s.data)-s.pos < len(text) || string(s.data[s.pos:s.pos+len(text)]) != text {
		return false
	}
	s.pos += len(text)
	return true
}

// number is the text of the number that is next.
func (s *scanner) number() (string, bool) {
	s.peek()
	start := s.pos
	s.byteIs('-')
	if !s.byteIs('0') && !s.digits() {
		s.pos = start
		return "", false
	}
	if s.byteIs('.') && !s.digits() {
		return "", false
	}
	if s.byteIs('e') || s.byteIs('E') {
		if !s.byteIs('-') {
			s.byteIs('+')
		}
		if !s.digits() {
			return "", false
		}
	}
	return string(s.data[start:s.pos]), true
}

func (s *scanner) byteIs(c byte) bool {
	if s.pos < len(s.data) && s.data[s.pos] == c {
		s.pos++
		return true
	}
	return false
}

func (s *scanner) digits() bool {
	start := s.pos
	for s.pos < len(s.data) && s.data[s.pos] >= '0' && s.data[s.pos] <= '9' {
		s.pos++
	}
	return s.pos > start
}

// str is the string that is next. Broken UTF-8 and lone surrogates become U+FFFD.
func (s *scanner) str() (string, bool) {
	if !s.take('"') {
		return "", false
	}
	start := s.pos
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == '"':
			text := string(s.data[start:s.pos])
			s.pos++
			return text, true
		case c == '\\' || c >= utf8.RuneSelf:
			return s.slowStr(append([]byte(nil), s.data[start:s.pos]...))
		case c < ' ':
			return "", false
		default:
			s.pos++
		}
	}
	return "", false
}

// slowStr goes on with a string that has escapes or is not ASCII.
func (s *scanner) slowStr(text []byte) (string, bool) {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == '"':
			s.pos++
			return string(text), true
		case c == '\\':
			r, ok := s.escape()
			if !ok {
				return "", false
			}
			text = utf8.AppendRune(text, r)
		case c < ' ':
			return "", false
		default:
			r, size := utf8.DecodeRune(s.data[s.pos:])
			text = utf8.AppendRune(text, r)
			s.pos += size
		}
	}
	return "", false
}

// escape reads a backslash and what belongs to it.
func (s *scanner) escape() (rune, bool) {
	if s.pos+1 >= len(s.data) {
		return 0, false
	}
	c := s.data[s.pos+1]
	s.pos += 2
	switch c {
	case '"', '\\', '/':
		return rune(c), true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'u':
		return s.unicodeEscape()
	}
	return 0, false
}

func (s *scanner) unicodeEscape() (rune, bool) {
	r, ok := s.hex4(s.pos)
	if !ok {
		return 0, false
	}
	s.pos += 4
	if !utf16.IsSurrogate(r) {
		return r, true
	}
	if s.pos+1 < len(s.data) && s.data[s.pos] == '\\' && s.data[s.pos+1] == 'u' {
		if low, ok := s.hex4(s.pos + 2); ok {
			if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
				s.pos += 6
				return both, true
			}
		}
	}
	return utf8.RuneError, true
}

func (s *scanner) hex4(at int) (rune, bool) {
	if at+4 > len(s.data) {
		return 0, false
	}
	var r rune
	for _, c := range s.data[at : at+4] {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

// skip reads over a value of any form.
func (s *scanner) skip(depth int) bool {
	switch c := s.peek(); {
	case depth > maxJSONDepth:
		return false
	case c == '"':
		_, ok := s.str()
		return ok
	case c == '{':
		return s.skipItems('}', depth, true)
	case c == '[':
		return s.skipItems(']', depth, false)
	case c == 't':
		return s.word("true")
	case c == 'f':
		return s.word("false")
	case c == 'n':
		return s.word("null")
	}
	_, ok := s.number()
	return ok
}

func (s *scanner) skipItems(end byte, depth int, object bool) bool {
	s.pos++
	if s.take(end) {
		return true
	}
	for {
		if object {
			if _, ok := s.str(); !ok || !s.take(':') {
				return false
			}
		}
		if !s.skip(depth + 1) {
			return false
		}
		if s.take(end) {
			return true
		}
		if !s.take(',') {
			return false
		}
	}
}
