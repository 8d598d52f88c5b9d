package runtime

import (
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/scan"
	"github.com/streamc-dev/streamc/runtime/seam"
)

// fileSource reads each file that appears once. The names that it has read are part of the checkpoint, without those that are gone.
type fileSource struct {
	source *Source
	path   string
	read   []string // sorted
}

// readFiles makes s read the files at path, a directory or a glob, at the end of each batch.
func readFiles(s *Source, path string) {
	f := &fileSource{source: s, path: path}
	s.replayable = true
	s.pull = f.pull
	s.app.durable(s.name+".files", "files", f)
}

func (f *fileSource) save(w *Writer) {
	w.Int(int64(len(f.read)))
	for _, name := range f.read {
		w.String(name)
	}
}

func (f *fileSource) load(r *Reader) {
	f.read = nil
	for range r.Count() {
		f.read = append(f.read, r.String())
	}
}

// found is a file to be read.
type found struct {
	name  string
	entry seam.Entry
}

func (f *fileSource) pull(b *Batch, in *intake) *fn.Fault {
	files := f.source.app.world.Files
	list, err := listFiles(files, f.path)
	if err != nil {
		f.source.app.log.once("files "+f.path, f.source.name+": "+f.path+" cannot be listed ("+err.Error()+"): looking again with each batch")
		return nil
	}
	f.source.app.log.forget("files " + f.path)
	slices.SortFunc(list, func(x, y found) int {
		if c := x.entry.Modified.Compare(y.entry.Modified); c != 0 {
			return c
		}
		return strings.Compare(x.name, y.name)
	})
	var present, fresh []string
	for _, file := range list {
		if _, had := slices.BinarySearch(f.read, file.name); !had {
			fresh = append(fresh, file.name)
		}
		present = append(present, file.name)
	}
	slices.Sort(present)
	f.read = present
	return f.readAll(fresh, in)
}

// listFiles are the regular files that path names: those directly in a directory, or those that match a glob.
func listFiles(files seam.Files, path string) ([]found, error) {
	if entry, err := files.Stat(path); err == nil && entry.Dir {
		return matching(files, path, "*")
	}
	dir, pattern := filepath.Split(path)
	dirs := []string{dir}
	if strings.ContainsAny(dir, "*?[") {
		var err error
		if dirs, err = globDirs(files, filepath.Clean(dir)); err != nil {
			return nil, err
		}
	}
	var all []found
	for _, dir := range dirs {
		list, err := matching(files, dir, pattern)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

func globDirs(files seam.Files, path string) ([]string, error) {
	if !strings.ContainsAny(path, "*?[") {
		return []string{path}, nil
	}
	parents, err := globDirs(files, filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	var dirs []string
	for _, parent := range parents {
		entries, err := files.ReadDir(parent)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if ok, err := filepath.Match(filepath.Base(path), entry.Name); err != nil {
				return nil, err
			} else if ok && entry.Dir {
				dirs = append(dirs, filepath.Join(parent, entry.Name))
			}
		}
	}
	return dirs, nil
}

func matching(files seam.Files, dir, pattern string) ([]found, error) {
	if dir == "" {
		dir = "."
	}
	entries, err := files.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var list []found
	for _, entry := range entries {
		hidden := strings.HasPrefix(entry.Name, ".") || strings.HasPrefix(entry.Name, "_")
		ok, err := filepath.Match(pattern, entry.Name)
		if err != nil {
			return nil, err
		}
		if ok && entry.Regular && !hidden {
			list = append(list, found{filepath.Join(dir, entry.Name), entry})
		}
	}
	return list, nil
}

// fileReading is the files of a batch while several workers read them: one of them reads at a time.
type fileReading struct {
	mu    sync.Mutex
	files seam.Files
	names []string // still to be opened
	file  io.ReadCloser
	cut   cutter
	in    *intake
	fault *fn.Fault
}

func (f *fileSource) readAll(names []string, in *intake) *fn.Fault {
	if len(names) == 0 {
		return nil
	}
	r := &fileReading{files: f.source.app.world.Files, names: names, in: in}
	var wait sync.WaitGroup
	for worker := range f.source.app.options.Workers {
		wait.Go(func() { r.work(f.source, worker) })
	}
	wait.Wait()
	return r.fault
}

func (r *fileReading) work(s *Source, worker int) {
	buf := newBuffer()
	sl := r.in.slot(worker)
	for {
		block, number := r.next(&buf, s.name, sl)
		if block == nil {
			return
		}
		sl.run(&chunk{block: Block{Data: scan.Repair(nil, block), Number: number, Time: r.in.time}, run: runText})
	}
}

// next is the next block of the files; nil at the end of the last one.
func (r *fileReading) next(buf *[]byte, name string, sl *slot) (block []byte, number int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.open() {
		r.cut.tooLong = func(start []byte) { sl.rejects.Reject(lineFault(), name, borrow(start)) }
		block, err := r.cut.next(buf, r.file.Read)
		if err != nil {
			_ = r.file.Close() // it was only read
			r.file = nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			r.fault = fault(CodeSource, name+": a file cannot be read: "+err.Error())
			return nil, 0
		}
		if len(block) > 0 {
			r.in.numbers++
			return block, r.in.numbers - 1
		}
	}
	return nil, 0
}

// open makes sure that there is a file to read from.
func (r *fileReading) open() bool {
	for r.file == nil && r.fault == nil && len(r.names) > 0 {
		file, err := r.files.Open(r.names[0])
		if err != nil {
			r.fault = fault(CodeSource, r.names[0]+" cannot be opened: "+err.Error())
			return false
		}
		r.file, r.names = file, r.names[1:]
	}
	return r.file != nil
}
