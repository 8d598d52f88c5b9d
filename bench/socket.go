package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// socketAddress is where generated/wordcount reads.
const socketAddress = "localhost:9999"

// benchSocket measures word count as a process: size of the binary, start to connection, memory when idle, then CPU time and memory for a text over the socket.
func benchSocket(out io.Writer, directory string, mb, starts int) error {
	binary, err := buildWordCount(directory)
	if err != nil {
		return err
	}
	info, err := os.Stat(binary)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", socketAddress)
	if err != nil {
		return err
	}
	defer l.Close()
	var times []time.Duration
	var idle served
	for range max(1, starts) {
		s, err := serve(l, binary, nil, 0)
		if err != nil {
			return err
		}
		times, idle = append(times, s.connected), s
	}
	slices.Sort(times)
	const part = 100
	text := corpora()[0].text(part * 1e6)
	busy, err := serve(l, binary, text, max(1, mb/part))
	if err != nil {
		return err
	}
	sent := float64(len(text)*max(1, mb/part)) / 1e9
	fmt.Fprintf(out, "binary %d bytes\nstart to connection %.1f ms (median of %d)\nidle %.1f MB\n", info.Size(), times[len(times)/2].Seconds()*1e3, len(times), idle.peak)
	fmt.Fprintf(out, "%.1f GB: %.2f CPU s per GB, at most %.1f MB\n", sent, busy.cpu/sent, busy.peak)
	return nil
}

// buildWordCount builds as streamc does.
func buildWordCount(directory string) (string, error) {
	binary := filepath.Join(directory, "wordcount")
	cmd := exec.Command("go", "build", "-ldflags", "-s -w", "-o", binary, "github.com/streamc-dev/streamc/generated/wordcount/cmd/wordcount")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, said)
	}
	return binary, nil
}

// served is a run of the binary: start to connection, CPU seconds, most memory in MB.
type served struct {
	connected time.Duration
	cpu, peak float64
}

// serve starts the binary, sends it text times over, and ends it when it has read all.
func serve(l net.Listener, binary string, text []byte, times int) (s served, err error) {
	cmd := exec.Command(binary)
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return s, err
	}
	c, err := l.Accept()
	if err != nil {
		return s, err
	}
	s.connected = time.Since(begin)
	for range times {
		if _, err := c.Write(text); err != nil {
			return s, err
		}
	}
	if err := c.(*net.TCPConn).CloseWrite(); err != nil {
		return s, err
	}
	if _, err := io.Copy(io.Discard, c); err != nil { // ends when the other side has read to the end
		return s, err
	}
	if err := c.Close(); err != nil {
		return s, err
	}
	s.peak = peakMB(cmd.Process.Pid)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		return s, err
	}
	err = cmd.Wait()
	s.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	return s, err
}
