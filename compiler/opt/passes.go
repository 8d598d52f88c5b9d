// Package opt finds faster ways to do what a plan says. In goes a piece of a plan, out comes the same piece seen in another form, or the answer that it has none;
// a plan that nothing fits is emitted as it stands, so that the results never depend on a pass.
//
// Invariants: a form gives the same rows in the same order, with the same error rows, as the piece that it stands for; each pass names the programs for which it
// would be wrong and leaves those alone; passes look at plans only and keep nothing.
package opt

// Pass is an entry of the table of passes. Demand says what a program must hold for it to fire, Counter where it would be wrong.
type Pass struct {
	Name, Demand, Counter string
}

// Passes are the passes in the order in which emit asks for them.
var Passes = [...]Pass{
	{
		Name:    "words",
		Demand:  "a source of text, flatMap with split at one byte, steps that give at most one row, a fold by key",
		Counter: `split("\n"): line ends end the words of a block anyway, so an empty word too many would be seen; a second flatMap: its rows outgrow the queue`,
	},
}
