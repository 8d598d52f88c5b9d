package check

import (
	"fmt"
	"slices"

	"github.com/streamc-dev/streamc/compiler/plan"
)

// finish makes the program's graph of what the declarations built: the rules on the whole, then only what an output needs, in order, fused, with names.
func (c *checker) finish() {
	c.graph.checkWhole()
	c.addTestOutputs()
	a := &arranger{g: c.graph, state: map[*plan.Node]int{}}
	for _, n := range c.graph.nodes {
		if _, ok := n.Kind.(*plan.Output); ok {
			a.visit(n)
		}
	}
	nodes := inSourceOrder(a.sorted, c.graph.nodes)
	countReaders(nodes)
	nodes = fuse(nodes)
	nameNodes(nodes)
	for i, n := range nodes {
		n.ID = i
		if _, ok := n.Kind.(*plan.Output); ok {
			c.prog.Outputs = append(c.prog.Outputs, n)
		}
	}
	slices.SortStableFunc(c.prog.Outputs, func(x, y *plan.Node) int {
		return slices.Index(c.graph.nodes, x) - slices.Index(c.graph.nodes, y)
	})
	c.prog.Nodes = nodes
	c.graph.nameGlobals()
}

// arranger sorts nodes: what a node needs comes before it.
type arranger struct {
	g      *graph
	state  map[*plan.Node]int // 1 while it is looked at, 2 after
	sorted []*plan.Node
}

func (a *arranger) visit(n *plan.Node) {
	if a.state[n] != 0 {
		return
	}
	a.state[n] = 1
	for _, m := range a.g.wants(n) {
		a.visit(m)
	}
	a.state[n] = 2
	a.sorted = append(a.sorted, n)
}

// wants are the nodes that run because n does: those that it needs and, for a node of error rows, those that can add to them.
func (g *graph) wants(n *plan.Node) []*plan.Node {
	out := needs(n)
	if e, ok := n.Kind.(*plan.Errors); ok {
		for _, m := range g.nodes {
			if m.ErrorName == e.Of && len(m.Inputs) > 0 {
				out = append(out, m)
			}
		}
	}
	return out
}

// needs are the nodes whose rows n reads: its inputs and the streams that its body takes slices of.
func needs(n *plan.Node) []*plan.Node {
	out := slices.Clone(n.Inputs)
	walkKind(n.Kind, func(e plan.Expr) {
		if s, ok := e.(*plan.SliceOf); ok && s.Stream != nil {
			out = append(out, s.Stream)
		}
	})
	return out
}

// walkKind calls f for every expression in k, and in the functions of the program that these call.
func walkKind(k plan.Kind, f func(plan.Expr)) {
	seen := map[*plan.Func]bool{}
	var visit func(e plan.Expr) bool
	visit = func(e plan.Expr) bool {
		f(e)
		if call, ok := e.(*plan.CallFunc); ok && !seen[call.Func] && call.Func.Body != nil {
			seen[call.Func] = true
			plan.Walk(call.Func.Body, visit)
		}
		return true
	}
	plan.MapKind(k, func(e plan.Expr) plan.Expr {
		plan.Walk(e, visit)
		return e
	})
}

// inSourceOrder sorts the needed nodes: inputs before readers, otherwise as they were built, which is the order of the source; a node of error rows comes
// behind every node that can add to them, unless that node itself reads them.
func inSourceOrder(needed, built []*plan.Node) []*plan.Node {
	isNeeded := map[*plan.Node]bool{}
	for _, n := range needed {
		isNeeded[n] = true
	}
	order := slices.DeleteFunc(slices.Clone(built), func(n *plan.Node) bool { return !isNeeded[n] })
	state := map[*plan.Node]int{}
	var sorted []*plan.Node
	var visit func(n *plan.Node)
	visit = func(n *plan.Node) {
		if state[n] != 0 {
			return
		}
		state[n] = 1
		for _, m := range needs(n) {
			visit(m)
		}
		if e, ok := n.Kind.(*plan.Errors); ok {
			for _, m := range order {
				if m.ErrorName == e.Of {
					m.ReadErrors = true
					visit(m)
				}
			}
		}
		state[n] = 2
		sorted = append(sorted, n)
	}
	for _, n := range order {
		visit(n)
	}
	return sorted
}

// countReaders sets how many nodes and bodies read each node.
func countReaders(nodes []*plan.Node) {
	for _, n := range nodes {
		for _, m := range needs(n) {
			m.Readers++
		}
	}
}

// fuse joins row-at-a-time work that nothing else reads with the row-at-a-time work behind it: one node, one loop.
func fuse(nodes []*plan.Node) []*plan.Node {
	gone := map[*plan.Node]bool{}
	for _, n := range nodes {
		steps, ok := n.Kind.(*plan.Steps)
		if !ok {
			continue
		}
		for before := n.Inputs[0]; before.Readers == 1; before = n.Inputs[0] {
			first, ok := before.Kind.(*plan.Steps)
			if !ok {
				break
			}
			steps = &plan.Steps{Steps: slices.Concat(first.Steps, steps.Steps)}
			n.Kind, n.Inputs = steps, before.Inputs
			n.Span = before.Span.To(n.Span)
			n.ReadErrors = n.ReadErrors || before.ReadErrors
			gone[before] = true
		}
	}
	return slices.DeleteFunc(nodes, func(n *plan.Node) bool { return gone[n] })
}

// nameNodes gives inner nodes the name of their chain with a number.
func nameNodes(nodes []*plan.Node) {
	count := map[string]int{}
	for _, n := range nodes {
		if n.Bound {
			continue
		}
		if count[n.ErrorName] == 0 {
			count[n.ErrorName] = 1
		}
		count[n.ErrorName]++
		n.Name = fmt.Sprintf("%s#%d", n.ErrorName, count[n.ErrorName])
	}
}

// nameGlobals names the globals that stand in no binding alone after what they are, and takes away those that nothing refers to: the endpoint inside a pool.
func (g *graph) nameGlobals() {
	used := g.globalsInUse()
	count := map[string]int{}
	g.c.prog.Globals = slices.DeleteFunc(g.c.prog.Globals, func(gl *plan.Global) bool {
		return g.unnamed[gl] && !used[gl]
	})
	for _, gl := range g.c.prog.Globals {
		if !g.unnamed[gl] {
			continue
		}
		kind := string(gl.Kind)
		count[kind]++
		gl.Name = fmt.Sprintf("%s#%d", kind, count[kind])
	}
}

func (g *graph) globalsInUse() map[*plan.Global]bool {
	used := map[*plan.Global]bool{}
	mark := func(e plan.Expr) {
		if ref, ok := e.(*plan.GlobalRef); ok {
			used[ref.Global] = true
		}
	}
	for _, n := range g.nodes {
		walkKind(n.Kind, mark)
		if out, ok := n.Kind.(*plan.Output); ok && out.Sink != nil && out.Sink.Endpoint != nil {
			used[out.Sink.Endpoint] = true
		}
	}
	for _, gl := range g.c.prog.Globals {
		plan.Walk(gl.Init, func(e plan.Expr) bool { mark(e); return true })
	}
	return used
}
