package fn

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Len is the number of characters of s.
func Len(s string) int64 { return int64(utf8.RuneCountInString(s)) }

// Substring is the characters from up to, but not, to; negative positions count from the end and ones outside are moved to the end they passed, as in Python's s[from:to].
func Substring(s string, from, to int64) string {
	n := Len(s)
	from, to = slicePosition(from, n), slicePosition(to, n)
	if from >= to {
		return ""
	}
	if n == int64(len(s)) {
		return s[from:to]
	}
	start := byteOffset(s, from)
	return s[start : start+byteOffset(s[start:], to-from)]
}

// SubstringFrom is Substring to the end.
func SubstringFrom(s string, from int64) string { return Substring(s, from, int64(len(s))) }

func slicePosition(at, n int64) int64 {
	if at < 0 {
		at += n
	}
	return max(0, min(at, n))
}

// byteOffset is where character number n of s begins.
func byteOffset(s string, n int64) int {
	at := 0
	for range n {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// Upper is s in upper case, ß as SS; Lower is strings.ToLower.
func Upper(s string) string {
	return strings.ToUpper(strings.ReplaceAll(s, "ß", "SS"))
}

// ToInt reads a decimal int with an optional sign; white space around it is ignored. None for everything else.
func ToInt(s string) Opt[int64] {
	v, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil {
		return None[int64]()
	}
	return Some(v)
}

// ToFloat reads a decimal number, nan or inf(inity) in any case, with an optional sign; white space around it is ignored. None for everything else,
// also for numbers too large for a float.
func ToFloat(s string) Opt[float64] {
	s = strings.TrimSpace(s)
	for _, r := range s {
		if r == '_' || r == 'x' || r == 'X' || r == 'p' || r == 'P' { // Go's own forms
			return None[float64]()
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return None[float64]()
	}
	return Some(v)
}

// Words are the parts of s between white space.
func Words(s string) []string { return strings.FieldsFunc(s, unicode.IsSpace) }
