package funcs

import "github.com/streamc-dev/streamc/runtime/fn"

func mapFuncs() []*Func {
	return append(mapOnlyFuncs(), setFuncs()...)
}

func mapOnlyFuncs() []*Func {
	return []*Func{
		{Name: "map.len", Sig: "map[K, V].len() -> int", Doc: "The number of keys.", Example: `["a": 1].len()`, Result: `1`, Go: "int64(len($0.Entries))",
			Eval: eval1(func(m *fn.MapValue) int64 { return int64(len(m.Entries)) })},
		{Name: "map.get", Sig: "map[K, V].get(k: K) -> V?", Doc: "The value of k, `none` when absent. `m[k]` fails when absent.", Example: `["a": 1].get("b")`, Result: `none`,
			Go: "fn.MapGet($E0, $0, $1)", Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return dynamic(fn.MapGet(env.elems(0), mapOf(args[0]), args[1])), nil
			}},
		{Name: "map.put", Sig: "map[K, V].put(k: K, v: V) -> map[K, V]", Doc: "A map with v for k.", Example: `["b": 1].put("a", 2)`, Result: `["a": 2, "b": 1]`,
			Go: "fn.MapPut($E0, $0, $1, $2)", Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return dynamic(fn.MapPut(env.elems(0), mapOf(args[0]), args[1], args[2])), nil
			}},
		{Name: "map.remove", Sig: "map[K, V].remove(k: K) -> map[K, V]", Doc: "A map without k.", Example: `["a": 1].remove("a")`, Result: `[:]`,
			Go: "fn.MapRemove($E0, $0, $1)", Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return dynamic(fn.MapRemove(env.elems(0), mapOf(args[0]), args[1])), nil
			}},
		{Name: "map.keys", Sig: "map[K, V].keys() -> [K]", Doc: "The keys, in order.", Example: `["b": 1, "a": 2].keys()`, Result: `["a", "b"]`, Go: "fn.MapKeys($0)",
			Eval: func(args []any, _ *Env) (any, *fn.Fault) { return fn.MapKeys(mapOf(args[0])), nil }},
		{Name: "map.values", Sig: "map[K, V].values() -> [V]", Doc: "The values, in the order of their keys.", Example: `["b": 1, "a": 2].values()`, Result: `[2, 1]`,
			Go: "fn.MapValues($0)", Eval: func(args []any, _ *Env) (any, *fn.Fault) { return fn.MapValues(mapOf(args[0])), nil }},
		{Name: "map.items", Sig: "map[K, V].items() -> [(K, V)]", Doc: "The pairs of key and value, in the order of the keys.", Example: `["a": 1].items()`,
			Result: `[("a", 1)]`, Go: "$0.Entries", Eval: func(args []any, _ *Env) (any, *fn.Fault) { return dynamic(mapOf(args[0]).Entries), nil }},
	}
}

func evalMapAt(args []any, env *Env) (any, *fn.Fault) {
	return fn.MapAt(env.elems(0), mapOf(args[0]), args[1])
}

func setFuncs() []*Func {
	return []*Func{
		{Name: "set.len", Sig: "set[T].len() -> int", Doc: "The number of elements.", Example: `[1, 1].toSet().len()`, Result: `1`, Go: "int64(len($0.Elems))",
			Eval: eval1(func(s *fn.SetValue) int64 { return int64(len(s.Elems)) })},
		{Name: "set.add", Sig: "set[T].add(x: T) -> set[T]", Doc: "A set with x.", Example: `[2].toSet().add(1)`, Result: `{1, 2}`, Go: "fn.SetAdd($E0, $0, $1)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return dynamic(fn.SetAdd(env.elems(0), setOf(args[0]), args[1])), nil
			}},
		{Name: "set.remove", Sig: "set[T].remove(x: T) -> set[T]", Doc: "A set without x.", Example: `[1, 2].toSet().remove(1)`, Result: `{2}`, Go: "fn.SetRemove($E0, $0, $1)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return dynamic(fn.SetRemove(env.elems(0), setOf(args[0]), args[1])), nil
			}},
		{Name: "set.union", Sig: "set[T].union(s: set[T]) -> set[T]", Doc: "What is in one of the two.", Example: `[1].toSet().union([2].toSet())`, Result: `{1, 2}`,
			Go: "fn.SetUnion($E0, $0, $1)", Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return dynamic(fn.SetUnion(env.elems(0), setOf(args[0]), setOf(args[1]))), nil
			}},
		{Name: "set.values", Sig: "set[T].values() -> [T]", Doc: "The elements, in order.", Example: `[2, 1].toSet().values()`, Result: `[1, 2]`, Go: "$0.Elems",
			Eval: func(args []any, _ *Env) (any, *fn.Fault) { return setOf(args[0]).Elems, nil }},
	}
}
