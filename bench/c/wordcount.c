// wordcount plain|passes FILE [LIMIT]: counts the words of a text, on one core, to have a yardstick for the emitted programs.
//
//   plain   a loop over bytes, FNV-1a, open addressing with stored hashes, memcmp: what a C programmer writes first
//   passes  the way of the runtime: separator positions of a block (AVX2), load + mask + hash into a queue, probe of the index with prefetches,
//           compare and count; dense entries in order of insertion, an index of hash << 32 | entry + 1
//
// The file is loaded first; only the counting pass is measured. It prints one line of JSON: seconds of CPU and wall time, words, distinct keys,
// and the sum of count * FNV-1a(key), by which all contenders are compared.
#define _GNU_SOURCE
#include <fcntl.h>
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef uint64_t u64;
typedef uint32_t u32;
typedef uint8_t u8;
typedef unsigned __int128 u128;

static u64 words, distinct, check;

static void *pages(size_t n) {
	void *p = mmap(0, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (p == MAP_FAILED) { perror("mmap"); exit(1); }
	return p;
}

static const u64 FNV = 14695981039346656037ull, PRIME = 1099511628211ull;

static u64 fnv(const u8 *p, size_t n) {
	u64 h = FNV;
	for (size_t i = 0; i < n; i++) h = (h ^ p[i]) * PRIME;
	return h;
}

static void row(const u8 *key, size_t n, u64 count) { distinct++; check += count * fnv(key, n); }

// ---- plain, also for long keys of passes

typedef struct { u64 hash; u64 at; u32 len; u64 count; } slot;
static slot *slots;
static u64 slot_mask = (1 << 16) - 1, slots_used;
static u8 *arena, *arena_end;

static void slots_grow(void) {
	slot *old = slots;
	u64 old_mask = slot_mask;
	slot_mask = slot_mask * 2 + 1;
	slots = pages((slot_mask + 1) * sizeof(slot));
	for (u64 i = 0; i <= old_mask; i++) if (old[i].count) {
		u64 j = old[i].hash & slot_mask;
		while (slots[j].count) j = (j + 1) & slot_mask;
		slots[j] = old[i];
	}
	munmap(old, (old_mask + 1) * sizeof(slot));
}

static inline void plain_add(const u8 *p, u32 n, u64 hash) {
	for (u64 i = hash & slot_mask;; i = (i + 1) & slot_mask) {
		slot *s = &slots[i];
		if (!s->count) {
			*s = (slot){hash, arena_end - arena, n, 1};
			memcpy(arena_end, p, n);
			arena_end += n;
			if (++slots_used * 2 > slot_mask) slots_grow();
			return;
		}
		if (s->hash == hash && s->len == n && !memcmp(arena + s->at, p, n)) { s->count++; return; }
	}
}

static void plain_start(void) { slots = pages((slot_mask + 1) * sizeof(slot)); arena = arena_end = pages(1ull << 33); }

static void plain(const u8 *p, const u8 *end) {
	plain_start();
	while (p < end) {
		const u8 *start = p;
		u64 h = FNV;
		while (*p != ' ' && *p != '\n') { h = (h ^ *p) * PRIME; p++; }
		plain_add(start, p - start, h ^ h >> 32);
		words++;
		p++;
	}
}

static void plain_rows(void) {
	for (u64 i = 0; i <= slot_mask; i++) if (slots[i].count) row(arena + slots[i].at, slots[i].len, slots[i].count);
}

// ---- passes

enum { BLOCK = 4096 };
typedef struct { u64 lo, hi, hash; u32 len, candidate; } queued;
typedef struct { u64 lo, hi; u32 len, unused; u64 count; } entry;
static entry *entries;
static u32 entries_used;
static u64 *index_words, index_mask = (1 << 16) - 1;
static u32 positions[BLOCK + 64];
static queued queue[BLOCK];
static u64 mask_lo[17], mask_hi[17];

static inline u64 load(const u8 *p) { u64 x; memcpy(&x, p, 8); return x; }
static inline u64 mix(u64 a, u64 b) { u128 r = (u128)(a ^ 0x9E3779B97F4A7C15ull) * (b ^ 0xE7037ED1A0B428DBull); return (u64)r ^ (u64)(r >> 64); }

static inline u64 separators(const u8 *p) {
	const __m256i space = _mm256_set1_epi8(' '), line = _mm256_set1_epi8('\n');
	__m256i a = _mm256_loadu_si256((const void *)p), b = _mm256_loadu_si256((const void *)(p + 32));
	u32 x = _mm256_movemask_epi8(_mm256_or_si256(_mm256_cmpeq_epi8(a, space), _mm256_cmpeq_epi8(a, line)));
	u32 y = _mm256_movemask_epi8(_mm256_or_si256(_mm256_cmpeq_epi8(b, space), _mm256_cmpeq_epi8(b, line)));
	return x | (u64)y << 32;
}

static u32 find_positions(const u8 *block, u32 n) {
	u32 *out = positions;
	for (u32 i = 0; i < n; i += 64) {
		u64 m = separators(block + i);
		u32 count = __builtin_popcountll(m);
		for (int j = 0; j < 8; j++) { out[j] = i + __builtin_ctzll(m); m &= m - 1; }
		if (count > 8) {
			for (int j = 8; j < 16; j++) { out[j] = i + __builtin_ctzll(m); m &= m - 1; }
			for (u32 j = 16; j < count; j++) { out[j] = i + __builtin_ctzll(m); m &= m - 1; }
		}
		out += count;
	}
	while (out > positions && out[-1] >= n) out--;
	return out - positions;
}

static void index_grow(void) {
	u64 *old = index_words, old_mask = index_mask;
	index_mask = index_mask * 2 + 1;
	index_words = pages((index_mask + 1) * 8);
	for (u64 i = 0; i <= old_mask; i++) if (old[i]) {
		u64 j = (old[i] >> 32) & index_mask;
		while (index_words[j]) j = (j + 1) & index_mask;
		index_words[j] = old[i];
	}
	munmap(old, (old_mask + 1) * 8);
}

static void insert(const queued *q) {
	u32 hash = q->hash;
	for (u64 i = hash & index_mask;; i = (i + 1) & index_mask) {
		u64 word = index_words[i];
		if (!word) {
			entries[entries_used++] = (entry){q->lo, q->hi, q->len, 0, 1};
			index_words[i] = (u64)hash << 32 | entries_used;
			if (entries_used * 2ull > index_mask) index_grow();
			return;
		}
		entry *e = &entries[(u32)word - 1];
		if ((u32)(word >> 32) == hash && e->lo == q->lo && e->hi == q->hi && e->len == q->len) { e->count++; return; }
	}
}

static void add_long(const u8 *p, u32 n) {
	u64 h = n;
	u32 left = n;
	for (const u8 *q = p; left > 8; q += 8, left -= 8) h = mix(h ^ load(q), h);
	plain_add(p, n, mix(h ^ load(p + n - 8), h));
}

static void passes(const u8 *p, const u8 *end) {
	plain_start();
	index_words = pages((index_mask + 1) * 8);
	entries = pages(sizeof(entry) * (1ull << 28));
	for (int n = 0; n <= 16; n++) {
		mask_lo[n] = n >= 8 ? ~0ull : (1ull << 8 * n) - 1;
		mask_hi[n] = n >= 16 ? ~0ull : n > 8 ? (1ull << 8 * (n - 8)) - 1 : 0;
	}
	const u8 *start = p;
	for (; p < end; p += BLOCK) {
		u32 count = find_positions(p, end - p < BLOCK ? end - p : BLOCK), n = 0;
		words += count;
		for (u32 i = 0; i < count; i++) {
			const u8 *stop = p + positions[i];
			u32 len = stop - start;
			if (__builtin_expect(len <= 16, 1)) {
				u64 lo = load(start) & mask_lo[len], hi = load(start + 8) & mask_hi[len], hash = mix(lo, hi);
				__builtin_prefetch(&index_words[(u32)hash & index_mask], 1);
				queue[n++] = (queued){lo, hi, hash, len, 0};
			} else add_long(start, len);
			start = stop + 1;
		}
		for (u32 i = 0; i < n; i++) {
			u32 hash = queue[i].hash;
			u64 j = hash & index_mask, word;
			while ((word = index_words[j]) && (u32)(word >> 32) != hash) j = (j + 1) & index_mask;
			queue[i].candidate = word;
			__builtin_prefetch(&entries[(u32)word - 1], 1);
		}
		for (u32 i = 0; i < n; i++) {
			queued *q = &queue[i];
			entry *e = &entries[q->candidate - 1];
			if (q->candidate && e->lo == q->lo && e->hi == q->hi && e->len == q->len) e->count++;
			else insert(q);
		}
	}
}

static void passes_rows(void) {
	for (u32 i = 0; i < entries_used; i++) row((const u8 *)&entries[i], entries[i].len, entries[i].count);
	plain_rows();
}

static double seconds(struct timeval t) { return t.tv_sec + t.tv_usec * 1e-6; }

int main(int argc, char **argv) {
	if (argc < 3) { fprintf(stderr, "usage: wordcount plain|passes FILE [LIMIT]\n"); return 2; }
	int file = open(argv[2], O_RDONLY);
	struct stat st;
	if (file < 0 || fstat(file, &st)) { perror(argv[2]); return 1; }
	u64 size = argc > 3 ? strtoull(argv[3], 0, 10) : (u64)st.st_size, have = 0;
	u8 *text = pages(size + 4096);
	while (have < size) {
		ssize_t n = read(file, text + have, size - have);
		if (n <= 0) { perror("read"); return 1; }
		have += n;
	}
	int with_passes = !strcmp(argv[1], "passes");
	struct rusage ru0, ru1;
	struct timespec t0, t1;
	getrusage(RUSAGE_SELF, &ru0);
	clock_gettime(CLOCK_MONOTONIC, &t0);
	if (with_passes) passes(text, text + size);
	else plain(text, text + size);
	clock_gettime(CLOCK_MONOTONIC, &t1);
	getrusage(RUSAGE_SELF, &ru1);
	if (with_passes) passes_rows();
	else plain_rows();
	printf("{\"cpu\":%.6f,\"wall\":%.6f,\"words\":%lu,\"keys\":%lu,\"check\":%lu}\n",
		seconds(ru1.ru_utime) - seconds(ru0.ru_utime) + seconds(ru1.ru_stime) - seconds(ru0.ru_stime),
		(t1.tv_sec - t0.tv_sec) + (t1.tv_nsec - t0.tv_nsec) * 1e-9, words, distinct, check);
	return 0;
}
