// Package build turns emitted Go into a binary. It is the only part of the compiler that touches the disk and starts programs.
//
// In goes the text of a program (Program) and a target; out comes the path of a finished binary in the cache. The Go tool compiles it inside the module
// that the root package carries: its files are written once to a directory that is named after their content and never changed, and the program's
// packages are laid over it (go build -overlay), so that builds do not disturb each other and import paths are the same everywhere.
//
// A binary is kept under the hash of everything that it is made of: the emitted text, the runtime, the flags, the Go tool. Asked for the same again, Build
// starts no program at all.
//
// Invariants: a file appears in the cache whole, by rename, or not at all; what the Go compiler says about emitted code is saved for a report and never
// shown, since it is a defect of ours (X0001).
package build

import "strings"

// Program is emitted Go: a package and the main package over it.
type Program struct {
	Name    string // the package's name
	Library string // the text of generated/<Name>/<Name>.go
	Main    string // the text of generated/<Name>/cmd/<Name>/main.go
}

// Module is the module that emitted packages belong to.
const Module = "github.com/streamc-dev/streamc"

// Files are the files of p, by their paths in the module, and the folder of its main package.
func (p Program) Files() (files map[string]string, main string) {
	folder := "generated/" + p.Name
	main = folder + "/cmd/" + p.Name
	return map[string]string{folder + "/" + p.Name + ".go": p.Library, main + "/main.go": p.Main}, main
}

// Target is what a binary is made for, in Go's words.
type Target struct{ OS, Arch string }

// ParseTarget reads "linux/arm64".
func ParseTarget(text string) (Target, bool) {
	system, arch, ok := strings.Cut(text, "/")
	return Target{system, arch}, ok && system != "" && arch != "" && !strings.Contains(arch, "/")
}
