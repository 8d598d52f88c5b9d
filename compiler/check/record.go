package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// record checks `{name: x, n: 1}`. Where a record type is wanted the fields may come in any order and may be left out; else they make a type of their own.
func (c *checker) record(e *dsl.RecordLit, want types.Type, sc *scope) plan.Expr {
	if o := optionalOf(want); o != nil {
		want = o
	}
	var given []given
	for _, f := range e.Fields {
		given = append(given, givenField(f))
	}
	if r, ok := want.(*types.Record); ok {
		return c.construct(r, given, e.Span, sc)
	}
	t := &types.Record{}
	var fields []plan.Expr
	wrong := false
	for _, g := range given {
		if fieldIndex(t, g.name.Text) >= 0 {
			c.report(fieldTwice(g.name))
			wrong = true
			continue
		}
		x := c.expr(g.value, nil, sc)
		wrong = wrong || isBad(x)
		if !isBad(x) && !types.Storable(x.Type()) {
			c.report(notStorable(g.value.Pos(), x.Type(), "record"))
			wrong = true
		}
		t.Fields = append(t.Fields, types.Field{Name: g.name.Text, Type: x.Type()})
		fields = append(fields, x)
	}
	if wrong {
		return bad(e.Span)
	}
	return literalOf(&plan.Record{Info: plan.Info{T: t, Span: e.Span, Fails: fails(fields...)}, Fields: fields}, fields)
}

// given is a field with the expression that somebody wrote for it.
type given struct {
	name  dsl.Name
	value dsl.Expr
}

func givenField(f *dsl.FieldLit) given { return given{name: f.Name, value: f.Value} }

func fieldIndex(r *types.Record, name string) int {
	for i, f := range r.Fields {
		if f.Name == name {
			return i
		}
	}
	return -1
}

// constructor checks `Seen(n: 1)`. Arguments may stand by position too.
func (c *checker) constructor(e *dsl.Call, r *types.Record, sc *scope) plan.Expr {
	var fields []given
	for i, a := range e.Args {
		name := a.Name
		switch {
		case a.Star || a.As.Text != "":
			c.report(strangeArgument(a))
			return bad(e.Span)
		case name.Text == "" && i < len(r.Fields):
			name = dsl.Name{Span: a.Span, Text: r.Fields[i].Name}
		case name.Text == "":
			c.report(tooManyArguments(a.Span, r.String(), len(r.Fields), len(e.Args)))
			return bad(e.Span)
		}
		fields = append(fields, given{name: name, value: a.Value})
	}
	return c.construct(r, fields, e.Span, sc)
}

// construct makes a record of type r: the fields in declared order, what is left out from its default or as none.
func (c *checker) construct(r *types.Record, fields []given, at diag.Span, sc *scope) plan.Expr {
	xs := make([]plan.Expr, len(r.Fields))
	wrong := false
	for _, g := range fields {
		i := fieldIndex(r, g.name.Text)
		switch {
		case i < 0:
			c.report(noField(g.name, r))
			wrong = true
			continue
		case xs[i] != nil:
			c.report(fieldTwice(g.name))
			wrong = true
			continue
		}
		xs[i] = c.exprAs(g.value, r.Fields[i].Type, sc)
		wrong = wrong || isBad(xs[i])
	}
	var missing []string
	for i, f := range r.Fields {
		if xs[i] != nil {
			continue
		}
		switch {
		case f.HasDefault:
			xs[i] = constant(f.Type, f.Default, at)
		case optionalOf(f.Type) != nil:
			xs[i] = constant(f.Type, nil, at)
		default:
			missing = append(missing, f.Name)
		}
	}
	if len(missing) > 0 && !wrong {
		c.report(fieldsMissing(at, r, missing))
	}
	if wrong || len(missing) > 0 {
		return bad(at)
	}
	return literalOf(&plan.Record{Info: plan.Info{T: r, Span: at, Fails: fails(xs...)}, Fields: xs}, xs)
}

// with checks `r.with(name: x)`: r is evaluated once, the other fields are copied.
func (c *checker) with(e *dsl.Call, x plan.Expr, r *types.Record, sc *scope) plan.Expr {
	once, let := c.once(x, "record")
	fields := make([]plan.Expr, len(r.Fields))
	for i, f := range r.Fields {
		fields[i] = field(once, i, f.Name, f.Type, e.Span)
	}
	wrong := false
	for _, a := range e.Args {
		i := fieldIndex(r, a.Name.Text)
		switch {
		case a.Star || a.Name.Text == "":
			c.report(withNeedsNames(a.Span))
			wrong = true
			continue
		case i < 0:
			c.report(noField(a.Name, r))
			wrong = true
			continue
		}
		fields[i] = c.exprAs(a.Value, r.Fields[i].Type, sc)
		wrong = wrong || isBad(fields[i])
	}
	if wrong {
		return bad(e.Span)
	}
	return let(&plan.Record{Info: plan.Info{T: r, Span: e.Span, Fails: fails(fields...)}, Fields: fields})
}
