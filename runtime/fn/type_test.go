package fn

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

type sample struct {
	Name  string
	Score float64
	Tags  []string
	At    Opt[Time]
	Seen  Map[string, Pair[int64, bool]]
	Ids   Set[int64]
	Raw   []byte
	Long  Tuple3[Duration, string, string]
}

var sampleType = RecordOf("Sample",
	Field("name", String, func(r *sample) *string { return &r.Name }).Outside("@name"),
	Field("score", Float, func(r *sample) *float64 { return &r.Score }).Default(1.5),
	Field("tags", ListOf(String), func(r *sample) *[]string { return &r.Tags }),
	Field("at", OptOf(TimeType), func(r *sample) *Opt[Time] { return &r.At }),
	Field("seen", MapOf(String, PairOf(Int, Bool)), func(r *sample) *Map[string, Pair[int64, bool]] { return &r.Seen }),
	Field("ids", SetOf(Int), func(r *sample) *Set[int64] { return &r.Ids }),
	Field("raw", Bytes, func(r *sample) *[]byte { return &r.Raw }),
	Field("long", Tuple3Of(DurationType, String, String), func(r *sample) *Tuple3[Duration, string, string] { return &r.Long }))

// generator makes random values from small sets, so that equal ones are frequent.
type generator struct{ *rand.Rand }

func (g generator) text() string {
	letters := []string{"", "a", "\x00", "\x00\x01", "\xFF", "ab", "é"}
	return letters[g.IntN(len(letters))] + letters[g.IntN(len(letters))]
}

func (g generator) int() int64 {
	return []int64{0, 1, -1, 255, -256, math.MaxInt64, math.MinInt64}[g.IntN(7)]
}

func (g generator) float() float64 {
	return []float64{0, math.Copysign(0, -1), 1.5, -1.5, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, 5e-324}[g.IntN(9)]
}

func (g generator) sample() sample {
	s := sample{Name: g.text(), Score: g.float(), Raw: []byte(g.text()), Long: Tuple3[Duration, string, string]{Duration(g.int()), g.text(), g.text()}}
	for range g.IntN(3) {
		s.Tags = append(s.Tags, g.text())
		s.Seen = MapPut(String, s.Seen, g.text(), Pair[int64, bool]{g.int(), g.IntN(2) == 0})
		s.Ids = SetAdd(Int, s.Ids, g.int())
	}
	if g.IntN(2) == 0 {
		s.At = Some(Time(g.int()))
	}
	return s
}

func TestKeyBytesSortAsValues(t *testing.T) {
	g := generator{rand.New(rand.NewPCG(1, 2))}
	for range 20000 {
		a, b := g.sample(), g.sample()
		if g.IntN(2) == 0 { // differ late
			tail := b.Long
			b = a
			b.Long = tail
		}
		checkPair(t, sampleType, a, b)
		checkPair(t, Float, a.Score, b.Score)
		checkPair(t, String, a.Name, b.Name)
		checkPair(t, OptOf(TimeType), a.At, b.At)
		checkPair(t, Bool, a.At.OK, b.At.OK)
	}
}

// checkPair compares every order and equality of a and b: typed, by key bytes, dynamic.
func checkPair[T any](t *testing.T, typ *Type[T], a, b T) {
	t.Helper()
	want := typ.Compare(a, b)
	for _, last := range []bool{true, false} {
		ka, kb := typ.AppendKey(nil, a, last), typ.AppendKey(nil, b, last)
		if got := bytes.Compare(ka, kb); got != want {
			t.Fatalf("key bytes of %s and %s (last %v): order %d, want %d", typ.Text(a), typ.Text(b), last, got, want)
		}
		if dyn := AppendKey(nil, typ.Shape, typ.Box(a), last); !bytes.Equal(dyn, ka) {
			t.Fatalf("dynamic key bytes of %s differ: %x, %x", typ.Text(a), dyn, ka)
		}
		back, rest, ok := typ.ParseKey(string(ka), last)
		if !ok || rest != "" || !typ.Equal(back, a) {
			t.Fatalf("key of %s (last %v) read as %s, rest %q, %v", typ.Text(a), last, typ.Text(back), rest, ok)
		}
	}
	if typ.Equal(a, b) != (want == 0) || Compare(typ.Shape, typ.Box(a), typ.Box(b)) != want || typ.Compare(b, a) != -want {
		t.Fatalf("orders of %s and %s disagree", typ.Text(a), typ.Text(b))
	}
}

func TestUnboxAndBinary(t *testing.T) {
	g := generator{rand.New(rand.NewPCG(3, 4))}
	for range 2000 {
		s := g.sample()
		if !sampleType.Equal(sampleType.Unbox(sampleType.Box(s)), s) {
			t.Fatalf("unboxed %s", sampleType.Text(s))
		}
		data := sampleType.AppendBinary(nil, s)
		back, rest, err := sampleType.ParseBinary(append(data, "rest"...))
		if err != nil || string(rest) != "rest" || !sampleType.Equal(back, s) {
			t.Fatalf("binary of %s: %s, %q, %v", sampleType.Text(s), sampleType.Text(back), rest, err)
		}
		if owned := sampleType.Own(s); !sampleType.Equal(owned, s) {
			t.Fatalf("own of %s: %s", sampleType.Text(s), sampleType.Text(owned))
		}
	}
}

func TestBinaryIsCut(t *testing.T) {
	g := generator{rand.New(rand.NewPCG(5, 6))}
	for range 300 {
		data := sampleType.AppendBinary(nil, g.sample())
		for n := range data {
			if _, _, err := sampleType.ParseBinary(data[:n]); err == nil {
				t.Fatalf("%d of %d bytes were taken for a whole value", n, len(data))
			}
		}
	}
}

func FuzzBinary(f *testing.F) {
	g := generator{rand.New(rand.NewPCG(7, 8))}
	for range 20 {
		data := sampleType.AppendBinary(nil, g.sample())
		f.Add(data)
		for i := range data {
			flipped := slices.Clone(data)
			flipped[i] ^= byte(1 << g.IntN(8))
			f.Add(flipped)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, rest, err := sampleType.ParseBinary(data)
		if err == nil && len(rest) > len(data) {
			t.Error("more rest than input")
		}
		if err == nil {
			again, _, err := sampleType.ParseBinary(sampleType.AppendBinary(nil, v))
			if err != nil || !sampleType.Equal(v, again) {
				t.Errorf("%s became %s, %v", sampleType.Text(v), sampleType.Text(again), err)
			}
		}
	})
}

func FuzzParseKey(f *testing.F) {
	g := generator{rand.New(rand.NewPCG(9, 10))}
	for range 20 {
		f.Add(string(sampleType.AppendKey(nil, g.sample(), true)))
	}
	f.Fuzz(func(t *testing.T, data string) {
		if v, rest, ok := sampleType.ParseKey(data, true); ok {
			if back := string(sampleType.AppendKey(nil, v, true)) + rest; len(back) != len(data) {
				t.Errorf("%q was read as the key %q", data, back)
			}
		}
	})
}

func TestOwnCopies(t *testing.T) {
	if Int.Own != nil || ListOf(Int).Own != nil || PairOf(Int, Float).Own != nil || MapOf(Int, Bool).Own != nil || OptOf(TimeType).Own != nil || SetOf(Int).Own != nil {
		t.Error("a type without text has an Own")
	}
	text := []byte("ab")
	typ := ListOf(Bytes)
	owned := typ.Own([][]byte{text})
	text[0] = 'x'
	if string(owned[0]) != "ab" {
		t.Errorf("owned bytes changed to %s", owned[0])
	}
}

func TestTypedTextAndJSON(t *testing.T) {
	pair := PairOf(String, Int)
	v := Pair[string, int64]{"a", 1}
	got := []string{pair.Text(v), pair.Repr(v), pair.Scala(v, nil), pair.Console(v, nil), pair.JSON(v), pair.Shape.String()}
	want := []string{`("a", 1)`, `('a', 1)`, `(a,1)`, `{a, 1}`, `["a",1]`, "(string, int)"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if back, err := pair.ParseJSON([]byte(`["a",1]`)); err != nil || back != v {
		t.Errorf("got %v, %v", back, err)
	}
	row, err := sampleType.DecodeJSON([]byte(`{"@name":"n","tags":[],"seen":{},"ids":[2,1],"raw":"","long":[1,"",""]}`))
	if err != nil || row.Score != 1.5 || row.Name != "n" || !slices.Equal(row.Ids.Elems, []int64{1, 2}) || row.At.OK {
		t.Errorf("got %+v, %v", row, err)
	}
	if ParseJSONText(Int, "x").OK || ParseJSONText(Int, "7") != Some(int64(7)) {
		t.Error("parseJson of an int")
	}
}

func TestTuples(t *testing.T) {
	t8 := Tuple8Of(Int, Int, Int, Int, Int, Int, Int, String)
	v := Tuple8[int64, int64, int64, int64, int64, int64, int64, string]{1, 2, 3, 4, 5, 6, 7, "x"}
	if got := t8.Text(v); got != `(1, 2, 3, 4, 5, 6, 7, "x")` {
		t.Error(got)
	}
	texts := []string{
		Tuple4Of(Int, Int, Int, Int).Text(Tuple4[int64, int64, int64, int64]{1, 2, 3, 4}),
		Tuple5Of(Int, Int, Int, Int, Int).Text(Tuple5[int64, int64, int64, int64, int64]{1, 2, 3, 4, 5}),
		Tuple6Of(Int, Int, Int, Int, Int, Int).Text(Tuple6[int64, int64, int64, int64, int64, int64]{1, 2, 3, 4, 5, 6}),
		Tuple7Of(Int, Int, Int, Int, Int, Int, Int).Text(Tuple7[int64, int64, int64, int64, int64, int64, int64]{1, 2, 3, 4, 5, 6, 7}),
	}
	if want := []string{"(1, 2, 3, 4)", "(1, 2, 3, 4, 5)", "(1, 2, 3, 4, 5, 6)", "(1, 2, 3, 4, 5, 6, 7)"}; !slices.Equal(texts, want) {
		t.Error(texts)
	}
}

// The hash is seen by users and decides partitions on disk: these values may never change.
func TestHashIsFixed(t *testing.T) {
	for _, c := range []struct{ got, want int64 }{{String.Hash("a"), -5808556873153909620}, {Int.Hash(1), Hash(Int.Shape, int64(1))},
		{PairOf(String, Int).Hash(Pair[string, int64]{"a", 1}), Hash(TupleShape(String.Shape, Int.Shape), []any{"a", int64(1)})}} {
		if c.got != c.want {
			t.Errorf("got %d, want %d", c.got, c.want)
		}
	}
}
