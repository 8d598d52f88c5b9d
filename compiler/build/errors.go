package build

import "github.com/streamc-dev/streamc/dsl/diag"

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
		{Code: "E0790", Title: "no Go tool", Text: "streamc translates a pipeline to Go, and the Go tool makes the binary. `streamc check`, `fmt`, `gen` and `explain` work without it."},
		{Code: "E0791", Title: "Go is too old", Text: "The runtime that programs are built with needs a newer release of Go than the one found first in the PATH."},
		{Code: "E0792", Title: "unknown target", Text: "`--target` takes an operating system and a processor as Go names them: linux/amd64, linux/arm64, darwin/arm64, windows/amd64."},
		{Code: "E0793", Title: "the disk is full", Text: "Building writes to the user's cache (XDG_CACHE_HOME) and to the temporary folder (TMPDIR)."},
		{Code: "E0794", Title: "the build cannot be written", Text: "The folder for the binary, or streamc's cache, does not take files."},
		{Code: "E0795", Title: "interrupted", Text: "The build was stopped before it was done. Nothing half-made is left behind."},
		{Code: "X0001", Title: "a defect of streamc: Go refuses the emitted text", Text: "Whatever passes `streamc check` must compile. The emitted text and Go's answer were saved in the folder that the message names; a report with them is welcome."},
	}
}
