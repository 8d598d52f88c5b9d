package ops

import (
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// Shared variables, endpoints and static data: what exists beside the streams.

var broadcast = &Op{
	Name: "broadcast",
	Sig:  "broadcast(value: T) -> broadcast[T]",
	Doc:  "A value that all code can read as `.value`.",
	Example: `batch 1s
stop = broadcast(["the"])
words = input(string)
kept = words.filter(w => w not in stop.value)
kept.print()

test "leaves out" {
    feed words: ["the", "end"]
    tick
    expect kept: ["end"]
}
`,
	Lower: func(c *Call) Flow {
		return c.global(&plan.Global{Kind: plan.GlobalBroadcast, Type: &types.Broadcast{Elem: c.Types["T"]}, Init: c.Args["value"]})
	},
}

var accumulator = &Op{
	Name: "accumulator",
	Sig:  "accumulator(zero: T) -> accumulator[T]   where T: number",
	Doc:  "A sum to which all code can `.add(x)`, and whose `.value` code that runs once per batch can read. A row counts once, however often its batch is run.",
	Example: `batch 1s
seen = accumulator(0)
words = input(string)
words.foreachRDD(rdd => {
    rdd.foreach(w => seen.add(1))
    print(seen.value)
})

test "goes on over batches" {
    feed words: ["a", "b"]
    tick
    feed words: ["c"]
    tick
    expect printed ordered: ["2", "3"]
}
`,
	Lower: func(c *Call) Flow {
		return c.global(&plan.Global{Kind: plan.GlobalAccumulator, Type: &types.Accumulator{Elem: c.Types["T"]}, Init: c.Args["zero"]})
	},
}

func (c *Call) global(g *plan.Global) Flow { return Flow{Data: c.Builder.Global(c, g)} }

const endpointExample = `batch 1s
server = %s("localhost:7777")
words = input(string)
words.saveTo(server)

test "a line per row" {
    feed words: ["a"]
    tick
    expect words: ["a"]
}
`

func endpointOp(kind, doc string) *Op {
	return &Op{
		Name:    kind,
		Sig:     kind + "(address: string) -> endpoint",
		Doc:     doc + " `open()` gives a connection with `send(x)` and `close()`; as a sink it is sent each row as a line.",
		Example: withName(endpointExample, kind),
		Lower: func(c *Call) Flow {
			c.checkPath("address")
			return c.global(&plan.Global{Kind: plan.GlobalEndpoint, Type: types.Endpoint, Endpoint: &plan.Endpoint{Kind: kind, Address: c.Args["address"]}})
		},
	}
}

var (
	tcp = endpointOp("tcp", "A TCP server, as `host:port`.")
	udp = endpointOp("udp", "A UDP address, as `host:port`.")
)

var pool = &Op{
	Name: "pool",
	Sig:  "pool(endpoint: endpoint; max: int = 8, idle: duration = 30s) -> pool",
	Doc: "Connections to an endpoint that are shared and kept open: made on first use, at most `max`, closed when idle for `idle`. `use(f)` lends one to f; `send(x)` " +
		"sends through one.",
	Example: `batch 1s
backend = pool(tcp("localhost:7777"), max: 2, idle: 10s)
words = input(string)
words.foreachRDD(rdd => rdd.foreachPartition(rows => backend.use(connection => {
    for word in rows { connection.send(word) }
})))

test "through the pool" {
    feed words: ["a"]
    tick
    expect backend: ["a"]
}
`,
	Lower: func(c *Call) Flow {
		c.checkAtLeast("max", 1)
		g := &plan.Global{Kind: plan.GlobalPool, Type: types.Pool, Max: c.Args["max"], Idle: c.Args["idle"]}
		if ref, ok := c.Args["endpoint"].(*plan.GlobalRef); ok {
			g.Endpoint = ref.Global.Endpoint
		}
		return c.global(g)
	},
}

const readExample = `batch 1s
table = %s
words = input(string)
known = words.map(w => (w, 1)).transform(rdd => rdd.join(table.map(r => (r.word, r.weight))))
known.print()

test "the table of the moment" {
    feed table: [{word: "a", weight: 0.5}]
    feed words: ["a", "b"]
    tick
    expect known: [("a", (1, 0.5))]
}
`

func readOp(format string) *Op {
	return &Op{
		Name: "read." + format,
		Sig:  "read." + format + "(path: string, row: type[T]; reload: duration = none) -> dataset[T]",
		Doc: "A dataset of the rows of a " + format + " file (or of those in a folder), read when the program starts, and again every `reload`. Used in batch code " +
			"and as the static side of joins.",
		Example: withName(readExample, "read."+format+`("table.`+format+`", {word: string, weight: float}, reload: 1m)`),
		Lower:   func(c *Call) Flow { return c.read(format, c.Types["T"]) },
	}
}

var (
	readCSV  = readOp("csv")
	readJSON = readOp("json")
	readText = &Op{
		Name: "read.text",
		Sig:  "read.text(path: string; reload: duration = none) -> dataset[string]",
		Doc:  "A dataset of the lines of a file (or of those in a folder), read when the program starts, and again every `reload`.",
		Example: `batch 1s
stop = read.text("stop.txt")
words = input(string)
kept = words.transform(rdd => rdd.subtract(stop))
kept.print()

test "leaves out" {
    feed stop: ["the"]
    feed words: ["the", "end"]
    tick
    expect kept: ["end"]
}
`,
		Lower: func(c *Call) Flow { return c.read("text", types.String) },
	}
)

func (c *Call) read(format string, row types.Type) Flow {
	c.checkPath("path")
	if part := NotInCSV(row); format == "csv" && part != nil {
		c.Builder.Report(noCSV(c.At, row, part))
	}
	return c.global(&plan.Global{
		Kind: plan.GlobalRead,
		Type: &types.Dataset{Row: row},
		Read: &plan.Read{Format: format, Path: c.Args["path"], Row: row, Reload: c.Args["reload"]},
	})
}
