package ops

const belongsToTables = "it belongs to tables"

// joinTables is the join of records by a condition. It stands before the join by key, which is the one that is meant where rows are pairs.
var joinTables = &Op{Name: "join", Sig: "dataset[T].join() -> nothing", Doc: "The join of tables.", Later: "it joins pairs of key and value only, and these rows are none"}

// later lists what the language has and the compiler does not compile yet, so that a program that uses it is told so by name.
func later() []*Op {
	var out []*Op
	for _, name := range []string{"select", "where", "withColumn", "drop", "rename", "alias", "withWatermark", "groupBy", "agg", "orderBy", "dropDuplicates",
		"dropDuplicatesWithinWatermark", "writeStream"} {
		for _, on := range []string{"stream", "dataset"} {
			out = append(out, &Op{Name: name, Sig: on + "[T]." + name + "() -> nothing", Doc: "An operator of tables.", Later: belongsToTables})
		}
	}
	out = append(out, &Op{Name: "toTable", Sig: "stream[T].toTable() -> nothing", Doc: "The stream as a table.", Later: belongsToTables}, lateRows)
	out = append(out, &Op{Name: "udp", Sig: "udp(address: string, format: format[T]) -> stream[T]", Doc: "A source.", Later: "the connector is not there"})
	for _, source := range []string{"kafka", "tcpServer"} {
		out = append(out, &Op{Name: source, Sig: source + "() -> stream[string]", Doc: "A source.", Later: "the connector is not there"})
	}
	for _, sink := range []string{"postgres", "http", "memory", "foreachBatch"} {
		out = append(out, &Op{Name: sink, Sig: sink + "() -> sink", Doc: "A sink.", Later: "the connector is not there"})
	}
	return append(out, &Op{Name: "read.parquet", Sig: "read.parquet(path: string, row: type[T]) -> dataset[T]", Doc: "Static data.", Later: "the format is not there"})
}
