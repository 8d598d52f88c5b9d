package dsl

import (
	"fmt"
	"strconv"
	"strings"
)

// Dump is a tree as plain text: one node a line, children indented by two spaces, without places and comments. Two files with the same Dump mean
// the same.
func Dump(f *File) string {
	d := &dumper{}
	for _, item := range f.Items {
		d.item(item)
	}
	return d.out.String()
}

type dumper struct {
	out   strings.Builder
	depth int
	role  string // what the next node is to its parent
}

// node writes a line; its children stand below.
func (d *dumper) node(text string, children ...func()) {
	d.out.WriteString(strings.Repeat("  ", d.depth))
	if d.role != "" {
		d.out.WriteString(d.role + ": ")
		d.role = ""
	}
	d.out.WriteString(text)
	d.out.WriteByte('\n')
	d.depth++
	for _, child := range children {
		child()
	}
	d.depth--
}

func (d *dumper) as(role string) *dumper {
	d.role = role
	return d
}

// doc is the documentation of a declaration, behind its name.
func doc(text string) string {
	if text == "" {
		return ""
	}
	return " // " + strconv.Quote(text)
}

func (d *dumper) item(item Item) {
	switch item := item.(type) {
	case *Import:
		text := "import " + textOf(item.Path)
		if item.Alias.Text != "" {
			text += " as " + item.Alias.Text
		}
		d.node(text)
	case *TypeDecl:
		d.node("type "+item.Name.Text+doc(item.Doc), func() { d.typ(item.Type) })
	case *ParamDecl:
		d.node("param "+item.Name.Text+doc(item.Doc), func() { d.as("type").typ(item.Type) }, func() { d.as("default").expr(item.Default) })
	case *FuncDecl:
		d.node("func "+item.Name.Text+doc(item.Doc), func() { d.params(item.Params) }, func() { d.as("result").typ(item.Result) }, func() { d.expr(item.Body) })
	case *ExternDecl:
		d.node("extern "+item.Kind+" "+item.Name.Text+" = go "+textOf(item.Package)+"."+item.Symbol.Text+doc(item.Doc),
			func() { d.params(item.Params) }, func() { d.as("result").typ(item.Result) }, func() { d.as("type").typ(item.Type) })
	case *Setting:
		d.node("setting "+item.Name.Text, func() { d.expr(item.Value) }, func() {
			for _, part := range item.More {
				d.as(part.Name.Text).expr(part.Value)
			}
		})
	case *Binding:
		d.node("binding "+item.Name.Text+doc(item.Doc), func() { d.as("type").typ(item.Type) }, func() { d.expr(item.Value) })
	case *ExprItem:
		d.node("output", func() { d.expr(item.Expr) })
	case *TestDecl:
		d.node("test "+textOf(item.Name), func() {
			for _, step := range item.Steps {
				d.step(step)
			}
		})
	default:
		panic(fmt.Sprintf("dsl: no case for %T", item))
	}
}

func (d *dumper) step(step Step) {
	switch step := step.(type) {
	case *SetStep:
		d.node("set "+target(step.Name), func() { d.expr(step.Value) })
	case *FeedStep:
		d.node("feed "+target(step.Target)+when(step.Raw, " raw"), func() { d.as("partitions").expr(step.Partitions) }, func() { d.expr(step.Rows) })
	case *RunStep:
		d.node(step.Word.Text, func() { d.expr(step.Arg) })
	case *FailStep:
		d.node("fail "+target(step.Target), func() { d.expr(step.Times) })
	case *ExpectStep:
		d.node("expect "+target(step.Target)+when(step.Ordered, " ordered"), func() { d.as("at").expr(step.At) }, func() { d.expr(step.Rows) })
	default:
		panic(fmt.Sprintf("dsl: no case for %T", step))
	}
}

// when is a text under a condition.
func when(set bool, text string) string {
	if set {
		return text
	}
	return ""
}

// target is the target of a step as it is written.
func target(t Target) string {
	words := make([]string, len(t.Parts))
	for i, part := range t.Parts {
		words[i] = part.Text
	}
	if t.Text {
		return quote(words[0])
	}
	return strings.Join(words, ".")
}

func (d *dumper) params(params []*FuncParam) {
	for _, param := range params {
		d.node("param "+param.Name.Text, func() { d.typ(param.Type) }, func() { d.as("default").expr(param.Default) })
	}
}

func (d *dumper) typ(t Type) {
	switch t := t.(type) {
	case nil:
		d.role = ""
	case *NamedType:
		d.node(pathOf(t.Path), func() { d.types(t.Args) })
	case *ListType:
		d.node("[]", func() { d.typ(t.Elem) })
	case *TupleType:
		d.node("()", func() { d.types(t.Elems) })
	case *OptionalType:
		d.node("?", func() { d.typ(t.Elem) })
	case *RecordType:
		d.node("{}", func() {
			for _, field := range t.Fields {
				text := "field " + field.Name.Text
				if field.Outside != nil {
					text += " " + textOf(field.Outside)
				}
				d.node(text, func() { d.typ(field.Type) }, func() { d.as("default").expr(field.Default) })
			}
		})
	default:
		panic(fmt.Sprintf("dsl: no case for %T", t))
	}
}

func (d *dumper) types(types []Type) {
	for _, t := range types {
		d.typ(t)
	}
}

func pathOf(path []Name) string {
	words := make([]string, len(path))
	for i, name := range path {
		words[i] = name.Text
	}
	return strings.Join(words, ".")
}

// textOf is a text without interpolations as a literal.
func textOf(lit *StringLit) string {
	var b strings.Builder
	for _, piece := range lit.Pieces {
		if piece.Expr != nil {
			b.WriteString(piece.Source)
		} else {
			b.WriteString(piece.Text)
		}
	}
	return strconv.Quote(b.String())
}
