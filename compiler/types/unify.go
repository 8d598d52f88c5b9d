package types

// Unifier makes types equal by binding unknowns, and can take bindings back: overloads are tried one after another.
type Unifier struct {
	trail []*Var
}

// Mark is a point to which Undo goes back.
func (u *Unifier) Mark() int { return len(u.trail) }

// Undo takes back every binding made since mark.
func (u *Unifier) Undo(mark int) {
	for _, v := range u.trail[mark:] {
		v.Bound = nil
	}
	u.trail = u.trail[:mark]
}

// Unify makes a and b the same type, or reports that it cannot; then some unknowns may be bound (see Undo). Error fits everything.
func (u *Unifier) Unify(a, b Type) bool {
	a, b = Resolve(a), Resolve(b)
	if a == b || a == Error || b == Error {
		return true
	}
	if v, ok := a.(*Var); ok {
		return u.bind(v, b)
	}
	if v, ok := b.(*Var); ok {
		return u.bind(v, a)
	}
	ka, kb := Parts(a), Parts(b)
	if !sameHead(a, b) || len(ka) != len(kb) {
		return false
	}
	for i := range ka {
		if !u.Unify(ka[i], kb[i]) {
			return false
		}
	}
	return true
}

func (u *Unifier) bind(v *Var, t Type) bool {
	if occurs(v, t) {
		return false
	}
	v.Bound = t
	u.trail = append(u.trail, v)
	return true
}

func occurs(v *Var, t Type) bool {
	t = Resolve(t)
	if t == Type(v) {
		return true
	}
	for _, part := range Parts(t) {
		if occurs(v, part) {
			return true
		}
	}
	return false
}

// sameHead reports whether a and b are the same but for their parts.
func sameHead(a, b Type) bool {
	switch a := a.(type) {
	case Basic:
		return false // equal ones were found before
	case *Record:
		r, ok := b.(*Record)
		if !ok || len(a.Fields) != len(r.Fields) {
			return false
		}
		for i := range a.Fields {
			if a.Fields[i].Name != r.Fields[i].Name {
				return false
			}
		}
		return true
	default:
		return head(a) == head(b)
	}
}

func head(t Type) string {
	switch t.(type) {
	case *List:
		return "list"
	case *Map:
		return "map"
	case *Set:
		return "set"
	case *Tuple:
		return "tuple"
	case *Optional:
		return "optional"
	case *State:
		return "state"
	case *Stream:
		return "stream"
	case *Table:
		return "table"
	case *Dataset:
		return "dataset"
	case *Broadcast:
		return "broadcast"
	case *Accumulator:
		return "accumulator"
	case *Func:
		return "func"
	case *Flow:
		return "flow"
	case *Many:
		return "many"
	case *Maybe:
		return "maybe"
	case *TypeArg:
		return "type"
	case *FormatOf:
		return "format"
	}
	return ""
}

// Parts are the types that t is made of, in order; of a Func the parameters and then the result.
func Parts(t Type) []Type {
	switch t := t.(type) {
	case *List:
		return []Type{t.Elem}
	case *Map:
		return []Type{t.Key, t.Value}
	case *Set:
		return []Type{t.Elem}
	case *Tuple:
		return t.Elems
	case *Record:
		parts := make([]Type, len(t.Fields))
		for i, f := range t.Fields {
			parts[i] = f.Type
		}
		return parts
	case *Optional:
		return []Type{t.Elem}
	case *State:
		return []Type{t.Elem}
	case *Stream:
		return []Type{t.Row}
	case *Table:
		return []Type{t.Row}
	case *Dataset:
		return []Type{t.Row}
	case *Broadcast:
		return []Type{t.Elem}
	case *Accumulator:
		return []Type{t.Elem}
	case *Func:
		return append(append([]Type{}, t.Params...), t.Result)
	case *Flow:
		return []Type{t.Row}
	case *Many:
		return []Type{t.Elem}
	case *Maybe:
		return []Type{t.Elem}
	case *TypeArg:
		return []Type{t.Elem}
	case *FormatOf:
		return []Type{t.Row}
	}
	return nil
}

// MapParts is t with f applied to its parts; t itself when nothing changes.
func MapParts(t Type, f func(Type) Type) Type {
	parts := Parts(t)
	changed := false
	next := make([]Type, len(parts))
	for i, p := range parts {
		next[i] = f(p)
		changed = changed || next[i] != p
	}
	if !changed {
		return t
	}
	return rebuild(t, next)
}

func rebuild(t Type, p []Type) Type {
	switch t := t.(type) {
	case *List:
		return &List{Elem: p[0]}
	case *Map:
		return &Map{Key: p[0], Value: p[1]}
	case *Set:
		return &Set{Elem: p[0]}
	case *Tuple:
		return &Tuple{Elems: p}
	case *Record:
		fields := append([]Field{}, t.Fields...)
		for i := range fields {
			fields[i].Type = p[i]
		}
		return &Record{Name: t.Name, Fields: fields}
	case *Optional:
		return Opt(p[0])
	case *State:
		return &State{Elem: p[0]}
	case *Stream:
		return &Stream{Row: p[0]}
	case *Table:
		return &Table{Row: p[0]}
	case *Dataset:
		return &Dataset{Row: p[0]}
	case *Broadcast:
		return &Broadcast{Elem: p[0]}
	case *Accumulator:
		return &Accumulator{Elem: p[0]}
	case *Func:
		return &Func{Params: p[:len(p)-1], Result: p[len(p)-1]}
	case *Flow:
		return &Flow{Row: p[0]}
	case *Many:
		return &Many{Elem: p[0]}
	case *Maybe:
		return &Maybe{Elem: p[0]}
	case *TypeArg:
		return &TypeArg{Elem: p[0]}
	case *FormatOf:
		return &FormatOf{Row: p[0]}
	}
	return t
}

// Opt is t?, which is t itself when t is optional already.
func Opt(t Type) Type {
	switch r := Resolve(t).(type) {
	case *Optional:
		return r
	case Basic:
		if r == None || r == Error {
			return r
		}
	}
	return &Optional{Elem: t}
}

// Known is t without bound unknowns anywhere in it.
func Known(t Type) Type {
	return MapParts(Resolve(t), Known)
}

// HasUnknown reports whether an unbound unknown is left in t.
func HasUnknown(t Type) bool {
	t = Resolve(t)
	if _, ok := t.(*Var); ok {
		return true
	}
	for _, p := range Parts(t) {
		if HasUnknown(p) {
			return true
		}
	}
	return false
}

// Same reports whether a and b are the same type as they are, without binding anything.
func Same(a, b Type) bool {
	var u Unifier
	same := u.Unify(a, b) && len(u.trail) == 0
	u.Undo(0)
	return same
}
