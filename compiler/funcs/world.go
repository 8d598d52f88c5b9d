package funcs

func worldFuncs() []*Func {
	return []*Func{
		{Name: "print", Sig: "print(values: T...) -> nothing", Doc: "In batch code: writes the values with a space between them, each as its text.", World: true},
		{Name: "state.get", Sig: "state[S].get() -> S?", Doc: "The state of the key, `none` when it has none.", World: true},
		{Name: "state.exists", Sig: "state[S].exists() -> bool", Doc: "Whether the key has a state.", World: true},
		{Name: "state.update", Sig: "state[S].update(v: S) -> nothing", Doc: "Makes v the state of the key.", World: true},
		{Name: "state.remove", Sig: "state[S].remove() -> nothing", Doc: "Takes the state of the key away.", World: true},
		{Name: "state.timedOut", Sig: "state[S].timedOut() -> bool", Doc: "Whether this call is the one for a key whose time is up.", World: true},
		{Name: "broadcast.value", Sig: "broadcast[T].value -> T", Doc: "The value.", World: true},
		{Name: "accumulator.value", Sig: "accumulator[T].value -> T", Doc: "The value up to the last batch action. In batch-level code only.", World: true},
		{Name: "accumulator.add", Sig: "accumulator[T].add(x: T) -> nothing", Doc: "Adds x; a row counts once, however often its batch is tried.", World: true},
		{Name: "endpoint.open", Sig: "endpoint.open() -> connection", Doc: "A new connection.", World: true},
		{Name: "connection.send", Sig: "connection.send(x: T) -> nothing", Doc: "Sends the text of x.", World: true, Fails: true},
		{Name: "connection.close", Sig: "connection.close() -> nothing", Doc: "Closes the connection.", World: true},
		{Name: "pool.use", Sig: "pool.use(f: connection -> nothing) -> nothing", Doc: "Calls f with a connection of the pool, which takes it back afterwards.", World: true, Fails: true},
		{Name: "pool.send", Sig: "pool.send(x: T) -> nothing", Doc: "Sends the text of x over a connection of the pool.", World: true, Fails: true},
		{Name: "state.timeout", Sig: "state[S].timeout(d: duration) -> nothing", Doc: "Calls the function for the key when d has passed.",
			Later: "timers of a state belong to tables; mapWithState takes timeout: d"},
	}
}
