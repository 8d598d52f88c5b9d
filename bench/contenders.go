package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/streamc-dev/streamc/generated/wordcount"
	rt "github.com/streamc-dev/streamc/runtime"
	"github.com/streamc-dev/streamc/runtime/scan"
	"github.com/streamc-dev/streamc/runtime/seam"
)

// counts are the rows that a contender has made, in any order.
type counts = iter.Seq2[string, int64]

// A contender counts the words of a text.
type contender struct {
	name string
	run  func(input) (sample, error)
}

// input is a text in memory and, for other programs, in a file.
type input struct {
	text []byte // padded
	file string
}

// sample is one measurement, and what all contenders must agree on.
type sample struct {
	CPU, Wall float64 // seconds
	Keys      int64
	Check     uint64 // sum of count * FNV-1a of the key
}

// contenders are all that can run here. The first is what the others are compared with.
func contenders(workers int, directory string) []contender {
	all := []contender{
		{"emitted", pipeline},
		{"by hand", inProcess(func(text []byte) counts { return byHand(text, 1, scan.Options{}) })},
		{"by hand, no assembly", inProcess(func(text []byte) counts { return byHand(text, 1, scan.Options{Portable: true}) })},
		{"Go naive", inProcess(naive)},
		{"Go map, no allocation", inProcess(mapOfPointers)},
	}
	if workers > 1 {
		name := fmt.Sprintf("by hand, %d workers", workers)
		all = append(all, contender{name, inProcess(func(text []byte) counts { return byHand(text, workers, scan.Options{}) })})
	}
	binary, err := buildC(directory)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench: without the C yardsticks:", err)
		return all
	}
	return append(all, contender{"C passes", otherProcess(binary, "passes")}, contender{"C plain", otherProcess(binary, "plain")})
}

// inProcess measures a function of the text.
func inProcess(count func([]byte) counts) func(input) (sample, error) {
	return func(in input) (sample, error) {
		clock := startClock()
		rows := count(in.text)
		s := clock.stop()
		for word, n := range rows {
			s.Keys++
			s.Check += uint64(n) * fnv(word)
		}
		return s, nil
	}
}

func fnv(text string) uint64 {
	hash := uint64(14695981039346656037)
	for i := range len(text) {
		hash = (hash ^ uint64(text[i])) * 1099511628211
	}
	return hash
}

// pipeline runs the program that the compiler emits for word count, on one worker and as one batch, with its sources, blocks, checks and sorted rows.
func pipeline(in input) (sample, error) {
	var rows []rt.Pair[string, int64]
	still := seam.NewVirtual(time.Unix(0, 0)) // the batch ends with the text
	p := wordcount.New(wordcount.Options{
		Lines: rt.Lines(bytes.NewReader(in.text)),
		WordCount: func(_ context.Context, _ int64, batch []rt.Pair[string, int64]) error {
			rows = batch
			return nil
		},
		Run: rt.RunOptions{Workers: 1, Text: io.Discard, World: seam.World{Clock: still}},
	})
	clock := startClock()
	err := p.Run(context.Background())
	s := clock.stop()
	for _, row := range rows {
		s.Keys++
		s.Check += uint64(row.Value) * fnv(row.Key)
	}
	return s, err
}

// byHand counts in the form of emitted programs, with workers that take blocks in turn and merge in place.
func byHand(text []byte, workers int, options scan.Options) counts {
	seed := scan.NewSeed()
	all := make([]*wordCount, workers)
	next := blocks(text)
	parallel(workers, func(i int) {
		w := newWordCount(seed, options)
		all[i] = w
		for block := next(); block != nil; block = next() {
			if !w.block(block) {
				panic("bench: a count has overflowed")
			}
		}
	})
	parallel(workers, func(part int) {
		for i, other := range all {
			if i != part {
				all[part].merge(other, part, workers)
			}
		}
	})
	return func(yield func(string, int64) bool) {
		for part, w := range all {
			for id := range w.counts.Ids() {
				if w.counts.InPart(id, part, workers) && !yield(w.counts.Key(id), *w.counts.Value(id)) {
					return
				}
			}
			w.counts.Close()
		}
	}
}

// blockSize is about what a worker reads at a time.
const blockSize = 512 << 10

// blocks hands out the text in blocks of whole lines, to several workers.
func blocks(text []byte) func() []byte {
	var bounds []int
	for at := 0; at < len(text); {
		end := len(text)
		if at+blockSize < end {
			end = at + bytes.LastIndexByte(text[at:at+blockSize], '\n') + 1
		}
		bounds = append(bounds, at, end)
		at = end
	}
	var taken atomic.Int64
	return func() []byte {
		i := int(taken.Add(2) - 2)
		if i >= len(bounds) {
			return nil
		}
		return text[bounds[i]:bounds[i+1]]
	}
}

func parallel(workers int, work func(int)) {
	var all sync.WaitGroup
	for i := range workers {
		all.Go(func() { work(i) })
	}
	all.Wait()
}

//go:embed c/wordcount.c
var cSource []byte

// buildC compiles the C yardsticks with the system's gcc.
func buildC(directory string) (string, error) {
	source, binary := filepath.Join(directory, "wordcount.c"), filepath.Join(directory, "wordcount")
	if err := os.WriteFile(source, cSource, 0o644); err != nil {
		return "", err
	}
	out, err := exec.Command("gcc", "-O3", "-march=native", "-o", binary, source).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("gcc: %w: %s", err, out)
	}
	return binary, nil
}

// otherProcess lets a program measure itself.
func otherProcess(binary, variant string) func(input) (sample, error) {
	return func(in input) (s sample, err error) {
		out, err := exec.Command(binary, variant, in.file, strconv.Itoa(len(in.text))).Output()
		if err != nil {
			return s, fmt.Errorf("%s %s: %w", binary, variant, err)
		}
		return s, json.Unmarshal(out, &s)
	}
}
