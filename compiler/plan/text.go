package plan

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/streamc-dev/streamc/compiler/types"
)

// Text is p in words: a line for each setting that is no default, global, function and node. It is what tests compare and `streamc dump plan` prints, and is
// never read back.
func Text(p *Program) string {
	w := &textWriter{}
	w.settings(&p.Settings)
	for _, t := range p.Types {
		w.line("type %s = %s", t.Name, (&types.Record{Fields: t.Fields}).String())
	}
	for _, g := range p.Globals {
		w.global(g)
	}
	for _, f := range p.Funcs {
		w.function(f)
	}
	for _, n := range p.Nodes {
		w.node(n)
	}
	for _, t := range p.Tests {
		w.line("test %q: %d steps", t.Name, len(t.Steps))
	}
	return w.b.String()
}

type textWriter struct{ b strings.Builder }

func (w *textWriter) line(format string, args ...any) {
	fmt.Fprintf(&w.b, format+"\n", args...)
}

func (w *textWriter) settings(s *Settings) {
	set := func(name, value string, skip string) {
		if value != skip {
			w.line("%s %s", name, value)
		}
	}
	set("app", s.App, "")
	set("batch", s.Batch.String(), "0s")
	set("checkpoint", s.Checkpoint, "")
	set("checkpoint every", s.CheckpointEvery.String(), "0s")
	set("errors", strings.TrimSpace(s.Errors+" "+s.ErrorsFile), "log")
	set("timeZone", s.TimeZone, "UTC")
	if s.Scala {
		w.line("dialect scala")
	}
	if s.MissedSkip {
		w.line("missedBatches skip")
	}
}

func (w *textWriter) global(g *Global) {
	out := fmt.Sprintf("%s %s: %s", g.Kind, g.Name, g.Type)
	if g.Init != nil {
		out += " = " + ExprText(g.Init)
	}
	if g.Flag != "" {
		out += fmt.Sprintf(" --%s $%s", g.Flag, g.Env)
	}
	if g.Endpoint != nil {
		out += fmt.Sprintf(" %s(%s)", g.Endpoint.Kind, ExprText(g.Endpoint.Address))
	}
	if g.Read != nil {
		out += fmt.Sprintf(" %s(%s)", g.Read.Format, ExprText(g.Read.Path))
		if g.Read.Reload != nil {
			out += " reload " + ExprText(g.Read.Reload)
		}
	}
	w.line("%s%s%s", out, optionText(" max ", g.Max), optionText(" idle ", g.Idle))
}

func (w *textWriter) function(f *Func) {
	params := make([]string, len(f.Params))
	for i, v := range f.Params {
		params[i] = v.Name + ": " + v.Type.String()
	}
	head := fmt.Sprintf("func %s(%s) -> %s%s%s%s", f.Name, strings.Join(params, ", "), f.Result, flag(" fails", f.Fails), flag(" effects", f.Effects), flag(" reads", f.Reads))
	if f.Extern != nil {
		w.line("%s = go %q.%s", head, f.Extern.Package, f.Extern.Symbol)
		return
	}
	w.line("%s = %s", head, ExprText(f.Body))
}

func flag(word string, set bool) string {
	if set {
		return word
	}
	return ""
}

func optionText(name string, e Expr) string {
	if e == nil {
		return ""
	}
	return name + ExprText(e)
}

// node writes `name: row <- kind over inputs`, with slide and order where they are not the usual ones.
func (w *textWriter) node(n *Node) {
	inputs := make([]string, len(n.Inputs))
	for i, in := range n.Inputs {
		inputs[i] = in.Name
	}
	out := fmt.Sprintf("%s: %s <- %s", n.Name, n.Row, KindText(n.Kind))
	if len(inputs) > 0 {
		out += " over " + strings.Join(inputs, ", ")
	}
	if n.Slide != 0 {
		out += " every " + n.Slide.String()
	}
	w.line("%s%s%s", out, flag(", in key order", n.Order == KeyOrder), flag(fmt.Sprintf(", %d readers", n.Readers), n.Readers > 1))
}

// KindText is k in words.
func KindText(k Kind) string {
	switch k := k.(type) {
	case *Source:
		return sourceText(k)
	case *Steps:
		parts := make([]string, len(k.Steps))
		for i, s := range k.Steps {
			parts[i] = string(s.Op) + " " + fnText(s.Fn)
		}
		return strings.Join(parts, "; ")
	case *Partition:
		return string(k.Op) + fnOption(" ", k.Fn) + optionText(" ", k.N) + missingText(k.OnMissing)
	case *Aggregate:
		return k.Op + flag(" by key", k.Keyed) + fnOption(" create ", k.Create) + fnOption(" add ", k.Add) + fnOption(" merge ", k.Merge) + optionText(" zero ", k.Zero) + missingText(k.OnMissing)
	case *Distinct:
		return "distinct"
	case *Window:
		return "window " + durationText(k.Size)
	case *InverseWindow:
		return "inverse window " + durationText(k.Size) + fnOption(" fold ", k.Fold) + fnOption(" invert ", k.Invert) + fnOption(" filter ", k.Filter) + flag(" scala", k.Scala)
	case *UpdateState:
		return fmt.Sprintf("update state %s: %s%s%s%s%s", k.StateName, k.State, fnOption(" by ", k.Fn), optionText(" initial ", k.Initial), flag(" idle keys unchanged", k.IdleNoop), missingText(k.OnMissing))
	case *MapState:
		return fmt.Sprintf("map with state %s: %s%s%s%s", k.StateName, k.State, fnOption(" by ", k.Fn), optionText(" timeout ", k.Timeout), optionText(" initial ", k.Initial))
	case *Batch:
		return k.Op + fnOption(" ", k.Body) + missingText(k.OnMissing)
	case *Output:
		return outputText(k)
	}
	return smallKindText(k)
}

func smallKindText(k Kind) string {
	switch k := k.(type) {
	case *Snapshots:
		return "snapshots"
	case *Errors:
		return "errors of " + k.Of
	case *Join:
		return string(k.Join) + missingText(k.OnMissing)
	case *Union:
		return "union" + missingText(k.OnMissing)
	case *Sort:
		return "sort" + fnOption(" by ", k.By) + descText(k.Desc) + optionText(" limit ", k.Limit)
	case *Cartesian:
		return "cartesian"
	case *Subtract:
		return "subtract"
	case *Rows:
		return "rows " + ExprText(k.X)
	}
	panic(fmt.Sprintf("plan: no case for %T", k))
}

func descText(desc []bool) string {
	if !slices.Contains(desc, true) {
		return ""
	}
	return fmt.Sprintf(" falling %v", desc)
}

func missingText(m OnMissing) string {
	if m == "" || m == MissingPass {
		return ""
	}
	return ", missing: " + string(m)
}

func fnOption(name string, f *Fn) string {
	if f == nil {
		return ""
	}
	return name + fnText(f)
}

func sourceText(s *Source) string {
	names := make([]string, 0, len(s.Args))
	for name := range s.Args {
		names = append(names, name)
	}
	slices.Sort(names)
	var parts []string
	for _, name := range names {
		if s.Args[name] != nil {
			parts = append(parts, name+": "+ExprText(s.Args[name]))
		}
	}
	out := s.Source + "(" + strings.Join(parts, ", ") + ")"
	if s.Format != nil {
		out += " as " + s.Format.Name
	}
	return out + flag(" replayable", s.Replayable)
}

func outputText(o *Output) string {
	out := o.Output
	if o.Name != "" {
		out += " " + fmt.Sprintf("%q", o.Name)
	}
	out += optionText(" limit ", o.Limit) + optionText(" prefix ", o.Prefix) + optionText(" suffix ", o.Suffix)
	if s := o.Sink; s != nil {
		out += " to " + s.Kind + optionText(" ", s.Path)
		if s.Format != "" {
			out += " as " + s.Format
		}
		out += fnOption(" partitioned by ", s.PartitionBy)
		if s.Endpoint != nil {
			out += " " + s.Endpoint.Name
		}
	}
	return out
}

// durationText is d as the language writes it, without the zeros that the standard form has.
func durationText(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
