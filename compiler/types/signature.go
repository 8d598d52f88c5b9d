package types

import (
	"fmt"
	"strings"
)

// The types that only signatures have.
type (
	// Flow stands for a stream or a dataset, the same one everywhere in a signature.
	Flow struct{ Row Type }
	// Many is the result of a function that may give a list or an optional.
	Many struct{ Elem Type }
	// Maybe is the result of a function that may give a value or an optional.
	Maybe struct{ Elem Type }
	// TypeArg is a parameter whose argument is a type.
	TypeArg struct{ Elem Type }
	// FormatOf is a parameter whose argument is a format, `text` or `json(T)`; its rows bind Row.
	FormatOf struct{ Row Type }
	// OneOf is a parameter whose argument is one of some words, written bare: `format: json`.
	OneOf struct{ Words []string }
	// Streams is a parameter whose argument is a list literal of streams, whatever their rows; Datasets is the tuple of their datasets.
	Streams  struct{}
	Datasets struct{}
)

func (*Flow) typ()     {}
func (*Many) typ()     {}
func (*TypeArg) typ()  {}
func (*FormatOf) typ() {}
func (*Maybe) typ()    {}
func (*OneOf) typ()    {}
func (*Streams) typ()  {}
func (*Datasets) typ() {}

func (t *Flow) String() string     { return "flow[" + t.Row.String() + "]" }
func (t *Many) String() string     { return "[" + t.Elem.String() + "] or " + t.Elem.String() + "?" }
func (t *TypeArg) String() string  { return "a type" }
func (t *FormatOf) String() string { return "a format" }
func (t *Maybe) String() string    { return t.Elem.String() + " or " + t.Elem.String() + "?" }
func (t *OneOf) String() string    { return strings.Join(t.Words, "/") }
func (t *Streams) String() string  { return "a list of streams" }
func (t *Datasets) String() string { return "their datasets" }

// Signature is the parsed form of a signature text such as
//
//	flow[(K, V)].reduceByKey(f: (V, V) -> V) -> flow[(K, V)]   where K: key
//
// Single capital letters are unknowns. Recv is nil for what is called by its name alone.
type Signature struct {
	Text   string
	Name   string
	Recv   Type
	Params []Param
	Result Type
	Where  []Constraint
	Vars   map[string]*Var
	// Property says that the signature has no parameter list: `stream[T].errors`.
	Property bool
}

// Param is a parameter of a Signature. HasDefault says that the argument may be left out; Default is the text of the default, "none" for no value.
type Param struct {
	Name       string
	Type       Type
	Const      bool // wants a compile-time constant
	Named      bool // given by name only
	Variadic   bool // `others: flow[T]...`
	HasDefault bool
	Default    string
}

// Constraint is `where K: key` or `where T: number`.
type Constraint struct {
	Var  *Var
	Kind string
}

// ParseSignature reads a signature. Its errors are defects of a catalogue, not of a program.
func ParseSignature(text string) (*Signature, error) {
	p := &sigParser{words: sigWords(text), sig: &Signature{Text: strings.Join(strings.Fields(text), " "), Vars: map[string]*Var{}}}
	p.signature()
	if p.err == nil && p.peek() != "" {
		p.fail("end")
	}
	if p.err != nil {
		return nil, fmt.Errorf("signature %q: %w", text, p.err)
	}
	return p.sig, nil
}

// Instantiate is s with unknowns of its own; flow replaces each Flow.
func (s *Signature) Instantiate(flow func(row Type) Type) *Signature {
	fresh := map[*Var]*Var{}
	out := &Signature{Text: s.Text, Name: s.Name, Vars: map[string]*Var{}, Property: s.Property}
	for name, v := range s.Vars {
		fresh[v] = &Var{Name: v.Name}
		out.Vars[name] = fresh[v]
	}
	var copyType func(t Type) Type
	copyType = func(t Type) Type {
		switch t := t.(type) {
		case *Var:
			return fresh[t]
		case *Flow:
			return flow(copyType(t.Row))
		}
		return MapParts(t, copyType)
	}
	if s.Recv != nil {
		out.Recv = copyType(s.Recv)
	}
	out.Result = copyType(s.Result)
	for _, p := range s.Params {
		p.Type = copyType(p.Type)
		out.Params = append(out.Params, p)
	}
	for _, w := range s.Where {
		out.Where = append(out.Where, Constraint{Var: fresh[w.Var], Kind: w.Kind})
	}
	return out
}

type sigParser struct {
	words []string
	sig   *Signature
	err   error
}

// sigWords cuts a signature into words and signs; string literals stay whole.
func sigWords(text string) []string {
	var words []string
	for i := 0; i < len(text); {
		switch ch := text[i]; {
		case ch == ' ' || ch == '\t' || ch == '\n':
			i++
		case strings.HasPrefix(text[i:], "->"):
			words = append(words, "->")
			i += 2
		case strings.HasPrefix(text[i:], "..."):
			words = append(words, "...")
			i += 3
		case ch == '"':
			end := i + 1 + strings.IndexByte(text[i+1:]+"\"", '"') + 1
			words = append(words, text[i:min(end, len(text))])
			i = end
		case isWordByte(ch):
			start := i
			for i < len(text) && isWordByte(text[i]) {
				i++
			}
			words = append(words, text[start:i])
		default:
			words = append(words, string(ch))
			i++
		}
	}
	return words
}

func isWordByte(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

func (p *sigParser) peekAt(i int) string {
	if i < len(p.words) {
		return p.words[i]
	}
	return ""
}

func (p *sigParser) peek() string { return p.peekAt(0) }

func (p *sigParser) next() string {
	w := p.peek()
	if len(p.words) > 0 {
		p.words = p.words[1:]
	}
	return w
}

func (p *sigParser) accept(w string) bool {
	if p.peek() != w {
		return false
	}
	p.next()
	return true
}

func (p *sigParser) expect(w string) {
	if !p.accept(w) {
		p.fail(w)
	}
}

func (p *sigParser) fail(want string) {
	if p.err == nil {
		p.err = fmt.Errorf("found %q, wanted %s", p.peek(), want)
	}
	p.words = nil
}

func (p *sigParser) signature() {
	p.name()
	if p.peek() == "(" {
		p.params()
	} else {
		p.sig.Property = true
	}
	p.expect("->")
	p.sig.Result = p.typ()
	if p.accept("where") {
		p.constraints()
	}
}

// name reads the receiver, when there is one, and the name: `socket`, `read.csv`, `flow[T].map`.
func (p *sigParser) name() {
	if isWordByte((p.peek() + " ")[0]) && (p.peekAt(1) == "(" || p.peekAt(1) == "." && p.peekAt(3) == "(" && p.peek() == "read") {
		p.sig.Name = p.next()
		if p.accept(".") {
			p.sig.Name += "." + p.next()
		}
		return
	}
	p.sig.Recv = p.typ()
	p.expect(".")
	p.sig.Name = p.next()
}

func (p *sigParser) params() {
	p.expect("(")
	named := false
	for p.err == nil && p.peek() != ")" {
		if p.accept(";") {
			named = true
			continue
		}
		p.sig.Params = append(p.sig.Params, p.param(named))
		if !p.accept(",") && p.peek() != ";" {
			break
		}
	}
	p.expect(")")
}

func (p *sigParser) constraints() {
	for p.err == nil {
		v, ok := p.typ().(*Var)
		if !ok {
			p.fail("a type variable")
			return
		}
		p.expect(":")
		p.sig.Where = append(p.sig.Where, Constraint{Var: v, Kind: p.next()})
		if !p.accept(",") {
			return
		}
	}
}

func (p *sigParser) param(named bool) Param {
	out := Param{Name: p.next(), Named: named}
	p.expect(":")
	out.Const = p.accept("const")
	out.Type = p.typ()
	out.Variadic = p.accept("...")
	if p.accept("=") {
		out.HasDefault = true
		if p.accept("-") {
			out.Default = "-"
		}
		out.Default += p.next()
		if p.accept(".") { // 1.5
			out.Default += "." + p.next()
		}
	}
	return out
}

// typ reads a type, with `T -> R` for functions of one parameter and `many` in their results.
func (p *sigParser) typ() Type {
	params, paren := p.atomOrParams()
	if p.peek() == "->" && (paren || len(params) == 1) && p.inParams() {
		p.next()
		return &Func{Params: params, Result: p.result()}
	}
	var t Type = Unit
	switch len(params) {
	case 0:
		p.fail("a type")
	case 1:
		t = params[0]
	default:
		t = &Tuple{Elems: params}
	}
	for p.accept("?") {
		t = Opt(t)
	}
	return t
}

// inParams reports whether the parser stands inside the brackets of the parameters, where `->` belongs to a function type.
func (p *sigParser) inParams() bool {
	depth := 0
	for _, w := range p.words {
		switch w {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			depth--
		}
		if depth < 0 {
			return true
		}
	}
	return false
}

func (p *sigParser) result() Type {
	if p.accept("many") {
		return &Many{Elem: p.typ()}
	}
	if p.accept("maybe") {
		return &Maybe{Elem: p.typ()}
	}
	return p.typ()
}

// atomOrParams reads one type, or a bracketed list of types that is a tuple or the parameters of a function.
func (p *sigParser) atomOrParams() (ts []Type, paren bool) {
	if !p.accept("(") {
		t := p.atom()
		for p.peek() == "?" {
			p.next()
			t = Opt(t)
		}
		return []Type{t}, false
	}
	for p.err == nil && p.peek() != ")" {
		ts = append(ts, p.typ())
		if !p.accept(",") {
			break
		}
	}
	p.expect(")")
	return ts, true
}

func (p *sigParser) atom() Type {
	if p.accept("[") {
		t := p.typ()
		p.expect("]")
		return &List{Elem: t}
	}
	if p.accept("{") {
		return p.record()
	}
	name := p.next()
	if len(name) == 1 && 'A' <= name[0] && name[0] <= 'Z' {
		if p.sig.Vars[name] == nil {
			p.sig.Vars[name] = &Var{Name: name}
		}
		return p.sig.Vars[name]
	}
	switch name {
	case "word":
		return p.bareWords()
	case "streams":
		return &Streams{}
	case "datasets":
		return &Datasets{}
	}
	if p.accept("[") {
		args := []Type{p.typ()}
		for p.accept(",") {
			args = append(args, p.typ())
		}
		p.expect("]")
		if t := generic(name, args); t != nil {
			return t
		}
	}
	if b, ok := BasicByName(name); ok {
		return b
	}
	if name == "RowError" {
		return RowError()
	}
	p.fail("a type, not " + name)
	return Error
}

// bareWords reads the words of `word[json text]`.
func (p *sigParser) bareWords() Type {
	w := &OneOf{}
	p.expect("[")
	for p.err == nil && p.peek() != "]" && p.peek() != "" {
		w.Words = append(w.Words, p.next())
	}
	p.expect("]")
	return w
}

func (p *sigParser) record() Type {
	r := &Record{}
	for p.err == nil && p.peek() != "}" {
		name := p.next()
		p.expect(":")
		r.Fields = append(r.Fields, Field{Name: name, Type: p.typ()})
		if !p.accept(",") {
			break
		}
	}
	p.expect("}")
	return r
}

// BasicByName is the basic type that a user or a signature writes as name.
func BasicByName(name string) (Basic, bool) {
	for b, n := range basicNames {
		if n == name && Basic(b) != Error {
			return Basic(b), true
		}
	}
	return Error, false
}

// generic is name[args], or nil when there is no such type with so many arguments.
func generic(name string, args []Type) Type {
	switch {
	case name == "map" && len(args) == 2:
		return &Map{Key: args[0], Value: args[1]}
	case len(args) != 1:
		return nil
	}
	switch name {
	case "set":
		return &Set{Elem: args[0]}
	case "state":
		return &State{Elem: args[0]}
	case "stream":
		return &Stream{Row: args[0]}
	case "table":
		return &Table{Row: args[0]}
	case "dataset":
		return &Dataset{Row: args[0]}
	case "broadcast":
		return &Broadcast{Elem: args[0]}
	case "accumulator":
		return &Accumulator{Elem: args[0]}
	case "flow":
		return &Flow{Row: args[0]}
	case "type":
		return &TypeArg{Elem: args[0]}
	case "format":
		return &FormatOf{Row: args[0]}
	}
	return nil
}
