package check

import (
	"github.com/streamc-dev/streamc/compiler/interp"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// maxConstant is how many values a computed constant may hold; a larger one is computed when the program starts.
const maxConstant = 10_000

// fold is x computed, when its parts are constants. What is wrong with it is known now, and reported.
func (c *checker) fold(x plan.Expr) plan.Expr {
	if c.firstRound > 0 {
		return x // it is thrown away
	}
	for _, part := range plan.Children(x) {
		switch p := part.(type) {
		case *plan.Const:
			if isBad(p) || types.HasUnknown(p.T) || hasNever(p.T) {
				return x
			}
		case *plan.Fn:
		default:
			return x
		}
	}
	if call, ok := x.(*plan.Call); ok && call.Name == "range" {
		return x
	}
	if types.HasUnknown(x.Type()) {
		return x
	}
	return c.compute(x)
}

// compute is the value of x as a constant, or x itself when it needs the running program.
func (c *checker) compute(x plan.Expr) plan.Expr {
	if !interp.Closed(x) || zoned(x) {
		return x
	}
	c.settleTypes(x)
	if hasBad(x) {
		return bad(x.Pos())
	}
	v, fault := interp.Eval(x)
	if fault != nil {
		c.report(constantFails(x.Pos(), fault.Reason))
		return bad(x.Pos())
	}
	if size(v) > maxConstant {
		return x
	}
	return constant(x.Type(), v, x.Pos())
}

// hasBad reports whether a part of x was reported.
func hasBad(x plan.Expr) bool {
	found := false
	plan.Walk(x, func(e plan.Expr) bool {
		found = found || isBad(e)
		return !found
	})
	return found
}

// zoned reports whether x depends on the time zone of the program, which constants do not know.
func zoned(x plan.Expr) bool {
	found := false
	plan.Walk(x, func(e plan.Expr) bool {
		if call, ok := e.(*plan.Call); ok {
			switch call.Name {
			case "time.year", "time.month", "time.day", "time.hour", "time.minute", "time.second", "time.weekday", "time.format", "string.parseTime",
				"string.parseTime:format", "time.format:zone":
				found = true
			}
		}
		return !found
	})
	return found
}

// size is how many values v holds.
func size(v any) int {
	parts, ok := v.([]any)
	if !ok {
		return 1
	}
	n := 1
	for _, p := range parts {
		n += size(p)
	}
	return n
}

// computeBinding is the value of a binding: a constant when it can be computed.
func (c *checker) computeBinding(x plan.Expr, at diag.Span) plan.Expr {
	if call, ok := x.(*plan.Fail); ok {
		c.report(constantFails(call.Span, "it fails"))
		return bad(at)
	}
	return c.compute(x)
}
