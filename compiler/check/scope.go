package check

import (
	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// scope holds the locals of a block and what is known about optionals in it.
type scope struct {
	parent  *scope
	frame   *frame
	locals  map[string]*local
	present map[path]bool // optionals that a test has shown to be there; false hides what an outer scope knows
}

// local is a name of a scope: a variable, or, in a function over streams that is being inlined, a value.
type local struct {
	v        *plan.Var
	value    plan.Expr
	frame    *frame
	assigned bool // by a statement, so that not reading it is a mistake
	used     bool
}

// frame is the function whose body is being checked. The frame of the top level has no parent.
type frame struct {
	level   level
	want    types.Type // what its result should be; nil when nothing is known
	returns []*plan.Return
	loops   int
	ended   map[string]bool // locals of blocks that have ended, for messages
}

// givesValues reports whether a return of the function has a value.
func (f *frame) givesValues() bool {
	for _, r := range f.returns {
		if r.Value != nil {
			return true
		}
	}
	return false
}

// level says where code runs.
type level int

const (
	levelPipeline level = iota // builds the graph
	levelBatch                 // once per batch, over datasets
	levelEffect                // per row or partition, for its effect
	levelRow                   // per row, for its value
)

func (l level) String() string {
	return [...]string{"pipeline", "batch code", "a function of an output", "a function of rows"}[l]
}

func (c *checker) top() *scope { return &scope{frame: &frame{}} }

func (s *scope) block() *scope { return &scope{parent: s, frame: s.frame} }

func (s *scope) function(level level, want types.Type) *scope {
	return &scope{parent: s, frame: &frame{level: max(level, s.frame.level), want: want}}
}

func (s *scope) define(name string, l *local) {
	if s.locals == nil {
		s.locals = map[string]*local{}
	}
	l.frame = s.frame
	s.locals[name] = l
}

func (s *scope) find(name string) *local {
	for ; s != nil; s = s.parent {
		if l := s.locals[name]; l != nil {
			return l
		}
	}
	return nil
}

// names are the locals that can be seen from s, for suggestions.
func (s *scope) names() []string {
	var out []string
	for ; s != nil; s = s.parent {
		for name := range s.locals {
			out = append(out, name)
		}
	}
	return out
}

// flowExpr is a stream or a sink where an expression stands. It never reaches the plan.
type flowExpr struct {
	plan.Info
	flow ops.Flow
}

// flow is what x gives to an operator.
func flowOf(x plan.Expr) ops.Flow {
	if f, ok := x.(*flowExpr); ok {
		return f.flow
	}
	return ops.Flow{Data: x}
}

// flowValue is the expression of what an operator gave.
func flowValue(f ops.Flow, at diag.Span) plan.Expr {
	switch {
	case f.Node != nil:
		return &flowExpr{Info: plan.Info{T: &types.Stream{Row: f.Node.Row}, Span: at}, flow: f}
	case f.Sink != nil:
		return &flowExpr{Info: plan.Info{T: types.Sink, Span: at}, flow: f}
	case f.Data != nil:
		return f.Data
	}
	return &plan.Block{Info: plan.Info{T: types.Unit, Span: at}}
}

// bad is an expression that was reported.
func bad(at diag.Span) *plan.Const { return &plan.Const{Info: plan.Info{T: types.Error, Span: at}} }

// never is an expression in a branch that is not taken.
func never(at diag.Span) *plan.Const { return &plan.Const{Info: plan.Info{T: types.Never, Span: at}} }

func isBad(x plan.Expr) bool { return types.Resolve(x.Type()) == types.Error }

func isStream(t types.Type) bool {
	_, ok := types.Resolve(t).(*types.Stream)
	return ok
}
