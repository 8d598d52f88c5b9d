package funcs

import (
	"math"

	"github.com/streamc-dev/streamc/runtime/fn"
)

func numberFuncs() []*Func {
	return []*Func{
		{Name: "int.abs", Sig: "int.abs() -> int", Doc: "Without its sign. That of the least int is an error.", Example: `(-2).abs()`, Result: `2`,
			Fails: true, Go: "fn.AbsInt($0)", Eval: failing1(fn.AbsInt)},
		{Name: "float.abs", Sig: "float.abs() -> float", Doc: "Without its sign.", Example: `(-2.5).abs()`, Result: `2.5`,
			Go: "math.Abs($0)", Eval: eval1(math.Abs)},
		{Name: "float.round", Sig: "float.round(digits: int = 0) -> float",
			Doc:     "With so many digits behind the point (negative: before it). A half goes to the even neighbour, as in Python.",
			Example: `2.675.round(2)`, Result: `2.67`, Go: "fn.Round($0, $1)", Eval: eval2(fn.Round)},
		{Name: "float.sqrt", Sig: "float.sqrt() -> float", Doc: "The square root; of a negative number NaN.", Example: `9.0.sqrt()`, Result: `3.0`,
			Go: "math.Sqrt($0)", Eval: eval1(math.Sqrt)},
		{Name: "float.pow", Sig: "float.pow(y: float) -> float", Doc: "To the power y.", Example: `2.0.pow(10.0)`, Result: `1024.0`,
			Go: "math.Pow($0, $1)", Eval: eval2(math.Pow)},
		{Name: "float.exp", Sig: "float.exp() -> float", Doc: "e to this power.", Example: `0.0.exp()`, Result: `1.0`, Go: "math.Exp($0)", Eval: eval1(math.Exp)},
		{Name: "float.log", Sig: "float.log() -> float", Doc: "The natural logarithm; of 0 -inf, of a negative number NaN.", Example: `1.0.log()`, Result: `0.0`,
			Go: "math.Log($0)", Eval: eval1(math.Log)},
		{Name: "int.div", Sig: "int.div(b: int) -> int", Doc: "Divided by b, rounded towards zero.", Example: `(-7).div(2)`, Result: `-3`,
			Fails: true, Go: "fn.IntDiv($0, $1)", Eval: failing2(fn.IntDiv)},
		{Name: "int.mod", Sig: "int.mod(b: int) -> int", Doc: "Modulo b with the sign of b, as Python's %.", Example: `(-7).mod(2)`, Result: `1`,
			Fails: true, Go: "fn.IntMod($0, $1)", Eval: failing2(fn.IntMod)},
		{Name: "float.mod", Sig: "float.mod(b: float) -> float", Doc: "Modulo b with the sign of b, as Python's %.", Example: `(-7.5).mod(2.0)`, Result: `0.5`,
			Fails: true, Go: "fn.FloatMod($0, $1)", Eval: failing2(fn.FloatMod)},
		{Name: "int.addWrap", Sig: "int.addWrap(b: int) -> int", Doc: "The sum; beyond 64 bits it wraps around.",
			Example: `9223372036854775807.addWrap(1)`, Result: `-9223372036854775808`, Go: "($0 + $1)", Eval: eval2(func(a, b int64) int64 { return a + b })},
		{Name: "int.mulWrap", Sig: "int.mulWrap(b: int) -> int", Doc: "The product; beyond 64 bits it wraps around.",
			Example: `4611686018427387904.mulWrap(4)`, Result: `0`, Go: "($0 * $1)", Eval: eval2(func(a, b int64) int64 { return a * b })},
		{Name: "int.toFloat", Sig: "int.toFloat() -> float", Doc: "As a float; beyond 53 bits the nearest one.", Example: `1.toFloat()`, Result: `1.0`,
			Go: "float64($0)", Eval: eval1(func(a int64) float64 { return float64(a) })},
		{Name: "int.toDecimal", Sig: "int.toDecimal() -> decimal", Doc: "As a decimal.", Later: "decimals are not compiled yet"},
		{Name: "float.floor", Sig: "float.floor() -> int", Doc: "Rounded down; outside the range of int an error.", Example: `(-1.5).floor()`, Result: `-2`,
			Fails: true, Go: "fn.Floor($0)", Eval: failing1(fn.Floor)},
		{Name: "float.ceil", Sig: "float.ceil() -> int", Doc: "Rounded up; outside the range of int an error.", Example: `1.2.ceil()`, Result: `2`,
			Fails: true, Go: "fn.Ceil($0)", Eval: failing1(fn.Ceil)},
		{Name: "float.toInt", Sig: "float.toInt() -> int", Doc: "Rounded towards zero; outside the range of int an error.", Example: `(-1.5).toInt()`, Result: `-1`,
			Fails: true, Go: "fn.Truncate($0)", Eval: failing1(fn.Truncate)},
		{Name: "int.toTime", Sig: "int.toTime() -> time", Doc: "The time so many milliseconds after 1970. Outside the years 1678 to 2262 an error.",
			Example: `1500.toTime()`, Result: `1970-01-01T00:00:01.5Z`, Fails: true, Go: "fn.ToTime($0)", Eval: failing1(fn.ToTime)},
	}
}
