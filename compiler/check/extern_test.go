package check

import (
	"go/ast"
	"go/parser"
	"go/token"
	gotypes "go/types"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/dsl"
)

const feedSource = `package feed

import (
	"context"
	"time"
)

type Tick struct {
	ID   int64
	Name string
	At   time.Time
	more int
}

type Color string

func Ticks(ctx context.Context, emit func(Tick) error) error { return nil }
func From(ctx context.Context, from []byte, emit func(row Tick, position []byte) error) error { return nil }
func Words(ctx context.Context, emit func(string) error) error { return nil }
func Lengths(ctx context.Context, batch int64, rows []int64) error { return nil }
func Name(t Tick) (Color, error) { return "", nil }
func Find(name string) (Tick, bool) { return Tick{}, false }
func Chan() chan int { return nil }
func Max[T any](a T) T { return a }
func Three() (int, int, int) { return 0, 0, 0 }
func Count(words ...string) map[string]int { return nil }
func Set(s map[string]struct{}) []uint8 { return nil }
func hidden() {}
`

// sources are the Go packages of the tests, those that others import first.
var sources = []struct{ path, text string }{
	{"context", "package context\ntype Context interface{}\n"},
	{"time", "package time\ntype (\n\tTime struct{}\n\tDuration int64\n)\n"},
	{"strings", "package strings\nfunc ToUpper(s string) string { return s }\n"},
	{"example.com/app/feed", feedSource},
}

// goPackages are Go packages as build would load them: one of a user and parts of the standard library.
func goPackages(t *testing.T) knownPackages {
	t.Helper()
	known := knownPackages{}
	for _, source := range sources {
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, source.path+".go", source.text, 0)
		if err != nil {
			t.Fatal(err)
		}
		config := gotypes.Config{Importer: known, IgnoreFuncBodies: true}
		if known[source.path], err = config.Check(source.path, files, []*ast.File{file}, nil); err != nil {
			t.Fatal(err)
		}
	}
	return known
}

type knownPackages map[string]*gotypes.Package

func (k knownPackages) Import(path string) (*gotypes.Package, error) { return k[path], nil }

// TestExtern compares declarations with Go.
func TestExtern(t *testing.T) {
	packages := goPackages(t)
	for _, test := range []struct{ declaration, want string }{
		{`extern source ticks: {id: int, name: string, at: time} = go "example.com/app/feed".Ticks`, ""},
		{`extern source ticks: {id: int, name: string} = go "example.com/app/feed".From`, ""},
		{`extern source ticks: {id: string} = go "example.com/app/feed".Ticks`, "E0783"},
		{`extern source ticks: string = go "example.com/app/feed".Lengths`, "E0783"},
		{`extern sink out: int = go "example.com/app/feed".Lengths`, ""},
		{`extern sink out: string = go "example.com/app/feed".Lengths`, "E0784"},
		{`extern func name(t: {id: int, name: string, at: time}) -> string = go "example.com/app/feed".Name`, ""},
		{`extern func name(t: {id: int, nme: string}) -> string = go "example.com/app/feed".Name`, "E0782 the parameter `t` is declared as {id: int, nme: string}, and the Go function takes {id: int, name: string, at: time}"},
		{`extern func name() -> string = go "example.com/app/feed".Name`, "E0782 `name` is declared with 0 parameters, and the Go function takes ({id: int, name: string, at: time})"},
		{`extern func find(name: string) -> {id: int}? = go "example.com/app/feed".Find`, ""},
		{`extern func find(name: string) -> {id: int} = go "example.com/app/feed".Find`, "E0782 the result is declared as {id: int}, and the Go function gives {id: int, name: string, at: time}?"},
		{`extern func channel() -> int = go "example.com/app/feed".Chan`, "E0782 the result is declared as int, and the Go function gives the Go type chan int"},
		{`extern func most(a: int) -> int = go "example.com/app/feed".Max`, "E0782 the Go function `Max` has type parameters"},
		{`extern func three() -> int = go "example.com/app/feed".Three`, "E0782 the Go function gives 3 results"},
		{`extern func counts(a: string, b: string) -> map[string, int] = go "example.com/app/feed".Count`, ""},
		{`extern func counts(a: string, b: int) -> map[string, int] = go "example.com/app/feed".Count`, "E0782 the parameter `b` is declared as int, and the Go function takes string"},
		{`extern func bytesOf(s: set[string]) -> bytes = go "example.com/app/feed".Set`, ""},
		{`extern func hidden() = go "example.com/app/feed".hidden`, "E0781"},
		{`extern func upper(s: string) = go "strings".ToUpper`, "E0782 the result is declared as nothing, and the Go function gives string"},
		{`extern func upper(s: string) -> string = go "strings".ToUppr`, "E0781 the Go package strings has no exported function `ToUppr`"},
	} {
		file, list := dsl.Parse("test.pipe", []byte(test.declaration+"\n"))
		if list.HasErrors() {
			t.Fatal(list)
		}
		_, list = Check(file, Options{GoPackages: packages})
		got := ""
		for _, d := range list {
			got += d.Code + " " + d.Message
		}
		if !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%s\n got %s\nwant %s", test.declaration, got, test.want)
		}
	}
}
