package fn

import (
	"math"
	"math/big"
	"slices"
	"testing"
)

func TestCheckedArithmetic(t *testing.T) {
	values := []int64{0, 1, -1, 2, -2, 7, -7, 1 << 31, -1 << 31, 3037000500, math.MaxInt64, math.MaxInt64 - 1, math.MinInt64, math.MinInt64 + 1}
	type operation struct {
		name  string
		ours  func(a, b int64) (int64, bool)
		exact func(z, a, b *big.Int) *big.Int
		zero  bool // b must not be 0
	}
	for _, op := range []operation{{"add", Add, (*big.Int).Add, false}, {"sub", Sub, (*big.Int).Sub, false}, {"mul", Mul, (*big.Int).Mul, false},
		{"div", DivInt, (*big.Int).Quo, true}, {"rem", Rem, (*big.Int).Rem, true}} {
		for _, a := range values {
			for _, b := range values {
				got, ok := op.ours(a, b)
				if op.zero && b == 0 {
					if ok {
						t.Errorf("%s %d by zero is ok", op.name, a)
					}
					continue
				}
				want := op.exact(new(big.Int), big.NewInt(a), big.NewInt(b))
				if ok != want.IsInt64() || ok && got != want.Int64() {
					t.Errorf("%s %d %d: got %d, %v, want %s", op.name, a, b, got, ok, want)
				}
			}
		}
	}
}

func TestPythonModulo(t *testing.T) {
	for _, c := range [][3]int64{{7, 3, 1}, {-7, 3, 2}, {7, -3, -2}, {-7, -3, -1}, {6, 3, 0}, {math.MinInt64, -1, 0}} {
		if got, ok := Mod(c[0], c[1]); got != c[2] || !ok {
			t.Errorf("mod(%d, %d) = %d, %v", c[0], c[1], got, ok)
		}
	}
	if v, fault := FloatMod(-7.5, 2); v != 0.5 || fault != nil {
		t.Errorf("float mod: %v, %v", v, fault)
	}
	if _, fault := IntMod(1, 0); fault == nil || fault.Code != CodeDivision {
		t.Errorf("mod by zero: %v", fault)
	}
}

func TestRoundLikePython(t *testing.T) {
	for _, c := range []struct {
		x      float64
		digits int64
		want   float64
	}{{2.5, 0, 2}, {3.5, 0, 4}, {-2.5, 0, -2}, {2.675, 2, 2.67}, {1234.5, -2, 1200}, {1e300, 400, 1e300}, {5, -400, 0}, {0.30000000000000004, 17, 0.30000000000000004}} {
		if got := Round(c.x, c.digits); got != c.want {
			t.Errorf("round(%v, %d) = %v, want %v", c.x, c.digits, got, c.want)
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), 9.3e18, -9.3e18} {
		if _, fault := Floor(x); fault == nil {
			t.Errorf("floor(%v) is an int", x)
		}
	}
}

func TestStrings(t *testing.T) {
	for _, c := range []struct {
		from, to int64
		want     string
	}{{1, 3, "éc"}, {-2, 99, "cd"}, {3, 1, ""}, {-99, 1, "a"}, {0, 4, "aécd"}, {math.MinInt64, math.MaxInt64, "aécd"}} {
		if got := Substring("aécd", c.from, c.to); got != c.want {
			t.Errorf("substring(%d, %d) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
	if SubstringFrom("héllo", 2) != "llo" || Len("é") != 1 || Upper("straße") != "STRASSE" {
		t.Error("characters, not bytes")
	}
	for text, want := range map[string]Opt[int64]{" 42\n": Some(int64(42)), "-1": Some(int64(-1)), "+1": Some(int64(1)), "": {}, "1.0": {}, "1_0": {}, "9223372036854775808": {}} {
		if got := ToInt(text); got != want {
			t.Errorf("toInt(%q) = %v", text, got)
		}
	}
	for text, want := range map[string]Opt[float64]{" 1e3 ": Some(1000.0), "inf": Some(math.Inf(1)), "0x1p3": {}, "1_0": {}, "1e999": {}, "x": {}} {
		if got := ToFloat(text); got != want {
			t.Errorf("toFloat(%q) = %v", text, got)
		}
	}
}

func TestListsStayAsTheyAre(t *testing.T) {
	xs := make([]int64, 2, 10)
	xs[0], xs[1] = 2, 1
	a, b := Append(xs, 3), Append(xs, 4)
	if !slices.Equal(a, []int64{2, 1, 3}) || !slices.Equal(b, []int64{2, 1, 4}) {
		t.Errorf("append shares memory: %v %v", a, b)
	}
	c, d := Concat(xs[:1], a), Concat(xs[:1], b)
	if !slices.Equal(c, []int64{2, 2, 1, 3}) || !slices.Equal(d, []int64{2, 2, 1, 4}) {
		t.Errorf("concat shares memory: %v %v", c, d)
	}
	Sort(Int, xs)
	Reverse(xs)
	ToSet(Int, xs)
	if !slices.Equal(xs, []int64{2, 1}) {
		t.Errorf("the list changed: %v", xs)
	}
	m := Map[string, int64]{}
	m1 := MapPut(String, m, "b", 1)
	m2 := MapPut(String, m1, "a", 2)
	m3 := MapPut(String, m2, "b", 3)
	if len(m.Entries) != 0 || m1.Entries[0].Value != 1 || m2.Entries[1].Value != 1 || m3.Entries[1].Value != 3 || len(MapRemove(String, m3, "a").Entries) != 1 || len(m3.Entries) != 2 {
		t.Errorf("maps changed: %v %v %v %v", m, m1, m2, m3)
	}
	s := ToSet(Int, []int64{3, 1, 3})
	s2 := SetAdd(Int, s, 2)
	if len(s.Elems) != 2 || !slices.Equal(s2.Elems, []int64{1, 2, 3}) || len(SetRemove(Int, s2, 2).Elems) != 2 || len(s2.Elems) != 3 || !SetHas(Int, s2, 2) || SetHas(Int, s, 2) {
		t.Errorf("sets changed: %v %v", s, s2)
	}
}

func TestLists(t *testing.T) {
	xs := []int64{3, 1, 2}
	for _, n := range []int64{-1, 0, 2, 9} {
		k := int(max(0, min(n, 3)))
		if !slices.Equal(Take(xs, n), xs[:k]) || !slices.Equal(Drop(xs, n), xs[k:]) || !slices.Equal(TakeLast(xs, n), xs[3-k:]) {
			t.Errorf("take, drop, takeLast of %d", n)
		}
	}
	if _, fault := At(xs, 3); fault == nil || fault.Code != CodeIndex {
		t.Errorf("index 3 of 3: %v", fault)
	}
	if v, fault := At(xs, 2); v != 2 || fault != nil {
		t.Errorf("index 2: %d %v", v, fault)
	}
	if Min(Int, xs) != Some(int64(1)) || Max(Int, xs) != Some(int64(3)) || Min(Int, nil).OK || Avg(xs) != Some(2.0) || AvgFloat(nil).OK {
		t.Error("min, max, avg")
	}
	if _, fault := Sum([]int64{math.MaxInt64, 1}); fault == nil || fault.Code != CodeOverflow {
		t.Errorf("overflow of a sum: %v", fault)
	}
	if got := Distinct(Float, []float64{1, math.NaN(), 1, math.NaN(), 0, math.Copysign(0, -1)}); len(got) != 3 {
		t.Errorf("distinct: %v", got)
	}
	groups := GroupBy(Int, []int64{1, 0, 1}, []string{"a", "b", "c"})
	if got := MapOf(Int, ListOf(String)).Text(groups); got != `[0: ["b"], 1: ["a", "c"]]` {
		t.Errorf("groupBy: %s", got)
	}
	if got := SortBy(Int, []int64{1, 0, 1}, []string{"a", "b", "c"}); !slices.Equal(got, []string{"b", "a", "c"}) {
		t.Errorf("sort by: %v", got)
	}
	if _, fault := Range(0, math.MaxInt64); fault == nil || fault.Code != CodeLimit {
		t.Errorf("a long range: %v", fault)
	}
	if got, _ := Range(2, 5); !slices.Equal(got, []int64{2, 3, 4}) {
		t.Errorf("range: %v", got)
	}
	if _, fault := MapAt(String, Map[string, int64]{}, "k"); fault == nil || fault.Code != CodeMissingKey {
		t.Errorf("missing key: %v", fault)
	}
	if got := MapFrom(String, []Pair[string, int64]{{"b", 1}, {"a", 2}, {"b", 3}}); MapOf(String, Int).Text(got) != `["a": 2, "b": 3]` {
		t.Errorf("map of entries: %v", got)
	}
}

func TestFaults(t *testing.T) {
	f := FaultDivision().At("a.pipe:1:2")
	if f.Error() != "a.pipe:1:2: R0412: division by zero" || f.At("elsewhere") != f {
		t.Error(f.Error())
	}
	if (*Fault)(nil).At("x") != nil {
		t.Error("success became a fault")
	}
}
