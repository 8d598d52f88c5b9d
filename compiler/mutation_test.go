package compiler_test

import (
	"flag"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

var (
	mutations    = flag.Int("mutations", 400, "how many changed programs TestMutations checks")
	mutationSeed = flag.Uint64("mutation-seed", 1, "the seed of TestMutations")
)

// mutationTokens cuts a program into what is exchanged.
var mutationTokens = regexp.MustCompile("\"[^\"\n]*\"|`[^`]*`|[\\pL_0-9]+|[ \\t]+|\n|=>|\\?\\?|[=!<>]=|.")

// mutationLimit is how long one program may take; the slowest takes some milliseconds.
const mutationLimit = 5 * time.Second

// TestMutations checks programs with tokens and subtrees deleted, doubled, exchanged and replaced: parser and checker never panic, end soon, and speak about
// places that the file has.
func TestMutations(t *testing.T) {
	var corpus []string
	for _, name := range pipeFiles(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		corpus = append(corpus, string(text))
	}
	for i := range *mutations {
		seed := *mutationSeed + uint64(i)
		text := mutated(rand.New(rand.NewPCG(seed, 0)), corpus)
		began := time.Now()
		survivesMutation(t, seed, text)
		if took := time.Since(began); took > mutationLimit {
			t.Errorf("seed %d took %v", seed, took)
		}
		if t.Failed() {
			t.Fatalf("-mutation-seed=%d -mutations=1 repeats it:\n%s", seed, text)
		}
	}
}

func survivesMutation(t *testing.T, seed uint64, text string) {
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("seed %d panics: %v\n%s", seed, r, text)
		}
	}()
	lines := strings.Split(text, "\n")
	for _, d := range refusal([]byte(text)) {
		s, e := d.Span.Start, d.Span.End
		inside := s.Offset >= 0 && s.Offset <= e.Offset && e.Offset <= len(text) && s.Line >= 1 && e.Line <= len(lines) &&
			s.Column >= 1 && s.Column <= len([]rune(lines[s.Line-1]))+1
		if !inside {
			t.Errorf("seed %d: %v stands at %v, outside the file", seed, d, d.Span)
		}
	}
}

// mutated is a program of the corpus with one to four changes.
func mutated(r *rand.Rand, corpus []string) string {
	tokens := mutationTokens.FindAllString(corpus[r.IntN(len(corpus))], -1)
	for range 1 + r.IntN(4) {
		i := r.IntN(len(tokens))
		j := subtree(tokens, i)
		piece := append([]string{}, tokens[i:j]...)
		switch r.IntN(5) {
		case 0: // delete
			tokens = append(append([]string{}, tokens[:i]...), tokens[j:]...)
		case 1: // double
			tokens = append(append(append([]string{}, tokens[:j]...), piece...), tokens[j:]...)
		case 2: // exchange
			k := r.IntN(len(tokens))
			tokens[i], tokens[k] = tokens[k], tokens[i]
		case 3: // put what stands elsewhere
			k := r.IntN(len(tokens))
			other := append([]string{}, tokens[k:subtree(tokens, k)]...)
			tokens = append(append(append([]string{}, tokens[:i]...), other...), tokens[j:]...)
		case 4: // put what stands in another program
			other := mutationTokens.FindAllString(corpus[r.IntN(len(corpus))], -1)
			tokens[i] = other[r.IntN(len(other))]
		}
		if len(tokens) == 0 {
			return ""
		}
	}
	return strings.Join(tokens, "")
}

// subtree is the end of the bracket that opens at i, or of the one token.
func subtree(tokens []string, i int) int {
	depth := 0
	for j := i; j < len(tokens); j++ {
		switch tokens[j] {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			depth--
		}
		if depth <= 0 {
			return j + 1
		}
	}
	return i + 1
}
