package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/opt"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// chain writes the method that runs a chain over a block, in passes where the words of a text are folded by key, else as a loop over rows.
func (e *emitter) chain(s *stage, ch *chain, method string) {
	end := e.chainEnd(s, ch)
	words, inPasses := opt.FindWords(ch.steps)
	if inPasses && s.text && ch.fold != nil && ch.fold.Keyed {
		plain := s.scope.name("plain" + exported(ch.end.Name))
		e.wordsChain(s, ch, words, method, plain)
		e.plainChain(s, ch, end, plain, "is the same for a block that is one line whatever stands in it.")
		return
	}
	e.plainChain(s, ch, end, method, "")
}

func (e *emitter) plainChain(s *stage, ch *chain, end func(*code, goExpr), method, doc string) {
	f := e.newFunction(env{stage: s, batch: "b"}, "s", "b", "rows", "lines")
	c := &code{fn: f}
	r := &rows{e: e, steps: ch.steps, rejects: jen.Id("s").Dot("rejects"), end: end}
	row := "row"
	if len(ch.steps) > 0 {
		row = ch.steps[0].Fn.Params[0].Name
	} else if s.text {
		row = "line"
	}
	if s.text {
		c.add(jen.Id("lines").Op(":=").Id("b").Dot("Lines").Call())
		c.rangeOver(jen.For(jen.Id("lines").Dot("Next").Call()), func(inner *code, label *loopLabel) {
			n := f.scope.name(row)
			inner.add(jen.Id(n).Op(":=").Id("lines").Dot("Text").Call())
			r.step(inner, 0, name(n), label)
		})
	} else {
		n := f.scope.name(row)
		c.rangeOver(jen.For(jen.List(jen.Id("_"), jen.Id(n)).Op(":=").Range().Id("rows")), func(inner *code, label *loopLabel) {
			x := name(n)
			x.owned = true
			r.step(inner, 0, x, label)
		})
	}
	s.methods = append(s.methods, e.chainMethod(s, ch, method, doc, c.out))
}

// chainMethod is a method of a stage with the source lines of its chain above it.
func (e *emitter) chainMethod(s *stage, ch *chain, method, doc string, body []jen.Code) *jen.Statement {
	if doc == "" {
		doc = verb(ch) + " " + ch.end.Name + "."
	}
	f := e.comment(method+" "+doc, ch.spans()...)
	return f.Func().Params(jen.Id("s").Op("*").Id(s.name)).Id(method).Params(e.entryParams(s)...).Block(body...)
}

// spans are where the steps and the end of a chain stand.
func (ch *chain) spans() []diag.Span {
	var out []diag.Span
	for _, s := range ch.steps {
		out = append(out, s.Span)
	}
	if ch.fold != nil {
		out = append(out, ch.end.Span)
	}
	return out
}

func verb(ch *chain) string {
	if ch.fold != nil {
		return "folds a block into"
	}
	return "gives the rows of a block to"
}

// chainEnd is what happens to a row at the end of a chain.
func (e *emitter) chainEnd(s *stage, ch *chain) func(*code, goExpr) {
	field := e.endField(ch.end)
	local := jen.Id("p").Dot(field).Dot("Local").Call()
	switch {
	case ch.fold == nil:
		n := s.field("end "+field, field, jen.Op("*").Qual(rtPath, "KeptLocal").Types(e.goType(ch.end.Row)), local)
		return func(c *code, row goExpr) {
			rows := func() *jen.Statement { return jen.Id("s").Dot(n).Dot("Rows") }
			c.add(rows().Op("=").Append(rows(), e.own(ch.end.Row, row).code))
		}
	case !ch.fold.Keyed:
		n := s.field("end "+field, field, jen.Op("*").Qual(rtPath, "FoldLocal").Types(e.goType(ch.end.Row)), local)
		return func(c *code, row goExpr) { e.foldRow(s, c, ch.fold, jen.Id("s").Dot(n), row) }
	}
	_, value := pairTypes(ch.end.Row)
	n := s.field("end "+field, field, jen.Op("*").Qual(tablePath, "Table").Types(e.goType(value)), local)
	return func(c *code, row goExpr) { e.foldKey(s, c, ch, n, row) }
}

func pairTypes(row types.Type) (key, value types.Type) {
	t := types.Resolve(row).(*types.Tuple)
	return t.Elems[0], t.Elems[1]
}

// part is part i of a tuple, without making the tuple where it is made just for that.
func (c *code) part(t types.Type, x goExpr, i int) goExpr {
	if x.parts != nil {
		return x.parts[i]
	}
	return x.dot(c.fn.e.fieldName(t, i))
}

// foldKey adds a row to the value of its key.
func (e *emitter) foldKey(s *stage, c *code, ch *chain, field string, row goExpr) {
	in := chainRow(ch)
	key, value := pairTypes(in)
	if row.parts == nil {
		row = c.simple("row", in, row)
	}
	v := c.inVariableUnlessSimple("v", value, c.part(in, row, 1))
	k := e.keyText(s, c, key, c.part(in, row, 0))
	sum, fresh := c.fn.scope.name("value"), c.fn.scope.name("fresh")
	c.add(jen.List(jen.Id(sum), jen.Id(fresh)).Op(":=").Id("s").Dot(field).Dot("Upsert").Call(k))
	e.applyFold(c, ch.fold, jen.Id(fresh), jen.Op("*").Id(sum), v)
}

// chainRow is the type of the rows that reach the fold of a chain.
func chainRow(ch *chain) types.Type {
	if len(ch.steps) == 0 {
		return ch.source.Row
	}
	return ch.end.Inputs[0].Row
}

func (c *code) inVariableUnlessSimple(wanted string, t types.Type, x goExpr) goExpr {
	if x.simple || x.untyped {
		return x
	}
	return c.variable(wanted, t, x)
}

// keyText is the key bytes of x as a string: a text as it is, others in scratch memory of the stage.
func (e *emitter) keyText(s *stage, c *code, t types.Type, x goExpr) *jen.Statement {
	if types.Resolve(t) == types.Type(types.String) {
		return x.code
	}
	n := s.field("key", "key", jen.Index().Byte(), nil)
	key := func() *jen.Statement { return jen.Id("s").Dot(n) }
	c.add(key().Op("=").Add(e.appendKey(t, key().Index(jen.Empty(), jen.Lit(0)), e.typed(t, x).code, jen.True())))
	return jen.Qual(scanPath, "View").Call(key())
}

// applyFold sets value to the first value of a fold, or adds v to it. A failure fails the batch.
func (e *emitter) applyFold(c *code, fold *plan.Aggregate, fresh, value *jen.Statement, v goExpr) {
	outer := c.fn.fault
	c.fn.fault = func(c *code, fault *jen.Statement) {
		c.add(jen.Id("s").Dot("rejects").Dot("FailBatch").Call(fault), jen.Return())
		c.done = true
	}
	acc := optType(fold.Create)
	first, firstDone := c.block(func(inner *code) { inner.apply(fold.Create, value, acc, v) })
	before := goExpr{code: value, prec: precUnary, simple: true, owned: true}
	further, _ := c.block(func(inner *code) { inner.apply(fold.Add, value, acc, before, v) })
	if !firstDone {
		first = append(first, jen.Continue())
	}
	c.add(jen.If(fresh).Block(first...))
	c.add(further...)
	c.fn.fault = outer
}

// apply sets value to f(args…), as a value that may be kept.
func (c *code) apply(f *plan.Fn, value *jen.Statement, t types.Type, args ...goExpr) {
	for i, p := range f.Params {
		c.bindTo(p, args[i])
	}
	if opt.Returns(f.Body) {
		v := c.outlined(f)
		c.add(value.Clone().Op("=").Add(c.fn.e.own(t, v).code))
		return
	}
	c.into(f.Body, func(end *code, v goExpr) { end.add(value.Clone().Op("=").Add(c.fn.e.own(t, v).code)) })
}

// foldRow adds a row to the one value of a batch.
func (e *emitter) foldRow(s *stage, c *code, fold *plan.Aggregate, local *jen.Statement, row goExpr) {
	v := row
	if !v.untyped {
		v = c.inVariableUnlessSimple("v", fold.Create.Params[0].Type, row)
	}
	outer := c.fn.fault
	c.fn.fault = func(c *code, fault *jen.Statement) {
		c.add(jen.Id("s").Dot("rejects").Dot("FailBatch").Call(fault), jen.Return())
		c.done = true
	}
	value := local.Clone().Dot("Value")
	acc := optType(fold.Create)
	first, done := c.block(func(inner *code) {
		inner.apply(fold.Create, value, acc, v)
		inner.add(local.Clone().Dot("OK").Op("=").True())
	})
	if !done {
		first = append(first, jen.Continue())
	}
	c.add(jen.If(jen.Op("!").Add(local.Clone()).Dot("OK")).Block(first...))
	before := goExpr{code: value, prec: precOperand, simple: true, owned: true}
	further, _ := c.block(func(inner *code) { inner.apply(fold.Add, value, acc, before, v) })
	c.add(further...)
	c.fn.fault = outer
}

// mergeFunc writes the function that joins what two workers have: of a key, or of all rows.
func (e *emitter) mergeFunc(n *plan.Node, fold *plan.Aggregate) *jen.Statement {
	return e.foldFunc("merge"+exported(n.Name), "joins what two workers have for "+n.Name+".", fold.Merge)
}
