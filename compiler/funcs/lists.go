package funcs

import (
	"strings"

	"github.com/streamc-dev/streamc/runtime/fn"
)

func listFuncs() []*Func { return append(plainListFuncs(), loopFuncs()...) }

func plainListFuncs() []*Func {
	return []*Func{
		{Name: "list.len", Sig: "[T].len() -> int", Doc: "The number of elements.", Example: `[4, 5].len()`, Result: `2`, Go: "int64(len($0))",
			Eval: eval1(func(xs []any) int64 { return int64(len(xs)) })},
		{Name: "list.get", Sig: "[T].get(i: int) -> T?", Doc: "Element i, from 0; `none` outside. `xs[i]` fails outside.", Example: `[4, 5].get(7)`, Result: `none`,
			Go: "fn.Get($0, $1)", Eval: eval2(fn.Get[any])},
		{Name: "list.first", Sig: "[T].first() -> T?", Doc: "The first element.", Example: `[4, 5].first()`, Result: `4`, Go: "fn.First($0)", Eval: eval1(fn.First[any])},
		{Name: "list.last", Sig: "[T].last() -> T?", Doc: "The last element.", Example: `[4, 5].last()`, Result: `5`, Go: "fn.Last($0)", Eval: eval1(fn.Last[any])},
		{Name: "list.append", Sig: "[T].append(x: T) -> [T]", Doc: "A list with x behind the others.", Example: `[4].append(5)`, Result: `[4, 5]`,
			Go: "fn.Append($0, $1)", Eval: func(args []any, _ *Env) (any, *fn.Fault) { return fn.Append(args[0].([]any), args[1]), nil }},
		{Name: "list.reverse", Sig: "[T].reverse() -> [T]", Doc: "Backwards.", Example: `[1, 2].reverse()`, Result: `[2, 1]`,
			Go: "fn.Reverse($0)", Eval: eval1(fn.Reverse[any])},
		{Name: "list.distinct", Sig: "[T].distinct() -> [T]", Doc: "Without repetitions; the first of equal elements stays.", Example: `[2, 1, 2].distinct()`,
			Result: `[2, 1]`, Go: "fn.Distinct($E0, $0)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) { return fn.Distinct(env.elems(0), args[0].([]any)), nil }},
		{Name: "list.take", Sig: "[T].take(n: int) -> [T]", Doc: "The first n elements, or as many as there are.", Example: `[1, 2, 3].take(2)`, Result: `[1, 2]`,
			Go: "fn.Take($0, $1)", Eval: eval2(fn.Take[any])},
		{Name: "list.takeLast", Sig: "[T].takeLast(n: int) -> [T]", Doc: "The last n elements.", Example: `[1, 2, 3].takeLast(2)`, Result: `[2, 3]`,
			Go: "fn.TakeLast($0, $1)", Eval: eval2(fn.TakeLast[any])},
		{Name: "list.drop", Sig: "[T].drop(n: int) -> [T]", Doc: "Without the first n elements.", Example: `[1, 2, 3].drop(2)`, Result: `[3]`,
			Go: "fn.Drop($0, $1)", Eval: eval2(fn.Drop[any])},
		{Name: "list.zip", Sig: "[T].zip(ys: [U]) -> [(T, U)]", Doc: "Pairs of the elements at the same place, as many as the shorter list has.",
			Example: `[1, 2].zip(["a", "b"])`, Result: `[(1, "a"), (2, "b")]`, Go: "fn.Zip($0, $1)", Eval: eval2(fn.Zip[any, any])},
		{Name: "list.join", Sig: "[string].join(sep: string) -> string", Doc: "The strings, with sep between them.", Example: `["a", "b"].join("-")`, Result: `a-b`,
			Go: "strings.Join($0, $1)", Eval: func(args []any, _ *Env) (any, *fn.Fault) {
				return strings.Join(typed[string](args[0]), args[1].(string)), nil
			}},
		{Name: "list.toSet", Sig: "[T].toSet() -> set[T] where T: key", Doc: "The set of its elements.", Example: `[2, 1, 2].toSet()`, Result: `{1, 2}`,
			Go: "fn.ToSet($E0, $0)", Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return dynamic(fn.ToSet(env.elems(0), args[0].([]any))), nil
			}},
		{Name: "list.sort", Sig: "[T].sort() -> [T] where T: key", Doc: "In order.", Example: `[2, 3, 1].sort()`, Result: `[1, 2, 3]`, Go: "fn.Sort($E0, $0)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) { return fn.Sort(env.elems(0), args[0].([]any)), nil }},
		{Name: "list.sum", Sig: "[int].sum() -> int", Doc: "The sum, 0 of none. Overflow is an error.", Example: `[1, 2].sum()`, Result: `3`, Fails: true, Go: "fn.Sum($0)",
			Eval: func(args []any, _ *Env) (any, *fn.Fault) { return fn.Sum(typed[int64](args[0])) }},
		{Name: "list.sum:float", Sig: "[float].sum() -> float", Doc: "The sum from left to right, 0.0 of none.", Example: `[1.5, 2.0].sum()`, Result: `3.5`,
			Go: "fn.SumFloat($0)", Eval: func(args []any, _ *Env) (any, *fn.Fault) { return fn.SumFloat(typed[float64](args[0])), nil }},
		{Name: "list.sum:duration", Sig: "[duration].sum() -> duration", Doc: "The sum, 0s of none. Overflow is an error.", Example: `[1s, 500ms].sum()`, Result: `1s500ms`,
			Fails: true, Go: "fn.Sum($0)", Eval: func(args []any, _ *Env) (any, *fn.Fault) { return fn.Sum(typed[fn.Duration](args[0])) }},
		{Name: "list.avg", Sig: "[int].avg() -> float?", Doc: "The mean, `none` of none.", Example: `[1, 2].avg()`, Result: `1.5`, Go: "fn.Avg($0)",
			Eval: func(args []any, _ *Env) (any, *fn.Fault) { return dynamic(fn.Avg(typed[int64](args[0]))), nil }},
		{Name: "list.avg:float", Sig: "[float].avg() -> float?", Doc: "The mean, `none` of none.", Example: `[1.0, 2.0].avg()`, Result: `1.5`, Go: "fn.AvgFloat($0)",
			Eval: func(args []any, _ *Env) (any, *fn.Fault) { return dynamic(fn.AvgFloat(typed[float64](args[0]))), nil }},
		{Name: "list.min", Sig: "[T].min() -> T? where T: key", Doc: "The least element, the first of equal ones.", Example: `[2, 1].min()`, Result: `1`, Go: "fn.Min($E0, $0)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return dynamic(fn.Min(env.elems(0), args[0].([]any))), nil
			}},
		{Name: "list.max", Sig: "[T].max() -> T? where T: key", Doc: "The greatest element, the first of equal ones.", Example: `[2, 1].max()`, Result: `2`, Go: "fn.Max($E0, $0)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return dynamic(fn.Max(env.elems(0), args[0].([]any))), nil
			}},
	}
}
