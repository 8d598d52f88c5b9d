package ops

import (
	"fmt"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// The messages of lowering: what a signature cannot say.

func badPort(at diag.Span, n int64) *diag.Diagnostic {
	return diag.New("E0708", at, fmt.Sprintf("%d is no port number", n)).WithHint("a port is a number from 1 to 65535")
}

func tooSmall(at diag.Span, what string, n, low int64) *diag.Diagnostic {
	return diag.New("E0710", at, fmt.Sprintf("%s is %d", what, n)).WithHint(fmt.Sprintf("it must be %d or more", low))
}

func emptyPath(at diag.Span, op string) *diag.Diagnostic {
	return diag.New("E0709", at, fmt.Sprintf("the path of `%s` is empty", op)).WithHint("`\".\"` is the folder in which the program runs")
}
