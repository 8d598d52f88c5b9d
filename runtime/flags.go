package runtime

import (
	"errors"
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// flags is what the flags of the runtime say.
type flags struct {
	args          *Args
	replay, text  string
	realSinks     bool
	help, version bool
}

// runtimeFlag is a flag that every program has, also as --rt-NAME.
type runtimeFlag struct {
	name, value, help string // value: what stands behind it; empty: nothing
	set               func(f *flags, value string) error
}

func runtimeFlags() []runtimeFlag {
	return []runtimeFlag{
		{"checkpoint", "DIR", "keep the checkpoint in DIR instead of the program's directory", func(f *flags, v string) error {
			f.args.Run.Checkpoint = v
			return nil
		}},
		{"discard", "STATE", "begin STATE anew although the checkpoint has it, or has it not (may be repeated)", func(f *flags, v string) error {
			f.args.Run.Discard = append(f.args.Run.Discard, v)
			return nil
		}},
		{"help", "", "show this", func(f *flags, _ string) error { f.help = true; return nil }},
		{"replay", "FILE", "carry out a script (- for standard input) instead of running by the clock", func(f *flags, v string) error {
			f.replay = v
			return nil
		}},
		{"sinks", "real", "in a replay, write the outputs for real, too", func(f *flags, v string) error {
			if v != "real" {
				return errors.New("it wants real, not " + quoted(v))
			}
			f.realSinks = true
			return nil
		}},
		{"text", "FILE", "write what print, pprint and console show to FILE", func(f *flags, v string) error { f.text = v; return nil }},
		{"verbose", "", "say more on standard error", func(f *flags, _ string) error { f.args.Run.Verbose = true; return nil }},
		{"version", "", "show the version", func(f *flags, _ string) error { f.version = true; return nil }},
		{"workers", "N", "read and process with N workers (default: the processors that the process may use)", func(f *flags, v string) error {
			n := fn.ToInt(v)
			if !n.OK || n.Value < 1 || n.Value > Limits.Workers {
				return errors.New("it wants a number from 1 to " + itoa(Limits.Workers) + ", not " + quoted(v))
			}
			f.args.Run.Workers = int(n.Value)
			return nil
		}},
	}
}

// parseFlags reads flags, then variables of the environment for parameters that no flag has set.
func parseFlags(c Command, arguments []string, env func(string) (string, bool)) (*flags, error) {
	f := &flags{args: &Args{params: c.Params, values: map[string]any{}}}
	for len(arguments) > 0 {
		argument := arguments[0]
		arguments = arguments[1:]
		name, value, given := strings.Cut(strings.TrimLeft(argument, "-"), "=")
		if argument == "-h" {
			name = "help"
		} else if !strings.HasPrefix(argument, "--") {
			return nil, errors.New(quoted(argument) + " is no flag: flags begin with two dashes")
		}
		take := func() (string, error) {
			if given {
				return value, nil
			}
			if len(arguments) == 0 {
				return "", errors.New("--" + name + " wants a value")
			}
			value := arguments[0]
			arguments = arguments[1:]
			return value, nil
		}
		if err := f.flag(c, name, value, given, take); err != nil {
			return nil, err
		}
	}
	if f.help || f.version {
		return f, nil
	}
	return f, f.environment(c, env)
}

func (f *flags) flag(c Command, name, value string, given bool, take func() (string, error)) error {
	if i := slices.IndexFunc(c.Params, func(p Param) bool { return p.Flag == name }); i >= 0 {
		p := c.Params[i]
		if p.Shape.Kind == fn.KindBool && !given {
			f.args.values[p.Name] = true
			return nil
		}
		text, err := take()
		if err != nil {
			return err
		}
		return f.param(p, text, "--"+name)
	}
	known := runtimeFlags()
	i := slices.IndexFunc(known, func(r runtimeFlag) bool { return r.name == strings.TrimPrefix(name, "rt-") })
	switch {
	case i < 0:
		return unknownFlag(c, name)
	case known[i].value != "":
		var err error
		if value, err = take(); err != nil {
			return err
		}
	case given:
		return errors.New("--" + name + " takes no value")
	}
	if err := known[i].set(f, value); err != nil {
		return errors.New("--" + name + ": " + err.Error())
	}
	return nil
}

func (f *flags) param(p Param, text, where string) error {
	value, err := paramValue(p.Shape, text)
	if err != nil {
		return errors.New(where + ": " + err.Error())
	}
	f.args.values[p.Name] = value
	return nil
}

func unknownFlag(c Command, name string) error {
	var names []string
	for _, r := range runtimeFlags() {
		names = append(names, r.name)
	}
	for _, p := range c.Params {
		names = append(names, p.Flag)
	}
	if near := nearest(name, names); near != "" {
		return errors.New("there is no flag --" + name + ": did you mean --" + near + "?")
	}
	return errors.New("there is no flag --" + name)
}

// environment reads variables for parameters without a flag, and misses those that are required.
func (f *flags) environment(c Command, env func(string) (string, bool)) error {
	for _, p := range c.Params {
		if _, set := f.args.values[p.Name]; set {
			continue
		}
		if text, ok := env(p.Env); ok && p.Env != "" {
			if err := f.param(p, text, p.Env); err != nil {
				return err
			}
			continue
		}
		if p.Required {
			return errors.New("the parameter " + p.Name + " is required: give --" + p.Flag + " or " + p.Env)
		}
	}
	return nil
}

// helpText is what --help shows.
func helpText(c Command) string {
	text := "Usage: " + c.Name + " [flags]\n"
	if c.Doc != "" {
		text += "\n" + c.Doc + "\n"
	}
	var rows [][2]string
	for _, p := range c.Params {
		help := p.Doc
		if p.Required {
			help = strings.TrimSpace(help + " (required)")
		}
		rows = append(rows, [2]string{"--" + p.Flag + " " + strings.ToUpper(p.Shape.String()), strings.TrimSpace(help + "  [" + p.Env + "]")})
	}
	if len(rows) > 0 {
		text += "\nParameters of the program:\n" + table2(rows)
	}
	rows = nil
	for _, r := range runtimeFlags() {
		rows = append(rows, [2]string{strings.TrimSpace("--" + r.name + " " + r.value), r.help})
	}
	text += "\nFlags of every program (also as --rt-NAME):\n" + table2(rows)
	return text + "\nSIGINT or SIGTERM closes the open batch and ends the program; a second one ends it at once.\n" +
		"Exit status: 0 all went well, 1 a batch failed, 2 wrong use.\n"
}

// table2 is rows of two columns.
func table2(rows [][2]string) string {
	width := 0
	for _, row := range rows {
		width = max(width, len(row[0]))
	}
	text := ""
	for _, row := range rows {
		text += "  " + row[0] + strings.Repeat(" ", width-len(row[0])+2) + row[1] + "\n"
	}
	return text
}

func sortedKeys(o object) []string {
	keys := make([]string, 0, len(o))
	for key := range o {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
