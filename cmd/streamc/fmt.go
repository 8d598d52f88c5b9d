package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/streamc-dev/streamc/dsl"
)

func runFmt(c *call) int {
	if len(c.args) == 0 {
		src, err := io.ReadAll(c.stdin)
		if err != nil {
			return c.fail(err)
		}
		return c.formatStdin(src)
	}
	status := exitOK
	for _, name := range c.args {
		status = max(status, c.formatFile(name))
	}
	return status
}

func (c *call) formatStdin(src []byte) int {
	out, status := c.format("<stdin>", src)
	if status == exitOK {
		fmt.Fprint(c.stdout, out)
	}
	return status
}

func (c *call) formatFile(name string) int {
	src, err := os.ReadFile(name)
	if err != nil {
		return c.fail(err)
	}
	out, status := c.format(name, src)
	if status != exitOK {
		return status
	}
	same := bytes.Equal(src, []byte(out))
	switch {
	case !c.has("l") && !c.has("d") && !c.has("w"):
		fmt.Fprint(c.stdout, out)
		return exitOK
	case same:
		return exitOK
	}
	if c.has("l") {
		fmt.Fprintln(c.stdout, name)
	}
	if c.has("d") {
		fmt.Fprint(c.stdout, diff(name, name+" (formatted)", string(src), out))
	}
	if c.has("w") {
		if err := os.WriteFile(name, []byte(out), 0o666); err != nil {
			return c.fail(err)
		}
		return exitOK
	}
	return exitUser
}

// format is src laid out; a program with syntax errors is reported and left alone.
func (c *call) format(name string, src []byte) (string, int) {
	file, list := dsl.Parse(name, src)
	if list.HasErrors() {
		return "", c.report(list, map[string][]byte{name: src})
	}
	return dsl.Format(file), exitOK
}
