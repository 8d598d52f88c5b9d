package compiler_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// expectRefused demands an error with one of the codes' beginnings that the case names.
func expectRefused(t *testing.T, c *conformanceCase, list diag.List) {
	t.Helper()
	fits := slices.ContainsFunc(list, func(d *diag.Diagnostic) bool {
		return d.Severity == diag.Error && slices.ContainsFunc(c.ExpectError.Codes, func(p string) bool { return strings.HasPrefix(d.Code, p) })
	})
	if !fits {
		t.Errorf("an error %v is wanted, got %v", c.ExpectError.Codes, list)
	}
}
