package fn

import (
	"errors"
	"strings"
)

// The patterns of format and parseTime are those of Spark's date_format (Java's DateTimeFormatter), as far as this table goes:
//
//	y yyyy yy   year; two digits: 2000 to 2099      H HH   hour 0-23         a        AM, PM
//	M MM        month                               h hh   hour 1-12         E EEE    Mon; EEEE Monday
//	MMM MMMM    Nov, November                       m mm   minute            D        day of the year
//	d dd        day                                 s ss   second            S SSS …  fraction, so many digits
//	X XX XXX    Z or +02, +0200, +02:00             x xx xxx   the same with +00 for Z
//	Z           +0200                               'text' as it is, '' is a quote
//
// Other letters are errors; other characters stand for themselves.
const patternLetters = "yMdHhmsSaEDXxZ"

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

var dayNames = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// patternPart is a run of one letter, or literal text when letter is 0.
type patternPart struct {
	letter  byte
	count   int
	literal string
}

// nextPart takes the first part off a pattern.
func nextPart(pattern string) (part patternPart, rest string) {
	c := pattern[0]
	switch {
	case c == '\'':
		return quotedPart(pattern[1:])
	case isLetter(c):
		n := 1
		for n < len(pattern) && pattern[n] == c {
			n++
		}
		return patternPart{letter: c, count: n}, pattern[n:]
	}
	n := 1
	for n < len(pattern) && pattern[n] != '\'' && !isLetter(pattern[n]) {
		n++
	}
	return patternPart{literal: pattern[:n]}, pattern[n:]
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// quotedPart reads what stands behind a quote; a missing closing one is taken as at the end (CheckPattern refuses it).
func quotedPart(text string) (patternPart, string) {
	if strings.HasPrefix(text, "'") {
		return patternPart{literal: "'"}, text[1:]
	}
	literal := ""
	for {
		before, after, closed := strings.Cut(text, "'")
		literal += before
		if !closed || !strings.HasPrefix(after, "'") {
			return patternPart{literal: literal}, after
		}
		literal += "'"
		text = after[1:]
	}
}

// CheckPattern says what is wrong with a pattern, nil when it is right.
func CheckPattern(pattern string) error {
	if strings.Count(pattern, "'")%2 != 0 {
		return errors.New("the quote ' in the pattern is not closed")
	}
	for pattern != "" {
		var part patternPart
		part, pattern = nextPart(pattern)
		if part.letter == 0 {
			continue
		}
		if strings.IndexByte(patternLetters, part.letter) < 0 {
			return errors.New("the letter " + string(part.letter) + " means nothing in a pattern; the letters are " + strings.Join(strings.Split(patternLetters, ""), " ") +
				", other text stands in '…'")
		}
		if part.count > longestRun(part.letter) {
			return errors.New(strings.Repeat(string(part.letter), part.count) + " is too long in a pattern; the longest is " +
				strings.Repeat(string(part.letter), longestRun(part.letter)))
		}
	}
	return nil
}

func longestRun(letter byte) int {
	switch letter {
	case 'y', 'M', 'E':
		return 4
	case 'S':
		return 9
	case 'X', 'x', 'Z', 'D':
		return 3
	case 'a':
		return 1
	}
	return 2
}

// FormatTime is t in zone by a pattern that CheckPattern accepts.
func FormatTime(t Time, pattern string, zone Zone) string {
	c := CivilOf(t, zone)
	var dst []byte
	for pattern != "" {
		var part patternPart
		part, pattern = nextPart(pattern)
		dst = appendPart(dst, part, c)
	}
	return string(dst)
}

func appendPart(dst []byte, part patternPart, c Civil) []byte {
	switch part.letter {
	case 0:
		return append(dst, part.literal...)
	case 'y':
		if part.count == 2 {
			_, year := floorDiv(int64(c.Year), 100)
			return appendPadded(dst, int(year), 2)
		}
		return appendPadded(dst, c.Year, part.count)
	case 'M':
		return appendName(dst, part.count, c.Month, monthNames[c.Month-1])
	case 'E':
		return appendName(dst, max(part.count, 3), 0, dayNames[c.weekday()])
	case 'S':
		digits := appendPadded(nil, c.Nano, 9)
		return append(dst, digits[:part.count]...)
	case 'a':
		if c.Hour < 12 {
			return append(dst, "AM"...)
		}
		return append(dst, "PM"...)
	case 'X', 'x', 'Z':
		return appendOffset(dst, part, c.Offset)
	}
	return appendPadded(dst, c.number(part.letter), part.count)
}

// appendName appends a number for one or two letters, the short name for three and the whole for four.
func appendName(dst []byte, count, number int, name string) []byte {
	switch count {
	case 1, 2:
		return appendPadded(dst, number, count)
	case 3:
		return append(dst, name[:3]...)
	}
	return append(dst, name...)
}

// number is the part of c that a letter of the pattern stands for.
func (c Civil) number(letter byte) int {
	switch letter {
	case 'd':
		return c.Day
	case 'H':
		return c.Hour
	case 'h':
		return (c.Hour+11)%12 + 1
	case 'm':
		return c.Minute
	case 's':
		return c.Second
	case 'D':
		return int(daysOfDate(c.Year, c.Month, c.Day)-daysOfDate(c.Year, 1, 1)) + 1
	}
	panic("fn: no case for the pattern letter " + string(letter))
}

func appendOffset(dst []byte, part patternPart, offset int) []byte {
	if part.letter == 'X' && offset == 0 {
		return append(dst, 'Z')
	}
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	dst = appendPadded(append(dst, sign), offset/3600, 2)
	minutes := offset / 60 % 60
	switch {
	case part.letter == 'Z' || part.count == 2:
		return appendPadded(dst, minutes, 2)
	case part.count == 3:
		return appendPadded(append(dst, ':'), minutes, 2)
	case minutes != 0:
		return appendPadded(dst, minutes, 2)
	}
	return dst
}

// ParseTimeAs reads text by a pattern that CheckPattern accepts; without an offset in it, it is local time in zone. Parts that the pattern does not have are those of
// 1970-01-01 00:00:00. None when text does not fit or is no time that exists.
func ParseTimeAs(text, pattern string, zone Zone) Opt[Time] {
	p := patternReader{timeReader: timeReader{text: text}, c: Civil{Year: 1970, Month: 1, Day: 1}, zone: zone}
	for pattern != "" && !p.failed {
		var part patternPart
		part, pattern = nextPart(pattern)
		p.part(part)
	}
	if p.twelve {
		p.c.Hour = p.c.Hour%12 + p.halfDay
	}
	if p.dayOfYear > 0 {
		p.c.Year, p.c.Month, p.c.Day = dateOfDays(daysOfDate(p.c.Year, 1, 1) + int64(p.dayOfYear-1))
	}
	if p.failed || p.text != "" || !p.c.exists() {
		return None[Time]()
	}
	t, ok := p.c.Time(p.zone)
	if !ok {
		return None[Time]()
	}
	return Some(t)
}

// ParseTimeText is ParseTime as a value function.
func ParseTimeText(text string) Opt[Time] {
	t, ok := ParseTime(text)
	if !ok {
		return None[Time]()
	}
	return Some(t)
}

type patternReader struct {
	timeReader
	c         Civil
	zone      Zone
	twelve    bool // the hour is one of twelve
	halfDay   int  // 12 after noon
	dayOfYear int
}

func (p *patternReader) part(part patternPart) {
	least, most := part.count, part.count
	if part.count == 1 {
		most = 2
	}
	switch part.letter {
	case 0:
		p.literal(part.literal)
	case 'y':
		p.year(part.count)
	case 'M':
		if part.count >= 3 {
			p.c.Month = p.name(monthNames[:], part.count) + 1
			return
		}
		p.c.Month = p.digits(least, most)
	case 'd':
		p.c.Day = p.digits(least, most)
	case 'H':
		p.c.Hour = p.digits(least, most)
	case 'h':
		p.c.Hour, p.twelve = p.digits(least, most), true
		p.failed = p.failed || p.c.Hour < 1 || p.c.Hour > 12
	case 'm':
		p.c.Minute = p.digits(least, most)
	case 's':
		p.c.Second = p.digits(least, most)
	case 'S':
		p.c.Nano = p.digits(part.count, part.count)
		for range 9 - part.count {
			p.c.Nano *= 10
		}
	case 'a':
		p.halfDay = 12 * p.name([]string{"AM", "PM"}, 4)
	case 'E':
		p.name(dayNames[:], max(part.count, 3))
	case 'D':
		p.dayOfYear = p.digits(part.count, 3)
		p.failed = p.failed || p.dayOfYear < 1 || p.dayOfYear > 366
	default:
		p.zoneOffset(part.letter)
	}
}

func (p *patternReader) literal(text string) {
	rest, ok := strings.CutPrefix(p.text, text)
	p.text, p.failed = rest, p.failed || !ok
}

func (p *patternReader) year(count int) {
	switch count {
	case 2:
		p.c.Year = 2000 + p.digits(2, 2)
	default:
		p.c.Year = p.digits(count, 4)
	}
}

// name reads one of names in any case (the first three letters of it when count is 3) and gives its place.
func (p *patternReader) name(names []string, count int) int {
	for i, name := range names {
		if count == 3 {
			name = name[:3]
		}
		if len(p.text) >= len(name) && strings.EqualFold(p.text[:len(name)], name) {
			p.text = p.text[len(name):]
			return i
		}
	}
	p.failed = true
	return 0
}

func (p *patternReader) zoneOffset(letter byte) {
	if letter == 'X' && p.maybe('Z') {
		p.zone = nil
		return
	}
	p.zone = FixedZone(p.offset())
}
