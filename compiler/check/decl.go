package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// decl is a top-level declaration. It is resolved when it is first needed.
type decl struct {
	name   dsl.Name
	item   dsl.Item
	state  declState
	value  plan.Expr    // of a binding or parameter: *plan.Const, *plan.GlobalRef, *flowExpr, or an expression of type error
	fn     *plan.Func   // of a function that is no piece of pipeline; nil when its head is wrong
	piped  bool         // of a function with a stream among its parameters: inlined at each call
	typ    types.Type   // of a type
	extern *plan.Extern // of an extern source
}

type declState int

const (
	declNew declState = iota
	declBusy
	declDone
)

// declare enters the names of all declarations.
func (c *checker) declare() {
	for _, item := range c.file.Items {
		var name dsl.Name
		switch item := item.(type) {
		case *dsl.TypeDecl:
			name = item.Name
		case *dsl.ParamDecl:
			name = item.Name
		case *dsl.FuncDecl:
			name = item.Name
		case *dsl.ExternDecl:
			name = item.Name
		case *dsl.Binding:
			name = item.Name
		case *dsl.Import:
			c.report(notYet(item.Span, "E0901", "imports"))
			if item.Alias.Text != "" { // what is taken from it says nothing more
				c.decls[item.Alias.Text] = &decl{name: item.Alias, item: item, state: declDone, value: bad(item.Span)}
			}
			continue
		default:
			continue
		}
		d := &decl{name: name, item: item}
		if first := c.decls[name.Text]; first != nil {
			c.report(declaredTwice(name, first.name))
			d.state, d.value = declDone, bad(name.Span)
			continue
		}
		c.decls[name.Text] = d
		c.order = append(c.order, d)
	}
}

// lookup is the declaration of name, resolved, or nil. One that needs itself is reported, and has the type error.
func (c *checker) lookup(name string, at diag.Span) *decl {
	d := c.decls[name]
	if d == nil {
		return nil
	}
	if d.state == declBusy {
		c.report(needsItself(at, d))
		if d.value == nil {
			d.value = bad(at)
		}
		return d
	}
	c.resolve(d)
	return d
}

// resolve checks d once. What is being checked when d is first needed is put aside, so that errors of d are not lost with an overload that does not fit.
func (c *checker) resolve(d *decl) {
	if d.state != declNew {
		return
	}
	list, at, owner, inlining := c.list, c.place, c.owner, c.inlining
	c.list, c.place, c.owner, c.inlining = nil, place{}, nil, nil
	d.state = declBusy
	switch item := d.item.(type) {
	case *dsl.TypeDecl:
		c.typeDecl(d, item)
	case *dsl.ParamDecl:
		c.paramDecl(d, item)
	case *dsl.FuncDecl:
		c.funcDecl(d, item)
	case *dsl.ExternDecl:
		c.externDecl(d, item)
	case *dsl.Binding:
		c.binding(d, item)
	}
	d.state = declDone
	c.settled.Add(c.list...)
	c.list, c.place, c.owner, c.inlining = list, at, owner, inlining
}

func (c *checker) typeDecl(d *decl, item *dsl.TypeDecl) {
	t := c.typeOf(item.Type)
	if r, ok := t.(*types.Record); ok {
		named := &types.Record{Name: item.Name.Text, Fields: r.Fields}
		c.prog.Types = append(c.prog.Types, named)
		t = named
	}
	d.typ = t
	if d.value != nil { // it needed itself
		d.typ = types.Error
	}
}

// binding checks `name = expr`: a stream, a shared variable, or a constant.
func (c *checker) binding(d *decl, item *dsl.Binding) {
	var want types.Type
	if item.Type != nil {
		want = c.typeOf(item.Type)
	}
	c.place = place{Binding: item.Name.Text}
	x := c.exprAs(item.Value, want, c.top())
	if d.value != nil && d.value.Type() == types.Error {
		return // it needed itself
	}
	d.value = c.bindValue(d, item, x)
}

func (c *checker) bindValue(d *decl, item *dsl.Binding, x plan.Expr) plan.Expr {
	t := types.Resolve(x.Type())
	switch x := x.(type) {
	case *flowExpr:
		if x.flow.Node != nil {
			c.graph.bind(d, x.flow.Node)
		}
		return x
	case *plan.Const:
		if types.HasUnknown(t) {
			c.report(unknownType(item.Span, t))
			return bad(item.Span)
		}
		return x
	case *plan.GlobalRef:
		c.graph.nameGlobal(x.Global, item.Name.Text, item.Doc, item.Span)
		return x
	}
	switch {
	case t == types.Error:
		return bad(item.Span)
	case t == types.Unit:
		c.report(bindsNothing(item))
		return bad(item.Span)
	case types.HasUnknown(t):
		c.report(unknownType(item.Span, t))
		return bad(item.Span)
	}
	if x = c.computeBinding(x, item.Span); isBad(x) {
		return x
	}
	if k, ok := x.(*plan.Const); ok {
		return k
	}
	return c.constantGlobal(item, x)
}

// constantGlobal makes a global of a constant that the compiler cannot compute, because it depends on a parameter or is large.
func (c *checker) constantGlobal(item *dsl.Binding, x plan.Expr) plan.Expr {
	g := &plan.Global{Kind: plan.GlobalConst, Name: item.Name.Text, Type: types.Known(x.Type()), Span: item.Span, Doc: item.Doc, Init: x}
	c.prog.Globals = append(c.prog.Globals, g)
	return globalRef(g, item.Span)
}

func globalRef(g *plan.Global, at diag.Span) *plan.GlobalRef {
	return &plan.GlobalRef{Info: plan.Info{T: g.Type, Span: at}, Global: g}
}
