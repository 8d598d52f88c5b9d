package plan

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/streamc-dev/streamc/compiler/types"
)

// ExprText is e in words, in brackets where it matters. What can fail has a `!`: `x +! y`, `f!(x)`.
func ExprText(e Expr) string {
	switch e := e.(type) {
	case nil:
		return "?"
	case *Const:
		return constText(e.Value, e.T)
	case *Local:
		return e.Var.Name
	case *GlobalRef:
		return e.Global.Name
	case *Field:
		if e.Name == "" {
			return fmt.Sprintf("%s[%d]", ExprText(e.X), e.Index)
		}
		return ExprText(e.X) + "." + e.Name
	case *Tuple:
		return "(" + list(e.Elems) + ")"
	case *Record:
		return recordText(e)
	case *List:
		return "[" + list(e.Elems) + "]"
	case *Map:
		parts := make([]string, len(e.Keys))
		for i := range e.Keys {
			parts[i] = ExprText(e.Keys[i]) + ": " + ExprText(e.Values[i])
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case *Unary:
		return string(e.Op) + own(e.Fails, e.X) + "(" + ExprText(e.X) + ")"
	case *Binary:
		return fmt.Sprintf("(%s %s%s %s)", ExprText(e.X), e.Op, own(e.Fails, e.X, e.Y), ExprText(e.Y))
	case *Convert:
		return string(e.Kind) + "(" + ExprText(e.X) + ")"
	case *Fn:
		return fnText(e)
	}
	return flowText(e)
}

// flowText is the text of what decides, names and calls.
func flowText(e Expr) string {
	switch e := e.(type) {
	case *IsNone:
		if e.Negated {
			return "(" + ExprText(e.X) + " != none)"
		}
		return "(" + ExprText(e.X) + " == none)"
	case *Unwrap:
		return "value(" + ExprText(e.X) + ")"
	case *Coalesce:
		return "(" + ExprText(e.X) + " ?? " + ExprText(e.Y) + ")"
	case *Cond:
		out := "if " + ExprText(e.If) + " then " + ExprText(e.Then)
		if e.Else != nil {
			out += " else " + ExprText(e.Else)
		}
		return "(" + out + ")"
	case *Let:
		return fmt.Sprintf("(let %s = %s in %s)", e.Var.Name, ExprText(e.Value), ExprText(e.Body))
	case *Block:
		return blockText(e)
	case *Call:
		return e.Name + own(e.Fails, e.Args...) + "(" + list(e.Args) + ")"
	case *CallFunc:
		return e.Func.Name + own(e.Fails, e.Args...) + "(" + list(e.Args) + ")"
	case *Fail:
		return "fail(" + ExprText(e.Reason) + ")"
	case *Dataset:
		if len(e.Inputs) == 0 {
			return "{" + KindText(e.Kind) + "}"
		}
		return "{" + KindText(e.Kind) + " over " + list(e.Inputs) + "}"
	case *SliceOf:
		return fmt.Sprintf("{slice of %s from %s to %s}", e.Stream.Name, ExprText(e.From), ExprText(e.To))
	case *Action:
		args := append([]Expr{e.Data}, e.Args...)
		return e.Name + own(e.Fails, args...) + "(" + list(args) + ")"
	}
	panic(fmt.Sprintf("plan: no case for %T", e))
}

// own marks what fails though none of its parts does.
func own(fails bool, parts ...Expr) string {
	for _, p := range parts {
		if p != nil && p.Fallible() {
			return ""
		}
	}
	return flag("!", fails)
}

func list(es []Expr) string {
	parts := make([]string, len(es))
	for i, e := range es {
		parts[i] = ExprText(e)
	}
	return strings.Join(parts, ", ")
}

func recordText(e *Record) string {
	r, _ := types.Resolve(e.T).(*types.Record)
	parts := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		parts[i] = r.Fields[i].Name + ": " + ExprText(f)
	}
	return r.Name + "{" + strings.Join(parts, ", ") + "}"
}

func fnText(f *Fn) string {
	names := make([]string, len(f.Params))
	for i, p := range f.Params {
		names[i] = p.Name
	}
	head := strings.Join(names, ", ")
	if len(names) != 1 {
		head = "(" + head + ")"
	}
	return "(" + head + " =>" + flag("!", f.BodyFails) + " " + ExprText(f.Body) + ")"
}

func blockText(b *Block) string {
	var parts []string
	for _, s := range b.Stmts {
		parts = append(parts, stmtText(s))
	}
	if b.Result != nil {
		parts = append(parts, ExprText(b.Result))
	}
	return "{ " + strings.Join(parts, "; ") + " }"
}

func stmtText(s Stmt) string {
	switch s := s.(type) {
	case *Assign:
		return flag("var ", s.Declare) + s.Var.Name + " = " + ExprText(s.Value)
	case *ExprStmt:
		return ExprText(s.X)
	case *Return:
		if s.Value == nil {
			return "return"
		}
		return "return " + ExprText(s.Value)
	case *Break:
		return "break"
	case *Continue:
		return "continue"
	case *For:
		return fmt.Sprintf("for %s in %s %s", s.Var.Name, ExprText(s.In), blockText(s.Body))
	}
	panic(fmt.Sprintf("plan: no case for %T", s))
}

// constText is a constant's value as the language writes it.
func constText(v any, t types.Type) string {
	t = types.Resolve(t)
	switch v := v.(type) {
	case nil:
		return "none"
	case string:
		return strconv.Quote(v)
	case float64:
		text := strconv.FormatFloat(v, 'g', -1, 64)
		if !strings.ContainsAny(text, ".eIN") {
			text += ".0"
		}
		return text
	case []any:
		return partsText(v, t)
	}
	if text, ok := keyedText(v, t); ok {
		return text
	}
	if n := reflect.ValueOf(v); t == types.Duration && n.CanInt() { // the runtime's duration, a type that plan does not import
		return durationText(time.Duration(n.Int()))
	}
	return fmt.Sprint(v)
}

// keyedText is the text of a dynamic map or set, whose types plan does not import: a pointer to a struct with Entries or Elems.
func keyedText(v any, t types.Type) (string, bool) {
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Pointer || r.Elem().Kind() != reflect.Struct {
		return "", false
	}
	var parts []string
	switch t := t.(type) {
	case *types.Map:
		entries := r.Elem().FieldByName("Entries")
		for i := range entries.Len() {
			parts = append(parts, constText(entries.Index(i).Index(0).Interface(), t.Key)+": "+constText(entries.Index(i).Index(1).Interface(), t.Value))
		}
		return "[" + strings.Join(parts, ", ") + "]", true
	case *types.Set:
		elems := r.Elem().FieldByName("Elems")
		for i := range elems.Len() {
			parts = append(parts, constText(elems.Index(i).Interface(), t.Elem))
		}
		return "{" + strings.Join(parts, ", ") + "}", true
	}
	return "", false
}

func partsText(values []any, t types.Type) string {
	if o, ok := t.(*types.Optional); ok {
		t = types.Resolve(o.Elem)
	}
	parts := make([]string, len(values))
	for i, v := range values {
		switch t := t.(type) {
		case *types.List:
			parts[i] = constText(v, t.Elem)
		case *types.Tuple:
			parts[i] = constText(v, t.Elems[i])
		case *types.Record:
			parts[i] = t.Fields[i].Name + ": " + constText(v, t.Fields[i].Type)
		default:
			parts[i] = fmt.Sprint(v)
		}
	}
	text := strings.Join(parts, ", ")
	switch t := t.(type) {
	case *types.Tuple:
		return "(" + text + ")"
	case *types.Record:
		return t.Name + "{" + text + "}"
	}
	return "[" + text + "]"
}
