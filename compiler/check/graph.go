package check

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// graph collects the nodes of a program while its declarations are checked; it is what operators build with (ops.Builder). finish (arrange.go) makes the
// program of them.
//
// Invariants: nodes stand in order of creation, inputs before readers; the ErrorName of a node is final when its declaration is done.
type graph struct {
	c       *checker
	nodes   []*plan.Node
	infos   map[*plan.Node]*nodeInfo
	outputs *outputNames
	states  map[string]diag.Span // names of state and where they were given
	unnamed map[*plan.Global]bool

	noBatch         bool      // reported
	checkpointEvery diag.Span // where `every` of the checkpoint stands
}

// nodeInfo is what the rules and names need to know of a node beside the plan.
type nodeInfo struct {
	op    string // the operator as written
	bound diag.Span
}

var _ ops.Builder = (*graph)(nil)

func newGraph(c *checker) *graph {
	return &graph{c: c, infos: map[*plan.Node]*nodeInfo{}, outputs: newOutputNames(), states: map[string]diag.Span{}, unnamed: map[*plan.Global]bool{}}
}

// Node adds a node over inputs (see ops.Builder).
func (g *graph) Node(c *ops.Call, kind plan.Kind, row types.Type, order plan.Order, slide time.Duration, inputs []ops.Flow) ops.Flow {
	n := &plan.Node{Span: c.Span, Kind: kind, Row: row, Order: order, Slide: slide}
	for _, in := range inputs {
		if in.Node == nil {
			return ops.Flow{Node: g.lost(c, row)} // a dataset where a stream is wanted was reported by the call
		}
		n.Inputs = append(n.Inputs, in.Node)
	}
	if slide == 0 {
		n.Slide = n.Inputs[0].Slide
	}
	g.add(c, n)
	return ops.Flow{Node: n}
}

// lost is a node that stands for a failed one.
func (g *graph) lost(c *ops.Call, row types.Type) *plan.Node {
	return &plan.Node{Span: c.Span, Kind: &plan.Union{}, Row: row, Slide: g.c.prog.Settings.Batch, ErrorName: c.Op.Name}
}

func (g *graph) add(c *ops.Call, n *plan.Node) {
	if c.InBatch {
		g.c.report(streamInBatch(dsl.Name{Span: c.At, Text: c.Op.Name}, nil))
	}
	n.ErrorName, n.Row = g.chain(c, n), types.Known(n.Row)
	if steps, ok := n.Kind.(*plan.Steps); ok {
		for i := range steps.Steps {
			steps.Steps[i].Name = n.ErrorName
		}
	}
	g.nodes = append(g.nodes, n)
	g.infos[n] = &nodeInfo{op: c.Op.Name}
	g.checkNode(c, n)
}

// chain is the name of the chain in which a new node stands: the binding, or what its first input stands in.
func (g *graph) chain(c *ops.Call, n *plan.Node) string {
	if e, ok := n.Kind.(*plan.Errors); ok {
		return e.Of + ".errors" // its own chain: what fails there is not fed back to it
	}
	switch {
	case g.c.place.Binding != "":
		return g.c.place.Binding
	case len(n.Inputs) > 0:
		return n.Inputs[0].ErrorName
	default:
		return c.Op.Name
	}
}

// Source adds a source node; its slide is the batch interval.
func (g *graph) Source(c *ops.Call, kind *plan.Source, row types.Type) ops.Flow {
	n := &plan.Node{Span: c.Span, Kind: kind, Row: row, Order: plan.ArrivalOrder, Slide: g.c.prog.Settings.Batch}
	g.add(c, n)
	return ops.Flow{Node: n}
}

// Output adds an output over in. A name that was given counts as it is, else the output is named after its chain.
func (g *graph) Output(c *ops.Call, out *plan.Output, in ops.Flow, name string) {
	if in.Node == nil {
		return // reported by the call
	}
	if out.Output != "effect" {
		out.Name = g.outputs.next(in.Node, name)
		if first, taken := g.outputs.enter(out.Name, c.At); taken {
			g.c.report(sameOutputName(c.At, out.Name, first))
		}
	}
	n := &plan.Node{Span: c.Span, Kind: out, Inputs: []*plan.Node{in.Node}, Row: in.Node.Row, Slide: in.Node.Slide, Order: in.Node.Order}
	g.add(c, n)
}

// Global adds a global. It has no name yet where it does not stand in a binding alone (nameGlobal).
func (g *graph) Global(c *ops.Call, gl *plan.Global) plan.Expr {
	gl.Span = c.Span
	g.unnamed[gl] = true
	g.c.prog.Globals = append(g.c.prog.Globals, gl)
	return globalRef(gl, c.Span)
}

// nameGlobal gives a global the name of the binding whose value it is, unless it has one.
func (g *graph) nameGlobal(gl *plan.Global, name, doc string, at diag.Span) {
	if g.unnamed[gl] {
		delete(g.unnamed, gl)
		gl.Name, gl.Doc, gl.Span = name, doc, at
	}
}

// StateName names a state: as pinned, or binding.function.local.operator with a number where there are several.
func (g *graph) StateName(c *ops.Call, pinned string) string {
	if pinned != "" {
		if first, taken := g.states[pinned]; taken {
			g.c.report(sameStateName(c.At, pinned, first))
		}
		g.states[pinned] = c.At
		return pinned
	}
	parts := append([]string{g.stateChain(c)}, g.c.place.Path...)
	base := strings.Join(append(parts, c.Op.Name), ".")
	name := base
	for i := 2; ; i++ {
		first, taken := g.states[name]
		if !taken {
			break
		}
		if i == 2 && g.c.prog.Settings.Checkpoint != "" {
			g.c.report(numberedState(c.At, base, first))
		}
		name = fmt.Sprintf("%s#%d", base, i)
	}
	g.states[name] = c.At
	return name
}

func (g *graph) stateChain(c *ops.Call) string {
	if g.c.place.Binding != "" || c.Recv.Node == nil {
		return g.c.place.Binding
	}
	return c.Recv.Node.ErrorName
}

// Report adds a diagnostic.
func (g *graph) Report(d *diag.Diagnostic) { g.c.report(d) }

// Duration is the value of a constant duration.
func (g *graph) Duration(e plan.Expr) time.Duration {
	if c, ok := e.(*plan.Const); ok {
		if n := reflect.ValueOf(c.Value); n.IsValid() && n.CanInt() { // the runtime's duration, a type that check does not import
			return time.Duration(n.Int())
		}
	}
	g.notConstant(e)
	return 0
}

// Text is the value of a constant string.
func (g *graph) Text(e plan.Expr) string {
	if c, ok := e.(*plan.Const); ok {
		if s, ok := c.Value.(string); ok {
			return s
		}
	}
	g.notConstant(e)
	return ""
}

// Int is the value of a constant int.
func (g *graph) Int(e plan.Expr) int64 {
	if c, ok := e.(*plan.Const); ok {
		if n, ok := c.Value.(int64); ok {
			return n
		}
	}
	g.notConstant(e)
	return 0
}

func (g *graph) notConstant(e plan.Expr) {
	if !isBad(e) {
		g.c.report(wantsConstant(e.Pos()))
	}
}

// bind makes n the value of the binding d. A node that is a binding's value already keeps its name.
func (g *graph) bind(d *decl, n *plan.Node) {
	info := g.infos[n]
	if info == nil || n.Bound {
		return
	}
	n.Bound, n.Name, n.ErrorName = true, d.name.Text, d.name.Text
	info.bound = d.name.Span
}

// outputNames gives outputs the names of the replay contract: the chain's, then "x#2" …
type outputNames struct {
	count map[string]int
	taken map[string]diag.Span
}

func newOutputNames() *outputNames {
	return &outputNames{count: map[string]int{}, taken: map[string]diag.Span{}}
}

// next is the name of the next output over in; a given name takes no number.
func (o *outputNames) next(in *plan.Node, given string) string {
	if given != "" {
		return given
	}
	o.count[in.ErrorName]++
	if n := o.count[in.ErrorName]; n > 1 {
		return fmt.Sprintf("%s#%d", in.ErrorName, n)
	}
	return in.ErrorName
}

// enter takes a name, and says where it was taken first when it is not free.
func (o *outputNames) enter(name string, at diag.Span) (first diag.Span, taken bool) {
	if first, taken = o.taken[name]; !taken {
		o.taken[name] = at
	}
	return first, taken
}

// names are the names of all outputs, sorted.
func (o *outputNames) names() []string {
	var out []string
	for name := range o.taken {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
