// Package plan is the typed form of a program: what runs, with every expression typed and nothing of the syntax's sugar left.
//
// check builds a Program from the syntax tree; opt rewrites it; interp runs it; emit turns it into Go. Text gives the plan in words for tests,
// `streamc dump plan` and `streamc explain`.
//
// Expressions (this file) are one sealed set; the graph of a program (graph.go) is a handful of node kinds. Both are used for streams and for the
// datasets of batch code: a Dataset expression applies a node's Kind to datasets, so that each kind has one meaning and is implemented once.
//
// Invariants: every expression has its type, without unknowns; conversions are explicit (Convert); operands of a Binary have the types that its Op
// demands; method calls, named arguments, interpolation, `?.` and destructuring are gone; what may fail says so (Info.Fails) and nothing else does.
package plan

import (
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// Expr is a typed expression.
//
//sumtype:decl
type Expr interface {
	expr()
	Type() types.Type
	Pos() diag.Span
	Fallible() bool
}

// Info is what every expression has. Fails says that evaluating it (its parts included, bodies of function values not) can fail on some row.
type Info struct {
	T     types.Type
	Span  diag.Span
	Fails bool
}

// Type is the type of the expression's value.
func (i *Info) Type() types.Type { return i.T }

// Pos is where the expression stands in the source.
func (i *Info) Pos() diag.Span { return i.Span }

// Fallible reports whether evaluating the expression can fail.
func (i *Info) Fallible() bool { return i.Fails }

// Retype replaces the type by what f gives for it; check does so when its unknowns are found.
func (i *Info) Retype(f func(types.Type) types.Type) { i.T = f(i.T) }

func (*Info) expr() {}

// Var is a local: a parameter of a Fn or Func, or a name assigned in a block. Two Vars are never the same local, whatever their names.
// Mutable is set when it is assigned more than once.
type Var struct {
	Name    string
	Type    types.Type
	Span    diag.Span
	Mutable bool
}

// The expressions.
type (
	// Const is a value known at compile time. Value has the form of runtime/fn's dynamic values: int64, float64, bool, string, []byte,
	// fn.Time, fn.Duration, nil for none, []any for tuples, records and lists, *fn.MapValue and *fn.SetValue; a present optional is the value itself.
	Const struct {
		Info
		Value any
	}
	// Local reads a variable.
	Local struct {
		Info
		Var *Var
	}
	// GlobalRef reads a top-level declaration that is not a compile-time constant: a parameter, a constant that depends on one, a shared variable,
	// an endpoint, a pool, a `read.…` dataset.
	GlobalRef struct {
		Info
		Global *Global
	}
	// Field is the Index-th part of a record or tuple; Name is the field's, empty for tuples.
	Field struct {
		Info
		X     Expr
		Index int
		Name  string
	}
	// Tuple, Record (fields in declared order), List and Map literals. Spread copies of records (`r.with(…)`) are Let + Record.
	Tuple struct {
		Info
		Elems []Expr
	}
	Record struct {
		Info
		Fields []Expr
	}
	List struct {
		Info
		Elems []Expr
	}
	Map struct {
		Info
		Keys, Values []Expr
	}
	// Unary applies OpNeg (int, float, duration) or OpNot.
	Unary struct {
		Info
		Op Op
		X  Expr
	}
	// Binary applies Op. And and Or are lazy. Equality and order are total (language.md, section 3).
	Binary struct {
		Info
		Op   Op
		X, Y Expr
	}
	// Convert is one of the implicit conversions: int to float, T to T?, []/none to the wanted type is no conversion (its type is already right).
	Convert struct {
		Info
		Kind ConvertKind
		X    Expr
	}
	// IsNone tests an optional. Negated is `x != none`.
	IsNone struct {
		Info
		X       Expr
		Negated bool
	}
	// Unwrap takes the value of an optional that is known to be present (narrowed by a test); it never fails.
	Unwrap struct {
		Info
		X Expr
	}
	// Coalesce is `X ?? Y`, Y evaluated only when X is none. T is X's element type, or an optional when Y is one.
	Coalesce struct {
		Info
		X, Y Expr
	}
	// Cond is if/else. Else may be nil when T is Unit. Branches may be Blocks.
	Cond struct {
		Info
		If, Then, Else Expr
	}
	// Let evaluates Value once, names it, and gives Body.
	Let struct {
		Info
		Var   *Var
		Value Expr
		Body  Expr
	}
	// Block runs statements and gives Result (nil when T is Unit or Never). A Return in it leaves the enclosing Fn or Func.
	Block struct {
		Info
		Stmts  []Stmt
		Result Expr
	}
	// Call calls a value function of the catalogue by its full name: "string.split", "list.map", "math.sqrt", "any.toString", "now",
	// "print", "state.update", "accumulator.add", "broadcast.value", "endpoint.open", "connection.send", "pool.use" …; the receiver is Args[0].
	// Function arguments are *Fn.
	Call struct {
		Info
		Name string
		Args []Expr
	}
	// CallFunc calls a function of the program, extern ones included.
	CallFunc struct {
		Info
		Func *Func
		Args []Expr
	}
	// Fail makes the row an error row. T is the type that its place wants.
	Fail struct {
		Info
		Reason Expr
	}
	// Fn is a function value: a lambda, or a named function passed on (then Body is a CallFunc). Tuple patterns are Lets at the head of Body.
	// Its Type is a types.Func; BodyFails says whether calling it can fail.
	Fn struct {
		Info
		Params    []*Var
		Body      Expr
		BodyFails bool
	}
	// Dataset applies a graph kind to datasets, in batch code. Inputs are dataset-typed expressions. It is lazy and evaluated at most once a batch.
	Dataset struct {
		Info
		Kind   Kind
		Inputs []Expr
	}
	// SliceOf is `stream.slice(from, to)` in batch code: the datasets of a stream in a range of batch times, both ends included.
	SliceOf struct {
		Info
		Stream   *Node
		From, To Expr
	}
	// Action runs a dataset: collect, count, take, first, top, reduce, foreach, foreachPartition, saveTo.
	Action struct {
		Info
		Name string
		Data Expr
		Args []Expr
		Sink *Sink // of saveTo
	}
)

// Op is a unary or binary operator after typing.
type Op string

// The operators. Arithmetic works on (int, int), (float, float), (duration, duration); OpDiv on two ints gives a float; mixed ones are
// time ± duration, time - time, duration * int, duration / duration. OpConcat joins two strings or two lists. OpIn looks for X in the list, set or map keys Y.
const (
	OpNeg    Op = "neg"
	OpNot    Op = "not"
	OpAdd    Op = "+"
	OpSub    Op = "-"
	OpMul    Op = "*"
	OpDiv    Op = "/"
	OpMod    Op = "%"
	OpConcat Op = "++"
	OpEq     Op = "=="
	OpNe     Op = "!="
	OpLt     Op = "<"
	OpLe     Op = "<="
	OpGt     Op = ">"
	OpGe     Op = ">="
	OpAnd    Op = "and"
	OpOr     Op = "or"
	OpIn     Op = "in"
)

// ConvertKind says which conversion a Convert makes.
type ConvertKind string

// The conversions.
const (
	IntToFloat ConvertKind = "float"
	Some       ConvertKind = "some" // T to T?
)

// Stmt is a statement of a Block.
//
//sumtype:decl
type Stmt interface{ stmt() }

// The statements.
type (
	// Assign gives Var a value; Declare is set at its first assignment.
	Assign struct {
		Span    diag.Span
		Var     *Var
		Value   Expr
		Declare bool
	}
	// ExprStmt evaluates X for its effect.
	ExprStmt struct{ X Expr }
	// Return leaves the enclosing function; Value is nil in effects.
	Return struct {
		Span  diag.Span
		Value Expr
	}
	// Break and Continue belong to the innermost For.
	Break    struct{ Span diag.Span }
	Continue struct{ Span diag.Span }
	// For runs Body for each element of the list In (of a map: (key, value) tuples, of a set: its elements, in key order).
	For struct {
		Span diag.Span
		Var  *Var
		In   Expr
		Body *Block
	}
)

func (*Assign) stmt()   {}
func (*ExprStmt) stmt() {}
func (*Return) stmt()   {}
func (*Break) stmt()    {}
func (*Continue) stmt() {}
func (*For) stmt()      {}
