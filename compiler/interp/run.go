package interp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// Run carries out a replay script, one JSON object a line, and gives the lines that the program's binary prints for it (without line ends), its exit status, and an
// error for what this interpreter does not do (connections that fail, `rate`, …). Parameters are given by name; others have their defaults.
func Run(p *plan.Program, script []byte, params map[string]any) (out []string, status int, err error) {
	defer func() {
		if r := recover(); r != nil {
			u, ok := r.(unsupportedError)
			if !ok {
				panic(r)
			}
			err = u
		}
	}()
	s := newSession(p, params)
	lines := bufio.NewScanner(bytes.NewReader(script))
	lines.Buffer(nil, 1<<26)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			n--
			continue
		}
		status, ended := s.line(lines.Bytes())
		if ended && status != 0 {
			return s.out, status, nil
		}
		s.out = append(s.out, object("done", fmt.Sprint(n)))
		if ended {
			break
		}
	}
	if s.failed {
		return s.out, 1, lines.Err()
	}
	return s.out, 0, lines.Err()
}

// unsupportedError is thrown, and caught by Run, where a program or script asks for what only a binary does.
type unsupportedError string

func (e unsupportedError) Error() string { return "interp: not interpreted: " + string(e) }

func unsupported(what any) *fn.Fault { panic(unsupportedError(fmt.Sprintf("%T", what))) }

// session is a program under replay.
type session struct {
	prog    *plan.Program
	params  map[string]any
	clock   fn.Time // the end of the last batch
	sources map[*plan.Node]*source
	reads   map[*plan.Global][]any
	state   durable
	history map[*plan.Node]map[fn.Time]*dataset // what each node gave
	globals map[*plan.Global]any
	failing map[string]int // writes that are to fail, by output or endpoint
	failed  bool           // the process ended with a failed batch; only a restart helps
	again   bool           // the next batch is the failed one
	out     []string
}

// durable is the state that a checkpoint holds. Values are never changed in place, so a copy of the maps is a copy of the state.
type durable struct {
	keyed        map[*plan.Node][]entry // windows' results, states, in key order
	touched      map[*plan.Node]map[string]fn.Time
	started      map[*plan.Node]bool // the first dataset has come
	accumulators map[*plan.Global]any
	queues       map[*plan.Node]int // lists handed out
}

// entry is a key with its state.
type entry struct{ key, value any }

func newDurable() durable {
	return durable{keyed: map[*plan.Node][]entry{}, touched: map[*plan.Node]map[string]fn.Time{}, started: map[*plan.Node]bool{},
		accumulators: map[*plan.Global]any{}, queues: map[*plan.Node]int{}}
}

func (d durable) copy() durable {
	touched := map[*plan.Node]map[string]fn.Time{}
	for n, t := range d.touched {
		touched[n] = maps.Clone(t)
	}
	return durable{keyed: maps.Clone(d.keyed), touched: touched, started: maps.Clone(d.started), accumulators: maps.Clone(d.accumulators), queues: maps.Clone(d.queues)}
}

// source is what was fed and not yet read.
type source struct {
	feeds []feed
	lists [][]any // of a queue
}

// feed is a dataset that was fed; nil rows is none.
type feed struct {
	rows       []any
	partitions int
}

func newSession(p *plan.Program, params map[string]any) *session {
	s := &session{prog: p, params: maps.Clone(params), reads: map[*plan.Global][]any{}, failing: map[string]int{}, sources: map[*plan.Node]*source{}}
	if s.params == nil {
		s.params = map[string]any{}
	}
	for _, n := range p.Nodes {
		if _, ok := n.Kind.(*plan.Source); ok {
			s.sources[n] = &source{}
		}
	}
	s.begin()
	return s
}

// begin is what a start without checkpoint finds.
func (s *session) begin() {
	s.state, s.history, s.globals = newDurable(), map[*plan.Node]map[fn.Time]*dataset{}, map[*plan.Global]any{}
	s.start()
}

// start computes the values of globals, in order of declaration.
func (s *session) start() {
	for _, g := range s.prog.Globals {
		s.globals[g] = s.initial(g)
		if g.Kind == plan.GlobalAccumulator {
			if _, kept := s.state.accumulators[g]; !kept {
				s.state.accumulators[g] = s.globals[g]
			}
		}
	}
	for n, src := range s.sources {
		src.lists = s.queueLists(n)
	}
}

func (s *session) initial(g *plan.Global) any {
	if g.Kind == plan.GlobalParam {
		if v, ok := s.params[g.Name]; ok {
			return v
		}
	}
	if g.Init == nil {
		return nil
	}
	v, stopped := s.machine(nil).eval(g.Init, (*frame)(nil).inner())
	if stopped != nil {
		panic(unsupportedError("the value of " + g.Name + ": " + faultOf(stopped).Error()))
	}
	return v
}

func (s *session) machine(b *batch) *machine {
	if b == nil {
		b = &batch{session: s}
	}
	return &machine{world: b, budget: unlimited, zone: zoneOf(s.prog.Settings.TimeZone)}
}

// queueLists are the lists of a queue source: the program's.
func (s *session) queueLists(n *plan.Node) [][]any {
	var lists [][]any
	for _, name := range n.Kind.(*plan.Source).ArgNames() {
		x := n.Kind.(*plan.Source).Args[name]
		if n.Kind.(*plan.Source).Source != "queue" || name == "oneAtATime" {
			continue
		}
		v, stopped := s.machine(nil).eval(x, (*frame)(nil).inner())
		if stopped != nil {
			panic(unsupportedError("lists of a queue that fail"))
		}
		for _, list := range v.([]any) {
			lists = append(lists, list.([]any))
		}
	}
	return lists
}

// line carries out a line of the script; ended says that nothing follows.
func (s *session) line(text []byte) (status int, ended bool) {
	var step map[string]json.RawMessage
	if err := json.Unmarshal(text, &step); err != nil {
		return s.fatal("a line of the script is no JSON object")
	}
	if s.failed {
		if _, restart := step["restart"]; !restart {
			return 1, true
		}
	}
	switch {
	case step["feed"] != nil:
		if problem := s.feed(step); problem != "" {
			return s.fatal(problem)
		}
	case step["tick"] != nil:
		for range number(step["tick"]) {
			if s.tick(); s.failed {
				break
			}
		}
	case step["restart"] != nil:
		s.restart()
	case step["stop"] != nil:
		s.tick()
		return 0, true
	case step["fail"] != nil:
		panic(unsupportedError("fail"))
	case step["advance"] != nil:
	default:
		panic(unsupportedError(string(text)))
	}
	return 0, false
}

func (s *session) fatal(reason string) (int, bool) {
	s.out = append(s.out, object("error", str("fatal"), "reason", str(reason)))
	return 1, true
}

func number(raw json.RawMessage) int {
	var n int
	if json.Unmarshal(raw, &n) != nil {
		return 1
	}
	return n
}

func (s *session) feed(step map[string]json.RawMessage) string {
	var name string
	if json.Unmarshal(step["feed"], &name) != nil {
		return "feed wants a name"
	}
	for _, g := range s.prog.Globals {
		if g.Kind == plan.GlobalRead && g.Name == name {
			rows, err := fn.ParseJSON(fn.ListShape(ShapeOf(g.Read.Row)), step["rows"])
			if err != nil {
				return err.Error()
			}
			s.reads[g] = rows.([]any)
			return ""
		}
	}
	n := s.sourceOf(name)
	if n == nil {
		return "there is no source " + name
	}
	f, problem := s.parseFeed(n, step)
	if problem != "" {
		return problem
	}
	src := s.sources[n]
	if n.Kind.(*plan.Source).Source == "queue" {
		src.lists = append(src.lists, f.rows)
		return ""
	}
	src.feeds = append(src.feeds, f)
	return ""
}

// sourceOf is the source of that name: of the binding whose chain holds it.
func (s *session) sourceOf(name string) *plan.Node {
	for _, n := range s.prog.Nodes {
		if _, ok := n.Kind.(*plan.Source); ok && (n.Name == name || strings.HasPrefix(n.Name, name+"#")) {
			return n
		}
	}
	for _, n := range s.prog.Nodes {
		if _, ok := n.Kind.(*plan.Source); ok && n.ErrorName == name {
			return n
		}
	}
	return nil
}

func (s *session) parseFeed(n *plan.Node, step map[string]json.RawMessage) (feed, string) {
	f := feed{partitions: 1}
	if p := step["partitions"]; p != nil {
		f.partitions = number(p)
	}
	if raw := step["raw"]; raw != nil {
		var texts []string
		if json.Unmarshal(raw, &texts) != nil {
			return f, "raw wants a list of texts"
		}
		f.rows = make([]any, len(texts))
		for i, text := range texts {
			f.rows[i] = rawText(text)
		}
		return f, ""
	}
	if string(step["rows"]) == "null" {
		return f, ""
	}
	rows, err := fn.ParseJSON(fn.ListShape(ShapeOf(n.Row)), step["rows"])
	if err != nil {
		return f, err.Error()
	}
	f.rows = slices.Clone(rows.([]any))
	if f.rows == nil {
		f.rows = []any{}
	}
	return f, ""
}

// rawText is a record that has yet to go through its source's decoder.
type rawText string

// tick closes a batch.
func (s *session) tick() {
	if s.prog.Settings.Batch == 0 {
		panic(unsupportedError("a program without batch"))
	}
	s.clock += fn.Time(s.prog.Settings.Batch)
	before := s.state.copy()
	b := &batch{session: s, time: s.clock, memo: map[*plan.Node]*result{}}
	fault := b.run()
	s.out = append(s.out, b.lines()...)
	if fault == nil {
		for _, src := range s.sources {
			src.feeds = nil
		}
		return
	}
	s.state = before
	for n := range s.history {
		delete(s.history[n], s.clock)
	}
	s.failed = true
	s.clock -= fn.Time(s.prog.Settings.Batch)
	s.out = append(s.out, object("error", str("batch"), "time", millis(b.time), "source", str(fault.Source), "code", str(fault.Code), "reason", str(fault.Reason)))
}

// restart kills the process and starts it again.
func (s *session) restart() {
	rerun := s.failed
	s.failed = false
	if s.prog.Settings.Checkpoint == "" {
		s.begin()
	} else {
		s.start()
	}
	for n, src := range s.sources {
		kind := n.Kind.(*plan.Source)
		if !rerun && !kind.Replayable && kind.Source != "input" {
			src.feeds = nil
		}
	}
	if rerun {
		s.tick()
	}
}

func millis(t fn.Time) string { return fmt.Sprint(time.Duration(t).Milliseconds()) }

func str(text string) string { return string(fn.AppendJSONString(nil, text)) }

// object is a JSON object of names and values that are JSON already.
func object(parts ...string) string {
	var out strings.Builder
	for i := 0; i < len(parts); i += 2 {
		sep := ", "
		if i == 0 {
			sep = "{"
		}
		out.WriteString(sep + str(parts[i]) + ": " + parts[i+1])
	}
	return out.String() + "}"
}

// zoneOf is the zone of an IANA name; check has seen that it exists.
func zoneOf(name string) fn.Zone {
	location, err := time.LoadLocation(name)
	if err != nil {
		panic(unsupportedError("the time zone " + name))
	}
	return func(t fn.Time) int {
		_, offset := time.Unix(0, int64(t)).In(location).Zone()
		return offset
	}
}
