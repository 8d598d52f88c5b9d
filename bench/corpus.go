package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"strconv"

	"github.com/streamc-dev/streamc/runtime/scan"
)

// A corpus is a text of lines of words. The same seed and size give the same bytes everywhere.
type corpus struct {
	name, about string
	word        func(*rand.Rand) []byte
}

// corpora are the kinds of text that word counting is measured on.
func corpora() []corpus {
	return []corpus{
		{"zipf", "50k words, s = 1.0", zipfWords(50_000)},
		{"tiny", "100 words", zipfWords(100)},
		{"card", "5M keys, uniform", cardWords(5_000_000)},
		{"uuid", "1M keys of 36 bytes", uuidWords(1_000_000)},
	}
}

// text makes at least size bytes of lines of 60 to 120 bytes.
func (c corpus) text(size int) []byte {
	r := rand.New(rand.NewPCG(1, uint64(len(c.name))))
	text := make([]byte, 0, size+1024+scan.Padding)
	for len(text) < size {
		for end := len(text) + 60 + r.IntN(50); ; {
			text = append(text, c.word(r)...)
			if len(text) >= end {
				break
			}
			text = append(text, ' ')
		}
		text = append(text, '\n')
	}
	return text
}

// zipfWords draws from n words, the k-th with probability proportional to 1/k. Frequent words are short, as in English: with 50k words one takes 6.35 bytes with
// its separator on average.
func zipfWords(n int) func(*rand.Rand) []byte {
	vocabulary := rand.New(rand.NewPCG(2, uint64(n)))
	words := make([][]byte, n)
	sums := make([]float64, n)
	sum, seen := 0.0, map[string]bool{}
	for k := range words {
		for {
			word := letters(vocabulary, 2+int(math.Log(float64(k+2))/1.65+1.6*vocabulary.Float64()))
			if !seen[string(word)] {
				words[k], seen[string(word)] = word, true
				break
			}
		}
		sum += 1 / float64(k+1)
		sums[k] = sum
	}
	return func(r *rand.Rand) []byte { return words[min(sort.SearchFloat64s(sums, r.Float64()*sum), n-1)] }
}

func letters(r *rand.Rand, n int) []byte {
	word := make([]byte, n)
	for i := range word {
		word[i] = "etaoinshrdlucmfwypvbgkjqxz"[min(r.IntN(26), r.IntN(26))]
	}
	return word
}

// cardWords draws from n keys like key0004711: with the separator 12.6 bytes on average.
func cardWords(n int) func(*rand.Rand) []byte {
	var word []byte
	return func(r *rand.Rand) []byte {
		k := r.IntN(n)
		word = strconv.AppendInt(append(word[:0], "user"...), int64(k)*1001%10_000_019, 10)
		return word
	}
}

// uuidWords draws from n keys in the form of UUIDs.
func uuidWords(n int) func(*rand.Rand) []byte {
	var word []byte
	return func(r *rand.Rand) []byte {
		k := rand.New(rand.NewPCG(3, r.Uint64N(uint64(n))))
		a, b := k.Uint64(), k.Uint64()
		word = fmt.Appendf(word[:0], "%08x-%04x-%04x-%04x-%012x", a>>32, a>>16&0xffff, a&0xffff, b>>48, b&0xffffffffffff)
		return word
	}
}
