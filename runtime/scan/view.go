package scan

import "unsafe"

// View is text as a string that shares its memory: for a key in scratch memory, which holds until that is overwritten.
func View(text []byte) string { return unsafe.String(unsafe.SliceData(text), len(text)) }
