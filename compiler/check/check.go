// Package check turns a syntax tree into a plan: it finds what each name stands for, gives every expression its type, and holds the rules of streams, state and
// batch code.
//
// In goes a dsl.File that parsed; out come a plan.Program and every independent error of the file. The program is whole only when the list has no errors.
//
// The work is in two halves that share one checker. Expressions (expr*.go, call*.go, lambda.go, stmt.go, func.go, narrow.go, typeexpr.go) know types; the graph
// (graph*.go, settings.go, tests.go) knows nodes, outputs, names of state and test blocks. An operator's call is typed by its signature here and lowered by its
// entry in package ops, which builds through the graph.
//
// Invariants: declarations are resolved when they are first needed, each once; an expression that is wrong is reported once and gets the type error, which
// fits everything; nothing of the syntax is left in the plan.
package check

import (
	gotypes "go/types"
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// Options say what Check cannot see in the tree.
type Options struct {
	// SourceText is the text of each file by its name, for comments in emitted code. It may be nil.
	SourceText map[string]string
	// TestOutputs gives every stream that a `test` block looks at, and that has no output, one of its name.
	TestOutputs bool
	// GoPackages are the Go packages that extern declarations name, by import path, and GoProblems what is wrong with those that are not there. Of a package
	// in neither the declarations are believed; no Go can be emitted then.
	GoPackages map[string]*gotypes.Package
	GoProblems map[string]*diag.Diagnostic
}

// Check types file. The list is sorted; the program must not be used when it has errors.
func Check(file *dsl.File, opts Options) (*plan.Program, diag.List) {
	c := newChecker(file, opts)
	c.declare()
	c.settings()
	c.items()
	c.environment()
	if !c.needsLater() {
		c.finish()
		c.tests()
	}
	return c.prog, withoutFollowers(append(c.settled, c.list...)).Sorted()
}

// withoutFollowers drops warnings of what is not used from a program with errors: its use may be what is wrong.
func withoutFollowers(list diag.List) diag.List {
	if !list.HasErrors() {
		return list
	}
	return slices.DeleteFunc(list, func(d *diag.Diagnostic) bool { return d.Code == "W0401" || d.Code == "W0525" })
}

// needsLater reports whether the program uses what is not compiled yet. Then outputs and tests are not looked at: much of what they speak about is missing.
func (c *checker) needsLater() bool {
	later := func(d *diag.Diagnostic) bool { return strings.HasPrefix(d.Code, "E09") }
	return slices.ContainsFunc(c.settled, later) || slices.ContainsFunc(c.list, later)
}

// checker is the state of one Check.
type checker struct {
	file *dsl.File
	opts Options
	prog *plan.Program

	list    diag.List // of the declaration being checked; overload trials cut it back
	settled diag.List // of declarations that are done

	decls map[string]*decl
	order []*decl // in order of the source

	catalogue map[string][]*operator
	functions map[string][]*function
	u         types.Unifier

	firstRound int // > 0: a state function is typed with no state (inferState)

	place    place
	inlining []*decl    // functions over streams that are being inlined, outermost first
	owner    *plan.Func // the function whose body is being checked; nil outside
	limits   map[*plan.Func]limit
	graph    *graph
	wrong    bool // the program has errors before its tests are looked at: what they speak about may be missing
	ordering bool // the function of an ordering is being checked: `desc` and `asc` mark what it gives
}

// place says in which chain an operator stands: the top-level binding (empty for an expression that stands alone), and inside functions over streams the names of
// functions and their locals, which are part of the names of nodes and state.
type place struct {
	Binding string
	Path    []string
}

func newChecker(file *dsl.File, opts Options) *checker {
	c := &checker{file: file, opts: opts, decls: map[string]*decl{}, limits: map[*plan.Func]limit{}, catalogue: operators(ops.Catalogue()), functions: functions()}
	c.prog = &plan.Program{File: file.Name, SourceText: opts.SourceText}
	c.graph = newGraph(c)
	return c
}

// items resolves every declaration and every expression that stands alone, in order of the source.
func (c *checker) items() {
	byItem := map[dsl.Item]*decl{}
	for _, d := range c.order {
		byItem[d.item] = d
	}
	for _, item := range c.file.Items {
		if e, ok := item.(*dsl.ExprItem); ok {
			c.output(e)
		} else if d := byItem[item]; d != nil {
			c.resolve(d)
		}
	}
}

// output checks an expression that stands alone: it should send rows somewhere.
func (c *checker) output(item *dsl.ExprItem) {
	x := c.expr(item.Expr, nil, c.top())
	switch t := types.Resolve(x.Type()); {
	case t == types.Unit || t == types.Error || t == types.Never:
	case isStream(t):
		c.report(unusedStream(item.Span))
	default:
		c.report(unusedValue(item.Span, t))
	}
}

// report adds diagnostics.
func (c *checker) report(ds ...*diag.Diagnostic) { c.list.Add(ds...) }
