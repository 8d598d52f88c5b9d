package fn

import "slices"

// find is the place of key in m, and whether it is there.
func (m Map[K, V]) find(k *Type[K], key K) (int, bool) {
	return slices.BinarySearchFunc(m.Entries, key, func(e Pair[K, V], key K) int { return k.Compare(e.Key, key) })
}

// MapFrom is the map of entries in any order; of equal keys the last one counts.
func MapFrom[K, V any](k *Type[K], entries []Pair[K, V]) Map[K, V] {
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b Pair[K, V]) int { return k.Compare(a.Key, b.Key) })
	kept := sorted[:0]
	for i, e := range sorted {
		if i+1 == len(sorted) || !k.Equal(e.Key, sorted[i+1].Key) {
			kept = append(kept, e)
		}
	}
	return Map[K, V]{kept}
}

// MapGet is m's value for key, none when absent.
func MapGet[K, V any](k *Type[K], m Map[K, V], key K) Opt[V] {
	if i, ok := m.find(k, key); ok {
		return Some(m.Entries[i].Value)
	}
	return None[V]()
}

// MapAt is m[key].
func MapAt[K, V any](k *Type[K], m Map[K, V], key K) (V, *Fault) {
	i, ok := m.find(k, key)
	if !ok {
		var zero V
		return zero, FaultMissingKey(Text(ListShape(k.Shape), []any{k.Box(key)}))
	}
	return m.Entries[i].Value, nil
}

// MapHas reports whether m has key.
func MapHas[K, V any](k *Type[K], m Map[K, V], key K) bool {
	_, ok := m.find(k, key)
	return ok
}

// MapPut is m with value for key.
func MapPut[K, V any](k *Type[K], m Map[K, V], key K, value V) Map[K, V] {
	i, ok := m.find(k, key)
	if !ok {
		return Map[K, V]{slices.Insert(slices.Clone(m.Entries), i, Pair[K, V]{key, value})}
	}
	entries := slices.Clone(m.Entries)
	entries[i].Value = value
	return Map[K, V]{entries}
}

// MapRemove is m without key.
func MapRemove[K, V any](k *Type[K], m Map[K, V], key K) Map[K, V] {
	i, ok := m.find(k, key)
	if !ok {
		return m
	}
	return Map[K, V]{slices.Delete(slices.Clone(m.Entries), i, i+1)}
}

// MapKeys are m's keys in order.
func MapKeys[K, V any](m Map[K, V]) []K {
	out := make([]K, len(m.Entries))
	for i, e := range m.Entries {
		out[i] = e.Key
	}
	return out
}

// MapValues are m's values in the order of their keys.
func MapValues[K, V any](m Map[K, V]) []V {
	out := make([]V, len(m.Entries))
	for i, e := range m.Entries {
		out[i] = e.Value
	}
	return out
}

func (s Set[T]) find(e *Type[T], x T) (int, bool) {
	return slices.BinarySearchFunc(s.Elems, x, e.Compare)
}

// ToSet is the set of the elements of xs.
func ToSet[T any](e *Type[T], xs []T) Set[T] {
	return Set[T]{slices.CompactFunc(Sort(e, xs), e.Equal)}
}

// SetHas reports whether x is in s.
func SetHas[T any](e *Type[T], s Set[T], x T) bool {
	_, ok := s.find(e, x)
	return ok
}

// SetAdd is s with x.
func SetAdd[T any](e *Type[T], s Set[T], x T) Set[T] {
	i, ok := s.find(e, x)
	if ok {
		return s
	}
	return Set[T]{slices.Insert(slices.Clone(s.Elems), i, x)}
}

// SetRemove is s without x.
func SetRemove[T any](e *Type[T], s Set[T], x T) Set[T] {
	i, ok := s.find(e, x)
	if !ok {
		return s
	}
	return Set[T]{slices.Delete(slices.Clone(s.Elems), i, i+1)}
}

// SetUnion is the set of what is in a or b.
func SetUnion[T any](e *Type[T], a, b Set[T]) Set[T] { return ToSet(e, Concat(a.Elems, b.Elems)) }
