package ops

import "strings"

// Catalogue is every operator, in the order of the reference. The slice is the caller's.
func Catalogue() []*Op {
	return []*Op{
		// sources
		socket, textFiles, files, stdin, rate, queue, input,
		// row by row
		mapRows, flatMap, filter,
		// by key
		reduceByKey,
		// outputs
		print, pprint,
	}
}

func withName(text, name string) string { return strings.ReplaceAll(text, "%s", name) }
