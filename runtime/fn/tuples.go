package fn

// PairOf describes (K, V).
func PairOf[K, V any](k *Type[K], v *Type[V]) *Type[Pair[K, V]] {
	type R = Pair[K, V]
	return tupleOf(
		Field("Key", k, func(r *R) *K { return &r.Key }),
		Field("Value", v, func(r *R) *V { return &r.Value }))
}

// Tuple3Of describes a tuple of 3.
func Tuple3Of[A, B, C any](a *Type[A], b *Type[B], c *Type[C]) *Type[Tuple3[A, B, C]] {
	type R = Tuple3[A, B, C]
	return tupleOf(
		Field("V1", a, func(r *R) *A { return &r.V1 }),
		Field("V2", b, func(r *R) *B { return &r.V2 }),
		Field("V3", c, func(r *R) *C { return &r.V3 }))
}

// Tuple4Of describes a tuple of 4.
func Tuple4Of[A, B, C, D any](a *Type[A], b *Type[B], c *Type[C], d *Type[D]) *Type[Tuple4[A, B, C, D]] {
	type R = Tuple4[A, B, C, D]
	return tupleOf(
		Field("V1", a, func(r *R) *A { return &r.V1 }),
		Field("V2", b, func(r *R) *B { return &r.V2 }),
		Field("V3", c, func(r *R) *C { return &r.V3 }),
		Field("V4", d, func(r *R) *D { return &r.V4 }))
}

// Tuple5Of describes a tuple of 5.
func Tuple5Of[A, B, C, D, E any](a *Type[A], b *Type[B], c *Type[C], d *Type[D], e *Type[E]) *Type[Tuple5[A, B, C, D, E]] {
	type R = Tuple5[A, B, C, D, E]
	return tupleOf(
		Field("V1", a, func(r *R) *A { return &r.V1 }),
		Field("V2", b, func(r *R) *B { return &r.V2 }),
		Field("V3", c, func(r *R) *C { return &r.V3 }),
		Field("V4", d, func(r *R) *D { return &r.V4 }),
		Field("V5", e, func(r *R) *E { return &r.V5 }))
}

// Tuple6Of describes a tuple of 6.
func Tuple6Of[A, B, C, D, E, F any](a *Type[A], b *Type[B], c *Type[C], d *Type[D], e *Type[E], f *Type[F]) *Type[Tuple6[A, B, C, D, E, F]] {
	type R = Tuple6[A, B, C, D, E, F]
	return tupleOf(
		Field("V1", a, func(r *R) *A { return &r.V1 }),
		Field("V2", b, func(r *R) *B { return &r.V2 }),
		Field("V3", c, func(r *R) *C { return &r.V3 }),
		Field("V4", d, func(r *R) *D { return &r.V4 }),
		Field("V5", e, func(r *R) *E { return &r.V5 }),
		Field("V6", f, func(r *R) *F { return &r.V6 }))
}

// Tuple7Of describes a tuple of 7.
func Tuple7Of[A, B, C, D, E, F, G any](a *Type[A], b *Type[B], c *Type[C], d *Type[D], e *Type[E], f *Type[F], g *Type[G]) *Type[Tuple7[A, B, C, D, E, F, G]] {
	type R = Tuple7[A, B, C, D, E, F, G]
	return tupleOf(
		Field("V1", a, func(r *R) *A { return &r.V1 }),
		Field("V2", b, func(r *R) *B { return &r.V2 }),
		Field("V3", c, func(r *R) *C { return &r.V3 }),
		Field("V4", d, func(r *R) *D { return &r.V4 }),
		Field("V5", e, func(r *R) *E { return &r.V5 }),
		Field("V6", f, func(r *R) *F { return &r.V6 }),
		Field("V7", g, func(r *R) *G { return &r.V7 }))
}

// Tuple8Of describes a tuple of 8.
func Tuple8Of[A, B, C, D, E, F, G, H any](a *Type[A], b *Type[B], c *Type[C], d *Type[D], e *Type[E], f *Type[F], g *Type[G], h *Type[H]) *Type[Tuple8[A, B, C, D, E, F, G, H]] {
	type R = Tuple8[A, B, C, D, E, F, G, H]
	return tupleOf(
		Field("V1", a, func(r *R) *A { return &r.V1 }),
		Field("V2", b, func(r *R) *B { return &r.V2 }),
		Field("V3", c, func(r *R) *C { return &r.V3 }),
		Field("V4", d, func(r *R) *D { return &r.V4 }),
		Field("V5", e, func(r *R) *E { return &r.V5 }),
		Field("V6", f, func(r *R) *F { return &r.V6 }),
		Field("V7", g, func(r *R) *G { return &r.V7 }),
		Field("V8", h, func(r *R) *H { return &r.V8 }))
}
