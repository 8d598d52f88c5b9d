package dsl

// The limits of a file. They keep time and memory of the compiler linear in what a person could have written, and are far above it.
const (
	maxFileBytes = 1 << 20 // bytes of a file
	maxDepth     = 200     // brackets, blocks, operators and interpolations inside each other
	maxArgs      = 1000    // arguments of a call, elements of a list, fields of a record
	maxItems     = 10000   // items of a file, statements of a block
	maxErrors    = 100     // syntax errors told about one file
)
