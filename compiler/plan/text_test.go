package plan

import (
	"testing"

	"github.com/streamc-dev/streamc/compiler/types"
)

func TestExprText(t *testing.T) {
	x := &Var{Name: "x", Type: types.Int}
	read := &Local{Info: Info{T: types.Int}, Var: x}
	one := &Const{Info: Info{T: types.Int}, Value: int64(1)}
	sum := &Binary{Info: Info{T: types.Int, Fails: true}, Op: OpAdd, X: read, Y: one}
	pair := &types.Tuple{Elems: []types.Type{types.String, &types.Optional{Elem: types.Float}}}
	for _, c := range []struct {
		e    Expr
		want string
	}{
		{sum, "(x +! 1)"},
		{&Binary{Info: Info{T: types.Int, Fails: true}, Op: OpMul, X: sum, Y: one}, "((x +! 1) * 1)"},
		{&Const{Info: Info{T: types.Float}, Value: 2.0}, "2.0"},
		{&Const{Info: Info{T: pair}, Value: []any{"a", nil}}, `("a", none)`},
		{&Const{Info: Info{T: &types.List{Elem: pair}}, Value: []any{[]any{"a", 1.5}}}, `[("a", 1.5)]`},
		{&Fn{Params: []*Var{x}, Body: sum, BodyFails: true}, "(x =>! (x +! 1))"},
		{&Block{Stmts: []Stmt{&Assign{Var: x, Value: one, Declare: true}, &Return{Value: read}}}, "{ var x = 1; return x }"},
		{&Call{Name: "list.at", Args: []Expr{read, one}, Info: Info{Fails: true}}, "list.at!(x, 1)"},
	} {
		if got := ExprText(c.e); got != c.want {
			t.Errorf("got %s, wanted %s", got, c.want)
		}
	}
}
