package main

import (
	stdcontext "context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/streamc-dev/streamc/compiler"
	"github.com/streamc-dev/streamc/compiler/build"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// unit is a compiled file. Places in messages name files relative to the folder of the main file, so dir brings them back to what the user typed.
type unit struct {
	path    string // as the user gave it
	out     compiler.Output
	list    diag.List
	sources map[string][]byte // by the names in messages
	module  *build.GoModule   // in which the program must be built; nil: anywhere
}

// load compiles a file as far as opts says. An error means that it could not be read.
func load(path string, opts compiler.Options) (*unit, error) {
	u := &unit{path: path, sources: map[string][]byte{}}
	dir := filepath.Dir(path)
	read := func(name string) ([]byte, error) {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err == nil {
			u.sources[shown(dir, name)] = data
		}
		return data, err
	}
	main := filepath.Base(path)
	if _, err := read(main); err != nil {
		return nil, readError(path, err)
	}
	opts.GoPackages = func(paths []string) compiler.GoCode { return u.goPackages(dir, paths) }
	u.out, u.list = compiler.Compile(main, read, opts)
	rename(u.list, dir)
	return u, nil
}

// goPackages looks at the Go packages that a program in the folder dir names.
func (u *unit) goPackages(dir string, paths []string) compiler.GoCode {
	builder, err := build.Open("", os.Environ())
	if err != nil {
		return compiler.GoCode{}
	}
	defer builder.Close()
	found := builder.GoPackages(stdcontext.Background(), dir, paths)
	code := compiler.GoCode{Packages: found.Packages, Problems: found.Problems}
	if u.module = found.Module; u.module != nil {
		code.Under = u.module.Path + "/" + build.Folder
	}
	return code
}

// binary builds the program and gives the path of the binary.
func (u *unit) binary(ctx stdcontext.Context, builder *build.Builder, target build.Target) (string, *diag.Diagnostic) {
	if u.module != nil {
		return builder.InModule(ctx, u.module, program(u.out), target)
	}
	path, _, problem := builder.Build(ctx, program(u.out), target)
	return path, problem
}

// shown is the name of a file of the program as the user sees it from where streamc runs.
func shown(dir, name string) string { return filepath.Join(dir, name) }

// rename makes the places of l speak of files as the user gave them.
func rename(l diag.List, dir string) {
	if dir == "." {
		return
	}
	for _, d := range l {
		if !d.Span.IsZero() {
			d.Span.File = shown(dir, d.Span.File)
		}
		for i := range d.Labels {
			d.Labels[i].Span.File = shown(dir, d.Labels[i].Span.File)
		}
	}
}

func readError(path string, err error) error {
	if os.IsNotExist(err) {
		return fmt.Errorf("there is no file %s%s", path, nearbyFile(path))
	}
	return fmt.Errorf("cannot read %s: %s", path, cause(err))
}

// nearbyFile suggests a file of the same folder.
func nearbyFile(path string) string {
	found, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.pipe"))
	if err != nil {
		return ""
	}
	names := make([]string, len(found))
	for i, f := range found {
		names[i] = filepath.Base(f)
	}
	return didYouMean(filepath.Base(path), names)
}

// report renders l on stderr and gives the exit status that it asks for.
func (c *call) report(l diag.List, sources map[string][]byte) int {
	if len(l) > 0 {
		if err := diag.Render(c.stderr, l, sources, color(c.stderr)); err != nil {
			return exitInternal
		}
	}
	return statusOf(l)
}

func statusOf(l diag.List) int {
	status := exitOK
	for _, d := range l {
		switch {
		case strings.HasPrefix(d.Code, "X"):
			return exitInternal
		case d.Severity == diag.Error:
			status = exitUser
		}
	}
	return status
}
