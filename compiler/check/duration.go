package check

import (
	"strconv"
	"strings"
	"time"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// parseDuration reads a duration as it is written: `1m30s`, `1d`.
func parseDuration(text string) (fn.Duration, bool) {
	units := map[string]time.Duration{"ns": 1, "us": time.Microsecond, "ms": time.Millisecond, "s": time.Second, "m": time.Minute, "h": time.Hour, "d": 24 * time.Hour}
	total := int64(0)
	for text != "" {
		digits := strings.TrimLeft(text, "0123456789_")
		n, err := strconv.ParseInt(strings.ReplaceAll(text[:len(text)-len(digits)], "_", ""), 10, 64)
		if err != nil {
			return 0, false
		}
		rest := strings.TrimLeft(digits, "nusmhd")
		unit := units[digits[:len(digits)-len(rest)]]
		part, ok := fn.Mul(n, int64(unit))
		if unit == 0 || !ok {
			return 0, false
		}
		if total, ok = fn.Add(total, part); !ok {
			return 0, false
		}
		text = rest
	}
	return fn.Duration(total), true
}
