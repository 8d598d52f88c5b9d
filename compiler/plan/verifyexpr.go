package plan

import (
	"github.com/streamc-dev/streamc/compiler/types"
)

// expr checks an expression and everything in it: types are known, what holds a part that can fail can fail, and every local that is read is bound around it.
func (v *verifier) expr(where string, e Expr, params []*Var) {
	s := &exprVerifier{v: v, where: where, bound: map[*Var]bool{}}
	for _, p := range params {
		s.bound[p] = true
	}
	s.visit(e)
}

type exprVerifier struct {
	v     *verifier
	where string
	bound map[*Var]bool // Vars are never reused, so what was bound once may stay
}

func (s *exprVerifier) visit(e Expr) {
	if e == nil {
		return
	}
	if t := e.Type(); t == nil || types.HasUnknown(t) || types.Resolve(t) == types.Type(types.Error) {
		s.v.fail(s.where, "%T at %d:%d has no known type", e, e.Pos().Start.Line, e.Pos().Start.Column)
		return
	}
	switch e := e.(type) {
	case *Local:
		if !s.bound[e.Var] {
			s.v.fail(s.where, "the local %s is read where it is not bound", e.Var.Name)
		}
	case *Fn:
		s.fn(e)
		return
	case *Let:
		s.visit(e.Value)
		s.bound[e.Var] = true
		s.visit(e.Body)
		s.failing(e, e.Value, e.Body)
		return
	case *Block:
		s.block(e)
		return
	}
	children := Children(e)
	for _, child := range children {
		s.visit(child)
	}
	s.failing(e, children...)
}

func (s *exprVerifier) fn(f *Fn) {
	for _, p := range f.Params {
		s.bound[p] = true
	}
	s.visit(f.Body)
	if f.Body.Fallible() && !f.BodyFails {
		s.v.fail(s.where, "a function at %d:%d has a body that can fail and does not say so", f.Span.Start.Line, f.Span.Start.Column)
	}
}

// failing wants e to say that it can fail when a part can. Datasets and function values run elsewhere.
func (s *exprVerifier) failing(e Expr, parts ...Expr) {
	if e.Fallible() {
		return
	}
	if _, lazy := e.(*Dataset); lazy {
		return
	}
	for _, p := range parts {
		if _, isFn := p.(*Fn); !isFn && p != nil && p.Fallible() {
			s.v.fail(s.where, "%T at %d:%d holds a part that can fail and does not say so", e, e.Pos().Start.Line, e.Pos().Start.Column)
			return
		}
	}
}

func (s *exprVerifier) block(b *Block) {
	for _, stmt := range b.Stmts {
		switch stmt := stmt.(type) {
		case *Assign:
			s.visit(stmt.Value)
			s.bound[stmt.Var] = true
		case *ExprStmt:
			s.visit(stmt.X)
		case *Return:
			s.visit(stmt.Value)
		case *For:
			s.visit(stmt.In)
			s.bound[stmt.Var] = true
			s.block(stmt.Body)
		}
	}
	s.visit(b.Result)
	s.failing(b, Children(b)...)
}
