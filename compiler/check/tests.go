package check

import (
	"slices"
	"strings"
	"time"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// This file types `test` blocks: what each step speaks about, that it can be carried out, and the values of its rows (testvalue.go).

// tests types every test block of the file into the program.
func (c *checker) tests() {
	names := map[string]diag.Span{}
	c.wrong = c.list.HasErrors() || c.settled.HasErrors()
	for _, item := range c.file.Items {
		t, ok := item.(*dsl.TestDecl)
		if !ok {
			continue
		}
		name, plain := plainText(t.Name)
		if !plain {
			c.report(testNameNotPlain(t.Name.Span))
		}
		if first, twice := names[name]; twice {
			c.report(sameTestName(t.Name.Span, name, first))
		}
		names[name] = t.Name.Span
		c.prog.Tests = append(c.prog.Tests, c.test(t, name))
	}
}

func (c *checker) test(t *dsl.TestDecl, name string) *plan.Test {
	w := &testWriter{c: c, out: &plan.Test{Name: name, Span: t.Span}}
	for _, step := range t.Steps {
		w.step(step)
	}
	if !w.expects {
		c.report(testWithoutExpect(t.Name.Span))
	}
	return w.out
}

// testWriter types the steps of one test. It follows the clock, so that a step that cannot be carried out is seen here.
type testWriter struct {
	c       *checker
	out     *plan.Test
	started bool // a step other than set was there
	stopped diag.Span
	expects bool
	clock   time.Duration
	closed  int64 // batches that were closed
}

func (w *testWriter) step(s dsl.Step) {
	if _, ok := s.(*dsl.ExpectStep); !ok && !w.stopped.IsZero() {
		w.c.report(stepAfterStop(s.Pos(), w.stopped))
	}
	if set, ok := s.(*dsl.SetStep); ok {
		w.set(set)
		return
	}
	w.started = true
	switch s := s.(type) {
	case *dsl.FeedStep:
		w.feed(s)
	case *dsl.RunStep:
		w.run(s)
	case *dsl.FailStep:
		w.fail(s)
	case *dsl.ExpectStep:
		w.expects = true
		w.expect(s)
	}
}

func (w *testWriter) add(s plan.TestStep) {
	if s.Word != "expect" {
		s.At = -1
	}
	w.out.Steps = append(w.out.Steps, s)
}

func (w *testWriter) set(s *dsl.SetStep) {
	name := targetName(s.Name)
	switch {
	case !slices.Contains(w.c.paramNames(), name):
		w.c.report(setNoParam(s.Name.Span, name, w.c.paramNames()))
		return
	case w.started:
		w.c.report(setTooLate(s.Span))
		return
	}
	g, ok := w.c.lookup(name, s.Name.Span).value.(*plan.GlobalRef)
	if !ok {
		return // the parameter was refused
	}
	if row, ok := w.c.testRow(s.Value, g.Global.Type, false); ok {
		w.add(plan.TestStep{Span: s.Span, Word: "set", Target: name, Row: g.Global.Type, Rows: []plan.TestRow{row}})
	}
}

func (c *checker) paramNames() []string {
	var out []string
	for _, d := range c.order {
		if _, ok := d.item.(*dsl.ParamDecl); ok {
			out = append(out, d.name.Text)
		}
	}
	return out
}

func targetName(t dsl.Target) string {
	parts := make([]string, len(t.Parts))
	for i, p := range t.Parts {
		parts[i] = p.Text
	}
	return strings.Join(parts, ".")
}

func (w *testWriter) feed(s *dsl.FeedStep) {
	name, row, source := w.c.fedBy(s.Target)
	if row == nil {
		return
	}
	step := plan.TestStep{Span: s.Span, Word: "feed", Target: name, Row: row}
	if s.Partitions != nil {
		n, ok := w.c.testInt(s.Partitions, 1)
		if !ok {
			return
		}
		step.Partitions = int(n)
	}
	ok := true
	switch {
	case isNoneLit(s.Rows):
		step.Missing = true
		if source == nil {
			w.c.report(readIsNeverMissing(s.Rows.Pos(), name))
			return
		}
	case s.Raw:
		if source != nil && source.Format == nil {
			w.c.report(rawWithoutDecoder(s.Span, name))
			return
		}
		step.Raw, ok = w.c.testTexts(s.Rows)
	default:
		step.Rows, ok = w.c.testRows(s.Rows, row, false)
	}
	if ok {
		w.add(step)
	}
}

func isNoneLit(e dsl.Expr) bool {
	_, ok := e.(*dsl.NoneLit)
	return ok
}

// fedBy finds what a feed of target feeds: the name of the replay contract and the row type, and the source unless it is a `read`.
func (c *checker) fedBy(target dsl.Target) (string, types.Type, *plan.Source) {
	name := targetName(target)
	d := c.decls[name]
	if d == nil {
		c.report(feedUnknown(target.Span, name, c.fedNames()))
		return "", nil, nil
	}
	switch v := c.lookup(name, target.Span).value.(type) {
	case *plan.GlobalRef:
		if v.Global.Read != nil {
			return v.Global.Name, v.Global.Read.Row, nil
		}
	case *flowExpr:
		if v.flow.Node != nil {
			return c.sourceOf(target, name, v.flow.Node)
		}
	case *plan.Const:
		if isBad(v) {
			return "", nil, nil
		}
	}
	c.report(feedNoSource(target.Span, name, c.fedNames()))
	return "", nil, nil
}

func (c *checker) sourceOf(target dsl.Target, name string, n *plan.Node) (string, types.Type, *plan.Source) {
	sources := sourcesAbove(n)
	if own := slices.DeleteFunc(slices.Clone(sources), func(s *plan.Node) bool { return s.ErrorName != name }); len(own) > 0 {
		sources = own
	}
	switch len(sources) {
	case 0:
		c.report(feedNoSource(target.Span, name, c.fedNames()))
		return "", nil, nil
	case 1:
		return c.feedSource(target, sources[0])
	}
	c.report(feedManySources(target.Span, name, sources))
	return "", nil, nil
}

// feedSource is a feed of the source n, which must run and take rows.
func (c *checker) feedSource(target dsl.Target, n *plan.Node) (string, types.Type, *plan.Source) {
	source := n.Kind.(*plan.Source)
	looked := c.testedNames()
	switch {
	case source.Source == "rate":
		c.report(feedRate(target.Span))
		return "", nil, nil
	case !c.wrong && !c.graph.needed()[n] && !(n.Bound && looked[n.Name]) && !c.graph.readByLooked(n, looked):
		c.report(feedUnused(target.Span, n.ErrorName))
		return "", nil, nil
	}
	return n.ErrorName, n.Row, source
}

// sourcesAbove are the sources that n gets its rows from.
func sourcesAbove(n *plan.Node) []*plan.Node {
	if _, ok := n.Kind.(*plan.Source); ok {
		return []*plan.Node{n}
	}
	var out []*plan.Node
	for _, in := range n.Inputs {
		for _, s := range sourcesAbove(in) {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// fedNames are the names that a feed can take.
func (c *checker) fedNames() []string {
	var out []string
	for _, n := range c.graph.nodes {
		if _, ok := n.Kind.(*plan.Source); ok {
			out = append(out, n.ErrorName)
		}
	}
	for _, g := range c.prog.Globals {
		if g.Read != nil {
			out = append(out, g.Name)
		}
	}
	return out
}

func (w *testWriter) run(s *dsl.RunStep) {
	step := plan.TestStep{Span: s.Span, Word: s.Word.Text}
	batch := w.c.prog.Settings.Batch
	switch s.Word.Text {
	case "tick":
		if batch == 0 {
			w.c.report(tickWithoutStreams(s.Span))
			return
		}
		step.N = 1
		if s.Arg != nil {
			n, ok := w.c.testInt(s.Arg, 1)
			if !ok {
				return
			}
			step.N = int(n)
		}
		w.closed += int64(step.N)
		w.clock = time.Duration(w.closed) * batch
	case "process", "trigger":
		w.c.report(stepOfTables(s.Span, s.Word.Text))
		return
	case "advance":
		d, ok := w.advance(s)
		if !ok {
			return
		}
		step.Millis = d.Milliseconds()
	case "stop":
		w.stopped = s.Span
	}
	w.add(step)
}

func (w *testWriter) advance(s *dsl.RunStep) (time.Duration, bool) {
	if s.Arg == nil {
		w.c.report(advanceWithoutArg(s.Span))
		return 0, false
	}
	d, ok := w.c.testDuration(s.Arg)
	if !ok {
		return 0, false
	}
	if d <= 0 || d%time.Millisecond != 0 {
		w.c.report(advanceNotForward(s.Arg.Pos(), d))
		return 0, false
	}
	batch := w.c.prog.Settings.Batch
	if end := time.Duration(w.closed+1) * batch; batch > 0 && w.clock+d > end {
		w.c.report(advancePastBatch(s.Span, w.clock+d, end))
		return 0, false
	}
	w.clock += d
	return d, true
}

func (w *testWriter) fail(s *dsl.FailStep) {
	name := targetName(s.Target)
	if _, output := w.c.graph.outputs.taken[name]; !output && w.c.seenAs(name).kind != plan.TargetEndpoint {
		if !w.c.wrong {
			w.c.report(failUnknown(s.Target.Span, name, w.c.seenNames()))
		}
		return
	}
	step := plan.TestStep{Span: s.Span, Word: "fail", Target: name, N: 1}
	if s.Times != nil {
		n, ok := w.c.testInt(s.Times, 1)
		if !ok {
			return
		}
		step.N = int(n)
	}
	w.add(step)
}

func (w *testWriter) expect(s *dsl.ExpectStep) {
	name := targetName(s.Target)
	t := w.c.seenAs(name)
	if t.row == nil {
		if t.later {
			w.c.report(notYet(s.Target.Span, "E0902", "tables (`"+name+"`)"))
		} else if !w.c.wrong {
			w.c.report(expectUnknown(s.Target.Span, name, w.c.seenNames()))
		}
		return
	}
	step := plan.TestStep{Span: s.Span, Word: "expect", Target: name, Kind: t.kind, Row: t.row, Ordered: s.Ordered, At: -1}
	if s.At != nil {
		at, ok := w.c.testDuration(s.At)
		if !ok {
			return
		}
		if b := w.c.prog.Settings.Batch; b > 0 && (at <= 0 || at%b != 0) {
			w.c.report(atNoBatch(s.At.Pos(), at, b))
			return
		}
		step.At = at.Milliseconds()
	}
	ok := true
	if isNoneLit(s.Rows) {
		step.None = true
	} else {
		step.Rows, ok = w.c.testRows(s.Rows, t.row, true)
	}
	if ok {
		w.add(step)
	}
}

// seen is what an expect can look at: its kind and the type of its rows (nil: nothing of that name). Later says that it belongs to tables.
type seen struct {
	kind  plan.TargetKind
	row   types.Type
	later bool
}

func (c *checker) seenAs(name string) seen {
	for _, n := range c.graph.nodes {
		out, ok := n.Kind.(*plan.Output)
		if ok && out.Name == name && !strings.HasSuffix(name, ".errors") {
			return seen{kind: plan.TargetOutput, row: n.Row}
		}
	}
	for _, g := range c.prog.Globals {
		if g.Name == name && (g.Kind == plan.GlobalEndpoint || g.Kind == plan.GlobalPool) {
			return seen{kind: plan.TargetEndpoint, row: types.String}
		}
	}
	if n := c.graph.boundNode(name); n != nil {
		return seen{kind: plan.TargetOutput, row: n.Row}
	}
	if of, ok := strings.CutSuffix(name, ".errors"); ok && c.graph.isChain(of) {
		return seen{kind: plan.TargetErrors, row: types.RowError()}
	}
	switch {
	case name == "printed":
		return seen{kind: plan.TargetPrinted, row: types.String}
	case name == "errors":
		return seen{kind: plan.TargetErrors, row: types.RowError()}
	case name == "watermark" || strings.HasSuffix(name, ".late"):
		return seen{later: true}
	}
	return seen{}
}

// boundNode is the stream that the binding of that name stands for.
func (g *graph) boundNode(name string) *plan.Node {
	if d := g.c.decls[name]; d != nil {
		if f, ok := d.value.(*flowExpr); ok {
			return f.flow.Node
		}
	}
	return nil
}

// isChain reports whether rows can fail in a chain of that name.
func (g *graph) isChain(name string) bool {
	return slices.ContainsFunc(g.nodes, func(n *plan.Node) bool { return n.ErrorName == name })
}

// seenNames are the names that an expect can take.
func (c *checker) seenNames() []string {
	out := append(c.graph.outputs.names(), "printed", "errors")
	for _, d := range c.order {
		if c.graph.boundNode(d.name.Text) != nil {
			out = append(out, d.name.Text)
		}
	}
	for _, g := range c.prog.Globals {
		if g.Kind == plan.GlobalEndpoint || g.Kind == plan.GlobalPool {
			out = append(out, g.Name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// testedNames are the names that the tests of the file look at.
func (c *checker) testedNames() map[string]bool {
	out := map[string]bool{}
	for _, item := range c.file.Items {
		t, ok := item.(*dsl.TestDecl)
		if !ok {
			continue
		}
		for _, step := range t.Steps {
			if e, ok := step.(*dsl.ExpectStep); ok {
				out[targetName(e.Target)] = true
			}
		}
	}
	return out
}

// addTestOutputs gives every stream that a test looks at and that has no output one of its name, where the program is compiled for its tests.
func (c *checker) addTestOutputs() {
	if !c.opts.TestOutputs {
		return
	}
	looked := c.testedNames()
	for _, d := range c.order {
		name := d.name.Text
		n := c.graph.boundNode(name)
		if n == nil || !looked[name] {
			continue
		}
		if _, taken := c.graph.outputs.enter(name, d.name.Span); taken {
			continue
		}
		limit := constant(types.Int, int64(10), d.name.Span)
		out := &plan.Node{Span: d.name.Span, Kind: &plan.Output{Output: "print", Name: name, Limit: limit}, Inputs: []*plan.Node{n}, Row: n.Row,
			Slide: n.Slide, Order: n.Order, ErrorName: n.ErrorName}
		c.graph.nodes = append(c.graph.nodes, out)
		c.graph.infos[out] = &nodeInfo{op: "print"}
	}
}
