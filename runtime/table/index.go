package table

import "unsafe"

// shardWords is the size of a shard: 128 KiB, which splits in some 60 microseconds.
const shardWords = 1 << 14

// maxLoad is the number of words at which a shard splits: 3/4. Half of it would be 5 % faster and take 13 bytes more per key.
const maxLoad = shardWords * 3 / 4

// maxDepth bits of the hash choose a shard: together with the place in it that is all 32.
const maxDepth = 32 - 14

// maxProbe is the longest way from a word's own place to where it stands. At this load chance does not reach it; keys made to collide do.
const maxProbe = 1024

// shard is an open-addressing table of words hash << 32 | entry number, probed linearly; 0 is free.
type shard struct {
	words [shardWords]uint64
	count int32
	depth uint32 // this many top bits of hash are the same in all words
	_     [56]byte
}

// index finds entries by hash: shards[hash >> (32 - depth)]. Several neighbours point to the same shard when its depth is less.
type index struct {
	shards []*shard
	shift  uint32 // 32 - depth
	unused []*shard
	region *region // nil: ordinary memory
}

type insertion int

const (
	inserted insertion = iota
	noRoom             // the limit, or the system, gives no more memory
	flooded            // too many words have nearly the same hash; the word may be there or not
)

// depthFor is the depth of an index for n keys that are spread evenly.
func depthFor(n int) uint32 {
	depth := uint32(0)
	for n > maxLoad*15/16<<depth && depth < maxDepth { // 15/16: shards are not all equally full
		depth++
	}
	return depth
}

func (x *index) shard(hash uint32) *shard { return x.shards[uint64(hash)>>x.shift] }

// insert adds a word that is not there.
func (x *index) insert(hash, number uint32, limit *limit) insertion {
	s := x.shard(hash)
	for s.count >= maxLoad {
		if s.depth == maxDepth {
			return flooded
		}
		if !x.split(hash, limit) {
			return noRoom
		}
		s = x.shard(hash)
	}
	if s.add(uint64(hash)<<32|uint64(number)) >= maxProbe {
		return flooded
	}
	return inserted
}

// add puts a word into a shard that is not full and returns how far from its place it stands.
func (s *shard) add(word uint64) (distance uint32) {
	home := uint32(word >> 32)
	for s.words[(home+distance)%shardWords] != 0 {
		distance++
	}
	s.words[(home+distance)%shardWords] = word
	s.count++
	return distance
}

// split moves half of the words of hash's shard, those with the next bit set, to a new one.
func (x *index) split(hash uint32, limit *limit) bool {
	old, ok := x.shard(hash), false
	var upper, copied *shard
	if upper, ok = x.take(limit); !ok {
		return false
	}
	if copied, ok = x.take(limit); !ok {
		x.unused = append(x.unused, upper)
		return false
	}
	if old.depth == 32-x.shift {
		x.double()
	}
	bit := uint32(1) << (31 - old.depth)
	old.depth++
	upper.depth = old.depth
	x.point(hash|bit, upper)
	copied.words = old.words
	clear(old.words[:])
	old.count = 0
	for _, word := range copied.words {
		if word == 0 {
			continue
		}
		into := old
		if uint32(word>>32)&bit != 0 {
			into = upper
		}
		into.add(word)
	}
	clear(copied.words[:])
	x.unused = append(x.unused, copied)
	return true
}

// double makes two of each place in the directory.
func (x *index) double() {
	shards := make([]*shard, 2*len(x.shards))
	for i, s := range x.shards {
		shards[2*i], shards[2*i+1] = s, s
	}
	x.shards = shards
	x.shift--
}

// point lets all places of the directory for a hash (as far as the depth of s goes) be s.
func (x *index) point(hash uint32, s *shard) {
	places := uint64(1) << (32 - x.shift - s.depth)
	first := uint64(hash) >> x.shift &^ (places - 1)
	for i := range places {
		x.shards[first+i] = s
	}
}

// take returns an empty shard.
func (x *index) take(limit *limit) (*shard, bool) {
	if n := len(x.unused); n > 0 {
		s := x.unused[n-1]
		x.unused = x.unused[:n-1]
		return s, true
	}
	if x.region == nil {
		if !limit.take(int64(unsafe.Sizeof(shard{}))) {
			return nil, false
		}
		return new(shard), true
	}
	at := x.region.used
	if !x.region.commit(at+int(unsafe.Sizeof(shard{})), limit) {
		return nil, false
	}
	x.region.used += int(unsafe.Sizeof(shard{}))
	return (*shard)(unsafe.Add(x.region.base, at)), true
}

// remove deletes a word, which must be there, and moves those behind it to where they are found without it.
func (x *index) remove(hash, number uint32) {
	s := x.shard(hash)
	hole := hash % shardWords
	for s.words[hole] != uint64(hash)<<32|uint64(number) {
		hole = (hole + 1) % shardWords
	}
	for next := (hole + 1) % shardWords; s.words[next] != 0; next = (next + 1) % shardWords {
		home := uint32(s.words[next]>>32) % shardWords
		if (next-home)%shardWords >= (next-hole)%shardWords { // its way leads over the hole
			s.words[hole] = s.words[next]
			hole = next
		}
	}
	s.words[hole] = 0
	s.count--
}

// clear forgets all words and keeps the shards.
func (x *index) clear() {
	for i, s := range x.shards {
		if i == 0 || s != x.shards[i-1] {
			clear(s.words[:])
			s.count = 0
		}
	}
}

// forget sets the place of one word to 0, which must be there. After it for all words the index is empty; in between it is no index.
func (x *index) forget(hash, number uint32) {
	s := x.shard(hash)
	place := hash % shardWords
	for s.words[place] != uint64(hash)<<32|uint64(number) {
		place = (place + 1) % shardWords
	}
	s.words[place] = 0
	s.count = 0
}

// shape makes an index without words into one of a depth.
func (x *index) shape(depth uint32, limit *limit) bool {
	for i, s := range x.shards {
		if i == 0 || s != x.shards[i-1] {
			x.unused = append(x.unused, s)
		}
	}
	x.shards, x.shift = make([]*shard, 0, 1<<depth), 32-depth
	for range 1 << depth {
		s, ok := x.take(limit)
		if !ok {
			return false
		}
		s.depth = depth
		x.shards = append(x.shards, s)
	}
	return true
}
