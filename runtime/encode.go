package runtime

import (
	"encoding/binary"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Writer collects the bytes of a state.
type Writer struct{ buf []byte }

// Int writes an int.
func (w *Writer) Int(v int64) { w.buf = binary.AppendVarint(w.buf, v) }

// Bool writes a bool.
func (w *Writer) Bool(v bool) { w.buf = fn.AppendKeyBool(w.buf, v) }

// String writes a string.
func (w *Writer) String(v string) {
	w.Int(int64(len(v)))
	w.buf = append(w.buf, v...)
}

// Reader reads what Writer wrote. After the first damage everything is zero, and bad is set.
type Reader struct {
	buf []byte
	bad bool
}

// Int reads an int.
func (r *Reader) Int() int64 {
	v, n := binary.Varint(r.buf)
	if n <= 0 {
		r.bad, r.buf = true, nil
		return 0
	}
	r.buf = r.buf[n:]
	return v
}

// Count reads a number of things, each of which has a byte or more.
func (r *Reader) Count() int {
	n := r.Int()
	if n < 0 || n > int64(len(r.buf)) {
		r.bad, r.buf = true, nil
		return 0
	}
	return int(n)
}

// Bool reads a bool.
func (r *Reader) Bool() bool {
	if len(r.buf) == 0 || r.buf[0] > 1 {
		r.bad, r.buf = true, nil
		return false
	}
	v := r.buf[0] == 1
	r.buf = r.buf[1:]
	return v
}

// String reads a string.
func (r *Reader) String() string {
	n := r.Count()
	v := string(r.buf[:n])
	r.buf = r.buf[n:]
	return v
}

func readValue[T any](r *Reader, t *fn.Type[T]) T {
	if r.bad {
		var zero T
		return zero
	}
	v, rest, err := t.ParseBinary(r.buf)
	if err != nil {
		r.bad, r.buf = true, nil
		return v
	}
	r.buf = rest
	return v
}

func writeRows[T any](w *Writer, t *fn.Type[T], rows []T) {
	w.Int(int64(len(rows)))
	for _, row := range rows {
		w.buf = t.AppendBinary(w.buf, row)
	}
}

func readRows[T any](r *Reader, t *fn.Type[T]) []T {
	var rows []T
	for range r.Count() {
		rows = append(rows, readValue(r, t))
	}
	return rows
}
