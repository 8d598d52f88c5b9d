package runtime

import (
	"bytes"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// portVariable makes the test binary a word count that reads this port, so that tests have a process with signals and memory of its own.
const portVariable = "STREAMC_TEST_PORT"

func TestMain(m *testing.M) {
	text, ok := os.LookupEnv(portVariable)
	if !ok {
		os.Exit(m.Run())
	}
	Main(Command{Name: "wordcount", New: func(a *Args) *App {
		return newWordCount(wordCountOptions{run: a.Run, port: fn.ToInt(text).Value, batch: fn.Hour}).app // only a signal ends its batch
	}})
}

// runProcess lets a process read what peers send one after the other, and gives what it has printed once a signal has ended it. A peer returns when it has sent
// all; the next one begins when the process has read that up to its end.
func runProcess(t *testing.T, peers ...func(c net.Conn)) (out, log string, memory int64) {
	l, port := listen(t)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), portVariable+"="+strconv.FormatInt(port, 10))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, peer := range peers {
		c := accept(t, l).(*net.TCPConn)
		peer(c)
		if err := c.CloseWrite(); err != nil {
			t.Error(err)
		}
		if _, err := io.Copy(io.Discard, c); err != nil { // ends when the other side has closed
			t.Error(err)
		}
	}
	memory = peak(t, cmd.Process.Pid)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v, log %s", err, &stderr)
	}
	return stdout.String(), stderr.String(), memory
}

// frame is what the process prints for a batch.
func frame(t *testing.T, out string) string {
	begin, rows, ok := strings.Cut(out, "Time: ")
	_, rows, ok2 := strings.Cut(rows, "\n")
	if begin != rule || !ok || !ok2 {
		t.Fatalf("no frame: %q", out)
	}
	return strings.TrimPrefix(rows, rule)
}

func TestSignalGivesTheLastBatch(t *testing.T) {
	out, log, _ := runProcess(t,
		func(c net.Conn) { send(t, c, "a b\r\na \xffc\n\nlast") },
		func(c net.Conn) { send(t, c, "again a") },
	)
	if got, want := frame(t, out), "('', 1)\n('a', 3)\n('again', 1)\n('b', 1)\n('last', 1)\n('�c', 1)\n\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if !strings.Contains(log, "the connection to localhost:") {
		t.Errorf("log: %s", log)
	}
}

func TestMemoryOfAPeerWithoutLineEnds(t *testing.T) {
	const sent, most = 200 << 20, 160 << 20 // 40 MiB but for the race detector
	out, log, took := runProcess(t, func(c net.Conn) {
		part := strings.Repeat("x", 1<<20)
		for range sent / len(part) {
			send(t, c, part)
		}
		send(t, c, " tail\ngood line\n")
	})
	if got, want := frame(t, out), "('good', 1)\n('line', 1)\n\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if strings.Count(log, "error row of lines: R0506: a line of more than 16 MiB") != 1 {
		t.Errorf("log: %.300s", log)
	}
	if took > most {
		t.Errorf("a line of %d MiB took %d MiB of memory", sent>>20, took>>20)
	}
}

// TestMemoryOfAFastPeer sends as fast as the process reads: it must not keep what it has counted.
func TestMemoryOfAFastPeer(t *testing.T) {
	const times, most = 80, 64 << 20 // 13 MiB but for the race detector
	part := strings.Repeat("tick tock\n", 1<<20/10)
	out, _, took := runProcess(t, func(c net.Conn) {
		for range times {
			send(t, c, part)
		}
	})
	n := strconv.Itoa(times * (1 << 20 / 10))
	if got, want := frame(t, out), "('tick', "+n+")\n('tock', "+n+")\n\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if took > most {
		t.Errorf("%d MiB took %d MiB of memory", times, took>>20)
	}
}

// peak is the most memory that a process had so far, in bytes; 0 where the system does not say. The usage that a process leaves behind would not do: it counts what
// its parent had.
func peak(t *testing.T, pid int) int64 {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	number, _, _ := strings.Cut(strings.TrimSpace(after), " ")
	kib := fn.ToInt(number).Value
	if kib == 0 {
		t.Errorf("no peak of memory in %q", status)
	}
	return kib << 10
}

// TestPeerThatStalls leaves a line half sent for several batches, which close all the same.
func TestPeerThatStalls(t *testing.T) {
	l, port := listen(t)
	r := startWordCount(t, wordCountOptions{port: port}, "--workers", "3")
	c := accept(t, l)
	send(t, c, "whole\nhal")
	r.until("whole", 1)
	for range 5 {
		if got := r.tick(); len(got) != 1 {
			t.Errorf("a peer that stalls gives %v", got)
		}
	}
	send(t, c, "f line\n")
	if got := r.until("half", 1); got["line"] != 1 || len(got) != 2 {
		t.Errorf("%v", got)
	}
	if last, status := r.stop(); status != 0 || len(last) != 1 {
		t.Errorf("status %d, last batch %v", status, last)
	}
}
