package check

import "github.com/streamc-dev/streamc/compiler/plan"

func (c *checker) fold(x plan.Expr) plan.Expr {
	if u, ok := x.(*plan.Unary); ok && u.Op == plan.OpNeg {
		if k, ok := u.X.(*plan.Const); ok {
			if f, ok := k.Value.(float64); ok {
				return constant(k.T, -f, u.Span)
			}
		}
	}
	return x
}
