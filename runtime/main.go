package runtime

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/seam"
)

// Command is a program: its name, its parameters, and what builds the pipeline.
type Command struct {
	Name   string
	Doc    string
	Params []Param
	New    func(a *Args) *App
}

// Param is a parameter of a program. Flag is the name of its flag without dashes, Env that of its variable.
type Param struct {
	Name, Flag, Env, Doc string
	Shape                *fn.Shape
	Required             bool
}

// Args is what a program was started with.
type Args struct {
	Run    RunOptions
	params []Param
	values map[string]any // by name of the parameter; dynamic values
}

// ParamOf is the value that a parameter was given, if it was given one.
func ParamOf[T any](a *Args, name string, t *fn.Type[T]) Opt[T] {
	if v, ok := a.values[name]; ok {
		return fn.Some(t.Unbox(v))
	}
	return Opt[T]{}
}

// Refuse makes the program one that cannot start, because of f. The first reason counts.
func (a *App) Refuse(f *fn.Fault) {
	if a.refused == nil {
		a.refused = fault(CodeUse, f.Reason)
	}
}

// WallClock is wallClock(): the time of day, which differs from run to run.
func WallClock() Time { return Time(time.Now().UnixNano()) }

// ExternFault is an error of a Go function of the user as a fault; nil when there is none.
func ExternFault(err error) *fn.Fault {
	if err == nil {
		return nil
	}
	return &fn.Fault{Code: fn.CodeExtern, Reason: err.Error()}
}

// Main runs a program with the flags, variables and signals of the process, and ends it.
func Main(c Command) {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	p := &process{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.LookupEnv, signals: signals, exit: os.Exit}
	os.Exit(p.run(c, os.Args[1:]))
}

// process is what a program has of its process.
type process struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) (string, bool)
	signals  <-chan os.Signal
	exit     func(status int)
	world    seam.World
}

// The exit statuses: all went well, the run failed, it was started wrongly.
const (
	statusOK     = 0
	statusFailed = 1
	statusUse    = 2
	statusKilled = 130 // as a shell says of a program that SIGINT has ended
)

func (p *process) run(c Command, arguments []string) int {
	f, err := parseFlags(c, arguments, p.env)
	switch {
	case err != nil:
		p.say(p.err, c.Name+": "+err.Error()+"\n`"+c.Name+" --help` shows the flags.\n")
		return statusUse
	case f.help:
		p.say(p.out, helpText(c))
		return statusOK
	case f.version:
		p.say(p.out, c.Name+", built with streamc "+Version+"\n")
		return statusOK
	case f.replay != "":
		return p.replay(c, f)
	}
	return p.live(c, f)
}

// say writes text; whoever closed the stream does not want it.
func (p *process) say(w io.Writer, text string) { _, _ = io.WriteString(w, text) }

// live runs the program by the clock until its sources end, a signal comes, or a batch fails.
func (p *process) live(c Command, f *flags) int {
	text, status := p.text(c, f, p.out)
	if status != statusOK {
		return status
	}
	defer text.Close()
	f.args.Run.Text, f.args.Run.Log, f.args.Run.World = text, p.err, p.world
	app := c.New(f.args)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan struct{})
	defer close(done)
	go func() {
		for n := 0; ; n++ {
			select {
			case <-p.signals:
				if n > 0 {
					p.exit(statusKilled)
				}
				cancel()
			case <-done:
				return
			}
		}
	}()
	if err := app.Run(ctx); err != nil {
		return p.failed(c, err)
	}
	return statusOK
}

func (p *process) failed(c Command, err error) int {
	p.say(p.err, c.Name+": "+err.Error()+"\n")
	var f *fn.Fault
	if errors.As(err, &f) && f.Code == CodeUse {
		return statusUse
	}
	return statusFailed
}

// text is where outputs print.
func (p *process) text(c Command, f *flags, or io.Writer) (io.WriteCloser, int) {
	if f.text == "" {
		return nopCloser{or}, statusOK
	}
	file, err := os.Create(f.text)
	if err != nil {
		p.say(p.err, c.Name+": --text: "+err.Error()+"\n")
		return nil, statusUse
	}
	return file, statusOK
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// replay carries out a script.
func (p *process) replay(c Command, f *flags) int {
	script := p.in
	if f.replay != "-" {
		file, err := os.Open(f.replay)
		if err != nil {
			p.say(p.err, c.Name+": --replay: "+err.Error()+"\n")
			return statusUse
		}
		defer file.Close()
		script = file
	}
	text, status := p.text(c, f, io.Discard)
	if status != statusOK {
		return status
	}
	defer text.Close()
	f.args.Run.Text, f.args.Run.Log, f.args.Run.World = text, p.err, p.world
	r := newReplay(c, f.args, p.out, f.realSinks)
	if r.run(script) {
		return statusOK
	}
	return statusFailed
}

func newReplay(c Command, args *Args, out io.Writer, realSinks bool) *replayRun {
	r := &replayRun{command: c, args: args, feeds: map[string]*offered{}, lists: map[string][][][]byte{}}
	r.output = &replayOutput{out: bufio.NewWriter(out), realSinks: realSinks, failures: map[string]int{}}
	if args.Run.Checkpoint == "" {
		r.store = seam.NewMemory() // lives as long as the replay
	} else {
		r.store = args.Run.World.OrReal().Files
	}
	return r
}

// set takes changed parameters of a restart.
func (a *Args) set(text []byte) error {
	o, err := parseObject(text)
	if err != nil {
		return errors.New("set wants an object: " + err.Error())
	}
	for _, p := range a.params {
		text, ok := o[p.Name]
		if !ok {
			continue
		}
		delete(o, p.Name)
		value, err := fn.ParseJSON(p.Shape, text)
		if err != nil {
			return errors.New("set " + p.Name + ": " + err.Error())
		}
		a.values[p.Name] = value
	}
	for _, name := range sortedKeys(o) {
		return unknown("parameter", name, paramNames(a.params))
	}
	return nil
}

func paramNames(params []Param) (names []string) {
	for _, p := range params {
		names = append(names, p.Name)
	}
	return names
}

// paramValue reads the text of a flag or variable.
func paramValue(s *fn.Shape, text string) (any, error) {
	switch s.Kind {
	case fn.KindString:
		return text, nil
	case fn.KindOpt:
		return paramValue(s.Elems[0], text)
	case fn.KindBool:
		switch strings.ToLower(text) {
		case "true", "1", "yes":
			return true, nil
		case "false", "0", "no":
			return false, nil
		}
		return nil, errors.New("it wants true or false, not " + quoted(text))
	case fn.KindInt:
		if v := fn.ToInt(strings.TrimSpace(text)); v.OK {
			return v.Value, nil
		}
		return nil, errors.New("it wants a whole number, not " + quoted(text))
	case fn.KindFloat:
		if v := fn.ToFloat(strings.TrimSpace(text)); v.OK {
			return v.Value, nil
		}
		return nil, errors.New("it wants a number, not " + quoted(text))
	case fn.KindDuration:
		if d, ok := parseDuration(text); ok {
			return d, nil
		}
		return nil, errors.New("it wants a duration such as 1m30s, not " + quoted(text))
	case fn.KindTime:
		if t, ok := fn.ParseTime(text); ok {
			return t, nil
		}
		return nil, errors.New("it wants a time such as 2026-11-23T10:00:00Z, not " + quoted(text))
	default:
		v, err := fn.ParseJSON(s, []byte(text))
		if err != nil {
			return nil, errors.New("it wants " + s.String() + " as JSON: " + err.Error())
		}
		return v, nil
	}
}

func quoted(text string) string { return string(fn.AppendJSONString(nil, text)) }

// parseDuration reads 1m30s, 2d, 250ms, -1h.
func parseDuration(text string) (fn.Duration, bool) {
	days, rest := int64(0), text
	if before, after, ok := strings.Cut(text, "d"); ok {
		n := fn.ToInt(before)
		if !n.OK || n.Value > 100_000 || n.Value < -100_000 {
			return 0, false
		}
		if days, rest = n.Value, after; rest == "" {
			rest = "0s"
		}
	}
	d, err := time.ParseDuration(rest)
	return fn.Duration(days)*fn.Day + fn.Duration(d), err == nil
}
