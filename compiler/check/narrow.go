package check

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// path is a local or a global, and fields of it: what a test against none can speak about. Root is a *plan.Var or a *plan.Global, fields is ".a.b".
type path struct {
	root   any
	fields string
}

// narrowed is x, or its value when the scope knows that it is there.
func (c *checker) narrowed(x plan.Expr, p path, sc *scope) plan.Expr {
	opt, ok := types.Resolve(x.Type()).(*types.Optional)
	if !ok || !sc.knows(p) {
		if types.Resolve(x.Type()) == types.None && sc.knows(p) { // the first round of a state function: this branch is never taken
			return &plan.Const{Info: plan.Info{T: types.Never, Span: x.Pos()}}
		}
		return x
	}
	return &plan.Unwrap{Info: plan.Info{T: opt.Elem, Span: x.Pos(), Fails: x.Fallible()}, X: x}
}

func (s *scope) knows(p path) bool {
	for ; s != nil; s = s.parent {
		if known, ok := s.present[p]; ok {
			return known
		}
	}
	return false
}

// knowing is a scope inside s in which paths are known to be present.
func (s *scope) knowing(paths []path) *scope {
	if len(paths) == 0 {
		return s
	}
	in := s.block()
	in.learn(paths)
	return in
}

func (s *scope) learn(paths []path) {
	if s.present == nil {
		s.present = map[path]bool{}
	}
	for _, p := range paths {
		s.present[p] = true
	}
}

// forget drops what is known about v and its fields: it gets another value.
func (s *scope) forget(v *plan.Var) {
	for at := s; at != nil; at = at.parent {
		for p := range at.present {
			if p.root == any(v) {
				at.present[p] = false
			}
		}
	}
	if s.present == nil {
		s.present = map[path]bool{}
	}
	s.present[path{root: v}] = false
}

// facts are the paths that are present when e holds, and those that are present when it does not.
func (c *checker) facts(e dsl.Expr, sc *scope) (yes, no []path) {
	switch e := e.(type) {
	case *dsl.ParenExpr:
		return c.facts(e.X, sc)
	case *dsl.Unary:
		if e.Op == "not" {
			yes, no = c.facts(e.X, sc)
			return no, yes
		}
	case *dsl.Binary:
		return c.binaryFacts(e, sc)
	}
	return nil, nil
}

func (c *checker) binaryFacts(e *dsl.Binary, sc *scope) (yes, no []path) {
	switch e.Op {
	case "==", "!=", "===", "!==":
		tested := e.X
		if isNone(tested) {
			tested = e.Y
		} else if !isNone(e.Y) {
			return nil, nil
		}
		p, ok := c.pathOf(tested, sc)
		if !ok {
			return nil, nil
		}
		if e.Op[0] == '=' {
			return nil, []path{p}
		}
		return []path{p}, nil
	case "and", "&&":
		y1, _ := c.facts(e.X, sc)
		y2, _ := c.facts(e.Y, sc)
		return append(y1, y2...), nil
	case "or", "||":
		_, n1 := c.facts(e.X, sc)
		_, n2 := c.facts(e.Y, sc)
		return nil, append(n1, n2...)
	}
	return nil, nil
}

// pathOf is the path that e spells.
func (c *checker) pathOf(e dsl.Expr, sc *scope) (path, bool) {
	switch e := e.(type) {
	case *dsl.ParenExpr:
		return c.pathOf(e.X, sc)
	case *dsl.Ident:
		if l := sc.find(e.Name); l != nil {
			return path{root: l.v}, l.v != nil
		}
		if d := c.decls[e.Name]; d != nil && d.state == declDone {
			if g, ok := d.value.(*plan.GlobalRef); ok {
				return path{root: g.Global}, true
			}
		}
	case *dsl.Select:
		p, ok := c.pathOf(e.X, sc)
		p.fields += "." + e.Name.Text
		return p, ok && !e.Optional
	}
	return path{}, false
}
