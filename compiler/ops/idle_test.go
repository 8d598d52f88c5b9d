package ops_test

import (
	"testing"

	"github.com/streamc-dev/streamc/compiler/check"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl"
)

// TestIdleNoop holds which state functions are known to leave keys without new values alone.
func TestIdleNoop(t *testing.T) {
	for _, tc := range []struct {
		fn   string
		noop bool
	}{
		{"(values, old) => values.sum() + (old ?? 0)", true},
		{"(values, old) => (old ?? 0) + values.sum()", true},
		{"(values, old: int?) => (old ?? 0) + values.len()", true},
		{"(key, values, old: int?) => values.sum() + (old ?? 0)", true},
		{"(values, old: [int]?) => (old ?? []) + values", true},
		{"(values, old: int?) => if values.len() == 0 { old } else { values[0] }", true},
		{"(values, old: int?) => values.last() ?? old", true},
		{"total", true},
		{"early", true},
		{"(values, old: float?) => (old ?? 0.0) + values.len()", false}, // -0.0 would become 0.0
		{"(values, old) => values.sum() + (old ?? 0) + 1", false},
		{"(values, old: int?) => values.sum()", false},
		{"(values, old: time?) => now()", false},
		{"(values, old: int?) => if values.len() == 0 { none } else { old }", false},
		{"(values, old: int?) => old ?? 0 - 1", false},
		{"(values, old: int?) => (old ?? 0) * 2", false},
	} {
		program := `batch 1s
checkpoint "ck"
func total(values: [int], old: int?) -> int? = values.sum() + (old ?? 0)
func early(values: [int], old: int?) -> int? {
    if old == none { return values.sum() }
    return values.sum() + old
}
pairs = input((string, int))
pairs.updateStateByKey(` + tc.fn + `, unbounded: true).print()
`
		file, _ := dsl.Parse("idle.pipe", []byte(program))
		p, list := check.Check(file, check.Options{})
		if len(list) > 0 {
			t.Errorf("%s: %v", tc.fn, list)
			continue
		}
		for _, n := range p.Nodes {
			if k, ok := n.Kind.(*plan.UpdateState); ok && k.IdleNoop != tc.noop {
				t.Errorf("%s: idle keys stay unchanged: %v, wanted %v", tc.fn, k.IdleNoop, tc.noop)
			}
		}
	}
}
