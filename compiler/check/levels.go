package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// limit says how far down a function may be called: one that reads an accumulator in batch code only, one that prints not in functions of rows.
type limit struct {
	level level
	what  string // "prints", for messages
}

// limit notes that the function being checked may not be called below lv.
func (c *checker) limit(lv level, what string) {
	if c.owner == nil {
		return
	}
	if old, ok := c.limits[c.owner]; !ok || lv < old.level {
		c.limits[c.owner] = limit{level: lv, what: what}
	}
}

// mayCall holds the limit of d where it is called, and passes it on.
func (c *checker) mayCall(d *decl, at diag.Span, sc *scope) bool {
	lim, ok := c.limits[d.fn]
	if !ok {
		return true
	}
	if lv := sc.frame.level; lv > lim.level || lv == levelPipeline {
		c.report(calledTooDeep(at, d.name, lim.what, lv))
		return false
	}
	c.limit(lim.level, lim.what)
	return true
}

// allowed holds where value functions with effects may be called, and notes what the function being checked does.
func (c *checker) allowed(name string, at dsl.Name, sc *scope) bool {
	lv := sc.frame.level
	switch name {
	case "now", "wallClock":
		c.reads()
		c.limit(levelRow, "needs the time of the batch")
		if lv == levelPipeline {
			c.report(outsideBatch(at, name+"()"))
			return false
		}
	case "print":
		c.effects()
		c.limit(levelEffect, "prints")
		if lv == levelPipeline || lv == levelRow {
			c.report(printInRow(at, lv))
			return false
		}
	case "accumulator.value":
		c.reads()
		c.limit(levelBatch, "reads an accumulator")
		if lv != levelBatch {
			c.report(accumulatorValue(at, lv))
			return false
		}
	case "accumulator.add", "endpoint.open", "connection.send", "connection.close", "pool.use", "pool.send":
		c.effects()
		c.limit(levelRow, "has an effect")
		if lv == levelPipeline {
			c.report(outsideBatch(at, at.Text))
			return false
		}
	}
	return true
}

// settleTypes replaces found unknowns by what was found, in x and in the variables of x; the plan has none.
func (c *checker) settleTypes(x plan.Expr, vars ...*plan.Var) {
	for _, v := range vars {
		v.Type = types.Known(v.Type)
	}
	reported := false
	plan.Walk(x, func(e plan.Expr) bool {
		if t, ok := e.(interface {
			Retype(func(types.Type) types.Type)
		}); ok {
			t.Retype(types.Known)
		}
		if !reported && types.HasUnknown(e.Type()) {
			c.report(unknownType(e.Pos(), e.Type()))
			reported = true
		}
		for _, v := range declared(e) {
			v.Type = types.Known(v.Type)
		}
		return true
	})
}

// declared are the variables that e itself declares.
func declared(e plan.Expr) []*plan.Var {
	switch e := e.(type) {
	case *plan.Fn:
		return e.Params
	case *plan.Let:
		return []*plan.Var{e.Var}
	case *plan.Block:
		var out []*plan.Var
		for _, s := range e.Stmts {
			switch s := s.(type) {
			case *plan.Assign:
				out = append(out, s.Var)
			case *plan.For:
				out = append(out, s.Var)
			}
		}
		return out
	}
	return nil
}
