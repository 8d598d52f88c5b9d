package dsl

import (
	"math/rand/v2"
	"sort"
	"strings"
	"testing"
)

// noise is what may stand between tokens: line ends, comments, odd spaces.
var noise = []string{"\n", "\n\n\n", " // a\n", "\n// b\n", "\n    # c\n", "\t", "   ", "\n        ", " // d\n\n// e\n", ";", "\r\n"}

// disturb changes a text at token borders: it puts noise in, and, if cut is set, leaves tokens out, doubles them or swaps them.
func disturb(rnd *rand.Rand, text string, cut bool) string {
	tokens := scan("f", text).tokens
	changes := map[int]string{}
	for range 1 + rnd.IntN(8) {
		changes[rnd.IntN(len(tokens))] = noise[rnd.IntN(len(noise))]
	}
	var b strings.Builder
	end := 0
	for i, t := range tokens {
		b.WriteString(text[end:t.span.Start.Offset])
		end = t.span.End.Offset
		b.WriteString(changes[i])
		switch roll := rnd.IntN(200); {
		case !cut || roll > 5:
			b.WriteString(text[t.span.Start.Offset:end])
		case roll < 2:
			other := tokens[rnd.IntN(len(tokens))]
			b.WriteString(text[other.span.Start.Offset:other.span.End.Offset])
		case roll < 4:
			b.WriteString(strings.Repeat(text[t.span.Start.Offset:end]+" ", 2))
		}
	}
	return b.String() + text[end:]
}

// corpus is the examples in order.
func corpus(t testing.TB) []string {
	files := examples(t)
	var names, texts []string
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		texts = append(texts, files[name])
	}
	return texts
}

// TestRandomLayouts prints examples that were disturbed, as far as they still are programs.
func TestRandomLayouts(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	texts := corpus(t)
	good := 0
	for range 100 {
		text := disturb(rnd, texts[rnd.IntN(len(texts))], false)
		if _, list := Parse("f.pipe", []byte(text)); !list.HasErrors() {
			good++
			checkStable(t, "f.pipe", text)
		}
	}
	if good < 10 {
		t.Errorf("only %d of 100 layouts are programs", good)
	}
}

// TestRandomErrors parses examples with tokens missing, doubled and exchanged.
func TestRandomErrors(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	texts := corpus(t)
	for range 100 {
		text := disturb(rnd, texts[rnd.IntN(len(texts))], true)
		file, list := Parse("f.pipe", []byte(text))
		if list.HasErrors() {
			Format(file)
			continue
		}
		checkStable(t, "f.pipe", text)
	}
}
