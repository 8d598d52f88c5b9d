package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

// feedText is what `streamc feed` and `streamc demo` serve when nothing else is named.
const feedText = `the quick brown fox jumps over the lazy dog
to be or not to be that is the question
a stream of words is counted batch by batch
the same words come back and are counted again
nothing is lost and nothing is counted twice
`

func runFeed(c *call) int {
	rate, err := strconv.Atoi(c.option("rate", "10"))
	if err != nil || rate < 0 {
		return c.wrongUse("--rate wants a number of lines a second, 0 or more")
	}
	source, err := c.feedSource()
	if err != nil {
		return c.fail(err)
	}
	address := net.JoinHostPort(c.option("host", "localhost"), c.option("port", "9999"))
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return c.fail(fmt.Errorf("cannot listen on %s: %s (another port: --port 9998; any free one: --port 0)", address, cause(err)))
	}
	defer listener.Close()
	if c.option("port", "9999") == "0" {
		fmt.Fprintln(c.stdout, listener.Addr().(*net.TCPAddr).Port)
	} else {
		fmt.Fprintf(c.stderr, "serving lines on %s; Ctrl-C ends it\n", address)
	}
	if err := feed(listener, source, rate); err != nil {
		return c.fail(err)
	}
	return exitOK
}

func (c *call) option(name, otherwise string) string {
	if v, ok := c.flags[name]; ok {
		return v
	}
	return otherwise
}

// feedSource opens what is to be served. A built-in text has no end.
func (c *call) feedSource() (io.Reader, error) {
	switch {
	case len(c.args) == 0:
		return &looped{open: func() (io.Reader, error) { return strings.NewReader(feedText), nil }}, nil
	case c.args[0] == "-":
		return c.stdin, nil
	}
	name := c.args[0]
	open := func() (io.Reader, error) { return os.Open(name) }
	if c.has("loop") {
		return &looped{open: open}, nil
	}
	return open()
}

// looped reads a source again and again. A source that gives nothing ends it.
type looped struct {
	open func() (io.Reader, error)
	now  io.Reader
	any  bool // the present pass has given something
}

func (l *looped) Read(p []byte) (int, error) {
	for {
		if l.now == nil {
			next, err := l.open()
			if err != nil {
				return 0, err
			}
			l.now, l.any = next, false
		}
		n, err := l.now.Read(p)
		if n > 0 {
			l.any = true
			return n, nil
		}
		if err == nil {
			continue
		}
		if closer, ok := l.now.(io.Closer); ok {
			closer.Close()
		}
		if !errors.Is(err, io.EOF) || !l.any {
			return 0, err
		}
		l.now = nil
	}
}

// feed serves the lines of source to whoever connects, one peer at a time, until the source ends. A line that a peer did not take is offered to the next one.
func feed(listener net.Listener, source io.Reader, rate int) error {
	in := bufio.NewReaderSize(source, 256<<10)
	var line []byte
	for {
		peer, err := listener.Accept()
		if err != nil {
			return err
		}
		var ended bool
		line, ended, err = serve(peer, in, line, rate)
		peer.Close()
		if ended {
			return err
		}
	}
}

// serve sends lines to a peer until it goes away (then the line that it did not take is returned) or the source ends.
func serve(peer net.Conn, in *bufio.Reader, line []byte, rate int) (unsent []byte, ended bool, err error) {
	out := bufio.NewWriterSize(peer, 256<<10)
	var pace *time.Ticker
	if rate > 0 {
		pace = time.NewTicker(max(time.Second/time.Duration(rate), 1))
		defer pace.Stop()
	}
	for {
		if line == nil {
			line, err = in.ReadBytes('\n')
			if len(line) == 0 && err != nil {
				flushed := out.Flush()
				if errors.Is(err, io.EOF) {
					err = flushed
				}
				return nil, true, err
			}
		}
		_, failed := out.Write(line)
		if failed == nil && (pace != nil || in.Buffered() == 0) {
			failed = out.Flush()
		}
		if failed != nil {
			return line, false, nil
		}
		line = nil
		if pace != nil {
			<-pace.C
		}
	}
}

// cause is the innermost part of a network error: what went wrong without the operation and the address around it.
func cause(err error) error {
	for errors.Unwrap(err) != nil {
		err = errors.Unwrap(err)
	}
	return err
}
