package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// clock measures the process: CPU time with that of the garbage collector.
type clock struct {
	wall time.Time
	cpu  time.Duration
}

// startClock starts with a heap that is swept, so that nobody pays for the one before.
func startClock() clock {
	runtime.GC()
	return clock{time.Now(), cpuTime()}
}

func (c clock) stop() sample {
	return sample{CPU: (cpuTime() - c.cpu).Seconds(), Wall: time.Since(c.wall).Seconds()}
}

// peakMB is the most memory that a process had so far; 0 where the system does not say. The usage that a process leaves behind would not do: it counts what its
// parent had.
func peakMB(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	var kib float64
	if _, after, ok := strings.Cut(string(status), "VmHWM:"); ok {
		_, _ = fmt.Sscan(after, &kib) // a number, as proc(5) says
	}
	return kib * 1024 / 1e6
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// interleave runs n contenders in rounds, each time beginning with another, and checks that they agree. It returns samples[contender][round].
func interleave(n, rounds int, run func(int) (sample, error)) ([][]sample, error) {
	samples := make([][]sample, n)
	for round := range rounds {
		for k := range n {
			i := (round + k) % n
			s, err := run(i)
			if err != nil {
				return nil, err
			}
			samples[i] = append(samples[i], s)
		}
		for i := range samples {
			if a, b := samples[0][round], samples[i][round]; a.Keys != b.Keys || a.Check != b.Check {
				return nil, fmt.Errorf("contender %d has %d keys and sum %x, contender 0 has %d and %x", i, b.Keys, b.Check, a.Keys, a.Check)
			}
		}
	}
	return samples, nil
}

// report prints what each contender does per CPU second, and how many times faster the first one is.
func report(out io.Writer, names []string, samples [][]sample, unit string, amount float64) {
	fmt.Fprintf(out, "%-24s %12s %10s   %s\n", "", unit+"/CPU-s", unit+"/s", names[0]+" is faster by: CPU (min, max), wall (min, max)")
	for i, name := range names {
		rate, _, _ := spread(samples[i], func(r int) float64 { return amount / samples[i][r].CPU })
		wall, _, _ := spread(samples[i], func(r int) float64 { return amount / samples[i][r].Wall })
		c, cLow, cHigh := spread(samples[i], func(r int) float64 { return samples[i][r].CPU / samples[0][r].CPU })
		w, wLow, wHigh := spread(samples[i], func(r int) float64 { return samples[i][r].Wall / samples[0][r].Wall })
		fmt.Fprintf(out, "%-24s %12.1f %10.1f   %.2fx (%.2f, %.2f)   %.2fx (%.2f, %.2f)\n", name, rate, wall, c, cLow, cHigh, w, wLow, wHigh)
	}
}

// spread is the median, the least and the greatest value over the rounds.
func spread(rounds []sample, value func(round int) float64) (median, low, high float64) {
	values := make([]float64, len(rounds))
	for r := range rounds {
		values[r] = value(r)
	}
	slices.Sort(values)
	return values[len(values)/2], values[0], values[len(values)-1]
}
