package emit

import (
	"regexp"

	"github.com/dave/jennifer/jen"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// capture is the record of the named groups of a match. Its texts are views of the text that was searched.
func (c *code) capture(x *plan.Call) goExpr {
	e := c.fn.e
	hint := c.hint
	c.hint = ""
	text := c.expr(x.Args[0])
	pattern := x.Args[1].(*plan.Const).Value.(string)
	opt := types.Resolve(x.T).(*types.Optional)
	groups := c.fn.scope.name("groups")
	c.add(jen.Id(groups).Op(":=").Add(c.pattern(pattern)).Dot("FindStringSubmatch").Call(text.code))
	var parts []goExpr
	for i, name := range regexp.MustCompile(pattern).SubexpNames() {
		if name != "" {
			parts = append(parts, operand(jen.Id(groups).Index(jen.Lit(i))))
		}
	}
	found := c.fn.scope.name(hintOr(hint, "captured"))
	c.add(jen.Var().Id(found).Add(e.goType(opt)))
	c.add(jen.If(jen.Id(groups).Op("!=").Nil()).Block(jen.Id(found).Op("=").Add(e.some(opt, e.structOf(opt.Elem, parts)).code)))
	out := name(found)
	out.owned = text.owned
	return out
}
