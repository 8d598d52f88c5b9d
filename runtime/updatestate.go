package runtime

import (
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// UpdateSpec says what UpdateState does in a batch without a dataset: IdleNoop repeats the state without calling the function (Python), else every key is updated
// without values (Scala).
type UpdateSpec struct {
	Missing  Missing
	IdleNoop bool
}

// UpdateState keeps a state per key: in every batch the function runs for each key that has state or values (reference: A6).
type UpdateState[K, V, S any] struct {
	spec    UpdateSpec
	key     *fn.Type[K]
	row     *fn.Type[Pair[K, S]]
	f       func(b *Batch, key K, values []V, old Opt[S]) (Opt[S], *fn.Fault)
	started bool // a dataset has come; before, the initial state waits
	keys    []string
	rows    []Pair[K, S] // in key order, beside keys
}

// NewUpdateState makes the state; initial is what it is before the first batch.
func NewUpdateState[K, V, S any](app *App, name string, spec UpdateSpec, key *fn.Type[K], state *fn.Type[S], initial []Pair[K, S],
	f func(b *Batch, key K, values []V, old Opt[S]) (Opt[S], *fn.Fault)) *UpdateState[K, V, S] {
	u := &UpdateState[K, V, S]{spec: spec, key: key, row: fn.PairOf(key, state), f: f}
	u.set(initial)
	app.durable(name, "update state "+u.row.Shape.String(), u)
	return u
}

// set makes rows the state. Of a key that stands there twice the last row counts.
func (u *UpdateState[K, V, S]) set(rows []Pair[K, S]) {
	g := newGroups(u.key)
	var last []Pair[K, S]
	for _, row := range rows {
		if n, fresh := g.number(row.Key); fresh {
			last = append(last, row)
		} else {
			last[n] = row
		}
	}
	u.keys, u.rows = nil, nil
	for _, n := range g.sorted() {
		u.keys, u.rows = append(u.keys, g.bytes[n]), append(u.rows, last[n])
	}
}

// Update runs the function for each key with state or values and gives the whole state.
func (u *UpdateState[K, V, S]) Update(b *Batch, in *Data[Pair[K, V]]) *Data[Pair[K, S]] {
	due, missed := in.state()
	switch {
	case !due || b.Failed():
		return nil
	case missed && !u.started:
		return missing[Pair[K, S]](b)
	case missed && u.spec.IdleNoop:
		return known(b, u.rows)
	}
	u.started = true
	var groups []Pair[K, []V]
	if !missed {
		groups = GroupByKey(b, in, u.key).Collect()
	}
	if fault := u.merge(b, groups); fault != nil {
		b.Fail(fault)
		return nil
	}
	return known(b, u.rows)
}

// merge walks the old state and the new values, both in key order, side by side.
func (u *UpdateState[K, V, S]) merge(b *Batch, groups []Pair[K, []V]) *fn.Fault {
	keys, rows := make([]string, 0, len(u.keys)), make([]Pair[K, S], 0, len(u.rows))
	step := func(bytes string, key K, values []V, old Opt[S]) *fn.Fault {
		state, fault := u.f(b, key, values, old)
		if fault == nil && state.OK {
			keys, rows = append(keys, bytes), append(rows, Pair[K, S]{Key: key, Value: state.Value})
		}
		return fault
	}
	i := 0
	for _, group := range groups {
		bytes := string(u.key.AppendKey(nil, group.Key, true))
		for ; i < len(u.keys) && u.keys[i] < bytes; i++ {
			if fault := step(u.keys[i], u.rows[i].Key, nil, fn.Some(u.rows[i].Value)); fault != nil {
				return fault
			}
		}
		var old Opt[S]
		if i < len(u.keys) && u.keys[i] == bytes {
			old = fn.Some(u.rows[i].Value)
			i++
		}
		if fault := step(bytes, group.Key, group.Value, old); fault != nil {
			return fault
		}
	}
	for ; i < len(u.keys); i++ {
		if fault := step(u.keys[i], u.rows[i].Key, nil, fn.Some(u.rows[i].Value)); fault != nil {
			return fault
		}
	}
	u.keys, u.rows = keys, rows
	return nil
}

func (u *UpdateState[K, V, S]) save(out *Writer) {
	out.Bool(u.started)
	writeRows(out, u.row, u.rows)
}

func (u *UpdateState[K, V, S]) load(in *Reader) {
	u.started = in.Bool()
	u.set(readRows(in, u.row))
}

// MapSpec describes MapState: Timeout is after how long without rows a key is forgotten (0: never), Every how many batches pass between two looks for such keys.
type MapSpec struct {
	Timeout fn.Duration
	Every   int
}

// MapState keeps a state per key: the function runs for each row, in order of arrival (reference: A6).
type MapState[K, V, S, U any] struct {
	app   *App
	spec  MapSpec
	key   *fn.Type[K]
	state *fn.Type[S]
	f     func(b *Batch, key K, value Opt[V], s *State[S]) (Opt[U], *fn.Fault)
	at    map[string]*mapEntry[K, S]
	fresh bool // no batch yet: the initial keys are touched by the first
}

type mapEntry[K, S any] struct {
	key   K
	state S
	touch fn.Time
}

// NewMapState makes the state; initial is what it is before the first batch.
func NewMapState[K, V, S, U any](app *App, name string, spec MapSpec, key *fn.Type[K], state *fn.Type[S], initial []Pair[K, S],
	f func(b *Batch, key K, value Opt[V], s *State[S]) (Opt[U], *fn.Fault)) *MapState[K, V, S, U] {
	m := &MapState[K, V, S, U]{app: app, spec: spec, key: key, state: state, f: f, at: map[string]*mapEntry[K, S]{}, fresh: true}
	for _, row := range initial {
		m.at[string(key.AppendKey(nil, row.Key, true))] = &mapEntry[K, S]{key: row.Key, state: row.Value}
	}
	app.durable(name, "map state "+fn.PairOf(key, state).Shape.String(), m)
	return m
}

// mapRow is what the function gave for a key.
type mapRow[U any] struct {
	key string
	row U
}

// Update runs the function for each row, then for the keys that have timed out. The results stand in key order, within a key in order of arrival.
func (m *MapState[K, V, S, U]) Update(b *Batch, in *Data[Pair[K, V]]) *Data[U] {
	if due, _ := in.state(); !due || b.Failed() {
		return nil
	}
	m.touchInitial(b.Time)
	var out []mapRow[U]
	in.Foreach(func(row Pair[K, V]) *fn.Fault {
		key := string(m.key.AppendKey(nil, row.Key, true))
		return m.call(b, &out, key, row.Key, fn.Some(row.Value), false)
	})
	if m.spec.Timeout > 0 && m.app.due(b.Time, m.app.config.Batch*fn.Duration(max(1, m.spec.Every))) {
		m.timeouts(b, &out)
	}
	if in.Missing() {
		return missing[U](b)
	}
	slices.SortStableFunc(out, func(x, y mapRow[U]) int { return strings.Compare(x.key, y.key) })
	rows := make([]U, len(out))
	for i := range out {
		rows[i] = out[i].row
	}
	return known(b, rows)
}

func (m *MapState[K, V, S, U]) touchInitial(time fn.Time) {
	if m.fresh {
		for _, entry := range m.at {
			entry.touch = time
		}
		m.fresh = false
	}
}

// call runs the function for a key and keeps what it did to the state.
func (m *MapState[K, V, S, U]) call(b *Batch, out *[]mapRow[U], bytes string, key K, value Opt[V], timedOut bool) *fn.Fault {
	entry, had := m.at[bytes]
	s := State[S]{timedOut: timedOut}
	if had {
		s.value = fn.Some(entry.state)
	}
	result, fault := m.f(b, key, value, &s)
	if fault != nil {
		return fault
	}
	if result.OK {
		*out = append(*out, mapRow[U]{bytes, result.Value})
	}
	switch {
	case !s.value.OK || timedOut:
		delete(m.at, bytes)
	case had:
		entry.state, entry.touch = s.value.Value, b.Time
	default:
		m.at[bytes] = &mapEntry[K, S]{key: key, state: s.value.Value, touch: b.Time}
	}
	return nil
}

// timeouts runs the function, in key order, for the keys whose last touch is strictly older than the timeout.
func (m *MapState[K, V, S, U]) timeouts(b *Batch, out *[]mapRow[U]) {
	limit := b.Time - fn.Time(m.spec.Timeout)
	for _, bytes := range m.sorted() {
		if entry := m.at[bytes]; entry.touch < limit {
			if fault := m.call(b, out, bytes, entry.key, Opt[V]{}, true); fault != nil {
				b.Fail(fault)
				return
			}
		}
	}
}

func (m *MapState[K, V, S, U]) sorted() []string {
	keys := make([]string, 0, len(m.at))
	for key := range m.at {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Snapshots is the whole state behind the batch, in key order.
func (m *MapState[K, V, S, U]) Snapshots(b *Batch) *Data[Pair[K, S]] {
	rows := make([]Pair[K, S], 0, len(m.at))
	for _, bytes := range m.sorted() {
		rows = append(rows, Pair[K, S]{Key: m.at[bytes].key, Value: m.at[bytes].state})
	}
	return known(b, rows)
}

func (m *MapState[K, V, S, U]) save(out *Writer) {
	out.Bool(m.fresh)
	out.Int(int64(len(m.at)))
	for _, bytes := range m.sorted() {
		entry := m.at[bytes]
		out.buf = m.key.AppendBinary(out.buf, entry.key)
		out.buf = m.state.AppendBinary(out.buf, entry.state)
		out.Int(int64(entry.touch))
	}
}

func (m *MapState[K, V, S, U]) load(in *Reader) {
	m.fresh = in.Bool()
	m.at = map[string]*mapEntry[K, S]{}
	for range in.Count() {
		entry := &mapEntry[K, S]{key: readValue(in, m.key), state: readValue(in, m.state), touch: fn.Time(in.Int())}
		m.at[string(m.key.AppendKey(nil, entry.key, true))] = entry
	}
}

// State is the state of a key while its function runs.
type State[S any] struct {
	value    Opt[S]
	timedOut bool
	removed  bool
}

// Get is the state, or none.
func (s *State[S]) Get() Opt[S] { return s.value }

// Exists reports whether there is a state.
func (s *State[S]) Exists() bool { return s.value.OK }

// TimedOut reports whether the function runs because the key has had no rows for too long.
func (s *State[S]) TimedOut() bool { return s.timedOut }

// Update sets the state. It is an error behind Remove, and when the key has timed out.
func (s *State[S]) Update(v S) *fn.Fault {
	switch {
	case s.removed:
		return fault(CodeState, "update after remove in the same call: the state is gone; do one of the two")
	case s.timedOut:
		return fault(CodeState, "update of a state that has timed out: it goes away behind this call")
	}
	s.value = fn.Some(v)
	return nil
}

// Remove forgets the state. It is an error when done twice, and when the key has timed out.
func (s *State[S]) Remove() *fn.Fault {
	switch {
	case s.removed:
		return fault(CodeState, "remove of a state that has been removed before in the same call")
	case s.timedOut:
		return fault(CodeState, "remove of a state that has timed out: it goes away by itself behind this call")
	}
	s.value, s.removed = Opt[S]{}, true
	return nil
}
