// Package streamc carries the parts of this repository that the compiler needs on machines that do not have it: the runtime that programs are built
// with, and the pipeline of the demo.
//
// It stands above them because an embed pattern cannot climb. Folders are embedded whole and Runtime leaves out what a build does not need: patterns that
// name only the sources would have to be kept in step with the tree by hand.
package streamc

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

//go:embed go.mod go.sum runtime pipelines/wordcount.pipe
var tree embed.FS

// WordCount is the text of pipelines/wordcount.pipe, which `streamc demo` runs.
func WordCount() []byte { return read("pipelines/wordcount.pipe") }

// File is a file of the runtime module: its path, with slashes, and its bytes.
type File struct {
	Path string
	Data []byte
}

// Runtime is the module that emitted programs are built in: go.mod, go.sum and the sources of runtime/ without tests, in order of their paths.
func Runtime() []File {
	var files []File
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || name == "pipelines"):
			return fs.SkipDir
		case !entry.IsDir() && isSource(name):
			files = append(files, File{Path: name, Data: read(name)})
		}
		return nil
	})
	if err != nil {
		panic("streamc: the embedded tree: " + err.Error()) // it is in memory: only a mistake in this file
	}
	return files
}

func isSource(name string) bool {
	switch path.Ext(name) {
	case ".go":
		return !strings.HasSuffix(name, "_test.go")
	case ".s", ".h", ".mod", ".sum":
		return true
	}
	return false
}

func read(name string) []byte {
	data, err := tree.ReadFile(name)
	if err != nil {
		panic("streamc: the embedded tree: " + err.Error())
	}
	return data
}
