package main

import (
	"fmt"

	"github.com/streamc-dev/streamc/compiler"
	"github.com/streamc-dev/streamc/dsl/diag"
)

func runCheck(c *call) int {
	status := exitOK
	var all diag.List
	sources := map[string][]byte{}
	for _, path := range c.args {
		u, err := load(path, compiler.Options{CheckOnly: true})
		if err != nil {
			status = max(status, c.fail(err))
			continue
		}
		all = append(all, u.list...)
		for name, text := range u.sources {
			sources[name] = text
		}
	}
	if c.has("json") {
		if err := diag.JSON(c.stdout, all); err != nil {
			return c.fail(err)
		}
		return max(status, statusOf(all))
	}
	status = max(status, c.report(all, sources))
	if len(all) > 0 {
		fmt.Fprintln(c.stderr, "\n"+summary(all))
	}
	return status
}

// summary counts errors and warnings.
func summary(l diag.List) string {
	errors, warnings := 0, 0
	for _, d := range l.Sorted() {
		if d.Severity == diag.Error {
			errors++
		} else {
			warnings++
		}
	}
	switch {
	case errors == 0:
		return counted(warnings, "warning")
	case warnings == 0:
		return counted(errors, "error")
	}
	return counted(errors, "error") + " and " + counted(warnings, "warning")
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
