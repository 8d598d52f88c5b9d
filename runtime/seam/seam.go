// Package seam is the world as the runtime sees it: a clock, files and a network, as small interfaces. [Real] is the world itself; tests bring their own.
//
// Invariants: names of files are those of the operating system; a file that WriteFile has written is whole or not there; all methods may be called from several goroutines.
package seam

import (
	"context"
	"io"
	"net"
	"time"
)

// Clock is the time.
type Clock interface {
	Now() time.Time
	// After gives a channel that receives once d has passed, and a function that gives it up.
	After(d time.Duration) (passed <-chan time.Time, stop func())
}

// Entry is a file in a directory.
type Entry struct {
	Name     string
	Regular  bool
	Dir      bool
	Modified time.Time
	Size     int64
}

// Files is a file system.
type Files interface {
	ReadDir(dir string) ([]Entry, error)
	Open(name string) (io.ReadCloser, error)
	ReadFile(name string) ([]byte, error)
	Stat(name string) (Entry, error)
	// WriteFile writes a file under another name, syncs it and renames it, so that name is the old file or the new one. Directories are made.
	WriteFile(name string, data []byte) error
	Append(name string, data []byte) error
	Rename(from, to string) error
	Remove(name string) error
	MkdirAll(dir string) error
	// Lock makes name a file that no other process may lock until it is closed or the process ends.
	Lock(name string) (io.Closer, error)
}

// Network makes connections.
type Network interface {
	Dial(ctx context.Context, network, address string) (net.Conn, error)
}

// World is all of it. A nil part is the real one.
type World struct {
	Clock   Clock
	Files   Files
	Network Network
}

// OrReal is w with real parts for those that are nil.
func (w World) OrReal() World {
	if w.Clock == nil {
		w.Clock = realClock{}
	}
	if w.Files == nil {
		w.Files = realFiles{}
	}
	if w.Network == nil {
		w.Network = realNetwork{}
	}
	return w
}
