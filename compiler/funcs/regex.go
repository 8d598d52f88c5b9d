package funcs

import (
	"regexp"
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/fn/re"
)

func regexFuncs() []*Func {
	return []*Func{
		{Name: "string.matches", Sig: "string.matches(re: const string) -> bool",
			Doc:     "Whether the regular expression (RE2) matches somewhere in it; `^…$` asks for the whole.",
			Example: `"a1".matches("[0-9]")`, Result: `true`, Go: "$R1.MatchString($0)", Check: checkRegexp,
			Eval: regex(func(re *regexp.Regexp, args []any) any { return re.MatchString(args[0].(string)) })},
		{Name: "string.find", Sig: "string.find(re: const string) -> string?", Doc: "The first match, `none` when there is none.",
			Example: `"ab12c3".find("[0-9]+")`, Result: `12`, Go: "re.Find($R1, $0)", Check: checkRegexp,
			Eval: regex(func(r *regexp.Regexp, args []any) any { return re.Find(r, args[0].(string)) })},
		{Name: "string.findAll", Sig: "string.findAll(re: const string) -> [string]", Doc: "The matches, from left to right.",
			Example: `"ab12c3".findAll("[0-9]+")`, Result: `["12", "3"]`, Go: "re.FindAll($R1, $0)", Check: checkRegexp,
			Eval: regex(func(r *regexp.Regexp, args []any) any { return re.FindAll(r, args[0].(string)) })},
		{Name: "string.replaceRegex", Sig: "string.replaceRegex(re: const string, s: string) -> string",
			Doc:     "With s for every match; `$1` or `${name}` in s is what the group matched, `$$` a dollar sign.",
			Example: `"a1b22".replaceRegex("[0-9]+", "#")`, Result: `a#b#`, Go: "$R1.ReplaceAllString($0, $2)", Check: checkRegexp,
			Eval: regex(func(re *regexp.Regexp, args []any) any {
				return re.ReplaceAllString(args[0].(string), args[2].(string))
			})},
		{Name: "string.capture", Sig: "string.capture(re: const string) -> T?",
			Doc: "The named groups of the first match as a record of strings, a field for each `(?P<name>…)`; `none` when there is no match. A group that took no part " +
				"in the match is the empty string.",
			Example: "\"7 kg\".capture(`(?P<n>[0-9]+) (?P<unit>\\w+)`)", Result: `{n: "7", unit: "kg"}`, Loop: true, Check: checkCapture, Fields: captureFields,
			Eval: regex(evalCapture)},
	}
}

// regex is an Eval with argument 1 compiled. Constants are checked before they get here, so a bad expression is a mistake of the compiler.
func regex(f func(re *regexp.Regexp, args []any) any) evalFunc {
	return func(args []any, _ *Env) (any, *fn.Fault) {
		return dynamic(f(regexp.MustCompile(args[1].(string)), args)), nil
	}
}

func checkRegexp(i int, v any) string {
	text, ok := v.(string)
	if i != 1 || !ok {
		return ""
	}
	if _, err := regexp.Compile(text); err != nil {
		return strings.TrimPrefix(err.Error(), "error parsing regexp: ")
	}
	return ""
}

// evalCapture is the record of the named groups of the first match.
func evalCapture(re *regexp.Regexp, args []any) any {
	match := re.FindStringSubmatch(args[0].(string))
	if match == nil {
		return nil
	}
	var groups []any
	for i, name := range re.SubexpNames() {
		if name != "" {
			groups = append(groups, match[i])
		}
	}
	return groups
}

// captureFields are the names of the groups of a regular expression that checkCapture has passed.
func captureFields(args []any) []string {
	var names []string
	for _, name := range regexp.MustCompile(args[1].(string)).SubexpNames() {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

func checkCapture(i int, v any) string {
	if wrong := checkRegexp(i, v); wrong != "" || i != 1 {
		return wrong
	}
	names := captureFields([]any{nil, v})
	if len(names) == 0 {
		return "it has no named group; write (?P<name>…) around what becomes a field"
	}
	for i, name := range names {
		if c := name[0]; c >= '0' && c <= '9' {
			return "a field cannot be called " + name + ": begin with a letter"
		}
		if slices.Contains(names[:i], name) {
			return "two groups are called " + name + ", and a record has one field of a name"
		}
	}
	return ""
}
