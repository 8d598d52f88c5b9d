package main

import (
	"fmt"
	"strings"
)

// overview is what `streamc` and `streamc help` print.
func overview() string {
	var out strings.Builder
	out.WriteString("streamc compiles streaming pipelines (.pipe files) to Go and to binaries.\n\nTry it:   streamc demo\n\nCommands:\n")
	for _, cmd := range commands() {
		fmt.Fprintf(&out, "  %-11s %s\n", cmd.name, cmd.summary)
	}
	out.WriteString("\n`streamc help COMMAND` shows flags and examples of one.\n")
	return out.String()
}

func runHelp(c *call) int {
	if len(c.args) == 0 {
		fmt.Fprint(c.stdout, overview())
		return exitOK
	}
	cmd := commandByName(c.args[0])
	if cmd == nil {
		return c.unknownCommand(c.args[0])
	}
	fmt.Fprint(c.stdout, cmd.help())
	return exitOK
}

// help is the page of a command.
func (cmd *command) help() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n\nUsage:  streamc %s", cmd.summary, cmd.name)
	if len(cmd.flags) > 0 {
		out.WriteString(" [flags]")
	}
	if cmd.args != "" {
		out.WriteString(" " + cmd.args)
	}
	out.WriteByte('\n')
	if cmd.about != "" {
		out.WriteString("\n" + cmd.about + "\n")
	}
	if len(cmd.flags) > 0 {
		out.WriteString("\nFlags:\n")
		for _, f := range cmd.flags {
			fmt.Fprintf(&out, "  %-20s %s\n", f.usage(), f.about)
		}
	}
	if len(cmd.examples) > 0 {
		out.WriteString("\nExamples:\n")
		for _, e := range cmd.examples {
			fmt.Fprintf(&out, "  %-50s %s\n", e.line, e.what)
		}
	}
	return out.String()
}

func (f flag) usage() string {
	text := "--" + f.name
	if f.short != "" && len(f.name) == 1 {
		text = "-" + f.name
	} else if f.short != "" {
		text = "-" + f.short + ", " + text
	}
	if f.value != "" {
		text += " " + f.value
	}
	return text
}
