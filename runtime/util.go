package runtime

import (
	"strconv"
	"strings"
	"unsafe"

	"github.com/streamc-dev/streamc/runtime/fn"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func compareStrings(a, b string) int { return strings.Compare(a, b) }

// borrow is b as a string without a copy: b must not change while the string is in use.
func borrow(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func own[T any](t *fn.Type[T], v T) T {
	if t.Own == nil {
		return v
	}
	return t.Own(v)
}

// cutRow is what an error row shows of a row; it owns its memory.
func cutRow(row string) string {
	if len(row) <= Limits.RowBytes {
		return strings.Clone(row)
	}
	end := Limits.RowBytes
	for end > 0 && row[end]&0xC0 == 0x80 {
		end--
	}
	return row[:end] + "…"
}

// panicFault is a panic as a fault.
func panicFault(p any) *fn.Fault {
	var text string
	switch v := p.(type) {
	case error:
		text = v.Error()
	case string:
		text = v
	case interface{ String() string }:
		text = v.String()
	default:
		text = "a value without text"
	}
	return &fn.Fault{Code: fn.CodePanic, Reason: "a function panicked: " + text}
}

// nearest is the name in names that text probably means, or "".
func nearest(text string, names []string) string {
	best, distance := "", 3
	for _, name := range names {
		if d := editDistance(text, name); d < distance {
			best, distance = name, d
		}
	}
	return best
}

func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
