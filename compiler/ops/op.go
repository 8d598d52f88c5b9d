// Package ops is the catalogue of what stands in a pipeline: operators of streams and datasets, sources, sinks, outputs. One file per operator, catalogue.go
// lists them.
//
// An Op is data: a signature that types the call and documents it, a text, an example that is compiled and run by a test, and a function that lowers a typed
// call to the few kinds of package plan. In goes a Call (made by check: arguments typed, type variables bound), out comes a Flow.
//
// One Op serves streams and datasets where its signature says `flow[…]`: a Flow is a graph node in pipeline code and a dataset expression in batch code, and
// Call.Flow makes the right one.
package ops

import (
	"time"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// Op is an operator, source, sink or output.
//
// Sig is its signature, for example
//
//	flow[(K, V)].reduceByKey(f: (V, V) -> V) -> flow[(K, V)]   where K: key
//	stream[T].window(size: duration, slide: duration = none) -> stream[T]
//	socket(host: string, port: int) -> stream[string]
//	stream[T].pprint(n: int = 10, name: string = none) -> nothing
//
// Single capital letters are type variables. `flow` stands for stream or dataset, the same one everywhere in the signature. `many U` as the result of a function
// parameter takes [U] or U?. A parameter with `= none` may be left out (its Arg is then nil), one with another default is filled in. Parameters behind a `;` are
// given by name only. `const` before a parameter's type wants a compile-time constant. `where K: key` wants an ordered type, `where T: number` int or float.
// What does not fit this form (mapWithState's results, transform's many inputs) has a Type function instead, which types the call by hand.
type Op struct {
	Name    string
	Sig     string
	Doc     string
	Example string // a whole program with a test block
	Later   string // not empty: known, not compiled yet; check answers E09xx with it
	Lower   func(c *Call) Flow
}

// Flow is a stream (Node set) or a dataset (Data set). The zero Flow is that of an output or of a call that was refused.
type Flow struct {
	Node *plan.Node
	Data plan.Expr
}

// Row is the row type of f.
func (f Flow) Row() types.Type {
	if f.Node != nil {
		return f.Node.Row
	}
	return types.Resolve(f.Data.Type()).(*types.Dataset).Row
}

// Call is a typed call of an Op.
type Call struct {
	Op       *Op
	Span     diag.Span
	Recv     Flow
	Args     map[string]plan.Expr  // by parameter name; *plan.Fn for functions; flows stand in Flows
	Flows    map[string][]Flow     // arguments that are streams or datasets (variadic ones have several)
	Types    map[string]types.Type // bound type variables
	Settings *plan.Settings
	Builder  Builder
}

// Builder is what check gives to Lower.
type Builder interface {
	// Node adds a graph node whose slide is that of its first input (or slide, when not 0) and gives it.
	Node(c *Call, kind plan.Kind, row types.Type, order plan.Order, slide time.Duration, inputs []Flow) Flow
	// Source adds a source node.
	Source(c *Call, kind *plan.Source, row types.Type) Flow
	// Output adds an output over in, named after the chain or by name.
	Output(c *Call, out *plan.Output, in Flow, name string)
	// Report adds a diagnostic.
	Report(d *diag.Diagnostic)
	// Duration is the value of a constant duration argument.
	Duration(e plan.Expr) time.Duration
}

// Flow applies kind to inputs: a new node in pipeline code, a Dataset expression in batch code.
func (c *Call) Flow(kind plan.Kind, row types.Type, order plan.Order, inputs ...Flow) Flow {
	if inputs[0].Node != nil {
		return c.Builder.Node(c, kind, row, order, 0, inputs)
	}
	exprs := make([]plan.Expr, len(inputs))
	for i, in := range inputs {
		exprs[i] = in.Data
	}
	return Flow{Data: &plan.Dataset{Info: plan.Info{T: &types.Dataset{Row: row}, Span: c.Span}, Kind: kind, Inputs: exprs}}
}
