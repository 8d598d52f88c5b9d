// Package scan finds words, lines and keys in blocks of text, in passes over a short queue.
//
// In goes a block: the bytes of whole lines, as a source has read them. Out come positions of words ([Words]), and hashed keys ([Keys])
// that package table looks up many at a time, so that cache misses overlap:
//
//	for words.Start(block); words.Next(); {   // where the next words of the block are
//		keys.Hash(&words)                     // load, mask and hash them
//		counts.Probe(&keys)                   // look all of them up in the index
//		for i := range keys.Len() {           // apply
//			count, fresh := counts.At(&keys, i)
//
// A filter or a map stands between the passes: it reads [Words.At] and queues what it wants with [Keys.Add].
//
// Invariants:
//   - A block may be read up to [Padding] bytes behind its end (kernels load whole vectors): its slice has that much more capacity, or its
//     memory is known to go on. What stands there does not matter. [Pad] gives a slice that room.
//   - Strings and positions are borrowed: they point into the block, and hold until the block is overwritten.
//   - A block is shorter than 2 GiB. The processor is little-endian: keys are compared as words.
//   - Assembly kernels and their twins in Go give the same results for every input; Options.Portable chooses the twins.
package scan

// Padding is the number of readable bytes that follow each block.
const Padding = 64

// Queue is the most words or keys that one pass holds. 256 keys of 32 bytes stay in the first-level cache beside their text.
const Queue = 256

// Pad returns block with [Padding] bytes of capacity behind its end, copying it if need be.
func Pad(block []byte) []byte {
	if cap(block)-len(block) >= Padding {
		return block
	}
	padded := make([]byte, len(block), len(block)+Padding)
	copy(padded, block)
	return padded
}
