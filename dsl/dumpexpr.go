package dsl

import (
	"fmt"
	"strconv"
)

func (d *dumper) expr(e Expr) {
	switch e := e.(type) {
	case nil:
		d.role = ""
	case *IntLit:
		d.node("int " + e.Text)
	case *FloatLit:
		d.node("float " + e.Text)
	case *DurationLit:
		d.node("duration " + e.Text)
	case *StringLit:
		d.text(e)
	case *BoolLit:
		d.node(strconv.FormatBool(e.Value))
	case *NoneLit:
		d.node("none")
	case *Ident:
		d.node("name " + e.Name)
	case *ListLit:
		d.node("list", func() { d.exprs(e.Elems) })
	case *MapLit:
		d.node("map", func() {
			for _, entry := range e.Entries {
				d.as("key").expr(entry.Key)
				d.as("value").expr(entry.Value)
			}
		})
	case *TupleLit:
		d.node("tuple", func() { d.args(e.Elems) })
	case *ParenExpr:
		d.node("parens", func() { d.expr(e.X) })
	case *RecordLit:
		d.node("record", func() {
			for _, field := range e.Fields {
				d.as(field.Name.Text).expr(field.Value)
			}
		})
	default:
		d.compound(e)
	}
}

func (d *dumper) compound(e Expr) {
	switch e := e.(type) {
	case *Unary:
		d.node("unary "+e.Op, func() { d.expr(e.X) })
	case *Binary:
		d.node("binary "+e.Op, func() { d.expr(e.X) }, func() { d.expr(e.Y) })
	case *Select:
		d.node(when(e.Optional, "?")+"."+e.Name.Text, func() { d.expr(e.X) })
	case *Call:
		d.node("call", func() { d.expr(e.Fun) }, func() { d.args(e.Args) })
	case *Index:
		d.node("index", func() { d.expr(e.X) }, func() { d.args(e.Args) })
	case *OptionalMark:
		d.node("optional", func() { d.expr(e.X) })
	case *Lambda:
		d.node("lambda "+e.Arrow, func() {
			for _, param := range e.Params {
				d.node("param "+patternOf(param.Pattern), func() { d.typ(param.Type) })
			}
		}, func() { d.expr(e.Body) })
	case *If:
		d.node("if", func() { d.expr(e.Cond) }, func() { d.expr(e.Then) }, func() { d.as("else").expr(e.Else) })
	case *Block:
		d.node("block", func() {
			for _, stmt := range e.Stmts {
				d.stmt(stmt)
			}
		})
	case *BadExpr:
		d.node("bad")
	default:
		panic(fmt.Sprintf("dsl: no case for %T", e))
	}
}

func (d *dumper) exprs(list []Expr) {
	for _, e := range list {
		d.expr(e)
	}
}

func (d *dumper) text(lit *StringLit) {
	if len(lit.Pieces) == 0 || len(lit.Pieces) == 1 && lit.Pieces[0].Expr == nil {
		d.node(when(lit.Raw, "raw ") + "text " + textOf(lit))
		return
	}
	d.node("text", func() {
		for _, piece := range lit.Pieces {
			if piece.Expr != nil {
				d.as("${}").expr(piece.Expr)
			} else {
				d.node(strconv.Quote(piece.Text))
			}
		}
	})
}

func (d *dumper) args(args []*Arg) {
	for _, arg := range args {
		role := arg.Name.Text
		if arg.EqualSign {
			role += " ="
		}
		if arg.As.Text != "" {
			role += when(role != "", " ") + "as " + arg.As.Text
		}
		d.role = role
		if arg.Star {
			d.node("*")
		} else {
			d.expr(arg.Value)
		}
	}
}

func patternOf(p Pattern) string {
	switch p := p.(type) {
	case *NamePattern:
		return p.Name.Text
	case *TuplePattern:
		text := "("
		for i, elem := range p.Elems {
			text += when(i > 0, ", ") + patternOf(elem)
		}
		return text + when(len(p.Elems) == 1, ",") + ")"
	}
	panic(fmt.Sprintf("dsl: no case for %T", p))
}

func (d *dumper) stmt(s Stmt) {
	switch s := s.(type) {
	case *ExprStmt:
		d.expr(s.X)
	case *Assign:
		d.node("assign "+s.Op, func() { d.expr(s.Target) }, func() { d.expr(s.Value) })
	case *Return:
		d.node("return", func() { d.expr(s.Value) })
	case *Break:
		d.node("break")
	case *Continue:
		d.node("continue")
	case *For:
		d.node("for "+patternOf(s.Pattern), func() { d.expr(s.In) }, func() { d.expr(s.Body) })
	default:
		panic(fmt.Sprintf("dsl: no case for %T", s))
	}
}
