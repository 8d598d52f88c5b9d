package check

import (
	"math/bits"
	"reflect"
	"strings"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// arithmetic checks `+ - * / %`, on numbers, times, durations, and `+` on strings and lists.
func (c *checker) arithmetic(e *dsl.Binary, want types.Type, sc *scope) plan.Expr {
	if want == types.Int || e.Op == "/" {
		want = nil // it says nothing about the operands: `1 / 2` is a float
	}
	x := c.operand(e.X, c.expr(e.X, listOrFloat(want), sc))
	y := c.operand(e.Y, c.expr(e.Y, listOrFloat(x.Type()), sc))
	if isBad(x) || isBad(y) {
		return bad(e.Span)
	}
	if _, unknown := types.Resolve(x.Type()).(*types.Var); unknown {
		c.unify(x.Type(), y.Type())
	}
	if _, unknown := types.Resolve(y.Type()).(*types.Var); unknown {
		c.unify(x.Type(), y.Type())
	}
	if e.Op == "+" {
		if out := c.concat(e, x, y); out != nil {
			return out
		}
	}
	out := c.operate(e, x, y)
	if out == nil {
		c.report(noArithmetic(e, x.Type(), y.Type()))
		return bad(e.Span)
	}
	return c.fold(out)
}

// listOrFloat is want when it helps an operand: the type of an empty list, or float for an int literal.
func listOrFloat(want types.Type) types.Type {
	if want == nil {
		return nil
	}
	if l, ok := types.Resolve(want).(*types.List); ok {
		return l
	}
	if types.Resolve(want) == types.Float {
		return types.Float
	}
	return nil
}

// concat is x + y on strings and lists; nil when they are neither.
func (c *checker) concat(e *dsl.Binary, x, y plan.Expr) plan.Expr {
	tx, ty := types.Resolve(x.Type()), types.Resolve(y.Type())
	text := func(t types.Type) bool { return t == types.String || t == types.Secret }
	var t types.Type
	if lx, ok := tx.(*types.List); ok && c.unify(lx, ty) {
		t = tx
	} else if text(tx) && text(ty) {
		t = types.String
		if tx == types.Secret || ty == types.Secret {
			t = types.Secret
		}
	} else {
		return nil
	}
	return c.fold(&plan.Binary{Info: plan.Info{T: t, Span: e.Span, Fails: fails(x, y)}, Op: plan.OpConcat, X: x, Y: y})
}

// operate is x op y on numbers, times and durations; nil when they do not go together.
func (c *checker) operate(e *dsl.Binary, x, y plan.Expr) plan.Expr {
	op := plan.Op(e.Op)
	tx, ty := types.Resolve(x.Type()), types.Resolve(y.Type())
	if tx == types.Never || ty == types.Never {
		return never(e.Span)
	}
	t := timeArithmetic(op, tx, ty)
	if t == nil {
		if !types.Number(tx) || !types.Number(ty) {
			return nil
		}
		if x, y, t = c.sameType(x, y); t == nil {
			return nil
		}
		if op == plan.OpDiv && t == types.Int {
			t = types.Float
		}
	}
	out := &plan.Binary{Info: plan.Info{T: t, Span: e.Span}, Op: op, X: x, Y: y}
	out.Fails = fails(x, y) || operationFails(out)
	return out
}

// timeArithmetic is the type of x op y when times or durations are among them; nil when there is none.
func timeArithmetic(op plan.Op, x, y types.Type) types.Type {
	switch {
	case x == types.Time && y == types.Time && op == plan.OpSub:
		return types.Duration
	case x == types.Time && y == types.Duration && (op == plan.OpAdd || op == plan.OpSub):
		return types.Time
	case x == types.Duration && y == types.Time && op == plan.OpAdd:
		return types.Time
	case x == types.Duration && y == types.Duration && (op == plan.OpAdd || op == plan.OpSub):
		return types.Duration
	case x == types.Duration && y == types.Duration && op == plan.OpDiv:
		return types.Float
	case op == plan.OpMul && (x == types.Duration && y == types.Int || x == types.Int && y == types.Duration):
		return types.Duration
	}
	return nil
}

// operationFails reports whether the operation itself can fail: dividing by what may be zero, an int, time or duration that may leave its range.
func operationFails(b *plan.Binary) bool {
	if b.Op == plan.OpDiv || b.Op == plan.OpMod {
		return !nonZero(b.Y)
	}
	switch types.Resolve(b.T) {
	case types.Float:
		return false
	case types.Int:
		return intBits(b) > 63
	}
	return true
}

func nonZero(x plan.Expr) bool {
	if conv, ok := x.(*plan.Convert); ok {
		return nonZero(conv.X)
	}
	k, ok := x.(*plan.Const)
	if !ok {
		return false
	}
	if v, isFloat := k.Value.(float64); isFloat {
		return v != 0
	}
	v := reflect.ValueOf(k.Value) // an int, or the runtime's duration, a type that check does not import
	return v.IsValid() && v.CanInt() && v.Int() != 0
}

// lengthBits bounds the number of elements of a list or characters of a string that can exist in memory.
const lengthBits = 48

// intBits is how many bits the size of an int needs at most; 64 when nothing is known. Sums and products of small numbers need no check for overflow.
func intBits(x plan.Expr) int {
	switch x := x.(type) {
	case *plan.Const:
		if n, ok := x.Value.(int64); ok {
			if n < 0 {
				n = -(n + 1)
			}
			return bits.Len64(uint64(n))
		}
	case *plan.Call:
		_, name, _ := strings.Cut(x.Name, ".")
		switch name {
		case "len", "hour", "minute", "second", "year", "month", "day", "weekday":
			return lengthBits
		}
	case *plan.Binary:
		a, b := intBits(x.X), intBits(x.Y)
		if a > 63 || b > 63 {
			return 64
		}
		switch x.Op {
		case plan.OpAdd, plan.OpSub:
			return min(max(a, b)+1, 64)
		case plan.OpMul:
			return min(a+b, 64)
		}
	}
	return 64
}
