package interp

import (
	"fmt"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// world is what expressions find outside their locals: nothing for constants (nowhere), a batch for programs (batch).
type world interface {
	// global is the value of a declaration that exists at run time.
	global(g *plan.Global) any
	// dataset evaluates a Dataset, SliceOf or Action.
	dataset(m *machine, e plan.Expr, f *frame) (any, *stop)
	// call calls one of the functions that are worldly.
	call(e *plan.Call, args []any) (any, *fn.Fault)
}

// nowhere is the world of constants, which ask nothing of it (Closed).
type nowhere struct{}

func (nowhere) global(g *plan.Global) any {
	panic("interp: " + g.Name + " is no constant")
}

func (nowhere) dataset(_ *machine, e plan.Expr, _ *frame) (any, *stop) {
	panic(fmt.Sprintf("interp: a %T is no constant", e))
}

func (nowhere) call(e *plan.Call, _ []any) (any, *fn.Fault) {
	panic("interp: " + e.Name + " is no constant")
}
