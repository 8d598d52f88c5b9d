package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
)

// param adds a parameter: a field of Options and of the pipeline, a flag and a variable of the environment.
func (e *emitter) param(g *plan.Global, f string) {
	panic("emit: parameters are not emitted yet: " + g.Name)
}

var _ = jen.Null
