package funcs

import "github.com/streamc-dev/streamc/runtime/fn"

func anyFuncs() []*Func {
	return []*Func{
		{Name: "any.toString", Sig: "T.toString() -> string", Doc: "The text of a value, as `\"${x}\"` and `print` in batch code show it.",
			Example: `(1, "a").toString()`, Result: `(1, "a")`, Go: "$T0.Text($0)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) { return fn.Text(env.Args[0], args[0]), nil }},
		{Name: "any.repr", Sig: "T.repr() -> string", Doc: "The text of a value as Python's `repr` gives it.",
			Example: `("a", 1).repr()`, Result: `('a', 1)`, Go: "$T0.Repr($0)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) { return fn.Repr(env.Args[0], args[0]), nil }},
		{Name: "any.toJson", Sig: "T.toJson() -> string", Doc: "The value as JSON: records are objects, tuples arrays, times RFC 3339, durations ms, `none` null.",
			Example: `{w: "a", n: 1}.toJson()`, Result: `{"w":"a","n":1}`, Go: "$T0.JSON($0)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return string(fn.AppendJSON(nil, env.Args[0], args[0])), nil
			}},
		{Name: "any.hash", Sig: "T.hash() -> int", Doc: "A hash of the value (FNV-1a with 64 bits over its canonical bytes), the same in every run and version.",
			Example: `"a".hash()`, Result: `-5808556873153909620`, Go: "$T0.Hash($0)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) { return fn.Hash(env.Args[0], args[0]), nil }},
		{Name: "same", Sig: "same(a: T, b: T) -> bool", Doc: "Equality that also holds between `none` and `none`, in column expressions too.",
			Example: `same(1, 1)`, Result: `true`, Go: "$T0.Equal($0, $1)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) { return fn.Equal(env.Args[0], args[0], args[1]), nil }},
		{Name: "min", Sig: "min(a: T, b: T) -> T where T: key", Doc: "The lesser of two values.",
			Example: `min(2, 1)`, Result: `1`, Go: "fn.MinOf($T0, $0, $1)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) { return fn.MinOf(env.arg(0), args[0], args[1]), nil }},
		{Name: "max", Sig: "max(a: T, b: T) -> T where T: key", Doc: "The greater of two values.",
			Example: `max("a", "b")`, Result: `b`, Go: "fn.MaxOf($T0, $0, $1)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) { return fn.MaxOf(env.arg(0), args[0], args[1]), nil }},
		{Name: "range", Sig: "range(a: int, b: int) -> [int]", Doc: "The ints from a up to, but not, b. More than 10 000 000 are an error.",
			Example: `range(1, 4)`, Result: `[1, 2, 3]`, Fails: true, Go: "fn.Range($0, $1)", Eval: failing2(fn.Range)},
		{Name: "desc", Sig: "desc(x: T) -> T where T: key", Doc: "In orderings: from the greatest to the least.", Later: "it belongs to the orderings of tables"},
		{Name: "asc", Sig: "asc(x: T) -> T where T: key", Doc: "In orderings: from the least to the greatest.", Later: "it belongs to the orderings of tables"},
	}
}
