package ops

import "strings"

// Catalogue is every operator, in the order of the reference. The slice is the caller's.
func Catalogue() []*Op {
	return append([]*Op{
		// sources
		socket, textFiles, files, stdin, rate, queue, input,
		// row by row
		mapRows, flatMap, filter, mapValues, flatMapValues, mapPartitions, glom, union, repartition, partitionBy, cache,
		// one batch
		count, reduce, countByValue, reduceByKey, groupByKey, combineByKey,
		joinTables, join, leftOuterJoin, rightOuterJoin, fullOuterJoin, cogroup,
		// several batches
		window, countByWindow, countByValueAndWindow, reduceByWindow, reduceByKeyAndWindow, groupByKeyAndWindow,
		updateStateByKey, mapWithState, snapshots, errorRows,
		// batch code
		transform, transformWith, transformMany, foreachRDD, foreachPartition, foreach,
		sortBy, limit, distinct, cartesian, subtract, slice,
		collect, countRows, take, first, top, reduceRows, foreachRow, foreachPart, saveDataset,
		// outputs and sinks
		print, pprint, saveAsTextFiles, saveTo, fileSink, consoleSink,
		// beside the streams
		broadcast, accumulator, tcp, udp, pool, readCSV, readJSON, readText,
	}, later()...)
}

func withName(text, name string) string { return strings.ReplaceAll(text, "%s", name) }
