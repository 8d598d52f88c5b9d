package interp

import (
	"strings"
	"sync"

	"github.com/streamc-dev/streamc/compiler/funcs"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// catalogue are the value functions by their full names.
var catalogue = sync.OnceValue(func() map[string]*funcs.Func {
	all := map[string]*funcs.Func{}
	for _, f := range funcs.All() {
		all[f.Name] = f
	}
	return all
})

// function is the entry of the catalogue of that name.
func function(name string) *funcs.Func {
	f := catalogue()[name]
	if f == nil {
		panic("interp: there is no function " + name)
	}
	return f
}

// worldly reports whether a function reads the clock, has an effect, or works on a shared variable, state or endpoint.
func worldly(name string) bool { return function(name).World }

// zoned reports whether what a function gives depends on the program's time zone, which is a setting and unknown to constants.
func zoned(name string) bool { return strings.Contains(function(name).Go, "$Z") }

// call calls a value function.
func (m *machine) call(e *plan.Call, f *frame) (any, *stop) {
	args, s := m.all(e.Args, f)
	if s != nil {
		return nil, s
	}
	if worldly(e.Name) {
		v, fault := m.world.call(e, args)
		return v, faultAt(fault, e.Span)
	}
	env := &funcs.Env{Args: make([]*fn.Shape, len(e.Args)), Result: ShapeOf(e.T), Zone: m.zone}
	for i, x := range e.Args {
		env.Args[i] = argShape(x.Type())
	}
	v, fault := function(e.Name).Eval(args, env)
	return v, faultAt(fault, e.Span)
}

// argShape describes an argument; of a function what it gives, nil where that is nothing.
func argShape(t types.Type) *fn.Shape {
	if f, ok := types.Resolve(t).(*types.Func); ok {
		t = f.Result
	}
	if types.Resolve(t) == types.Type(types.Unit) {
		return nil
	}
	return ShapeOf(t)
}
