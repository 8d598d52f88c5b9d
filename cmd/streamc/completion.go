package main

import (
	"fmt"
	"strings"
)

func runCompletion(c *call) int {
	switch c.args[0] {
	case "bash":
		fmt.Fprint(c.stdout, bashCompletion())
	case "zsh":
		fmt.Fprint(c.stdout, "#compdef streamc\nautoload -U +X bashcompinit && bashcompinit\n"+bashCompletion())
	case "fish":
		fmt.Fprint(c.stdout, fishCompletion())
	default:
		return c.wrongUse(fmt.Sprintf("no completion for %q%s", c.args[0], didYouMean(c.args[0], []string{"bash", "zsh", "fish"})))
	}
	return exitOK
}

// words are the names that may stand at a place of a command line.
func (cmd *command) completions() string {
	var words []string
	for _, f := range cmd.flags {
		if len(f.name) == 1 {
			words = append(words, "-"+f.name)
		} else {
			words = append(words, "--"+f.name)
		}
	}
	switch cmd.name {
	case "completion":
		words = append(words, "bash", "zsh", "fish")
	case "dump":
		words = append(words, stages()...)
	case "help":
		words = append(words, commandNames()...)
	}
	return strings.Join(words, " ")
}

func commandNames() []string {
	var names []string
	for _, cmd := range commands() {
		names = append(names, cmd.name)
	}
	return names
}

func bashCompletion() string {
	var cases strings.Builder
	for _, cmd := range commands() {
		fmt.Fprintf(&cases, "        %s) words=%q ;;\n", cmd.name, cmd.completions())
	}
	return `_streamc() {
    local word="${COMP_WORDS[COMP_CWORD]}" words=""
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "` + strings.Join(commandNames(), " ") + `" -- "$word"))
        return
    fi
    case "${COMP_WORDS[1]}" in
` + cases.String() + `    esac
    COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -X '!*.pipe' -- "$word") $(compgen -d -S / -- "$word"))
}
complete -o nospace -F _streamc streamc
`
}

func fishCompletion() string {
	var out strings.Builder
	out.WriteString("complete -c streamc -n __fish_use_subcommand -f\n")
	for _, cmd := range commands() {
		fmt.Fprintf(&out, "complete -c streamc -n __fish_use_subcommand -a %s -d %q\n", cmd.name, cmd.summary)
		for _, f := range cmd.flags {
			option := "-l " + f.name
			if len(f.name) == 1 {
				option = "-s " + f.name
			} else if f.short != "" {
				option += " -s " + f.short
			}
			if f.value != "" {
				option += " -r"
			}
			fmt.Fprintf(&out, "complete -c streamc -n '__fish_seen_subcommand_from %s' %s -d %q\n", cmd.name, option, f.about)
		}
	}
	return out.String()
}
