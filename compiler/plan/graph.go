package plan

import (
	gotypes "go/types"
	"path"
	"time"

	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// Program is a whole compiled program.
type Program struct {
	Name       string // the app's name or the file's, without ending
	File       string // the main file, as named in messages
	Doc        string // the comment at its head
	Settings   Settings
	Types      []*types.Record // named records in order of declaration
	Globals    []*Global       // in order of declaration
	Funcs      []*Func         // in order of declaration; those used by the graph
	Nodes      []*Node         // in topological order: inputs before readers, otherwise in order of the source
	Outputs    []*Node         // the nodes whose Kind is *Output, in order of definition
	Tests      []*Test
	SourceText map[string]string // file name -> text, for comments in emitted code
}

// Settings are the program's settings after defaults. Batch is 0 when the program has none (then it has no streams).
type Settings struct {
	App             string
	Batch           time.Duration
	Checkpoint      string        // empty: none
	CheckpointEvery time.Duration // 0: not said
	Errors          string        // "log", "fail" or "file"
	ErrorsFile      string
	TimeZone        string // IANA name, "UTC" by default
	Scala           bool   // dialect scala
	MissedSkip      bool   // missedBatches skip
}

// GlobalKind says what a Global is.
type GlobalKind string

// The kinds of globals.
const (
	GlobalParam       GlobalKind = "param"       // a flag; Init is the default, nil when required
	GlobalConst       GlobalKind = "const"       // depends on a param, so computed at start
	GlobalBroadcast   GlobalKind = "broadcast"   // Init is its value
	GlobalAccumulator GlobalKind = "accumulator" // Init is its zero
	GlobalEndpoint    GlobalKind = "endpoint"    // Endpoint says which
	GlobalPool        GlobalKind = "pool"        // Endpoint, Max, Idle
	GlobalRead        GlobalKind = "read"        // a static dataset; Read says which
)

// Global is a top-level declaration that exists at run time.
type Global struct {
	Kind     GlobalKind
	Name     string
	Type     types.Type
	Span     diag.Span
	Doc      string
	Init     Expr
	Flag     string // of a param: "max-rows"
	Env      string // of a param: "<APP>_MAX_ROWS"
	Endpoint *Endpoint
	Max      Expr // of a pool: int
	Idle     Expr // of a pool: duration
	Read     *Read
}

// Endpoint is where connections go. Kind is "tcp" or "udp".
type Endpoint struct {
	Kind    string
	Address Expr
}

// Read is a static dataset: format "csv", "json" or "text", a path, and how often it is read again (nil: once).
type Read struct {
	Format string
	Path   Expr
	Row    types.Type
	Reload Expr
}

// Func is a function of the program. Extern is set for `extern func`; then Body is nil.
// Effects says that it (indirectly) prints, sends, adds to an accumulator or runs datasets; Reads that it reads globals or the batch's clock, so it
// becomes a method of the pipeline.
type Func struct {
	Name    string
	Span    diag.Span
	Doc     string
	Params  []*Var
	Result  types.Type
	Body    Expr
	Fails   bool
	Effects bool
	Reads   bool
	Extern  *Extern
}

// Extern is the Go side of an extern declaration.
type Extern struct {
	Package   string // import path
	Symbol    string
	GoPackage string             // the package's own name; empty when it was not looked at
	Row       types.Type         // of a source or sink
	Go        *gotypes.Signature // nil when the package was not looked at: then the declaration is believed, and no Go is emitted
	Error     bool               // of a func: a last result of type error
	OK        bool               // of a func: the optional result is (T, bool)
	Resumes   bool               // of a source: its function takes and gives positions
}

// GoName is the name of the package: what its clause says, or, when nobody looked, the end of its path.
func (e *Extern) GoName() string {
	if e.GoPackage != "" {
		return e.GoPackage
	}
	return path.Base(e.Package)
}

// Node is a node of the graph.
type Node struct {
	ID     int
	Name   string // the binding it computes, or that of the chain's begin with "#n" for inner nodes; unique in the program
	Span   diag.Span
	Kind   Kind
	Inputs []*Node
	// What flows out of it:
	Row        types.Type
	Slide      time.Duration // gives a dataset at batch times that are multiples of it
	Order      Order
	ErrorName  string // the binding in whose chain it stands: the name of its error rows
	Readers    int    // how many nodes and bodies read it; a node with more than one is kept for the batch
	Bound      bool   // it is a binding's value (`streamc explain` and comments name it)
	ReadErrors bool   // an Errors node reads the error rows of ErrorName
}

// Order says in which order the rows of a node come.
type Order string

// The orders.
const (
	ArrivalOrder Order = "arrival"
	KeyOrder     Order = "key"
)

// OnMissing says what a kind does when an input has no dataset at a batch time (spark-semantics A2).
type OnMissing string

// The answers to a missing dataset: pass it on, take it as empty, fail the batch.
const (
	MissingPass  OnMissing = "pass"
	MissingEmpty OnMissing = "empty"
	MissingFail  OnMissing = "fail"
)

// Kind is what a node does. The same kinds, applied to datasets, are the operators of batch code (Dataset).
//
//sumtype:decl
type Kind interface{ kind() }

// The kinds of nodes.
type (
	// Source gives the rows of a source: one partition a batch.
	Source struct {
		Source     string // "socket", "textFiles", "files", "stdin", "rate", "queue", "input", "extern"
		Args       map[string]Expr
		Format     *Format // of socket, files, stdin …; nil for input, queue, rate
		Replayable bool
		Extern     *Extern
	}
	// Steps is a chain of row-at-a-time work, fused. Partitions stay as they are.
	Steps struct{ Steps []Step }
	// Partition works on whole partitions.
	Partition struct {
		Op        PartitionOp
		Fn        *Fn  // of MapPartitions: [T] -> [U]
		N         Expr // of Repartition and PartitionBy
		OnMissing OnMissing
	}
	// Aggregate folds the rows of a batch: those of each key (Keyed: rows are (K, V) pairs and results (K, result) in key order), or all of them.
	// Create makes the accumulator of a first value, Add takes in a further one, Merge joins two in order of arrival (nil Create: groupByKey, a list of the values
	// in order of arrival). Zero, when not nil, is the single result of an empty batch (count); without it there is none (reduce).
	Aggregate struct {
		Op                 string // the operator, for text and comments: reduceByKey, groupByKey, combineByKey, count, reduce, countByValue
		Keyed              bool
		Create, Add, Merge *Fn
		Zero               Expr
		OnMissing          OnMissing
	}
	// Distinct keeps the first of equal rows (datasets).
	Distinct struct{}
	// Window unites the batches of (t-Size, t], oldest first. StateName names what it holds in the checkpoint.
	Window struct {
		Size      time.Duration
		StateName string
	}
	// InverseWindow is the incremental fold of a window by key: inv(result, leaving), then f(…, entering). Rows are the per-batch folds (K, V).
	// Python drops a key whose only event is leaving silently; Scala without previous result and with nothing entering fails the batch.
	InverseWindow struct {
		Size         time.Duration
		Fold, Invert *Fn
		Filter       *Fn // nil: none; over (K, V)
		Scala        bool
		StateName    string
	}
	// UpdateState is updateStateByKey: Fn takes ([V], S?) or, WithKey, (K, [V], S?) and gives S or (Optional) S?. Initial is a list of (K, S), or nil.
	// Rows are (K, S) in key order. IdleNoop says that the function provably changes nothing for a key without new values.
	UpdateState struct {
		Fn        *Fn
		WithKey   bool
		State     types.Type
		Initial   Expr
		IdleNoop  bool
		StateName string
		OnMissing OnMissing // MissingEmpty (scala), or MissingPass: repeat the state without calling Fn (python)
	}
	// MapState is mapWithState: Fn takes (K, V?, state[S]) and gives U, U? (Optional) or nothing. Rows are the results in key order, within a key in order of
	// arrival. Timeout (nil: none) is looked at every Every batches.
	MapState struct {
		Fn        *Fn
		State     types.Type
		Timeout   Expr
		Initial   Expr
		Every     int
		StateName string
	}
	// Snapshots is the whole table (K, S) of the MapState that is its input, after each batch, in key order.
	Snapshots struct{}
	// Errors is the stream of the RowErrors of the binding Of, after everything in the batch that can add to them.
	Errors struct{ Of string }
	// Join joins by key. Rows are (K, (V, W)) with optional sides, or (K, ([V], [W])) of cogroup, in key order.
	Join struct {
		Join      JoinKind
		OnMissing OnMissing
	}
	// Union is the rows of all inputs, in order of the inputs; partitions stand side by side.
	Union struct{ OnMissing OnMissing }
	// Order sorts (By gives the ordering values, Desc which of them fall), then keeps Limit rows (nil: all). Datasets only.
	Sort struct {
		By    *Fn // nil: only Limit
		Desc  []bool
		Limit Expr
	}
	// Cartesian pairs every row of the first with every row of the second; Subtract drops rows that the second has. Datasets only.
	Cartesian struct{}
	Subtract  struct{}
	// Rows makes a dataset of a list value (datasets only): X is the list.
	Rows struct{ X Expr }
	// Batch runs a body once per batch: Body's parameters are the datasets of the inputs in order, after the batch time when WithTime.
	// Its value is a dataset (transform, transformWith) or, Effect, nothing (foreachRDD).
	Batch struct {
		Op        string
		Body      *Fn
		WithTime  bool
		OnMissing OnMissing
	}
	// Output sends the input's rows out: "print", "pprint", "saveAsTextFiles", "saveTo"; foreachRDD, foreachPartition and foreach are "effect" over a Batch
	// node and show no rows. Name is that of the replay contract (x, x#2 …).
	Output struct {
		Output string
		Name   string
		Limit  Expr // of print and pprint
		Prefix Expr // of saveAsTextFiles
		Suffix Expr
		Sink   *Sink // of saveTo
	}
)

// Step is one row-at-a-time operator.
type Step struct {
	Op   StepOp
	Fn   *Fn
	Span diag.Span // of the call, for comments
	Name string    // ErrorName of the step: the binding in whose chain it stands
}

// StepOp is the kind of a step.
type StepOp string

// The steps. Filter's Fn gives a bool; FlatMap's a list (or, OptMap, an optional). mapValues and flatMapValues are maps over the pair whose Fn keeps the key.
const (
	StepMap     StepOp = "map"
	StepFilter  StepOp = "filter"
	StepFlatMap StepOp = "flatMap"
	StepOptMap  StepOp = "optMap"
)

// PartitionOp is what a Partition does.
type PartitionOp string

// The partition operators.
const (
	MapPartitions PartitionOp = "mapPartitions"
	Glom          PartitionOp = "glom"
	Repartition   PartitionOp = "repartition"
	PartitionBy   PartitionOp = "partitionBy"
)

// JoinKind is the kind of a Join.
type JoinKind string

// The kinds of joins.
const (
	InnerJoin JoinKind = "join"
	LeftJoin  JoinKind = "leftOuterJoin"
	RightJoin JoinKind = "rightOuterJoin"
	FullJoin  JoinKind = "fullOuterJoin"
	Cogroup   JoinKind = "cogroup"
)

// Format decodes or encodes rows. Name is "text", "json" or "csv"; Row is the declared type (string for text).
type Format struct {
	Name string
	Row  types.Type
}

// Sink is the target of a saveTo: "file" (Path, Format, PartitionBy), "console" (NumRows, Truncate), "tcp" or "udp" (Endpoint), "extern" (Extern).
type Sink struct {
	Kind        string
	Path        Expr
	Format      string
	PartitionBy *Fn
	PartitionAs string // the column's name in the path; empty: the value alone
	NumRows     Expr
	Truncate    Expr
	Endpoint    *Global
	Extern      *Extern
}

func (*Source) kind()        {}
func (*Steps) kind()         {}
func (*Partition) kind()     {}
func (*Aggregate) kind()     {}
func (*Distinct) kind()      {}
func (*Window) kind()        {}
func (*InverseWindow) kind() {}
func (*UpdateState) kind()   {}
func (*MapState) kind()      {}
func (*Snapshots) kind()     {}
func (*Errors) kind()        {}
func (*Join) kind()          {}
func (*Union) kind()         {}
func (*Sort) kind()          {}
func (*Cartesian) kind()     {}
func (*Subtract) kind()      {}
func (*Rows) kind()          {}
func (*Batch) kind()         {}
func (*Output) kind()        {}
