package runtime

import "github.com/streamc-dev/streamc/runtime/fn"

// limits are the bounds of queues, buffers and repetitions.
type limits struct {
	BlockBytes     int         // bytes that a worker reads at once: stays in the second-level cache, and a lock per block costs nothing
	LineBytes      int         // longest line; a longer one is an error row, so that a peer without line ends cannot fill the memory
	BlockRows      int         // rows of a block of a typed source or a script: the cut that replay promises
	RowBytes       int         // bytes of a row that an error row shows
	ErrorRows      int         // error rows of a batch that are kept for x.errors and replay; more are counted only
	ErrorsLogged   int         // error rows that are written to standard error per ErrorsEvery
	ErrorsEvery    fn.Duration // window of that limit
	LateEvery      fn.Duration // least time between two reports of late batches
	Partitions     int64       // most partitions of a dataset
	Product        int64       // most rows of cartesian
	SinkTries      int         // writes of a batch to an output before the batch fails
	SinkBackoff    fn.Duration // wait before the second try, doubled for each that follows
	ConnectFirst   fn.Duration // wait before a socket connects again
	ConnectMost    fn.Duration // longest such wait: a peer that comes back is found within it
	ConnectTimeout fn.Duration // longest wait for a connection
	SendTimeout    fn.Duration // longest wait for an endpoint to take data
	PoolMost       int64       // most connections of a pool
	Workers        int64       // most workers
	ScriptLine     int         // longest line of a script
	ConsoleCell    int64       // characters of a cell of console when it truncates, as Spark's
}

// Limits are the limits of the runtime, all in one place.
var Limits = limits{
	BlockBytes:     512 << 10,
	LineBytes:      16 << 20,
	BlockRows:      4096,
	RowBytes:       1 << 10,
	ErrorRows:      100_000,
	ErrorsLogged:   10,
	ErrorsEvery:    10 * fn.Second,
	LateEvery:      10 * fn.Second,
	Partitions:     10_000,
	Product:        100_000_000,
	SinkTries:      3,
	SinkBackoff:    200 * fn.Millisecond,
	ConnectFirst:   100 * fn.Millisecond,
	ConnectMost:    2 * fn.Second,
	ConnectTimeout: 10 * fn.Second,
	SendTimeout:    10 * fn.Second,
	PoolMost:       10_000,
	Workers:        1024,
	ScriptLine:     256 << 20,
	ConsoleCell:    20,
}
