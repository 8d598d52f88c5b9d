package runtime

import (
	"io"
	"sync"
	"time"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/seam"
)

// logger writes messages for people, one a line.
type logger struct {
	mu    sync.Mutex
	out   io.Writer
	clock seam.Clock
	name  string

	window     time.Time // when the window of error rows began
	shown      int       // error rows shown in it
	suppressed int64     // and those not shown
	lateAt     time.Time
	said       map[string]bool
}

func newLogger(out io.Writer, clock seam.Clock, name string) *logger {
	return &logger{out: out, clock: clock, name: name, said: map[string]bool{}}
}

func (l *logger) say(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.line(text)
}

// line writes a message; an error of standard error has nobody who could be told.
func (l *logger) line(text string) {
	_, _ = io.WriteString(l.out, l.name+": "+text+"\n")
}

// once says something that has not been said since forget.
func (l *logger) once(about, text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.said[about] {
		l.said[about] = true
		l.line(text)
	}
}

// forget lets once speak again about something, and reports whether it had spoken.
func (l *logger) forget(about string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	had := l.said[about]
	delete(l.said, about)
	return had
}

// rowErrors shows error rows, only so many in a while, and counts the others.
func (l *logger) rowErrors(rows []RowError, lost int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := l.clock.Now(); now.Sub(l.window) >= time.Duration(Limits.ErrorsEvery) {
		l.tellSuppressed()
		l.window, l.shown = now, 0
	}
	for _, row := range rows {
		if l.shown >= Limits.ErrorsLogged {
			l.suppressed++
			continue
		}
		l.shown++
		where := ""
		if row.Source != "" { // a line that no operator has seen has none
			where = row.Source + ": "
		}
		l.line("error row of " + row.Name + ": " + where + row.Code + ": " + row.Reason + ": " + string(fn.AppendJSONString(nil, row.Row)))
	}
	l.suppressed += lost
}

func (l *logger) tellSuppressed() {
	if l.suppressed > 0 {
		l.line(itoa(l.suppressed) + " more error rows")
		l.suppressed = 0
	}
}

// late reports that batches run behind the clock, now and then.
func (l *logger) late(batch fn.Time, delay time.Duration, zone fn.Zone) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	if now.Sub(l.lateAt) < time.Duration(Limits.LateEvery) {
		return
	}
	l.lateAt = now
	l.line("the batch of " + string(fn.AppendLocalTime(nil, batch, zone)) + " is late by " + delay.Round(time.Millisecond).String() +
		": batches take longer than their interval; sources are held back. A longer batch, more workers or less work per row help")
}
