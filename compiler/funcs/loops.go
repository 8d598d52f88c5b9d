package funcs

import "github.com/streamc-dev/streamc/runtime/fn"

// loopFuncs are the functions of lists that take a function: the emitter writes their loops.
func loopFuncs() []*Func {
	return []*Func{
		{Name: "list.map", Sig: "[T].map(f: T -> U) -> [U]", Doc: "f of each element.", Example: `[1, 2].map(x => x + 1)`, Result: `[2, 3]`, Loop: true, Eval: evalMap},
		{Name: "list.filter", Sig: "[T].filter(p: T -> bool) -> [T]", Doc: "The elements for which p holds.", Example: `[1, 2].filter(x => x > 1)`, Result: `[2]`,
			Loop: true, Eval: evalFilter},
		{Name: "list.flatMap", Sig: "[T].flatMap(f: T -> many U) -> [U]", Doc: "The lists (or optionals) that f gives for the elements, one after the other.",
			Example: `["a b", "c"].flatMap(s => s.split(" "))`, Result: `["a", "b", "c"]`, Loop: true, Eval: evalFlatMap},
		{Name: "list.fold", Sig: "[T].fold(zero: U, f: (U, T) -> U) -> U", Doc: "Begins with zero and takes in each element by f.",
			Example: `["a", "b"].fold("", (acc, s) => s + acc)`, Result: `ba`, Loop: true, Eval: evalFold},
		{Name: "list.reduce", Sig: "[T].reduce(f: (T, T) -> T) -> T?", Doc: "Begins with the first element and takes in the others by f; `none` of none.",
			Example: `[1, 2, 3].reduce((a, b) => a * b)`, Result: `6`, Loop: true, Eval: evalReduce},
		{Name: "list.count", Sig: "[T].count(p: T -> bool) -> int", Doc: "The number of elements for which p holds.", Example: `[1, 2].count(x => x > 1)`, Result: `1`,
			Loop: true, Eval: evalCount},
		{Name: "list.any", Sig: "[T].any(p: T -> bool) -> bool", Doc: "Whether p holds for some element; it is not asked further then.", Example: `[1, 2].any(x => x > 1)`,
			Result: `true`, Loop: true, Eval: evalUntil(true)},
		{Name: "list.all", Sig: "[T].all(p: T -> bool) -> bool", Doc: "Whether p holds for every element; it is not asked further when it does not.",
			Example: `[1, 2].all(x => x > 1)`, Result: `false`, Loop: true, Eval: evalUntil(false)},
		{Name: "list.sort:by", Sig: "[T].sort(by: T -> K) -> [T] where K: key", Doc: "In the order of what `by` gives; elements that are equal by it stay in their order.",
			Example: `["bb", "a"].sort(s => s.len())`, Result: `["a", "bb"]`, Loop: true, Go: "fn.SortBy($E1, $1, $0)", Eval: evalSortBy},
		{Name: "list.groupBy", Sig: "[T].groupBy(f: T -> K) -> map[K, [T]] where K: key", Doc: "The elements by what f gives, within a key in their order.",
			Example: `["a", "bb", "c"].groupBy(s => s.len())`, Result: `[1: ["a", "c"], 2: ["bb"]]`, Loop: true, Go: "fn.GroupBy($E1, $1, $0)", Eval: evalGroupBy},
	}
}

func evalMap(args []any, _ *Env) (any, *fn.Fault) {
	xs := args[0].([]any)
	out := make([]any, len(xs))
	for i, x := range xs {
		y, fault := args[1].(Lambda)([]any{x})
		if fault != nil {
			return nil, fault
		}
		out[i] = y
	}
	return out, nil
}

func evalFilter(args []any, _ *Env) (any, *fn.Fault) {
	out := []any{}
	for _, x := range args[0].([]any) {
		keep, fault := args[1].(Lambda)([]any{x})
		if fault != nil {
			return nil, fault
		}
		if keep.(bool) {
			out = append(out, x)
		}
	}
	return out, nil
}

// evalFlatMap takes lists, or optionals when the function's result is one.
func evalFlatMap(args []any, env *Env) (any, *fn.Fault) {
	optional := env.Args[1].Kind == fn.KindOpt
	out := []any{}
	for _, x := range args[0].([]any) {
		y, fault := args[1].(Lambda)([]any{x})
		switch {
		case fault != nil:
			return nil, fault
		case !optional:
			out = append(out, y.([]any)...)
		case y != nil:
			out = append(out, y)
		}
	}
	return out, nil
}

func evalFold(args []any, _ *Env) (any, *fn.Fault) {
	return foldList(args[1], args[0].([]any), args[2].(Lambda))
}

func evalReduce(args []any, _ *Env) (any, *fn.Fault) {
	xs := args[0].([]any)
	if len(xs) == 0 {
		return nil, nil
	}
	return foldList(xs[0], xs[1:], args[1].(Lambda))
}

func foldList(acc any, xs []any, f Lambda) (any, *fn.Fault) {
	for _, x := range xs {
		var fault *fn.Fault
		if acc, fault = f([]any{acc, x}); fault != nil {
			return nil, fault
		}
	}
	return acc, nil
}

func evalCount(args []any, env *Env) (any, *fn.Fault) {
	kept, fault := evalFilter(args, env)
	if fault != nil {
		return nil, fault
	}
	return int64(len(kept.([]any))), nil
}

// evalUntil is any (stops at true) or all (stops at false).
func evalUntil(stop bool) evalFunc {
	return func(args []any, _ *Env) (any, *fn.Fault) {
		for _, x := range args[0].([]any) {
			holds, fault := args[1].(Lambda)([]any{x})
			if fault != nil {
				return nil, fault
			}
			if holds.(bool) == stop {
				return stop, nil
			}
		}
		return !stop, nil
	}
}

func evalSortBy(args []any, env *Env) (any, *fn.Fault) {
	keys, fault := evalMap(args, env)
	if fault != nil {
		return nil, fault
	}
	return fn.SortBy(env.arg(1), keys.([]any), args[0].([]any)), nil
}

func evalGroupBy(args []any, env *Env) (any, *fn.Fault) {
	keys, fault := evalMap(args, env)
	if fault != nil {
		return nil, fault
	}
	var entries [][2]any
	for _, group := range fn.GroupBy(env.arg(1), keys.([]any), args[0].([]any)).Entries {
		entries = append(entries, [2]any{group.Key, group.Value})
	}
	return &fn.MapValue{Entries: entries}, nil
}
