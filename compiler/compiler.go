// Package compiler turns the text of a pipeline into Go: it calls the stages one after the other and nothing else.
//
//	dsl      text -> syntax tree
//	check    syntax tree -> plan, typed
//	emit     plan -> Go
//
// It reads files only through the function it is given and starts no program; package build makes binaries of what comes out.
package compiler

import (
	"errors"
	gotypes "go/types"
	"slices"

	"github.com/streamc-dev/streamc/compiler/check"
	"github.com/streamc-dev/streamc/compiler/emit"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// Options of a compilation.
type Options struct {
	// CheckOnly stops before Go is written.
	CheckOnly bool
	// TestOutputs gives every stream that a `test` block looks at, and that has no output, one of its name.
	TestOutputs bool
	// GoPackages looks at the Go packages that extern declarations name, in order; nil: they are believed, and no Go is written.
	GoPackages func(paths []string) GoCode
	// Package is the import path that the package will have; empty: that of a build.
	Package string
}

// GoCode is what is known of Go packages, by import path: their declarations, or what is wrong with them. Under is the import path under which the package of the
// program must stand; empty: that of a build.
type GoCode struct {
	Packages map[string]*gotypes.Package
	Problems map[string]*diag.Diagnostic
	Under    string
}

// Output is what the stages made, as far as they came.
type Output struct {
	File    *dsl.File
	Plan    *plan.Program // of package check; nil when the program has errors
	Package string        // name of the package
	Go      string        // its text
	Main    string        // the text of the main package over it
}

// Compile compiles the program whose main file has that name; read gives the bytes of a file of the program. Places in the list name files as read was asked for
// them. With an error in the list nothing behind the stage that found it is there.
func Compile(main string, read func(name string) ([]byte, error), o Options) (Output, diag.List) {
	src, err := read(main)
	if err != nil {
		return Output{}, diag.List{unreadable(main, err)}
	}
	file, list := dsl.Parse(main, src)
	out := Output{File: file}
	if list.HasErrors() {
		return out, list.Sorted()
	}
	var code GoCode
	paths := externPackages(file)
	if o.GoPackages != nil && len(paths) > 0 {
		code = o.GoPackages(paths)
	}
	prog, found := check.Check(file, check.Options{SourceText: map[string]string{main: string(src)}, TestOutputs: o.TestOutputs,
		GoPackages: code.Packages, GoProblems: code.Problems})
	list = append(list, found...)
	if list.HasErrors() {
		return out, list.Sorted()
	}
	out.Plan = prog
	if o.CheckOnly {
		return out, list.Sorted()
	}
	if o.Package == "" && code.Under != "" {
		o.Package = code.Under + "/" + emit.PackageName(main)
	}
	if o.GoPackages == nil && len(paths) > 0 {
		list.Add(diag.New("X0002", diag.Span{File: main}, "nobody looked at the Go packages that the program names, so no Go can be written"))
		return out, list.Sorted()
	}
	text, err := emit.Program(prog, emit.Options{Package: o.Package})
	if err != nil {
		list.Add(notGo(err))
		return out, list.Sorted()
	}
	out.Package, out.Go, out.Main = text.Name, string(text.Go), string(text.Main)
	return out, list.Sorted()
}

// externPackages are the Go packages that extern declarations name, sorted.
func externPackages(file *dsl.File) []string {
	var paths []string
	for _, item := range file.Items {
		if e, ok := item.(*dsl.ExternDecl); ok {
			if path, plain := check.PlainText(e.Package); plain && path != "" {
				paths = append(paths, path)
			}
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

func unreadable(main string, err error) *diag.Diagnostic {
	return diag.New("E0100", diag.Span{File: main}, "cannot read the file: "+err.Error())
}

// notGo is a defect of ours; what was written is part of the report that the message asks for.
func notGo(err error) *diag.Diagnostic {
	d := diag.New("X0002", diag.Span{}, "streamc wrote text that is not Go; this is a defect of streamc, not of the program")
	var text *emit.Error
	if errors.As(err, &text) {
		d.WithHint("please report it with the program; `streamc dump plan` of it helps, too")
	}
	return d
}

// Pages are the pages of the codes of all stages, in order of the code.
func Pages() []diag.Page {
	all := slices.Concat(dsl.Codes, check.Codes)
	all = append(all, diag.Page{Code: "X0002", Title: "a defect of streamc: what it wrote is not Go",
		Text: "Whatever passes `streamc check` must give Go. A report with the program is welcome."})
	return all
}
