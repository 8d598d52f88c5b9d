package compiler_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/streamc-dev/streamc/compiler"
	"github.com/streamc-dev/streamc/compiler/build"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// Building takes longer than everything else in these tests, so all their programs are built into one binary, which runs the one that its first argument names.

// unit is a compiled program of the tests.
type unit struct {
	name string // of the test
	out  compiler.Output
	list diag.List
}

// compileText compiles a program that is not a file.
func compileText(name, text string, opts compiler.Options) *unit {
	read := func(string) ([]byte, error) { return []byte(text), nil }
	out, list := compiler.Compile(name+".pipe", read, opts)
	return &unit{name, out, list}
}

// compileFile compiles a file under its base name.
func compileFile(t testing.TB, file string, opts compiler.Options) *unit {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return compileText(strings.TrimSuffix(filepath.Base(file), ".pipe"), string(text), opts)
}

// bundle is the binary of many programs.
type bundle struct{ path string }

// buildBundle builds the programs that compiled; two of them may not have one name.
func buildBundle(units []*unit) (*bundle, error) {
	files := map[string]string{}
	var imports, cases strings.Builder
	for _, u := range units {
		if u.list.HasErrors() {
			continue
		}
		name := u.out.Package
		if files["generated/"+name+"/"+name+".go"] != "" {
			return nil, fmt.Errorf("two programs are called %s", name)
		}
		files["generated/"+name+"/"+name+".go"] = u.out.Go
		fmt.Fprintf(&imports, "\t%q\n", build.Module+"/generated/"+name)
		fmt.Fprintf(&cases, "\tcase %q:\n\t\t%s.Main()\n", name, name)
	}
	files["generated/bundle/main.go"] = "package main\n\nimport (\n\t\"os\"\n\n" + imports.String() + ")\n\nfunc main() {\n\tname := os.Args[1]\n" +
		"\tos.Args = append(os.Args[:1], os.Args[2:]...)\n\tswitch name {\n" + cases.String() + "\tdefault:\n\t\tos.Exit(9)\n\t}\n}\n"
	builder, err := build.Open("", os.Environ())
	if err != nil {
		return nil, err
	}
	path, _, problem := builder.Package(context.Background(), files, "generated/bundle", build.Host())
	if problem != nil {
		return nil, fmt.Errorf("%s: %s\n%s", problem.Code, problem.Message, problem.Hint)
	}
	return &bundle{path}, nil
}

// result is what a replay gave.
type result struct {
	lines  []string
	said   string // on stderr
	status int
}

// replay runs a program of the bundle on a script, in dir, which must be empty.
func (b *bundle) replay(t testing.TB, u *unit, script []byte, dir string, flags ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	work := filepath.Join(dir, "work")
	if err := os.Mkdir(work, 0o777); err != nil {
		t.Fatal(err)
	}
	args := append([]string{u.out.Package, "--replay", "-", "--checkpoint", filepath.Join(dir, "checkpoint")}, flags...)
	cmd := exec.CommandContext(ctx, b.path, args...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = work, bytes.NewReader(script), &stdout, &stderr
	err := cmd.Run()
	status := 0
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended) && ctx.Err() == nil:
		status = ended.ExitCode()
	case err != nil:
		t.Fatalf("%s: %v\n%s", u.name, err, stderr.String())
	}
	return result{slices.Collect(strings.Lines(stdout.String())), stderr.String(), status}
}

// programs are all programs that the tests of this package run: the conformance cases, the random ones, and the examples with outputs for their tests.
var programs = sync.OnceValue(func() *library {
	l := &library{byName: map[string]*unit{}}
	for _, folder := range []string{"dstream", "structured"} {
		files, err := filepath.Glob("testdata/conformance/" + folder + "/*.pipe")
		l.addFiles(folder+"/", files, err, compiler.Options{})
	}
	files, err := filepath.Glob("testdata/examples/*/*.pipe")
	l.addFiles("example/", files, err, compiler.Options{TestOutputs: true})
	l.addOperators()
	for i := range *randomCount {
		seed := *randomSeed + uint64(i)
		name := fmt.Sprintf("random_%d", seed)
		source, _ := randomProgram(seed)
		l.add("random/"+fmt.Sprint(seed), compileText(name, source, compiler.Options{}))
	}
	if l.err == nil {
		l.bundle, l.err = buildBundle(l.units)
	}
	return l
})

// library is a bundle with the programs in it, by the names of their tests.
type library struct {
	units  []*unit
	byName map[string]*unit
	bundle *bundle
	err    error
}

func (l *library) addFiles(prefix string, files []string, err error, opts compiler.Options) {
	if err != nil || len(files) == 0 {
		l.err = fmt.Errorf("no programs for %s: %v", prefix, err)
		return
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			l.err = err
			return
		}
		base := strings.TrimSuffix(filepath.Base(file), ".pipe")
		if base == "12_go_functions" {
			continue
		}
		l.add(prefix+base, compileText(base, string(text), opts))
	}
}

func (l *library) add(name string, u *unit) {
	u.name = name
	l.units = append(l.units, u)
	l.byName[name] = u
}

// built is the library; a test that needs it fails when it could not be built.
func built(t testing.TB) *library {
	t.Helper()
	l := programs()
	if l.err != nil {
		t.Fatal(l.err)
	}
	return l
}
