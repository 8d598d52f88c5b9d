package types

// Ordered reports whether values of t have an order, so that they can be keys (language.md, section 3). Maps, sets and what is no value have none.
// Unknowns count as ordered.
func Ordered(t Type) bool { return all(t, false) }

// Equatable reports whether values of t can be compared with ==: everything that is a value.
func Equatable(t Type) bool { return all(t, true) }

func all(t Type, mapsToo bool) bool {
	t = Resolve(t)
	switch t := t.(type) {
	case Basic:
		switch t {
		case Int, Float, Bool, String, Bytes, Time, Duration, Decimal, Secret, None, Never, Error:
			return true
		}
		return false
	case *Var:
		return true
	case *Map, *Set:
		if !mapsToo {
			return false
		}
	case *List, *Tuple, *Record, *Optional:
	default:
		return false
	}
	for _, p := range Parts(t) {
		if !all(p, mapsToo) {
			return false
		}
	}
	return true
}

// Storable reports whether t may stand in lists, records, state and rows: what is a value of its own.
func Storable(t Type) bool { return Equatable(t) }

// Number reports whether t is int, float or decimal.
func Number(t Type) bool {
	t = Resolve(t)
	return t == Int || t == Float || t == Decimal || t == Error || t == Never
}

// Join is the type of a value that is an a or a b, as the branches of an if; nil when there is none. Both are as they are: unknowns are not bound.
func Join(a, b Type) Type {
	a, b = Resolve(a), Resolve(b)
	switch {
	case a == Error || b == Error:
		return Error
	case a == Never:
		return b
	case b == Never:
		return a
	case a == None:
		return Opt(b)
	case b == None:
		return Opt(a)
	case Same(a, b):
		return a
	}
	oa, isA := a.(*Optional)
	ob, isB := b.(*Optional)
	switch {
	case isA && !isB && Same(oa.Elem, b):
		return a
	case isB && !isA && Same(ob.Elem, a):
		return b
	}
	return nil
}
