package check

import (
	"strings"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// The messages about calls, functions and statements.

func alternativesAnd(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "`" + n + "`"
	}
	return strings.Join(quoted, ", ")
}

func usage(sig *types.Signature) string { return "it is used as `" + sig.Text + "`" }

func argumentMismatch(e dsl.Expr, name string, p types.Param, found types.Type, sig *types.Signature) *diag.Diagnostic {
	d := errorf("E0402", e.Pos(), "`%s` wants %s as `%s`, found %s", name, article(p.Type), p.Name, article(found))
	if hint := conversionHint(found, p.Type); hint != "" {
		return d.WithHint(hint)
	}
	return d.WithHint(usage(sig))
}

func funcArgumentMismatch(e dsl.Expr, fn, p dsl.Name, found, want types.Type) *diag.Diagnostic {
	return errorf("E0402", e.Pos(), "`%s` wants %s as `%s`, found %s", fn.Text, article(want), p.Text, article(found)).
		WithLabel(p.Span, "the parameter is declared here").WithHint(conversionHint(found, want))
}

func argumentCount(at diag.Span, name string, want, got int) *diag.Diagnostic {
	return errorf("E0403", at, "`%s` wants %s, and here %s", name, counted(want, "argument"), areGiven(got))
}

func tooManyArguments(at diag.Span, name string, want, got int) *diag.Diagnostic {
	return argumentCount(at, name, want, got)
}

func unexpectedArgument(at diag.Span, name string, sig *types.Signature, i int) *diag.Diagnostic {
	if i < len(sig.Params) {
		p := sig.Params[i].Name
		return errorf("E0403", at, "`%s` of `%s` is given by name", p, name).WithHint("write `" + p + ": …`")
	}
	return errorf("E0403", at, "`%s` does not take so many arguments", name).WithHint(usage(sig))
}

func missingArgument(at diag.Span, name, param string, sig *types.Signature) *diag.Diagnostic {
	return errorf("E0403", at, "`%s` wants an argument `%s`", name, param).WithHint(usage(sig))
}

func missingFuncArgument(at diag.Span, fn, param dsl.Name) *diag.Diagnostic {
	return errorf("E0403", at, "`%s` wants an argument `%s`", fn.Text, param.Text).WithLabel(param.Span, "the parameter is declared here")
}

func noParameter(arg dsl.Name, name string, sig *types.Signature) *diag.Diagnostic {
	var names []string
	for _, p := range sig.Params {
		names = append(names, p.Name)
	}
	d := suggest(errorf("E0308", arg.Span, "`%s` has no parameter `%s`", name, arg.Text), arg.Text, names)
	if d.Hint == "" {
		d.WithHint(usage(sig))
	}
	return d
}

func noFuncParameter(arg dsl.Name, d *decl, params []*dsl.FuncParam) *diag.Diagnostic {
	var names []string
	for _, p := range params {
		names = append(names, p.Name.Text)
	}
	return suggest(errorf("E0308", arg.Span, "`%s` has no parameter `%s`", d.name.Text, arg.Text).WithLabel(d.name.Span, "it is declared here"), arg.Text, names)
}

func argumentTwice(name dsl.Name) *diag.Diagnostic {
	return errorf("E0450", name.Span, "the argument `%s` is given twice", name.Text).WithHint("take one away")
}

func strangeArgument(a *dsl.Arg) *diag.Diagnostic {
	if a.Star {
		return errorf("E0448", a.Span, "`*` stands only in `select` of a table").WithHint("write the arguments one by one")
	}
	return errorf("E0448", a.As.Span, "`as` names a column of a table, and this is none").WithHint("a named argument is written `name: value`")
}

func tupleArgument(at diag.Span) *diag.Diagnostic {
	return errorf("E0448", at, "the parts of a tuple have no names").WithHint("a record has: `{name: x, n: 1}`")
}

func notOneOf(e dsl.Expr, param string, words []string) *diag.Diagnostic {
	d := errorf("E0446", e.Pos(), "`%s` is one of %s", param, alternatives(words))
	switch e := e.(type) {
	case *dsl.Ident:
		return suggest(d, e.Name, words)
	case *dsl.StringLit:
		return d.WithHint("the word stands without quotes")
	}
	return d
}

func notAFormat(e dsl.Expr) *diag.Diagnostic {
	return errorf("E0436", e.Pos(), "wanted a format").WithHint("write `text`, `json(T)` or `csv(T)` with the type of the rows")
}

func wantsType(at diag.Span) *diag.Diagnostic {
	return errorf("E0436", at, "wanted a type").WithHint("for example `int`, `(string, int)`, `{word: string, n: int}`")
}

func wantsStreams(e dsl.Expr) *diag.Diagnostic {
	return errorf("E0451", e.Pos(), "wanted a list of streams").WithHint("write `[a, b]`")
}

func wantsFunction(e dsl.Expr, want *types.Func) *diag.Diagnostic {
	return errorf("E0434", e.Pos(), "wanted %s", functionOf(want)).WithHint("write it: `" + lambdaText(len(want.Params)) + "`, or the name of a func")
}

// catalogueFunction says how a function of the catalogue is passed on: its forms are many, so its name alone is none.
func catalogueFunction(e *dsl.Ident, want *types.Func) *diag.Diagnostic {
	hint := "write `x => " + e.Name + "(x)`"
	if len(want.Params) == 2 {
		hint = "write `(x, y) => " + e.Name + "(x, y)`"
	}
	return errorf("E0434", e.Span, "wanted %s; the name of `%s` alone does not say which form is meant", functionOf(want), e.Name).WithHint(hint)
}

// functionOf is want in words: what it gets, and what it gives when that is known.
func functionOf(want *types.Func) string {
	f := types.Known(want).(*types.Func)
	if !types.HasUnknown(f.Result) {
		return "a function " + f.String()
	}
	text := (&types.Func{Params: f.Params, Result: types.Unit}).String()
	return "a function of " + strings.TrimSuffix(text, " -> nothing")
}

func lambdaText(n int) string {
	switch n {
	case 0:
		return "() => …"
	case 1:
		return "x => …"
	case 2:
		return "(x, y) => …"
	}
	return "(x, y, z" + strings.Repeat(", _", n-3) + ") => …"
}

func wrongArity(at diag.Span, n int, want *types.Func) *diag.Diagnostic {
	hint := "write `" + lambdaText(len(want.Params)) + "`"
	if tuple := soleTuple(want.Params); tuple != nil {
		hint += " or `" + lambdaText(len(tuple.Elems)) + "`"
	}
	return errorf("E0418", at, "this function has %s, wanted %s", counted(n, "parameter"), functionOf(want)).WithHint(hint)
}

func paramMismatch(at diag.Span, found, want types.Type) *diag.Diagnostic {
	return errorf("E0401", at, "the parameter is written as %s, and gets %s", article(found), article(want)).WithHint("leave the type out, or write `" + types.Known(want).String() + "`")
}

func funcFitsNot(e *dsl.Ident, d *decl, f *plan.Func, found types.Type, i int) *diag.Diagnostic {
	return errorf("E0402", e.Span, "`%s` wants %s as `%s`, and gets %s here", e.Name, article(f.Params[i].Type), f.Params[i].Name, article(found)).
		WithLabel(f.Params[i].Span, "the parameter is declared here")
}

func lambdaAsValue(at diag.Span) *diag.Diagnostic {
	return errorf("E0435", at, "a function written in place is an argument only").WithHint("give it a name: `func name(x: int) -> int = …`")
}

func resultMismatch(at diag.Span, found, want types.Type) *diag.Diagnostic {
	d := errorf("E0421", at, "the function gives %s, wanted %s", article(found), article(want))
	switch w := types.Resolve(want).(type) {
	case *types.Many:
		return d.WithHint("write `[x]` for one row, `none` or `[]` for no row")
	case *types.Maybe:
		return d.WithHint(conversionHint(found, w.Elem))
	case *types.Dataset:
		return d.WithHint("a list is a dataset too: `[x]`")
	case *types.Tuple:
		return d.WithHint("write `(a, b)`")
	}
	return d.WithHint(conversionHint(found, want))
}

func resultsDiffer(at diag.Span, a, b types.Type) *diag.Diagnostic {
	return errorf("E0421", at, "the function gives %s here and %s elsewhere", article(b), article(a)).WithHint("all values that a function gives have one type; `\"${x}\"` makes a text of anything")
}

func givesNothing(e dsl.Expr, want types.Type) *diag.Diagnostic {
	return errorf("E0422", endOf(e), "the function does not always give a value%s", wanted(want)).
		WithHint("the last expression is the value; `return` leaves early")
}

func returnsNothing(at diag.Span, want types.Type) *diag.Diagnostic {
	return errorf("E0422", at, "`return` without a value%s", wanted(want)).WithHint("write `return value`")
}

// wanted is ", wanted an int", empty when the type is not known.
func wanted(want types.Type) string {
	if types.HasUnknown(want) {
		return ""
	}
	return ", wanted " + article(want)
}

func returnOfNothing(at diag.Span) *diag.Diagnostic {
	return errorf("E0428", at, "this function is there for what it does, and gives nothing").WithHint("write `return` alone")
}

func returnOutside(at diag.Span) *diag.Diagnostic {
	return errorf("E0428", at, "`return` stands outside a function").WithHint("take it away")
}

func afterReturn(at diag.Span) *diag.Diagnostic {
	return errorf("E0426", at, "this is never reached").WithHint("nothing may follow `return`, `break`, `continue` or `fail` in a block")
}

func outsideLoop(s dsl.Stmt) *diag.Diagnostic {
	word := "break"
	if _, ok := s.(*dsl.Continue); ok {
		word = "continue"
	}
	return errorf("E0427", s.Pos(), "`%s` stands outside a `for`", word).WithHint("a function is left with `return`")
}

func withNeedsNames(at diag.Span) *diag.Diagnostic {
	return errorf("E0431", at, "`with` wants the names of the fields that change").WithHint("write `r.with(name: x)`")
}

func noConstructor(at diag.Span, d *decl) *diag.Diagnostic {
	return errorf("E0452", at, "`%s` is no record, so it is not made by its name", d.name.Text).WithLabel(d.name.Span, "it is declared here").WithHint("write the value as it is")
}

func constraintBroken(name dsl.Name, t types.Type, kind string) *diag.Diagnostic {
	if kind == "number" {
		return errorf("E0424", name.Span, "`%s` wants numbers, found %s", name.Text, article(t))
	}
	return errorf("E0424", name.Span, "`%s` wants keys that have an order, found %s", name.Text, article(t)).WithHint("a map or set cannot be (part of) a key; take its sorted list")
}

func unknownResult(name dsl.Name, sig *types.Signature) *diag.Diagnostic {
	return errorf("E0419", name.Span, "what `%s` gives cannot be told from its arguments", name.Text).WithHint(typeToWrite(name.Text))
}

// typeToWrite says where a type is written that an operator does not see.
func typeToWrite(op string) string {
	switch op {
	case "updateStateByKey":
		return "write the type of the state: `(new, old: int?) => …`"
	case "mapWithState":
		return "write the type of the state: `(key, value, s: state[int]) => …`"
	}
	return "`[]`, `[:]` and `none` take their type from what they meet: give one a name with a type, `empty: [int] = []`"
}

func notConstant(e dsl.Expr, param string) *diag.Diagnostic {
	what := "this"
	if param != "" {
		what = "`" + param + "`"
	}
	return errorf("E0437", e.Pos(), "%s must be known when the program is compiled", what).WithHint("write a literal, or the name of a constant")
}

func constantFails(at diag.Span, reason string) *diag.Diagnostic {
	return errorf("E0437", at, "this constant cannot be computed: %s", reason)
}

func operatorInRow(name dsl.Name, lv level) *diag.Diagnostic {
	return errorf("E0438", name.Span, "`%s` works on streams and datasets, and cannot be used in %s", name.Text, lv).WithHint("join the two streams, or do it in `transform(rdd => …)`")
}

func printInRow(name dsl.Name, lv level) *diag.Diagnostic {
	if lv == levelPipeline {
		return errorf("E0439", name.Span, "`print(…)` writes a line in batch code; here there is no batch").WithHint("a stream is printed with `x.pprint()`")
	}
	return errorf("E0439", name.Span, "`print(…)` works in batch code, not in %s", lv).WithHint("print the stream with `x.pprint()`, or use `foreach(x => print(x))`")
}

func accumulatorValue(name dsl.Name, lv level) *diag.Diagnostic {
	return errorf("E0440", name.Span, "an accumulator is read in batch code only, not in %s: rows are counted in any order", lv).
		WithHint("read it in `foreachRDD(rdd => …)`")
}

func outsideBatch(name dsl.Name, what string) *diag.Diagnostic {
	return errorf("E0441", name.Span, "`%s` stands outside any batch", what).WithHint("use it in a function of rows or in batch code")
}

func paramWithoutType(name dsl.Name) *diag.Diagnostic {
	return errorf("E0442", name.Span, "the parameter `%s` has neither type nor default", name.Text).WithHint("write `param " + name.Text + ": string`, or `param " + name.Text + " = 10`")
}

func paramType(name dsl.Name, t types.Type) *diag.Diagnostic {
	return errorf("E0442", name.Span, "%s cannot be given on a command line", article(t)).WithHint("take int, float, bool, string, duration, time, secret, or a list of one of them")
}

func flagTaken(name dsl.Name, flag string, by dsl.Name) *diag.Diagnostic {
	if by.Text != "" {
		return errorf("E0457", name.Span, "`%s` would be the flag --%s, as `%s` is", name.Text, flag, by.Text).WithLabel(by.Span, "it is declared here").WithHint("give it another name")
	}
	return errorf("E0457", name.Span, "`%s` would be the flag --%s, which every program has already", name.Text, flag).WithHint("give it another name")
}

func notInPipeline(at diag.Span) *diag.Diagnostic {
	return errorf("E0453", at, "a function over streams builds the pipeline once, so it has names, outputs and a result, and no loops").
		WithHint("loops belong into functions of rows or of datasets")
}

func calledTooDeep(at diag.Span, name dsl.Name, what string, lv level) *diag.Diagnostic {
	d := errorf("E0454", at, "`%s` %s, so it cannot be called in %s", name.Text, what, lv).WithLabel(name.Span, "it is declared here")
	if lv == levelPipeline {
		d.Message = "`" + name.Text + "` " + what + ", and here there is no batch"
	}
	return d
}

func secretWritten(name dsl.Name) *diag.Diagnostic {
	return errorf("E0456", name.Span, "`%s` would write a secret", name.Text).WithHint("a secret is never printed, logged or written; take its field out")
}

func wrongConstant(at diag.Span, name, param, why string) *diag.Diagnostic {
	return errorf("E0455", at, "the `%s` of `%s` is not right: %s", param, name, why)
}
