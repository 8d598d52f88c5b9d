package seam

import (
	"sync"
	"time"
)

// Virtual is a clock that stands until Advance.
type Virtual struct {
	mu      sync.Mutex
	now     time.Time
	waiting []*wait
	change  *sync.Cond
}

type wait struct {
	at      time.Time
	passed  chan time.Time
	stopped bool
}

// NewVirtual is a clock that shows start.
func NewVirtual(start time.Time) *Virtual {
	v := &Virtual{now: start}
	v.change = sync.NewCond(&v.mu)
	return v
}

// Now is what the clock shows.
func (v *Virtual) Now() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now
}

// After gives a channel that receives when the clock is advanced by d.
func (v *Virtual) After(d time.Duration) (<-chan time.Time, func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	w := &wait{at: v.now.Add(d), passed: make(chan time.Time, 1)}
	if d <= 0 {
		w.passed <- v.now
		return w.passed, func() {}
	}
	v.waiting = append(v.waiting, w)
	v.change.Broadcast()
	return w.passed, func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		w.stopped = true
		v.forget()
	}
}

// Advance moves the clock and wakes those whose time has come.
func (v *Virtual) Advance(d time.Duration) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.now = v.now.Add(d)
	for _, w := range v.waiting {
		if !w.stopped && !w.at.After(v.now) {
			w.passed <- v.now
			w.stopped = true
		}
	}
	v.forget()
}

// forget drops waits that are over. The lock is held.
func (v *Virtual) forget() {
	kept := v.waiting[:0]
	for _, w := range v.waiting {
		if !w.stopped {
			kept = append(kept, w)
		}
	}
	v.waiting = kept
}

// AwaitUntil blocks until somebody waits for the time at (or one before): then whoever drives a test may advance the clock.
func (v *Virtual) AwaitUntil(at time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for !v.awaited(at) {
		v.change.Wait()
	}
}

func (v *Virtual) awaited(at time.Time) bool {
	for _, w := range v.waiting {
		if !w.stopped && !w.at.After(at) {
			return true
		}
	}
	return false
}
