package funcs

import (
	"strings"

	"github.com/streamc-dev/streamc/runtime/fn"
)

func stringFuncs() []*Func {
	return []*Func{
		{Name: "string.len", Sig: "string.len() -> int", Doc: "The number of characters.", Example: `"één".len()`, Result: `3`,
			Go: "fn.Len($0)", Eval: eval1(fn.Len)},
		{Name: "string.lower", Sig: "string.lower() -> string", Doc: "In lower case.", Example: `"AB".lower()`, Result: `ab`,
			Go: "strings.ToLower($0)", Eval: eval1(strings.ToLower)},
		{Name: "string.upper", Sig: "string.upper() -> string", Doc: "In upper case; ß becomes SS.", Example: `"ab".upper()`, Result: `AB`,
			Go: "fn.Upper($0)", Eval: eval1(fn.Upper)},
		{Name: "string.trim", Sig: "string.trim() -> string", Doc: "Without the white space at both ends.", Example: `" a b ".trim()`, Result: `a b`,
			Go: "strings.TrimSpace($0)", Eval: eval1(strings.TrimSpace)},
		{Name: "string.split", Sig: "string.split(sep: string) -> [string]",
			Doc:     "The parts between separators, which are taken literally; empty parts stay. An empty separator cuts into characters.",
			Example: `"a  b".split(" ")`, Result: `["a", "", "b"]`, Go: "strings.Split($0, $1)", Eval: eval2(strings.Split)},
		{Name: "string.words", Sig: "string.words() -> [string]", Doc: "The parts between white space, none of them empty.",
			Example: `" a  b ".words()`, Result: `["a", "b"]`, Go: "fn.Words($0)", Eval: eval1(fn.Words)},
		{Name: "string.contains", Sig: "string.contains(s: string) -> bool", Doc: "Whether s stands in it.", Example: `"abc".contains("b")`, Result: `true`,
			Go: "strings.Contains($0, $1)", Eval: eval2(strings.Contains)},
		{Name: "string.startsWith", Sig: "string.startsWith(s: string) -> bool", Doc: "Whether it begins with s.", Example: `"abc".startsWith("ab")`, Result: `true`,
			Go: "strings.HasPrefix($0, $1)", Eval: eval2(strings.HasPrefix)},
		{Name: "string.endsWith", Sig: "string.endsWith(s: string) -> bool", Doc: "Whether it ends with s.", Example: `"abc".endsWith("ab")`, Result: `false`,
			Go: "strings.HasSuffix($0, $1)", Eval: eval2(strings.HasSuffix)},
		{Name: "string.replace", Sig: "string.replace(old: string, new: string) -> string", Doc: "With new for every old, taken literally.",
			Example: `"a-b-c".replace("-", "+")`, Result: `a+b+c`, Go: "strings.ReplaceAll($0, $1, $2)", Eval: eval3(strings.ReplaceAll)},
		{Name: "string.substring", Sig: "string.substring(from: int, to: int) -> string",
			Doc:     "The characters from up to, but not, to. Negative positions count from the end; ones outside are moved to the end they passed.",
			Example: `"abcde".substring(1, 3)`, Result: `bc`, Go: "fn.Substring($0, $1, $2)", Eval: eval3(fn.Substring)},
		{Name: "string.substring:from", Sig: "string.substring(from: int) -> string", Doc: "The characters from that position on.",
			Example: `"abcde".substring(-2)`, Result: `de`, Go: "fn.SubstringFrom($0, $1)", Eval: eval2(fn.SubstringFrom)},
		{Name: "string.toInt", Sig: "string.toInt() -> int?", Doc: "The decimal int that it spells, white space around it ignored, else `none`.",
			Example: `"42".toInt()`, Result: `42`, Go: "fn.ToInt($0)", Eval: eval1(fn.ToInt)},
		{Name: "string.toFloat", Sig: "string.toFloat() -> float?", Doc: "The number that it spells, white space around it ignored, else `none`.",
			Example: `"1e3".toFloat()`, Result: `1000.0`, Go: "fn.ToFloat($0)", Eval: eval1(fn.ToFloat)},
		{Name: "string.toDecimal", Sig: "string.toDecimal() -> decimal?", Doc: "The decimal that it spells, else `none`.", Later: "decimals are not compiled yet"},
		{Name: "string.parseTime", Sig: "string.parseTime() -> time?", Doc: "The time that it spells in RFC 3339, else `none`.",
			Example: `"2026-11-23T10:00:00+01:00".parseTime()`, Result: `2026-11-23T09:00:00Z`, Go: "fn.ParseTimeText($0)", Eval: eval1(fn.ParseTimeText)},
		{Name: "string.parseTime:format", Sig: "string.parseTime(format: const string) -> time?",
			Doc:     "The time that it spells by a pattern (see `format`), else `none`. Without an offset it is local time in the program's `timeZone`.",
			Example: `"23/Nov/2026:10:00:00 +0100".parseTime("dd/MMM/yyyy:HH:mm:ss Z")`, Result: `2026-11-23T09:00:00Z`,
			Go: "fn.ParseTimeAs($0, $1, $Z)", Check: checkPattern,
			Eval: func(args []any, env *Env) (any, *fn.Fault) {
				return dynamic(fn.ParseTimeAs(args[0].(string), args[1].(string), env.Zone)), nil
			}},
		{Name: "string.parseJson", Sig: "string.parseJson(as: type[T]) -> T?", Doc: "The value that it spells in JSON, read as the format json does, else `none`.",
			Example: `"[1, 2]".parseJson([int])`, Result: `[1, 2]`, Go: "fn.ParseJSONText($ER, $0)",
			Eval: func(args []any, env *Env) (any, *fn.Fault) {
				v, err := fn.DecodeJSON(env.Result.Elems[0], []byte(args[0].(string)))
				if err != nil {
					return nil, nil
				}
				return v, nil
			}},
	}
}
