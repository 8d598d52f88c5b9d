package re

import (
	"regexp"
	"slices"
	"testing"

	"github.com/streamc-dev/streamc/runtime/fn"
)

func TestFind(t *testing.T) {
	digits := regexp.MustCompile("[0-9]*")
	if got := Find(digits, "a1"); got != fn.Some("") {
		t.Errorf("an empty match is a match: %v", got)
	}
	if got := Find(regexp.MustCompile("x"), "a1"); got.OK {
		t.Errorf("found %v", got)
	}
	if got := FindAll(regexp.MustCompile("."), "aé"); !slices.Equal(got, []string{"a", "é"}) {
		t.Errorf("got %v", got)
	}
}
