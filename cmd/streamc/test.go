package main

import (
	"bytes"
	stdcontext "context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/streamc-dev/streamc/compiler"
	"github.com/streamc-dev/streamc/compiler/build"
	"github.com/streamc-dev/streamc/compiler/interp"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// testTimeout bounds one test: a replay takes milliseconds, so one that takes this long hangs.
const testTimeout = time.Minute

func runTest(c *call) int {
	builder, err := build.Open("", os.Environ())
	if err != nil {
		return c.fail(err)
	}
	defer builder.Close()
	status := exitOK
	for _, path := range c.args {
		status = max(status, c.testFile(builder, path))
	}
	return status
}

// testFile runs the tests of one file against its binary.
func (c *call) testFile(builder *build.Builder, path string) int {
	began := time.Now()
	u, err := load(path, compiler.Options{TestOutputs: true})
	if err != nil {
		return c.fail(err)
	}
	if status := c.report(u.list, u.sources); status != exitOK {
		fmt.Fprintf(c.stdout, "FAIL  %s  does not compile\n", path)
		return status
	}
	tests := c.chosen(u.out.Plan.Tests)
	if len(tests) == 0 {
		fmt.Fprintf(c.stdout, "?     %s  no tests\n", path)
		return exitOK
	}
	binary, problem := u.binary(stdcontext.Background(), builder, build.Host())
	if problem != nil {
		return c.report(diag.List{problem}, nil)
	}
	status, failed := exitOK, 0
	for _, t := range tests {
		s := c.runOne(u, t, binary)
		if status = max(status, s); s != exitOK {
			failed++
		}
	}
	took := fmt.Sprintf("%.1fs", time.Since(began).Seconds())
	if failed > 0 {
		fmt.Fprintf(c.stdout, "FAIL  %s  %d of %s failed  %s\n", path, failed, counted(len(tests), "test"), took)
	} else {
		fmt.Fprintf(c.stdout, "ok    %s  %s  %s\n", path, counted(len(tests), "test"), took)
	}
	return status
}

func (c *call) chosen(tests []*plan.Test) []*plan.Test {
	var out []*plan.Test
	for _, t := range tests {
		if strings.Contains(t.Name, c.flags["run"]) {
			out = append(out, t)
		}
	}
	return out
}

// runOne replays one test and says what differs.
func (c *call) runOne(u *unit, t *plan.Test, binary string) int {
	script := interp.ScriptOf(t)
	out, said, err := replay(binary, script)
	if err != nil {
		fmt.Fprintf(c.stderr, "%s: test %q: %s\n", u.path, t.Name, err)
		return exitInternal
	}
	failures, err := script.Judge(out)
	if err != nil {
		fmt.Fprintf(c.stderr, "%s: test %q: %s\n%s", u.path, t.Name, err, said)
		return exitInternal
	}
	if len(failures) == 0 && interp.Ending(out) == nil {
		return exitOK
	}
	fmt.Fprintf(c.stdout, "--- %s:%d: test %q\n", u.path, t.Span.Start.Line, t.Name)
	for _, f := range failures {
		fmt.Fprintf(c.stdout, "    %s:%d: %s\n", shown(filepath.Dir(u.path), f.Span.File), f.Span.Start.Line, f.Message)
		for _, row := range f.Rows {
			fmt.Fprintln(c.stdout, "        "+c.paintRow(row))
		}
	}
	if end := interp.Ending(out); end != nil {
		fmt.Fprintf(c.stdout, "    the program ended: %s\n", end)
	}
	return exitUser
}

// paintRow colours a row of a difference on a terminal.
func (c *call) paintRow(row string) string {
	if !color(c.stdout) {
		return row
	}
	if row[0] == '-' {
		return "\x1b[31m" + row + "\x1b[0m"
	}
	return "\x1b[32m" + row + "\x1b[0m"
}

// replay runs a binary on a script in an empty directory and gives the lines that it prints, and what it says on stderr.
func replay(binary string, script *interp.Script) (lines []string, said string, err error) {
	dir, err := os.MkdirTemp("", "streamc-test-")
	if err != nil {
		return nil, "", err
	}
	defer os.RemoveAll(dir)
	work := filepath.Join(dir, "work")
	if err := os.Mkdir(work, 0o777); err != nil {
		return nil, "", err
	}
	args := []string{"--replay", "-", "--checkpoint", filepath.Join(dir, "checkpoint")}
	for _, p := range script.Params {
		args = append(args, "--"+flagName(p.Name)+"="+p.Value)
	}
	ctx, cancel := stdcontext.WithTimeout(stdcontext.Background(), testTimeout)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = work, strings.NewReader(strings.Join(script.Lines, "\n")), &stdout, &stderr
	err = cmd.Run()
	var ended *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, "", fmt.Errorf("the program took longer than %s", testTimeout)
	case errors.As(err, &ended) && ended.ExitCode() == 1:
		err = nil // a failed batch: the output tells
	case err != nil:
		return nil, "", fmt.Errorf("the program ended with %s: %s", err, strings.TrimSpace(stderr.String()))
	}
	return strings.Split(stdout.String(), "\n"), stderr.String(), nil
}

// flagName is the flag of a parameter: maxRows is --max-rows.
func flagName(param string) string {
	var out strings.Builder
	for _, r := range param {
		if 'A' <= r && r <= 'Z' {
			out.WriteByte('-')
			r += 'a' - 'A'
		}
		out.WriteRune(r)
	}
	return out.String()
}
