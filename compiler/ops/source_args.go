package ops

import (
	"fmt"

	"github.com/streamc-dev/streamc/compiler/plan"
)

// args are the arguments of those names, without the ones that were left out.
func (c *Call) args(names ...string) map[string]plan.Expr {
	out := map[string]plan.Expr{}
	for _, name := range names {
		if a := c.Args[name]; a != nil {
			out[name] = a
		}
	}
	return out
}

// constInt is the value of an int argument that is known now; ok is false for one that depends on a parameter of the program.
func constInt(e plan.Expr) (n int64, ok bool) {
	c, isConst := e.(*plan.Const)
	if !isConst {
		return 0, false
	}
	n, ok = c.Value.(int64)
	return n, ok
}

// constText is the value of a string argument that is known now.
func constText(e plan.Expr) (text string, ok bool) {
	c, isConst := e.(*plan.Const)
	if !isConst {
		return "", false
	}
	text, ok = c.Value.(string)
	return text, ok
}

// checkPort wants a port number.
func (c *Call) checkPort(name string) {
	if n, ok := constInt(c.Args[name]); ok && (n < 1 || n > 65535) {
		c.Builder.Report(badPort(c.Args[name].Pos(), n))
	}
}

// checkAtLeast wants an int argument of at least low, where it is known and given.
func (c *Call) checkAtLeast(name string, low int64) {
	if n, ok := constInt(c.Args[name]); ok && n < low {
		c.Builder.Report(tooSmall(c.Args[name].Pos(), fmt.Sprintf("`%s` of `%s`", name, c.Op.Name), n, low))
	}
}

// checkPath wants a path that is not empty.
func (c *Call) checkPath(name string) {
	if text, ok := constText(c.Args[name]); ok && text == "" {
		c.Builder.Report(emptyPath(c.Args[name].Pos(), c.Op.Name))
	}
}
