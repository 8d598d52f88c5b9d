// Command bench compares the emitted word count, and the inner loop of it written by hand, with yardsticks on the same input in memory: C (a plain loop, and the same passes),
// naive Go, a Go map without allocation. In goes nothing but flags; the texts are generated. Out comes a table per text: MB per CPU second and ratios of CPU and wall time.
//
// Contenders run in rotating order, so that a change of the machine's speed meets all of them; ratios are taken within a round. All must agree on the sum
// of count * hash of key over all keys.
//
//	go run ./bench -text zipf,card -mb 250 -rounds 7
//	go run ./bench -socket 1000
//	go run ./bench -state 1000000,10000000
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	texts := flags.String("text", "zipf,tiny,card,uuid", "kinds of text, of zipf tiny card uuid")
	only := flags.String("only", "", "run contenders whose names begin with one of these (commas between), and emitted")
	mb := flags.Int("mb", 200, "size of a text in MB")
	rounds := flags.Int("rounds", 5, "rounds of all contenders")
	workers := flags.Int("workers", runtime.NumCPU(), "workers of the parallel contender")
	states := flags.String("state", "", "numbers of keys for the keyed state measurement, instead of texts")
	socket := flags.Int("socket", 0, "MB to send over a socket to the built word count, instead of texts in memory")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *states != "" {
		return benchStates(out, *states, *rounds)
	}
	directory, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(directory)
	if *socket > 0 {
		return benchSocket(out, directory, *socket, 20)
	}
	all := selectContenders(contenders(*workers, directory), *only)
	for _, c := range corpora() {
		if !strings.Contains(","+*texts+",", ","+c.name+",") {
			continue
		}
		in := input{text: c.text(*mb * 1e6), file: filepath.Join(directory, c.name)}
		if err := os.WriteFile(in.file, in.text, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(out, "\n%s: %s, %d MB\n", c.name, c.about, len(in.text)/1e6)
		samples, err := interleave(len(all), *rounds, func(i int) (sample, error) { return all[i].run(in) })
		if err != nil {
			return err
		}
		names := make([]string, len(all))
		for i := range all {
			names[i] = all[i].name
		}
		report(out, names, samples, "MB", float64(len(in.text))/1e6)
		if err := os.Remove(in.file); err != nil {
			return err
		}
	}
	return nil
}

// selectContenders keeps the first one, and those whose names begin with one of the prefixes.
func selectContenders(all []contender, prefixes string) []contender {
	if prefixes == "" {
		return all
	}
	kept := all[:1]
	for _, c := range all[1:] {
		for prefix := range strings.SplitSeq(prefixes, ",") {
			if strings.HasPrefix(c.name, prefix) {
				kept = append(kept, c)
				break
			}
		}
	}
	return kept
}

func benchStates(out io.Writer, sizes string, rounds int) error {
	for size := range strings.SplitSeq(sizes, ",") {
		keys, err := strconv.Atoi(size)
		if err != nil || keys < 1 {
			return fmt.Errorf("-state takes numbers of keys like 1000000, not %q", size)
		}
		if err := benchState(out, keys, rounds); err != nil {
			return err
		}
	}
	return nil
}
