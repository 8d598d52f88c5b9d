package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/funcs"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// call calls a value function: by its Go form in the catalogue, as a loop, or as something that the batch does.
func (c *code) call(x *plan.Call) goExpr {
	if v, ok := c.special(x); ok {
		return v
	}
	f := funcs.Lookup(x.Name)
	switch {
	case f == nil:
		panic("emit: no function " + x.Name + " in the catalogue")
	case f.World:
		return c.world(x)
	case f.Loop:
		return c.loopCall(x, f)
	}
	hint := c.hint
	args := c.exprs(x.Args...)
	c.hint = hint
	return c.template(x, f, args)
}

// special are functions that have a shorter form for some types than that of the catalogue.
func (c *code) special(x *plan.Call) (goExpr, bool) {
	switch x.Name {
	case "min", "max":
		if t := types.Resolve(x.T); t != types.Type(types.Int) && t != types.Type(types.String) && t != types.Type(types.Time) && t != types.Type(types.Duration) {
			return goExpr{}, false
		}
		args := c.exprs(x.Args...)
		out := join(jen.Id(x.Name).Call(codes(args)...), args...)
		return out, true
	case "any.toString":
		switch types.Resolve(x.Args[0].Type()) {
		case types.String:
			return c.expr(x.Args[0]), true
		case types.Int:
			v := c.expr(x.Args[0])
			return join(jen.Qual("strconv", "FormatInt").Call(v.code, jen.Lit(10)), goExpr{owned: true, unstable: v.unstable}), true
		}
	case "string.capture":
		return c.capture(x), true
	case "string.concat":
		parts := c.exprs(x.Args...)
		if len(parts) == 0 {
			return goExpr{code: jen.Lit(""), prec: precOperand, owned: true, simple: true}, true
		}
		out := parts[0]
		for _, p := range parts[1:] {
			out = binary("+", out, p)
		}
		return out, true
	}
	return goExpr{}, false
}

// template is the Go form of f for args.
func (c *code) template(x *plan.Call, f *funcs.Func, args []goExpr) goExpr {
	for i, a := range args {
		if strings.Count(f.Go, fmt.Sprintf("$%d", i)) > 1 {
			args[i] = c.simple("x", x.Args[i].Type(), a)
		}
	}
	t := &template{c: c, call: x, args: args}
	code := t.expand(f.Go)
	if f.Fails {
		return c.faulty(shortName(f.Name), code, isUnit(x.T), x.Span)
	}
	out := join(code, args...)
	out.literal = false
	out.owned = out.owned || !holdsText(x.T)
	if !topLevelCall(f.Go) {
		out.prec = precOr // in parentheses wherever that could matter
	}
	return out
}

// topLevelCall reports whether a Go form is one operand: it has no operator outside of brackets.
func topLevelCall(form string) bool {
	depth := 0
	for _, r := range form {
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '+', '-', '*', '/', '%', '<', '>', '=', '!', '&', '|':
			if depth == 0 {
				return false
			}
		}
	}
	return true
}

func shortName(name string) string {
	name = name[strings.LastIndexByte(name, '.')+1:]
	name, _, _ = strings.Cut(name, ":")
	return name
}

// template turns the Go form of a function into code: placeholders, and names of packages that are imported by it.
type template struct {
	c    *code
	call *plan.Call
	args []goExpr
	out  *jen.Statement
}

var importPaths = map[string]string{"rt": rtPath, "fn": fnPath, "re": rePath, "tz": tzPath, "scan": scanPath, "table": tablePath, "utf8": "unicode/utf8",
	"bits": "math/bits"}

func (t *template) expand(form string) *jen.Statement {
	t.out = jen.Null()
	for form != "" {
		end := strings.IndexFunc(form, func(r rune) bool { return r == '$' || isWord(r) })
		switch {
		case end < 0:
			t.out.Op(form)
			return t.out
		case end > 0:
			t.out.Op(form[:end])
			form = form[end:]
		}
		if form[0] == '$' {
			form = t.placeholder(form[1:])
			continue
		}
		form = t.word(form)
	}
	return t.out
}

func isWord(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func wordEnd(text string) int {
	n := strings.IndexFunc(text, func(r rune) bool { return !isWord(r) })
	if n < 0 {
		return len(text)
	}
	return n
}

// word writes a name, which may be that of a package.
func (t *template) word(form string) string {
	n := wordEnd(form)
	word, rest := form[:n], form[n:]
	if slices.Contains(importNames, word) && strings.HasPrefix(rest, ".") {
		end := wordEnd(rest[1:])
		path := importPaths[word]
		if path == "" {
			path = word
		}
		t.out.Qual(path, rest[1:1+end])
		return rest[1+end:]
	}
	t.out.Op(word)
	return rest
}

// placeholder writes what stands behind a `$` and gives the rest of the form.
func (t *template) placeholder(form string) string {
	n := wordEnd(form)
	key, rest := form[:n], form[n:]
	switch {
	case key == "Z":
		t.out.Add(t.c.zone(t.c.fn.e.prog.Settings.TimeZone))
	case key[0] == 'Z':
		t.out.Add(t.c.zone(t.constant(key[1:])))
	case key[0] == 'R':
		t.out.Add(t.c.pattern(t.constant(key[1:])))
	case key[0] >= '0' && key[0] <= '9':
		i := int(key[0] - '0')
		t.out.Add(t.args[i].in(precOperand))
	default:
		t.out.Add(t.c.descriptor(t.typeOf(key)))
	}
	return rest
}

func (t *template) constant(index string) string {
	return t.call.Args[index[0]-'0'].(*plan.Const).Value.(string)
}

// typeOf is the type that $T0, $E0, $V0, $TR … speak of.
func (t *template) typeOf(key string) types.Type {
	typ := t.call.T
	if key[1] != 'R' {
		typ = t.call.Args[key[1]-'0'].Type()
	}
	typ = types.Resolve(typ)
	if f, ok := typ.(*types.Func); ok { // the list of its results stands for it
		typ = &types.List{Elem: f.Result}
	}
	switch key[0] {
	case 'E':
		return types.Parts(typ)[0]
	case 'V':
		return types.Parts(typ)[1]
	}
	return typ
}

// zone is the zone of a name.
func (c *code) zone(name string) *jen.Statement {
	if name == "" || name == "UTC" {
		return jen.Nil()
	}
	e := c.fn.e
	return c.pipeline().Dot(e.once("zone "+name, "zone"+exported(strings.ReplaceAll(name, "/", "")), jen.Qual(fnPath, "Zone"),
		jen.Qual(tzPath, "MustLoad").Call(jen.Lit(name))))
}

// pattern is a regular expression, compiled once.
func (c *code) pattern(text string) *jen.Statement {
	e := c.fn.e
	return c.pipeline().Dot(e.once("pattern "+text, "pattern", jen.Op("*").Qual("regexp", "Regexp"), jen.Qual("regexp", "MustCompile").Call(jen.Lit(text))))
}

// once is a field of the pipeline that New gives a value, the same one for each key.
func (e *emitter) once(key, wanted string, typ, value *jen.Statement) string {
	if n, ok := e.typeFields[key]; ok {
		return n
	}
	n := e.members.name(wanted)
	e.typeFields[key] = n
	e.fields = append(e.fields, field{n, typ, nil})
	e.typeLines = append(e.typeLines, jen.Id("p").Dot(n).Op("=").Add(value))
	return n
}
