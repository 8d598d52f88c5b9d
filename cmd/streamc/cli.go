package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// The exit statuses.
const (
	exitOK       = 0
	exitUser     = 1 // the program, or what it needs, is wrong
	exitUsage    = 2 // the command line is wrong
	exitInternal = 3 // a defect of streamc
)

// command is one subcommand. Names of flags are without dashes.
type command struct {
	name     string
	args     string // what follows the flags, as help shows it
	summary  string // one line
	about    string // more, for `streamc help NAME`
	examples []example
	flags    []flag
	min, max int  // how many arguments; max < 0: any number
	passOn   bool // flags behind the first argument are not ours
	run      func(*call) int
}

type example struct{ line, what string }

// flag is an option of a command. A flag with a value has a word for it.
type flag struct {
	name  string
	short string // one letter, empty without
	value string
	about string
}

// call is a command with its arguments and its surroundings.
type call struct {
	command *command
	flags   map[string]string
	args    []string
	stdin   io.Reader
	stdout  io.Writer
	stderr  io.Writer
}

// Do runs the command that args name and gives the exit status.
func Do(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &call{stdin: stdin, stdout: stdout, stderr: stderr}
	if len(args) == 0 {
		fmt.Fprint(stderr, overview())
		return exitUsage
	}
	name, rest := args[0], args[1:]
	switch name {
	case "-h", "--help":
		name = "help"
	case "-v", "--version":
		name = "version"
	}
	c.command = commandByName(name)
	if c.command == nil {
		return c.unknownCommand(name)
	}
	if err := c.parse(rest); err != nil {
		if errors.Is(err, errHelp) {
			fmt.Fprint(stdout, c.command.help())
			return exitOK
		}
		return c.wrongUse(err.Error())
	}
	return c.command.run(c)
}

func commandByName(name string) *command {
	for _, cmd := range commands() {
		if cmd.name == name {
			return &cmd
		}
	}
	return nil
}

func (c *call) unknownCommand(name string) int {
	if strings.HasSuffix(name, ".pipe") {
		fmt.Fprintf(c.stderr, "streamc: %s is a file; what should happen with it? For example: streamc run %s\n", name, name)
		return exitUsage
	}
	var names []string
	for _, cmd := range commands() {
		names = append(names, cmd.name)
	}
	fmt.Fprintf(c.stderr, "streamc: there is no command %q%s\n`streamc help` lists the commands.\n", name, didYouMean(name, names))
	return exitUsage
}

// wrongUse says what is wrong with the command line.
func (c *call) wrongUse(message string) int {
	fmt.Fprintf(c.stderr, "streamc %s: %s\n`streamc help %s` shows how it is used.\n", c.command.name, message, c.command.name)
	return exitUsage
}

// fail says that something outside the program is wrong (a file, a port) and gives the status for it.
func (c *call) fail(err error) int {
	fmt.Fprintf(c.stderr, "streamc %s: %s\n", c.command.name, err)
	return exitUser
}

var errHelp = errors.New("help was asked for")

// parse takes args apart into flags and arguments. Flags may stand anywhere before `--`, unless the command passes on what follows its first argument.
func (c *call) parse(args []string) error {
	c.flags = map[string]string{}
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			c.args = append(c.args, args[i+1:]...)
			i = len(args)
		case arg == "-" || !strings.HasPrefix(arg, "-"):
			c.args = append(c.args, arg)
			if c.command.passOn {
				c.args = append(c.args, args[i+1:]...)
				i = len(args)
			}
		default:
			taken, err := c.flag(arg, args[i+1:])
			if err != nil {
				return err
			}
			i += taken
		}
	}
	return c.count()
}

// flag sets the flag that arg names and reports how many of the further arguments it took.
func (c *call) flag(arg string, rest []string) (taken int, err error) {
	name, value, hasValue := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	if name == "h" || name == "help" {
		return 0, errHelp
	}
	i := slices.IndexFunc(c.command.flags, func(f flag) bool { return f.name == name || f.short != "" && f.short == name })
	if i < 0 {
		return 0, fmt.Errorf("there is no flag %s%s", arg, didYouMean(name, c.flagNames()))
	}
	f := c.command.flags[i]
	switch {
	case f.value == "" && hasValue:
		return 0, fmt.Errorf("--%s takes no value", f.name)
	case f.value == "":
		c.flags[f.name] = "true"
		return 0, nil
	case !hasValue && len(rest) == 0:
		return 0, fmt.Errorf("--%s wants a value: --%s %s", f.name, f.name, f.value)
	case !hasValue:
		value, taken = rest[0], 1
	}
	c.flags[f.name] = value
	return taken, nil
}

func (c *call) flagNames() []string {
	var names []string
	for _, f := range c.command.flags {
		names = append(names, f.name)
	}
	return names
}

func (c *call) count() error {
	cmd := c.command
	switch {
	case len(c.args) < cmd.min:
		return fmt.Errorf("it wants %s", cmd.args)
	case cmd.max >= 0 && len(c.args) > cmd.max:
		return fmt.Errorf("there is one argument too many: %s", c.args[cmd.max])
	}
	return nil
}

func (c *call) has(flag string) bool { return c.flags[flag] != "" }

// color reports whether w is a terminal that may be painted (https://no-color.org).
func color(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && file.Name() != os.DevNull
}
