package emit

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
)

// tidy makes local variables that nobody reads blank. A name is declared once in a function, so a name that is only ever set is found without types.
func tidy(text []byte) ([]byte, error) {
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, "", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	changed := false
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
			changed = blank(fn.Body) || changed
		}
	}
	if !changed {
		return text, nil
	}
	var out bytes.Buffer
	if err := format.Node(&out, files, f); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// blank makes the unread variables of a body blank and reports whether there were some.
func blank(body *ast.BlockStmt) bool {
	set := map[*ast.Ident]bool{}
	declared := map[string]bool{}
	declare := func(x ast.Expr) {
		if id, ok := x.(*ast.Ident); ok && id.Name != "_" {
			set[id], declared[id.Name] = true, true
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				if id, ok := x.(*ast.Ident); ok {
					set[id] = true
				}
				if n.Tok == token.DEFINE {
					declare(x)
				}
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				declare(id)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				declare(n.Key)
				declare(n.Value)
			}
		}
		return true
	})
	read := map[string]bool{}
	var look func(n ast.Node) bool
	look = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			read[n.Name] = read[n.Name] || !set[n]
		case *ast.SelectorExpr: // the name of a field is no variable
			ast.Inspect(n.X, look)
			return false
		case *ast.KeyValueExpr:
			ast.Inspect(n.Value, look)
			return false
		}
		return true
	}
	ast.Inspect(body, look)
	unread := false
	for id := range set {
		if declared[id.Name] && !read[id.Name] {
			id.Name = "_"
			unread = true
		}
	}
	if unread {
		ast.Inspect(body, func(n ast.Node) bool { retoken(n); return true })
	}
	return unread
}

// retoken makes := of blanks alone =, and leaves blanks of a range out.
func retoken(n ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, x := range n.Lhs {
			if !isBlank(x) {
				return
			}
		}
		n.Tok = token.ASSIGN
	case *ast.RangeStmt:
		if isBlank(n.Value) {
			n.Value = nil
		}
		if isBlank(n.Key) && n.Value == nil {
			n.Key = nil
		}
	}
}

func isBlank(x ast.Expr) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == "_"
}
