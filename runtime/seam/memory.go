package seam

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Memory is a file system in memory. Names are cleaned paths; directories exist with the files below them.
type Memory struct {
	mu    sync.Mutex
	files map[string]memoryFile
	locks map[string]bool
	Fault func(op, name string) error // gives errors to operations, in tests; nil: none
	Time  func() time.Time            // of modifications; nil: zero
}

type memoryFile struct {
	data     []byte
	modified time.Time
}

// NewMemory is an empty file system.
func NewMemory() *Memory { return &Memory{files: map[string]memoryFile{}, locks: map[string]bool{}} }

// begin locks the file system for an operation.
func (m *Memory) begin(op, name string) (unlock func(), err error) {
	m.mu.Lock()
	if m.Fault != nil {
		if err := m.Fault(op, name); err != nil {
			m.mu.Unlock()
			return nil, err
		}
	}
	return m.mu.Unlock, nil
}

func (m *Memory) now() time.Time {
	if m.Time == nil {
		return time.Time{}
	}
	return m.Time()
}

// ReadDir lists the files and directories in dir, by name.
func (m *Memory) ReadDir(dir string) ([]Entry, error) {
	unlock, err := m.begin("readdir", dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	found := map[string]Entry{}
	prefix := filepath.Clean(dir) + "/"
	if prefix == "./" {
		prefix = ""
	}
	for name, file := range m.files {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			first, _, deeper := strings.Cut(rest, "/")
			found[first] = Entry{Name: first, Regular: !deeper, Dir: deeper, Modified: file.modified, Size: int64(len(file.data))}
		}
	}
	var entries []Entry
	for _, entry := range found {
		entries = append(entries, entry)
	}
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	return entries, nil
}

// ReadFile is the content of a file.
func (m *Memory) ReadFile(name string) ([]byte, error) {
	unlock, err := m.begin("read", name)
	if err != nil {
		return nil, err
	}
	defer unlock()
	file, ok := m.files[filepath.Clean(name)]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return bytes.Clone(file.data), nil
}

// Open reads a file.
func (m *Memory) Open(name string) (io.ReadCloser, error) {
	data, err := m.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// Stat describes a file.
func (m *Memory) Stat(name string) (Entry, error) {
	unlock, err := m.begin("stat", name)
	if err != nil {
		return Entry{}, err
	}
	defer unlock()
	clean := filepath.Clean(name)
	if file, ok := m.files[clean]; ok {
		return Entry{Name: filepath.Base(clean), Regular: true, Modified: file.modified, Size: int64(len(file.data))}, nil
	}
	for other := range m.files {
		if strings.HasPrefix(other, clean+"/") {
			return Entry{Name: filepath.Base(clean), Dir: true}, nil
		}
	}
	return Entry{}, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// WriteFile makes name a file with data.
func (m *Memory) WriteFile(name string, data []byte) error {
	unlock, err := m.begin("write", name)
	if err != nil {
		return err
	}
	defer unlock()
	m.files[filepath.Clean(name)] = memoryFile{bytes.Clone(data), m.now()}
	return nil
}

// Append puts data behind what the file has.
func (m *Memory) Append(name string, data []byte) error {
	unlock, err := m.begin("append", name)
	if err != nil {
		return err
	}
	defer unlock()
	clean := filepath.Clean(name)
	m.files[clean] = memoryFile{append(m.files[clean].data, data...), m.now()}
	return nil
}

// Rename gives a file another name.
func (m *Memory) Rename(from, to string) error {
	unlock, err := m.begin("rename", from)
	if err != nil {
		return err
	}
	defer unlock()
	file, ok := m.files[filepath.Clean(from)]
	if !ok {
		return &fs.PathError{Op: "rename", Path: from, Err: fs.ErrNotExist}
	}
	delete(m.files, filepath.Clean(from))
	m.files[filepath.Clean(to)] = file
	return nil
}

// Remove removes a file.
func (m *Memory) Remove(name string) error {
	unlock, err := m.begin("remove", name)
	if err != nil {
		return err
	}
	defer unlock()
	if _, ok := m.files[filepath.Clean(name)]; !ok {
		return &fs.PathError{Op: "remove", Path: name, Err: fs.ErrNotExist}
	}
	delete(m.files, filepath.Clean(name))
	return nil
}

// MkdirAll does nothing: directories come with files.
func (m *Memory) MkdirAll(string) error { return nil }

// Lock locks name until it is closed.
func (m *Memory) Lock(name string) (io.Closer, error) {
	unlock, err := m.begin("lock", name)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if m.locks[name] {
		return nil, errors.New("in use")
	}
	m.locks[name] = true
	return closer(func() { m.mu.Lock(); delete(m.locks, name); m.mu.Unlock() }), nil
}

type closer func()

func (c closer) Close() error { c(); return nil }
