// Package ops is the catalogue of what stands in a pipeline: operators of streams and datasets, sources, sinks, outputs, shared variables and endpoints. One
// file per operator, catalogue.go lists them.
//
// An Op is data: a signature that types the call and documents it, a text, an example that is compiled and run by a test, and a function that lowers a typed
// call to the few kinds of package plan. In goes a Call (made by check: arguments typed, type variables bound), out comes a Flow.
//
// One Op serves streams and datasets where its signature says `flow[…]`: a Flow is a graph node in pipeline code and a dataset expression in batch code, and
// Call.Flow makes the right one.
//
// Invariants: an Op is never changed; Lower reports what the signature cannot say and then gives a usable Flow all the same, so that one mistake gives one
// message; nothing here looks at the syntax.
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
//	stream[T].window(size: const duration, slide: const duration = none) -> stream[T]
//	socket(host: string, port: int) -> stream[string]
//	stream[T].pprint(n: int = 10; name: const string = none) -> nothing
//	stream[T].errors -> stream[RowError]
//
// Single capital letters are type variables. `flow` stands for stream or dataset, the same one everywhere in the signature. A parameter with `= none` may be
// left out (its Arg is then nil), one with another default is filled in. Parameters behind a `;` are given by name only. `const` before a parameter's
// type wants a compile-time constant. A signature without parentheses is that of a property. `where K: key` wants an ordered type, `where T: number` int or
// float. Further types of parameters and results:
//
//	many U              as the result of a function: [U] or U?
//	maybe U             as the result of a function: U or U?
//	flow[T]...          one or more flows (Call.Flows has all of them)
//	type[T]             a type, which binds T
//	format[T]           text, json(T) or csv(T), which binds T (Call.Formats)
//	word[a b c]         one of these words, bare; the Arg is a Const with the word
//	sink                a sink: file(…), console(…), tcp(…) (Call.Sinks)
//	streams, datasets   a list literal of streams (Call.Flows), and the tuple of their datasets
//
// An Op may have several forms, one a line. The first one is taken that has the shape of the call: a function exactly where the call has one, of as many
// parameters. When none has, the last one is taken and its message given.
type Op struct {
	Name    string
	Sig     string
	Doc     string
	Example string // a whole program with a test block
	Later   string // not empty: known, not compiled yet; check answers E09xx with it
	// LaterOptions are named arguments that are known and not compiled yet.
	LaterOptions []string
	// Ordering says that its function gives values to sort by, which `desc` and `asc` may mark.
	Ordering bool
	Lower    func(c *Call) Flow
}

// Flow is what a call gives: a stream (Node set), a dataset, an action's value or a shared variable (Data set), or a sink (Sink set). The zero Flow is that of
// an output.
type Flow struct {
	Node *plan.Node
	Data plan.Expr
	Sink *plan.Sink
}

// Row is the row type of the stream or dataset f.
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
	At       diag.Span // the name of the operator, for messages: a chain over several lines begins far above
	Recv     Flow
	Args     map[string]plan.Expr    // by parameter name; *plan.Fn for functions; flows stand in Flows
	Flows    map[string][]Flow       // arguments that are streams or datasets (variadic ones have several)
	Formats  map[string]*plan.Format // arguments that are formats
	Sinks    map[string]*plan.Sink   // arguments that are sinks
	Types    map[string]types.Type   // bound type variables
	InBatch  bool                    // the call stands in batch code (a body of transform, foreachRDD …)
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
	// Global adds a shared variable, endpoint, pool or static dataset, named after the binding it stands in, and gives a reference to it.
	Global(c *Call, g *plan.Global) plan.Expr
	// StateName is the name of a state of c: pinned, or binding.operator.
	StateName(c *Call, pinned string) string
	// Report adds a diagnostic.
	Report(d *diag.Diagnostic)
	// Duration is the value of a constant duration argument, Text and Int those of a constant string and int. Given what is no constant they report it
	// and give the zero value.
	Duration(e plan.Expr) time.Duration
	Text(e plan.Expr) string
	Int(e plan.Expr) int64
}

// Flow applies kind to inputs: a new node in pipeline code, a Dataset expression in batch code.
func (c *Call) Flow(kind plan.Kind, row types.Type, order plan.Order, inputs ...Flow) Flow {
	if fold, ok := kind.(*plan.Aggregate); ok {
		c.timeless(fold.Add, fold.Merge)
	}
	if inputs[0].Node != nil {
		return c.Builder.Node(c, kind, row, order, 0, inputs)
	}
	exprs := make([]plan.Expr, len(inputs))
	for i, in := range inputs {
		exprs[i] = in.Data
	}
	return Flow{Data: &plan.Dataset{Info: plan.Info{T: &types.Dataset{Row: row}, Span: c.Span}, Kind: kind, Inputs: exprs}}
}

// RowsOf is the dataset of a list value, for places where a dataset is wanted and a list stands.
func RowsOf(list plan.Expr) Flow {
	row := types.Resolve(list.Type()).(*types.List).Elem
	return Flow{Data: &plan.Dataset{Info: plan.Info{T: &types.Dataset{Row: row}, Span: list.Pos()}, Kind: &plan.Rows{X: list}}}
}

// fn is the function argument of that name, nil when it was left out.
func (c *Call) fn(name string) *plan.Fn {
	f, _ := c.Args[name].(*plan.Fn)
	return f
}

// missing is the answer to a missing dataset in the dialect of the program (spark-semantics A2).
func (c *Call) missing(scala, python plan.OnMissing) plan.OnMissing {
	if c.Settings.Scala {
		return scala
	}
	return python
}

// order is the order of the rows that a row-wise operator over f gives: that of its input.
func (f Flow) order() plan.Order {
	if f.Node != nil {
		return f.Node.Order
	}
	if d, ok := f.Data.(*plan.Dataset); ok && keyOrdered(d) {
		return plan.KeyOrder
	}
	return plan.ArrivalOrder
}

// keyOrdered reports whether the rows of a dataset expression come in key order.
func keyOrdered(d *plan.Dataset) bool {
	switch k := d.Kind.(type) {
	case *plan.Aggregate:
		return k.Keyed
	case *plan.Join:
		return true
	case *plan.Steps:
		return Flow{Data: d.Inputs[0]}.order() == plan.KeyOrder
	default:
		return false
	}
}
