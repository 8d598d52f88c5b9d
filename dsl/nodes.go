package dsl

import "github.com/streamc-dev/streamc/dsl/diag"

// The markers and places of the nodes of ast.go.

func (*Import) item()     {}
func (*TypeDecl) item()   {}
func (*ParamDecl) item()  {}
func (*FuncDecl) item()   {}
func (*ExternDecl) item() {}
func (*Setting) item()    {}
func (*Binding) item()    {}
func (*ExprItem) item()   {}
func (*TestDecl) item()   {}

// Pos is the place of the node.
func (n *Import) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *TypeDecl) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *ParamDecl) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *FuncDecl) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *ExternDecl) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Setting) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Binding) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *ExprItem) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *TestDecl) Pos() diag.Span { return n.Span }

func (*SetStep) step()    {}
func (*FeedStep) step()   {}
func (*RunStep) step()    {}
func (*FailStep) step()   {}
func (*ExpectStep) step() {}

// Pos is the place of the node.
func (n *SetStep) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *FeedStep) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *RunStep) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *FailStep) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *ExpectStep) Pos() diag.Span { return n.Span }

func (*NamedType) typ()    {}
func (*ListType) typ()     {}
func (*TupleType) typ()    {}
func (*RecordType) typ()   {}
func (*OptionalType) typ() {}

// Pos is the place of the node.
func (n *NamedType) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *ListType) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *TupleType) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *RecordType) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *OptionalType) Pos() diag.Span { return n.Span }

func (*IntLit) expr()       {}
func (*FloatLit) expr()     {}
func (*DurationLit) expr()  {}
func (*StringLit) expr()    {}
func (*BoolLit) expr()      {}
func (*NoneLit) expr()      {}
func (*Ident) expr()        {}
func (*ListLit) expr()      {}
func (*MapLit) expr()       {}
func (*TupleLit) expr()     {}
func (*ParenExpr) expr()    {}
func (*RecordLit) expr()    {}
func (*Unary) expr()        {}
func (*Binary) expr()       {}
func (*Select) expr()       {}
func (*Call) expr()         {}
func (*Index) expr()        {}
func (*OptionalMark) expr() {}
func (*Lambda) expr()       {}
func (*If) expr()           {}
func (*Block) expr()        {}
func (*BadExpr) expr()      {}

// Pos is the place of the node.
func (n *IntLit) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *FloatLit) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *DurationLit) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *StringLit) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *BoolLit) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *NoneLit) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Ident) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *ListLit) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *MapLit) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *TupleLit) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *ParenExpr) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *RecordLit) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Unary) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Binary) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Select) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Call) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Index) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *OptionalMark) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Lambda) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *If) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Block) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *BadExpr) Pos() diag.Span { return n.Span }

func (*NamePattern) pattern()  {}
func (*TuplePattern) pattern() {}

// Pos is the place of the node.
func (n *NamePattern) Pos() diag.Span { return n.Name.Span }

// Pos is the place of the node.
func (n *TuplePattern) Pos() diag.Span { return n.Span }

func (*ExprStmt) stmt() {}
func (*Assign) stmt()   {}
func (*Return) stmt()   {}
func (*Break) stmt()    {}
func (*Continue) stmt() {}
func (*For) stmt()      {}

// Pos is the place of the node.
func (n *ExprStmt) Pos() diag.Span { return n.X.Pos() }

// Pos is the place of the node.
func (n *Assign) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Return) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Break) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *Continue) Pos() diag.Span { return n.Span }

// Pos is the place of the node.
func (n *For) Pos() diag.Span { return n.Span }
