package ops

import "github.com/streamc-dev/streamc/compiler/plan"

const printExample = `batch 1s
numbers = input(int)
numbers.%s(3)

test "an output shows every batch" {
    feed numbers: [1, 2, 3, 4]
    tick
    expect numbers ordered: [1, 2, 3, 4]
    tick
    expect numbers: []
}
`

var print = &Op{
	Name:    "print",
	Sig:     "stream[T].print(n: int = 10; name: const string = none) -> nothing",
	Doc:     "Prints the first n rows of each batch in Scala's text, under a header with the batch time in ms; `...` stands for the rest.",
	Example: withName(printExample, "print"),
	Lower:   func(c *Call) Flow { return c.show("print") },
}

var pprint = &Op{
	Name:    "pprint",
	Sig:     "stream[T].pprint(n: int = 10; name: const string = none) -> nothing",
	Doc:     "Prints the first n rows of each batch as Python would, under a header with the batch time; `...` stands for the rest.",
	Example: withName(printExample, "pprint"),
	Lower:   func(c *Call) Flow { return c.show("pprint") },
}

func (c *Call) show(how string) Flow {
	c.checkAtLeast("n", 0)
	return c.output(&plan.Output{Output: how, Limit: c.Args["n"]}, c.Recv)
}

// output adds an output over in with the name that the call gives.
func (c *Call) output(out *plan.Output, in Flow) Flow {
	name := ""
	if e := c.Args["name"]; e != nil {
		name = c.Builder.Text(e)
	}
	c.Builder.Output(c, out, in, name)
	return Flow{}
}
