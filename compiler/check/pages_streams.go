package check

import "github.com/streamc-dev/streamc/dsl/diag"

// streamPages are about streams, windows and state.
func streamPages() []diag.Page {
	return []diag.Page{
		{Code: "E0501", Title: "no batch interval",
			Text:    "Streams are processed in batches, and the setting `batch` says how long one is. Every batch time, window and slide is a multiple of it.",
			Example: "lines = socket(\"localhost\", 9999)\nlines.pprint()\n"},
		{Code: "E0502", Title: "no output",
			Text:    "Only outputs make a program run: `print`, `pprint`, `saveTo`, `saveAsTextFiles`, `foreachRDD`, `foreachPartition`, `foreach`.",
			Example: "batch 5s\nlines = socket(\"localhost\", 9999)\nwords = lines.flatMap(line => line.split(\" \"))\n"},
		{Code: "E0503", Title: "no checkpoint",
			Text: "`updateStateByKey`, `mapWithState` and windows with an inverse carry something on from batch to batch. It must outlive the process, so the program needs a " +
				"`checkpoint` folder.",
			Example: "batch 5s\npairs = input((string, int))\npairs.countByWindow(10s, 5s).print()\n"},
		{Code: "E0504", Title: "a window that does not fit the batches",
			Text: "The size and the slide of a window are multiples of the interval at which the stream below it gives batches: the batch interval, or the slide of a " +
				"window there.",
			Example: "batch 2s\nlines = socket(\"localhost\", 9999)\nlines.window(6s, 3s).print()\n"},
		{Code: "E0505", Title: "slice outside batch code",
			Text:    "`slice` gives the rows of batches that have run. While the program is put together none has, so it stands in the functions of `transform` and `foreachRDD`.",
			Example: "batch 1s\nnumbers = input(int)\nnumbers.print()\nearly = numbers.slice(time(\"2026-01-01T00:00:00Z\"), time(\"2026-01-01T00:00:01Z\")).collect()\n"},
		{Code: "E0506", Title: "streams that run at different times",
			Text:    "Joins, unions and `transform` take one batch of each stream, so these must run at the same times: windows in them need the same slide.",
			Example: "batch 1s\na = input(int)\nb = input(int)\na.window(4s, 2s).union(b).print()\n"},
		{Code: "E0507", Title: "an inverse over a window with gaps",
			Text: "A window whose slide is longer than its size leaves batches out. With an inverse the rows in the gap would be folded in and never taken out again (Spark " +
				"computes that wrong). Without an inverse it is computed anew and right.",
			Example: "batch 1s\ncheckpoint \"ck\"\npairs = input((string, int))\npairs.reduceByKeyAndWindow((a, b) => a + b, (a, b) => a - b, 1s, 3s).print()\n"},
		{Code: "E0508", Title: "a stream made in batch code",
			Text: "The functions of `transform` and `foreachRDD` run once per batch and work on datasets. Streams are put together once, outside of them. A stream can be " +
				"read there by `slice`.",
			Example: "batch 1s\na = input(int)\nb = input(int)\na.transform(rdd => b.map(x => x + 1)).print()\n"},
		{Code: "E0509", Title: "error rows of a stream without name",
			Text:    "Error rows carry the name of the binding in whose chain they failed, and `.errors` gives those of one name. So it stands behind a name.",
			Example: "batch 1s\nlines = input(string)\nlines.map(line => line.len()).errors.print()\n"},
		{Code: "E0510", Title: "snapshots of what has none",
			Text:    "`.snapshots` is the whole table of a `mapWithState` after each batch. It is taken of the stream that `mapWithState` gives, before anything else is done with that.",
			Example: "batch 1s\npairs = input((string, int))\npairs.snapshots.print()\n"},
		{Code: "E0511", Title: "a slide of nothing",
			Text:    "The slide says how often a window comes out. Left out, it comes with every batch of the stream below.",
			Example: "batch 1s\nlines = input(string)\nlines.window(2s, 0s).print()\n"},
		{Code: "E0512", Title: "desc and asc inside an expression",
			Text:    "In the function of `sortBy` and `top`, `desc(x)` and `asc(x)` mark a value to sort by: the value that the function gives, or a part of the tuple that it gives.",
			Example: "batch 1s\nn = input(int)\nn.transform(rdd => rdd.sortBy(x => desc(x) + 1)).print()\n"},
		{Code: "E0513", Title: "a checkpoint that falls between batches",
			Text:    "The checkpoint is taken at the end of a batch, so `every` is a multiple of the batch interval.",
			Example: "batch 2s\ncheckpoint \"ck\" every 5s\nlines = input(string)\nlines.print()\n"},
		{Code: "E0514", Title: "a timeout of nothing",
			Text: "The timeout of `mapWithState` says how long a key may be without rows.",
			Example: "batch 1s\ncheckpoint \"ck\"\npairs = input((string, int))\n" +
				"pairs.mapWithState((key, value, s: state[int]) => key, timeout: 0s).print()\n"},
		{Code: "E0515", Title: "a stream where a value is wanted",
			Text:    "The functions of operators run per row or per batch. The program's streams are put together before; rows of another stream come in by a join, a union or `transformWith`.",
			Example: "batch 1s\nnumbers = input(int)\nnumbers.map(n => numbers).print()\n"},
	}
}

// streamWarningPages are about what is seldom meant.
func streamWarningPages() []diag.Page {
	return []diag.Page{
		{Code: "W0521", Title: "state that is fed by overlapping windows",
			Text: "A window gives a row as often as it is in one. State that is fed by it counts the row each time; the message says how often that is. It is seldom meant: " +
				"feed the state from the stream below the window.",
			Example: "batch 1s\ncheckpoint \"ck\"\npairs = input((string, int))\n" +
				"pairs.window(5s, 2s).updateStateByKey((values, old) => values.sum() + (old ?? 0), unbounded: true).print()\n"},
		{Code: "W0522", Title: "keys that stay in a window with inverse",
			Text: "With an inverse, what leaves the window is taken out of a key's result, and the key stays: with 0 for a sum, for ever. `filter` drops it. Safe is a " +
				"filter that drops a key only when it has no rows left in the window.",
			Example: "batch 1s\ncheckpoint \"ck\"\npairs = input((string, int))\npairs.reduceByKeyAndWindow((a, b) => a + b, (a, b) => a - b, 10s, 1s).print()\n"},
		{Code: "W0523", Title: "a filter without inverse",
			Text:    "Without an inverse every window is computed from its rows, and a key without rows is not there. `filter` is about keys that an inverse leaves behind.",
			Example: "batch 1s\npairs = input((string, int))\npairs.reduceByKeyAndWindow((a, b) => a + b, 2s, 1s, filter: (key, n) => n != 0).print()\n"},
		{Code: "W0524", Title: "cache does nothing",
			Text:    "A stream or dataset that is used twice is computed once per batch and kept as long as it is needed.",
			Example: "batch 1s\nlines = input(string)\nlines.cache().print()\n"},
		{Code: "W0525", Title: "a stream that nothing is done with",
			Text:    "Only what an output needs is run.",
			Example: "batch 1s\nlines = input(string)\nlines.print()\nlengths = lines.map(line => line.len())\n"},
		{Code: "W0530", Title: "state that only grows",
			Text: "Every new key stays in the state for ever, and so does its memory. Let the function of `updateStateByKey` give `none` for a key that is done, give " +
				"`mapWithState` a `timeout`, or say that it is meant: `unbounded: true`.",
			Example: "batch 1s\ncheckpoint \"ck\"\npairs = input((string, int))\npairs.updateStateByKey((values, old) => values.sum() + (old ?? 0)).print()\n"},
	}
}

// sourcePages are about settings, sources, sinks and their options.
func sourcePages() []diag.Page {
	const program = "lines = input(string)\nlines.print()\n"
	return []diag.Page{
		{Code: "E0701", Title: "a setting that does not exist",
			Text:    "The settings are `app`, `batch`, `checkpoint`, `errors`, `timeZone`, `dialect`, `missedBatches`, and those that are not compiled yet: `watermarks`, `noDataBatches`, `memory`.",
			Example: "batch 1s\ntimezone \"UTC\"\n" + program},
		{Code: "E0702", Title: "a setting given twice",
			Text: "A setting holds for the whole program.", Example: "batch 1s\nbatch 2s\n" + program},
		{Code: "E0703", Title: "a setting with a strange value",
			Text:    "Settings are read before everything else. Their values are literals, or one of some words.",
			Example: "batch 1s\ndialect java\n" + program},
		{Code: "E0704", Title: "an interval that cannot be",
			Text:    "The batch interval is a whole number of milliseconds, at least one; `every` of the checkpoint is longer than nothing.",
			Example: "batch 0s\n" + program},
		{Code: "E0705", Title: "a word that does not belong to a setting",
			Text:    "Behind the value of `checkpoint` may stand `every 10s`; the other settings have nothing there.",
			Example: "batch 1s every 2s\n" + program},
		{Code: "E0706", Title: "a time zone that does not exist",
			Text:    "Time zones have the names of the IANA data base: \"Europe/Brussels\", \"UTC\".",
			Example: "batch 1s\ntimeZone \"Europe/Bruges\"\n" + program},
		{Code: "E0708", Title: "a port that cannot be",
			Text: "Ports are numbers from 1 to 65535.", Example: "batch 1s\nsocket(\"localhost\", 99999).print()\n"},
		{Code: "E0709", Title: "a path or address that is empty",
			Text: "A source, sink or checkpoint needs to know where.", Example: "batch 1s\ntextFiles(\"\").print()\n"},
		{Code: "E0710", Title: "a number that is too small",
			Text:    "The message says what the least is: one row a second, one partition, one connection, no rows to show.",
			Example: "batch 1s\nlines = input(string)\nlines.repartition(0).print()\n"},
		{Code: "E0711", Title: "two sinks in one folder",
			Text: "Files of a sink have the name of their batch. Two sinks in one folder would take each other's files for their own.",
			Example: "batch 1s\nlines = input(string)\nlines.saveTo(file(\"out\"))\n" +
				"lines.map(line => line.upper()).saveTo(file(\"out\"))\n"},
		{Code: "E0712", Title: "two outputs of one name",
			Text:    "An output is called by its name in tests, in replays and where it is counted. Without `name:` it has that of its binding, and the next there is `\"x#2\"`.",
			Example: "batch 1s\nlines = input(string)\nlines.print(name: \"a\")\nlines.count().print(name: \"a\")\n"},
		{Code: "E0714", Title: "rows that csv cannot hold",
			Text:    "A line of csv is a row of plain values. Lists, maps and records inside a row have no place in it.",
			Example: "batch 1s\nwords = input((string, [int]))\nwords.saveTo(file(\"out\", format: csv))\n"},
		{Code: "E0715", Title: "a value that the compiler must know",
			Text:    "Values in tests are known when the program is compiled. A parameter is known when it starts.",
			Example: "param n = 1\nbatch 1s\nlines = input(int)\nlines.print()\n\ntest \"a\" {\n    feed lines: [n]\n    tick\n    expect lines: [1]\n}\n"},
	}
}

// testPages are about test blocks.
func testPages() []diag.Page {
	const program = "batch 1s\nlines = input(string)\nlines.print()\n\n"
	test := func(steps string) string { return program + "test \"a\" {\n" + steps + "    expect lines: []\n}\n" }
	return []diag.Page{
		{Code: "E0801", Title: "a feed of what has no source",
			Text: "`feed x` gives rows to the source, or the `read`, in the chain of `x`.", Example: test("    feed line: [\"a\"]\n    tick\n")},
		{Code: "E0802", Title: "an expect of what is not there",
			Text:    "`expect` looks at an output by its name, at a stream, at the error rows of one (`x.errors`), at an endpoint, at `printed` or at `errors`.",
			Example: program + "test \"a\" {\n    tick\n    expect word: []\n}\n"},
		{Code: "E0803", Title: "a set of what is no parameter",
			Text: "`set` gives a value to a `param` of the program.", Example: test("    set n = 1\n    tick\n")},
		{Code: "E0804", Title: "a row of other fields",
			Text: "A row that is fed has the fields of its type; an expected record literal names those that it compares.",
			Example: "batch 1s\nseen = input({word: string, n: int})\nseen.print()\n\ntest \"a\" {\n    feed seen: [{word: \"a\", count: 1}]\n    tick\n" +
				"    expect seen: []\n}\n"},
		{Code: "E0805", Title: "a feed that could mean several sources",
			Text: "Several sources lie in the chain. Give each a name of its own.",
			Example: "batch 1s\nboth = input(int).union(input(int))\nboth.print()\n\n" +
				"test \"a\" {\n    feed both: [1]\n    tick\n    expect both: [1]\n}\n"},
		{Code: "E0806", Title: "raw text for a source that decodes none",
			Text:    "`raw:` goes through the decoder of a source, as text from outside would. `input` and `queue` have none.",
			Example: test("    feed lines raw: [\"a\"]\n    tick\n")},
		{Code: "E0807", Title: "a table that is missing",
			Text: "`none` says that a source gave no batch. A table that is read is always there, empty at worst.",
			Example: "batch 1s\nstop = read.text(\"stop.txt\")\nlines = input(string)\nkept = lines.transform(rdd => rdd.subtract(stop))\nkept.print()\n\n" +
				"test \"a\" {\n    feed stop: none\n    tick\n    expect kept: []\n}\n"},
		{Code: "E0808", Title: "a set that comes too late",
			Text: "A program reads its parameters when it starts.", Example: "param n = 1\n" + test("    tick\n    set n = 2\n")},
		{Code: "E0809", Title: "a step of tables",
			Text: "`process` and `trigger` run tables. Streams run batch by batch: `tick`.", Example: test("    process\n")},
		{Code: "E0810", Title: "a clock that cannot be moved so",
			Text: "`advance 200ms` moves the clock inside the open batch, forward, by whole milliseconds. `tick` closes the batch.", Example: test("    advance 5s\n")},
		{Code: "E0811", Title: "a time at which no batch ends",
			Text: "`at` names the end of a batch, which is a multiple of the batch interval.", Example: program + "test \"a\" {\n    tick\n    expect lines at 1500ms: []\n}\n"},
		{Code: "E0812", Title: "a step behind the end",
			Text: "`stop` ends the program as a signal would. After it only `expect` may stand.", Example: test("    tick\n    stop\n    tick\n")},
		{Code: "E0813", Title: "a test without a name of its own",
			Text: "The name of a test says in one plain text what holds.", Example: test("    tick\n") + "\ntest \"a\" {\n    tick\n    expect lines: []\n}\n"},
		{Code: "E0814", Title: "a count that is none",
			Text: "`tick 3`, `fail x 2` and `partitions 2` take a number of at least one.", Example: test("    tick 0\n")},
		{Code: "W0801", Title: "a test that expects nothing",
			Text: "Without `expect` a test passes whatever comes out.", Example: program + "test \"a\" {\n    tick\n}\n"},
	}
}

// laterOptionPages are about operators, settings and options that are not compiled yet.
func laterOptionPages() []diag.Page {
	return []diag.Page{
		{Code: "E0906", Title: "a setting that is not compiled yet",
			Text: "The language has this setting, and this version of the compiler does nothing with it.", Example: "batch 1s\nmemory \"2GB\"\nlines = input(string)\nlines.print()\n"},
		{Code: "E0908", Title: "an option that is not compiled yet",
			Text:    "The language has this option, and this version of the compiler does not.",
			Example: "batch 1s\nlines = input(string)\nlines.saveTo(file(\"out\", format: json, roll: 1h))\n"},
	}
}

// statePages are about the names of state.
func statePages() []diag.Page {
	const head = "batch 1s\ncheckpoint \"ck\"\npairs = input((string, int))\n"
	const sum = "(values, old) => values.sum() + (old ?? 0), unbounded: true"
	return []diag.Page{
		{Code: "E1001", Title: "two states of one name",
			Text:    "After a restart a state is found again by its name.",
			Example: head + "pairs.updateStateByKey(" + sum + ", name: \"sum\").print()\npairs.updateStateByKey(" + sum + ", name: \"sum\").print()\n"},
		{Code: "W1001", Title: "a state whose name depends on the order",
			Text: "A state is called after its binding and operator. A second one there gets a number, which changes when the program is rearranged; then the state is " +
				"not found again. Bind it to a name, or pin one with `name:`.",
			Example: head + "pairs.updateStateByKey(" + sum + ").print()\npairs.updateStateByKey(" + sum + ").print()\n"},
	}
}
