package fn

import "time"

// TimeMillis is t in ms since 1970, rounded down.
func TimeMillis(t Time) int64 {
	ms, _ := floorDiv(int64(t), int64(Millisecond))
	return ms
}

// DurationMillis is d in ms, rounded towards zero.
func DurationMillis(d Duration) int64 { return int64(d / Millisecond) }

// DurationSeconds is d in seconds.
func DurationSeconds(d Duration) float64 { return float64(d) / float64(Second) }

// FloorTime is the latest multiple of d since 1970 that is not after t.
func FloorTime(t Time, d Duration) (Time, *Fault) {
	if d <= 0 {
		return 0, FaultConversion(string(AppendDuration(nil, d)), "the step of floor, which must be greater than 0s")
	}
	quotient, _ := floorDiv(int64(t), int64(d))
	if v, ok := Mul(quotient, int64(d)); ok {
		return Time(v), nil
	}
	return 0, FaultOverflow("floor")
}

// TimeOf is the time that text, which the compiler has checked, stands for.
func TimeOf(text string) Time {
	t, _ := ParseTime(text)
	return t
}

// The parts of local time in zone.

// Year is the year of t.
func Year(t Time, zone Zone) int64 { return int64(CivilOf(t, zone).Year) }

// Month is the month of t, from 1.
func Month(t Time, zone Zone) int64 { return int64(CivilOf(t, zone).Month) }

// DayOfMonth is the day of t, from 1.
func DayOfMonth(t Time, zone Zone) int64 { return int64(CivilOf(t, zone).Day) }

// HourOf is the hour of t.
func HourOf(t Time, zone Zone) int64 { return int64(CivilOf(t, zone).Hour) }

// MinuteOf is the minute of t.
func MinuteOf(t Time, zone Zone) int64 { return int64(CivilOf(t, zone).Minute) }

// SecondOf is the second of t.
func SecondOf(t Time, zone Zone) int64 { return int64(CivilOf(t, zone).Second) }

// Weekday is the day of the week of t, Monday is 0 (as in Python and Spark's weekday).
func Weekday(t Time, zone Zone) int64 { return int64(CivilOf(t, zone).weekday()) }

// weekday counts from Monday, 0. 1970-01-01 was a Thursday.
func (c Civil) weekday() int {
	_, day := floorDiv(daysOfDate(c.Year, c.Month, c.Day)+3, 7)
	return int(day)
}

// TimeOfGo is a time of Go, which may lie outside the years of the language.
func TimeOfGo(t time.Time) (Time, *Fault) {
	if at, ok := timeOfSeconds(t.Unix(), t.Nanosecond()); ok {
		return at, nil
	}
	return 0, FaultConversion(t.UTC().Format(time.RFC3339), "a time between 1678 and 2262")
}
