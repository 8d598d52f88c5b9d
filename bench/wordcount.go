package main

import (
	"github.com/streamc-dev/streamc/runtime/scan"
	"github.com/streamc-dev/streamc/runtime/table"
)

// wordCount is what
//
//	words  = lines.flatMap(line => line.split(" "))
//	pairs  = words.map(word => (word, 1))
//	counts = pairs.reduceByKey((a, b) => a + b)
//
// becomes: the form that emitted code has, written by hand. One worker owns one of these.
type wordCount struct {
	words  scan.Words
	keys   scan.Keys
	counts *table.Table[int64]
}

func newWordCount(seed scan.Seed, options scan.Options) *wordCount {
	return &wordCount{
		words:  scan.NewWords(' ', options),
		keys:   scan.NewKeys(seed, options),
		counts: table.New[int64](table.Options{Seed: seed, Portable: options.Portable}),
	}
}

// block counts the words of a block of whole lines. It reports false if a count overflows.
func (w *wordCount) block(block []byte) bool {
	for w.words.Start(block); w.words.Next(); {
		w.keys.Hash(&w.words)
		w.counts.Probe(&w.keys)
		for i := range w.keys.Len() {
			count, fresh := w.counts.At(&w.keys, i)
			if fresh {
				*count = 1
				continue
			}
			sum := *count + 1
			if sum < *count {
				return false
			}
			*count = sum
		}
	}
	return true
}

// merge adds the counts of a partition that another worker has.
func (w *wordCount) merge(other *wordCount, part, parts int) bool {
	return w.counts.MergeFrom(other.counts, part, parts, func(into, from *int64, fresh bool) bool {
		sum := *into + *from
		*into = sum
		return fresh || sum >= *from
	})
}
