package fn

// Zone gives the offset of local time from UTC, in seconds east, at a point in time. A nil Zone is UTC.
type Zone func(t Time) int

// FixedZone is a zone with one offset, in seconds east.
func FixedZone(offset int) Zone { return func(Time) int { return offset } }

func (z Zone) offset(t Time) int {
	if z == nil {
		return 0
	}
	return z(t)
}

// Civil is a date and time of day of the proleptic Gregorian calendar. Month and Day count from 1; Offset is that of local time, in seconds east of UTC.
type Civil struct {
	Year, Month, Day     int
	Hour, Minute, Second int
	Nano                 int
	Offset               int
}

const secondsPerDay = 86400

// CivilOf is the local date and time of t in zone.
func CivilOf(t Time, zone Zone) Civil {
	offset := zone.offset(t)
	seconds, nano := floorDiv(int64(t), int64(Second))
	days, rest := floorDiv(seconds+int64(offset), secondsPerDay)
	c := Civil{Nano: int(nano), Offset: offset, Hour: int(rest / 3600), Minute: int(rest / 60 % 60), Second: int(rest % 60)}
	c.Year, c.Month, c.Day = dateOfDays(days)
	return c
}

// Time is the point in time of c in zone (c.Offset is not looked at); false when it is outside the range of Time. A local time that does not exist or exists
// twice is taken with the offset that holds just before the change.
func (c Civil) Time(zone Zone) (Time, bool) {
	seconds := daysOfDate(c.Year, c.Month, c.Day)*secondsPerDay + int64(c.Hour)*3600 + int64(c.Minute)*60 + int64(c.Second)
	local, ok := timeOfSeconds(seconds, c.Nano)
	if !ok || zone == nil {
		return local, ok
	}
	// The offset a day before is the one before a change, if there is a change near.
	before := zone.offset(local - Time(Day))
	if guess := local - Time(before)*Time(Second); zone.offset(guess) == before {
		return guess, true
	}
	after := zone.offset(local + Time(Day))
	if guess := local - Time(after)*Time(Second); zone.offset(guess) == after {
		return guess, true
	}
	return timeOfSeconds(seconds-int64(before), c.Nano)
}

func timeOfSeconds(seconds int64, nano int) (Time, bool) {
	whole, ok1 := Mul(seconds, int64(Second))
	t, ok2 := Add(whole, int64(nano))
	return Time(t), ok1 && ok2
}

// floorDiv is a / b rounded down and what is left, for b > 0.
func floorDiv(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}

// dateOfDays is the date of a day counted from 1970-01-01; daysOfDate is its inverse.
// Source: Howard Hinnant, chrono-compatible low-level date algorithms (days_from_civil, civil_from_days).
func dateOfDays(days int64) (year, month, day int) {
	era, dayOfEra := floorDiv(days+719468, 146097)
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*dayOfYear + 2) / 153 // month counted from March
	day = int(dayOfYear - (153*shifted+2)/5 + 1)
	month = int(shifted + 3)
	year = int(yearOfEra + era*400)
	if month > 12 {
		month, year = month-12, year+1
	}
	return year, month, day
}

func daysOfDate(year, month, day int) int64 {
	y, m := int64(year), int64(month)
	if m <= 2 {
		y, m = y-1, m+12
	}
	era, yearOfEra := floorDiv(y, 400)
	dayOfYear := (153*(m-3)+2)/5 + int64(day) - 1
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468
}

func daysInMonth(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// AppendTime appends t as RFC 3339 in UTC with the needed digits: 2026-11-22T10:00:00.5Z.
func AppendTime(dst []byte, t Time) []byte {
	c := CivilOf(t, nil)
	dst = appendDate(dst, c)
	dst = appendClock(append(dst, 'T'), c)
	return append(dst, 'Z')
}

// AppendLocalTime appends t as 2026-11-22 10:00:00 in zone, with a fraction when there is one.
func AppendLocalTime(dst []byte, t Time, zone Zone) []byte {
	c := CivilOf(t, zone)
	dst = appendDate(dst, c)
	return appendClock(append(dst, ' '), c)
}

func appendDate(dst []byte, c Civil) []byte {
	dst = appendPadded(dst, c.Year, 4)
	dst = appendPadded(append(dst, '-'), c.Month, 2)
	return appendPadded(append(dst, '-'), c.Day, 2)
}

func appendClock(dst []byte, c Civil) []byte {
	dst = appendPadded(dst, c.Hour, 2)
	dst = appendPadded(append(dst, ':'), c.Minute, 2)
	dst = appendPadded(append(dst, ':'), c.Second, 2)
	return appendFraction(dst, c.Nano, 9)
}

// appendFraction appends n as a fraction of 10^digits without trailing zeros, or nothing when n is 0.
func appendFraction(dst []byte, n, digits int) []byte {
	if n == 0 {
		return dst
	}
	dst = appendPadded(append(dst, '.'), n, digits)
	for dst[len(dst)-1] == '0' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

func appendPadded(dst []byte, n, width int) []byte {
	if n < 0 {
		dst, n = append(dst, '-'), -n
	}
	digits := appendInt(nil, int64(n))
	for range width - len(digits) {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}

var durationUnits = [...]struct {
	size Duration
	name string
}{{Day, "d"}, {Hour, "h"}, {Minute, "m"}, {Second, "s"}, {Millisecond, "ms"}, {Microsecond, "us"}, {Nanosecond, "ns"}}

// AppendDuration appends d as a literal of the language: 1m30s, 250ms, -1d.
func AppendDuration(dst []byte, d Duration) []byte {
	if d == 0 {
		return append(dst, "0s"...)
	}
	rest := uint64(d)
	if d < 0 {
		dst, rest = append(dst, '-'), -rest
	}
	for _, unit := range durationUnits {
		if n := rest / uint64(unit.size); n > 0 {
			dst = append(appendInt(dst, int64(n)), unit.name...)
			rest %= uint64(unit.size)
		}
	}
	return dst
}
