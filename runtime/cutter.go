package runtime

import (
	"bytes"
	"errors"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/scan"
)

// cutter makes blocks of whole lines of what it reads. It keeps the line that has no end yet. The caller holds a lock: several workers share a cutter, each with a
// buffer of its own.
type cutter struct {
	hold     []byte // the beginning of a line
	skipping bool   // in a line that is too long: up to its end nothing counts
	tooLong  func(start []byte)
}

func newBuffer() []byte { return make([]byte, 0, Limits.BlockBytes+scan.Padding) }

// next reads until it has a line end, into buf, which it may exchange for another buffer. With an error of read the block may be empty; io.EOF and other errors that end
// the input give the last line even if it has no end.
func (c *cutter) next(buf *[]byte, read func([]byte) (int, error)) (block []byte, err error) {
	*buf, c.hold = c.hold, (*buf)[:0]
	for {
		c.room(buf)
		from := len(*buf)
		n, err := read((*buf)[from : cap(*buf)-scan.Padding])
		*buf = (*buf)[:from+n]
		if c.skipping {
			c.skip(buf, from)
		}
		if end := bytes.LastIndexByte((*buf)[min(from, len(*buf)):], '\n'); end >= 0 {
			end += from + 1
			c.hold = append(c.hold, (*buf)[end:]...)
			return (*buf)[:end], err
		}
		switch {
		case err != nil && !isTimeout(err): // the input has ended
			c.skipping = false
			return *buf, err
		case err != nil:
			*buf, c.hold = c.hold, *buf
			return nil, err
		case len(*buf) >= Limits.LineBytes:
			c.tooLong(*buf)
			*buf, c.skipping = (*buf)[:0], true
		}
	}
}

// room makes the buffer larger where a line needs it.
func (c *cutter) room(buf *[]byte) {
	if cap(*buf) < Limits.BlockBytes+scan.Padding {
		*buf = append(newBuffer(), *buf...)
	}
	if len(*buf) >= cap(*buf)-scan.Padding {
		*buf = append(make([]byte, 0, min(2*cap(*buf), Limits.LineBytes+Limits.BlockBytes)+scan.Padding), *buf...)
	}
}

// skip drops what belongs to a line that is too long.
func (c *cutter) skip(buf *[]byte, from int) {
	end := bytes.IndexByte((*buf)[from:], '\n')
	if end < 0 {
		*buf = (*buf)[:0]
		return
	}
	*buf = append((*buf)[:0], (*buf)[from+end+1:]...)
	c.skipping = false
}

// rest gives the line without an end that is held, at the end of the input.
func (c *cutter) rest() []byte {
	line := c.hold
	c.hold, c.skipping = nil, false
	return line
}

// lineFault is the fault of a line that is too long.
func lineFault() *fn.Fault {
	return fault(CodeLine, "a line of more than "+itoa(int64(Limits.LineBytes>>20))+" MiB: the rest of it is skipped")
}

// errInterrupted is the error of a read that was given up because its batch ends.
var errInterrupted = errors.New("interrupted")

func isTimeout(err error) bool {
	if errors.Is(err, errInterrupted) {
		return true
	}
	var timeout interface{ Timeout() bool }
	return errors.As(err, &timeout) && timeout.Timeout()
}
