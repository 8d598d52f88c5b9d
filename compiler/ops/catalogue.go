package ops

import "strings"

// Catalogue is every operator, in the order of the reference. The slice is the caller's.
func Catalogue() []*Op {
	var all []*Op
	for _, chapter := range Chapters() {
		all = append(all, chapter.Ops...)
	}
	return append(all, later()...)
}

// Chapter is a part of the reference page.
type Chapter struct {
	Title string
	Ops   []*Op
}

// Chapters are the operators that are compiled by now, by chapter. (joinTables stands beside the join that it is not: see there.)
func Chapters() []Chapter {
	return []Chapter{
		{"Sources", []*Op{socket, textFiles, files, stdin, rate, queue, input}},
		{"Row by row", []*Op{mapRows, flatMap, filter, mapValues, flatMapValues, mapPartitions, glom, union, repartition, partitionBy, cache}},
		{"Within a batch", []*Op{count, reduce, countByValue, reduceByKey, groupByKey, combineByKey}},
		{"Joins", []*Op{joinTables, join, leftOuterJoin, rightOuterJoin, fullOuterJoin, cogroup}},
		{"Windows", []*Op{window, countByWindow, countByValueAndWindow, reduceByWindow, reduceByKeyAndWindow, groupByKeyAndWindow}},
		{"State", []*Op{updateStateByKey, mapWithState, snapshots}},
		{"Errors", []*Op{errorRows}},
		{"Code per batch", []*Op{transform, transformWith, transformMany, slice}},
		{"Datasets", []*Op{sortBy, limit, distinct, cartesian, subtract}},
		{"Actions of datasets", []*Op{collect, countRows, take, first, top, reduceRows, foreachRow, foreachPart, saveDataset}},
		{"Outputs", []*Op{print, pprint, saveAsTextFiles, saveTo, foreachRDD, foreachPartition, foreach}},
		{"Sinks", []*Op{fileSink, consoleSink}},
		{"Shared variables, endpoints, static data", []*Op{broadcast, accumulator, tcp, udp, pool, readCSV, readJSON, readText}},
	}
}

func withName(text, name string) string { return strings.ReplaceAll(text, "%s", name) }
