package emit

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/types"
)

// The packages that emitted code imports beside the standard library, and the names that it calls them by.
const (
	rtPath    = "github.com/streamc-dev/streamc/runtime"
	fnPath    = rtPath + "/fn"
	rePath    = fnPath + "/re"
	tzPath    = fnPath + "/tz"
	scanPath  = rtPath + "/scan"
	tablePath = rtPath + "/table"
)

// importNames are the names of packages in emitted code: no identifier of a program is called so.
var importNames = []string{"rt", "fn", "re", "tz", "scan", "table", "bits", "bytes", "context", "math", "os", "slices", "strconv", "strings", "utf8", "unicode"}

// goType is t as a Go type.
func (e *emitter) goType(t types.Type) *jen.Statement {
	t = types.Resolve(t)
	switch t := t.(type) {
	case types.Basic:
		return basicType(t)
	case *types.List:
		return jen.Index().Add(e.goType(t.Elem))
	case *types.Map:
		return jen.Qual(fnPath, "Map").Types(e.goType(t.Key), e.goType(t.Value))
	case *types.Set:
		return jen.Qual(fnPath, "Set").Types(e.goType(t.Elem))
	case *types.Tuple:
		return jen.Qual(rtPath, tupleName(len(t.Elems))).Types(e.goTypes(t.Elems)...)
	case *types.Record:
		if types.Same(t, types.RowError()) {
			return jen.Qual(rtPath, "RowError")
		}
		return jen.Id(e.record(t).name)
	case *types.Optional:
		return jen.Qual(rtPath, "Opt").Types(e.goType(t.Elem))
	case *types.State:
		return jen.Op("*").Qual(rtPath, "State").Types(e.goType(t.Elem))
	case *types.Dataset:
		return jen.Op("*").Qual(rtPath, "Data").Types(e.goType(t.Row))
	case *types.Func:
		params := make([]jen.Code, len(t.Params))
		for i, p := range t.Params {
			params[i] = e.goType(p)
		}
		return jen.Func().Params(params...).Add(e.resultType(t.Result, false))
	}
	panic(fmt.Sprintf("emit: no case for type %T %s", t, t))
}

func (e *emitter) goTypes(ts []types.Type) []jen.Code {
	out := make([]jen.Code, len(ts))
	for i, t := range ts {
		out[i] = e.goType(t)
	}
	return out
}

func basicType(t types.Basic) *jen.Statement {
	switch t {
	case types.Int:
		return jen.Int64()
	case types.Float:
		return jen.Float64()
	case types.Bool:
		return jen.Bool()
	case types.String, types.Secret:
		return jen.String()
	case types.Bytes:
		return jen.Index().Byte()
	case types.Time:
		return jen.Qual(fnPath, "Time")
	case types.Duration:
		return jen.Qual(fnPath, "Duration")
	case types.Connection:
		return jen.Op("*").Qual(rtPath, "Connection")
	case types.Unit, types.Never, types.None:
		return jen.Struct()
	}
	panic(fmt.Sprintf("emit: no Go type for %s", t))
}

// resultType is the result of a function that gives a t: nothing for an effect, and a fault when it fails.
func (e *emitter) resultType(t types.Type, fails bool) *jen.Statement {
	fault := jen.Op("*").Qual(fnPath, "Fault")
	switch {
	case isUnit(t) && fails:
		return fault
	case isUnit(t):
		return jen.Null()
	case fails:
		return jen.Params(e.goType(t), fault)
	}
	return e.goType(t)
}

func isUnit(t types.Type) bool {
	t = types.Resolve(t)
	return t == types.Type(types.Unit) || t == types.Type(types.Never)
}

func tupleName(n int) string {
	if n == 2 {
		return "Pair"
	}
	return "Tuple" + strconv.Itoa(n)
}

// tupleField is the Go name of part i of an n-tuple.
func tupleField(n, i int) string {
	if n != 2 {
		return "V" + strconv.Itoa(i+1)
	}
	return [...]string{"Key", "Value"}[i]
}

// fieldName is the Go name of part i of a tuple or record.
func (e *emitter) fieldName(t types.Type, i int) string {
	switch t := types.Resolve(t).(type) {
	case *types.Tuple:
		return tupleField(len(t.Elems), i)
	case *types.Record:
		return e.record(t).fields[i]
	}
	panic(fmt.Sprintf("emit: no field in %s", t))
}

func (e *emitter) zeroOrNothing(t types.Type) *jen.Statement {
	if isUnit(t) {
		return jen.Null()
	}
	return e.zero(t)
}

// zero is the zero value of t.
func (e *emitter) zero(t types.Type) *jen.Statement {
	t = types.Resolve(t)
	switch t := t.(type) {
	case types.Basic:
		switch t {
		case types.Int, types.Float, types.Time, types.Duration:
			return jen.Lit(0)
		case types.Bool:
			return jen.False()
		case types.String, types.Secret:
			return jen.Lit("")
		case types.Bytes, types.Connection:
			return jen.Nil()
		}
	case *types.List, *types.Dataset, *types.State, *types.Func:
		return jen.Nil()
	}
	return e.goType(t).Values()
}

// record is what is emitted for one record shape.
type record struct {
	typ    *types.Record
	name   string
	fields []string
}

// record gives the struct of a shape, named after its first declaration; a shape without a name is called after its fields.
func (e *emitter) record(t *types.Record) *record {
	for _, r := range e.records {
		if types.Same(r.typ, t) {
			return r
		}
	}
	r := &record{typ: t, name: e.top.name(exported(recordName(t)))}
	e.records = append(e.records, r)
	fields := newScope(nil)
	for _, f := range t.Fields {
		r.fields = append(r.fields, fields.name(exported(f.Name)))
	}
	return r
}

func recordName(t *types.Record) string {
	if t.Name != "" {
		return t.Name
	}
	name := ""
	for _, f := range t.Fields[:min(len(t.Fields), 3)] {
		name += exported(f.Name)
	}
	return name + "Row"
}

// typeName is t in the names of functions: StringInt for (string, int).
func (e *emitter) typeName(t types.Type) string {
	t = types.Resolve(t)
	switch t := t.(type) {
	case *types.List:
		return "ListOf" + e.typeName(t.Elem)
	case *types.Map:
		return "MapOf" + e.typeName(t.Key) + e.typeName(t.Value)
	case *types.Set:
		return "SetOf" + e.typeName(t.Elem)
	case *types.Optional:
		return "Opt" + e.typeName(t.Elem)
	case *types.Tuple:
		name := tupleName(len(t.Elems))
		for _, elem := range t.Elems {
			name += e.typeName(elem)
		}
		return name
	case *types.Record:
		return e.record(t).name
	}
	return exported(strings.ReplaceAll(t.String(), " ", ""))
}

// holdsText reports whether values of t hold strings or bytes, which may be views of a block.
func holdsText(t types.Type) bool {
	t = types.Resolve(t)
	if t == types.Type(types.String) || t == types.Type(types.Bytes) || t == types.Type(types.Secret) {
		return true
	}
	for _, p := range types.Parts(t) {
		if holdsText(p) {
			return true
		}
	}
	return false
}
