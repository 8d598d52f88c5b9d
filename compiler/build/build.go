package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// Builder builds programs. Close removes what it leaves behind outside the cache.
type Builder struct {
	cache *cache
	env   []string
	found *goTool
}

// goTool is the Go tool that a Builder uses; id changes whenever another one is installed.
type goTool struct{ path, id string }

// Open prepares a Builder. env is the environment as os.Environ gives it; cacheDir is where binaries and sources are kept, empty for the user's cache.
// A machine whose cache cannot be written to gets a temporary one.
func Open(cacheDir string, env []string) (*Builder, error) {
	if cacheDir == "" {
		if dir, err := os.UserCacheDir(); err == nil {
			cacheDir = filepath.Join(dir, "streamc")
		}
	}
	c, err := openCache(cacheDir)
	return &Builder{cache: c, env: env}, err
}

// Close removes a temporary cache.
func (b *Builder) Close() error {
	if b.cache.temporary {
		return os.RemoveAll(b.cache.dir)
	}
	return nil
}

// Host is the target that this machine is.
func Host() Target { return Target{runtime.GOOS, runtime.GOARCH} }

// Build gives the path of the binary of p. built reports whether the Go tool had to be asked.
func (b *Builder) Build(ctx context.Context, p Program, target Target) (path string, built bool, problem *diag.Diagnostic) {
	files, main := p.Files()
	return b.Package(ctx, files, main, target)
}

// Package gives the path of the binary of the main package in the folder main, with files (text by path in the module) laid over the runtime module.
func (b *Builder) Package(ctx context.Context, files map[string]string, main string, target Target) (path string, built bool, problem *diag.Diagnostic) {
	tool, problem := b.tool()
	if problem != nil {
		return "", false, problem
	}
	key := b.key(files, main, target, tool)
	path, there := b.cache.binary(key)
	if there {
		return path, false, nil
	}
	err := b.compile(ctx, files, main, target, path)
	switch {
	case err == nil:
		prune(filepath.Dir(path), maxBinaries)
		return path, true, nil
	case ctx.Err() != nil:
		return "", true, interrupted()
	}
	return "", true, b.explain(ctx, err, files, target)
}

// tool finds the Go tool.
func (b *Builder) tool() (*goTool, *diag.Diagnostic) {
	if b.found != nil {
		return b.found, nil
	}
	path, err := exec.LookPath("go")
	if err != nil {
		return nil, noGo()
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, noGo()
	}
	id := path + " " + strconv.FormatInt(info.Size(), 10) + " " + strconv.FormatInt(info.ModTime().UnixNano(), 10)
	b.found = &goTool{path: path, id: id}
	return b.found, nil
}

// flags are those of every build. Symbols are left out, since a binary of ours is not debugged but its program is.
func flags() []string { return []string{"build", "-ldflags", "-s -w"} }

// key is the hash of everything that a binary is made of.
func (b *Builder) key(files map[string]string, main string, target Target, tool *goTool) string {
	sum := sha256.New()
	_, runtimeHash := runtimeFiles()
	for _, part := range append([]string{runtimeHash, tool.id, main, target.OS, target.Arch}, flags()...) {
		hashText(sum, part)
	}
	for _, name := range sortedNames(files) {
		hashText(sum, name)
		hashText(sum, files[name])
	}
	return hex.EncodeToString(sum.Sum(nil))[:32]
}

// hashText adds a text with its length, so that no two lists of texts give the same sum.
func hashText(sum hash.Hash, text string) {
	sum.Write([]byte(strconv.Itoa(len(text))))
	sum.Write([]byte{' '})
	sum.Write([]byte(text))
}

func sortedNames(files map[string]string) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// goError is a Go tool that ended with an error; output is what it said.
type goError struct {
	output string
	err    error
}

func (e *goError) Error() string { return e.err.Error() }

// compile asks the Go tool for the binary at path.
func (b *Builder) compile(ctx context.Context, files map[string]string, main string, target Target, path string) error {
	module, err := b.cache.module()
	if err != nil {
		return err
	}
	return b.compileIn(ctx, module, b.environment(target), files, flags(), main, path)
}

// compileIn asks the Go tool for the binary at path of the main package in the folder main of a module, with files laid over it.
func (b *Builder) compileIn(ctx context.Context, module string, env []string, files map[string]string, flags []string, main, path string) error {
	work, err := os.MkdirTemp(b.cache.dir, ".build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	overlay, err := writeOverlay(work, module, files)
	if err != nil {
		return err
	}
	out := filepath.Join(work, "out")
	args := append(slices.Clone(flags), "-overlay", overlay, "-o", out, "./"+main)
	cmd := exec.CommandContext(ctx, b.found.path, args...)
	cmd.Dir, cmd.Env = module, env
	if said, err := cmd.CombinedOutput(); err != nil {
		return &goError{output: string(said), err: err}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.Rename(out, path)
}

// writeOverlay writes files into work and the description that lays them over module.
func writeOverlay(work, module string, files map[string]string) (string, error) {
	replace := map[string]string{}
	for i, name := range sortedNames(files) {
		real := filepath.Join(work, strconv.Itoa(i)+".go")
		if err := writeFile(real, []byte(files[name])); err != nil {
			return "", err
		}
		replace[filepath.Join(module, filepath.FromSlash(name))] = real
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(work, "overlay.json")
	return overlay, writeFile(overlay, data)
}

// environment is that of the Go tool: the user's, but for everything that could make the same text give another binary, or a build ask the network.
func (b *Builder) environment(target Target) []string {
	env := slices.DeleteFunc(slices.Clone(b.env), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return strings.HasPrefix(name, "GO") && name != "GOROOT" && name != "GOCACHE" && name != "GOMODCACHE" && name != "GOPATH" && name != "GOTMPDIR"
	})
	env = append(env, "GOWORK=off", "GOFLAGS=-buildvcs=false", "GOPROXY=off", "GOTOOLCHAIN=local", "CGO_ENABLED=0",
		"GOOS="+target.OS, "GOARCH="+target.Arch, "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=", "GODEBUG=")
	if b.cache.temporary {
		env = append(env, "GOCACHE="+filepath.Join(b.cache.dir, "go-build"))
	}
	return env
}

// explain turns a failed build into what the user should read.
func (b *Builder) explain(ctx context.Context, err error, files map[string]string, target Target) *diag.Diagnostic {
	var said *goError
	if !errors.As(err, &said) {
		return cannotWrite(err)
	}
	switch {
	case b.tooOld(ctx):
		return oldGo(b.found.path, b.version(ctx), wantedGo())
	case strings.Contains(said.output, "unsupported GOOS/GOARCH pair"):
		return unknownTarget(target)
	case strings.Contains(said.output, "no space left on device"):
		return diskFull()
	}
	return goRefuses(b.saveDefect(files, said.output))
}

// version is the release of the Go tool, "go1.26.8".
func (b *Builder) version(ctx context.Context) string {
	cmd := exec.CommandContext(ctx, b.found.path, "env", "GOVERSION")
	cmd.Env = b.environment(Host())
	out, err := cmd.Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// wantedGo is the release that the runtime's go.mod asks for, "1.26".
func wantedGo() string {
	files, _ := runtimeFiles()
	for _, f := range files {
		if f.Path != "go.mod" {
			continue
		}
		for line := range bytes.Lines(f.Data) {
			if rest, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("go ")); ok {
				return string(rest)
			}
		}
	}
	panic("build: the runtime's go.mod names no Go release")
}

func (b *Builder) tooOld(ctx context.Context) bool {
	have := b.version(ctx)
	return have != "" && olderGo(strings.TrimPrefix(have, "go"), wantedGo())
}

// olderGo compares releases by their first two numbers: "1.22.3" is older than "1.26". What is no release ("devel …") is not.
func olderGo(have, want string) bool {
	a, b := strings.SplitN(have, ".", 3), strings.SplitN(want, ".", 3)
	for i := range 2 {
		if i >= len(a) || i >= len(b) {
			return false
		}
		x, err1 := strconv.Atoi(a[i])
		y, err2 := strconv.Atoi(b[i])
		if err1 != nil || err2 != nil || x != y {
			return err1 == nil && err2 == nil && x < y
		}
	}
	return false
}

// saveDefect keeps what a report needs and gives the folder, empty when it could not be written.
func (b *Builder) saveDefect(files map[string]string, said string) string {
	parent := b.cache.dir
	if b.cache.temporary {
		parent = os.TempDir() // it must outlive Close
	}
	dir, err := os.MkdirTemp(parent, "defect-")
	if err != nil {
		return ""
	}
	for _, name := range sortedNames(files) {
		if writeFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(files[name])) != nil {
			return ""
		}
	}
	if writeFile(filepath.Join(dir, "go-output.txt"), []byte(said)) != nil {
		return ""
	}
	return dir
}
