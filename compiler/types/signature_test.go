package types

import "testing"

func TestParseSignature(t *testing.T) {
	cases := []struct{ text, recv, param, result string }{
		{"flow[(K, V)].reduceByKey(f: (V, V) -> V) -> flow[(K, V)] where K: key", "flow[(K, V)]", "(V, V) -> V", "flow[(K, V)]"},
		{"stream[T].window(size: const duration, slide: const duration = none) -> stream[T]", "stream[T]", "duration", "stream[T]"},
		{"[T].map(f: T -> U) -> [U]", "[T]", "T -> U", "[U]"},
		{"flow[T].flatMap(f: T -> many U) -> flow[U]", "flow[T]", "T -> [U] or U?", "flow[U]"},
		{"stream[(K, V)].updateStateByKey(f: ([V], S?) -> S?; initial: [(K, S)] = none) -> stream[(K, S)]", "stream[(K, V)]", "([V], S?) -> S?", "stream[(K, S)]"},
		{"map[K, V].get(k: K) -> V?", "map[K, V]", "K", "V?"},
		{"T?.orElse(other: T) -> T", "T?", "T", "T"},
		{"string.take(n: int = -1) -> string", "string", "int", "string"},
		{"flow[T].union(others: flow[T]...) -> flow[T]", "flow[T]", "flow[T]", "flow[T]"},
	}
	for _, c := range cases {
		s, err := ParseSignature(c.text)
		if err != nil {
			t.Error(err)
			continue
		}
		if s.Recv.String() != c.recv || s.Params[0].Type.String() != c.param || s.Result.String() != c.result {
			t.Errorf("%s: got %s, %s, %s", c.text, s.Recv, s.Params[0].Type, s.Result)
		}
	}
}

func TestParseSignatureOfASource(t *testing.T) {
	s, err := ParseSignature(`socket(host: string, port: int; includeTimestamp: bool = false) -> stream[string]`)
	if err != nil {
		t.Fatal(err)
	}
	if s.Recv != nil || s.Name != "socket" || len(s.Params) != 3 || !s.Params[2].Named || s.Params[1].Named || s.Params[2].Default != "false" {
		t.Errorf("got %+v", s)
	}
}

func TestSignatureErrors(t *testing.T) {
	for _, text := range []string{"", "x", "f(", "f(a) -> int", "f(a: nosuch) -> int", "f(a: int)", "f() -> int extra", "f() -> int where x: key"} {
		if _, err := ParseSignature(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestUnify(t *testing.T) {
	s, err := ParseSignature("[(K, V)].f(x: K, y: [V]) -> map[K, V]")
	if err != nil {
		t.Fatal(err)
	}
	s = s.Instantiate(nil)
	var u Unifier
	if !u.Unify(s.Recv, &List{Elem: &Tuple{Elems: []Type{String, &Optional{Elem: Int}}}}) {
		t.Fatal("no fit")
	}
	if got := Known(s.Result).String(); got != "map[string, int?]" {
		t.Errorf("got %s", got)
	}
	if u.Unify(s.Params[0].Type, Int) {
		t.Error("string became int")
	}
	u.Undo(0)
	if !HasUnknown(s.Result) {
		t.Error("Undo left a binding")
	}
	v := &Var{Name: "T"}
	if u.Unify(v, &List{Elem: v}) {
		t.Error("T became [T]")
	}
}

func TestJoin(t *testing.T) {
	optInt := &Optional{Elem: Int}
	for _, c := range []struct {
		a, b Type
		want string
	}{{Int, Int, "int"}, {Int, None, "int?"}, {None, optInt, "int?"}, {optInt, Int, "int?"}, {Never, String, "string"}, {Error, Int, "error"}} {
		if got := Join(c.a, c.b); got == nil || got.String() != c.want {
			t.Errorf("%s with %s: %v, wanted %s", c.a, c.b, got, c.want)
		}
	}
	if got := Join(Int, String); got != nil {
		t.Errorf("int with string: %s", got)
	}
}

func TestOrdered(t *testing.T) {
	if !Ordered(&Tuple{Elems: []Type{Int, &Optional{Elem: String}}}) || Ordered(&List{Elem: &Map{Key: Int, Value: Int}}) || !Equatable(&Set{Elem: Int}) || Equatable(&Stream{Row: Int}) {
		t.Error("a rule of order is wrong")
	}
}
