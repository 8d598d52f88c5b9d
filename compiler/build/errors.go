package build

import (
	"runtime"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// The diagnostics of this package. None has a place: they speak of the machine, not of the program.

func noGo() *diag.Diagnostic {
	return diag.New("E0790", diag.Span{}, "no Go tool was found: streamc translates a pipeline to Go and needs it for the last step").
		WithHint("install Go " + wantedGo() + " or newer (https://go.dev/dl) and see that `go` is in the PATH")
}

func oldGo(path, have, want string) *diag.Diagnostic {
	return diag.New("E0791", diag.Span{}, "the Go tool "+path+" is "+have+"; go"+want+" or newer is wanted").
		WithHint("install a newer Go from https://go.dev/dl, or put it first in the PATH")
}

func unknownTarget(t Target) *diag.Diagnostic {
	return diag.New("E0792", diag.Span{}, "Go has no target "+t.OS+"/"+t.Arch).
		WithHint("`go tool dist list` names them all, for example linux/arm64")
}

func diskFull() *diag.Diagnostic {
	return diag.New("E0793", diag.Span{}, "the disk is full: there is no room to build").
		WithHint("make room, or point XDG_CACHE_HOME and TMPDIR to another disk")
}

func cannotWrite(err error) *diag.Diagnostic {
	return diag.New("E0794", diag.Span{}, "cannot write the build: "+err.Error()).
		WithHint("see that the folder can be written to, or point XDG_CACHE_HOME to another one")
}

func interrupted() *diag.Diagnostic {
	return diag.New("E0795", diag.Span{}, "the build was interrupted")
}

func noModule(path string) *diag.Diagnostic {
	return diag.New("E0780", diag.Span{}, "the Go package "+path+" is none of the standard library, and no Go module holds this file").
		WithHint("put the file into the folder of a Go module (one with a go.mod) that can import the package")
}

func noGoPackage(path string) *diag.Diagnostic {
	return diag.New("E0780", diag.Span{}, "there is no Go package "+path).WithHint("`go list " + path + "` says where Go looked")
}

func closedGoPackage(path string) *diag.Diagnostic {
	return diag.New("E0780", diag.Span{}, "the Go package "+path+" cannot be imported: it is a program, or internal to another folder").
		WithHint("move what is wanted into a package that others may import")
}

func brokenGoPackage(path string) *diag.Diagnostic {
	return diag.New("E0786", diag.Span{}, "the Go package "+path+" does not compile").WithHint("`go build " + path + "` says why")
}

func unreadGoPackage(path string) *diag.Diagnostic {
	return diag.New("E0787", diag.Span{}, "what the Go tool says about the package "+path+" is of a version that this streamc does not read").
		WithHint("take a newer streamc, or the Go that it was built with (" + runtime.Version() + ")")
}

func cannotList(err error) *diag.Diagnostic {
	return diag.New("E0787", diag.Span{}, "the Go tool cannot say what the packages are: "+err.Error()).WithHint("`go list ./...` in the folder of the module must work")
}

func requiresNot(m *GoModule) *diag.Diagnostic {
	return diag.New("E0788", diag.Span{}, "the module "+m.Path+" does not require streamc, whose runtime the program needs").
		WithHint("run `go get -tool " + Module + "/cmd/streamc` in " + m.Dir)
}

func otherVersion(m *GoModule) *diag.Diagnostic {
	return diag.New("E0788", diag.Span{}, "the module "+m.Path+" requires another version of streamc than this one").
		WithHint("run `go tool streamc` there, or `go get -tool " + Module + "/cmd/streamc` with the version of this one")
}

// goRefuses is a defect of streamc: what it emits must compile.
func goRefuses(saved string) *diag.Diagnostic {
	d := diag.New("X0001", diag.Span{}, "the Go that streamc made of this program does not compile; this is a defect of streamc, not of the program")
	if saved == "" {
		return d.WithHint("please report it with the program")
	}
	return d.WithHint("please report it with the program and the folder " + saved)
}

// Pages explain the codes of this package, in order.
func Pages() []diag.Page {
	return []diag.Page{
		{Code: "E0780", Title: "no such Go package", Text: "An extern declaration names a Go package of the standard library, or one that the Go module which holds the `.pipe` file can import."},
		{Code: "E0786", Title: "a Go package that does not compile", Text: "The package that an extern declaration names must compile before its functions can be used."},
		{Code: "E0787", Title: "a Go package that cannot be looked at", Text: "streamc asks the Go tool for the declarations of packages that extern declarations name."},
		{Code: "E0788", Title: "a module without streamc", Text: "A program with extern declarations of a Go module is built inside that module, with the runtime that its go.mod names. `go get -tool github.com/streamc-dev/streamc/cmd/streamc` puts it there; `go tool streamc` then runs the same version."},
		{Code: "E0790", Title: "no Go tool", Text: "streamc translates a pipeline to Go, and the Go tool makes the binary. `streamc check`, `fmt`, `gen` and `explain` work without it."},
		{Code: "E0791", Title: "Go is too old", Text: "The runtime that programs are built with needs a newer release of Go than the one found first in the PATH."},
		{Code: "E0792", Title: "unknown target", Text: "`--target` takes an operating system and a processor as Go names them: linux/amd64, linux/arm64, darwin/arm64, windows/amd64."},
		{Code: "E0793", Title: "the disk is full", Text: "Building writes to the user's cache (XDG_CACHE_HOME) and to the temporary folder (TMPDIR)."},
		{Code: "E0794", Title: "the build cannot be written", Text: "The folder for the binary, or streamc's cache, does not take files."},
		{Code: "E0795", Title: "interrupted", Text: "The build was stopped before it was done. Nothing half-made is left behind."},
		{Code: "X0001", Title: "a defect of streamc: Go refuses the emitted text", Text: "Whatever passes `streamc check` must compile. The emitted text and Go's answer were saved in the folder that the message names; a report with them is welcome."},
	}
}
