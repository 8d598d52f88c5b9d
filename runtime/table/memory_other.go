//go:build !linux

package table

// On other systems tables use ordinary memory.

func reserveBytes(int64) int { return 0 }

func reserve(int) []byte { return nil }

func populate([]byte, bool) bool { return false }

func release([]byte) {}
