package compiler_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// randomProgram writes a program and a script for it. The same seed gives the same text. Every binding has an output, so that a difference shows where it
// arises; rows that fail, missing datasets, restarts and windows that do not fit each other are all part of it.
func randomProgram(seed uint64) (source string, script []string) {
	g := &generator{r: rand.New(rand.NewPCG(seed, 0x5eed))}
	return g.program(), g.script()
}

type generator struct {
	r       *rand.Rand
	streams []genStream
	text    strings.Builder
	names   int
	python  bool
}

// genStream is a binding: its row type and slide in batches.
type genStream struct {
	name, row string
	slide     int
	source    bool
	failed    bool // an output on its errors exists
}

// The row types that programs have.
const (
	intRow    = "int"
	stringRow = "string"
	pairRow   = "(string, int)"
)

func (g *generator) program() string {
	g.python = g.r.IntN(2) == 0
	g.text.WriteString("batch 1s\ncheckpoint \"ck\"\n")
	if !g.python {
		g.text.WriteString("dialect scala\n")
	}
	for _, row := range []string{intRow, stringRow, pairRow} {
		g.add("input("+row+")", row, 1)
		g.streams[len(g.streams)-1].source = true
	}
	for range 3 + g.r.IntN(6) {
		g.operator()
	}
	for i, s := range g.streams {
		fmt.Fprintf(&g.text, "%s.%s()\n", s.name, g.pick("print", "pprint"))
		if i < 4 && g.r.IntN(3) == 0 {
			fmt.Fprintf(&g.text, "%s.errors.print()\n", s.name)
		}
	}
	return g.text.String()
}

// add binds an expression to a new name.
func (g *generator) add(expr, row string, slide int) {
	name := fmt.Sprintf("s%d", len(g.streams)+1)
	fmt.Fprintf(&g.text, "%s = %s\n", name, expr)
	g.streams = append(g.streams, genStream{name: name, row: row, slide: slide})
}

func (g *generator) pick(words ...string) string { return words[g.r.IntN(len(words))] }

func (g *generator) fresh(prefix string) string {
	g.names++
	return fmt.Sprintf("%s%d", prefix, g.names)
}

// any is a stream that fits; ok is false when there is none.
func (g *generator) any(fits func(genStream) bool) (s genStream, ok bool) {
	var found []genStream
	for _, s := range g.streams {
		if fits(s) {
			found = append(found, s)
		}
	}
	if len(found) == 0 {
		return s, false
	}
	return found[g.r.IntN(len(found))], true
}

func (g *generator) operator() {
	s := g.streams[g.r.IntN(len(g.streams))]
	if s.row == pairRow && g.r.IntN(4) > 0 {
		g.keyed(s)
		return
	}
	g.plain(s)
}

// plain applies an operator that any stream has.
func (g *generator) plain(s genStream) {
	switch g.r.IntN(12) {
	case 0, 1:
		row := g.pick(intRow, stringRow, pairRow)
		g.add(s.name+".map("+g.lambda(s.row, func(v []variable) string { return g.value(row, v, 3) })+")", row, s.slide)
	case 2:
		g.add(s.name+".filter("+g.lambda(s.row, func(v []variable) string { return g.condition(v, 2) })+")", s.row, s.slide)
	case 3:
		row := g.pick(intRow, stringRow)
		list := func(v []variable) string { return "[" + g.value(row, v, 2) + ", " + g.value(row, v, 1) + "]" }
		g.add(s.name+".flatMap("+g.lambda(s.row, list)+")", row, s.slide)
	case 4:
		g.add(s.name+".count()", intRow, s.slide)
	case 5:
		g.add(s.name+".countByValue().map((x, n) => (x.toString(), n))", pairRow, s.slide)
	case 6:
		size, slide := g.window(s)
		g.add(fmt.Sprintf("%s.window(%ds, %ds)", s.name, size, slide), s.row, slide)
	case 7:
		g.union(s)
	case 8:
		g.partitions(s)
	case 9:
		g.transform(s)
	case 10:
		size, slide := g.window(s)
		slide = min(slide, size) // an inverse with a gap is an error
		g.add(fmt.Sprintf("%s.countByWindow(%ds, %ds)", s.name, size, slide), intRow, slide)
	case 11:
		if ints, ok := g.any(func(s genStream) bool { return s.row == intRow }); ok {
			g.add(ints.name+".reduce("+g.fold()+")", intRow, ints.slide)
		}
	}
}

// window is a size and a slide, both multiples of the slide of s.
func (g *generator) window(s genStream) (size, slide int) {
	return s.slide * (1 + g.r.IntN(4)), s.slide * (1 + g.r.IntN(2))
}

func (g *generator) union(s genStream) {
	other, _ := g.any(func(o genStream) bool { return o.row == s.row && o.slide == s.slide })
	g.add(s.name+".union("+other.name+")", s.row, s.slide)
}

func (g *generator) partitions(s genStream) {
	switch g.r.IntN(3) {
	case 0:
		g.add(fmt.Sprintf("%s.repartition(%d).glom().map(rows => rows.len())", s.name, 1+g.r.IntN(3)), intRow, s.slide)
	case 1:
		g.add(s.name+".mapPartitions(rows => [rows.len(), rows.len() + 1])", intRow, s.slide)
	default:
		g.add(s.name+".glom().map(rows => rows.len())", intRow, s.slide)
	}
}

func (g *generator) transform(s genStream) {
	switch g.r.IntN(4) {
	case 0:
		g.add(s.name+".transform(rdd => rdd.distinct())", s.row, s.slide)
	case 1:
		x := g.fresh("x")
		g.add(fmt.Sprintf("%s.transform(rdd => rdd.sortBy(%s => %s.toString()).limit(%d))", s.name, x, x, g.r.IntN(4)), s.row, s.slide)
	case 2:
		g.add(s.name+".transform((t, rdd) => if t.second() % 2 == 0 { rdd } else { rdd.limit(1) })", s.row, s.slide)
	default:
		other, _ := g.any(func(o genStream) bool { return o.row == s.row && o.slide == s.slide })
		g.add(s.name+".transformWith("+other.name+", (a, b) => a.subtract(b))", s.row, s.slide)
	}
}

// keyed applies an operator of keyed streams.
func (g *generator) keyed(s genStream) {
	size, slide := g.window(s)
	switch g.r.IntN(12) {
	case 0, 1:
		g.add(s.name+".reduceByKey("+g.fold()+")", pairRow, s.slide)
	case 2:
		g.add(s.name+".groupByKey().mapValues(vs => vs.sum() * 10 + vs.len())", pairRow, s.slide)
	case 3:
		n := g.fresh("n")
		g.add(s.name+".mapValues("+n+" => "+g.integer([]variable{{n, intRow}}, 2)+")", pairRow, s.slide)
	case 4:
		n := g.fresh("n")
		g.add(fmt.Sprintf("%s.flatMapValues(%s => [%s, %s])", s.name, n, n, g.integer([]variable{{n, intRow}}, 2)), pairRow, s.slide)
	case 5, 6:
		g.join(s)
	case 7:
		g.add(s.name+".updateStateByKey("+g.updater()+")", pairRow, s.slide)
	case 8:
		g.add(s.name+".mapWithState("+g.mapper()+")", pairRow, s.slide)
	case 9:
		g.add(fmt.Sprintf("%s.reduceByKeyAndWindow(%s, %ds, %ds)", s.name, g.fold(), size, slide), pairRow, slide)
	case 10:
		slide = min(slide, size)
		filter := g.pick("", ", filter: (k, n) => n != 0")
		if !g.python {
			filter = "" // a key that the filter dropped may leave the window without a value, which is an error in Scala
		}
		g.add(fmt.Sprintf("%s.reduceByKeyAndWindow((a, b) => a + b, (a, b) => a - b, %ds, %ds%s)", s.name, size, slide, filter), pairRow, slide)
	case 11:
		g.add(s.name+".combineByKey(v => v + 1, (c, v) => c + v + 1, (a, b) => a + b)", pairRow, s.slide)
	}
}

func (g *generator) join(s genStream) {
	other, _ := g.any(func(o genStream) bool { return o.row == pairRow && o.slide == s.slide })
	switch g.r.IntN(5) {
	case 0:
		g.add(s.name+".join("+other.name+").mapValues((a, b) => a * 10 + b)", pairRow, s.slide)
	case 1:
		g.add(s.name+".leftOuterJoin("+other.name+").mapValues((a, b) => a + (b ?? -1))", pairRow, s.slide)
	case 2:
		g.add(s.name+".rightOuterJoin("+other.name+").mapValues((a, b) => (a ?? -1) + b)", pairRow, s.slide)
	case 3:
		g.add(s.name+".fullOuterJoin("+other.name+").mapValues((a, b) => (a ?? 100) - (b ?? 7))", pairRow, s.slide)
	default:
		g.add(s.name+".cogroup("+other.name+").mapValues((a, b) => a.sum() * 100 + b.len())", pairRow, s.slide)
	}
}

// fold is an associative and commutative function.
func (g *generator) fold() string {
	return g.pick("(a, b) => a + b", "(a, b) => max(a, b)", "(a, b) => min(a, b)")
}

func (g *generator) updater() string {
	return g.pick("(values, old) => values.sum() + (old ?? 0)",
		"(values, old: int?) => if values.len() == 0 { none } else { values.sum() + (old ?? 0) }",
		"(key, values, old: int?) => key.len() + values.len() + (old ?? 0)")
}

func (g *generator) mapper() string {
	return g.pick("(key, value, s: state[int]) => {\n    n = (value ?? 0) + (s.get() ?? 0)\n    s.update(n)\n    return (key, n)\n}",
		"(key, value, s: state[int]) => {\n    if (s.get() ?? 0) == 3 { s.remove() } else { s.update((s.get() ?? 0) + 1) }\n    return (key, s.get() ?? -1)\n}")
}

// variable is a local that an expression may read.
type variable struct{ name, typ string }

// lambda is a function over rows; pairs are taken apart or not.
func (g *generator) lambda(row string, body func([]variable) string) string {
	if row == pairRow && g.r.IntN(2) == 0 {
		k, n := g.fresh("k"), g.fresh("n")
		return fmt.Sprintf("(%s, %s) => %s", k, n, body([]variable{{k, stringRow}, {n, intRow}}))
	}
	x := g.fresh("x")
	vars := []variable{{x, row}}
	if row == pairRow {
		vars = []variable{{x + "[0]", stringRow}, {x + "[1]", intRow}}
	}
	return x + " => " + body(vars)
}

// value is an expression of a row type.
func (g *generator) value(row string, vars []variable, depth int) string {
	switch row {
	case intRow:
		return g.integer(vars, depth)
	case stringRow:
		return g.string(vars, depth)
	}
	return "(" + g.string(vars, depth-1) + ", " + g.integer(vars, depth-1) + ")"
}

func (g *generator) local(vars []variable, typ, otherwise string) string {
	var fits []string
	for _, v := range vars {
		if v.typ == typ {
			fits = append(fits, v.name)
		}
	}
	if len(fits) == 0 || g.r.IntN(5) == 0 {
		return otherwise
	}
	return g.pick(fits...)
}

func (g *generator) integer(vars []variable, depth int) string {
	leaf := func() string { return g.local(vars, intRow, fmt.Sprint(g.r.IntN(12))) }
	if depth <= 0 {
		return leaf()
	}
	sub := func() string { return g.integer(vars, depth-1) }
	switch g.r.IntN(12) {
	case 0, 1:
		return "(" + sub() + " " + g.pick("+", "-", "*") + " " + sub() + ")"
	case 2:
		return "(" + sub() + " % " + leaf() + ")" // may divide by zero
	case 3:
		return "div(" + sub() + ", " + sub() + ")"
	case 4:
		return g.string(vars, depth-1) + ".len()"
	case 5:
		return "(if " + g.condition(vars, depth-1) + " { " + sub() + " } else { " + sub() + " })"
	case 6:
		return "max(" + sub() + ", " + sub() + ")"
	case 7:
		return "[" + sub() + ", " + sub() + "][" + leaf() + "]" // may be outside
	case 8:
		return "(" + g.string(vars, depth-1) + ".toInt() ?? " + sub() + ")"
	case 9:
		return "(if " + g.condition(vars, depth-1) + " { fail(\"no ${" + sub() + "}\") } else { " + sub() + " })"
	case 10:
		return "[" + sub() + ", 3, " + leaf() + "]." + g.pick("sum()", "len()", "reverse()[0]", "fold(1, (a, b) => a + b)", "count(e => e > 2)")
	}
	return leaf()
}

func (g *generator) string(vars []variable, depth int) string {
	leaf := func() string { return g.local(vars, stringRow, `"`+g.pick("a", "b c", "", "7", "é")+`"`) }
	if depth <= 0 {
		return leaf()
	}
	switch g.r.IntN(7) {
	case 0:
		return "(" + g.string(vars, depth-1) + " + " + leaf() + ")"
	case 1:
		return leaf() + "." + g.pick("upper()", "lower()", "trim()", `replace("a", "bb")`)
	case 2:
		return `"<${` + g.integer(vars, depth-1) + `}>"`
	case 3:
		return leaf() + `.split(" ")[` + fmt.Sprint(g.r.IntN(2)) + "]" // may be outside
	case 4:
		return "(" + g.integer(vars, depth-1) + ").toString()"
	}
	return leaf()
}

func (g *generator) condition(vars []variable, depth int) string {
	if depth <= 0 || g.r.IntN(3) > 0 {
		if g.r.IntN(3) == 0 {
			return g.string(vars, depth-1) + " " + g.pick("==", "<", "!=") + " " + g.string(vars, depth-1)
		}
		return g.integer(vars, depth-1) + " " + g.pick("==", "!=", "<", ">=") + " " + g.integer(vars, depth-1)
	}
	return "(" + g.condition(vars, depth-1) + " " + g.pick("and", "or") + " not (" + g.condition(vars, depth-1) + "))"
}

func (g *generator) script() []string {
	var out []string
	for range 6 + g.r.IntN(6) {
		for _, s := range g.streams {
			if s.source && g.r.IntN(5) > 0 {
				out = append(out, g.feed(s))
			}
		}
		out = append(out, fmt.Sprintf(`{"tick":%d}`, 1+g.r.IntN(2)))
		if g.r.IntN(6) == 0 {
			out = append(out, `{"restart":true}`)
		}
	}
	return out
}

func (g *generator) feed(s genStream) string {
	var rows []string
	for range g.r.IntN(6) {
		switch text := g.pick(`"a"`, `"b c"`, `""`, `"a"`, `"é x y"`, `"12"`); s.row {
		case intRow:
			rows = append(rows, fmt.Sprint(g.r.IntN(15)-3))
		case stringRow:
			rows = append(rows, text)
		default:
			rows = append(rows, fmt.Sprintf("[%s,%d]", text, g.r.IntN(9)-2))
		}
	}
	parts := ""
	if g.r.IntN(4) == 0 {
		parts = fmt.Sprintf(`,"partitions":%d`, 1+g.r.IntN(3))
	}
	return fmt.Sprintf(`{"feed":%q,"rows":[%s]%s}`, s.name, strings.Join(rows, ","), parts)
}
