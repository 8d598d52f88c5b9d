package interp

import (
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// The expressions of these tests are built by hand; programs are interpreted by the tests of package compiler.

var span = diag.Span{File: "t.pipe", Start: diag.Pos{Line: 3, Column: 7}}

func info(t types.Type) plan.Info { return plan.Info{T: t, Span: span} }

func intOf(n int64) plan.Expr { return &plan.Const{Info: info(types.Int), Value: n} }

func binary(op plan.Op, x, y plan.Expr) plan.Expr {
	return &plan.Binary{Info: info(types.Int), Op: op, X: x, Y: y}
}

func local(v *plan.Var) plan.Expr { return &plan.Local{Info: info(v.Type), Var: v} }

func TestEvalArithmetic(t *testing.T) {
	const most = 1<<63 - 1
	for _, c := range []struct {
		e     plan.Expr
		want  any
		fault string
	}{
		{binary(plan.OpAdd, intOf(2), intOf(3)), int64(5), ""},
		{binary(plan.OpDiv, intOf(7), intOf(2)), 3.5, ""},
		{binary(plan.OpMod, intOf(-7), intOf(2)), int64(-1), ""},
		{binary(plan.OpAdd, intOf(most), intOf(1)), nil, "R0410"},
		{binary(plan.OpDiv, intOf(1), intOf(0)), nil, "R0412"},
		{binary(plan.OpLe, intOf(2), intOf(2)), true, ""},
		{&plan.Unary{Info: info(types.Int), Op: plan.OpNeg, X: intOf(-most - 1)}, nil, "R0410"},
	} {
		v, fault := Eval(c.e)
		switch {
		case c.fault != "" && (fault == nil || fault.Code != c.fault || fault.Source != "t.pipe:3:7"):
			t.Errorf("wanted a fault %s at its place, got %v", c.fault, fault)
		case c.fault == "" && (fault != nil || v != c.want):
			t.Errorf("wanted %v, got %v, %v", c.want, v, fault)
		}
	}
}

func TestEvalIsLazyWhereTheLanguageIs(t *testing.T) {
	fails := &plan.Fail{Info: info(types.Bool), Reason: &plan.Const{Info: info(types.String), Value: "no"}}
	no := &plan.Const{Info: info(types.Bool), Value: false}
	if v, fault := Eval(&plan.Binary{Info: info(types.Bool), Op: plan.OpAnd, X: no, Y: fails}); v != false || fault != nil {
		t.Errorf("false and fail: %v, %v", v, fault)
	}
	if v, fault := Eval(&plan.Coalesce{Info: info(types.Int), X: intOf(1), Y: fails}); v != int64(1) || fault != nil {
		t.Errorf("1 ?? fail: %v, %v", v, fault)
	}
	if _, fault := Eval(&plan.Binary{Info: info(types.Bool), Op: plan.OpOr, X: no, Y: fails}); fault == nil || fault.Reason != "no" {
		t.Errorf("false or fail: %v", fault)
	}
}

// sumOfOdd is { total = 0; for x in [1, 2, 3, 9] { if x % 2 == 0 { continue }; if x > 5 { break }; total = total + x }; return total }.
func sumOfOdd() *plan.Func {
	total, x := &plan.Var{Name: "total", Type: types.Int, Mutable: true}, &plan.Var{Name: "x", Type: types.Int}
	when := func(cond plan.Expr, s plan.Stmt) plan.Stmt {
		body := &plan.Block{Info: info(types.Unit), Stmts: []plan.Stmt{s}}
		return &plan.ExprStmt{X: &plan.Cond{Info: info(types.Unit), If: cond, Then: body}}
	}
	body := &plan.Block{Info: info(types.Unit), Stmts: []plan.Stmt{
		when(binary(plan.OpEq, binary(plan.OpMod, local(x), intOf(2)), intOf(0)), &plan.Continue{}),
		when(binary(plan.OpGt, local(x), intOf(5)), &plan.Break{}),
		&plan.Assign{Var: total, Value: binary(plan.OpAdd, local(total), local(x))},
	}}
	list := &plan.List{Info: info(&types.List{Elem: types.Int}), Elems: []plan.Expr{intOf(1), intOf(2), intOf(3), intOf(9)}}
	return &plan.Func{Name: "f", Result: types.Int, Body: &plan.Block{Info: info(types.Never), Stmts: []plan.Stmt{
		&plan.Assign{Var: total, Value: intOf(0), Declare: true},
		&plan.For{Var: x, In: list, Body: body},
		&plan.Return{Value: local(total)},
	}}}
}

func TestEvalStatements(t *testing.T) {
	call := &plan.CallFunc{Info: info(types.Int), Func: sumOfOdd()}
	if !Closed(call) {
		t.Error("a function of its arguments alone is closed")
	}
	if v, fault := Eval(call); v != int64(4) || fault != nil {
		t.Errorf("got %v, %v", v, fault)
	}
}

func TestEvalStopsWhatTakesTooLong(t *testing.T) {
	x, y := &plan.Var{Name: "x", Type: types.Int}, &plan.Var{Name: "y", Type: types.Int}
	numbers := func() plan.Expr {
		return &plan.Call{Info: info(&types.List{Elem: types.Int}), Name: "range", Args: []plan.Expr{intOf(0), intOf(2_000)}}
	}
	inner := &plan.For{Var: y, In: numbers(), Body: &plan.Block{Info: info(types.Unit), Stmts: []plan.Stmt{&plan.ExprStmt{X: intOf(1)}}}}
	outer := &plan.For{Var: x, In: numbers(), Body: &plan.Block{Info: info(types.Unit), Stmts: []plan.Stmt{inner}}}
	_, fault := Eval(&plan.Block{Info: info(types.Int), Stmts: []plan.Stmt{outer}, Result: intOf(1)})
	if fault == nil || fault.Code != fn.CodeLimit || !strings.Contains(fault.Reason, "too much for the compiler") {
		t.Errorf("got %v", fault)
	}
}

func TestClosed(t *testing.T) {
	free := &plan.Var{Name: "x", Type: types.Int}
	clock := &plan.Call{Info: info(types.Time), Name: "now"}
	global := &plan.GlobalRef{Info: info(types.Int), Global: &plan.Global{Name: "n"}}
	own := &plan.Fn{Info: info(&types.Func{Params: []types.Type{types.Int}, Result: types.Int}), Params: []*plan.Var{free}, Body: local(free)}
	for name, c := range map[string]struct {
		e    plan.Expr
		want bool
	}{
		"constant": {intOf(1), true}, "local of another": {local(free), false}, "own parameter": {own, true},
		"clock": {binary(plan.OpAdd, intOf(1), clock), false}, "global": {global, false},
	} {
		if got := Closed(c.e); got != c.want {
			t.Errorf("%s: closed is %v", name, got)
		}
	}
}
