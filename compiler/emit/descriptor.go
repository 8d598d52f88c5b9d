package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/types"
)

// descriptor is the *fn.Type of t in the function that is written.
func (c *code) descriptor(t types.Type) *jen.Statement {
	if d := basicDescriptor(t); d != nil {
		return d
	}
	return c.pipeline().Dot(c.fn.e.typeField(t))
}

// newDescriptor is the *fn.Type of t in New: what is made of parts is made in place, records are fields of the pipeline.
func (e *emitter) newDescriptor(t types.Type) *jen.Statement {
	t = types.Resolve(t)
	if d := basicDescriptor(t); d != nil {
		return d
	}
	if r, ok := t.(*types.Record); ok && !types.Same(r, types.RowError()) {
		return jen.Id("p").Dot(e.typeField(t))
	}
	return e.composite(t)
}

func basicDescriptor(t types.Type) *jen.Statement {
	names := map[types.Type]string{types.Int: "Int", types.Float: "Float", types.Bool: "Bool", types.String: "String", types.Secret: "String", types.Bytes: "Bytes",
		types.Time: "TimeType", types.Duration: "DurationType"}
	if b, ok := types.Resolve(t).(types.Basic); ok {
		if n, ok := names[b]; ok {
			return jen.Qual(fnPath, n)
		}
		panic(fmt.Sprintf("emit: no descriptor of %s", b))
	}
	return nil
}

// composite makes a descriptor of those of its parts.
func (e *emitter) composite(t types.Type) *jen.Statement {
	parts := func(ts ...types.Type) []jen.Code {
		out := make([]jen.Code, len(ts))
		for i, t := range ts {
			out[i] = e.newDescriptor(t)
		}
		return out
	}
	switch t := types.Resolve(t).(type) {
	case *types.List:
		return jen.Qual(fnPath, "ListOf").Call(parts(t.Elem)...)
	case *types.Set:
		return jen.Qual(fnPath, "SetOf").Call(parts(t.Elem)...)
	case *types.Optional:
		return jen.Qual(fnPath, "OptOf").Call(parts(t.Elem)...)
	case *types.Map:
		return jen.Qual(fnPath, "MapOf").Call(parts(t.Key, t.Value)...)
	case *types.Tuple:
		return jen.Qual(fnPath, tupleName(len(t.Elems))+"Of").Call(parts(t.Elems...)...)
	case *types.Record:
		return e.recordDescriptor(t)
	}
	panic(fmt.Sprintf("emit: no descriptor of %s", t))
}

func (e *emitter) recordDescriptor(t *types.Record) *jen.Statement {
	if types.Same(t, types.RowError()) {
		return jen.Qual(rtPath, "RowErrorType").Call()
	}
	r := e.record(t)
	args := []jen.Code{jen.Lit(t.Name)}
	for i, f := range t.Fields {
		get := jen.Func().Params(jen.Id("r").Op("*").Id(r.name)).Op("*").Add(e.goType(f.Type)).Block(jen.Return(jen.Op("&").Id("r").Dot(r.fields[i])))
		field := jen.Line().Qual(fnPath, "Field").Call(jen.Lit(f.Name), e.newDescriptor(f.Type), get)
		if f.Outside != "" {
			field.Dot("Outside").Call(jen.Lit(f.Outside))
		}
		if f.HasDefault {
			field.Dot("Default").Call(e.dynamic(f.Type, f.Default))
		}
		args = append(args, field)
	}
	return jen.Qual(fnPath, "RecordOf").Call(append(args, jen.Line())...)
}

// dynamic is a constant in the dynamic form of package fn.
func (e *emitter) dynamic(t types.Type, v any) *jen.Statement {
	switch v := v.(type) {
	case nil:
		return jen.Nil()
	case int64:
		return jen.Int64().Call(jen.Lit(int(v)))
	case float64:
		return jen.Float64().Call(e.float(v).code)
	case []any, bool, string, []byte:
		list, ok := v.([]any)
		if !ok {
			return e.constant(t, v).code
		}
		elems := make([]jen.Code, len(list))
		for i, x := range list {
			elems[i] = e.dynamic(partType(t, i), x)
		}
		return jen.Index().Any().Values(elems...)
	}
	if opt, ok := types.Resolve(t).(*types.Optional); ok {
		t = opt.Elem
	}
	return e.newDescriptor(t).Dot("Box").Call(e.constant(t, v).code)
}

// partType is the type of element i of a list, tuple or record.
func partType(t types.Type, i int) types.Type {
	if opt, ok := types.Resolve(t).(*types.Optional); ok {
		t = opt.Elem
	}
	parts := types.Parts(types.Resolve(t))
	if len(parts) == 1 {
		return parts[0]
	}
	return parts[i]
}

// typeField is the field of the pipeline that holds the descriptor of t.
func (e *emitter) typeField(t types.Type) string {
	key := fmt.Sprintf("%#v", e.goType(t))
	if n, ok := e.typeFields[key]; ok {
		return n
	}
	value := e.composite(t) // fields of its parts come first
	n := e.members.name(unexported(e.typeName(t)) + "Type")
	e.typeFields[key] = n
	e.fields = append(e.fields, field{n, jen.Op("*").Qual(fnPath, "Type").Types(e.goType(t)), nil})
	e.typeLines = append(e.typeLines, jen.Id("p").Dot(n).Op("=").Add(value))
	return n
}
