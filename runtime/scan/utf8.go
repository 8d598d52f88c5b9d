package scan

import (
	"encoding/binary"
	"unicode/utf8"
)

// HasHigh reports whether a byte of block is not ASCII. Only then need it be checked for broken UTF-8. It reads nothing behind the block.
func HasHigh(block []byte) bool {
	for ; len(block) >= 64; block = block[64:] {
		var all uint64
		for i := 0; i < 64; i += 8 {
			all |= binary.LittleEndian.Uint64(block[i : i+8])
		}
		if all&highs != 0 {
			return true
		}
	}
	for _, b := range block {
		if b >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// Repair returns block with broken UTF-8 replaced: each maximal subpart of an ill-formed sequence becomes one U+FFFD, as in the Unicode standard (section 3.9, "U+FFFD
// Substitution of Maximal Subparts"), Python's errors="replace" and Java. (Go's strings.ToValidUTF8 makes one of a whole run instead.) A block that is well-formed is
// returned as it is. Else the result uses the memory of into and has [Padding] bytes of room behind its end.
func Repair(into, block []byte) []byte {
	if !HasHigh(block) || utf8.Valid(block) {
		return block
	}
	into = into[:0]
	for len(block) > 0 {
		good := validPrefix(block)
		into = append(into, block[:good]...)
		block = block[good:]
		if len(block) > 0 {
			into = append(into, "\uFFFD"...)
			block = block[brokenPrefix(block):]
		}
	}
	return Pad(into)
}

func validPrefix(text []byte) int {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeRune(text[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return n
}

// brokenPrefix is the length of the ill-formed sequence at the start of text: bytes that begin a character, as far as a character could go on like that, or one byte.
func brokenPrefix(text []byte) int {
	size, low, high := follow(text[0])
	for n := 1; n < size; n++ {
		if n == len(text) || text[n] < low || text[n] > high {
			return n
		}
		low, high = 0x80, 0xBF
	}
	return 1
}

// follow gives the size of a character that starts with first, and the range of its second byte (Unicode standard, table 3-7).
func follow(first byte) (size int, low, high byte) {
	switch {
	case first >= 0xC2 && first <= 0xDF:
		return 2, 0x80, 0xBF
	case first == 0xE0:
		return 3, 0xA0, 0xBF
	case first == 0xED:
		return 3, 0x80, 0x9F
	case first >= 0xE1 && first <= 0xEF:
		return 3, 0x80, 0xBF
	case first == 0xF0:
		return 4, 0x90, 0xBF
	case first == 0xF4:
		return 4, 0x80, 0x8F
	case first >= 0xF1 && first <= 0xF3:
		return 4, 0x80, 0xBF
	}
	return 1, 0, 0
}
