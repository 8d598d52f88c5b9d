package fn

import (
	"math"
	"strconv"
)

// Round is x with so many digits behind the point, halves to the even neighbour of the exact value, as Python's round; negative digits round before the point.
func Round(x float64, digits int64) float64 {
	if x != x || math.IsInf(x, 0) || digits > 323 {
		return x
	}
	if digits >= 0 {
		v, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', int(digits), 64), 64)
		return v
	}
	if digits < -308 {
		return math.Copysign(0, x)
	}
	power := math.Pow10(int(-digits))
	return float64(math.RoundToEven(x/power) * power)
}

// toInt is whole, a float without fraction, as an int; x is the value that was rounded.
func toInt(x, whole float64) (int64, *Fault) {
	v, ok := FloatToInt(whole)
	if !ok {
		return 0, FaultConversion(string(AppendFloat(nil, x)), "an int")
	}
	return v, nil
}

// Floor is x rounded down to an int.
func Floor(x float64) (int64, *Fault) { return toInt(x, math.Floor(x)) }

// Ceil is x rounded up to an int.
func Ceil(x float64) (int64, *Fault) { return toInt(x, math.Ceil(x)) }

// Truncate is x rounded towards zero to an int.
func Truncate(x float64) (int64, *Fault) { return toInt(x, math.Trunc(x)) }

// The checked operations as value functions.

// AbsInt is the absolute value of a.
func AbsInt(a int64) (int64, *Fault) {
	v, ok := Abs(a)
	if !ok {
		return 0, FaultOverflow("abs")
	}
	return v, nil
}

// IntDiv is div(a, b).
func IntDiv(a, b int64) (int64, *Fault) {
	v, ok := DivInt(a, b)
	if !ok {
		return 0, DivFault(b)
	}
	return v, nil
}

// IntMod is mod(a, b) of ints.
func IntMod(a, b int64) (int64, *Fault) {
	v, ok := Mod(a, b)
	if !ok {
		return 0, FaultDivision()
	}
	return v, nil
}

// FloatMod is mod(a, b) of floats.
func FloatMod(a, b float64) (float64, *Fault) {
	v, ok := ModFloat(a, b)
	if !ok {
		return 0, FaultDivision()
	}
	return v, nil
}

// ToTime is the time ms milliseconds after 1970.
func ToTime(ms int64) (Time, *Fault) {
	v, ok := Mul(ms, int64(Millisecond))
	if !ok {
		return 0, FaultConversion(itoa(ms)+" ms", "a time (years 1678 to 2262)")
	}
	return Time(v), nil
}
