// Package runtime runs generated programs. In emitted code its name is rt.
//
// In go the nodes of a pipeline, made by the generated New: sources with a stage for their blocks (stage A, run by the workers), what stages leave behind ([KeyFold],
// [Fold], [Kept]), state ([Window], [UpdateState] …), outputs; and one function that runs at the end of each batch (stage B). Out come batches: [App.Run] drives them by
// the clock, from sockets, files or Go functions; [Main] does the same as a program, with flags, signals and replay (a script instead of the world).
//
// Invariants:
//   - Stage B runs on one goroutine, in batch order; the workers fill the next batch meanwhile. Nothing here is package-level state: two pipelines can live in one process.
//   - A batch is whole or nothing: the first fault ends it, its outputs are not shown, its state is not committed, and Run returns an error.
//   - What can be seen does not depend on the number of workers: rows keep the order of arrival by block number, keyed results stand in key order.
//   - A *[Data] that is nil means that the node is not due at this batch time; one that is [Data.Missing] that there is no dataset.
//   - The package links neither fmt nor encoding/json, so that a small program stays small.
package runtime
