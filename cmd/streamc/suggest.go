package main

import (
	"fmt"
	"strings"
)

// didYouMean is `; did you mean "x"?` for the name that is nearest to word, or nothing when none is near.
func didYouMean(word string, names []string) string {
	best, distance := "", len(word)/3+2
	for _, name := range names {
		d := editDistance(strings.ToLower(word), name)
		if len(word) > 1 && strings.HasPrefix(name, word) {
			d = 1
		}
		if d < distance {
			best, distance = name, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// editDistance counts the letters to put in, take out, change or swap with their neighbour to turn a into b (Damerau and Levenshtein's distance in its
// restricted form).
func editDistance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
