package emit

import (
	"github.com/streamc-dev/streamc/compiler/plan"
)

// A program runs in two phases per batch. Chains of row-at-a-time work behind a source run block by block while rows arrive, in the stage of the source, and
// end in a fold or in rows that are kept; everything else runs once, at the end of the batch.

// chain is one way from a source through steps to its end in the stage.
type chain struct {
	source *plan.Node
	nodes  []*plan.Node // the nodes that it computes, for comments; the last one is end
	steps  []plan.Step
	fold   *plan.Aggregate // nil: the rows of end are kept
	end    *plan.Node
}

// graph is what emit finds out about the nodes of a program.
type graph struct {
	readers map[*plan.Node][]*plan.Node
	several map[*plan.Node]bool // more than one reader, or read by batch code
	chains  map[*plan.Node][]*chain
	inStage map[*plan.Node]*chain // by the node at the end
	inside  map[*plan.Node]bool   // computed on the way of a chain
}

func newGraph(p *plan.Program) *graph {
	g := &graph{readers: map[*plan.Node][]*plan.Node{}, several: map[*plan.Node]bool{}, chains: map[*plan.Node][]*chain{},
		inStage: map[*plan.Node]*chain{}, inside: map[*plan.Node]bool{}}
	for _, n := range p.Nodes {
		for _, in := range n.Inputs {
			g.readers[in] = append(g.readers[in], n)
		}
	}
	for _, n := range p.Nodes {
		g.several[n] = n.Readers > 1 || len(g.readers[n]) > 1
	}
	slicedStreams(p, func(n *plan.Node) { g.several[n] = true })
	for _, n := range p.Nodes {
		if _, ok := n.Kind.(*plan.Source); ok {
			g.source(n)
		}
	}
	return g
}

// slicedStreams calls f for the streams that batch code reads by slice().
func slicedStreams(p *plan.Program, f func(*plan.Node)) {
	sliceExprs(p, func(s *plan.SliceOf) { f(s.Stream) })
}

// sliceExprs calls f for each slice() in batch code.
func sliceExprs(p *plan.Program, f func(*plan.SliceOf)) {
	look := func(x plan.Expr) plan.Expr {
		plan.Walk(x, func(x plan.Expr) bool {
			if s, ok := x.(*plan.SliceOf); ok {
				f(s)
			}
			return true
		})
		return x
	}
	for _, n := range p.Nodes {
		plan.MapKind(n.Kind, look)
	}
	for _, fn := range p.Funcs {
		if fn.Body != nil {
			look(fn.Body)
		}
	}
}

func (g *graph) source(n *plan.Node) {
	kept := false
	for _, r := range g.readers[n] {
		if _, steps := r.Kind.(*plan.Steps); steps || foldable(r) {
			g.follow(&chain{source: n}, r)
		} else if !kept {
			kept = true
			g.finish(&chain{source: n, end: n})
		}
	}
	if !kept && (len(g.readers[n]) == 0 || g.several[n] && len(g.readers[n]) < n.Readers) { // read by batch code alone, or by nobody
		g.finish(&chain{source: n, end: n})
	}
}

// follow extends c from its reader n as far as rows flow on to one reader.
func (g *graph) follow(c *chain, n *plan.Node) {
	for {
		c.nodes = append(c.nodes, n)
		switch k := n.Kind.(type) {
		case *plan.Aggregate:
			c.fold = k
		case *plan.Steps:
			c.steps = append(c.steps, k.Steps...)
			if next := g.only(n); next != nil {
				g.inside[n] = true
				n = next
				continue
			}
		}
		c.end = n
		g.finish(c)
		return
	}
}

// only is the one reader of n that runs in the stage too, or nil.
func (g *graph) only(n *plan.Node) *plan.Node {
	if g.several[n] || len(g.readers[n]) != 1 {
		return nil
	}
	next := g.readers[n][0]
	if _, steps := next.Kind.(*plan.Steps); steps || foldable(next) {
		return next
	}
	return nil
}

func (g *graph) finish(c *chain) {
	g.chains[c.source] = append(g.chains[c.source], c)
	g.inStage[c.end] = c
}

// foldable reports whether n folds rows as they come.
func foldable(n *plan.Node) bool {
	k, ok := n.Kind.(*plan.Aggregate)
	return ok && k.Create != nil && k.Add != nil && k.Merge != nil
}
