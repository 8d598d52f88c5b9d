// Package re is the value functions over regular expressions (RE2 syntax, package regexp). It stands apart so that programs without them do not link regexp.
// Expressions are compiled once, at start; the compiler has checked them.
package re

import (
	"regexp"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Find is the first match of re in s, none when there is none.
func Find(re *regexp.Regexp, s string) fn.Opt[string] {
	at := re.FindStringIndex(s)
	if at == nil {
		return fn.None[string]()
	}
	return fn.Some(s[at[0]:at[1]])
}

// FindAll are the matches of re in s, from left to right.
func FindAll(re *regexp.Regexp, s string) []string { return re.FindAllString(s, -1) }
