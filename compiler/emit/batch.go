package emit

import (
	"fmt"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// batchCode writes the method that runs at the end of each batch: a line per node, in topological order, then the outputs in order of definition.
type batchCode struct {
	e     *emitter
	c     *code
	data  map[*plan.Node]goExpr
	named map[string][]*plan.Node // by ErrorName: what may give error rows
}

// batch adds the nodes of the program to New and to the method batch.
func (e *emitter) batch() []jen.Code {
	f := e.newFunction(env{batch: "b"})
	f.fault = func(c *code, fault *jen.Statement) {
		c.add(c.batch().Dot("Fail").Call(fault), jen.Return())
		c.done = true
	}
	b := &batchCode{e: e, c: &code{fn: f}, data: map[*plan.Node]goExpr{}, named: map[string][]*plan.Node{}}
	for _, n := range e.prog.Nodes {
		if _, ok := n.Kind.(*plan.Source); ok {
			e.sourceNode(n)
		}
	}
	late := b.afterErrors()
	for _, n := range e.prog.Nodes {
		if !late[n] {
			b.node(n)
		}
	}
	for _, n := range e.prog.Nodes {
		if late[n] {
			b.node(n)
		}
	}
	for _, n := range e.prog.Outputs {
		b.output(n)
	}
	return b.c.out
}

// afterErrors are the nodes that read error rows: they come when all that gives error rows is there.
func (b *batchCode) afterErrors() map[*plan.Node]bool {
	late := map[*plan.Node]bool{}
	for _, n := range b.e.prog.Nodes {
		if _, ok := n.Kind.(*plan.Errors); ok {
			late[n] = true
		}
		for _, in := range n.Inputs {
			late[n] = late[n] || late[in]
		}
	}
	return late
}

// node writes what a node is in the batch. Nodes of stages are the results of their ends, outputs come later.
func (b *batchCode) node(n *plan.Node) {
	e := b.e
	if ch := e.graph.inStage[n]; ch != nil {
		result := jen.Id("p").Dot(e.endField(n)).Dot("Result")
		switch {
		case ch.fold != nil && !ch.fold.Keyed:
			b.set(n, result.Call(jen.Id("b"), missing(ch.fold.OnMissing)))
		default:
			b.set(n, result.Call(jen.Id("b")))
		}
		return
	}
	switch k := n.Kind.(type) {
	case *plan.Source, *plan.Output:
		return
	case *plan.Batch:
		if !isEffect(k) {
			b.set(n, b.body(n, k))
		}
		return
	}
	if e.graph.inside[n] {
		return
	}
	if made := b.stateful(n); made != nil {
		b.set(n, made)
		return
	}
	a := &apply{c: b.c, name: n.Name, span: n.Span, row: n.Row}
	for _, in := range n.Inputs {
		a.inputs = append(a.inputs, b.of(in))
		a.rows = append(a.rows, in.Row)
	}
	b.set(n, a.kind(n.Kind))
}

// of is the dataset of a node.
func (b *batchCode) of(n *plan.Node) *jen.Statement {
	d, ok := b.data[n]
	if !ok {
		panic(fmt.Sprintf("emit: node %s stands behind its reader", n.Name))
	}
	return d.in(precOperand)
}

// set names the dataset of a node.
func (b *batchCode) set(n *plan.Node, value *jen.Statement) {
	v := b.c.fn.scope.name(unexported(n.Name))
	b.c.add(jen.Id(v).Op(":=").Add(value))
	b.data[n] = name(v)
	b.named[n.ErrorName] = append(b.named[n.ErrorName], n)
	if f, ok := b.e.sliceFields[n]; ok {
		b.e.newSliceNode(n)
		b.c.add(jen.Id("p").Dot(f).Dot("Add").Call(jen.Id("b"), jen.Id(v)))
	}
}

// stateful is a node that remembers something from batch to batch; nil when n is none.
func (b *batchCode) stateful(n *plan.Node) *jen.Statement {
	e := b.e
	self := func() *jen.Statement { return jen.Id("p").Dot(e.nodeField(n)) }
	add := func() *jen.Statement { return self().Dot("Add").Call(jen.Id("b"), b.of(n.Inputs[0])) }
	switch k := n.Kind.(type) {
	case *plan.Window:
		e.newNode(n, jen.Op("*").Qual(rtPath, "Window").Types(e.goType(n.Row)), jen.Qual(rtPath, "NewWindow").Call(app(), jen.Lit(n.Name),
			span(k.Size), span(n.Slide), span(n.Inputs[0].Slide), e.newDescriptor(n.Row)))
		return add()
	case *plan.InverseWindow:
		e.inverseWindow(n, k)
		return add()
	case *plan.UpdateState:
		e.updateState(n, k)
		return self().Dot("Update").Call(jen.Id("b"), b.of(n.Inputs[0]))
	case *plan.MapState:
		e.mapState(n, k)
		return self().Dot("Update").Call(jen.Id("b"), b.of(n.Inputs[0]))
	case *plan.Snapshots:
		return jen.Id("p").Dot(e.nodeField(n.Inputs[0])).Dot("Snapshots").Call(jen.Id("b"))
	case *plan.Errors:
		args := []jen.Code{jen.Lit(k.Of)}
		for _, in := range b.named[k.Of] {
			args = append(args, b.of(in))
		}
		return jen.Id("b").Dot("ErrorsOf").Call(args...)
	}
	return nil
}

// span is a length of time as a Go expression.
func span(d time.Duration) *jen.Statement { return duration(fn.Duration(d)).code }

// body writes the method that batch code becomes, and gives its call.
func (b *batchCode) body(n *plan.Node, k *plan.Batch) *jen.Statement {
	e := b.e
	method := e.members.name(unexported(hintOr(identifier(n.Name), "batch")) + bodySuffix(k))
	f := e.newFunction(env{batch: "b"})
	c := &code{fn: f}
	result := types.Type(types.Unit)
	if !isEffect(k) {
		result = &types.Dataset{Row: n.Row}
	}
	f.setExits(result, false)
	f.fault = func(inner *code, fault *jen.Statement) {
		inner.add(jen.Id("b").Dot("Fail").Call(fault))
		f.ret(inner, operand(jen.Nil()))
	}
	params := k.Body.Params
	if k.WithTime {
		t := operand(jen.Id("b").Dot("Time"))
		t.simple = true
		c.bindTo(params[0], t)
		params = params[1:]
	}
	goParams := []jen.Code{jen.Id("b").Op("*").Qual(rtPath, "Batch")}
	ready := []jen.Code{jen.Id("b"), missing(k.OnMissing), jen.Lit(spanText(n.Span))}
	args := []jen.Code{jen.Id("b")}
	var empty []jen.Code
	for i, p := range params {
		v := f.scope.name(p.Name)
		f.vars[p] = name(v)
		goParams = append(goParams, jen.Id(v).Add(e.goType(p.Type)))
		ready = append(ready, jen.Id(v))
		args = append(args, b.of(n.Inputs[i]))
		if k.OnMissing == plan.MissingEmpty {
			empty = append(empty, jen.Id(v).Op("=").Qual(rtPath, "OrEmpty").Call(jen.Id(v)))
		}
	}
	notReady, _ := c.block(func(inner *code) { b.notReady(inner, k, n, params) })
	c.add(jen.If(jen.Op("!").Qual(rtPath, "Ready").Call(ready...)).Block(notReady...))
	c.add(empty...)
	c.function(k.Body.Body, result, false)
	doc := e.comment(method+" runs once per batch.", n.Span)
	e.decls = append(e.decls, doc.Func().Params(jen.Id("p").Op("*").Id("Pipeline")).Id(method).Params(goParams...).Add(e.resultType(result, false)).Block(c.out...))
	return jen.Id("p").Dot(method).Call(args...)
}

// notReady is what batch code gives without running.
func (b *batchCode) notReady(c *code, k *plan.Batch, n *plan.Node, params []*plan.Var) {
	if isEffect(k) {
		c.add(jen.Return())
		return
	}
	c.add(jen.Return(jen.Nil()))
}

func bodySuffix(k *plan.Batch) string {
	if isEffect(k) {
		return "Effect"
	}
	return "Body"
}

// output writes an output, or the batch code that is one.
func (b *batchCode) output(n *plan.Node) {
	e := b.e
	out := n.Kind.(*plan.Output)
	in := n.Inputs[0]
	if out.Output == "effect" {
		b.c.add(b.body(in, in.Kind.(*plan.Batch)))
		return
	}
	f := e.members.name("output")
	e.nodeFields[n] = f
	option := e.option(out.Name, "")
	over := jen.Id("o").Dot(option)
	row := e.goType(in.Row)
	e.setOption(option, jen.Qual(rtPath, "OutputFunc").Types(row), "instead of "+out.Output)
	typ, value := e.outputValue(in, out, over)
	e.newNode(n, jen.Op("*").Qual(rtPath, typ).Types(row), value)
	b.c.add(jen.Id("p").Dot(f).Dot("Write").Call(jen.Id("b"), b.of(in)))
}

// isEffect reports whether batch code gives no dataset.
func isEffect(k *plan.Batch) bool { return isUnit(optType(k.Body)) }
