// Package funcs is the catalogue of value functions: what can be called on values inside expressions, by family (strings, lists, maps, numbers, times, any, regular
// expressions, batch).
//
// A Func is data: the signature that types a call and documents it, a text, an example that a test runs, a function that evaluates it on dynamic values
// (constants, interpreters) and the Go form that emitted programs have. Signatures are parsed by package types.
//
// Invariants: names are unique; every Func that is not Later, Loop or World has Eval and Go, which give the same answers; Eval never changes its arguments.
package funcs

import (
	"strings"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Func is a value function.
type Func struct {
	// Name is its full name, that of plan.Call: "string.split", "now". Behind the receiver's kind stands the name that the user writes, and for a second form
	// of the same function its difference: "list.sort", "list.sort:by".
	Name string
	// Sig is the signature, as `string.split(sep: string) -> [string]`. `T` stands for any type of values, `where T: key` for one with an order. `const` wants a
	// constant.
	Sig string
	Doc string
	// Example is an expression, Result its value in our text.
	Example, Result string
	// Fails says that a call can fail on some arguments, whatever functions it is given.
	Fails bool
	// Eval applies the function. Arguments of function type are Lambda values. nil for World.
	Eval func(args []any, env *Env) (any, *fn.Fault)
	// Go is the Go expression, a (value, *fn.Fault) pair when Fails:
	//
	//	$0 $1 …   the arguments
	//	$T0       the descriptor (*fn.Type) of argument 0's type
	//	$E0       that of its elements: of a list, set or optional, or of the keys of a map
	//	$V0       that of the values of a map
	//	$TR $ER   that of the result's type, of the result's elements
	//	$R1       the *regexp.Regexp of the constant argument 1, compiled once
	//	$Z $Z2    the fn.Zone of the program's time zone, of the constant argument 2
	Go string
	// Loop says that the emitter writes a loop itself, with the body of the function argument in it. Where Go is not empty, it is what comes after that loop:
	// argument 1 in it is then the list of the results of the function ($E1 describes them).
	Loop bool
	// World says that the function needs a batch around it (the clock, state, shared variables, connections): interpreter and emitter know it by name.
	World bool
	// Check gives what is wrong with the constant argument i, empty when nothing is. nil: nothing to check.
	Check func(i int, v any) string
	// Fields are, where T of the result is a record that the constant arguments make, the names of its fields, which are strings. args has nil for what is no
	// constant. nil: T follows from the types of the arguments.
	Fields func(args []any) []string
	// Later says, when not empty, why the function is known but not compiled yet.
	Later string
}

// Lambda is a function argument of Eval.
type Lambda = func(args []any) (any, *fn.Fault)

// Env is what Eval knows besides its arguments. Args are the shapes of the arguments (of a function: the shape of its result; nil where it has none), Result is
// that of the result. Zone is the program's time zone.
type Env struct {
	Args   []*fn.Shape
	Result *fn.Shape
	Zone   fn.Zone
}

// Catalogue are all functions that a program can call, by family, in each by name; where two forms take a receiver, the better fit stands first (int before
// float).
func Catalogue() []*Func {
	var all []*Func
	for _, family := range Families() {
		all = append(all, family.Funcs...)
	}
	return all
}

// Family is a group of functions on the reference page.
type Family struct {
	Title string
	Funcs []*Func
}

// Families are the functions by family, in the order of the reference page.
func Families() []Family {
	return []Family{
		{"Any value", anyFuncs()},
		{"Strings", stringFuncs()},
		{"Regular expressions", regexFuncs()},
		{"Numbers", numberFuncs()},
		{"Times and durations", timeFuncs()},
		{"Lists", listFuncs()},
		{"Maps and sets", mapFuncs()},
		{"State, shared variables and connections", worldFuncs()},
	}
}

// Lookup is the function of a full name, also one that only the compiler calls ("list.at" is xs[i], "map.at" m[k], "string.concat" joins the parts of an
// interpolated string); nil when there is none.
func Lookup(name string) *Func {
	for _, f := range All() {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// All are the functions of Catalogue and those that only the compiler calls.
func All() []*Func { return append(Catalogue(), hiddenFuncs()...) }

// hiddenFuncs are the functions that syntax stands for.
func hiddenFuncs() []*Func {
	return []*Func{
		{Name: "list.at", Sig: "[T].at(i: int) -> T", Doc: "xs[i]", Fails: true, Go: "fn.At($0, $1)",
			Eval: func(args []any, _ *Env) (any, *fn.Fault) { return fn.At(args[0].([]any), args[1].(int64)) }},
		{Name: "map.at", Sig: "map[K, V].at(k: K) -> V", Doc: "m[k]", Fails: true, Go: "fn.MapAt($E0, $0, $1)", Eval: evalMapAt},
		{Name: "string.concat", Sig: "concat(parts: string...) -> string", Doc: "the parts of an interpolated string, joined", Loop: true, Eval: evalConcat},
	}
}

func evalConcat(args []any, _ *Env) (any, *fn.Fault) {
	var text strings.Builder
	for _, part := range args {
		text.WriteString(part.(string))
	}
	return text.String(), nil
}

// short is the name that the user writes.
func (f *Func) short() string {
	name := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
	name, _, _ = strings.Cut(name, ":")
	return name
}

// ParseDuration is the value of a duration literal such as 1m30s or 250ms; false when it is none or outside the range of duration.
func ParseDuration(text string) (fn.Duration, bool) {
	text = strings.ReplaceAll(text, "_", "")
	var total int64
	for text != "" {
		digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
		letters := len(text[digits:]) - len(strings.TrimLeft(text[digits:], "nsumhd"))
		unit, known := durationUnits[text[digits:digits+letters]]
		n := fn.ToInt(text[:digits])
		size, fits := fn.Mul(n.Value, int64(unit))
		sum, ok := fn.Add(total, size)
		if !known || !n.OK || !fits || !ok {
			return 0, false
		}
		total, text = sum, text[digits+letters:]
	}
	return fn.Duration(total), true
}

var durationUnits = map[string]fn.Duration{"ns": fn.Nanosecond, "us": fn.Microsecond, "ms": fn.Millisecond, "s": fn.Second, "m": fn.Minute, "h": fn.Hour,
	"d": fn.Day}
