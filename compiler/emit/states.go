package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

func (e *emitter) inverseWindow(n *plan.Node, k *plan.InverseWindow) {
	key, value := pairTypes(n.Row)
	spec := []jen.Code{jen.Id("Size").Op(":").Add(span(k.Size)), jen.Id("Slide").Op(":").Add(span(n.Slide)), jen.Id("Parent").Op(":").Add(span(n.Inputs[0].Slide))}
	if k.Scala {
		spec = append(spec, jen.Id("Scala").Op(":").True())
	}
	filter := jen.Nil()
	if k.Filter != nil {
		keep := e.foldFunc("keep"+exported(n.Name), "says which keys stay in "+n.Name+".", k.Filter)
		pair := e.goType(n.Row).Values(jen.Id("Key").Op(":").Id("key"), jen.Id("Value").Op(":").Id("value"))
		filter = jen.Func().Params(jen.Id("key").Add(e.goType(key)), jen.Id("value").Add(e.goType(value))).
			Params(jen.Bool(), jen.Op("*").Qual(fnPath, "Fault")).Block(jen.Return(keep.Call(pair)))
	}
	e.newNode(n, jen.Op("*").Qual(rtPath, "InverseWindow").Types(e.goType(key), e.goType(value)),
		jen.Qual(rtPath, "NewInverseWindow").Call(app(), jen.Lit(n.Name), jen.Qual(rtPath, "WindowSpec").Values(spec...),
			e.newDescriptor(key), e.newDescriptor(value),
			e.foldFunc("enter"+exported(n.Name), "adds what enters a window of "+n.Name+".", k.Fold),
			e.foldFunc("leave"+exported(n.Name), "takes away what leaves a window of "+n.Name+".", k.Invert), filter))
}

// stateFunc writes a function of a state: the runtime hands it the batch, the key and what the function of the program takes.
func (e *emitter) stateFunc(n *plan.Node, params []jen.Code, f *plan.Fn, result types.Type, wrap func(v goExpr) goExpr, bind func(c *code)) *jen.Statement {
	method := e.members.name("update" + exported(n.Name))
	fn := e.newFunction(env{batch: "b"})
	c := &code{fn: fn}
	fn.setExits(result, true)
	bind(c)
	plain := fn.ret
	fn.ret = func(c *code, v goExpr) { plain(c, wrap(v)) }
	c.into(f.Body, func(end *code, v goExpr) { fn.ret(end, v) })
	if !c.done && isUnit(optType(f)) {
		fn.ret(c, goExpr{})
	}
	doc := e.comment(method+" is the function of "+n.Name+".", n.Span)
	e.decls = append(e.decls, doc.Func().Params(jen.Id("p").Op("*").Id("Pipeline")).Id(method).Params(params...).Add(e.resultType(result, true)).Block(c.out...))
	return jen.Id("p").Dot(method)
}

// bindParam gives a parameter of the runtime's function the name that it has in the program.
func (c *code) bindParam(v *plan.Var, typ types.Type) *jen.Statement {
	n := c.fn.scope.name(v.Name)
	c.fn.vars[v] = goExpr{code: jen.Id(n), prec: precOperand, simple: true, unstable: v.Mutable}
	return jen.Id(n).Add(c.fn.e.goType(typ))
}

// updateState adds a state that is updated for every key in every batch.
func (e *emitter) updateState(n *plan.Node, k *plan.UpdateState) {
	key, value := pairTypes(n.Inputs[0].Row)
	state := &types.Optional{Elem: k.State}
	params := []jen.Code{jen.Id("b").Op("*").Qual(rtPath, "Batch")}
	ps := k.Fn.Params
	wrap := func(v goExpr) goExpr { return v }
	if _, optional := types.Resolve(optType(k.Fn)).(*types.Optional); !optional {
		wrap = func(v goExpr) goExpr { return e.some(state, v) }
	}
	placeholder := jen.Null()
	params = append(params, placeholder)
	update := e.stateFunc(n, params, k.Fn, state, wrap, func(c *code) {
		var list []jen.Code
		if k.WithKey {
			list = append(list, c.bindParam(ps[0], key))
			ps = ps[1:]
		} else {
			list = append(list, jen.Id("_").Add(e.goType(key)))
		}
		list = append(list, c.bindParam(ps[0], &types.List{Elem: value}), c.bindParam(ps[1], state))
		placeholder.Add(jen.List(list...))
	})
	spec := []jen.Code{jen.Id("Missing").Op(":").Add(missing(k.OnMissing))}
	if k.IdleNoop {
		spec = append(spec, jen.Id("IdleNoop").Op(":").True())
	}
	e.newNode(n, jen.Op("*").Qual(rtPath, "UpdateState").Types(e.goType(key), e.goType(value), e.goType(k.State)),
		jen.Qual(rtPath, "NewUpdateState").Call(app(), jen.Lit(k.StateName), jen.Qual(rtPath, "UpdateSpec").Values(spec...),
			e.newDescriptor(key), e.newDescriptor(k.State), e.initial(k.Initial), update))
}

func (e *emitter) initial(x plan.Expr) *jen.Statement {
	if x == nil {
		return jen.Nil()
	}
	return e.newValue(x)
}

// mapState adds a state that is updated by each row.
func (e *emitter) mapState(n *plan.Node, k *plan.MapState) {
	key, value := pairTypes(n.Inputs[0].Row)
	row := &types.Optional{Elem: n.Row}
	ps := k.Fn.Params
	result := optType(k.Fn)
	wrap := func(v goExpr) goExpr { return v }
	switch _, optional := types.Resolve(result).(*types.Optional); {
	case isUnit(result):
		wrap = func(goExpr) goExpr { return operand(e.zero(row)) }
	case !optional:
		wrap = func(v goExpr) goExpr { return e.some(row, v) }
	}
	placeholder := jen.Null()
	update := e.stateFunc(n, []jen.Code{jen.Id("b").Op("*").Qual(rtPath, "Batch"), placeholder}, k.Fn, row, wrap, func(c *code) {
		placeholder.Add(jen.List(c.bindParam(ps[0], key), c.bindParam(ps[1], &types.Optional{Elem: value}), c.bindParam(ps[2], &types.State{Elem: k.State})))
	})
	spec := []jen.Code{}
	if k.Timeout != nil {
		spec = append(spec, jen.Id("Timeout").Op(":").Add(e.newValue(k.Timeout)))
	}
	spec = append(spec, jen.Id("Every").Op(":").Lit(k.Every))
	e.newNode(n, jen.Op("*").Qual(rtPath, "MapState").Types(e.goType(key), e.goType(value), e.goType(k.State), e.goType(n.Row)),
		jen.Qual(rtPath, "NewMapState").Call(app(), jen.Lit(k.StateName), jen.Qual(rtPath, "MapSpec").Values(spec...),
			e.newDescriptor(key), e.newDescriptor(k.State), e.initial(k.Initial), update))
}
