package runtime

import (
	"context"
	"net"
	"sync"
	"time"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// live is a run by the clock.
type live struct {
	app     *App
	sources []liveSource  // beside app.sources; nil where a source is read at the end of a batch
	workers chan struct{} // bounds the blocks that are processed at the same time
	mu      sync.Mutex
	open    int           // sources that have not ended
	ended   chan struct{} // closed when all have
	failed  chan error
	running chan error // the result of the batch that is ending; nil: none is
}

// Run runs the pipeline until ctx ends, its sources have ended, or a batch fails. At the end the open batch is closed at once, under its regular time.
func (a *App) Run(ctx context.Context) error {
	if a.refused != nil {
		return a.refused
	}
	found, lock, err := a.recover()
	if err != nil {
		return err
	}
	if lock != nil {
		defer lock.Close()
	}
	for _, resume := range a.resume {
		if err := resume(); err != nil {
			return fault(CodeOutput, err.Error())
		}
	}
	defer a.close()
	l := &live{app: a, workers: make(chan struct{}, a.options.Workers), ended: make(chan struct{}), failed: make(chan error, 1)}
	return l.run(ctx, found)
}

// close closes pools and sinks.
func (a *App) close() {
	for _, c := range a.closers {
		c()
	}
}

func (l *live) run(ctx context.Context, found bool) error {
	a := l.app
	now := l.now()
	if !found {
		a.zero = now - now%fn.Time(a.config.Batch)
		a.last = a.zero
	}
	if a.config.SkipMissed {
		a.last = max(a.last, a.floor(now))
	}
	// Outputs of the last batch are written although ctx has ended.
	var cancel context.CancelFunc
	a.ctx, cancel = context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	sources, stop := context.WithCancel(ctx)
	defer stop()
	if err := l.start(sources, a.last+fn.Time(a.config.Batch)); err != nil {
		return err
	}
	return l.loop(ctx, a.last+fn.Time(a.config.Batch))
}

func (l *live) now() fn.Time { return fn.Time(l.app.world.Clock.Now().UnixNano()) }

func (l *live) start(ctx context.Context, first fn.Time) error {
	ending := 0
	for _, s := range l.app.sources {
		var source liveSource
		switch {
		case s.open != nil:
			source = s.open(l)
			ending++
		case s.pull == nil:
			return fault(CodeUse, s.name+" is an input: it is fed by a script (--replay) or by a Go program that runs the pipeline")
		default:
			ending++ // it never ends
		}
		l.sources = append(l.sources, source)
	}
	l.open = ending
	for i, source := range l.sources {
		if source != nil {
			source.start(ctx, l.intake(i, first))
		}
	}
	return nil
}

func (l *live) intake(i int, time fn.Time) *intake {
	return &intake{source: l.app.sources[i], time: time, partitions: 1}
}

// sourceEnded counts a source that has ended.
func (l *live) sourceEnded() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open--; l.open == 0 {
		close(l.ended)
	}
}

// fail ends the run.
func (l *live) fail(err error) {
	select {
	case l.failed <- err:
	default: // it fails already
	}
}

// loop closes batch after batch: workers fill the next one while the end of the one before runs.
func (l *live) loop(ctx context.Context, next fn.Time) error {
	step := fn.Time(l.app.config.Batch)
	for {
		last, err := l.await(ctx, next)
		l.each(liveSource.pause)
		if err != nil {
			return err
		}
		if err := l.settle(); err != nil { // reading stops meanwhile: the peer feels it
			return err
		}
		l.reportLate(next, last)
		inputs := l.swap(next, step, last)
		l.running = make(chan error, 1)
		go func(time fn.Time, done chan error) { done <- l.end(time, inputs) }(next, l.running)
		if last {
			return l.settle()
		}
		next += step
		if now := l.now(); next > now {
			l.each(liveSource.resume)
		} else if l.app.config.SkipMissed {
			next += (now - next) / step * step
			l.retime(next)
			l.each(liveSource.resume)
		}
	}
}

// await waits for the end of a batch. last says that it is the last one.
func (l *live) await(ctx context.Context, end fn.Time) (last bool, err error) {
	passed, stop := l.app.world.Clock.After(time.Duration(end - l.now()))
	defer stop()
	select {
	case <-ctx.Done():
		return true, nil
	default:
	}
	running := l.running
	for {
		select {
		case <-passed:
			return false, nil
		case <-ctx.Done():
			return true, nil
		case <-l.ended:
			return true, nil
		case err := <-l.failed:
			return false, err
		case err := <-running: // a failure is not left waiting for the end of the next batch
			if err != nil {
				l.running = nil
				return false, err
			}
			running, l.running = nil, nil
		}
	}
}

// settle waits for the batch that is ending.
func (l *live) settle() error {
	if l.running == nil {
		return nil
	}
	err := <-l.running
	l.running = nil
	return err
}

func (l *live) each(f func(liveSource)) {
	for _, source := range l.sources {
		if source != nil {
			f(source)
		}
	}
}

// swap takes what has come in, and opens the next batch.
func (l *live) swap(time, step fn.Time, last bool) []*intake {
	inputs := make([]*intake, len(l.sources))
	for i, source := range l.sources {
		if source == nil {
			inputs[i] = l.intake(i, time)
			continue
		}
		inputs[i] = source.swap(l.intake(i, time+step))
		if last {
			source.flush(inputs[i])
		}
	}
	return inputs
}

// retime gives the open batch, into which nothing has come yet, another time.
func (l *live) retime(time fn.Time) {
	for i, source := range l.sources {
		if source != nil {
			source.swap(l.intake(i, time))
		}
	}
}

// end runs the end of a batch, once the workers have handed in what they have.
func (l *live) end(time fn.Time, inputs []*intake) error {
	for _, in := range inputs {
		in.wait.Wait()
	}
	return l.app.runBatch(time, inputs)
}

func (l *live) reportLate(batch fn.Time, last bool) {
	if delay := l.now() - batch; !last && delay > fn.Time(l.app.config.Batch)/2 {
		l.app.log.late(batch, time.Duration(delay), l.app.config.Zone)
	}
}

// openSocket connects to a server, again and again.
func openSocket(s *Source, host string, port int64) func(*live) liveSource {
	address := net.JoinHostPort(host, itoa(port))
	return func(l *live) liveSource {
		return newStream(s, l, func(ctx context.Context, st *stream) { keepConnected(ctx, st, address) })
	}
}

func keepConnected(ctx context.Context, s *stream, address string) {
	log, about := s.live.app.log, "socket "+s.name
	pause := time.Duration(Limits.ConnectFirst)
	for {
		conn, err := dial(ctx, s, address)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			log.once(about, s.name+": no connection to "+address+" ("+err.Error()+"): trying again until there is one. `streamc feed` or `nc -lk` give a server of lines")
			if !s.live.pause(ctx, pause) {
				return
			}
			pause = min(2*pause, time.Duration(Limits.ConnectMost))
			continue
		}
		if log.forget(about) || s.live.app.options.Verbose {
			log.say(s.name + ": connected to " + address)
		}
		pause = time.Duration(Limits.ConnectFirst)
		s.use(connInput{conn})
		select {
		case <-s.lost:
			log.once(about, s.name+": the connection to "+address+" has ended: connecting again")
			if !s.live.pause(ctx, pause) {
				return
			}
		case <-ctx.Done():
			_ = conn.Close() // the run ends
			return
		}
	}
}

func dial(ctx context.Context, s *stream, address string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(Limits.ConnectTimeout))
	defer cancel()
	return s.live.app.world.Network.Dial(ctx, "tcp", address)
}

// pause waits, and reports false when the run ends meanwhile.
func (l *live) pause(ctx context.Context, d time.Duration) bool {
	passed, stop := l.app.world.Clock.After(d)
	defer stop()
	select {
	case <-passed:
		return true
	case <-ctx.Done():
		return false
	}
}
