package scan

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
	"unsafe"
)

// wordsOf is what Words must find, by the standard library.
func wordsOf(block string, separator byte) []string {
	if block == "" {
		return nil
	}
	var all []string
	for line := range strings.SplitSeq(strings.TrimSuffix(block, "\n"), "\n") {
		all = append(all, strings.Split(line, string(rune(separator)))...)
	}
	return all
}

// returns takes "\r" off words at the ends of lines.
func withoutReturns(block string) string {
	return strings.ReplaceAll(block, "\r\n", "\n")
}

func words(block []byte, separator byte, portable bool) []string {
	var all []string
	w := NewWords(separator, Options{Portable: portable})
	for w.Start(block); w.Next(); {
		for i := range w.Len() {
			if w.Size(i) != len(w.At(i)) {
				panic("Size is not the length of At")
			}
			all = append(all, strings.Clone(w.At(i)))
		}
	}
	return all
}

func checkWords(t *testing.T, block string, separator byte) {
	t.Helper()
	padded := append(make([]byte, 0, len(block)+Padding), block...)
	for i := range padded[len(block):cap(padded)] {
		padded[:cap(padded)][len(block)+i] = "\n \r"[i%3] // must not matter
	}
	want := wordsOf(withoutReturns(block), separator)
	for _, portable := range []bool{false, true} {
		if got := words(padded, separator, portable); !slices.Equal(got, want) {
			t.Fatalf("portable %v: words of %q are %q, want %q", portable, block, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, block := range []string{
		"", "\n", "a", "a\n", " ", " \n", "a b\n", "a  b\n", "\n\n", "a\r\nb\r\n", "\r\n", "a\rb\r\r\n", "a \r\n", "one two\nthree", "one two ",
		strings.Repeat("x", 63) + "\r\ny\n", strings.Repeat("x", 200) + " y\n", strings.Repeat(" ", 1000) + "\n", strings.Repeat("ab ", 1000),
		strings.Repeat("\n", 300), strings.Repeat("\r\n", 300), strings.Repeat("long", 4000) + "\n" + strings.Repeat("w ", 500),
	} {
		checkWords(t, block, ' ')
		checkWords(t, block, 'a')
		checkWords(t, block, '\n')
	}
}

func TestRandomWords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		block := make([]byte, r.IntN(2000))
		for i := range block {
			block[i] = "abcdefghijklmnopqrstuvw  \n\r\x00\x1f\x21\x0b\x80\xa0\x8a\xff"[r.IntN(35)]
		}
		checkWords(t, string(block), ' ')
	}
}

func FuzzWords(f *testing.F) {
	f.Add("some words\r\nand  more", byte(' '))
	f.Fuzz(func(t *testing.T, block string, separator byte) {
		if separator < utf8.RuneSelf && separator != '\r' {
			checkWords(t, block, separator)
		}
	})
}

func TestHashQueueEqualsAdd(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var text []byte
		for range 400 {
			for range r.IntN([]int{4, 17, 50}[r.IntN(3)]) {
				text = append(text, byte('0'+r.IntN(70)))
			}
			text = append(text, ' ')
		}
		checkHash(t, Pad(text))
	}
}

func FuzzHash(f *testing.F) {
	f.Add([]byte("some words and averyveryveryverylongone "))
	f.Fuzz(func(t *testing.T, block []byte) { checkHash(t, Pad(block)) })
}

// checkHash compares the queue that is filled from positions, by both kinds of code, with one filled key by key.
func checkHash(t *testing.T, block []byte) {
	t.Helper()
	w := NewWords(' ', Options{})
	seed := NewSeed()
	hashed, portable, added := NewKeys(seed, Options{}), NewKeys(seed, Options{Portable: true}), NewKeys(seed, Options{})
	for w.Start(block); w.Next(); {
		hashed.Hash(&w)
		portable.Hash(&w)
		added.Clear()
		for i := range w.Len() {
			added.Add(w.At(i))
		}
		for i := range w.Len() {
			a, b, c := hashed.List[i], portable.List[i], added.List[i]
			if c.Size() > Inline {
				c.Lo = b.Lo // offsets differ
			}
			if a != b || b != c || hashed.Text(i) != w.At(i) || added.Text(i) != w.At(i) || a.Hash() != seed.Hash(w.At(i)) {
				t.Fatalf("key %q: %x, portable %x, added %x", w.At(i), a, b, c)
			}
		}
		if hashed.HasLong != added.HasLong || portable.HasLong != added.HasLong {
			t.Fatal("HasLong differs")
		}
	}
}

func TestRehash(t *testing.T) {
	q := NewKeys(NewSeed(), Options{})
	for i := range 100 {
		q.Add(strings.Repeat("z", i%33))
	}
	other := NewSeed()
	q.Rehash(other)
	for i := range q.Len() {
		if q.Text(i) != strings.Repeat("z", i%33) || q.List[i].Hash() != other.Hash(q.Text(i)) {
			t.Fatalf("key %d is %q", i, q.Text(i))
		}
	}
}

func TestLoadReadsTheKeyAndNoMore(t *testing.T) {
	text := "0123456789abcdefghijklmnop"
	for n := range Inline + 1 {
		lo, hi := Load(text[3 : 3+n])
		var want [16]byte
		copy(want[:], text[3:3+n])
		if lo != load64(unsafe.Pointer(&want), 0) || hi != load64(unsafe.Pointer(&want), 8) {
			t.Fatalf("%d bytes: %x %x", n, lo, hi)
		}
		if q := NewKeys(Seed{1, 2}, Options{}); n == 8 {
			q.Add(text[3 : 3+n])
			q.AddWord(lo)
			q.AddHashed(q.List[0].Lo, q.List[0].Hi, q.List[0].Meta)
			if q.List[0] != q.List[1] || q.List[1] != q.List[2] {
				t.Fatal("AddWord or AddHashed is not as Add")
			}
		}
	}
}

func TestHashesSpread(t *testing.T) {
	seed := NewSeed()
	var top, low [256]int
	for i := range 256 * 1000 {
		h := seed.Hash(fmt.Sprint(i))
		top[h>>24]++
		low[h&255]++
	}
	for i := range 256 {
		if top[i] < 700 || top[i] > 1300 || low[i] < 700 || low[i] > 1300 {
			t.Fatalf("of 1000 hashes expected, %d have top byte %d and %d that as low one", top[i], i, low[i])
		}
	}
}

func TestKeepMovesWords(t *testing.T) {
	w := NewWords(' ', Options{})
	w.Start(Pad([]byte("a bb ccc dd e\n")))
	w.Next()
	n := 0
	for i := range w.Len() {
		if w.Size(i) > 1 {
			n = w.Keep(n, i)
		}
	}
	w.Truncate(n)
	q := NewKeys(NewSeed(), Options{})
	q.Hash(&w)
	if q.Len() != 3 || q.Text(0) != "bb" || q.Text(1) != "ccc" || q.Text(2) != "dd" {
		t.Fatal(q.Len(), q.Text(0), q.Text(1), q.Text(2))
	}
}

func TestLines(t *testing.T) {
	for block, want := range map[string][]string{
		"": nil, "\n": {""}, "a": {"a"}, "a\nb": {"a", "b"}, "a\r\n\r\nb\r\n": {"a", "", "b"}, "a\rb\n": {"a\rb"}, "a\r\r\n": {"a\r"},
	} {
		var got []string
		for lines := EachLine([]byte(block)); lines.Next(); {
			got = append(got, lines.Text())
		}
		if !slices.Equal(got, want) {
			t.Fatalf("lines of %q are %q, want %q", block, got, want)
		}
	}
}

func TestSplit(t *testing.T) {
	for _, text := range []string{"", ",", "a", "a,b", ",,a, b,, c", strings.Repeat("x", 40) + "," + strings.Repeat("y", 16) + ",z", strings.Repeat("x", 16) + ",", strings.Repeat("x", 17)} {
		for _, separator := range []string{",", ", ", "xx", "é"} {
			var got []string
			for parts := Split(text, separator); parts.Next(); {
				got = append(got, parts.Text())
			}
			if want := strings.Split(text, separator); !slices.Equal(got, want) {
				t.Fatalf("%q at %q: %q, want %q", text, separator, got, want)
			}
		}
	}
}

func TestHasHigh(t *testing.T) {
	for n := range 200 {
		block := bytes.Repeat([]byte("a"), n)
		if HasHigh(block) {
			t.Fatal("ASCII has a high byte")
		}
		for i := range block {
			block[i] = 0x80
			if !HasHigh(block) {
				t.Fatalf("byte %d of %d is not seen", i, n)
			}
			block[i] = 'a'
		}
	}
}

// The expected texts are those of Python's bytes.decode("utf-8", errors="replace").
func TestRepair(t *testing.T) {
	for _, c := range [][2]string{
		{"plain", "plain"}, {"gr\u00fc\u00df", "gr\u00fc\u00df"}, {"\xff", "\uFFFD"}, {"a\xffb", "a\uFFFDb"}, {"\xff\xfe", "\uFFFD\uFFFD"},
		{"\xf0\x9f\x98", "\uFFFD"}, {"\xf0\x9f\x98x", "\uFFFDx"}, {"\xe2\x82", "\uFFFD"}, {"\xe2\x28\xa1", "\uFFFD(\uFFFD"}, {"\xc3", "\uFFFD"},
		{"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"}, {"\xc0\xaf", "\uFFFD\uFFFD"}, {"\xe0\x80\x80", "\uFFFD\uFFFD\uFFFD"}, {"\xf4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
		{"\xf0\x80\x80", "\uFFFD\uFFFD\uFFFD"}, {"\x80\u20ac\x80", "\uFFFD\u20ac\uFFFD"}, {"\uFFFD\xc3", "\uFFFD\uFFFD"}, {"\xf1\x80\xc3\xa9", "\uFFFD\u00e9"},
	} {
		if got := string(Repair(nil, []byte(c[0]))); got != c[1] {
			t.Errorf("%q becomes %q, want %q", c[0], got, c[1])
		}
	}
}

func FuzzRepair(f *testing.F) {
	f.Add([]byte("\xf0\x9f\x98x\xc3\xa9"))
	f.Fuzz(func(t *testing.T, block []byte) {
		got := Repair(nil, block)
		if !utf8.Valid(got) {
			t.Fatalf("%q becomes %q", block, got)
		}
		// The standard library makes one of each run: apart from that it must agree.
		one := strings.ToValidUTF8(string(block), "\uFFFD")
		runs := func(s string) string {
			for strings.Contains(s, "\uFFFD\uFFFD") {
				s = strings.ReplaceAll(s, "\uFFFD\uFFFD", "\uFFFD")
			}
			return s
		}
		if runs(string(got)) != runs(one) {
			t.Fatalf("%q becomes %q, want %q but for runs", block, got, one)
		}
	})
}
