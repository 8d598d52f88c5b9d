package main

import (
	"fmt"
	"strings"
)

// diffContext is how many equal lines stand around a change.
const diffContext = 3

// diff shows how b differs from a, in the form of `diff -u`. Both are small: it looks for the longest common subsequence of lines directly.
func diff(nameA, nameB, a, b string) string {
	edits := editScript(lines(a), lines(b))
	var out strings.Builder
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", nameA, nameB)
	for at := 0; at < len(edits); {
		from, to := nextHunk(edits, at)
		if from == to {
			break
		}
		hunk(&out, edits, from, to)
		at = to
	}
	return out.String()
}

// edit is one line: ' ' in both, '-' only in a, '+' only in b.
type edit struct {
	mark byte
	text string
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

func editScript(a, b []string) []edit {
	// common[i][j] is the length of the longest common subsequence of a[i:] and b[j:].
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []edit
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, edit{' ', a[i]})
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || common[i+1][j] >= common[i][j+1]):
			out = append(out, edit{'-', a[i]})
			i++
		default:
			out = append(out, edit{'+', b[j]})
			j++
		}
	}
	return out
}

// nextHunk is the next range of edits that has changes, with the lines around them; from == to when there is none.
func nextHunk(edits []edit, at int) (from, to int) {
	first := at
	for first < len(edits) && edits[first].mark == ' ' {
		first++
	}
	if first == len(edits) {
		return at, at
	}
	last, quiet := first, 0
	for i := first; i < len(edits) && quiet <= 2*diffContext; i++ {
		if edits[i].mark == ' ' {
			quiet++
			continue
		}
		last, quiet = i, 0
	}
	return max(at, first-diffContext), min(len(edits), last+1+diffContext)
}

func hunk(out *strings.Builder, edits []edit, from, to int) {
	lineA, lineB := 1, 1
	for _, e := range edits[:from] {
		if e.mark != '+' {
			lineA++
		}
		if e.mark != '-' {
			lineB++
		}
	}
	countA, countB := 0, 0
	for _, e := range edits[from:to] {
		if e.mark != '+' {
			countA++
		}
		if e.mark != '-' {
			countB++
		}
	}
	fmt.Fprintf(out, "@@ -%d,%d +%d,%d @@\n", lineA, countA, lineB, countB)
	for _, e := range edits[from:to] {
		fmt.Fprintf(out, "%c%s\n", e.mark, e.text)
	}
}
