package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// keptWithoutBound is how long the datasets of a stream are kept for slice() where its arguments do not say how far it reaches back.
const keptWithoutBound = fn.Hour

// newSliceNode makes the field that keeps the datasets of a stream for batch code.
func (e *emitter) newSliceNode(n *plan.Node) {
	f := e.sliceFields[n]
	e.fields = append(e.fields, field{f, jen.Op("*").Qual(rtPath, "Slices").Types(e.goType(n.Row)), nil})
	e.newLines = append(e.newLines, jen.Id("p").Dot(f).Op("=").Qual(rtPath, "NewSlices").Call(app(), jen.Lit(n.Name+".slice"),
		duration(e.reach(n)).code, e.newDescriptor(n.Row)))
}

// reach is how far back batch code looks into a stream: the durations in its arguments together, which is more than any of them.
func (e *emitter) reach(n *plan.Node) fn.Duration {
	var most fn.Duration
	sliceExprs(e.prog, func(s *plan.SliceOf) {
		if s.Stream == n {
			most = max(most, durationsIn(s.From)+durationsIn(s.To))
		}
	})
	if most == 0 {
		return keptWithoutBound
	}
	return most
}

// durationsIn is the sum of the constant durations in x.
func durationsIn(x plan.Expr) (sum fn.Duration) {
	plan.Walk(x, func(x plan.Expr) bool {
		if c, ok := x.(*plan.Const); ok {
			if d, ok := c.Value.(fn.Duration); ok {
				sum += max(d, -d)
			}
		}
		return true
	})
	return sum
}
