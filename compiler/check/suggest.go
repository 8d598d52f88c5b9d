package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
)

// nearest is the name that was probably meant by name; empty when none is close: more than a third of its letters differ.
func nearest(name string, names []string) string {
	best, bestAt := "", max(1, len(name)/3)+1
	names = slices.Clone(names)
	slices.Sort(names)
	for _, n := range names {
		if n == name {
			continue
		}
		if strings.EqualFold(n, name) || squeeze(n) == squeeze(name) {
			return n
		}
		if d := distance(name, n); d < bestAt {
			best, bestAt = n, d
		}
	}
	return best
}

// squeeze makes snake_case and camelCase the same.
func squeeze(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }

// distance is how many letters must be inserted, dropped, changed or swapped with their neighbour to make b of a (the optimal string alignment distance).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func contains(names []string, name string) bool { return slices.Contains(names, name) }

// declNames are the names of declarations, of all or of those that keep takes.
func (c *checker) declNames(keep func(*decl) bool) []string {
	var out []string
	for _, d := range c.order {
		if keep == nil || keep(d) {
			out = append(out, d.name.Text)
		}
	}
	return out
}

// catalogueNames are the names in both catalogues that begin with prefix; without one, those without a dot.
func (c *checker) catalogueNames(prefix string) []string {
	var out []string
	for _, name := range append(sortedKeys(c.functions), sortedKeys(c.catalogue)...) {
		if strings.HasPrefix(name, prefix) && (prefix != "" || !strings.Contains(name, ".")) {
			out = append(out, name)
		}
	}
	return out
}

// namesOn are the names that can be called on x, or read of it.
func (c *checker) namesOn(x plan.Expr) []string {
	var out []string
	for _, name := range c.catalogueNames("") {
		if len(c.candidates(name, x)) > 0 {
			out = append(out, name)
		}
	}
	return out
}

// article is a type with an article, as a sentence wants it.
func article(t types.Type) string {
	t = types.Known(t)
	switch t := t.(type) {
	case types.Basic:
		switch t {
		case types.None:
			return "none"
		case types.Unit:
			return "nothing"
		case types.Never:
			return "a failure"
		}
	case *types.List:
		if _, open := types.Resolve(t.Elem).(*types.Var); open {
			return "a list"
		}
		return "a list " + t.String()
	case *types.Dataset:
		if _, open := types.Resolve(t.Row).(*types.Var); open {
			return "a dataset"
		}
	case *types.Many:
		return "a list or an optional"
	case *types.Maybe:
		return article(t.Elem) + " or none"
	case *types.Tuple:
		return "a tuple " + t.String()
	case *types.Optional:
		return "an optional " + t.String()
	case *types.Record:
		if t.Name == "" {
			return "a record " + t.String()
		}
	case *types.Func:
		return "a function " + t.String()
	case *types.Var:
		return "a value of unknown type"
	}
	text := t.String()
	if strings.ContainsRune("aeiou", rune(text[0])) {
		return "an " + text
	}
	return "a " + text
}

func alternatives(names []string) string {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	for i, n := range names {
		names[i] = "`" + n + "`"
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

func counted(n int, what string) string {
	return fmt.Sprintf("%d %s%s", n, what, map[bool]string{true: "s"}[n != 1])
}

func areGiven(n int) string {
	switch n {
	case 0:
		return "none is given"
	case 1:
		return "1 is given"
	}
	return fmt.Sprintf("%d are given", n)
}

// exprText is a short expression as it was written, other when it is long.
func exprText(e dsl.Expr, other string) string {
	switch e := e.(type) {
	case *dsl.Ident:
		return "`" + e.Name + "`"
	case *dsl.Select:
		if x := exprText(e.X, ""); x != "" {
			return strings.TrimSuffix(x, "`") + "." + e.Name.Text + "`"
		}
	}
	return other
}
