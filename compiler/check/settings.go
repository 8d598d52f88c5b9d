package check

import (
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // names of time zones are the same on every machine

	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// setting is a row of the table of settings. Words are the words that the value may be, bare; without them the value has the type Want. Later, when not
// empty, says why the setting is not taken yet.
type setting struct {
	name  string
	want  types.Type
	words []string
	more  []string // words that may follow, each with a duration
	later string
	set   func(c *checker, v settingValue)
}

// settingValue is a setting's value as written: Word, or what the literal says.
type settingValue struct {
	at       diag.Span
	word     string
	text     string
	duration time.Duration
	flag     bool
	more     map[string]settingValue
}

// settingTable is what a program can be set to (language.md, section 3).
var settingTable = []setting{
	{name: "app", want: types.String, set: func(c *checker, v settingValue) { c.prog.Settings.App = v.text }},
	{name: "batch", want: types.Duration, set: setBatch},
	{name: "checkpoint", want: types.String, more: []string{"every"}, set: setCheckpoint},
	{name: "errors", words: []string{"log", "fail", "file"}, set: func(c *checker, v settingValue) {
		c.prog.Settings.Errors, c.prog.Settings.ErrorsFile = v.word, v.text
	}},
	{name: "timeZone", want: types.String, set: setTimeZone},
	{name: "dialect", words: []string{"python", "scala"}, set: func(c *checker, v settingValue) { c.prog.Settings.Scala = v.word == "scala" }},
	{name: "missedBatches", words: []string{"run", "skip"}, set: func(c *checker, v settingValue) { c.prog.Settings.MissedSkip = v.word == "skip" }},
	{name: "watermarks", words: []string{"min", "max"}, later: "it belongs to tables"},
	{name: "noDataBatches", want: types.Bool, later: "it belongs to tables"},
	{name: "memory", want: types.String, later: "a limit of memory is not kept yet"},
}

// settings reads the settings of the file into the program, defaults for those that are not there.
func (c *checker) settings() {
	c.prog.Settings = plan.Settings{Errors: "log", TimeZone: "UTC"}
	first := map[string]diag.Span{}
	for _, item := range c.file.Items {
		s, ok := item.(*dsl.Setting)
		if !ok {
			continue
		}
		if at, twice := first[s.Name.Text]; twice {
			c.report(settingTwice(s, at))
			continue
		}
		first[s.Name.Text] = s.Name.Span
		c.setting(s)
	}
	if c.prog.Settings.App != "" {
		c.prog.Name = c.prog.Settings.App
	} else {
		c.prog.Name = fileTitle(c.file.Name)
	}
}

func fileTitle(name string) string {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	return strings.TrimSuffix(name, ".pipe")
}

func (c *checker) setting(s *dsl.Setting) {
	i := slices.IndexFunc(settingTable, func(row setting) bool { return row.name == s.Name.Text })
	if i < 0 {
		c.report(unknownSetting(s))
		if nearest(s.Name.Text, []string{"batch"}) != "" && c.prog.Settings.Batch == 0 {
			c.prog.Settings.Batch = time.Second // meant and reported
		}
		return
	}
	row := settingTable[i]
	if row.later != "" {
		c.report(settingLater(s, row.later))
		return
	}
	v, ok := c.settingValue(row, s.Value)
	v.more, ok = c.settingMore(row, s, ok)
	switch {
	case ok:
		row.set(c, v)
	case row.name == "batch":
		c.prog.Settings.Batch = time.Second // reported; what follows is checked against something
	}
}

func (c *checker) settingMore(row setting, s *dsl.Setting, ok bool) (map[string]settingValue, bool) {
	more := map[string]settingValue{}
	for _, part := range s.More {
		if !slices.Contains(row.more, part.Name.Text) {
			c.report(unknownSettingWord(s, part, row.more))
			continue
		}
		v, fits := c.settingValue(setting{name: part.Name.Text, want: types.Duration}, part.Value)
		more[part.Name.Text] = v
		ok = ok && fits
	}
	return more, ok
}

// settingValue reads a literal or a word. Settings are known before anything else is, so they are no expressions.
func (c *checker) settingValue(row setting, e dsl.Expr) (settingValue, bool) {
	v := settingValue{at: e.Pos()}
	if row.words != nil {
		return c.settingWord(row, e)
	}
	x := literalOnly(e)
	if x == nil {
		c.report(settingWants(row, e, nil))
		return v, false
	}
	k := c.exprAs(x, row.want, c.top())
	con, ok := k.(*plan.Const)
	if !ok || isBad(k) {
		return v, false
	}
	switch {
	case row.want == types.Duration:
		v.duration = c.graph.Duration(con)
	case row.want == types.Bool:
		v.flag, _ = con.Value.(bool)
	default:
		v.text, _ = con.Value.(string)
	}
	return v, true
}

// settingWord reads `scala`, or `file("bad.jsonl")` of errors.
func (c *checker) settingWord(row setting, e dsl.Expr) (settingValue, bool) {
	v := settingValue{at: e.Pos()}
	switch e := e.(type) {
	case *dsl.Ident:
		if e.Name != "file" && slices.Contains(row.words, e.Name) {
			v.word = e.Name
			return v, true
		}
	case *dsl.Call:
		name, ok := e.Fun.(*dsl.Ident)
		if ok && name.Name == "file" && slices.Contains(row.words, "file") && len(e.Args) == 1 {
			lit, ok := e.Args[0].Value.(*dsl.StringLit)
			if !ok {
				break
			}
			if text, ok := plainText(lit); ok && text != "" {
				v.word, v.text = "file", text
				return v, true
			}
		}
	}
	c.report(settingWants(row, e, row.words))
	return v, false
}

// literalOnly is e when it is a literal, without brackets around it.
func literalOnly(e dsl.Expr) dsl.Expr {
	switch e := e.(type) {
	case *dsl.IntLit, *dsl.FloatLit, *dsl.DurationLit, *dsl.BoolLit:
		return e
	case *dsl.StringLit:
		if _, ok := plainText(e); ok {
			return e
		}
	case *dsl.ParenExpr:
		return literalOnly(e.X)
	case *dsl.BadExpr:
		return e
	}
	return nil
}

func setBatch(c *checker, v settingValue) {
	switch {
	case v.duration < time.Millisecond:
		c.report(batchTooShort(v.at, v.duration))
	case v.duration%time.Millisecond != 0:
		c.report(batchNotWholeMillis(v.at, v.duration))
	default:
		c.prog.Settings.Batch = v.duration
		return
	}
	c.prog.Settings.Batch = time.Second // reported; what follows is checked against something
}

func setCheckpoint(c *checker, v settingValue) {
	if v.text == "" {
		c.report(emptyCheckpoint(v.at))
	}
	c.prog.Settings.Checkpoint = v.text
	if every, ok := v.more["every"]; ok {
		c.prog.Settings.CheckpointEvery = every.duration
		c.graph.checkpointEvery = every.at
		if every.duration <= 0 {
			c.report(checkpointEveryTooShort(every.at, every.duration))
			c.prog.Settings.CheckpointEvery = 0
		}
	}
}

func setTimeZone(c *checker, v settingValue) {
	if _, err := time.LoadLocation(v.text); err != nil || v.text == "" || v.text == "Local" {
		c.report(unknownTimeZone(v.at, v.text))
		return
	}
	c.prog.Settings.TimeZone = v.text
}
