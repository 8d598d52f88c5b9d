package main

import (
	"bufio"
	stdcontext "context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/streamc-dev/streamc"
	"github.com/streamc-dev/streamc/compiler"
	"github.com/streamc-dev/streamc/compiler/build"
)

// demoRate is how many lines a second the demo serves.
const demoRate = 20

// runDemo serves lines on a free port of this machine, compiles a copy of the word count for that port, and runs it for a few batches.
func runDemo(c *call) int {
	batches, err := strconv.Atoi(c.option("batches", "3"))
	if err != nil || batches < 1 {
		return c.wrongUse("--batches wants a number of batches, 1 or more")
	}
	dir, err := os.MkdirTemp("", "streamc-demo-")
	if err != nil {
		return c.fail(err)
	}
	defer os.RemoveAll(dir)
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return c.fail(err)
	}
	defer listener.Close()
	port := listener.Addr().(*net.TCPAddr).Port
	file := filepath.Join(dir, "wordcount.pipe")
	source := demoSource(string(streamc.WordCount()), port)
	if err := os.WriteFile(file, []byte(source), 0o666); err != nil {
		return c.fail(err)
	}
	fmt.Fprintf(c.stdout, "This is the program; in this repository it is pipelines/wordcount.pipe:\n\n%s\n", indent(withoutTests(source)))
	binary, status := c.demoBuild(file)
	if status != exitOK {
		return status
	}
	fmt.Fprintf(c.stdout, "Serving lines on localhost:%d, and counting their words for %s:\n\n", port, batchesText(batches))
	text := &looped{open: func() (io.Reader, error) { return strings.NewReader(feedText), nil }}
	go func() { _ = feed(listener, text, demoRate) }() // it ends when the listener is closed
	if err := c.demoRun(binary, dir, batches); err != nil {
		return c.fail(err)
	}
	fmt.Fprint(c.stdout, demoNext)
	return exitOK
}

const demoNext = `That was one pipeline, compiled to Go and to a binary of its own. What to try next:

  streamc new words             writes a first pipeline with a test
  streamc test words.pipe       runs its test, without a socket and without waiting
  streamc feed                  serves lines on port 9999, in another terminal
  streamc run words.pipe        counts them
  streamc dump go words.pipe    shows the Go that it becomes
`

// demoSource is the word count with the demo's port and batches of a second, so that nobody waits.
func demoSource(text string, port int) string {
	return strings.NewReplacer("9999", strconv.Itoa(port), "batch 5s", "batch 1s", "five seconds", "a second").Replace(text)
}

func batchesText(n int) string {
	if n == 1 {
		return "1 batch"
	}
	return fmt.Sprintf("%d batches", n)
}

// withoutTests is a program up to its first test block.
func withoutTests(text string) string {
	before, _, _ := strings.Cut(text, "\ntest ")
	return strings.TrimSpace(before) + "\n"
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ") + "\n"
}

// demoBuild builds the program and says what it is doing: the first build also compiles Go's library, which takes a while.
func (c *call) demoBuild(file string) (string, int) {
	builder, err := build.Open("", os.Environ())
	if err != nil {
		return "", c.fail(err)
	}
	fmt.Fprintln(c.stdout, "Compiling it to Go and to a binary (the first time this takes up to a minute) …")
	began := time.Now()
	_, binary, status := c.binary(builder, file, build.Host(), compiler.Options{})
	if status == exitOK {
		fmt.Fprintf(c.stdout, "done in %.1f s.\n\n", time.Since(began).Seconds())
	}
	return binary, status
}

// demoRun runs the binary until it has shown so many batches, then stops it as Ctrl-C would.
func (c *call) demoRun(binary, dir string, batches int) error {
	ctx, cancel := stdcontext.WithTimeout(stdcontext.Background(), time.Duration(batches)*10*time.Second+30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary)
	cmd.Dir, cmd.Stderr = dir, c.stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	shown := 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if shown > batches {
			continue // the rest of what it prints while it stops
		}
		line := lines.Text()
		if line == "" {
			shown++ // a batch ends with an empty line
		}
		fmt.Fprintln(c.stdout, line)
		if shown == batches {
			shown++
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				return err
			}
		}
	}
	return cmd.Wait()
}
