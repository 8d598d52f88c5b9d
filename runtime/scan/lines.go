package scan

import (
	"bytes"
	"strings"
	"unsafe"
)

// Lines goes through the lines of a block.
//
//	for lines := scan.EachLine(block); lines.Next(); {
//		line := lines.Text()
type Lines struct {
	rest  []byte
	line  []byte
	whole bool // rest is one line
}

// EachLine starts before the first line of block. "\n" and "\r\n" end a line; behind the last line end there may be a line without one, unless it is empty.
func EachLine(block []byte) Lines { return Lines{rest: block} }

// WholeLine is a block that is one line, although it may hold line ends.
func WholeLine(block []byte) Lines { return Lines{rest: block, whole: true} }

// Next goes to the next line and reports whether there is one.
func (l *Lines) Next() bool {
	if len(l.rest) == 0 {
		return false
	}
	end := bytes.IndexByte(l.rest, '\n')
	if end < 0 || l.whole {
		l.line, l.rest = l.rest, nil
		return true
	}
	l.line, l.rest = l.rest[:end], l.rest[end+1:]
	if end > 0 && l.line[end-1] == '\r' {
		l.line = l.line[:end-1]
	}
	return true
}

// Text is the line without its end, a view of the block.
func (l *Lines) Text() string { return unsafe.String(unsafe.SliceData(l.line), len(l.line)) }

// Parts goes through what stands between separators.
//
//	for parts := scan.Split(line, ", "); parts.Next(); {
//		part := parts.Text()
type Parts struct {
	rest, separator, part string
	more                  bool
}

// Split takes text apart at each separator, which is not empty. Empty parts are kept; an empty text is one empty part.
func Split(text, separator string) Parts { return Parts{rest: text, separator: separator, more: true} }

// Next goes to the next part and reports whether there is one.
func (p *Parts) Next() bool {
	if !p.more {
		return false
	}
	var end int
	if len(p.separator) == 1 {
		end = indexByte(p.rest, p.separator[0])
	} else {
		end = strings.Index(p.rest, p.separator)
	}
	if end < 0 {
		p.part, p.rest, p.more = p.rest, "", false
		return true
	}
	p.part, p.rest = p.rest[:end], p.rest[end+len(p.separator):]
	return true
}

// Text is the part, a view of the text.
func (p *Parts) Text() string { return p.part }

// near is how far a loop over bytes is faster than to call the vector search of the standard library.
const near = 16

func indexByte(text string, wanted byte) int {
	for i := range min(len(text), near) {
		if text[i] == wanted {
			return i
		}
	}
	if len(text) <= near {
		return -1
	}
	if i := strings.IndexByte(text[near:], wanted); i >= 0 {
		return near + i
	}
	return -1
}
