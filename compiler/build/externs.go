package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	gotypes "go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// GoModule is the Go module that holds a pipeline.
type GoModule struct {
	Dir  string // of its go.mod
	Path string
}

// GoCode is what extern declarations name.
type GoCode struct {
	Packages map[string]*gotypes.Package
	Problems map[string]*diag.Diagnostic // of paths that are not in Packages
	Module   *GoModule                   // where the program must be built; nil: only the standard library is wanted
}

// GoPackages loads the declarations of the Go packages in paths for a pipeline in the folder dir: of the standard library from anywhere, others from the module
// that holds dir.
func (b *Builder) GoPackages(ctx context.Context, dir string, paths []string) GoCode {
	code := GoCode{Packages: map[string]*gotypes.Package{}, Problems: map[string]*diag.Diagnostic{}}
	if len(paths) == 0 {
		return code
	}
	if _, problem := b.tool(); problem != nil {
		for _, path := range paths {
			code.Problems[path] = problem
		}
		return code
	}
	module := moduleOf(dir)
	var std, own []string
	for _, path := range paths {
		switch {
		case standard(path, module):
			std = append(std, path)
		case module == nil:
			code.Problems[path] = noModule(path)
		default:
			own = append(own, path)
		}
	}
	b.standardPackages(ctx, std, code)
	if len(own) > 0 {
		code.Module = module
		b.modulePackages(ctx, own, code)
	}
	return code
}

// standard reports whether an import path is one of the standard library: its first part has no dot, and it is not that of the module.
func standard(path string, module *GoModule) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && (module == nil || path != module.Path && !strings.HasPrefix(path, module.Path+"/"))
}

// moduleOf is the module that holds dir, nil when none does.
func moduleOf(dir string) *GoModule {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	for {
		if text, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil {
			for line := range bytes.Lines(text) {
				if rest, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("module ")); ok {
					rest, _, _ = bytes.Cut(rest, []byte("//"))
					return &GoModule{Dir: dir, Path: strings.Trim(string(bytes.TrimSpace(rest)), `"`)}
				}
			}
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil
		}
		dir = parent
	}
}

// listed is a package as `go list` shows it.
type listed struct {
	ImportPath string
	Name       string
	Export     string
	Error      *struct{ Err string }
}

// standardPackages loads packages of the standard library. Their export data is remembered by the Go tool that made it.
func (b *Builder) standardPackages(ctx context.Context, paths []string, code GoCode) {
	files := map[string]string{}
	var missing []string
	for _, path := range paths {
		if files[path] = b.exportFile(path); !exists(files[path]) {
			missing = append(missing, path)
		}
	}
	if len(missing) > 0 {
		module, err := b.cache.module()
		if err != nil {
			report(code, missing, cannotWrite(err))
			return
		}
		found, err := b.list(ctx, module, b.environment(Host()), missing)
		if err != nil {
			report(code, missing, cannotList(err))
			return
		}
		for _, p := range found {
			if p.Error != nil || p.Export == "" {
				code.Problems[p.ImportPath] = noGoPackage(p.ImportPath)
				continue
			}
			if err := keepExport(p.Export, files[p.ImportPath]); err != nil {
				files[p.ImportPath] = p.Export
			}
		}
	}
	load(paths, files, code)
}

// exportFile is where the export data of a package of the standard library is kept.
func (b *Builder) exportFile(path string) string {
	return filepath.Join(b.cache.dir, "export", textHash(b.found.id, path))
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func keepExport(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	tmp := fmt.Sprintf("%s.%d", to, os.Getpid())
	if err := writeFile(tmp, data); err != nil {
		return err
	}
	return os.Rename(tmp, to)
}

// modulePackages loads packages that the module of the pipeline can import. It must be able to import the runtime too.
func (b *Builder) modulePackages(ctx context.Context, paths []string, code GoCode) {
	const runtimePath = Module + "/runtime"
	found, err := b.list(ctx, code.Module.Dir, b.moduleEnvironment(Host()), append(slices.Clone(paths), runtimePath))
	if err != nil {
		report(code, paths, cannotList(err))
		return
	}
	files := map[string]string{}
	for _, p := range found {
		switch {
		case p.ImportPath == runtimePath && (p.Error != nil || p.Export == ""):
			report(code, paths, requiresNot(code.Module))
			return
		case p.ImportPath == runtimePath:
		case p.Error != nil && p.Name == "":
			code.Problems[p.ImportPath] = noGoPackage(p.ImportPath)
		case p.Error != nil || p.Export == "":
			code.Problems[p.ImportPath] = brokenGoPackage(p.ImportPath)
		case p.Name == "main" || hidden(p.ImportPath, code.Module):
			code.Problems[p.ImportPath] = closedGoPackage(p.ImportPath)
		default:
			files[p.ImportPath] = p.Export
		}
	}
	load(paths, files, code)
}

// hidden reports whether a path is internal to another place than the module's root.
func hidden(path string, m *GoModule) bool {
	before, _, internal := strings.Cut("/"+path+"/", "/internal/")
	return internal && strings.TrimPrefix(before, "/") != m.Path
}

func report(code GoCode, paths []string, problem *diag.Diagnostic) {
	for _, path := range paths {
		code.Problems[path] = problem
	}
}

// list asks the Go tool for packages, compiled.
func (b *Builder) list(ctx context.Context, dir string, env, paths []string) ([]listed, error) {
	cmd := exec.CommandContext(ctx, b.found.path, append([]string{"list", "-e", "-export", "-json=ImportPath,Name,Export,Error", "--"}, paths...)...)
	cmd.Dir, cmd.Env = dir, env
	out, err := cmd.Output()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		return nil, errors.New(strings.TrimSpace(string(ended.Stderr)))
	}
	if err != nil {
		return nil, err
	}
	var found []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			return found, nil
		} else if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
}

// load reads export data.
func load(paths []string, files map[string]string, code GoCode) {
	imports := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(files[path]) })
	for _, path := range paths {
		if code.Problems[path] != nil {
			continue
		}
		pkg, err := imports.Import(path)
		if err != nil {
			code.Problems[path] = unreadGoPackage(path)
			continue
		}
		code.Packages[path] = pkg
	}
}

// moduleEnvironment is that of the Go tool in a module of the user: its own workspace, cgo, tags and toolchain.
func (b *Builder) moduleEnvironment(target Target) []string {
	env := append(slices.Clone(b.env), "GOOS="+target.OS, "GOARCH="+target.Arch)
	if b.cache.temporary {
		env = append(env, "GOCACHE="+filepath.Join(b.cache.dir, "go-build"))
	}
	return env
}

// Folder is where programs stand in a module of the user: laid over it, so that nothing is written there.
const Folder = ".streamc"

// InModule gives the path of the binary of p, built inside the module m. The Go tool always runs: it knows what has changed in the module.
func (b *Builder) InModule(ctx context.Context, m *GoModule, p Program, target Target) (path string, problem *diag.Diagnostic) {
	tool, problem := b.tool()
	if problem != nil {
		return "", problem
	}
	folder := Folder + "/" + p.Name
	main := folder + "/cmd/" + p.Name
	files := map[string]string{folder + "/" + p.Name + ".go": p.Library, main + "/main.go": p.Main}
	path, _ = b.cache.binary(textHash(b.key(files, main, target, tool), m.Dir))
	err := b.compileIn(ctx, m.Dir, b.moduleEnvironment(target), files, append(flags(), moduleFlags(m)...), main, path)
	switch {
	case err == nil:
		return path, nil
	case ctx.Err() != nil:
		return "", interrupted()
	}
	var said *goError
	if errors.As(err, &said) && strings.Contains(said.output, "GeneratedByOtherVersion") {
		return "", otherVersion(m)
	}
	return "", b.explain(ctx, err, files, target)
}

func moduleFlags(m *GoModule) []string {
	out := []string{"-buildvcs=false"}
	if exists(filepath.Join(m.Dir, "vendor")) {
		out = append(out, "-mod=readonly")
	}
	return out
}

// textHash is a name made of texts.
func textHash(texts ...string) string {
	sum := sha256.New()
	for _, t := range texts {
		hashText(sum, t)
	}
	return hex.EncodeToString(sum.Sum(nil))[:32]
}
