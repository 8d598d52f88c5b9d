package check

import (
	"fmt"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// typeOf is the type that t spells; Error when it was reported.
func (c *checker) typeOf(t dsl.Type) types.Type {
	switch t := t.(type) {
	case *dsl.NamedType:
		return c.namedType(t)
	case *dsl.ListType:
		return storable(c, t.Elem.Pos(), c.typeOf(t.Elem), "list", func(e types.Type) types.Type { return &types.List{Elem: e} })
	case *dsl.TupleType:
		if len(t.Elems) > maxTuple {
			c.report(wideTuple(t.Span, len(t.Elems)))
			return types.Error
		}
		out := &types.Tuple{}
		for _, e := range t.Elems {
			out.Elems = append(out.Elems, c.typeOf(e))
		}
		if len(out.Elems) == 1 {
			return out.Elems[0]
		}
		return whole(out)
	case *dsl.RecordType:
		return c.recordType(t)
	case *dsl.OptionalType:
		return c.optionalType(t.Span, c.typeOf(t.Elem))
	}
	panic(fmt.Sprintf("check: no case for %T", t))
}

// whole is t, or Error when a part of it is.
func whole(t types.Type) types.Type {
	for _, p := range types.Parts(t) {
		if p == types.Error {
			return types.Error
		}
	}
	return t
}

func storable(c *checker, at diag.Span, elem types.Type, what string, make func(types.Type) types.Type) types.Type {
	if elem == types.Error {
		return elem
	}
	if !types.Storable(elem) {
		c.report(notStorable(at, elem, what))
		return types.Error
	}
	return make(elem)
}

func (c *checker) optionalType(at diag.Span, t types.Type) types.Type {
	if _, twice := t.(*types.Optional); twice {
		c.report(optionalTwice(at, t))
		return types.Error
	}
	return storable(c, at, t, "optional", func(e types.Type) types.Type { return types.Opt(e) })
}

func (c *checker) recordType(t *dsl.RecordType) types.Type {
	r := &types.Record{}
	wrong := false
	for _, f := range t.Fields {
		if fieldIndex(r, f.Name.Text) >= 0 {
			c.report(fieldTwice(f.Name))
			wrong = true
			continue
		}
		ft := c.typeOf(f.Type)
		if ft != types.Error && !types.Storable(ft) {
			c.report(notStorable(f.Type.Pos(), ft, "record"))
			ft = types.Error
		}
		out := types.Field{Name: f.Name.Text, Type: ft}
		if f.Outside != nil {
			out.Outside, _ = plainText(f.Outside)
		}
		if f.Default != nil && ft != types.Error {
			k, ok := c.constantAs(f.Default, ft)
			if !ok {
				ft = types.Error
			} else {
				out.HasDefault, out.Default = true, k.Value
			}
		}
		wrong = wrong || ft == types.Error
		r.Fields = append(r.Fields, out)
	}
	if wrong {
		return types.Error
	}
	return r
}

// plainText is the text of a literal without interpolations.
// PlainText is the text of a string literal without parts to compute.
func PlainText(e *dsl.StringLit) (string, bool) { return plainText(e) }

func plainText(e *dsl.StringLit) (string, bool) {
	text := ""
	for _, p := range e.Pieces {
		if p.Expr != nil {
			return "", false
		}
		text += p.Text
	}
	return text, true
}

// constantAs checks an expression of constants only and gives its value as a want.
func (c *checker) constantAs(e dsl.Expr, want types.Type) (*plan.Const, bool) {
	x := c.exprAs(e, want, c.top())
	k, ok := x.(*plan.Const)
	if !ok {
		c.report(notConstant(e, ""))
		return nil, false
	}
	return k, !isBad(k)
}

func (c *checker) namedType(t *dsl.NamedType) types.Type {
	if len(t.Path) > 1 {
		if d := c.decls[t.Path[0].Text]; d == nil || !isImport(d) {
			c.report(c.unknownTypeName(t.Path[0].Span, t.Path[0].Text))
		}
		return types.Error
	}
	return c.typeByName(t.Path[0].Text, t.Span, len(t.Args), func(i int) types.Type { return c.typeOf(t.Args[i]) })
}

// typeByName is the type that a word with n arguments spells.
func (c *checker) typeByName(name string, at diag.Span, n int, arg func(int) types.Type) types.Type {
	if d := c.decls[name]; d != nil && n == 0 {
		return c.declaredType(d, at)
	}
	if n == 0 {
		if t, ok := plainTypes[name]; ok {
			if t == types.Decimal {
				c.report(notYet(at, "E0903", "the type decimal"))
				return types.Error
			}
			return t
		}
		if canonical, ok := foreignTypes[name]; ok {
			c.report(unknownType2(at, name, canonical))
			return types.Error
		}
	}
	if canonical, ok := foreignGenerics[name]; ok {
		c.report(unknownType2(at, name, canonical))
		return types.Error
	}
	want, known := arity[name]
	switch {
	case !known:
		c.report(c.unknownTypeName(at, name))
		return types.Error
	case name == "table":
		c.report(notYet(at, "E0902", "tables"))
		return types.Error
	case want != n:
		c.report(typeArguments(at, name, want, n))
		return types.Error
	}
	var args []types.Type
	for i := range n {
		a := arg(i)
		if a == types.Error {
			return a
		}
		if !types.Storable(a) {
			c.report(notStorable(at, a, name))
			return types.Error
		}
		args = append(args, a)
	}
	if (name == "map" || name == "set") && !types.Ordered(args[0]) {
		c.report(notAKey(at, args[0]))
		return types.Error
	}
	return genericType(name, args)
}

// plainTypes are the types that are one word, arity the number of arguments of the others.
var (
	plainTypes = map[string]types.Basic{"int": types.Int, "float": types.Float, "bool": types.Bool, "string": types.String, "bytes": types.Bytes, "time": types.Time,
		"duration": types.Duration, "decimal": types.Decimal, "secret": types.Secret, "connection": types.Connection, "endpoint": types.Endpoint}
	arity = map[string]int{"map": 2, "set": 1, "state": 1, "stream": 1, "table": 1, "dataset": 1}
	// foreignGenerics are the names that other languages have for types with parameters.
	foreignGenerics = map[string]string{"list": "[T]", "List": "[T]", "Seq": "[T]", "Array": "[T]", "array": "[T]", "Vector": "[T]", "tuple": "(A, B)", "Tuple": "(A, B)",
		"Map": "map[K, V]", "dict": "map[K, V]", "Dict": "map[K, V]", "Set": "set[T]", "Option": "T?", "Optional": "T?", "optional": "T?", "DStream": "stream[T]", "RDD": "dataset[T]"}
	// foreignTypes are the names that other languages have for types.
	foreignTypes = map[string]string{"str": "string", "String": "string", "text": "string", "varchar": "string", "integer": "int", "Int": "int", "int64": "int", "long": "int",
		"Long": "int", "bigint": "int", "double": "float", "Double": "float", "float64": "float", "boolean": "bool", "Boolean": "bool", "timestamp": "time", "datetime": "time",
		"timedelta": "duration"}
)

func genericType(name string, args []types.Type) types.Type {
	switch name {
	case "map":
		return &types.Map{Key: args[0], Value: args[1]}
	case "set":
		return &types.Set{Elem: args[0]}
	case "state":
		return &types.State{Elem: args[0]}
	case "stream":
		return &types.Stream{Row: args[0]}
	case "table":
		return &types.Table{Row: args[0]}
	case "dataset":
		return &types.Dataset{Row: args[0]}
	}
	return &types.List{Elem: args[0]}
}

func isImport(d *decl) bool {
	_, ok := d.item.(*dsl.Import)
	return ok
}

func (c *checker) declaredType(d *decl, at diag.Span) types.Type {
	if _, ok := d.item.(*dsl.TypeDecl); !ok {
		c.report(notAType(at, d))
		return types.Error
	}
	c.lookup(d.name.Text, at)
	if d.typ == nil {
		return types.Error
	}
	return d.typ
}

// typeOfExpr reads an argument as a type: `json(Click)`, `input((string, int?))`.
func (c *checker) typeOfExpr(e dsl.Expr) types.Type {
	switch e := e.(type) {
	case *dsl.Ident:
		return c.typeByName(e.Name, e.Span, 0, nil)
	case *dsl.ParenExpr:
		return c.typeOfExpr(e.X)
	case *dsl.OptionalMark:
		return c.optionalType(e.Span, c.typeOfExpr(e.X))
	case *dsl.ListLit:
		if len(e.Elems) == 1 {
			return storable(c, e.Span, c.typeOfExpr(e.Elems[0]), "list", func(t types.Type) types.Type { return &types.List{Elem: t} })
		}
	case *dsl.TupleLit:
		if len(e.Elems) > maxTuple {
			c.report(wideTuple(e.Span, len(e.Elems)))
			return types.Error
		}
		out := &types.Tuple{}
		for _, a := range e.Elems {
			out.Elems = append(out.Elems, c.typeOfExpr(a.Value))
		}
		return whole(out)
	case *dsl.RecordLit:
		r := &types.Record{}
		for _, f := range e.Fields {
			if fieldIndex(r, f.Name.Text) >= 0 {
				c.report(fieldTwice(f.Name))
				return types.Error
			}
			r.Fields = append(r.Fields, types.Field{Name: f.Name.Text, Type: c.typeOfExpr(f.Value)})
		}
		return whole(r)
	case *dsl.Index:
		if id, ok := e.X.(*dsl.Ident); ok {
			return c.typeByName(id.Name, e.Span, len(e.Args), func(i int) types.Type { return c.typeOfExpr(e.Args[i].Value) })
		}
	}
	c.report(wantsType(e.Pos()))
	return types.Error
}
