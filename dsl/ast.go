// Package dsl turns the text of a .pipe file into a syntax tree, and a syntax tree back into text.
//
// Parse takes a file's name and bytes and gives a File and a diag.List with every independent syntax error. The tree says what was written,
// with a span on every node; nothing in it is resolved or typed (package check does that). Format prints a tree in the one layout that
// `streamc fmt` knows; printing what was parsed and parsing it again gives the same tree, and comments stay.
//
// The lexer is written by hand (scan cuts, arrange inserts Term tokens at line ends and links brackets), items, settings and the steps of tests are a
// participle grammar (grammar.go), and what stands in them, types, parameters, blocks and expressions, is parsed by hand over the same tokens: a
// lambda has types inside an expression, and a broken statement of a block must not cost the others.
//
// Invariants: Parse never panics, whatever the bytes; sizes and depths are limited (limits.go); the parser takes a little more than the
// language (`=` for `:` in a call, `&&`, `->` for `=>`) and leaves the sentence about it to the checker.
package dsl

import "github.com/streamc-dev/streamc/dsl/diag"

// File is a whole .pipe file: its items in order of appearance.
type File struct {
	Name     string
	Items    []Item
	Comments []Comment // all of them, in order, for the printer
	indents  []int     // the column of the first token of each line, for the printer; 0 for a line without
}

// Comment is one comment with its marker (`//` or `#`), without the line end.
type Comment struct {
	Span    diag.Span
	Text    string
	OwnLine bool // nothing stands before it on its line
}

// Name is a word where it stands.
type Name struct {
	Span diag.Span
	Text string
}

// Item is a declaration of a file.
//
//sumtype:decl
type Item interface {
	item()
	Pos() diag.Span
}

// The items. Doc is the comment right above, without markers.
type (
	// Import is `import "web.pipe" as web`; Alias is empty when there is none.
	Import struct {
		Span  diag.Span
		Path  *StringLit
		Alias Name
	}
	// TypeDecl is `type Name = Type`.
	TypeDecl struct {
		Span diag.Span
		Doc  string
		Name Name
		Type Type
	}
	// ParamDecl is `param name: Type = default`; Type and Default may be nil.
	ParamDecl struct {
		Span    diag.Span
		Doc     string
		Name    Name
		Type    Type
		Default Expr
	}
	// FuncDecl is `func name(params) -> Result = expr` or with a block; Result may be nil.
	FuncDecl struct {
		Span   diag.Span
		Doc    string
		Name   Name
		Params []*FuncParam
		Result Type
		Body   Expr // an expression or a *Block
	}
	// ExternDecl is `extern func|source|sink name… = go "package".Name`. Kind is "func", "source" or "sink"; Params and Result belong to func, Type to the others.
	ExternDecl struct {
		Span    diag.Span
		Doc     string
		Kind    string
		Name    Name
		Params  []*FuncParam
		Result  Type
		Type    Type
		Package *StringLit
		Symbol  Name
	}
	// Setting is `batch 5s`, `checkpoint "dir" every 10s`: a word, a value, and further words with values.
	Setting struct {
		Span  diag.Span
		Name  Name
		Value Expr
		More  []SettingPart
	}
	// Binding is `name: Type = expr`; Type may be nil.
	Binding struct {
		Span  diag.Span
		Doc   string
		Name  Name
		Type  Type
		Value Expr
	}
	// ExprItem is an expression that stands alone: an output.
	ExprItem struct {
		Span diag.Span
		Expr Expr
	}
	// TestDecl is `test "name" { steps }`.
	TestDecl struct {
		Span  diag.Span
		Name  *StringLit
		Steps []Step
	}
)

// SettingPart is `every 10s` behind a setting.
type SettingPart struct {
	Name  Name
	Value Expr
}

// FuncParam is `name: Type = default` of a func; Default may be nil. Type is nil only where the parser was lenient (the checker asks for it).
type FuncParam struct {
	Span    diag.Span
	Name    Name
	Type    Type
	Default Expr
}

// Step is one line of a test.
//
//sumtype:decl
type Step interface {
	step()
	Pos() diag.Span
}

// Target is what a step speaks about: a binding, `web.views`, `x.late`, `x.errors`, "x#2". Parts holds the words; a string literal is one part,
// and Text is set.
type Target struct {
	Span  diag.Span
	Parts []Name
	Text  bool
}

// The steps of language.md, section 9.
type (
	// SetStep is `set param = v`.
	SetStep struct {
		Span  diag.Span
		Name  Target
		Value Expr
	}
	// FeedStep is `feed x: rows`, `feed x partitions 2: rows`, `feed x raw: [texts]`, `feed x: none`.
	FeedStep struct {
		Span       diag.Span
		Target     Target
		Partitions Expr // nil without
		Raw        bool
		Rows       Expr
	}
	// RunStep is tick, process, trigger, advance, restart or stop, with its optional argument.
	RunStep struct {
		Span diag.Span
		Word Name
		Arg  Expr // nil without
	}
	// FailStep is `fail x 2`; Times may be nil.
	FailStep struct {
		Span   diag.Span
		Target Target
		Times  Expr
	}
	// ExpectStep is `expect x: rows`, with `ordered` and `at 10s`.
	ExpectStep struct {
		Span    diag.Span
		Target  Target
		Ordered bool
		At      Expr // nil without
		Rows    Expr
	}
)

// Type is a type as it was written.
//
//sumtype:decl
type Type interface {
	typ()
	Pos() diag.Span
}

// The type expressions.
type (
	// NamedType is `int`, `web.View`, `map[K, V]`, `state[S]`.
	NamedType struct {
		Span diag.Span
		Path []Name
		Args []Type
	}
	// ListType is `[T]`.
	ListType struct {
		Span diag.Span
		Elem Type
	}
	// TupleType is `(A, B)`; a type in parentheses alone is that type, not a tuple.
	TupleType struct {
		Span  diag.Span
		Elems []Type
	}
	// RecordType is `{name: T "outside name" = default, …}`.
	RecordType struct {
		Span   diag.Span
		Fields []*FieldType
	}
	// OptionalType is `T?`.
	OptionalType struct {
		Span diag.Span
		Elem Type
	}
)

// FieldType is one field of a RecordType; Outside and Default may be nil.
type FieldType struct {
	Span    diag.Span
	Name    Name
	Type    Type
	Outside *StringLit
	Default Expr
}

// Expr is an expression.
//
//sumtype:decl
type Expr interface {
	expr()
	Pos() diag.Span
}

// The expressions.
type (
	// IntLit is an int literal; Text is as written (`1_000`, `0xff`), so that a number out of range can be shown.
	IntLit struct {
		Span diag.Span
		Text string
	}
	// FloatLit is a float literal as written.
	FloatLit struct {
		Span diag.Span
		Text string
	}
	// DurationLit is a duration literal as written (`1m30s`).
	DurationLit struct {
		Span diag.Span
		Text string
	}
	// StringLit is a text: pieces of text and interpolated expressions in turn. A text without `${` has one piece (or none when empty). Raw is set for `…`.
	StringLit struct {
		Span   diag.Span
		Raw    bool
		Pieces []StringPiece
	}
	// BoolLit is true or false.
	BoolLit struct {
		Span  diag.Span
		Value bool
	}
	// NoneLit is none.
	NoneLit struct{ Span diag.Span }
	// Ident is a word.
	Ident struct {
		Span diag.Span
		Name string
	}
	// ListLit is `[a, b]`.
	ListLit struct {
		Span  diag.Span
		Elems []Expr
	}
	// MapLit is `["a": 1]` or `[:]`.
	MapLit struct {
		Span    diag.Span
		Entries []MapEntry
	}
	// TupleLit is `(a, b)`: two or more elements. Args keep `*`, names and `as`, which are errors of the checker here.
	TupleLit struct {
		Span  diag.Span
		Elems []*Arg
	}
	// ParenExpr is `(a)`, kept for the printer.
	ParenExpr struct {
		Span diag.Span
		X    Expr
	}
	// RecordLit is `{name: x, n: 1}`.
	RecordLit struct {
		Span   diag.Span
		Fields []*FieldLit
	}
	// Unary is `-x` or `not x`; Op is "-", "not" or the lenient "!".
	Unary struct {
		Span diag.Span
		Op   string
		X    Expr
	}
	// Binary is `a op b`. Op is the language's spelling ("and", "==", "in", "not in", "??", …) or one of the lenient ones ("&&", "||", "===", "!==").
	Binary struct {
		Span   diag.Span
		Op     string
		OpSpan diag.Span
		X, Y   Expr
	}
	// Select is `x.name` or, Optional, `x?.name`.
	Select struct {
		Span     diag.Span
		X        Expr
		Optional bool
		Name     Name
	}
	// Call is `f(args)`; a method call has a Select as Fun.
	Call struct {
		Span diag.Span
		Fun  Expr
		Args []*Arg
	}
	// Index is `x[i]`; Args because `map[K, V]` as an expression has two (it is then read as a type).
	Index struct {
		Span diag.Span
		X    Expr
		Args []*Arg
	}
	// OptionalMark is postfix `?`, only meant for types that stand where an expression is parsed.
	OptionalMark struct {
		Span diag.Span
		X    Expr
	}
	// Lambda is `x => body`, `(a, (b, c)) => body`. Arrow is "=>" or the lenient "->". Body is an expression or a *Block.
	Lambda struct {
		Span   diag.Span
		Params []*LambdaParam
		Arrow  string
		Body   Expr
	}
	// If is `if c { } else { }`, an expression and a statement. Else is nil, an *If or a *Block.
	If struct {
		Span diag.Span
		Cond Expr
		Then *Block
		Else Expr
	}
	// Block is `{ statements }`.
	Block struct {
		Span  diag.Span
		Stmts []Stmt
	}
	// BadExpr stands where an expression could not be parsed; its error is in the list already.
	BadExpr struct{ Span diag.Span }
)

// StringPiece is a piece of a StringLit: text with escapes resolved, or, when Expr is set, an interpolation. Source is the text as written.
type StringPiece struct {
	Span   diag.Span
	Text   string
	Source string
	Expr   Expr
}

// MapEntry is `key: value` of a map literal.
type MapEntry struct{ Key, Value Expr }

// FieldLit is `name: value` of a record literal.
type FieldLit struct {
	Span  diag.Span
	Name  Name
	Value Expr
}

// Arg is an argument: `*` (Star), `name: x`, `x`, `x as name`. EqualSign is set when `=` was written for `:`.
type Arg struct {
	Span      diag.Span
	Star      bool
	Name      Name // empty without
	EqualSign bool
	Value     Expr
	As        Name // empty without
}

// LambdaParam is a pattern with an optional type.
type LambdaParam struct {
	Pattern Pattern
	Type    Type // nil without
}

// Pattern is a word or a tuple of patterns.
//
//sumtype:decl
type Pattern interface {
	pattern()
	Pos() diag.Span
}

// The patterns. The word `_` ignores.
type (
	NamePattern  struct{ Name Name }
	TuplePattern struct {
		Span  diag.Span
		Elems []Pattern
	}
)

// Stmt is a statement of a block.
//
//sumtype:decl
type Stmt interface {
	stmt()
	Pos() diag.Span
}

// The statements.
type (
	// ExprStmt is an expression as a statement; the last one of a block is its value. `if` statements are ExprStmts with an If.
	ExprStmt struct{ X Expr }
	// Assign is `x = e`, `x += e`, `x -= e`; Target is whatever expression stood there (the checker wants a word).
	Assign struct {
		Span   diag.Span
		Target Expr
		Op     string
		Value  Expr
	}
	// Return is `return e`; Value may be nil.
	Return struct {
		Span  diag.Span
		Value Expr
	}
	// Break and Continue leave or go on with the innermost for.
	Break    struct{ Span diag.Span }
	Continue struct{ Span diag.Span }
	// For is `for pattern in list { }`.
	For struct {
		Span    diag.Span
		Pattern Pattern
		In      Expr
		Body    *Block
	}
)
