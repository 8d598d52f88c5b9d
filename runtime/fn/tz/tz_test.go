package tz

import (
	"testing"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Local times around the two changes of 2026 in Brussels: the one that does not exist and the one that exists twice are taken with the offset before the change.
func TestLocalTimes(t *testing.T) {
	zone, err := Load("Europe/Brussels")
	if err != nil {
		t.Fatal(err)
	}
	for local, want := range map[string]string{
		"2026-01-01 12:00": "2026-01-01T11:00:00Z",
		"2026-07-01 12:00": "2026-07-01T10:00:00Z",
		"2026-03-29 01:59": "2026-03-29T00:59:00Z",
		"2026-03-29 02:30": "2026-03-29T01:30:00Z",
		"2026-03-29 03:00": "2026-03-29T01:00:00Z",
		"2026-10-25 01:59": "2026-10-24T23:59:00Z",
		"2026-10-25 02:30": "2026-10-25T00:30:00Z",
		"2026-10-25 03:00": "2026-10-25T02:00:00Z",
	} {
		got := fn.ParseTimeAs(local, "yyyy-MM-dd HH:mm", zone)
		if text := fn.OptOf(fn.TimeType).Text(got); text != want {
			t.Errorf("%s: got %s, want %s", local, text, want)
		}
	}
}

func TestNoSuchZone(t *testing.T) {
	for _, name := range []string{"Europe/Brusels", "Local", "../etc/passwd"} {
		if _, err := Load(name); err == nil {
			t.Errorf("%s is a zone", name)
		}
	}
	if zone := MustLoad("UTC"); zone != nil {
		t.Error("UTC is not the nil zone")
	}
}
