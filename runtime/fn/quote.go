package fn

import (
	"unicode"
	"unicode/utf8"
)

const (
	hexDigits = "0123456789abcdef"
	upperHex  = "0123456789ABCDEF"
)

// appendQuoted appends s as a string literal of the language.
func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case !unicode.IsPrint(r):
			dst = append(appendHex(append(dst, `\u{`...), r, 1), '}')
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}

// appendPythonString appends Python's repr of s: in single quotes unless s has those and no double ones; what does not print as \x, \u or \U.
func appendPythonString(dst []byte, s string) []byte {
	quote := pythonQuote(s)
	dst = append(dst, quote)
	for _, r := range s {
		switch {
		case r == rune(quote) || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case unicode.IsPrint(r):
			dst = utf8.AppendRune(dst, r)
		case r <= 0xFF:
			dst = appendHex(append(dst, `\x`...), r, 2)
		case r <= 0xFFFF:
			dst = appendHex(append(dst, `\u`...), r, 4)
		default:
			dst = appendHex(append(dst, `\U`...), r, 8)
		}
	}
	return append(dst, quote)
}

func pythonQuote(s string) byte {
	single, double := false, false
	for i := range len(s) {
		single = single || s[i] == '\''
		double = double || s[i] == '"'
	}
	if single && !double {
		return '"'
	}
	return '\''
}

// appendPythonBytes appends Python's repr of b.
func appendPythonBytes(dst, b []byte) []byte {
	quote := pythonQuote(string(b))
	dst = append(dst, 'b', quote)
	for _, c := range b {
		switch {
		case c == quote || c == '\\':
			dst = append(dst, '\\', c)
		case c == '\n':
			dst = append(dst, `\n`...)
		case c == '\t':
			dst = append(dst, `\t`...)
		case c == '\r':
			dst = append(dst, `\r`...)
		case c < ' ' || c >= 0x7F:
			dst = appendHex(append(dst, `\x`...), rune(c), 2)
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, quote)
}

// appendHex appends r in hex with at least width digits.
func appendHex(dst []byte, r rune, width int) []byte {
	shift := 28
	for shift > 0 && shift >= 4*width && r>>shift&15 == 0 {
		shift -= 4
	}
	for ; shift >= 0; shift -= 4 {
		dst = append(dst, hexDigits[r>>shift&15])
	}
	return dst
}

// appendHexBytes appends b as Spark's console shows binary: [61 62].
func appendHexBytes(dst, b []byte) []byte {
	dst = append(dst, '[')
	for i, c := range b {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, upperHex[c>>4], upperHex[c&15])
	}
	return append(dst, ']')
}
