package ops

import (
	"time"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl/diag"
)

var window = &Op{
	Name: "window",
	Sig:  "stream[T].window(size: const duration, slide: const duration = none; name: const string = none) -> stream[T]",
	Doc: "Gives, every slide (default: as often as the stream below), the rows of the last size, oldest batch first. Both are multiples of the stream's own " +
		"slide. The first windows hold what there is.",
	Example: `batch 1s
numbers = input(int)
last = numbers.window(2s, 1s)
last.print()

test "the last two batches" {
    feed numbers: [1]
    tick
    feed numbers: [2]
    tick 2
    expect last at 1s: [1]
    expect last at 2s ordered: [1, 2]
    expect last at 3s: [2]
}
`,
	Lower: func(c *Call) Flow { return c.window(c.Recv) },
}

// sizeAndSlide are the arguments of a window; the slide is 0 when it was left out.
func (c *Call) sizeAndSlide() (size, slide time.Duration) {
	size = c.Builder.Duration(c.Args["size"])
	if e := c.Args["slide"]; e != nil {
		if slide = c.Builder.Duration(e); slide <= 0 {
			c.Builder.Report(slideTooShort(e.Pos()))
			slide = 0
		}
	}
	return size, slide
}

// window unites the batches of in by the arguments of c.
func (c *Call) window(in Flow) Flow {
	size, slide := c.sizeAndSlide()
	kind := &plan.Window{Size: size, StateName: c.stateName()}
	return c.Builder.Node(c, kind, in.Row(), plan.ArrivalOrder, slide, []Flow{in})
}

// stateName is the name of the state of c, pinned by its argument `name` where there is one.
func (c *Call) stateName() string {
	pinned := ""
	if e := c.Args["name"]; e != nil {
		pinned = c.Builder.Text(e)
	}
	return c.Builder.StateName(c, pinned)
}

// inverse is the fold by key over a window, with its inverse: keyed are (K, V) rows, filter drops keys (nil: none). Dialect python computes short windows
// anew, as PySpark does: then a key leaves with its rows.
func (c *Call) inverse(keyed Flow, fold, invert, filter *plan.Fn) Flow {
	size, slide := c.sizeAndSlide()
	folded := c.fold(keyed, "reduceByKey", fold)
	every := slide
	if every == 0 && folded.Node != nil {
		every = folded.Node.Slide
	}
	c.checkpointed()
	if every > size && size > 0 {
		c.Builder.Report(inverseSlide(c.at("slide"), size, every, c.fn("inverse") != nil))
	}
	if !c.Settings.Scala && size < 5*every {
		out := c.fold(c.window(folded), "reduceByKey", fold)
		if filter != nil {
			out = c.steps(out, plan.StepFilter, filter, out.Row())
		}
		return out
	}
	if filter == nil && c.Op.Name == "reduceByKeyAndWindow" {
		c.Builder.Report(keysStay(c.At))
	}
	kind := &plan.InverseWindow{Size: size, Fold: fold, Invert: invert, Filter: filter, Scala: c.Settings.Scala, StateName: c.stateName()}
	c.timeless(fold, invert, filter)
	return c.Builder.Node(c, kind, folded.Row(), plan.KeyOrder, slide, []Flow{folded})
}

// checkpointed wants a checkpoint.
func (c *Call) checkpointed() {
	if c.Settings.Checkpoint == "" {
		c.Builder.Report(noCheckpoint(c.At, c.Op.Name))
	}
}

// at is where the argument of that name stands, the whole call when it was left out.
func (c *Call) at(name string) diag.Span {
	if e := c.Args[name]; e != nil {
		return e.Pos()
	}
	return c.Span
}
