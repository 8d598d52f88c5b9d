package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// What the kinds of nodes do is the same in pipeline code and in batch code: a function of the runtime over datasets.

// apply is a kind over datasets.
type apply struct {
	c      *code
	name   string // for the functions that are emitted; empty: literals, which see the locals around them
	span   diag.Span
	row    types.Type
	inputs []*jen.Statement
	rows   []types.Type // of the inputs
}

var missings = map[plan.OnMissing]string{plan.MissingPass: "Pass", plan.MissingEmpty: "Empty", plan.MissingFail: "Fail", "": "Pass"}

func missing(m plan.OnMissing) *jen.Statement { return jen.Qual(rtPath, missings[m]) }

// function is a function argument with a fault as its last result.
func (a *apply) function(prefix, doc string, f *plan.Fn) *jen.Statement {
	if a.name != "" {
		if ref := a.c.fn.e.foldFunc(prefix+exported(a.name), doc+" "+a.name+".", f); ref != nil {
			return ref
		}
	}
	return a.c.funcLiteral(f, true)
}

func (a *apply) call(f string, args ...jen.Code) *jen.Statement {
	return jen.Qual(rtPath, f).Call(append([]jen.Code{a.c.batch()}, args...)...)
}

func (a *apply) key(i int) *jen.Statement {
	k, _ := pairTypes(a.rows[i])
	return a.c.descriptor(k)
}

func (a *apply) where() *jen.Statement { return jen.Lit(spanText(a.span)) }

// kind is the dataset that k gives.
func (a *apply) kind(k plan.Kind) *jen.Statement {
	e := a.c.fn.e
	switch k := k.(type) {
	case *plan.Steps:
		return a.call("Steps", a.inputs[0], a.steps(k))
	case *plan.Partition:
		return a.partition(k)
	case *plan.Aggregate:
		return a.aggregate(k)
	case *plan.Distinct:
		return a.call("Distinct", a.inputs[0], a.c.descriptor(a.row))
	case *plan.Join:
		return a.join(k)
	case *plan.Union:
		args := []jen.Code{missing(k.OnMissing), a.where()}
		for _, in := range a.inputs {
			args = append(args, in)
		}
		return a.call("Union", args...)
	case *plan.Sort:
		return a.sort(k)
	case *plan.Cartesian:
		return a.call("Cartesian", a.inputs[0], a.inputs[1])
	case *plan.Subtract:
		return a.call("Subtract", a.inputs[0], a.inputs[1], a.c.descriptor(a.row))
	case *plan.Rows:
		list := a.c.expr(k.X)
		return jen.Qual(rtPath, "Rows").Types(e.goType(a.row)).Call(a.c.batch(), list.code)
	}
	panic(fmt.Sprintf("emit: no case for %T", k))
}

// steps is the function over a partition that row-at-a-time work becomes.
func (a *apply) steps(k *plan.Steps) *jen.Statement {
	e := a.c.fn.e
	inner := a.c.inner()
	in, out, rejects := inner.fn.scope.name("in"), inner.fn.scope.name("out"), inner.fn.scope.name("rejects")
	r := &rows{e: e, steps: k.Steps, rejects: jen.Id(rejects), end: func(c *code, row goExpr) {
		c.add(jen.Id(out).Op("=").Append(jen.Id(out), row.code))
	}}
	each := inner.fn.scope.name(k.Steps[0].Fn.Params[0].Name)
	inner.rangeOver(jen.For(jen.List(jen.Id("_"), jen.Id(each)).Op(":=").Range().Id(in)), func(c *code, label *loopLabel) {
		x := name(each)
		x.owned = true
		r.step(c, 0, x, label)
	})
	inner.add(jen.Return(jen.Id(out)))
	a.c.closed(inner)
	outType := jen.Index().Add(e.goType(a.row))
	return jen.Func().Params(jen.Id(in).Index().Add(e.goType(a.rows[0])), jen.Id(out).Add(outType), jen.Id(rejects).Op("*").Qual(rtPath, "Rejects")).
		Add(jen.Index().Add(e.goType(a.row))).Block(inner.out...)
}

func (a *apply) partition(k *plan.Partition) *jen.Statement {
	switch k.Op {
	case plan.MapPartitions:
		return a.call("MapPartitions", a.inputs[0], missing(k.OnMissing), a.function("rowsOf", "gives the rows of a partition of", k.Fn))
	case plan.Glom:
		return a.call("Glom", a.inputs[0])
	case plan.Repartition:
		n := a.c.expr(k.N)
		return a.call("Repartition", a.inputs[0], n.code, missing(k.OnMissing))
	case plan.PartitionBy:
		n := a.c.expr(k.N)
		return a.call("PartitionBy", a.inputs[0], n.code, a.key(0))
	}
	panic("emit: no case for partition " + string(k.Op))
}

func (a *apply) aggregate(k *plan.Aggregate) *jen.Statement {
	if k.Create == nil {
		return a.call("GroupByKey", a.inputs[0], a.key(0))
	}
	create, add := a.function("first", "begins a fold of", k.Create), a.function("add", "adds a row to a fold of", k.Add)
	if k.Keyed {
		return a.call("FoldByKey", a.inputs[0], a.key(0), create, add)
	}
	opt := &types.Optional{Elem: a.row}
	zero := a.c.fn.e.zero(opt)
	if k.Zero != nil {
		zero = a.c.fn.e.some(opt, a.c.expr(k.Zero)).code
	}
	return a.call("FoldAll", a.inputs[0], missing(k.OnMissing), zero, create, add)
}

func (a *apply) join(k *plan.Join) *jen.Statement {
	_, v := pairTypes(a.rows[0])
	_, w := pairTypes(a.rows[1])
	args := []jen.Code{missing(k.OnMissing), a.where(), a.inputs[0], a.inputs[1], a.key(0)}
	switch k.Join {
	case plan.InnerJoin:
		return a.call("Join", args...)
	case plan.Cogroup:
		return a.call("Cogroup", args...)
	case plan.LeftJoin:
		return a.call("LeftJoin", append(args, a.side(w))...)
	case plan.RightJoin:
		return a.call("RightJoin", append(args, a.side(v))...)
	case plan.FullJoin:
		return a.call("FullJoin", append(args, a.side(v), a.side(w))...)
	}
	panic("emit: no case for " + string(k.Join))
}

// side makes the optional of a side of an outer join.
func (a *apply) side(t types.Type) *jen.Statement {
	f := "Some"
	if _, ok := types.Resolve(t).(*types.Optional); ok {
		f = "Same"
	}
	return jen.Qual(rtPath, f).Types(a.c.fn.e.goType(t))
}

func (a *apply) sort(k *plan.Sort) *jen.Statement {
	limit := jen.Lit(-1)
	if k.Limit != nil {
		limit = a.c.expr(k.Limit).code
	}
	if k.By == nil {
		return a.call("Limit", a.inputs[0], limit)
	}
	return a.call("SortBy", a.inputs[0], a.function("order", "is what orders the rows of", k.By), a.c.ordering(optType(k.By), k.Desc), limit)
}

// ordering compares what a sort orders by: a value, or a tuple some of whose parts fall.
func (c *code) ordering(t types.Type, desc []bool) *jen.Statement {
	e := c.fn.e
	falls := func(i int) bool { return i < len(desc) && desc[i] }
	tuple, isTuple := types.Resolve(t).(*types.Tuple)
	some := false
	for i := range desc {
		some = some || falls(i)
	}
	if !some {
		return e.compareFn(t)
	}
	params := jen.List(jen.Id("a"), jen.Id("b")).Add(e.goType(t))
	if !isTuple || len(desc) != len(tuple.Elems) {
		return jen.Func().Params(params).Int().Block(jen.Return(e.compare(t, jen.Id("b"), jen.Id("a"))))
	}
	return jen.Func().Params(params).Int().BlockFunc(func(g *jen.Group) {
		for i, part := range tuple.Elems {
			x, y := jen.Id("a").Dot(tupleField(len(desc), i)), jen.Id("b").Dot(tupleField(len(desc), i))
			if falls(i) {
				x, y = y, x
			}
			if i == len(desc)-1 {
				g.Return(e.compare(part, x, y))
				continue
			}
			g.If(jen.Id("c").Op(":=").Add(e.compare(part, x, y)), jen.Id("c").Op("!=").Lit(0)).Block(jen.Return(jen.Id("c")))
		}
	})
}

// dataset is a kind over datasets in batch code.
func (c *code) dataset(x *plan.Dataset) goExpr {
	hint := c.hint
	inputs := c.exprs(x.Inputs...)
	a := &apply{c: c, span: x.Span, row: rowOf(x.T)}
	for i, in := range inputs {
		a.inputs = append(a.inputs, in.code)
		a.rows = append(a.rows, rowOf(x.Inputs[i].Type()))
	}
	out := operand(a.kind(x.Kind))
	c.hint = hint
	return c.variable("rows", x.T, out) // evaluated once, however often it is read
}

func rowOf(t types.Type) types.Type {
	switch t := types.Resolve(t).(type) {
	case *types.Dataset:
		return t.Row
	case *types.Stream:
		return t.Row
	}
	panic(fmt.Sprintf("emit: %s has no rows", t))
}

// sliceOf is the datasets of a stream between two batch times.
func (c *code) sliceOf(x *plan.SliceOf) goExpr {
	args := c.exprs(x.From, x.To)
	return operand(c.pipeline().Dot(c.fn.e.slicesField(x.Stream)).Dot("Slice").Call(c.batch(), args[0].code, args[1].code))
}

// slicesField is the field that keeps the datasets of a stream.
func (e *emitter) slicesField(n *plan.Node) string {
	return e.sliceFields[n]
}

// action runs a dataset.
func (c *code) action(x *plan.Action) goExpr {
	data := c.expr(x.Data)
	d := data.in(precOperand)
	switch x.Name {
	case "collect":
		return c.variable("rows", x.T, operand(d.Dot("Collect").Call()))
	case "count":
		return c.variable("count", x.T, operand(d.Dot("Count").Call()))
	case "take":
		n := c.expr(x.Args[0])
		return c.variable("rows", x.T, operand(d.Dot("Take").Call(n.code)))
	case "first":
		return c.variable("first", x.T, operand(d.Dot("First").Call()))
	case "reduce":
		f := c.funcLiteral(x.Args[0].(*plan.Fn), true)
		return c.faulty("reduced", jen.Qual(rtPath, "ReduceData").Call(data.code, f), false, x.Span)
	case "foreach", "foreachPartition":
		f := c.funcLiteral(x.Args[0].(*plan.Fn), true)
		return c.faulty("", d.Dot(exported(x.Name)).Call(f), true, x.Span)
	case "top":
		return c.top(x, data)
	}
	panic("emit: no case for action " + x.Name)
}

// top is the n rows that come first in an order.
func (c *code) top(x *plan.Action, data goExpr) goExpr {
	n := c.expr(x.Args[0])
	by := x.Args[1].(*plan.Fn)
	key := c.fn.scope.name("by")
	c.add(jen.Id(key).Op(":=").Add(c.funcLiteral(by, false)))
	row := rowOf(x.Data.Type())
	a, b := jen.Id(key).Call(jen.Id("a")), jen.Id(key).Call(jen.Id("b"))
	compare := jen.Func().Params(jen.List(jen.Id("a"), jen.Id("b")).Add(c.fn.e.goType(row))).Int().Block(jen.Return(c.fn.e.compare(optType(by), b, a)))
	return c.variable("top", x.T, operand(jen.Qual(rtPath, "TopData").Call(data.code, n.code, compare)))
}
