package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// newCode lowers expressions that stand in New: arguments of sources and outputs, values of globals. They are constants or read globals made before them.
func (e *emitter) newCode() *code {
	c := &code{fn: e.newFunction(env{}, "o")}
	c.fn.fault = func(inner *code, fault *jen.Statement) {
		inner.add(jen.Id("p").Dot("app").Dot("Refuse").Call(fault), jen.Return(jen.Id("p")))
		inner.done = true
	}
	return c
}

// newValue is x in New.
func (e *emitter) newValue(x plan.Expr) *jen.Statement {
	c := e.newCode()
	v := c.expr(x)
	e.newLines = append(e.newLines, c.out...)
	return v.code
}

// newNode adds a line to New that sets the field of a node, under the line of the source.
func (e *emitter) newNode(n *plan.Node, typ, value *jen.Statement) {
	f := e.nodeField(n)
	e.fields = append(e.fields, field{f, typ, nil})
	e.sourceComment(n.Span)
	e.newLines = append(e.newLines, jen.Id("p").Dot(f).Op("=").Add(value))
}

// sourceComment quotes the line of the source that the next lines of New stand for.
func (e *emitter) sourceComment(s diag.Span) {
	line, place := e.sourceLine(s)
	if line != "" && place != e.lastPlace {
		e.newLines = append(e.newLines, jen.Comment("// "+place+"  "+line))
		e.lastPlace = place
	}
}

func app() *jen.Statement { return jen.Id("p").Dot("app") }

// sourceNode adds a source, and the ends of its chains.
func (e *emitter) sourceNode(n *plan.Node) {
	src := n.Kind.(*plan.Source)
	s := e.buildStage(n)
	e.stageList = append(e.stageList, s)
	stage := jen.Id("p").Dot(s.constructor)
	name := e.feedName(n)
	option := e.option(name, "")
	over := jen.Id("o").Dot(option)
	arg := func(name string) *jen.Statement {
		if x := src.Args[name]; x != nil {
			return e.newValue(x)
		}
		return e.zero(types.String)
	}
	args := []jen.Code{app(), jen.Lit(name)}
	f, places := sourceFunc(src, s.text)
	for _, place := range places {
		args = append(args, arg(place))
	}
	in := jen.Qual(rtPath, "TextInput")
	if !s.text {
		in = jen.Qual(rtPath, "RowInput").Types(e.goType(n.Row))
	}
	switch src.Source {
	case "queue":
		args = append(args, e.newDescriptor(n.Row), arg("lists"), arg("oneAtATime"), stage)
	case "extern":
		args = append(args, e.newDescriptor(n.Row), e.externSource(src.Extern, n.Span), over, stage)
		e.setOption(option, in, "instead of "+src.Extern.GoName()+"."+src.Extern.Symbol)
	case "rate":
		args = append(args, arg("rowsPerSecond"), e.rateRow(n.Row), stage)
	default:
		if !s.text {
			args = append(args, e.newDescriptor(n.Row))
		}
		args = append(args, over, stage)
		e.setOption(option, in, "instead of "+src.Source)
	}
	e.newNode(n, jen.Op("*").Qual(rtPath, "Source"), jen.Qual(rtPath, f).Call(args...))
	for _, c := range e.graph.chains[n] {
		e.endNode(n, c)
	}
}

// sourceFunc is the runtime's function for a source, and the arguments that say where it is.
func sourceFunc(src *plan.Source, text bool) (name string, places []string) {
	of := ""
	if src.Format != nil && !text {
		of = "Of"
	}
	switch src.Source {
	case "socket":
		return "NewSocket" + of, []string{"host", "port"}
	case "textFiles":
		return "NewTextFiles", []string{"dir"}
	case "files":
		if text {
			return "NewTextFiles", []string{"path"}
		}
		return "NewFilesOf", []string{"path"}
	case "stdin":
		return "NewStdin" + of, nil
	case "input":
		return "NewInput" + of, nil
	case "extern":
		if src.Extern.Resumes {
			return "NewExternAt", nil
		}
		return "NewExtern", nil
	case "queue":
		return "NewQueue", nil
	case "rate":
		return "NewRate", nil
	}
	panic("emit: no case for source " + src.Source)
}

// feedName is the name by which a script feeds a source: that of the binding whose chain it begins, if it is the only one there.
func (e *emitter) feedName(n *plan.Node) string {
	for _, other := range e.prog.Nodes {
		if _, ok := other.Kind.(*plan.Source); ok && other != n && other.ErrorName == n.ErrorName {
			return n.Name
		}
	}
	return n.ErrorName
}

// rateRow is the function that makes the rows of a rate.
func (e *emitter) rateRow(row types.Type) *jen.Statement {
	r := e.record(types.Resolve(row).(*types.Record))
	return jen.Func().Params(jen.Id("timestamp").Qual(rtPath, "Time"), jen.Id("value").Int64()).Id(r.name).Block(
		jen.Return(jen.Id(r.name).Values(jen.Id(r.fields[0]).Op(":").Id("timestamp"), jen.Id(r.fields[1]).Op(":").Id("value"))))
}

// endNode adds the end of a chain.
func (e *emitter) endNode(source *plan.Node, c *chain) {
	src := jen.Id("p").Dot(e.nodeField(source))
	n := c.end
	if n == source { // the rows of the source itself
		f := e.endField(n)
		e.fields = append(e.fields, field{f, jen.Op("*").Qual(rtPath, "Kept").Types(e.goType(n.Row)), nil})
		e.newLines = append(e.newLines, jen.Id("p").Dot(f).Op("=").Qual(rtPath, "NewKept").Call(src, e.newDescriptor(n.Row)))
		return
	}
	switch {
	case c.fold == nil:
		e.newNode(n, jen.Op("*").Qual(rtPath, "Kept").Types(e.goType(n.Row)), jen.Qual(rtPath, "NewKept").Call(src, e.newDescriptor(n.Row)))
	case c.fold.Keyed:
		key, value := pairTypes(n.Row)
		e.newNode(n, jen.Op("*").Qual(rtPath, "KeyFold").Types(e.goType(key), e.goType(value)),
			jen.Qual(rtPath, "NewKeyFold").Call(src, e.newDescriptor(key), e.newDescriptor(value), e.mergeFunc(n, c.fold)))
	default:
		e.newNode(n, jen.Op("*").Qual(rtPath, "Fold").Types(e.goType(n.Row)),
			jen.Qual(rtPath, "NewFold").Call(src, e.newDescriptor(n.Row), e.zeroOpt(n.Row, c.fold.Zero), e.mergeFunc(n, c.fold)))
	}
}

// endField is the field of the end of a chain. That of a source whose rows are kept is beside the field of the source.
func (e *emitter) endField(n *plan.Node) string {
	if _, ok := n.Kind.(*plan.Source); !ok {
		return e.nodeField(n)
	}
	key := fmt.Sprintf("kept %d", n.ID)
	if f, ok := e.typeFields[key]; ok {
		return f
	}
	f := e.members.name(unexported(n.Name) + "Rows")
	e.typeFields[key] = f
	return f
}

// zeroOpt is what an empty batch gives, as an optional.
func (e *emitter) zeroOpt(t types.Type, zero plan.Expr) *jen.Statement {
	opt := &types.Optional{Elem: t}
	if zero == nil {
		return e.zero(opt)
	}
	c := e.newCode()
	v := e.some(opt, c.expr(zero))
	e.newLines = append(e.newLines, c.out...)
	return v.code
}

// option is a field of Options, named after what it replaces.
func (e *emitter) option(wanted, suffix string) string {
	return e.optionNames.name(exported(wanted) + suffix)
}

func (e *emitter) setOption(name string, typ *jen.Statement, comment string) {
	e.options = append(e.options, option{name, typ, comment})
}

// newGlobals sets the fields of what the program declares beside streams.
func (e *emitter) newGlobals() {
	for _, g := range e.prog.Globals {
		e.newGlobal(g)
	}
}

func (e *emitter) newGlobal(g *plan.Global) {
	f := e.globalField(g)
	set := func(typ, value *jen.Statement) {
		e.fields = append(e.fields, field{f, typ, nil})
		e.sourceComment(g.Span)
		e.newLines = append(e.newLines, jen.Id("p").Dot(f).Op("=").Add(value))
	}
	name := jen.Lit(g.Name)
	switch g.Kind {
	case plan.GlobalParam:
		e.param(g, f)
	case plan.GlobalConst:
		set(e.goType(g.Type), e.newValue(g.Init))
	case plan.GlobalBroadcast:
		t := types.Resolve(g.Type).(*types.Broadcast).Elem
		set(jen.Op("*").Qual(rtPath, "Broadcast").Types(e.goType(t)), jen.Qual(rtPath, "NewBroadcast").Call(app(), name, e.newDescriptor(t), e.newValue(g.Init)))
	case plan.GlobalAccumulator:
		t := types.Resolve(g.Type).(*types.Accumulator).Elem
		set(jen.Op("*").Qual(rtPath, "Accumulator").Types(e.goType(t)),
			jen.Qual(rtPath, "NewAccumulator").Call(app(), name, e.newDescriptor(t), e.newValue(g.Init), e.addFunc(g, t)))
	case plan.GlobalEndpoint:
		set(jen.Op("*").Qual(rtPath, "Endpoint"), e.endpoint(g))
	case plan.GlobalPool:
		set(jen.Op("*").Qual(rtPath, "Pool"), jen.Qual(rtPath, "NewPool").Call(app(), name, e.endpoint(g), e.orZero(g.Max, types.Int), e.orZero(g.Idle, types.Duration)))
	case plan.GlobalRead:
		e.read(g, set)
	default:
		panic("emit: no case for global " + string(g.Kind))
	}
}

func (e *emitter) orZero(x plan.Expr, t types.Type) *jen.Statement {
	if x == nil {
		return e.zero(t)
	}
	return e.newValue(x)
}

func (e *emitter) endpoint(g *plan.Global) *jen.Statement {
	f := map[string]string{"tcp": "NewTCP", "udp": "NewUDP"}[g.Endpoint.Kind]
	return jen.Qual(rtPath, f).Call(app(), jen.Lit(g.Name), e.newValue(g.Endpoint.Address))
}

func (e *emitter) read(g *plan.Global, set func(typ, value *jen.Statement)) {
	f := map[string]string{"csv": "NewReadCSV", "json": "NewReadJSON", "text": "NewReadText"}[g.Read.Format]
	args := []jen.Code{app(), jen.Lit(g.Name), e.newValue(g.Read.Path), e.orZero(g.Read.Reload, types.Duration), e.newDescriptor(g.Read.Row)}
	set(jen.Op("*").Qual(rtPath, "Read").Types(e.goType(g.Read.Row)), jen.Qual(rtPath, f).Call(args...))
}

// addFunc adds to an accumulator: + of its type.
func (e *emitter) addFunc(g *plan.Global, t types.Type) *jen.Statement {
	a, b := &plan.Var{Name: "a", Type: t, Span: g.Span}, &plan.Var{Name: "b", Type: t, Span: g.Span}
	local := func(v *plan.Var) plan.Expr { return &plan.Local{Info: plan.Info{T: t, Span: g.Span}, Var: v} }
	op, fails := plan.OpAdd, types.Resolve(t) != types.Type(types.Float)
	switch types.Resolve(t).(type) {
	case *types.List:
		op, fails = plan.OpConcat, false
	}
	if types.Resolve(t) == types.Type(types.String) {
		op, fails = plan.OpConcat, false
	}
	body := &plan.Binary{Info: plan.Info{T: t, Span: g.Span, Fails: fails}, Op: op, X: local(a), Y: local(b)}
	f := &plan.Fn{Info: plan.Info{T: &types.Func{Params: []types.Type{t, t}, Result: t}, Span: g.Span}, Params: []*plan.Var{a, b}, Body: body, BodyFails: fails}
	return e.foldFunc("add"+exported(g.Name), "adds to "+g.Name+".", f)
}

// settings are the fields of rt.Config.
func (e *emitter) settings() []jen.Code {
	s := e.prog.Settings
	name := s.App
	if name == "" {
		name = e.prog.Name
	}
	out := []jen.Code{
		jen.Id("Name").Op(":").Lit(name), jen.Id("File").Op(":").Lit(e.prog.File),
		jen.Id("Batch").Op(":").Add(duration(fn.Duration(s.Batch)).code)}
	if s.Checkpoint != "" {
		out = append(out, jen.Id("Checkpoint").Op(":").Lit(s.Checkpoint))
	}
	if s.CheckpointEvery != 0 {
		out = append(out, jen.Id("Every").Op(":").Add(duration(fn.Duration(s.CheckpointEvery)).code))
	}
	if s.Errors != "" && s.Errors != "log" {
		out = append(out, jen.Id("Errors").Op(":").Lit(s.Errors))
	}
	if s.ErrorsFile != "" {
		out = append(out, jen.Id("ErrorsFile").Op(":").Lit(s.ErrorsFile))
	}
	if s.TimeZone != "" && s.TimeZone != "UTC" {
		out = append(out, jen.Id("Zone").Op(":").Qual(tzPath, "MustLoad").Call(jen.Lit(s.TimeZone)))
	}
	if s.MissedSkip {
		out = append(out, jen.Id("SkipMissed").Op(":").True())
	}
	return out
}
