package dsl

import (
	"testing"
)

// checkStable demands that printing changes no tree, and that printing twice changes nothing. It returns what was printed.
func checkStable(t *testing.T, name, text string) string {
	t.Helper()
	file, list := Parse(name, []byte(text))
	if list.HasErrors() {
		t.Fatalf("%s: %v", name, list[0])
	}
	printed := Format(file)
	again, list := Parse(name, []byte(printed))
	if list.HasErrors() {
		t.Fatalf("%s: printing gave an error: %v\nsource:\n%s\nprinted:\n%s", name, list[0], text, printed)
	}
	if want, got := Dump(file), Dump(again); want != got {
		t.Fatalf("%s: printing changed the tree\nsource:\n%s\nprinted:\n%s\ntree:\n%s\nafter:\n%s", name, text, printed, want, got)
	}
	if len(file.Comments) != len(again.Comments) {
		t.Fatalf("%s: %d comments became %d\nsource:\n%s\nprinted:\n%s", name, len(file.Comments), len(again.Comments), text, printed)
	}
	if twice := Format(again); twice != printed {
		t.Fatalf("%s: printing twice gave another text\nsource:\n%s\nonce:\n%s\ntwice:\n%s", name, text, printed, twice)
	}
	return printed
}

func TestExamplesAreFormatted(t *testing.T) {
	for name, text := range examples(t) {
		if printed := checkStable(t, name, text); printed != text {
			t.Errorf("%s is not as Format prints it:\n%s", name, printed)
		}
	}
}
