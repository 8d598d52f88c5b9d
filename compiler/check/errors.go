package check

import (
	"fmt"
	"strings"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// The messages about names (03) and about what this stage does not do yet (09). Those about types are in errors_types.go and errors_calls.go.

func errorf(code string, at diag.Span, format string, args ...any) *diag.Diagnostic {
	return diag.New(code, at, fmt.Sprintf(format, args...))
}

func notYet(at diag.Span, code, what string) *diag.Diagnostic {
	verb := "are"
	if !strings.HasSuffix(strings.Fields(what)[0], "s") {
		verb = "is"
	}
	return errorf(code, at, "%s %s not compiled yet", what, verb)
}

func later(name dsl.Name, why string) *diag.Diagnostic {
	return errorf("E0905", name.Span, "`%s` is not compiled yet: %s", name.Text, why)
}

// maxTuple is the most parts that a tuple has: as many as the runtime has types for.
const maxTuple = 8

func wideTuple(at diag.Span, n int) *diag.Diagnostic {
	return errorf("E0905", at, "a tuple of %d parts is not compiled yet: %d is the most", n, maxTuple).WithHint("a record names its parts, as many as there are: `{name: x, n: 1}`")
}

// suggest adds "did you mean" when one of names is close.
func suggest(d *diag.Diagnostic, name string, names []string) *diag.Diagnostic {
	if d.Hint == "" {
		if best := nearest(name, names); best != "" {
			d.WithHint("did you mean `" + best + "`?")
		}
	}
	return d
}

func (c *checker) unknownName(e *dsl.Ident, sc *scope) *diag.Diagnostic {
	d := errorf("E0301", e.Span, "`%s` is not defined", e.Name)
	if hint, ok := foreignNames[e.Name]; ok {
		return d.WithHint(hint)
	}
	if c.hasReceiver(e.Name) || len(c.candidates(e.Name, nil)) > 0 {
		d.Message = fmt.Sprintf("`%s` is a function, and here a value is wanted", e.Name)
		return d.WithHint("call it: `" + e.Name + "(…)`")
	}
	if sc.frame.ended[e.Name] {
		return d.WithHint("a local lives in the block that first assigns it: assign it before that block")
	}
	suggest(d, e.Name, append(sc.names(), c.declNames(nil)...))
	if d.Hint == "" {
		d.WithHint("give it a value first: `" + e.Name + " = …`")
	}
	return d
}

// foreignNames are the names that hands used to other languages type.
var foreignNames = map[string]string{
	"None": "write `none`", "null": "write `none`", "nil": "write `none`", "undefined": "write `none`", "NULL": "write `none`",
	"True": "write `true`", "False": "write `false`", "TRUE": "write `true`", "FALSE": "write `false`",
	"pass": "leave it out: a block may be empty", "self": "functions get what they need as parameters", "this": "functions get what they need as parameters",
	"sc": "there is no context: sources are called by their names, for example `socket(\"localhost\", 9999)`", "ssc": "there is no context: sources are called by their names, for example `socket(\"localhost\", 9999)`",
	"spark": "there is no session: sources are called by their names, for example `readStream.socket(\"localhost\", 9999)`",
	"math":  "functions of numbers need no prefix: `sqrt(x)` or `x.sqrt()`", "json": "write `toJson(x)`, or `json(T)` where a format is wanted",
}

// foreignCalls are the functions that hands used to other languages call, with what to write.
var foreignCalls = map[string]string{
	"str": "write `toString(x)` or `\"${x}\"`", "String": "write `toString(x)`", "int": "write `x.toInt()`", "float": "write `x.toFloat()`", "bool": "compare: `x != 0`",
	"size": "write `len(x)`", "length": "write `len(x)`", "count_": "write `len(x)`", "println": "write `print(…)`", "printf": "write `print(\"… ${x}\")`", "echo": "write `print(…)`",
	"sorted": "write `xs.sort(x => x)`", "reversed": "write `xs.reverse()`", "enumerate": "write `range(0, xs.len()).zip(xs)`", "lambda": "write `x => …`",
	"isinstance": "types are known before the program runs; no test is needed", "raise": "write `fail(\"why\")`", "throw": "write `fail(\"why\")`", "panic": "write `fail(\"why\")`",
	"error": "write `fail(\"why\")`", "append": "write `xs.append(x)`", "make": "write `[]` or `[:]`", "list": "write `[…]`", "dict": "write `[:]` or `[\"key\": value]`", "tuple": "write `(a, b)`",
	"current_timestamp": "write `now()`", "getdate": "write `now()`", "coalesce": "write `x ?? y`", "ifnull": "write `x ?? y`", "nvl": "write `x ?? y`", "Some": "a value fits where an optional is wanted: write it as it is",
	"concat": "write `a + b` or `\"${a}${b}\"`", "upper_": "write `upper(x)`", "ucase": "write `upper(x)`", "lcase": "write `lower(x)`", "substr": "write `substring(x, from, to)`",
	"StreamingContext": "write `batch 5s` at the top of the file", "SparkContext": "nothing is needed: the program is the application", "socketTextStream": "write `socket(host, port)`",
	"textFileStream": "write `textFiles(dir)`", "queueStream": "write `queue([[…], …])`",
}

// foreignMethods are the methods that hands used to other languages call.
var foreignMethods = map[string]string{
	"size": "len()", "length": "len()", "count_": "len()", "toUpperCase": "upper()", "toLowerCase": "lower()", "strip": "trim()", "toUpper": "upper()", "toLower": "lower()",
	"startswith": "startsWith(s)", "endswith": "endsWith(s)", "hasPrefix": "startsWith(s)", "hasSuffix": "endsWith(s)", "includes": "contains(s)", "has": "contains(s)", "indexOf": "contains(s)",
	"substr": "substring(from, to)", "slice_": "substring(from, to)", "replaceAll": "replace(a, b)", "charAt": "substring(i, i + 1)", "add_": "append(x)", "push": "append(x)", "concat": "`+`",
	"foldLeft": "fold(zero, f)", "reduceLeft": "reduce(f)", "exists": "any(p)", "forall": "all(p)", "some": "any(p)", "every": "all(p)", "find_": "filter(p).first()", "head": "first()", "headOption": "first()",
	"tail": "drop(1)", "mkString": "join(sep)", "sorted": "sort(x => x)", "sortWith": "sort(by)", "collectAsMap": "collect()", "toStr": "toString()", "parseInt": "toInt()",
	"toDouble": "toFloat()", "set": "update(v)", "getOption": "get()", "getOrElse": "`?? default`", "orElse": "`?? default`", "unwrap": "`?? default`", "isEmpty": "`len() == 0`", "nonEmpty": "`len() > 0`", "isDefined": "`!= none`", "isNone": "`== none`",
	"isNull": "`== none`", "isSome": "`!= none`", "format_": "`\"${x}\"`", "foreachBatch": "foreachRDD(f)", "selectExpr": "map(f)", "saveAsTextFile": "saveAsTextFiles(prefix)", "show": "pprint()", "start": "nothing: a program runs when it is started",
	"awaitTermination": "nothing: a program runs until its sources end", "checkpoint": "the setting `checkpoint \"dir\"`", "persist": "cache()", "unpersist": "nothing: a batch forgets what it cached",
}

func declaredTwice(name, first dsl.Name) *diag.Diagnostic {
	return errorf("E0302", name.Span, "`%s` is declared twice", name.Text).WithLabel(first.Span, "it is declared here").WithHint("give one of them another name")
}

func needsItself(at diag.Span, d *decl) *diag.Diagnostic {
	if isFunction(d) {
		return errorf("E0303", at, "`%s` calls itself", d.name.Text).WithLabel(d.name.Span, "it is declared here").
			WithHint("functions are not recursive: write a `for`, or `fold` over a list")
	}
	return errorf("E0303", at, "`%s` is needed to compute itself", d.name.Text).WithLabel(d.name.Span, "it is declared here").
		WithHint("what depends on earlier batches is state: updateStateByKey or mapWithState")
}

func (c *checker) unknownFunction(fun *dsl.Ident, sc *scope) *diag.Diagnostic {
	d := errorf("E0304", fun.Span, "there is no function `%s`", fun.Name)
	if hint, ok := foreignCalls[fun.Name]; ok {
		return d.WithHint(hint)
	}
	if recvs := c.receiversOf(fun.Name); len(recvs) > 0 {
		d.Message = fmt.Sprintf("`%s` wants something to work on", fun.Name)
		return d.WithHint(fmt.Sprintf("write `x.%s(…)` with x %s", fun.Name, alternatives(recvs)))
	}
	return suggest(d, fun.Name, append(c.declNames(isFunction), c.catalogueNames("")...))
}

// noMethod says that the type of recv has no such function, and where there is one.
func (c *checker) noMethod(name dsl.Name, ex dsl.Expr, recv plan.Expr) *diag.Diagnostic {
	t := types.Known(recv.Type())
	d := errorf("E0305", name.Span, "%s has no `%s`", article(t), name.Text)
	if o := optionalOf(t); o != nil {
		d.Message = fmt.Sprintf("%s may be none, so `%s` cannot be called on it", exprText(ex, "this value"), name.Text)
		return d.WithHint("write `x?." + name.Text + "(…)`, `(x ?? default)." + name.Text + "(…)`, or test `x != none` before")
	}
	if _, ok := t.(*types.State); ok && contains(laterStateNames, name.Text) {
		return later(name, "it belongs to the states of tables").WithHint("mapWithState takes `timeout: d`")
	}
	names := c.namesOn(recv)
	if holdsMembers(t) && contains([]string{"contains", "includes", "has", "containsKey", "indexOf"}, name.Text) {
		return d.WithHint("write `x in xs`")
	}
	if hint, ok := foreignMethods[name.Text]; ok {
		word, _, _ := strings.Cut(hint, "(")
		if strings.HasPrefix(hint, "`") || strings.Contains(hint, " ") || contains(names, word) {
			return d.WithHint("write " + quoteHint(hint))
		}
	}
	if best := nearest(name.Text, names); best != "" {
		return d.WithHint("did you mean `" + best + "`?")
	}
	if b, ok := t.(*types.Broadcast); ok {
		return d.WithHint("what it holds (" + article(b.Elem) + ") is `x.value`")
	}
	if r, ok := t.(*types.Record); ok {
		d.WithHint("its fields are " + strings.Join(fieldNames(r), ", "))
	}
	if recvs := c.receiversOf(name.Text); len(recvs) > 0 {
		d.WithHint(fmt.Sprintf("`%s` works on %s", name.Text, alternatives(recvs)))
		if isStream(t) && contains(recvs, "stream[(K, V)]") {
			d.WithHint(fmt.Sprintf("`%s` works on pairs of key and value: make them first, for example `.map(x => (x, 1))`", name.Text))
		}
	}
	return d
}

// holdsMembers reports whether `in` looks into a t.
func holdsMembers(t types.Type) bool {
	switch t.(type) {
	case *types.List, *types.Set, *types.Map:
		return true
	}
	return false
}

// laterStateNames are the functions of a state that come with tables.
var laterStateNames = []string{"timeoutAt", "timer", "cancelTimer", "timers"}

func quoteHint(hint string) string {
	if strings.Contains(hint, "`") || strings.Contains(hint, " ") {
		return hint
	}
	return "`" + hint + "`"
}

// noProperty says that x has no field or property of that name.
func (c *checker) noProperty(e *dsl.Select, x plan.Expr) *diag.Diagnostic {
	t := types.Known(x.Type())
	d := errorf("E0306", e.Name.Span, "%s has no field `%s`", article(t), e.Name.Text)
	for _, cand := range c.candidates(e.Name.Text, x) {
		if !cand.sig.Property {
			return d.WithHint("it is a function: `." + e.Name.Text + "(…)`")
		}
	}
	if hint, ok := foreignMethods[e.Name.Text]; ok {
		return d.WithHint("write " + quoteHint("."+strings.Trim(hint, "`")))
	}
	if tuple, ok := t.(*types.Tuple); ok {
		return d.WithHint(fmt.Sprintf("the parts of a tuple are [0] to [%d], or take it apart: `(a, b) => …`", len(tuple.Elems)-1))
	}
	return suggest(d, e.Name.Text, c.namesOn(x))
}

func noField(name dsl.Name, r *types.Record) *diag.Diagnostic {
	var names []string
	for _, f := range r.Fields {
		names = append(names, f.Name)
	}
	d := suggest(errorf("E0306", name.Span, "%s has no field `%s`", r, name.Text), name.Text, names)
	if d.Hint == "" {
		d.WithHint("its fields are " + strings.Join(names, ", "))
	}
	return d
}

func (c *checker) unknownTypeName(at diag.Span, name string) *diag.Diagnostic {
	names := append(sortedKeys(plainTypes), sortedKeys(arity)...)
	for _, d := range c.order {
		if _, ok := d.item.(*dsl.TypeDecl); ok {
			names = append(names, d.name.Text)
		}
	}
	d := suggest(errorf("E0307", at, "there is no type `%s`", name), name, names)
	if d.Hint == "" {
		d.WithHint("declare it: `type " + name + " = {…}`")
	}
	return d
}

func unknownType2(at diag.Span, name, canonical string) *diag.Diagnostic {
	return errorf("E0307", at, "there is no type `%s`", name).WithHint("write `" + canonical + "`")
}

func notAType(at diag.Span, d *decl) *diag.Diagnostic {
	return errorf("E0307", at, "`%s` is no type", d.name.Text).WithLabel(d.name.Span, "it is declared here")
}

func typeArguments(at diag.Span, name string, want, got int) *diag.Diagnostic {
	return errorf("E0307", at, "the type `%s` wants %s, and here %s", name, counted(want, "type"), areGiven(got)).
		WithHint("write `" + map[string]string{"map": "map[string, int]", "list": "[int]"}[name] + map[bool]string{true: name + "[int]"}[name != "map" && name != "list"] + "`")
}

func assignsBinding(id *dsl.Ident, first dsl.Name, op string) *diag.Diagnostic {
	d := errorf("E0309", id.Span, "`%s` is a declaration of the program, and a local may not have its name", id.Name).WithLabel(first.Span, "it is declared here")
	if op != "=" {
		return d.WithHint("what is counted over batches is an accumulator or state")
	}
	return d.WithHint("give the local another name")
}

func assignsOuter(id *dsl.Ident) *diag.Diagnostic {
	return errorf("E0315", id.Span, "`%s` belongs to the function around this one and cannot be changed here", id.Name).
		WithHint("give a result back, use `fold`, or count in an accumulator")
}

func functionAsValue(e *dsl.Ident) *diag.Diagnostic {
	return errorf("E0310", e.Span, "`%s` is a function, and here a value is wanted", e.Name).WithHint("call it: `" + e.Name + "(…)`")
}

func typeAsValue(e *dsl.Ident) *diag.Diagnostic {
	return errorf("E0311", e.Span, "`%s` is a type, and here a value is wanted", e.Name).WithHint("make one: `" + e.Name + "(field: value)`")
}

func notAFunction(at diag.Span, d *decl) *diag.Diagnostic {
	return errorf("E0312", at, "`%s` is no function", d.name.Text).WithLabel(d.name.Span, "it is declared here")
}

func localCalled(e *dsl.Ident) *diag.Diagnostic {
	return errorf("E0312", e.Span, "`%s` is a value here, no function", e.Name).WithHint("leave the brackets out; a part is taken with `[…]`")
}

func fieldCalled(name dsl.Name) *diag.Diagnostic {
	return errorf("E0312", name.Span, "`%s` is a field, no function", name.Text).WithHint("leave the brackets out")
}

func notCallable(at diag.Span) *diag.Diagnostic {
	return errorf("E0312", at, "what stands here is no function").WithHint("leave the brackets behind it out")
}

func unknownReader(name dsl.Name, names []string) *diag.Diagnostic {
	return suggest(errorf("E0313", name.Span, "there is no `read.%s`", name.Text), "read."+name.Text, names)
}

func readerNotCalled(e *dsl.Select) *diag.Diagnostic {
	return errorf("E0313", e.Span, "a reader must be called").WithHint("for example `read.csv(\"prices.csv\", {item: string, price: float})`")
}

func namedTwice(name dsl.Name) *diag.Diagnostic {
	return errorf("E0314", name.Span, "two parameters are called `%s`", name.Text).WithHint("`_` is the name of what is not needed")
}

func foreignOperator(at diag.Span, found, want string) *diag.Diagnostic {
	return errorf("E0317", at, "`%s` is written `%s` here", found, want).WithHint("write `" + want + "`")
}

func equalSign(a *dsl.Arg) *diag.Diagnostic {
	return errorf("E0317", a.Name.Span, "a named argument is written with `:`").WithHint("write `" + a.Name.Text + ": …`")
}

func assignTarget(s *dsl.Assign) *diag.Diagnostic {
	return errorf("E0318", s.Target.Pos(), "only a name can be assigned to").
		WithHint("values do not change: make a new one, for example `r.with(name: x)` or `m.put(k, v)`")
}

func untypedParam(name dsl.Name) *diag.Diagnostic {
	return errorf("E0319", name.Span, "the parameter `%s` has no type", name.Text).WithHint("write `" + name.Text + ": int`, or the type that it has")
}

func unassigned(id *dsl.Ident) *diag.Diagnostic {
	return errorf("E0301", id.Span, "`%s` is not defined", id.Name).WithHint("give it a first value before: `" + id.Name + " = 0`")
}
