package runtime

import (
	"context"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// liveSource is a source of a live run that is pushed.
type liveSource interface {
	start(ctx context.Context, in *intake)
	pause()                    // nobody reads when it returns
	swap(next *intake) *intake // while paused: what has come in
	resume()
	flush(in *intake) // at the end of the run: a line without end, rows not handed over
}

// input is what a stream reads from. interrupt makes Read return with a time-out until resume.
type input interface {
	io.Reader
	interrupt()
	resume()
}

// stream is a source of bytes. Each worker of it locks, reads a block, unlocks, and runs its stage over the block.
type stream struct {
	source *Source
	live   *live
	name   string

	mu      sync.Mutex
	ready   *sync.Cond
	paused  atomic.Bool
	current atomic.Pointer[input]
	in      *intake
	cut     cutter
	ended   bool
	connect func(ctx context.Context, s *stream) // provides inputs
	lost    chan struct{}                        // receives when an input has ended
	once    bool                                 // the first input is the last
}

func newStream(s *Source, l *live, connect func(ctx context.Context, s *stream)) *stream {
	st := &stream{source: s, live: l, name: s.name, connect: connect, lost: make(chan struct{}, 1)}
	st.ready = sync.NewCond(&st.mu)
	return st
}

func (s *stream) start(ctx context.Context, in *intake) {
	s.in = in
	for worker := range s.live.app.options.Workers {
		go s.work(worker)
	}
	go s.connect(ctx, s)
}

// work is the loop of a worker.
func (s *stream) work(worker int) {
	buf := newBuffer()
	var scratch []byte
	c := &chunk{run: runText}
	for {
		in, number, block := s.next(&buf, worker)
		if in == nil {
			return
		}
		s.live.workers <- struct{}{}
		c.block = Block{Data: scan.Repair(scratch, block), Number: number, Time: in.time}
		if len(c.block.Data) > 0 && &c.block.Data[0] != &block[0] {
			scratch = c.block.Data
		}
		in.slot(worker).run(c)
		<-s.live.workers
		in.wait.Done()
		if cap(buf) > 4*Limits.BlockBytes {
			buf = newBuffer()
		}
	}
}

// next reads the next block and books it with the open batch. It gives no intake when the source has ended.
func (s *stream) next(buf *[]byte, worker int) (in *intake, number int64, block []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		for !s.ended && (s.paused.Load() || s.current.Load() == nil) {
			s.ready.Wait()
		}
		if s.ended {
			return nil, 0, nil
		}
		s.cut.tooLong = func(start []byte) { s.in.slot(worker).rejects.Reject(lineFault(), s.name, borrow(start)) }
		from := *s.current.Load()
		block, err := s.cut.next(buf, from.Read)
		if err != nil && !isTimeout(err) {
			s.end(from)
		}
		if len(block) > 0 {
			s.in.wait.Add(1)
			s.in.numbers++
			return s.in, s.in.numbers - 1, block
		}
	}
}

// end gives up an input. The lock is held.
func (s *stream) end(from input) {
	s.current.Store(nil)
	if c, ok := from.(io.Closer); ok {
		_ = c.Close() // it has ended
	}
	if s.once {
		s.finish()
		return
	}
	s.lost <- struct{}{}
}

// finish ends the source. The lock is held.
func (s *stream) finish() {
	if !s.ended {
		s.ended = true
		s.ready.Broadcast()
		s.live.sourceEnded()
	}
}

// use makes in what workers read from.
func (s *stream) use(in input) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current.Store(&in)
	s.ready.Broadcast()
}

func (s *stream) pause() {
	s.paused.Store(true)
	if in := s.current.Load(); in != nil {
		(*in).interrupt()
	}
	s.mu.Lock() // the reader has gone
	s.mu.Unlock()
}

func (s *stream) swap(next *intake) *intake {
	s.mu.Lock()
	defer s.mu.Unlock()
	in := s.in
	s.in = next
	return in
}

func (s *stream) resume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if in := s.current.Load(); in != nil {
		(*in).resume()
	}
	s.paused.Store(false)
	s.ready.Broadcast()
}

func (s *stream) flush(in *intake) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if line := s.cut.rest(); len(line) > 0 {
		in.wait.Wait() // slot 0 may be in use
		in.runChunk(&chunk{block: Block{Data: scan.Repair(nil, scan.Pad(line))}, run: runText})
	}
	s.ended = true
	s.ready.Broadcast()
}

// connInput reads from a connection.
type connInput struct{ net.Conn }

func (c connInput) interrupt() { _ = c.SetReadDeadline(time.Unix(1, 0)) } // a closed connection needs no interruption
func (c connInput) resume()    { _ = c.SetReadDeadline(time.Time{}) }

// directInput reads from memory, which never blocks.
type directInput struct{ io.Reader }

func (directInput) interrupt() {}
func (directInput) resume()    {}

// pumpInput reads from a reader that cannot be interrupted, through a goroutine.
type pumpInput struct {
	data chan []byte
	back chan []byte
	err  error // why data was closed
	rest []byte
	buf  []byte

	mu   sync.Mutex
	stop chan struct{} // closed: interrupted
	over bool
}

func newPump(r io.Reader) *pumpInput {
	p := &pumpInput{data: make(chan []byte), back: make(chan []byte, 2), stop: make(chan struct{})}
	p.back <- make([]byte, Limits.BlockBytes)
	p.back <- make([]byte, Limits.BlockBytes)
	go p.pump(r)
	return p
}

func (p *pumpInput) pump(r io.Reader) {
	for {
		buf := <-p.back
		n, err := r.Read(buf[:cap(buf)])
		if n > 0 {
			p.data <- buf[:n]
		} else if err == nil {
			p.back <- buf
		}
		if err != nil {
			p.err = err
			close(p.data)
			return
		}
	}
}

func (p *pumpInput) Read(to []byte) (int, error) {
	if len(p.rest) == 0 {
		if p.buf != nil {
			p.back <- p.buf
			p.buf = nil
		}
		p.mu.Lock()
		stop := p.stop
		p.mu.Unlock()
		select {
		case data, ok := <-p.data:
			if !ok {
				return 0, p.err
			}
			p.buf, p.rest = data, data
		case <-stop:
			return 0, errInterrupted
		}
	}
	n := copy(to, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

func (p *pumpInput) interrupt() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.over {
		p.over = true
		close(p.stop)
	}
}

func (p *pumpInput) resume() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.over, p.stop = false, make(chan struct{})
}

// inputOf is the input for a reader.
func inputOf(r io.Reader) input {
	if _, memory := r.(interface{ Len() int }); memory {
		return directInput{r}
	}
	return newPump(r)
}
