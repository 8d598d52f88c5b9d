package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/opt"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// wordsChain writes a fold of the words of a text in passes over a block: where the next words are, their keys, the entries of the keys, the fold. Misses of the
// caches overlap so. What stands between the split and the fold runs between the first pass and the second.
func (e *emitter) wordsChain(s *stage, ch *chain, words *opt.Words, method, plain string) {
	field := s.byKey["end "+e.nodeField(ch.end)]
	base := ""
	if len(e.graph.chains[s.source]) > 1 {
		base = exported(ch.end.Name)
	}
	wordsField := s.field("words "+ch.end.Name, unexported("words"+base), jen.Qual(scanPath, "Words"),
		jen.Qual(scanPath, "NewWords").Call(jen.LitRune(rune(words.Separator)), jen.Qual(scanPath, "Options").Values()))
	keysField := s.field("keys "+ch.end.Name, unexported("keys"+base), jen.Qual(scanPath, "Keys"), nil)
	s.init = append(s.init, jen.Id("s").Dot(keysField).Op("=").Qual(scanPath, "NewKeys").Call(
		jen.Id("s").Dot(field).Dot("Seed").Call(), jen.Qual(scanPath, "Options").Values()))
	f := e.newFunction(env{stage: s, batch: "b"}, "s", "b")
	w := &wordsPass{e: e, s: s, ch: ch, steps: words.Steps, words: jen.Id("s").Dot(wordsField), keys: jen.Id("s").Dot(keysField), table: jen.Id("s").Dot(field)}
	c := &code{fn: f}
	c.add(jen.If(jen.Id("b").Dot("Whole")).Block(jen.Id("s").Dot(plain).Call(jen.Id("b")), jen.Return()))
	head := jen.For(w.words.Clone().Dot("Start").Call(jen.Id("b").Dot("Data")), w.words.Clone().Dot("Next").Call(), jen.Empty())
	c.add(head.Block(c.loop(w.passes)...))
	s.methods = append(s.methods, e.chainMethod(s, ch, method, "", c.out))
}

// wordsPass is the work on one queue of words.
type wordsPass struct {
	e                  *emitter
	s                  *stage
	ch                 *chain
	steps              []plan.Step
	words, keys, table *jen.Statement
	value              goExpr // the value of a row, where it is the same for all
	values             string // else the field that holds them
}

func (w *wordsPass) passes(c *code) {
	key, value := pairTypes(chainRow(w.ch))
	if !w.wordsAreKeys(c, key, value) {
		w.queue(c, key, value)
	}
	c.add(w.table.Clone().Dot("Probe").Call(jen.Op("&").Add(w.keys)))
	i := c.fn.scope.name("i")
	head := jen.For(jen.Id(i).Op(":=").Range().Add(w.keys.Clone().Dot("Len").Call()))
	body := c.loop(func(inner *code) {
		v := w.value
		if w.values != "" {
			v = operand(jen.Id("s").Dot(w.values).Index(jen.Id(i)))
			v.simple, v.owned = true, true
		}
		sum, fresh := c.fn.scope.name("value"), c.fn.scope.name("fresh")
		inner.add(jen.List(jen.Id(sum), jen.Id(fresh)).Op(":=").Add(w.table.Clone()).Dot("At").Call(jen.Op("&").Add(w.keys), jen.Id(i)))
		w.e.applyFold(inner, w.ch.fold, jen.Id(fresh), jen.Op("*").Id(sum), v)
	})
	c.add(head.Block(body...))
}

// wordsAreKeys writes the shortest form: every word is a key, and each row has the same value.
func (w *wordsPass) wordsAreKeys(c *code, key, value types.Type) bool {
	if len(w.steps) != 1 || w.steps[0].Op != plan.StepMap || types.Resolve(key) != types.Type(types.String) {
		return false
	}
	f := w.steps[0].Fn
	pair, ok := f.Body.(*plan.Tuple)
	if !ok {
		return false
	}
	local, isWord := pair.Elems[0].(*plan.Local)
	v, isConst := pair.Elems[1].(*plan.Const)
	if !isWord || local.Var != f.Params[0] || !isConst {
		return false
	}
	w.value = w.e.constant(value, v.Value)
	c.add(w.keys.Clone().Dot("Hash").Call(jen.Op("&").Add(w.words)))
	return true
}

// queue writes a loop over the words that queues the key and the value of each row.
func (w *wordsPass) queue(c *code, key, value types.Type) {
	constant, isConst := w.constantValue(value)
	n := c.fn.scope.name("n")
	if isConst {
		w.value = constant
	} else {
		w.values = w.s.field("values "+w.ch.end.Name, "values", jen.Index(jen.Qual(scanPath, "Queue")).Add(w.e.goType(value)), nil)
		c.add(jen.Id(n).Op(":=").Lit(0))
	}
	c.add(w.keys.Clone().Dot("Clear").Call())
	r := &rows{e: w.e, steps: w.steps, rejects: jen.Id("s").Dot("rejects"), end: func(inner *code, row goExpr) {
		in := chainRow(w.ch)
		if row.parts == nil {
			row = inner.simple("row", in, row)
		}
		k := inner.part(in, row, 0)
		if !isConst {
			v := w.e.own(value, inner.part(in, row, 1))
			inner.add(jen.Id("s").Dot(w.values).Index(jen.Id(n)).Op("=").Add(v.code), jen.Id(n).Op("++"))
		}
		inner.add(w.addKey(inner, key, k))
	}}
	i := c.fn.scope.name("i")
	head := jen.For(jen.Id(i).Op(":=").Range().Add(w.words.Clone().Dot("Len").Call()))
	c.rangeOver(head, func(inner *code, label *loopLabel) {
		hint := "word"
		if len(w.steps) > 0 {
			hint = w.steps[0].Fn.Params[0].Name
		}
		word := inner.fn.scope.name(hint)
		inner.add(jen.Id(word).Op(":=").Add(w.words.Clone().Dot("At").Call(jen.Id(i))))
		r.step(inner, 0, name(word), label)
	})
}

// constantValue is the value of each row, where the last step makes a pair whose second part is a constant.
func (w *wordsPass) constantValue(t types.Type) (goExpr, bool) {
	if len(w.steps) == 0 {
		return goExpr{}, false
	}
	last := w.steps[len(w.steps)-1]
	pair, ok := last.Fn.Body.(*plan.Tuple)
	if last.Op != plan.StepMap || !ok {
		return goExpr{}, false
	}
	v, ok := pair.Elems[1].(*plan.Const)
	if !ok {
		return goExpr{}, false
	}
	switch v.Value.(type) {
	case int64, float64, bool, string:
		return w.e.constant(t, v.Value), true
	}
	return goExpr{}, false
}

// addKey queues a key: a text as it is, others by their key bytes.
func (w *wordsPass) addKey(c *code, t types.Type, x goExpr) *jen.Statement {
	return w.keys.Clone().Dot("Add").Call(w.e.keyText(w.s, c, t, x))
}
