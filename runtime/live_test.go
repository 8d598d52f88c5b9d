package runtime

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/seam"
)

type counts = map[string]int64

// liveRun is a program that runs by a virtual clock.
type liveRun struct {
	t       *testing.T
	clock   *seam.Virtual
	next    time.Time
	batches chan counts
	signals chan os.Signal
	status  chan int
	log     *lockedBuffer
}

type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// startWordCount runs word count with batches of a second.
func startWordCount(t *testing.T, o wordCountOptions, flags ...string) *liveRun {
	r := &liveRun{t: t, clock: seam.NewVirtual(time.Unix(1000, 0)), next: time.Unix(1001, 0), batches: make(chan counts), signals: make(chan os.Signal, 2), status: make(chan int, 1), log: &lockedBuffer{}}
	o.batch = fn.Second
	o.output = func(_ context.Context, batch int64, rows []Pair[string, int64]) error {
		m := counts{}
		for _, row := range rows {
			m[row.Key] = row.Value
		}
		m["at"] = batch
		r.batches <- m
		return nil
	}
	p := &process{out: io.Discard, err: r.log, env: func(string) (string, bool) { return "", false }, signals: r.signals, exit: func(int) {}, world: seam.World{Clock: r.clock}}
	command := Command{Name: "wordcount", New: func(a *Args) *App {
		o.run = a.Run
		return newWordCount(o).app
	}}
	go func() { r.status <- p.run(command, flags) }()
	return r
}

// tick closes the open batch and gives what it counted.
func (r *liveRun) tick() counts {
	r.clock.AwaitUntil(r.next)
	r.clock.Advance(r.next.Sub(r.clock.Now()))
	got := <-r.batches
	if got["at"] != r.next.UnixMilli() {
		r.t.Errorf("batch of %d, want %d", got["at"], r.next.UnixMilli())
	}
	r.next = r.next.Add(time.Second)
	return got
}

// until closes batches until word was counted n times in all.
func (r *liveRun) until(word string, n int64) (total counts) {
	total = counts{}
	for total[word] < n {
		for word, n := range r.tick() {
			if word != "at" {
				total[word] += n
			}
		}
	}
	return total
}

// stop sends a signal and gives the last batch and the exit status.
func (r *liveRun) stop() (last counts, status int) {
	r.signals <- os.Interrupt
	last = <-r.batches
	return last, <-r.status
}

// listen is a server on a port that the system chooses.
func listen(t *testing.T) (net.Listener, int64) {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l, int64(l.Addr().(*net.TCPAddr).Port)
}

func accept(t *testing.T, l net.Listener) net.Conn {
	c, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func send(t *testing.T, c net.Conn, text string) {
	if _, err := io.WriteString(c, text); err != nil {
		t.Fatal(err)
	}
}

func TestSocketReconnectsAndLosesNothing(t *testing.T) {
	l, port := listen(t)
	r := startWordCount(t, wordCountOptions{port: port}, "--workers", "3")
	first := accept(t, l)
	send(t, first, "a b\r\na last")
	first.Close()
	if got := r.until("last", 1); got["a"] != 2 || got["b"] != 1 || len(got) != 3 {
		t.Errorf("%v", got)
	}
	accepted := make(chan net.Conn)
	go func() { c, _ := l.Accept(); accepted <- c }()
	var second net.Conn
	for second == nil {
		select {
		case second = <-accepted:
		default:
			r.tick()
		}
	}
	send(t, second, "c \xff\xfe é\nidle\nnot yet ended")
	if got := r.until("idle", 1); got["c"] != 1 || got["��"] != 1 || got["é"] != 1 {
		t.Errorf("%v", got)
	}
	if got := r.tick(); len(got) != 1 {
		t.Errorf("an idle socket gives %v", got)
	}
	last, status := r.stop()
	if status != 0 || last["ended"] != 1 || last["at"] != r.next.UnixMilli() {
		t.Errorf("status %d, last batch %v", status, last)
	}
	if log := r.log.String(); strings.Count(log, "has ended: connecting again") != 1 || !strings.Contains(log, "lines: connected to") {
		t.Errorf("log: %s", log)
	}
}

func TestLineThatIsTooLong(t *testing.T) {
	l, port := listen(t)
	r := startWordCount(t, wordCountOptions{port: port}, "--workers", "2")
	c := accept(t, l)
	go func() {
		long := strings.Repeat("x", 1<<20)
		for range 40 {
			if _, err := io.WriteString(c, long); err != nil {
				return
			}
		}
		_, _ = io.WriteString(c, " tail\ngood line\n")
	}()
	got := r.until("good", 1)
	if got["line"] != 1 || got["tail"] != 0 || len(got) != 2 {
		t.Errorf("%d words", len(got))
	}
	if _, status := r.stop(); status != 0 {
		t.Errorf("status %d", status)
	}
	if log := r.log.String(); strings.Count(log, "R0506: a line of more than 16 MiB") != 1 {
		t.Errorf("log: %.300s", log)
	}
}

func TestManyLinesOverASocket(t *testing.T) {
	l, port := listen(t)
	r := startWordCount(t, wordCountOptions{port: port}, "--workers", "4")
	c := accept(t, l)
	go func() {
		for i := range 2000 {
			if _, err := io.WriteString(c, strings.Repeat("tick tock "+itoa(int64(i%7))+" end\n", 500)); err != nil {
				return
			}
		}
		_, _ = io.WriteString(c, "fin\n")
	}()
	got := r.until("fin", 1)
	if got["tick"] != 1_000_000 || got["tock"] != 1_000_000 || got["end"] != 1_000_000 || len(got) != 11 {
		t.Errorf("%v", got)
	}
	r.stop()
}

func TestReaderEndsTheRun(t *testing.T) {
	for _, in := range []TextInput{
		Lines(strings.NewReader("a b\nc a")),
		Lines(io.MultiReader(strings.NewReader("a b\nc"), strings.NewReader(" a"))),
		func(_ context.Context, emit func(string) error) error { return errors.Join(emit("a b"), emit("c a")) },
	} {
		r := startWordCount(t, wordCountOptions{lines: in})
		got := <-r.batches
		if status := <-r.status; status != 0 || got["a"] != 2 || got["b"] != 1 || got["c"] != 1 || got["at"] != 1_001_000 {
			t.Errorf("status %d, %v", status, got)
		}
	}
}

func TestInputThatFails(t *testing.T) {
	r := startWordCount(t, wordCountOptions{lines: func(context.Context, func(string) error) error { return errors.New("no feed") }})
	if status := <-r.status; status != 1 || !strings.Contains(r.log.String(), "R0505: the source lines has failed: no feed") {
		t.Errorf("status %d, %s", status, r.log)
	}
}

func TestFilesAreReadOnce(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(dir+"/"+name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("one", "a b\na")
	write(".hidden", "x\n")
	write("_hidden", "x\n")
	if err := os.Mkdir(dir+"/sub", 0o777); err != nil {
		t.Fatal(err)
	}
	r := startWordCount(t, wordCountOptions{files: dir}, "--workers", "2")
	if got := r.tick(); got["a"] != 2 || got["b"] != 1 || len(got) != 3 {
		t.Errorf("%v", got)
	}
	write("one", "a b\na more\n")
	write("two", "c\n")
	if got := r.tick(); got["c"] != 1 || len(got) != 2 {
		t.Errorf("%v", got)
	}
	if _, status := r.stop(); status != 0 {
		t.Errorf("status %d", status)
	}
}

// TestLateBatch holds the output of a batch until two more batch times have passed: reading has stopped meanwhile, and the batches run in order.
func TestLateBatch(t *testing.T) {
	lines := make(chan string)
	r := startWordCount(t, wordCountOptions{lines: func(ctx context.Context, emit func(string) error) error {
		for line := range lines {
			if err := emit(line); err != nil {
				return err
			}
		}
		return nil
	}})
	lines <- "a"
	r.clock.AwaitUntil(r.next)
	r.clock.Advance(time.Second) // the batch of 1001 ends, and waits to be taken
	r.clock.AwaitUntil(r.next.Add(time.Second))
	lines <- "b"
	r.clock.Advance(3 * time.Second)
	total := counts{}
	for i := range int64(4) {
		got := <-r.batches
		if got["at"] != 1_001_000+1000*i {
			t.Errorf("batch %d at %d", i, got["at"])
		}
		total["a"] += got["a"]
		total["b"] += got["b"]
	}
	close(lines)
	last := <-r.batches
	if total["a"]+last["a"] != 1 || total["b"]+last["b"] != 1 || !strings.Contains(r.log.String(), "is late by") {
		t.Errorf("%v, %v, log %s", total, last, r.log)
	}
	if status := <-r.status; status != 0 {
		t.Errorf("status %d", status)
	}
}

func TestRunOfAnInputWithoutFeedSaysSo(t *testing.T) {
	c := program(Config{}, func(g *graph) {
		in := feedInput(g, "in1", fn.Int)
		g.steps = func(b *Batch) { in.Result(b) }
	})
	err := c.New(&Args{}).Run(background)
	if err == nil || !strings.Contains(err.Error(), "in1 is an input") {
		t.Error(err)
	}
}
