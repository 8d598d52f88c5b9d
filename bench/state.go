package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"
	"unsafe"

	"github.com/streamc-dev/streamc/runtime/scan"
	"github.com/streamc-dev/streamc/runtime/table"
)

// keyBytes is the length of keys of the state measurement.
const keyBytes = 14

// stateKey writes the key of a number: "user" and ten digits, in an order that is not that of numbers.
func stateKey(key *[keyBytes]byte, number uint64) string {
	copy(key[:], "user")
	for i := keyBytes - 1; i >= 4; i-- {
		key[i] = byte('0' + number%10)
		number /= 10
	}
	return unsafe.String(&key[0], keyBytes)
}

// benchState loads keys into keyed state and updates them at random: a Go map, the table key by key, and the table a queue at a time. Making the keys is part of it.
func benchState(out io.Writer, keys, rounds int) error {
	fmt.Fprintf(out, "\nstate: %d keys of %d bytes, as many random updates as keys, at least 4M\n", keys, keyBytes)
	updates := max(keys, 4_000_000)
	names := []string{"streamc, queue", "streamc, key by key", "map[string]int64"}
	runs := []func(int, int) (load, update sample, about string){stateQueue, stateUpsert, stateMap}
	loads := make([][]sample, len(runs))
	about := make([]string, len(runs))
	samples, err := interleave(len(runs), rounds, func(i int) (sample, error) {
		load, update, text := runs[i](keys, updates)
		loads[i], about[i] = append(loads[i], load), text
		return update, nil
	})
	if err != nil {
		return err
	}
	report(out, names, samples, "Mupdates", float64(updates)/1e6)
	report(out, names, loads, "Mloads", float64(keys)/1e6)
	for i, text := range about {
		fmt.Fprintf(out, "%-24s %s\n", names[i], text)
	}
	return nil
}

func stateMap(keys, updates int) (load, update sample, about string) {
	state := map[string]int64{}
	var key [keyBytes]byte
	clock := startClock()
	for i := range keys {
		state[strings.Clone(stateKey(&key, uint64(i)))]++
	}
	load = clock.stop()
	r := rand.New(rand.NewPCG(1, 1))
	clock = startClock()
	for range updates {
		state[strings.Clone(stateKey(&key, r.Uint64N(uint64(keys))))]++ // the map keeps the string of the last assignment
	}
	update = clock.stop()
	for k, n := range state {
		update.Keys++
		update.Check += uint64(n) * fnv(k)
	}
	return load, update, ""
}

func stateUpsert(keys, updates int) (load, update sample, about string) {
	state := table.New[int64](table.Options{})
	defer state.Close()
	var key [keyBytes]byte
	clock := startClock()
	for i := range keys {
		v, _ := state.Upsert(stateKey(&key, uint64(i)))
		*v++
	}
	load = clock.stop()
	r := rand.New(rand.NewPCG(1, 1))
	clock = startClock()
	for range updates {
		v, _ := state.Upsert(stateKey(&key, r.Uint64N(uint64(keys))))
		*v++
	}
	update = clock.stop()
	return load, checkState(update, state), describe(state, 0)
}

func stateQueue(keys, updates int) (load, update sample, about string) {
	state := table.New[int64](table.Options{})
	defer state.Close()
	q := scan.NewKeys(state.Seed(), scan.Options{})
	var key [keyBytes]byte
	pause := time.Duration(0)
	apply := func() {
		state.Probe(&q)
		for i := range q.Len() {
			v, _ := state.At(&q, i)
			*v++
		}
		q.Clear()
	}
	clock := startClock()
	last := cpuTime()
	for i := range keys {
		if q.Add(stateKey(&key, uint64(i))); q.Full() {
			apply()
			now := cpuTime()
			pause, last = max(pause, now-last), now
		}
	}
	apply()
	load = clock.stop()
	r := rand.New(rand.NewPCG(1, 1))
	clock = startClock()
	for range updates {
		if q.Add(stateKey(&key, r.Uint64N(uint64(keys)))); q.Full() {
			apply()
		}
	}
	apply()
	update = clock.stop()
	return load, checkState(update, state), describe(state, pause)
}

func describe(state *table.Table[int64], pause time.Duration) string {
	text := fmt.Sprintf("%.1f bytes per key", float64(state.Bytes())/float64(state.Len()))
	if pause > 0 {
		text += fmt.Sprintf(", slowest 256 keys while loading %v of CPU time", pause.Round(10*time.Microsecond))
	}
	return text
}

func checkState(s sample, state *table.Table[int64]) sample {
	for k, n := range state.All() {
		s.Keys++
		s.Check += uint64(*n) * fnv(k)
	}
	return s
}
