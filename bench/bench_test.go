package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/runtime/scan"
)

func TestTextsAreTheSameEachTimeAndHaveShortLines(t *testing.T) {
	for _, c := range corpora() {
		text := c.text(100_000)
		if again := c.text(100_000); !bytes.Equal(text, again) {
			t.Fatalf("%s: two texts differ", c.name)
		}
		for line := range strings.Lines(string(text)) {
			if len(line) < 61 || len(line) > 150 {
				t.Fatalf("%s: a line has %d bytes", c.name, len(line))
			}
		}
	}
}

func TestMeanWordsAreThoseOfTheReference(t *testing.T) {
	want := map[string][2]float64{"zipf": {6.2, 6.5}, "tiny": {4, 5.5}, "card": {11.5, 12.8}, "uuid": {37, 37}}
	for _, c := range corpora() {
		text := c.text(1_000_000)
		words := bytes.Count(text, []byte(" ")) + bytes.Count(text, []byte("\n"))
		if mean := float64(len(text)) / float64(words); mean < want[c.name][0] || mean > want[c.name][1] {
			t.Errorf("%s: %.2f bytes per word with its separator, want %v", c.name, mean, want[c.name])
		}
	}
}

// TestContendersAgree runs those that need nothing but Go, which must count the same.
func TestContendersAgree(t *testing.T) {
	for _, c := range corpora() {
		text := c.text(2_000_000)
		programs := map[string]func(input) (sample, error){
			"emitted":   pipeline,
			"map":       inProcess(mapOfPointers),
			"by hand":   inProcess(func(text []byte) counts { return byHand(text, 1, scan.Options{}) }),
			"portable":  inProcess(func(text []byte) counts { return byHand(text, 1, scan.Options{Portable: true}) }),
			"3 workers": inProcess(func(text []byte) counts { return byHand(text, 3, scan.Options{}) }),
		}
		want, err := inProcess(naive)(input{text: text})
		if err != nil {
			t.Fatal(err)
		}
		for name, program := range programs {
			got, err := program(input{text: text})
			if err != nil || got.Keys != want.Keys || got.Check != want.Check {
				t.Errorf("%s: %s has %d keys and sum %x, want %d and %x", c.name, name, got.Keys, got.Check, want.Keys, want.Check)
			}
		}
	}
}

func TestInterleaveFindsAWrongContender(t *testing.T) {
	if _, err := interleave(2, 1, func(i int) (sample, error) { return sample{Check: uint64(i)}, nil }); err == nil {
		t.Fatal("contenders that differ are not found")
	}
}

func TestSpread(t *testing.T) {
	rounds := []sample{{CPU: 3}, {CPU: 1}, {CPU: 2}}
	median, low, high := spread(rounds, func(r int) float64 { return rounds[r].CPU })
	if median != 2 || low != 1 || high != 3 {
		t.Fatal(median, low, high)
	}
}
