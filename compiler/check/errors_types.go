package check

import (
	"fmt"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// The messages about the types of values and operators.

func mismatch(e dsl.Expr, found, want types.Type) *diag.Diagnostic {
	return mismatchAt(e.Pos(), found, want)
}

func mismatchAt(at diag.Span, found, want types.Type) *diag.Diagnostic {
	d := errorf("E0401", at, "found %s, wanted %s", article(found), article(want))
	return d.WithHint(conversionHint(found, want))
}

// conversionHint says how to make a want of a found, when there is a way.
func conversionHint(found, want types.Type) string {
	found, want = types.Known(found), types.Known(want)
	if o := optionalOf(found); o != nil && types.Same(o, want) {
		return "it may be none: write `x ?? default`, or test `x != none` before"
	}
	if found == types.None {
		return "only an optional can be none: write its type with `?`"
	}
	switch want {
	case types.Bool:
		return conditionHint(found)
	case types.String:
		return "write `\"${x}\"` or `x.toString()`"
	case types.Float:
		if found == types.Int || found == types.String {
			return "write `x.toFloat()`"
		}
	case types.Int:
		switch found {
		case types.Float:
			return "write `x.toInt()`, `x.round(0).toInt()` or, for a quotient, `div(a, b)`"
		case types.String:
			return "write `x.toInt() ?? default`"
		case types.Duration:
			return "a number has no unit; of a duration write `d.toMillis()` or `d.toSeconds().toInt()`"
		}
	case types.Time:
		if found == types.String {
			return "write `time(\"2026-11-23T10:00:00Z\")` or `x.parseTime(format)`"
		}
	case types.Duration:
		if found == types.Int || found == types.Float {
			return "a duration has a unit: `5s`, `250ms`, `1m30s`"
		}
		if found == types.String {
			return "a duration stands without quotes: `5s`, `250ms`, `1m30s`"
		}
	}
	return shapeHint(found, want)
}

// shapeHint is about lists and streams.
func shapeHint(found, want types.Type) string {
	switch w := want.(type) {
	case *types.List:
		if types.Same(found, w.Elem) {
			return "write `[x]`: a list with one element"
		}
	case *types.Stream:
		if isStream(found) {
			return "`.map(x => …)` makes other rows"
		}
		return ""
	}
	if l, ok := found.(*types.List); ok && types.Same(l.Elem, want) {
		return "of a list write `xs[0]`, or go through it: `xs.map(x => …)`"
	}
	return ""
}

// conditionHint says how to make a condition of a found.
func conditionHint(found types.Type) string {
	switch r := types.Resolve(found).(type) {
	case *types.Optional:
		return "write `x != none`"
	case *types.List, *types.Map, *types.Set:
		return "write `x.len() > 0`"
	case types.Basic:
		switch r {
		case types.Int:
			return "write `x != 0`"
		case types.String:
			return "write `x != \"\"`"
		}
	}
	return ""
}

func strayMark(at diag.Span) *diag.Diagnostic {
	return errorf("E0436", at, "`?` stands behind a type only").WithHint("for a choice write `if c { a } else { b }`; for a default `x ?? y`")
}

func numberTooLarge(at diag.Span, text, what string) *diag.Diagnostic {
	return errorf("E0425", at, "`%s` is too large for %s", text, article(typeNamed(what))).WithHint(map[string]string{
		"int": "the largest is 9_223_372_036_854_775_807; a float holds more: write `.0` behind it", "float": "the largest is about 1.8e308", "duration": "the longest is about 292 years"}[what])
}

func typeNamed(name string) types.Type {
	t, _ := types.BasicByName(name)
	return t
}

func optionalOperand(e dsl.Expr, t types.Type) *diag.Diagnostic {
	return errorf("E0404", e.Pos(), "%s may be none (its type is %s), and here a value is wanted", exprText(e, "this"), types.Known(t)).
		WithHint("write `(x ?? default)`, or test `x != none` before")
}

func optionalField(e *dsl.Select, t *types.Optional) *diag.Diagnostic {
	return errorf("E0413", e.Name.Span, "%s may be none (its type is %s), so it has no field to read", exprText(e.X, "this"), types.Known(t)).
		WithHint("write `x?." + e.Name.Text + "`, or test `x != none` before")
}

func notOptional(fun *dsl.Select, t types.Type) *diag.Diagnostic {
	return errorf("E0412", fun.X.Pos(), "%s is never none, so `?.` has nothing to do: it is %s", exprText(fun.X, "this"), article(t)).WithHint("write `." + fun.Name.Text + "`")
}

func neverNone(e *dsl.Binary, t types.Type) *diag.Diagnostic {
	return errorf("E0412", e.X.Pos(), "%s is never none, so `??` has nothing to do: it is %s", exprText(e.X, "this"), article(t)).WithHint("leave `?? …` out")
}

func comparedWithNone(e *dsl.Binary, t types.Type) *diag.Diagnostic {
	return errorf("E0411", e.Span, "%s is never none: it is %s", exprText(e.X, "this value"), article(t)).WithHint("leave the test out")
}

func noArithmetic(e *dsl.Binary, x, y types.Type) *diag.Diagnostic {
	d := errorf("E0405", e.OpSpan, "`%s` does not work on %s and %s", e.Op, article(x), article(y))
	if e.OpSpan.IsZero() {
		d.Span = e.Span
	}
	tx, ty := types.Resolve(x), types.Resolve(y)
	switch {
	case e.Op == "+" && (tx == types.String || ty == types.String):
		d.WithHint("write `\"${a}${b}\"`, or turn the other one into a string with `toString()`")
	case tx == types.Duration && ty == types.Int && e.Op == "/":
		d.WithHint("multiply, or divide by a duration")
	case (tx == types.Time || tx == types.Duration) && (ty == types.Int || ty == types.Float):
		d.WithHint("a duration has a unit: `5s`, `250ms`")
	}
	if _, ok := tx.(*types.List); ok && e.Op == "+" {
		d.WithHint("`xs.append(x)` adds one element, `+` joins two lists")
	}
	return d
}

func noNegation(e *dsl.Unary, t types.Type) *diag.Diagnostic {
	return errorf("E0405", e.Span, "`-` does not work on %s", article(t))
}

func noComparison(e *dsl.Binary, x, y types.Type) *diag.Diagnostic {
	return errorf("E0406", e.Span, "%s and %s cannot be compared", article(x), article(y)).WithHint(conversionHint(y, x))
}

func noOrder(e *dsl.Binary, t types.Type) *diag.Diagnostic {
	return errorf("E0406", e.Span, "%s has no order, so `%s` does not work on it", article(t), e.Op)
}

func notACondition(e dsl.Expr, t types.Type) *diag.Diagnostic {
	return errorf("E0407", e.Pos(), "found %s, wanted a bool", article(t)).WithHint(conditionHint(t))
}

func branchesDiffer(e *dsl.If, a, b types.Type) *diag.Diagnostic {
	return errorf("E0408", e.Else.Pos(), "the branches of this `if` differ: %s, then %s", article(a), article(b)).WithLabel(e.Then.Span, "this is "+article(a))
}

func elementsDiffer(at diag.Span, a, b types.Type) *diag.Diagnostic {
	return errorf("E0409", at, "found %s, and the element before it is %s", article(b), article(a)).WithHint("for parts of several types write a tuple: `(a, b)`")
}

func ifWithoutElse(e *dsl.If, t types.Type) *diag.Diagnostic {
	return errorf("E0410", e.Span, "this `if` is a value (%s) only when its condition holds", article(t)).WithHint("add `else { … }`, for example `else { none }`")
}

func noIndex(e *dsl.Index, t types.Type) *diag.Diagnostic {
	d := errorf("E0414", e.Span, "%s has no `[…]`", article(t))
	switch t := types.Resolve(t).(type) {
	case *types.Record:
		return d.WithHint("fields are read by name: `x.field`")
	case *types.Dataset:
		return d.WithHint("a dataset has `first()` and `take(n)`; `collect()` makes a list of it")
	case *types.Stream:
		return d.WithHint("a stream has a dataset of rows per batch: look at them in `map(x => …)`")
	case types.Basic:
		if t == types.String {
			return d.WithHint("write `x.substring(i, i + 1)`")
		}
	}
	return d
}

func oneIndex(at diag.Span) *diag.Diagnostic {
	return errorf("E0414", at, "wanted one index").WithHint("for a part of a list write `xs.drop(a).take(n)`, for one of a string `s.substring(from, to)`")
}

func tupleIndexConstant(at diag.Span, t types.Type) *diag.Diagnostic {
	return errorf("E0415", at, "the parts of a tuple are taken by a number as written, since each has a type of its own").WithHint("for a changing index use a list")
}

func tupleIndexRange(at diag.Span, t *types.Tuple) *diag.Diagnostic {
	return errorf("E0415", at, "%s has the parts 0 to %d", article(t), len(t.Elems)-1)
}

func noMembers(e *dsl.Binary, t types.Type) *diag.Diagnostic {
	d := errorf("E0416", e.Y.Pos(), "`in` looks into a list, a set or the keys of a map, not into %s", article(t))
	switch t := types.Resolve(t).(type) {
	case *types.Stream:
		return d.WithHint("`join` the two streams by key; for a batch and the rows of another `transformWith`")
	case *types.Broadcast:
		return d.WithHint("look into what it holds: `x in shared.value`")
	case types.Basic:
		if t == types.String {
			return d.WithHint("write `text.contains(part)`")
		}
		return d.WithHint("for some values write a list: `x in [1, 2]`")
	}
	return d
}

func noLoop(e dsl.Expr, t types.Type) *diag.Diagnostic {
	d := errorf("E0417", e.Pos(), "`for` goes through a list, a set or a map, not through %s", article(t))
	switch t := types.Resolve(t).(type) {
	case *types.Stream:
		return d.WithHint("use `foreach(x => …)`")
	case *types.Dataset:
		return d.WithHint("use `foreach(x => …)`, or `collect()` it first")
	case types.Basic:
		if t == types.Int {
			return d.WithHint("write `for i in range(0, n)`")
		}
		if t == types.String {
			return d.WithHint("write `for word in x.words()`, or `for part in x.split(\",\")`")
		}
	}
	return d
}

func noTuple(p *dsl.TuplePattern, t types.Type) *diag.Diagnostic {
	return errorf("E0420", p.Span, "a pattern of %s cannot take apart %s", counted(len(p.Elems), "part"), article(t)).WithHint(patternHint(t))
}

func patternHint(t types.Type) string {
	if tuple, ok := types.Resolve(t).(*types.Tuple); ok {
		return fmt.Sprintf("it has %s; `_` stands for one that is not needed", counted(len(tuple.Elems), "part"))
	}
	return "a plain name takes the value whole"
}

func notStorable(at diag.Span, t types.Type, in string) *diag.Diagnostic {
	d := errorf("E0423", at, "%s cannot stand in a %s", article(t), in)
	if in == "optional" {
		d.Message = fmt.Sprintf("%s cannot be optional", article(t))
	}
	switch t := types.Resolve(t).(type) {
	case *types.Stream:
		return d.WithHint("a stream has a name of its own: `x = …`")
	case *types.Dataset:
		return d.WithHint("`collect()` makes a list of it")
	case *types.State:
		return d.WithHint("take what it holds: `s.get()`")
	case types.Basic:
		if t == types.Unit {
			d.Message = "this gives nothing, and here a value is wanted"
			d.WithHint("what is done for its effect is a statement of its own")
		}
	}
	return d
}

func notAKey(at diag.Span, t types.Type) *diag.Diagnostic {
	return errorf("E0424", at, "%s cannot be a key: it has no order", article(t)).WithHint("a map or set cannot be (part of) a key; take its sorted list")
}

func noText(at diag.Span, t types.Type) *diag.Diagnostic {
	d := errorf("E0445", at, "%s has no text", article(t))
	switch types.Resolve(t).(type) {
	case *types.Broadcast, *types.Accumulator:
		return d.WithHint("take what it holds: `${x.value}`")
	case *types.Dataset:
		return d.WithHint("take rows of it: `${rdd.take(10)}`")
	case *types.Stream:
		return d.WithHint("a stream is shown by `x.pprint()`")
	}
	return d
}

func optionalTwice(at diag.Span, t types.Type) *diag.Diagnostic {
	return errorf("E0447", at, "%s is optional already", t).WithHint("one `?` is enough")
}

func fieldTwice(name dsl.Name) *diag.Diagnostic {
	return errorf("E0430", name.Span, "the field `%s` stands here twice", name.Text).WithHint("take one away")
}

func fieldsMissing(at diag.Span, r *types.Record, missing []string) *diag.Diagnostic {
	return errorf("E0429", at, "%s is not given, and %s wants it", alternativesAnd(missing), r).WithHint("a field may be left out when it has a default or is optional")
}

func unknownType(at diag.Span, t types.Type) *diag.Diagnostic {
	return errorf("E0419", at, "what the type of this is cannot be told: `[]`, `[:]` and `none` take it from what they meet").WithHint("write the type: `x: [int] = []`")
}

func unknownParam(at diag.Span) *diag.Diagnostic {
	return errorf("E0419", at, "the type of this parameter cannot be told").WithHint("write it: `(x: int) => …`")
}

func valueUnused(e dsl.Expr, t types.Type) *diag.Diagnostic {
	d := errorf("E0432", e.Pos(), "this value (%s) is not used", article(t))
	if b, ok := e.(*dsl.Binary); ok && b.Op == "==" {
		return d.WithHint("an assignment is written `=`")
	}
	return d.WithHint("values do not change: assign the result, `x = …`, or give it back")
}

func unusedValue(at diag.Span, t types.Type) *diag.Diagnostic {
	return errorf("E0432", at, "this value (%s) is not used", article(t)).WithHint("give it a name: `x = …`")
}

func unusedStream(at diag.Span) *diag.Diagnostic {
	return errorf("E0433", at, "this stream goes nowhere").WithHint("give it a name, or send it out: `.pprint()`")
}

func bindsNothing(item *dsl.Binding) *diag.Diagnostic {
	return errorf("E0449", item.Value.Pos(), "this gives nothing that `%s` could name", item.Name.Text).WithHint("an output stands alone: leave `" + item.Name.Text + " =` out")
}

func localOf(e dsl.Expr, t types.Type) *diag.Diagnostic {
	if t == types.Unit {
		return errorf("E0449", e.Pos(), "this gives nothing that could have a name").WithHint("leave the name and `=` out")
	}
	return errorf("E0423", e.Pos(), "%s cannot be a local", article(t)).WithHint("declare it at the top of the program")
}

func saidTwice(e dsl.Expr, op string) *diag.Diagnostic {
	return errorf("W0402", e.Pos(), "this stands in the same `%s` before", op).WithHint("say it once, or compare with something else")
}

func assignsItself(id *dsl.Ident) *diag.Diagnostic {
	return errorf("W0402", id.Span, "`%s` gets the value that it has", id.Name).WithHint("take the line away")
}

func unusedLocal(v *plan.Var) *diag.Diagnostic {
	return errorf("W0401", v.Span, "`%s` is not used", v.Name).WithHint("take the line away")
}
