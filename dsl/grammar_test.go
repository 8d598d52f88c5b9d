package dsl

import (
	"os"
	"path/filepath"
	"testing"
)

// TestGrammarIsCommitted compares docs/grammar.ebnf with the grammar; -update writes it.
func TestGrammarIsCommitted(t *testing.T) {
	path := filepath.Join("..", "docs", "grammar.ebnf")
	if *update {
		if err := os.WriteFile(path, []byte(Grammar()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := Grammar(); got != string(want) {
		t.Errorf("docs/grammar.ebnf is not the grammar (run the test with -update):\n%s", got)
	}
}
