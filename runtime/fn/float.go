package fn

import (
	"math"
	"strconv"
)

func appendInt(dst []byte, n int64) []byte { return strconv.AppendInt(dst, n, 10) }

// AppendFloat appends Python's repr of v: the shortest digits that give v back, with an exponent below 1e-4 and from 1e+16 on; nan, inf, -inf.
func AppendFloat(dst []byte, v float64) []byte {
	if text := specialFloat(v, "nan", "inf", "-inf"); text != "" {
		return append(dst, text...)
	}
	start := len(dst)
	if size := math.Abs(v); size != 0 && (size < 1e-4 || size >= 1e16) {
		return strconv.AppendFloat(dst, v, 'e', -1, 64)
	}
	return withPoint(strconv.AppendFloat(dst, v, 'f', -1, 64), start)
}

// appendScalaFloat appends Java's Double.toString of v: an exponent below 1e-3 and from 1e7 on, always a digit behind the point.
func appendScalaFloat(dst []byte, v float64) []byte {
	if text := specialFloat(v, "NaN", "Infinity", "-Infinity"); text != "" {
		return append(dst, text...)
	}
	start := len(dst)
	if size := math.Abs(v); size == 0 || (size >= 1e-3 && size < 1e7) {
		return withPoint(strconv.AppendFloat(dst, v, 'f', -1, 64), start)
	}
	text := strconv.AppendFloat(nil, v, 'e', -1, 64) // d.ddde±xx
	for i, c := range text {
		if c != 'e' {
			continue
		}
		dst = append(withPoint(append(dst, text[:i]...), start), 'E')
		exponent, _ := strconv.Atoi(string(text[i+1:]))
		return appendInt(dst, int64(exponent))
	}
	return append(dst, text...)
}

func specialFloat(v float64, nan, inf, negInf string) string {
	switch {
	case v != v:
		return nan
	case v > math.MaxFloat64:
		return inf
	case v < -math.MaxFloat64:
		return negInf
	}
	return ""
}

// withPoint adds ".0" when the number at dst[start:] has no point.
func withPoint(dst []byte, start int) []byte {
	for _, c := range dst[start:] {
		if c == '.' {
			return dst
		}
	}
	return append(dst, ".0"...)
}
