package check

import (
	"slices"
	"strings"
	"unicode"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// paramDecl checks `param maxRows = 10`: the flag --max-rows and the variable <APP>_MAX_ROWS.
func (c *checker) paramDecl(d *decl, item *dsl.ParamDecl) {
	var want types.Type
	if item.Type != nil {
		want = c.typeOf(item.Type)
	}
	g := &plan.Global{Kind: plan.GlobalParam, Name: item.Name.Text, Span: item.Span, Doc: item.Doc, Type: want}
	d.value = bad(item.Span)
	switch {
	case item.Default != nil:
		k, ok := c.constantDefault(item.Default, want)
		if !ok {
			return
		}
		g.Init = k
		g.Type = k.Type()
	case want == nil:
		c.report(paramWithoutType(item.Name))
		return
	}
	if g.Type == types.Error {
		return
	}
	if !flagType(g.Type) {
		c.report(paramType(item.Name, g.Type))
		return
	}
	g.Flag = words(item.Name.Text, '-', unicode.ToLower)
	if !c.flagFree(item.Name, g.Flag) {
		return
	}
	c.prog.Globals = append(c.prog.Globals, g)
	d.value = globalRef(g, item.Span)
}

// runtimeFlags are the flags that every program has.
var runtimeFlags = []string{"checkpoint", "discard", "help", "replay", "sinks", "text", "verbose", "version", "workers"}

// flagFree reports whether a parameter can have the flag: the runtime has none of that name, nor has another parameter.
func (c *checker) flagFree(name dsl.Name, flag string) bool {
	if slices.Contains(runtimeFlags, flag) || strings.HasPrefix(flag, "rt-") {
		c.report(flagTaken(name, flag, dsl.Name{}))
		return false
	}
	for _, g := range c.prog.Globals {
		if g.Kind == plan.GlobalParam && g.Flag == flag {
			c.report(flagTaken(name, flag, dsl.Name{Span: g.Span, Text: g.Name}))
			return false
		}
	}
	return true
}

func (c *checker) constantDefault(e dsl.Expr, want types.Type) (*plan.Const, bool) {
	if want != nil {
		return c.constantAs(e, want)
	}
	x := c.expr(e, nil, c.top())
	k, ok := x.(*plan.Const)
	if !ok {
		c.report(notConstant(e, ""))
		return nil, false
	}
	return k, !isBad(k)
}

// flagType reports whether a value of t can be given as text on a command line.
func flagType(t types.Type) bool {
	t = types.Resolve(t)
	if o, ok := t.(*types.Optional); ok {
		t = types.Resolve(o.Elem)
	}
	if l, ok := t.(*types.List); ok {
		t = types.Resolve(l.Elem)
	}
	switch t {
	case types.Int, types.Float, types.Bool, types.String, types.Duration, types.Time, types.Secret:
		return true
	}
	return false
}

// words is a camelCase or snake_case name as words with sep between them.
func words(name string, sep rune, letter func(rune) rune) string {
	var b strings.Builder
	previous := rune(0)
	for _, r := range name {
		switch {
		case r == '_':
			r = sep
		case unicode.IsUpper(r) && previous != 0 && !unicode.IsUpper(previous) && previous != '_':
			b.WriteRune(sep)
		}
		previous = r
		b.WriteRune(letter(r))
	}
	return b.String()
}

// environment fills in the variables of parameters, which carry the app's name, once the settings are known.
func (c *checker) environment() {
	app := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return '_'
	}, c.prog.Name)
	for _, g := range c.prog.Globals {
		if g.Kind == plan.GlobalParam {
			g.Env = app + "_" + words(g.Name, '_', unicode.ToUpper)
		}
	}
}
