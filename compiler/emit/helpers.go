package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/types"
)

// Equality, order, key bytes and copies of composite types are functions of the emitted package, one per type that needs it: no descriptor is called per row.

// helper is one of those functions. It is emitted once, behind everything else.
type helper struct {
	name string
	code *jen.Statement
}

// helperFor gives the name of the function what for t, and has it emitted.
func (e *emitter) helperFor(what string, t types.Type, build func(name string) *jen.Statement) string {
	key := fmt.Sprintf("%s %#v", what, e.goType(t))
	if h := e.helperByKey[key]; h != nil {
		return h.name
	}
	h := &helper{name: e.top.name(what + e.typeName(t))}
	e.helperByKey[key] = h
	h.code = build(h.name) // may ask for others, which come first
	e.helpers = append(e.helpers, h)
	return h.name
}

// parts are the types and Go names of the parts of a tuple or record.
func (e *emitter) parts(t types.Type) ([]types.Type, []string) {
	ts := types.Parts(t)
	names := make([]string, len(ts))
	for i := range ts {
		names[i] = e.fieldName(t, i)
	}
	return ts, names
}

// equal is a == b.
func (e *emitter) equal(t types.Type, a, b goExpr) goExpr {
	t = types.Resolve(t)
	switch t {
	case types.Float:
		return call(jen.Qual(fnPath, "EqualFloat"), a.code, b.code)
	case types.Bytes:
		return call(jen.Qual("bytes", "Equal"), a.code, b.code)
	}
	if comparable(t) {
		return binary("==", a, b)
	}
	name := e.helperFor("equal", t, func(name string) *jen.Statement { return e.equalFunc(name, t) })
	return call(jen.Id(name), a.code, b.code)
}

// comparable reports whether Go's == is the language's.
func comparable(t types.Type) bool {
	switch t := types.Resolve(t).(type) {
	case types.Basic:
		return t != types.Float && t != types.Bytes
	case *types.Tuple, *types.Record, *types.Optional:
		for _, p := range types.Parts(t) {
			if !comparable(p) {
				return false
			}
		}
		return true
	}
	return false
}

func (e *emitter) equalFunc(name string, t types.Type) *jen.Statement {
	f := jen.Commentf("%s reports whether two values are equal.", name).Line()
	f.Func().Id(name).Params(jen.List(jen.Id("a"), jen.Id("b")).Add(e.goType(t))).Bool()
	at := func(side, field string) goExpr { return operand(jen.Id(side).Dot(field)) }
	index := func(side, field string) goExpr {
		x := jen.Id(side)
		if field != "" {
			x.Dot(field)
		}
		return operand(x.Index(jen.Id("i")))
	}
	lists := func(field string, elem types.Type) *jen.Statement {
		return f.BlockFunc(func(g *jen.Group) {
			a, b := listOf("a", field), listOf("b", field)
			g.If(jen.Len(a).Op("!=").Len(b)).Block(jen.Return(jen.False()))
			g.For(jen.Id("i").Op(":=").Range().Add(listOf("a", field))).Block(
				jen.If(not(e.equal(elem, index("a", field), index("b", field))).code).Block(jen.Return(jen.False())))
			g.Return(jen.True())
		})
	}
	switch t := types.Resolve(t).(type) {
	case *types.List:
		return lists("", t.Elem)
	case *types.Set:
		return lists("Elems", t.Elem)
	case *types.Map:
		return lists("Entries", mapEntry(t))
	case *types.Optional:
		same := binary("==", at("a", "OK"), at("b", "OK"))
		value := binary("||", not(at("a", "OK")), e.equal(t.Elem, at("a", "Value"), at("b", "Value")))
		return f.Block(jen.Return(binary("&&", same, value).code))
	}
	ts, names := e.parts(t)
	all := e.equal(ts[0], at("a", names[0]), at("b", names[0]))
	for i := range ts[1:] {
		all = binary("&&", all, e.equal(ts[i+1], at("a", names[i+1]), at("b", names[i+1])))
	}
	return f.Block(jen.Return(all.code))
}

func listOf(side, field string) *jen.Statement {
	if field == "" {
		return jen.Id(side)
	}
	return jen.Id(side).Dot(field)
}

func mapEntry(t *types.Map) types.Type { return &types.Tuple{Elems: []types.Type{t.Key, t.Value}} }

// compare is the order of a and b as an int.
func (e *emitter) compare(t types.Type, a, b *jen.Statement) *jen.Statement {
	return e.compareFn(t).Call(a, b)
}

// compareFn is the function that orders values of t.
func (e *emitter) compareFn(t types.Type) *jen.Statement {
	t = types.Resolve(t)
	switch t {
	case types.Int:
		return jen.Qual(fnPath, "CompareInt")
	case types.Float:
		return jen.Qual(fnPath, "CompareFloat")
	case types.Bool:
		return jen.Qual(fnPath, "CompareBool")
	case types.String:
		return jen.Qual(fnPath, "CompareString")
	case types.Bytes:
		return jen.Qual("bytes", "Compare")
	}
	return jen.Id(e.helperFor("compare", t, func(name string) *jen.Statement { return e.compareFunc(name, t) }))
}

func (e *emitter) compareFunc(name string, t types.Type) *jen.Statement {
	f := jen.Commentf("%s orders two values.", name).Line()
	f.Func().Id(name).Params(jen.List(jen.Id("a"), jen.Id("b")).Add(e.goType(t))).Int()
	unlessZero := func(c *jen.Statement) *jen.Statement {
		return jen.If(jen.Id("c").Op(":=").Add(c), jen.Id("c").Op("!=").Lit(0)).Block(jen.Return(jen.Id("c")))
	}
	switch t := types.Resolve(t).(type) {
	case types.Basic: // time, duration
		return f.Block(jen.Return(jen.Qual(fnPath, "CompareInt").Call(jen.Int64().Call(jen.Id("a")), jen.Int64().Call(jen.Id("b")))))
	case *types.List:
		return f.Block(
			jen.For(jen.Id("i").Op(":=").Range().Min(jen.Len(jen.Id("a")), jen.Len(jen.Id("b")))).Block(
				unlessZero(e.compare(t.Elem, jen.Id("a").Index(jen.Id("i")), jen.Id("b").Index(jen.Id("i"))))),
			jen.Return(jen.Len(jen.Id("a")).Op("-").Len(jen.Id("b"))))
	case *types.Optional:
		return f.Block(
			jen.If(jen.Op("!").Id("a").Dot("OK").Op("||").Op("!").Id("b").Dot("OK")).Block(
				jen.Return(jen.Qual(fnPath, "CompareBool").Call(jen.Id("a").Dot("OK"), jen.Id("b").Dot("OK")))),
			jen.Return(e.compare(t.Elem, jen.Id("a").Dot("Value"), jen.Id("b").Dot("Value"))))
	case *types.Tuple, *types.Record:
		ts, names := e.parts(t)
		return f.BlockFunc(func(g *jen.Group) {
			for i, part := range ts {
				c := e.compare(part, jen.Id("a").Dot(names[i]), jen.Id("b").Dot(names[i]))
				if i == len(ts)-1 {
					g.Return(c)
				} else {
					g.Add(unlessZero(c))
				}
			}
		})
	}
	panic(fmt.Sprintf("emit: no order of %s", t))
}

// appendKey is dst with the key bytes of v. last says that nothing follows in the key.
func (e *emitter) appendKey(t types.Type, dst, v *jen.Statement, last *jen.Statement) *jen.Statement {
	t = types.Resolve(t)
	switch t {
	case types.Int:
		return jen.Qual(fnPath, "AppendKeyInt").Call(dst, v)
	case types.Time, types.Duration:
		return jen.Qual(fnPath, "AppendKeyInt").Call(dst, jen.Int64().Call(v))
	case types.Float:
		return jen.Qual(fnPath, "AppendKeyFloat").Call(dst, v)
	case types.Bool:
		return jen.Qual(fnPath, "AppendKeyBool").Call(dst, v)
	case types.String:
		return jen.Qual(fnPath, "AppendKeyString").Call(dst, v, last)
	case types.Bytes:
		return jen.Qual(fnPath, "AppendKeyString").Call(dst, jen.String().Call(v), last)
	}
	name := e.helperFor("appendKey", t, func(name string) *jen.Statement { return e.appendKeyFunc(name, t) })
	if !keyNeedsLast(t) {
		return jen.Id(name).Call(dst, v)
	}
	return jen.Id(name).Call(dst, v, last)
}

// keyNeedsLast reports whether the key bytes of t depend on what follows: its last part is a text.
func keyNeedsLast(t types.Type) bool {
	switch t := types.Resolve(t).(type) {
	case types.Basic:
		return t == types.String || t == types.Bytes
	case *types.Optional:
		return keyNeedsLast(t.Elem)
	case *types.Tuple, *types.Record:
		ts := types.Parts(t)
		return keyNeedsLast(ts[len(ts)-1])
	}
	return false
}

func (e *emitter) appendKeyFunc(name string, t types.Type) *jen.Statement {
	f := jen.Commentf("%s appends the key bytes of v.", name).Line()
	params := []jen.Code{jen.Id("key").Index().Byte(), jen.Id("v").Add(e.goType(t))}
	if keyNeedsLast(t) {
		params = append(params, jen.Id("last").Bool())
	}
	f.Func().Id(name).Params(params...).Index().Byte()
	key := func() *jen.Statement { return jen.Id("key") }
	switch t := types.Resolve(t).(type) {
	case *types.List:
		return f.Block(
			jen.For(jen.List(jen.Id("_"), jen.Id("elem")).Op(":=").Range().Id("v")).Block(
				key().Op("=").Add(e.appendKey(t.Elem, jen.Append(key(), jen.Lit(1)), jen.Id("elem"), jen.False()))),
			jen.Return(jen.Append(key(), jen.Lit(0))))
	case *types.Optional:
		return f.Block(
			jen.If(jen.Op("!").Id("v").Dot("OK")).Block(jen.Return(jen.Append(key(), jen.Lit(0)))),
			jen.Return(e.appendKey(t.Elem, jen.Append(key(), jen.Lit(1)), jen.Id("v").Dot("Value"), jen.Id("last"))))
	}
	ts, names := e.parts(t)
	return f.BlockFunc(func(g *jen.Group) {
		for i, part := range ts {
			v := jen.Id("v").Dot(names[i])
			if i == len(ts)-1 {
				g.Return(e.appendKey(part, key(), v, jen.Id("last")))
			} else {
				g.Add(key().Op("=").Add(e.appendKey(part, key(), v, jen.False())))
			}
		}
	})
}

// own is v as a value that shares no text with a block. This is the one place where a value leaves a chain.
func (e *emitter) own(t types.Type, v goExpr) goExpr {
	t = types.Resolve(t)
	switch {
	case !holdsText(t) || v.owned:
		return v
	case t == types.Type(types.String):
		return call(jen.Qual("strings", "Clone"), v.code)
	case t == types.Type(types.Bytes):
		return call(jen.Qual("bytes", "Clone"), v.code)
	}
	name := e.helperFor("own", t, func(name string) *jen.Statement { return e.ownFunc(name, t) })
	return call(jen.Id(name), v.code)
}

func (e *emitter) ownFunc(name string, t types.Type) *jen.Statement {
	f := jen.Commentf("%s is v without views of a block.", name).Line()
	f.Func().Id(name).Params(jen.Id("v").Add(e.goType(t))).Add(e.goType(t))
	ownList := func(list *jen.Statement, elem types.Type) *jen.Statement {
		return jen.For(jen.List(jen.Id("i"), jen.Id("elem")).Op(":=").Range().Add(list)).Block(
			jen.Id("owned").Index(jen.Id("i")).Op("=").Add(e.own(elem, operand(jen.Id("elem"))).code))
	}
	slice := func(elem types.Type, list *jen.Statement) *jen.Statement {
		return jen.Id("owned").Op(":=").Make(jen.Index().Add(e.goType(elem)), jen.Len(list))
	}
	switch t := types.Resolve(t).(type) {
	case *types.List:
		return f.Block(slice(t.Elem, jen.Id("v")), ownList(jen.Id("v"), t.Elem), jen.Return(jen.Id("owned")))
	case *types.Set:
		return f.Block(slice(t.Elem, jen.Id("v").Dot("Elems")), ownList(jen.Id("v").Dot("Elems"), t.Elem),
			jen.Return(e.goType(t).Values(jen.Id("Elems").Op(":").Id("owned"))))
	case *types.Map:
		entry := mapEntry(t)
		return f.Block(slice(entry, jen.Id("v").Dot("Entries")), ownList(jen.Id("v").Dot("Entries"), entry),
			jen.Return(e.goType(t).Values(jen.Id("Entries").Op(":").Id("owned"))))
	case *types.Optional:
		return f.Block(jen.Id("v").Dot("Value").Op("=").Add(e.own(t.Elem, operand(jen.Id("v").Dot("Value"))).code), jen.Return(jen.Id("v")))
	}
	ts, names := e.parts(t)
	return f.BlockFunc(func(g *jen.Group) {
		for i, part := range ts {
			if holdsText(part) {
				g.Id("v").Dot(names[i]).Op("=").Add(e.own(part, operand(jen.Id("v").Dot(names[i]))).code)
			}
		}
		g.Return(jen.Id("v"))
	})
}
