package emit

import (
	"fmt"
	gotypes "go/types"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// The border to Go functions of the user. Basic values are converted where they stand, others by a function of the package per pair of types. What check said to fit
// together (check/gotype.go) is converted here.

// toGo is the value v of type t as the Go type g. Lists are copied: a Go function may change what it gets.
func (c *code) toGo(t types.Type, g gotypes.Type, v goExpr) goExpr {
	t = types.Resolve(t)
	if b, ok := t.(types.Basic); ok {
		switch b {
		case types.Time:
			return operand(jen.Qual("time", "Unix").Call(jen.Lit(0), jen.Int64().Call(v.code)).Dot("UTC").Call())
		case types.Bytes:
			return call(jen.Qual("bytes", "Clone"), v.code)
		}
		return asGo(t, g, v)
	}
	h := c.fn.e.borderFor("go", t, g, func(inner *code, v goExpr) { inner.convertParts(t, g, v, true, nil) }, jenType(g), c.fn.e.goType(t), false)
	return call(c.borderCall(h), v.code)
}

// fromGo is the value v of the Go type g as type t; a time that the language does not have leaves with a fault at the place of x.
func (c *code) fromGo(t types.Type, g gotypes.Type, v goExpr, x plan.Expr) goExpr {
	t = types.Resolve(t)
	if b, ok := t.(types.Basic); ok {
		return c.basicFromGo(b, g, v, x)
	}
	fails := holdsTime(t)
	h := c.fn.e.borderFor("fromGo", t, g, func(inner *code, v goExpr) { inner.convertParts(t, g, v, false, x) }, c.fn.e.goType(t), jenType(g), fails)
	called := c.borderCall(h).Call(v.code)
	if fails {
		out := c.faulty("value", called, false, x.Pos())
		out.owned = true
		return out
	}
	out := operand(called)
	out.owned = true
	return out
}

func (c *code) basicFromGo(t types.Basic, g gotypes.Type, v goExpr, x plan.Expr) goExpr {
	var out goExpr
	switch t {
	case types.Time:
		out = c.faulty("at", jen.Qual(fnPath, "TimeOfGo").Call(v.code), false, x.Pos())
	case types.Duration:
		out = call(jen.Qual(fnPath, "Duration"), v.code)
	case types.Bytes:
		out = call(jen.Qual("bytes", "Clone"), v.code)
	case types.String, types.Secret:
		text := v
		if !isPlain(g) {
			text = call(jen.String(), v.code)
		}
		out = operand(jen.Qual("strings", "ToValidUTF8").Call(text.code, jen.Lit("\uFFFD")))
	default:
		out = v
		if !isPlain(g) || gotypes.Unalias(g).(*gotypes.Basic).Name() != fmt.Sprintf("%#v", basicType(t)) {
			out = call(basicType(t), v.code)
		}
	}
	out.owned = true
	return out
}

// isPlain reports whether g is a basic type without a name of its own.
func isPlain(g gotypes.Type) bool {
	_, ok := gotypes.Unalias(g).(*gotypes.Basic)
	return ok
}

// asGo converts where Go has another type than the language's.
func asGo(t types.Type, g gotypes.Type, v goExpr) goExpr {
	code := fmt.Sprintf("%#v", jenType(g))
	if code == fmt.Sprintf("%#v", basicType(t.(types.Basic))) {
		return v
	}
	return call(jenType(g), v.code)
}

// jenType is a Go type as code.
func jenType(g gotypes.Type) *jen.Statement {
	switch g := gotypes.Unalias(g).(type) {
	case *gotypes.Basic:
		return jen.Id(g.Name())
	case *gotypes.Slice:
		return jen.Index().Add(jenType(g.Elem()))
	case *gotypes.Map:
		return jen.Map(jenType(g.Key())).Add(jenType(g.Elem()))
	case *gotypes.Struct:
		return jen.Struct()
	case *gotypes.Named:
		path := g.Obj().Pkg().Path()
		if path == fnPath {
			path = rtPath // it has the same types under the same names
		}
		out := jen.Qual(path, g.Obj().Name())
		if n := g.TypeArgs().Len(); n > 0 {
			args := make([]jen.Code, n)
			for i := range n {
				args[i] = jenType(g.TypeArgs().At(i))
			}
			out.Types(args...)
		}
		return out
	}
	panic(fmt.Sprintf("emit: no case for the Go type %s", g))
}

// border is a function that converts.
type border struct {
	name   string
	method bool
}

// borderFor emits the function that converts t to or from g, once.
func (e *emitter) borderFor(what string, t types.Type, g gotypes.Type, build func(c *code, v goExpr), result, param *jen.Statement, fails bool) *border {
	key := what + " " + fmt.Sprintf("%#v", e.goType(t)) + " " + gotypes.TypeString(g, nil)
	if b := e.borders[key]; b != nil {
		return b
	}
	f := e.newFunction(env{}, "v", "out", "i", "x", "key", "value")
	f.fault = func(c *code, fault *jen.Statement) {
		c.add(jen.Return(e.zero(t), fault))
		c.done = true
	}
	f.ret = func(c *code, v goExpr) {
		if fails {
			c.add(jen.Return(v.code, jen.Nil()))
		} else {
			c.add(jen.Return(v.code))
		}
		c.done = true
	}
	c := &code{fn: f}
	build(c, name("v"))
	b := &border{method: f.used.receiver}
	decl := jen.Func()
	if b.method {
		b.name = e.members.name(what + e.typeName(t))
		decl.Params(jen.Id("p").Op("*").Id("Pipeline"))
	} else {
		b.name = e.top.name(what + e.typeName(t))
	}
	if fails {
		result = jen.Params(result, jen.Op("*").Qual(fnPath, "Fault"))
	}
	doc := map[string]string{"go": " gives a value as Go functions of the user have it.", "fromGo": " takes over a value of a Go function of the user."}[what]
	decl.Id(b.name).Params(jen.Id("v").Add(param)).Add(result).Block(c.out...)
	e.decls = append(e.decls, jen.Comment(b.name+doc).Line().Add(decl))
	if e.borders == nil {
		e.borders = map[string]*border{}
	}
	e.borders[key] = b
	return b
}

func (c *code) borderCall(b *border) *jen.Statement {
	if b.method {
		return c.pipeline().Dot(b.name)
	}
	return jen.Id(b.name)
}

// convertParts writes the body of a function that converts v, of type t or g, and returns the other.
func (c *code) convertParts(t types.Type, g gotypes.Type, v goExpr, out bool, x plan.Expr) {
	part := func(inner *code, t types.Type, g gotypes.Type, v goExpr) goExpr {
		if out {
			return inner.toGo(t, g, v)
		}
		return inner.fromGo(t, g, v, x)
	}
	g = gotypes.Unalias(g)
	switch t := t.(type) {
	case *types.List:
		c.convertList(t, g.Underlying().(*gotypes.Slice), g, out, part)
	case *types.Map:
		c.convertMap(t, g.Underlying().(*gotypes.Map), g, out, part)
	case *types.Set:
		c.convertSet(t, g.Underlying().(*gotypes.Map), g, out, part)
	case *types.Optional:
		c.convertOpt(t, g.(*gotypes.Named), out, part)
	case *types.Tuple, *types.Record:
		c.convertStruct(t, g, v, out, part)
	default:
		panic(fmt.Sprintf("emit: no case for %s at the border to Go", t))
	}
}

type convertPart func(c *code, t types.Type, g gotypes.Type, v goExpr) goExpr

func (c *code) convertList(t *types.List, s *gotypes.Slice, g gotypes.Type, out bool, part convertPart) {
	made := jenType(g)
	if !out {
		made = c.fn.e.goType(t)
	}
	c.add(jen.Id("out").Op(":=").Make(made, jen.Len(jen.Id("v"))))
	body := c.loop(func(inner *code) {
		elem := part(inner, t.Elem, s.Elem(), name("x"))
		inner.add(jen.Id("out").Index(jen.Id("i")).Op("=").Add(elem.code))
	})
	c.add(jen.For(jen.List(jen.Id("i"), jen.Id("x")).Op(":=").Range().Id("v")).Block(body...))
	c.fn.ret(c, name("out"))
}

func (c *code) convertMap(t *types.Map, m *gotypes.Map, g gotypes.Type, out bool, part convertPart) {
	e := c.fn.e
	if out {
		c.add(jen.Id("out").Op(":=").Make(jenType(g), jen.Len(jen.Id("v").Dot("Entries"))))
		body := c.loop(func(inner *code) {
			key, value := part(inner, t.Key, m.Key(), name("x").dot("Key")), part(inner, t.Value, m.Elem(), name("x").dot("Value"))
			inner.add(jen.Id("out").Index(key.code).Op("=").Add(value.code))
		})
		c.add(jen.For(jen.List(jen.Id("_"), jen.Id("x")).Op(":=").Range().Id("v").Dot("Entries")).Block(body...))
		c.fn.ret(c, name("out"))
		return
	}
	entries := jen.Index().Add(e.goType(mapEntry(t)))
	c.add(jen.Id("out").Op(":=").Make(entries, jen.Lit(0), jen.Len(jen.Id("v"))))
	body := c.loop(func(inner *code) {
		key, value := part(inner, t.Key, m.Key(), name("key")), part(inner, t.Value, m.Elem(), name("value"))
		pair := e.goType(mapEntry(t)).Values(jen.Id("Key").Op(":").Add(key.code), jen.Id("Value").Op(":").Add(value.code))
		inner.add(jen.Id("out").Op("=").Append(jen.Id("out"), pair))
	})
	c.add(jen.For(jen.List(jen.Id("key"), jen.Id("value")).Op(":=").Range().Id("v")).Block(body...))
	c.fn.ret(c, call(jen.Qual(fnPath, "MapFrom"), c.descriptor(t.Key), jen.Id("out")))
}

func (c *code) convertSet(t *types.Set, m *gotypes.Map, g gotypes.Type, out bool, part convertPart) {
	e := c.fn.e
	if out {
		c.add(jen.Id("out").Op(":=").Make(jenType(g), jen.Len(jen.Id("v").Dot("Elems"))))
		body := c.loop(func(inner *code) {
			elem := part(inner, t.Elem, m.Key(), name("x"))
			inner.add(jen.Id("out").Index(elem.code).Op("=").Add(jenType(m.Elem()).Values()))
		})
		c.add(jen.For(jen.List(jen.Id("_"), jen.Id("x")).Op(":=").Range().Id("v").Dot("Elems")).Block(body...))
		c.fn.ret(c, name("out"))
		return
	}
	c.add(jen.Id("out").Op(":=").Make(jen.Index().Add(e.goType(t.Elem)), jen.Lit(0), jen.Len(jen.Id("v"))))
	body := c.loop(func(inner *code) {
		elem := part(inner, t.Elem, m.Key(), name("x"))
		inner.add(jen.Id("out").Op("=").Append(jen.Id("out"), elem.code))
	})
	c.add(jen.For(jen.Id("x").Op(":=").Range().Id("v")).Block(body...))
	c.fn.ret(c, call(jen.Qual(fnPath, "ToSet"), c.descriptor(t.Elem), jen.Id("out")))
}

func (c *code) convertOpt(t *types.Optional, g *gotypes.Named, out bool, part convertPart) {
	result := jenType(g)
	if !out {
		result = c.fn.e.goType(t)
	}
	c.add(jen.Var().Id("out").Add(result))
	body, _ := c.block(func(inner *code) {
		value := part(inner, t.Elem, g.TypeArgs().At(0), name("v").dot("Value"))
		inner.add(jen.List(jen.Id("out").Dot("Value"), jen.Id("out").Dot("OK")).Op("=").List(value.code, jen.True()))
	})
	c.add(jen.If(jen.Id("v").Dot("OK")).Block(body...))
	c.fn.ret(c, name("out"))
}

// convertStruct converts a tuple or record field by field.
func (c *code) convertStruct(t types.Type, g gotypes.Type, v goExpr, out bool, part convertPart) {
	e := c.fn.e
	fields := make([]jen.Code, 0, len(types.Parts(t)))
	for i, p := range types.Parts(t) {
		ours := e.fieldName(t, i)
		theirs, goPart := ours, gotypes.Type(nil)
		if r, ok := t.(*types.Record); ok {
			f := types.GoField(g, r.Fields[i].Name)
			theirs, goPart = f.Name(), f.Type()
		} else {
			goPart = g.(*gotypes.Named).TypeArgs().At(i)
		}
		from, to := theirs, ours
		if out {
			from, to = ours, theirs
		}
		fields = append(fields, jen.Id(to).Op(":").Add(part(c, p, goPart, v.dot(from)).code))
	}
	made := e.goType(t)
	if out {
		made = jenType(g)
	}
	c.fn.ret(c, operand(made.Values(fields...)))
}

// holdsTime reports whether values of t hold times.
func holdsTime(t types.Type) bool {
	t = types.Resolve(t)
	if t == types.Type(types.Time) {
		return true
	}
	for _, p := range types.Parts(t) {
		if holdsTime(p) {
			return true
		}
	}
	return false
}
