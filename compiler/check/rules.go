package check

import (
	"time"

	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// The rules of streams that Spark finds when a program starts or runs, and that can be seen before (spark-semantics A2, A5, A6, A9, D).

// checkNode holds the rules on one node, when it is made.
func (g *graph) checkNode(c *ops.Call, n *plan.Node) {
	switch k := n.Kind.(type) {
	case *plan.Source:
		g.checkBatch(n.Span)
	case *plan.Window:
		g.checkWindow(c, n, k.Size)
	case *plan.InverseWindow:
		g.checkWindow(c, n, k.Size)
	case *plan.UpdateState:
		g.checkState(c, n)
		if g.grows(c, n) && neverRemoves(k) {
			g.c.report(stateOnlyGrows(c.At, c.Op.Name))
		}
	case *plan.MapState:
		g.checkState(c, n)
		if g.grows(c, n) && k.Timeout == nil && !removes(k.Fn) {
			g.c.report(stateOnlyGrows(c.At, c.Op.Name))
		}
	case *plan.Join, *plan.Union, *plan.Batch:
		g.checkSlides(c, n)
	}
}

// checkBatch wants a batch interval where there is a stream, once.
func (g *graph) checkBatch(at diag.Span) {
	if g.c.prog.Settings.Batch == 0 {
		g.c.report(noBatch(at))
		g.c.prog.Settings.Batch = time.Second
		g.noBatch = true
	}
}

// checkWindow wants a size and a slide that are whole numbers of batches of the parent.
func (g *graph) checkWindow(c *ops.Call, n *plan.Node, size time.Duration) {
	parent := n.Inputs[0].Slide
	if g.noBatch || parent == 0 {
		return
	}
	if size <= 0 || size%parent != 0 {
		g.c.report(windowNotMultiple(argSpan(c, "size"), "window", size, parent, g.slideSpan(n.Inputs[0])))
	}
	if n.Slide <= 0 || n.Slide%parent != 0 {
		g.c.report(windowNotMultiple(argSpan(c, "slide"), "slide", n.Slide, parent, g.slideSpan(n.Inputs[0])))
		n.Slide = parent
	}
}

// slideSpan is where the slide of n comes from: the window above it, or no place when it is the batch interval.
func (g *graph) slideSpan(n *plan.Node) diag.Span {
	for {
		switch n.Kind.(type) {
		case *plan.Window, *plan.InverseWindow:
			return n.Span
		case *plan.Source:
			return diag.Span{}
		}
		if len(n.Inputs) == 0 {
			return diag.Span{}
		}
		n = n.Inputs[0]
	}
}

func argSpan(c *ops.Call, name string) diag.Span {
	if e := c.Args[name]; e != nil {
		return e.Pos()
	}
	return c.Span
}

func isGiven(c *ops.Call, flag string) bool {
	k, ok := c.Args[flag].(*plan.Const)
	return ok && k.Value == true
}

// checkState warns of rows that come to the state several times.
func (g *graph) checkState(c *ops.Call, n *plan.Node) {
	if w := overlappingWindow(n.Inputs[0]); w != nil {
		g.c.report(windowIntoState(c.At, c.Op.Name, w.Span, windowSize(w), w.Slide))
	}
}

func windowSize(n *plan.Node) time.Duration {
	switch k := n.Kind.(type) {
	case *plan.Window:
		return k.Size
	case *plan.InverseWindow:
		return k.Size
	}
	return 0
}

// overlappingWindow is a window above n that gives a row more than once, nil when there is none.
func overlappingWindow(n *plan.Node) *plan.Node {
	if size := windowSize(n); size > n.Slide && n.Slide > 0 {
		return n
	}
	for _, in := range n.Inputs {
		if w := overlappingWindow(in); w != nil {
			return w
		}
	}
	return nil
}

// checkSlides wants equal slides of the inputs of a join, union or transform.
func (g *graph) checkSlides(c *ops.Call, n *plan.Node) {
	for _, in := range n.Inputs[min(1, len(n.Inputs)):] {
		if first := n.Inputs[0]; in.Slide != first.Slide {
			g.c.report(slidesDiffer(c.At, c.Op.Name, first, in, g.slideSpan(first), g.slideSpan(in)))
			return
		}
	}
}

// grows reports whether a state with new keys may grow for ever, and it was not said that this is meant. Without a checkpoint it is refused anyway.
func (g *graph) grows(c *ops.Call, n *plan.Node) bool {
	return g.c.prog.Settings.Checkpoint != "" && !finiteKeys(n) && !isGiven(c, "unbounded")
}

// finiteKeys reports whether there are only so many keys that state cannot grow: booleans.
func finiteKeys(n *plan.Node) bool {
	t, ok := types.Resolve(n.Inputs[0].Row).(*types.Tuple)
	return ok && len(t.Elems) == 2 && types.Resolve(t.Elems[0]) == types.Type(types.Bool)
}

// neverRemoves reports whether no call of a state function can give none.
func neverRemoves(k *plan.UpdateState) bool {
	if k.Fn == nil {
		return true
	}
	result, ok := k.Fn.T.(*types.Func)
	if !ok {
		return true
	}
	if _, optional := types.Resolve(result.Result).(*types.Optional); !optional {
		return true
	}
	return alwaysPresent(k.Fn.Body)
}

// alwaysPresent reports whether every value that the body of a function gives is known to be there.
func alwaysPresent(body plan.Expr) bool {
	present := true
	plan.MapResults(body, func(e plan.Expr) plan.Expr {
		switch e := e.(type) {
		case *plan.Convert:
			present = present && e.Kind == plan.Some
		case *plan.CallFunc:
			present = present && e.Func.Body != nil && alwaysPresent(e.Func.Body)
		case *plan.Const:
			present = present && e.Value != nil
		default:
			present = false
		}
		return e
	})
	return present
}

// removes reports whether a function of mapWithState can remove its state.
func removes(f *plan.Fn) bool {
	found := false
	walkFn(f, func(e plan.Expr) {
		if call, ok := e.(*plan.Call); ok && call.Name == "state.remove" {
			found = true
		}
	})
	return found
}

// walkFn calls f for every expression in fn and in the functions that it calls.
func walkFn(fn *plan.Fn, f func(plan.Expr)) {
	if fn != nil {
		walkKind(&plan.Batch{Body: fn}, f)
	}
}

// checkWhole holds the rules on the program, when all its nodes are there.
func (g *graph) checkWhole() {
	every, batch := g.c.prog.Settings.CheckpointEvery, g.c.prog.Settings.Batch
	if every > 0 && batch > 0 && !g.noBatch && every%batch != 0 {
		g.c.report(everyNotMultiple(g.checkpointEvery, every, batch))
	}
	if g.noBatch {
		g.c.prog.Settings.Batch = 0
	}
	if len(g.nodes) == 0 || g.c.list.HasErrors() || g.c.settled.HasErrors() {
		return
	}
	needed := g.needed()
	if len(needed) == 0 {
		g.c.report(noOutput(g.nodes[len(g.nodes)-1].Span))
		return
	}
	g.unusedStreams(needed)
	g.sameFolders()
}

// needed are the nodes that an output needs.
func (g *graph) needed() map[*plan.Node]bool {
	needed := map[*plan.Node]bool{}
	var visit func(n *plan.Node)
	visit = func(n *plan.Node) {
		if !needed[n] {
			needed[n] = true
			for _, m := range g.wants(n) {
				visit(m)
			}
		}
	}
	for _, n := range g.nodes {
		if _, ok := n.Kind.(*plan.Output); ok {
			visit(n)
		}
	}
	return needed
}

// unusedStreams warns of streams with a name that no output needs and no test looks at.
func (g *graph) unusedStreams(needed map[*plan.Node]bool) {
	looked := g.c.testedNames()
	for _, n := range g.nodes {
		if n.Bound && !needed[n] && !looked[n.Name] && !g.readByLooked(n, looked) {
			g.c.report(unusedBinding(g.infos[n].bound, n.Name))
		}
	}
}

// readByLooked reports whether a binding that a test looks at needs n.
func (g *graph) readByLooked(n *plan.Node, looked map[string]bool) bool {
	for _, m := range g.nodes {
		for _, in := range needs(m) {
			if in == n && (m.Bound && looked[m.Name] || g.readByLooked(m, looked)) {
				return true
			}
		}
	}
	return false
}

// sameFolders wants a folder of its own for every sink of files: two would replace each other's.
func (g *graph) sameFolders() {
	first := map[string]diag.Span{}
	for _, n := range g.nodes {
		out, ok := n.Kind.(*plan.Output)
		if !ok || out.Sink == nil || out.Sink.Kind != "file" {
			continue
		}
		path, ok := out.Sink.Path.(*plan.Const)
		if !ok {
			continue
		}
		text, _ := path.Value.(string)
		if at, taken := first[text]; taken {
			g.c.report(sameFolder(path.Pos(), text, at))
			continue
		}
		first[text] = path.Pos()
	}
}
