package fn

import (
	"math"
	"math/bits"
)

// The checked operations give the result and whether it is right; they are small enough to be inlined to an operation and one branch.

// Add is a + b.
func Add(a, b int64) (int64, bool) {
	c := a + b
	return c, (a^c)&(b^c) >= 0
}

// Sub is a - b.
func Sub(a, b int64) (int64, bool) {
	c := a - b
	return c, (a^b)&(a^c) >= 0
}

// Mul is a * b.
func Mul(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	// The signed high half: equal to the sign of the low half when the product fits.
	hi -= uint64(a>>63)&uint64(b) + uint64(b>>63)&uint64(a)
	return int64(lo), int64(hi) == int64(lo)>>63
}

// Neg is -a.
func Neg(a int64) (int64, bool) { return -a, a != math.MinInt64 }

// Abs is the absolute value of a.
func Abs(a int64) (int64, bool) {
	if a < 0 {
		return -a, a != math.MinInt64
	}
	return a, true
}

// Div is a / b of ints, a float; false when b is 0.
func Div(a, b int64) (float64, bool) { return float64(a) / float64(b), b != 0 }

// DivFloat is a / b of floats; false when b is 0.
func DivFloat(a, b float64) (float64, bool) { return a / b, b != 0 }

// DivInt is a / b truncated; false when b is 0 or the result is too large (the smallest int by -1).
func DivInt(a, b int64) (int64, bool) {
	if b == 0 || (b == -1 && a == math.MinInt64) {
		return 0, false
	}
	return a / b, true
}

// Rem is a % b with the sign of a; false when b is 0.
func Rem(a, b int64) (int64, bool) {
	if b == 0 {
		return 0, false
	}
	return a % b, true
}

// RemFloat is the remainder of a / b with the sign of a; false when b is 0.
func RemFloat(a, b float64) (float64, bool) { return math.Mod(a, b), b != 0 }

// Mod is a modulo b with the sign of b, as in Python; false when b is 0.
func Mod(a, b int64) (int64, bool) {
	if b == 0 {
		return 0, false
	}
	m := a % b
	if m != 0 && (m < 0) != (b < 0) {
		m += b
	}
	return m, true
}

// ModFloat is a modulo b with the sign of b, as in Python; false when b is 0.
func ModFloat(a, b float64) (float64, bool) {
	m := math.Mod(a, b)
	if m != 0 && (m < 0) != (b < 0) {
		m += b
	}
	return m, b != 0
}

// DivFault is the fault of a DivInt, Rem or Mod that gave false for the divisor b.
func DivFault(b int64) *Fault {
	if b == 0 {
		return FaultDivision()
	}
	return FaultOverflow("division")
}

// AddDuration is t + d.
func AddDuration(t Time, d Duration) (Time, bool) {
	c, ok := Add(int64(t), int64(d))
	return Time(c), ok
}

// SubDuration is t - d.
func SubDuration(t Time, d Duration) (Time, bool) {
	c, ok := Sub(int64(t), int64(d))
	return Time(c), ok
}

// SubTime is the duration from b to a.
func SubTime(a, b Time) (Duration, bool) {
	c, ok := Sub(int64(a), int64(b))
	return Duration(c), ok
}

// AddDurations is a + b.
func AddDurations(a, b Duration) (Duration, bool) {
	c, ok := Add(int64(a), int64(b))
	return Duration(c), ok
}

// SubDurations is a - b.
func SubDurations(a, b Duration) (Duration, bool) {
	c, ok := Sub(int64(a), int64(b))
	return Duration(c), ok
}

// MulDuration is d * n.
func MulDuration(d Duration, n int64) (Duration, bool) {
	c, ok := Mul(int64(d), n)
	return Duration(c), ok
}

// NegDuration is -d.
func NegDuration(d Duration) (Duration, bool) { return -d, d != math.MinInt64 }

// DivDurations is a / b, a float; false when b is 0.
func DivDurations(a, b Duration) (float64, bool) { return float64(a) / float64(b), b != 0 }

// FloatToInt is x, which must be whole already (floor, ceil or trunc applied), as an int; false when it is outside the range of int or NaN.
func FloatToInt(x float64) (int64, bool) {
	// 2^63 is exact as a float, the largest int is not.
	ok := x >= -(1<<63) && x < 1<<63
	if !ok {
		return 0, false
	}
	return int64(x), true
}
