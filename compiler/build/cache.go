package build

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/streamc-dev/streamc"
)

// The cache keeps so many binaries and so many versions of the runtime's sources; the ones used longest ago go first.
const (
	maxBinaries = 64
	maxModules  = 4
)

// cache is the directory of this package: `module/HASH` holds sources, `bin/HASH` binaries, `defect` what a report of ours needs.
type cache struct {
	dir       string
	temporary bool // it is removed at the end
}

// openCache uses dir, or, when nothing can be written there, a temporary directory.
func openCache(dir string) (*cache, error) {
	if dir != "" && writable(dir) {
		return &cache{dir: dir}, nil
	}
	dir, err := os.MkdirTemp("", "streamc-")
	return &cache{dir: dir, temporary: true}, err
}

func writable(dir string) bool {
	if os.MkdirAll(dir, 0o777) != nil {
		return false
	}
	probe, err := os.CreateTemp(dir, ".probe-")
	if err != nil {
		return false
	}
	probe.Close()
	return os.Remove(probe.Name()) == nil
}

// runtimeFiles and their hash, made once: they are part of this program.
var runtimeFiles = sync.OnceValues(func() ([]streamc.File, string) {
	files := streamc.Runtime()
	sum := sha256.New()
	for _, f := range files {
		hashText(sum, f.Path)
		hashText(sum, string(f.Data))
	}
	return files, hex.EncodeToString(sum.Sum(nil))[:32]
})

// module is the directory with the runtime's sources, written when it is not there yet.
func (c *cache) module() (string, error) {
	files, hash := runtimeFiles()
	dir := filepath.Join(c.dir, "module", hash)
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		touch(dir)
		return dir, nil
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return "", err
	}
	tmp, err := os.MkdirTemp(parent, ".new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp)
	for _, f := range files {
		if err := writeFile(filepath.Join(tmp, filepath.FromSlash(f.Path)), f.Data); err != nil {
			return "", err
		}
	}
	// Another process may have put the same files there meanwhile: then the rename fails and theirs are as good.
	if err := os.Rename(tmp, dir); err != nil {
		if _, there := os.Stat(filepath.Join(dir, "go.mod")); there != nil {
			return "", err
		}
	}
	prune(parent, maxModules)
	return dir, nil
}

// binary is the path that a binary of that hash has, and whether it is there.
func (c *cache) binary(hash string) (string, bool) {
	file := filepath.Join(c.dir, "bin", hash)
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return file, false
	}
	touch(file)
	return file, true
}

// touch marks a file as used just now, for prune; a cache that cannot be written to loses nothing but that.
func touch(file string) {
	now := time.Now()
	_ = os.Chtimes(file, now, now)
}

// prune removes all but the most recently used entries of dir. What cannot be removed stays.
func prune(dir string, keep int) {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) <= keep {
		return
	}
	type used struct {
		name string
		when time.Time
	}
	var all []used
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			all = append(all, used{e.Name(), info.ModTime()})
		}
	}
	slices.SortFunc(all, func(a, b used) int { return b.when.Compare(a.when) })
	for _, old := range all[min(keep, len(all)):] {
		_ = os.RemoveAll(filepath.Join(dir, old.name))
	}
}

func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o666)
}

// Install puts a copy of the binary at from to where the user wants it, whole or not at all.
func Install(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.CreateTemp(filepath.Dir(to), "."+filepath.Base(to)+"-")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name()) // after a rename there is nothing to remove
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Chmod(0o755)
	}
	if closing := out.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return os.Rename(out.Name(), to)
}
