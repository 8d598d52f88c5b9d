package interp

import (
	"fmt"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// frame holds the locals of a function, block or loop pass; function values keep the frame they were made in.
type frame struct {
	outer *frame
	vars  map[*plan.Var]any
}

func (f *frame) inner() *frame { return &frame{outer: f, vars: map[*plan.Var]any{}} }

func (f *frame) declare(v *plan.Var, value any) { f.vars[v] = value }

func (f *frame) assign(v *plan.Var, value any) { f.holder(v).vars[v] = value }

func (f *frame) read(v *plan.Var) any { return f.holder(v).vars[v] }

// holder is the frame in which v was declared.
func (f *frame) holder(v *plan.Var) *frame {
	for at := f; at != nil; at = at.outer {
		if _, ok := at.vars[v]; ok {
			return at
		}
	}
	panic(fmt.Sprintf("interp: the local %s has no value", v.Name))
}

// stop says why evaluation does not simply go on: a fault, or a return, break or continue on its way to where it belongs. A nil stop is success.
type stop struct {
	kind  stopKind
	fault *fn.Fault
	value any // of a return
}

type stopKind int

const (
	stopFault stopKind = iota
	stopReturn
	stopBreak
	stopContinue
)

func failed(fault *fn.Fault) *stop {
	if fault == nil {
		return nil
	}
	return &stop{kind: stopFault, fault: fault}
}

// faultOf is the fault that s ends a function with; returns have been taken out before, and check lets no break or continue leave its loop.
func faultOf(s *stop) *fn.Fault {
	if s == nil {
		return nil
	}
	if s.kind != stopFault {
		panic("interp: a jump outside its loop or function")
	}
	return s.fault
}
