package main

import (
	"bufio"
	"bytes"
	"strings"
)

// naive is the program that one writes first: a scanner, a split, a map.
func naive(text []byte) counts {
	count := map[string]int64{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		for _, word := range strings.Split(lines.Text(), " ") {
			count[word]++
		}
	}
	return func(yield func(string, int64) bool) {
		for word, n := range count {
			if !yield(word, n) {
				return
			}
		}
	}
}

// mapOfPointers allocates only for new words: the most that one gets out of a Go map.
func mapOfPointers(text []byte) counts {
	count := map[string]*int64{}
	start := 0
	for i, b := range text {
		if b != ' ' && b != '\n' {
			continue
		}
		if n := count[string(text[start:i])]; n != nil {
			*n++
		} else {
			one := int64(1)
			count[string(text[start:i])] = &one
		}
		start = i + 1
	}
	return func(yield func(string, int64) bool) {
		for word, n := range count {
			if !yield(word, *n) {
				return
			}
		}
	}
}
