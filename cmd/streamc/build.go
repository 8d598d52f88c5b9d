package main

import (
	stdcontext "context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/streamc-dev/streamc/compiler"
	"github.com/streamc-dev/streamc/compiler/build"
	"github.com/streamc-dev/streamc/dsl/diag"
)

func runBuild(c *call) int {
	target := build.Host()
	if text, ok := c.flags["target"]; ok {
		if target, ok = build.ParseTarget(text); !ok {
			return c.wrongUse("--target wants OS/ARCH, for example linux/arm64")
		}
	}
	builder, err := build.Open("", os.Environ())
	if err != nil {
		return c.fail(err)
	}
	defer builder.Close()
	status, seen := exitOK, map[string]string{}
	for _, path := range c.args {
		u, binary, s := c.binary(builder, path, target, compiler.Options{})
		if status = max(status, s); s != exitOK {
			continue
		}
		name := u.out.Package
		if first, twice := seen[name]; twice {
			return c.wrongUse(fmt.Sprintf("%s and %s both build a program called %s", first, path, name))
		}
		seen[name] = path
		to := c.destination(name, target)
		if err := install(binary, to); err != nil {
			return c.fail(err)
		}
		fmt.Fprintf(c.stdout, "%s -> %s\n", path, to)
	}
	return status
}

func install(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return fmt.Errorf("cannot write %s: %s", to, cause(err))
	}
	if err := build.Install(from, to); err != nil {
		return fmt.Errorf("cannot write %s: %s", to, cause(err))
	}
	return nil
}

// destination is where the binary of that name goes: -o names the file, or, with several files or an existing folder, the folder.
func (c *call) destination(name string, target build.Target) string {
	if target.OS == "windows" {
		name += ".exe"
	}
	o, given := c.flags["o"]
	if !given {
		return name
	}
	info, err := os.Stat(o)
	if len(c.args) > 1 || err == nil && info.IsDir() || o[len(o)-1] == filepath.Separator {
		return filepath.Join(o, name)
	}
	return o
}

// binary compiles and builds a file and gives the binary in the cache. What there is to say has been said when the status is not exitOK.
func (c *call) binary(builder *build.Builder, path string, target build.Target, opts compiler.Options) (*unit, string, int) {
	u, err := load(path, opts)
	if err != nil {
		return nil, "", c.fail(err)
	}
	if status := c.report(u.list, u.sources); status != exitOK {
		return nil, "", status
	}
	ctx, stop := signal.NotifyContext(stdcontext.Background(), os.Interrupt)
	defer stop()
	binary, problem := u.binary(ctx, builder, target)
	if problem != nil {
		return nil, "", c.report(diag.List{problem}, nil)
	}
	return u, binary, exitOK
}

// program is what build needs of a compiled program.
func program(out compiler.Output) build.Program {
	return build.Program{Name: out.Package, Library: out.Go, Main: out.Main}
}

func runRun(c *call) int {
	builder, err := build.Open("", os.Environ())
	if err != nil {
		return c.fail(err)
	}
	defer builder.Close()
	_, binary, status := c.binary(builder, c.args[0], build.Host(), compiler.Options{})
	if status != exitOK {
		return status
	}
	return c.become(binary, c.args[1:])
}

// become replaces streamc by the program, so that signals and the exit status are its own. Where that is not possible it runs beside it.
func (c *call) become(binary string, args []string) int {
	if runtime.GOOS != "windows" && c.stdin == os.Stdin && c.stdout == os.Stdout && c.stderr == os.Stderr {
		return c.fail(syscall.Exec(binary, append([]string{binary}, args...), os.Environ()))
	}
	cmd := exec.Command(binary, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = c.stdin, c.stdout, c.stderr
	err := cmd.Run()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		return ended.ExitCode()
	}
	if err != nil {
		return c.fail(err)
	}
	return exitOK
}
