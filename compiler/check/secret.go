package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// leaks reports a secret among what a function or an output would write (language.md, section 3).
func (t *typing) leaks(args []plan.Expr) bool {
	if fn := t.cand.fn; fn != nil && !writes(fn.Name) {
		return false
	}
	for _, x := range args {
		if hasSecret(x.Type()) {
			t.c.report(secretWritten(t.name))
			return true
		}
	}
	return false
}

// writes reports whether the function of that name makes text of its arguments or prints them.
func writes(name string) bool {
	switch name {
	case "print", "any.toString", "any.repr", "any.toJson", "any.hash":
		return true
	}
	return false
}

func hasSecret(t types.Type) bool {
	t = types.Resolve(t)
	if t == types.Secret {
		return true
	}
	for _, p := range types.Parts(t) {
		if hasSecret(p) {
			return true
		}
	}
	return false
}

// takesFunction reports whether sig has a function among its parameters, as foreachRDD has, which sees rows and writes none.
func takesFunction(sig *types.Signature) bool {
	for _, p := range sig.Params {
		if _, ok := p.Type.(*types.Func); ok {
			return true
		}
	}
	return false
}
