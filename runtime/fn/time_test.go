package fn

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

func TestCivilAgreesWithTime(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 1))
	for range 5000 {
		at := int64(g.Uint64())
		want := time.Unix(0, at).UTC()
		c := CivilOf(Time(at), nil)
		got := time.Date(c.Year, time.Month(c.Month), c.Day, c.Hour, c.Minute, c.Second, c.Nano, time.UTC)
		if !got.Equal(want) || c.weekday() != (int(want.Weekday())+6)%7 || c.number('D') != want.YearDay() {
			t.Fatalf("%d: got %v, want %v", at, got, want)
		}
		if back, ok := c.Time(nil); !ok || back != Time(at) {
			t.Fatalf("%d: back %d, %v", at, back, ok)
		}
		text := string(AppendTime(nil, Time(at)))
		if text != want.Format(time.RFC3339Nano) {
			t.Fatalf("%s, want %s", text, want.Format(time.RFC3339Nano))
		}
		if back, ok := ParseTime(text); !ok || back != Time(at) {
			t.Fatalf("%s: back %d, %v", text, back, ok)
		}
	}
}

func TestParseTimeRefuses(t *testing.T) {
	for _, text := range []string{"", "2026", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00Zx",
		"2026-01-01T00:00:00.Z", "1600-01-01T00:00:00Z", "2300-01-01T00:00:00Z", "2026-01-01T00:00:00+99:00"} {
		if v, ok := ParseTime(text); ok {
			t.Errorf("%q is %s", text, AppendTime(nil, v))
		}
	}
}

func TestPatterns(t *testing.T) {
	at, _ := ParseTime("2026-03-05T14:07:09.123456789Z")
	for _, c := range []struct{ pattern, want string }{
		{"yyyy-MM-dd HH:mm:ss", "2026-03-05 15:07:09"},
		{"dd/MMM/yyyy:HH:mm:ss Z", "05/Mar/2026:15:07:09 +0100"},
		{"d.M.yy H:m:s", "5.3.26 15:7:9"},
		{"EEE, EEEE d MMMM", "Thu, Thursday 5 March"},
		{"hh:mm a", "03:07 PM"},
		{"SSS SSSSSSSSS S", "123 123456789 1"},
		{"X XX XXX x", "+01 +0100 +01:00 +01"},
		{"DDD", "064"},
		{"'day' d 'o''clock' ''", "day 5 o'clock '"},
		{"yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2026-03-05T15:07:09.123+01:00"},
	} {
		if err := CheckPattern(c.pattern); err != nil {
			t.Errorf("%s: %v", c.pattern, err)
		}
		if got := FormatTime(at, c.pattern, FixedZone(3600)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.pattern, got, c.want)
		}
	}
	if got := FormatTime(at, "X x", nil); got != "Z +00" {
		t.Error(got)
	}
	for _, pattern := range []string{"yyyyy", "bb", "'x", "SSSSSSSSSS"} {
		if CheckPattern(pattern) == nil {
			t.Errorf("%s is accepted", pattern)
		}
	}
}

func TestParsePatterns(t *testing.T) {
	for _, c := range []struct{ text, pattern, want string }{
		{"05/Mar/2026:15:07:09 +0100", "dd/MMM/yyyy:HH:mm:ss Z", "2026-03-05T14:07:09Z"},
		{"2026-03-05 14:07", "yyyy-MM-dd HH:mm", "2026-03-05T12:07:00Z"},
		{"5.3.26", "d.M.yy", "2026-03-04T22:00:00Z"},
		{"12:05 AM", "hh:mm a", "1969-12-31T22:05:00Z"},
		{"12:05 pm", "hh:mm a", "1970-01-01T10:05:00Z"},
		{"Thu, 5 March 2026", "EEE, d MMMM yyyy", "2026-03-04T22:00:00Z"},
		{"2026-03-05T14:07:09.123Z", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2026-03-05T14:07:09.123Z"},
		{"2026 064 Z", "yyyy DDD X", "2026-03-05T00:00:00Z"},
		{"2026-02-30", "yyyy-MM-dd", "none"},
		{"2026-03-05x", "yyyy-MM-dd", "none"},
		{"2026-3-05", "yyyy-MM-dd", "none"},
		{"13:00 AM", "hh:mm a", "none"},
		{"Foo", "MMM", "none"},
		{"", "yyyy", "none"},
	} {
		if got := OptOf(TimeType).Text(ParseTimeAs(c.text, c.pattern, FixedZone(7200))); got != c.want {
			t.Errorf("%q by %s: got %s, want %s", c.text, c.pattern, got, c.want)
		}
	}
}

func TestFloorTime(t *testing.T) {
	for _, c := range []struct {
		t    Time
		d    Duration
		want Time
	}{{7, 5, 5}, {-1, 5, -5}, {-5, 5, -5}, {0, 5, 0}} {
		if got, fault := FloorTime(c.t, c.d); got != c.want || fault != nil {
			t.Errorf("floor(%d, %d) = %d, %v", c.t, c.d, got, fault)
		}
	}
	if _, fault := FloorTime(1, 0); fault == nil {
		t.Error("floor by 0s")
	}
	if _, fault := FloorTime(math.MinInt64, Day); fault == nil || fault.Code != CodeOverflow {
		t.Errorf("floor out of range: %v", fault)
	}
	if _, fault := ToTime(math.MaxInt64); fault == nil {
		t.Error("toTime out of range")
	}
	if TimeMillis(-1) != -1 || DurationMillis(-1) != 0 {
		t.Error("ms")
	}
}
