package check

import (
	"slices"
	"time"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// Rows of tests are written more freely than values of programs: a tuple may stand for a record, a bare value for a record of one field, a duration for a
// time (it counts from 1970), and an expected record names the fields that it compares.

// testRows are the rows of a list.
func (c *checker) testRows(e dsl.Expr, row types.Type, expected bool) ([]plan.TestRow, bool) {
	list, ok := e.(*dsl.ListLit)
	if !ok {
		values, ok := c.testConst(e, &types.List{Elem: row})
		if !ok {
			return nil, false
		}
		out := []plan.TestRow{}
		for _, v := range values.([]any) {
			out = append(out, plan.TestRow{Value: v})
		}
		return out, true
	}
	out := []plan.TestRow{}
	for _, elem := range list.Elems {
		r, fits := c.testRow(elem, row, expected)
		ok = ok && fits
		out = append(out, r)
	}
	return out, ok
}

// testRow is one row.
func (c *checker) testRow(e dsl.Expr, row types.Type, expected bool) (plan.TestRow, bool) {
	r, isRecord := types.Resolve(row).(*types.Record)
	lit, isLit := e.(*dsl.RecordLit)
	if expected && isRecord && isLit {
		return c.partialRecord(lit, r)
	}
	v, ok := c.testValue(e, row)
	return plan.TestRow{Value: v}, ok
}

// partialRecord is an expected record literal: the fields that it names, in order of the record.
func (c *checker) partialRecord(e *dsl.RecordLit, r *types.Record) (plan.TestRow, bool) {
	out := plan.TestRow{Fields: []string{}}
	values := make([]any, len(r.Fields))
	ok := true
	for _, f := range e.Fields {
		i := fieldIndex(r, f.Name.Text)
		if i < 0 {
			c.report(testNoField(f.Name, r))
			ok = false
			continue
		}
		v, fits := c.testValue(f.Value, r.Fields[i].Type)
		ok = ok && fits
		values[i] = v
		out.Fields = append(out.Fields, f.Name.Text)
	}
	slices.SortFunc(out.Fields, func(a, b string) int { return fieldIndex(r, a) - fieldIndex(r, b) })
	out.Value = values
	return out, ok
}

// testValue is the value of e as a t.
func (c *checker) testValue(e dsl.Expr, t types.Type) (any, bool) {
	if p, ok := e.(*dsl.ParenExpr); ok {
		return c.testValue(p.X, t)
	}
	switch t := types.Resolve(t).(type) {
	case *types.Record:
		return c.testRecord(e, t)
	case *types.Tuple:
		if lit, ok := e.(*dsl.TupleLit); ok && len(lit.Elems) == len(t.Elems) {
			return c.testParts(tupleElems(lit), t.Elems)
		}
	case *types.List:
		if lit, ok := e.(*dsl.ListLit); ok {
			elems := make([]types.Type, len(lit.Elems))
			for i := range elems {
				elems[i] = t.Elem
			}
			return c.testParts(lit.Elems, elems)
		}
	case *types.Optional:
		if isNoneLit(e) {
			return nil, true
		}
		return c.testValue(e, t.Elem)
	case types.Basic:
		if t == types.Time {
			return c.testTime(e)
		}
	}
	return c.testConst(e, t)
}

func tupleElems(lit *dsl.TupleLit) []dsl.Expr {
	out := make([]dsl.Expr, len(lit.Elems))
	for i, a := range lit.Elems {
		out[i] = a.Value
	}
	return out
}

func (c *checker) testParts(es []dsl.Expr, ts []types.Type) (any, bool) {
	out, ok := make([]any, len(es)), true
	for i, e := range es {
		v, fits := c.testValue(e, ts[i])
		out[i] = v
		ok = ok && fits
	}
	return out, ok
}

func (c *checker) testRecord(e dsl.Expr, r *types.Record) (any, bool) {
	switch e := e.(type) {
	case *dsl.TupleLit:
		if len(e.Elems) == len(r.Fields) {
			elems := make([]types.Type, len(r.Fields))
			for i, f := range r.Fields {
				elems[i] = f.Type
			}
			return c.testParts(tupleElems(e), elems)
		}
		c.report(testTupleLength(e.Span, len(e.Elems), r))
		return nil, false
	case *dsl.RecordLit:
		return c.testRecordLit(e, r)
	}
	if len(r.Fields) == 1 {
		v, ok := c.testValue(e, r.Fields[0].Type)
		return []any{v}, ok
	}
	return c.testConst(e, r)
}

// testRecordLit is a record literal that is fed: fields with a default or `?` may be left out.
func (c *checker) testRecordLit(e *dsl.RecordLit, r *types.Record) (any, bool) {
	row, ok := c.partialRecord(e, r)
	if !ok {
		return nil, false
	}
	values := row.Value.([]any)
	for i, f := range r.Fields {
		if slices.Contains(row.Fields, f.Name) {
			continue
		}
		_, optional := types.Resolve(f.Type).(*types.Optional)
		switch {
		case f.HasDefault:
			values[i] = f.Default
		case !optional:
			c.report(testFieldMissing(e.Span, f.Name, r))
			ok = false
		}
	}
	return values, ok
}

// testTime is a time, or a duration that counts from 1970.
func (c *checker) testTime(e dsl.Expr) (any, bool) {
	x := c.expr(e, types.Time, c.top())
	if types.Resolve(x.Type()) != types.Type(types.Duration) {
		return c.testConst(e, types.Time)
	}
	at := e.Pos()
	epoch := &dsl.Call{Span: at, Fun: &dsl.Ident{Span: at, Name: "time"}, Args: []*dsl.Arg{{Span: at, Value: &dsl.StringLit{Span: at,
		Pieces: []dsl.StringPiece{{Span: at, Text: "1970-01-01T00:00:00Z"}}}}}}
	return c.testConst(&dsl.Binary{Span: at, Op: "+", OpSpan: at, X: epoch, Y: e}, types.Time)
}

// testConst is the value of an expression that is a t and known to the compiler.
func (c *checker) testConst(e dsl.Expr, t types.Type) (any, bool) {
	x := c.exprAs(e, t, c.top())
	if isBad(x) {
		return nil, false
	}
	k, ok := c.compute(x).(*plan.Const)
	if !ok {
		c.report(wantsConstant(e.Pos()))
		return nil, false
	}
	return k.Value, true
}

// testTexts are the texts of `feed x raw: […]`.
func (c *checker) testTexts(e dsl.Expr) ([]string, bool) {
	v, ok := c.testConst(e, &types.List{Elem: types.String})
	if !ok {
		return nil, false
	}
	out := []string{}
	for _, text := range v.([]any) {
		out = append(out, text.(string))
	}
	return out, true
}

// testInt is a count of at least low.
func (c *checker) testInt(e dsl.Expr, low int64) (int64, bool) {
	v, ok := c.testConst(e, types.Int)
	if !ok {
		return 0, false
	}
	if n := v.(int64); n < low {
		c.report(testCount(e.Pos(), n, low))
		return 0, false
	}
	return v.(int64), true
}

func (c *checker) testDuration(e dsl.Expr) (time.Duration, bool) {
	x := c.exprAs(e, types.Duration, c.top())
	if isBad(x) {
		return 0, false
	}
	if _, ok := x.(*plan.Const); !ok {
		c.report(wantsConstant(e.Pos()))
		return 0, false
	}
	return c.graph.Duration(x), true
}
