package check

import (
	"slices"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// namePages are about what a name stands for.
func namePages() []diag.Page {
	return []diag.Page{
		{Code: "E0301", Title: "a name that is not defined",
			Text:    "The word is no local, parameter or declaration of the program. The message proposes the closest name; words of other languages (`None`, `True`, `null`) are answered with the word of this one.",
			Example: "total = 1\nx = totl + 1\n"},
		{Code: "E0302", Title: "a name that is declared twice",
			Text:    "A declaration binds its name once for the whole file: bindings, parameters, types and functions share their names. Values do not change, so `x = …` twice is never an update.",
			Example: "x = 1\nx = 2\n"},
		{Code: "E0303", Title: "a declaration that needs itself",
			Text:    "A value cannot be computed from itself, and functions are not recursive: every function ends. Go through a list with `for` or `fold`; what depends on earlier batches is state (`updateStateByKey`, `mapWithState`).",
			Example: "func factorial(n: int) -> int = if n < 2 { 1 } else { n * factorial(n - 1) }\n"},
		{Code: "E0304", Title: "a function that does not exist",
			Text:    "There is no function of the program, operator or value function of this name. Functions of other languages are answered with what they are called here (`str(x)` is `x.toString()`).",
			Example: "x = str(1)\n"},
		{Code: "E0305", Title: "a function that this type does not have",
			Text:    "A function is called on a value: `word.upper()`. The type of the value decides which functions there are; the message proposes the closest one, or says on which types the function works. On an optional nothing can be called before `none` is ruled out.",
			Example: "func shout(word: string) -> string = word.toUpperCase()\n"},
		{Code: "E0306", Title: "a field that does not exist",
			Text:    "Records have the fields of their type, and no others. The parts of a tuple have no names: `t[0]`, or `(a, b) => …` takes it apart.",
			Example: "type Seen = {word: string, n: int}\nfunc count(s: Seen) -> int = s.count\n"},
		{Code: "E0307", Title: "a type that does not exist",
			Text:    "Types are `int`, `float`, `bool`, `string`, `bytes`, `time`, `duration`, `secret`, `[T]`, `map[K, V]`, `set[T]`, tuples `(A, B)`, records `{name: T}`, optionals `T?` and the types that the program declares.",
			Example: "func next(n: integer) -> int = 1\n"},
		{Code: "E0308", Title: "a parameter that does not exist",
			Text:    "A named argument `name: value` gives a value to the parameter of that name. The message shows the closest one, or how the function is used.",
			Example: "func scale(n: int, by: int) -> int = n * by\nx = scale(1, factor: 2)\n"},
		{Code: "E0309", Title: "a local with the name of a declaration",
			Text:    "Inside a function `x = …` makes a local. It may not have the name of a declaration of the program, since one of the two would be hidden, and a declaration never changes. What counts over batches is an accumulator or state.",
			Example: "total = 0\nfunc add(n: int) -> int {\n    total = n + 1\n    return total\n}\n"},
		{Code: "E0310", Title: "a function where a value is wanted",
			Text:    "Write brackets behind the name to call the function. Only where a function is wanted (`lines.map(shout)`) does its name stand alone.",
			Example: "func one() -> int = 1\nx = one + 1\n"},
		{Code: "E0311", Title: "a type where a value is wanted",
			Text:    "A named record type makes values when it is called with its fields: `Seen(word: \"a\", n: 1)`.",
			Example: "type Seen = {word: string, n: int}\nx = Seen\n"},
		{Code: "E0312", Title: "a call of what is no function",
			Text:    "Only functions are called. A field or a value is read without brackets.",
			Example: "x = 1\ny = x(2)\n"},
		{Code: "E0313", Title: "a reader that does not exist",
			Text:    "Static data is read with `read.csv(path, Type)`, `read.json(path, Type)` or `read.text(path)`; `reload: 1m` reads it again.",
			Example: "x = read.xml(\"a.xml\", int)\n"},
		{Code: "E0314", Title: "two parameters of one name",
			Text:    "Each parameter needs a name of its own. What is not needed is called `_`.",
			Example: "func f(a: int, a: int) -> int = 1\n"},
		{Code: "E0315", Title: "a change of a local of another function",
			Text:    "A function written in place sees the locals around it, and cannot change them: it may run later, often, or for many rows at once. Give a result back, use `fold`, or count in an accumulator.",
			Example: "func sum(xs: [int]) -> [int] {\n    total = 0\n    return xs.map(x => {\n        total = total + x\n        return total\n    })\n}\n"},
		{Code: "E0317", Title: "an operator of another language",
			Text:    "The message says how it is written here: `and`, `or`, `not`, `==`, `!=`, `=>`, and `name: value` for a named argument.",
			Example: "func both(a: bool, b: bool) -> bool = a && b\n"},
		{Code: "E0318", Title: "an assignment to what is no name",
			Text:    "Values do not change. A new record comes from `r.with(name: x)`, a new map from `m.put(k, v)`, a new list from `xs.append(x)`.",
			Example: "func f(r: {n: int}) -> int {\n    r.n = 2\n    return r.n\n}\n"},
		{Code: "E0319", Title: "a parameter without type",
			Text:    "The parameters of a `func` have types, which are what its callers read. Functions written in place (`x => …`) need none.",
			Example: "func f(a) -> int = 1\n"},
	}
}

// laterPages are about what parses and is not compiled yet.
func laterPages() []diag.Page {
	return []diag.Page{
		{Code: "E0901", Title: "imports are not compiled yet",
			Text:    "The language has `import`, and this version of the compiler does not. Put the declarations into one file.",
			Example: "import \"web.pipe\" as web\n"},
		{Code: "E0902", Title: "tables are not compiled yet",
			Text:    "The language has tables (`readStream`, column expressions, watermarks), and this version of the compiler has streams only. A source without `readStream.` gives a stream.",
			Example: "lines = readStream.socket(\"localhost\", 9999)\n"},
		{Code: "E0903", Title: "decimals are not compiled yet",
			Text:    "The language has the type `decimal`, and this version of the compiler does not. An `int` of cents is exact too.",
			Example: "func f(price: decimal) -> int = 1\n"},
		{Code: "E0905", Title: "an operator or function that is not compiled yet",
			Text:    "The language has it, and this version of the compiler does not. The message says to what it belongs.",
			Example: "batch 1s\nlines = input(string)\nlines.toTable()\n"},
	}
}

// Codes are the pages of the codes of this stage, in order.
var Codes = slices.Concat(namePages(), typePages(), valuePages(), callPages(), functionPages(), streamPages(), streamWarningPages(), sourcePages(), testPages(),
	laterPages(), laterOptionPages(), statePages())
