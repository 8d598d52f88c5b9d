package fn

// ParseTime reads RFC 3339: 2026-11-23T10:00:00Z, with a fraction and an offset (+02:00) if need be; a space may stand for the T, and the seconds may be missing.
// False when text is something else, no date that exists, or outside the range of Time.
func ParseTime(text string) (Time, bool) {
	p := timeReader{text: text}
	var c Civil
	c.Year = p.digits(4, 4)
	p.byte('-')
	c.Month = p.digits(2, 2)
	p.byte('-')
	c.Day = p.digits(2, 2)
	if !p.maybe('T') && !p.maybe('t') {
		p.byte(' ')
	}
	c.Hour = p.digits(2, 2)
	p.byte(':')
	c.Minute = p.digits(2, 2)
	if p.maybe(':') {
		c.Second = p.digits(2, 2)
		if p.maybe('.') {
			c.Nano = p.fraction()
		}
	}
	offset := 0
	if !p.maybe('Z') && !p.maybe('z') {
		offset = p.offset()
	}
	if p.failed || p.text != "" || !c.exists() {
		return 0, false
	}
	return c.Time(FixedZone(offset))
}

// exists reports whether c is a date and time of day. A leap second is none.
func (c Civil) exists() bool {
	return c.Month >= 1 && c.Month <= 12 && c.Day >= 1 && c.Day <= daysInMonth(c.Year, c.Month) && c.Hour < 24 && c.Minute < 60 && c.Second < 60
}

// timeReader takes the parts of a time from the front of text; failed is set when one is not there.
type timeReader struct {
	text   string
	failed bool
}

func (p *timeReader) maybe(c byte) bool {
	if p.text == "" || p.text[0] != c {
		return false
	}
	p.text = p.text[1:]
	return true
}

func (p *timeReader) byte(c byte) {
	if !p.maybe(c) {
		p.failed = true
	}
}

// digits reads a number of least to most digits.
func (p *timeReader) digits(least, most int) int {
	n, seen := 0, 0
	for seen < most && seen < len(p.text) && p.text[seen] >= '0' && p.text[seen] <= '9' {
		n = n*10 + int(p.text[seen]-'0')
		seen++
	}
	if seen < least {
		p.failed = true
	}
	p.text = p.text[seen:]
	return n
}

// fraction reads the digits behind the point as nanoseconds; digits behind the ninth are cut.
func (p *timeReader) fraction() int {
	before := len(p.text)
	n := p.digits(1, 9)
	for range 9 - (before - len(p.text)) {
		n *= 10
	}
	for len(p.text) > 0 && p.text[0] >= '0' && p.text[0] <= '9' {
		p.text = p.text[1:]
	}
	return n
}

// offset reads +02:00, +0200 or +02 as seconds east.
func (p *timeReader) offset() int {
	sign := 1
	if p.maybe('-') {
		sign = -1
	} else {
		p.byte('+')
	}
	hours := p.digits(2, 2)
	minutes := 0
	if p.maybe(':') || (p.text != "" && p.text[0] >= '0' && p.text[0] <= '9') {
		minutes = p.digits(2, 2)
	}
	if hours > 18 || minutes > 59 {
		p.failed = true
	}
	return sign * (hours*3600 + minutes*60)
}
