package runtime

import (
	"context"
	"io"
	"os"
	goruntime "runtime"
	"sync"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/seam"
)

// Config is what a program says about itself: the settings of its text.
type Config struct {
	Name       string // of the app, or of the file
	File       string // the main file
	Batch      fn.Duration
	Checkpoint string      // directory, or "" for a program without
	Every      fn.Duration // of the checkpoint setting; 0: not said
	Errors     string      // "log" (also ""), "fail", or "file"
	ErrorsFile string      // where the setting is file
	Zone       fn.Zone     // of frames and texts; nil: UTC
	SkipMissed bool        // missedBatches skip
}

// RunOptions say how a pipeline runs; the zero value is the program as written.
type RunOptions struct {
	Workers    int        // that read and process blocks; 0: as many as the process may use processors
	Checkpoint string     // directory instead of the program's; does nothing for a program without
	Discard    []string   // states that begin anew whatever the checkpoint has
	Text       io.Writer  // where print, pprint, console and batch code write; nil: standard output
	Log        io.Writer  // where messages go; nil: standard error
	Verbose    bool       // say more in Log
	World      seam.World // clock, files and network; zero: the real ones
}

// App is a pipeline under construction, then running.
type App struct {
	config          Config
	options         RunOptions
	world           seam.World
	batch           func(*Batch)
	zero            fn.Time // the batch time before the first
	last            fn.Time // the last completed batch
	sources         []*Source
	states          []durableState
	shared          []sharedValue
	closers         []func()
	names           map[string]int // outputs by name
	reads           []reader
	writers         []string       // names of outputs, endpoints and pools
	replay          *replayOutput  // nil: live
	refused         error          // why the program cannot start
	resume          []func() error // what a crash has left to do
	checkpointFiles seam.Files     // nil: those of the world
	stage           sync.Mutex     // held while a stage is constructed
	building        *slot
	log             *logger
	ctx             context.Context
}

// sharedValue takes in what stages added to it.
type sharedValue interface{ absorb(b *Batch, l local) }

// NewApp begins a pipeline; batch is its stage B.
func NewApp(config Config, options RunOptions, batch func(*Batch)) *App {
	a := &App{config: config, options: options, batch: batch, world: options.World.OrReal(), names: map[string]int{}, ctx: context.Background()}
	if a.options.Workers <= 0 {
		a.options.Workers = goruntime.GOMAXPROCS(0)
	}
	if a.options.Text == nil {
		a.options.Text = os.Stdout
	}
	if a.options.Log == nil {
		a.options.Log = os.Stderr
	}
	if a.options.Checkpoint == "" {
		a.options.Checkpoint = config.Checkpoint
	}
	a.log = newLogger(a.options.Log, a.world.Clock, config.Name)
	return a
}

// due reports whether time is a multiple of slide after zero time.
func (a *App) due(time fn.Time, slide fn.Duration) bool {
	return slide <= a.config.Batch || (time-a.zero)%fn.Time(slide) == 0
}

// floor is the batch time at or before time.
func (a *App) floor(time fn.Time) fn.Time {
	past := (time - a.zero) % fn.Time(a.config.Batch)
	if past < 0 {
		past += fn.Time(a.config.Batch)
	}
	return time - past
}

// store is where the checkpoint is kept.
func (a *App) store() seam.Files {
	if a.checkpointFiles != nil {
		return a.checkpointFiles
	}
	return a.world.Files
}

// outputName makes the names of outputs different: the second "counts" is "counts#2".
func (a *App) outputName(name string) string {
	a.names[name]++
	if n := a.names[name]; n > 1 {
		name += "#" + itoa(int64(n))
	}
	a.writers = append(a.writers, name)
	return name
}

// intake is what a source took in for one batch.
type intake struct {
	source     *Source
	time       fn.Time
	wait       sync.WaitGroup // blocks that workers are at
	mu         sync.Mutex
	slots      []*slot // by worker; nil where a worker had nothing to do
	numbers    int64   // blocks so far
	missing    bool
	partitions int
	rest       []*chunk // rows that were handed in but not processed
	position   []byte   // behind the last row, of a source that has positions
}

// slot is that of a worker.
func (in *intake) slot(worker int) *slot {
	in.mu.Lock()
	defer in.mu.Unlock()
	for len(in.slots) <= worker {
		in.slots = append(in.slots, nil)
	}
	if in.slots[worker] == nil {
		in.slots[worker] = in.source.take()
	}
	return in.slots[worker]
}

// runBatch ends a batch: stage B over what the sources took in, outputs, commit. The error says why the batch failed.
func (a *App) runBatch(time fn.Time, inputs []*intake) error {
	b := a.newBatch(time)
	a.gather(b, inputs)
	if !b.Failed() {
		a.call(b)
	}
	b.settleErrors()
	err := a.deliver(b)
	for _, in := range inputs {
		in.source.release(in)
	}
	return err
}

// gather gives what the stages left behind to their ends.
func (a *App) gather(b *Batch, inputs []*intake) {
	for _, in := range inputs {
		s := in.source
		s.missing, s.partitions = in.missing, in.partitions
		if s.position != nil {
			s.position.behind = in.position
		}
		if s.pull != nil && (a.replay == nil || s.virtual) && !b.Failed() {
			if fault := s.pull(b, in); fault != nil {
				b.Fail(fault)
			}
		}
		all := &Rejects{}
		for _, sl := range in.slots {
			if sl == nil {
				continue
			}
			all.merge(sl.rejects)
			for i, e := range s.ends {
				if sl.locals[i] != nil {
					e.setResult(sl.locals[i])
				}
			}
			for i, l := range sl.shared {
				if l != nil {
					a.shared[i].absorb(b, l)
				}
			}
		}
		b.addRejects(all)
	}
}

// call runs stage B. A panic of a function of the user fails the batch.
func (a *App) call(b *Batch) {
	defer func() {
		if p := recover(); p != nil {
			b.Fail(panicFault(p))
		}
	}()
	a.batch(b)
}

// deliver shows the outputs of a batch and commits it, or says that it failed.
func (a *App) deliver(b *Batch) error {
	if b.Failed() {
		b.abandon()
		if a.replay != nil {
			a.replay.failed(b)
		}
		return b.fault
	}
	if a.replay != nil {
		a.replay.batch(b)
	}
	if len(b.text) > 0 {
		if _, err := a.options.Text.Write(b.text); err != nil {
			return fault(CodeOutput, "the text of the batch cannot be written: "+err.Error())
		}
	}
	a.last = b.Time
	if err := a.commit(b.Time); err != nil {
		b.abandon()
		return err
	}
	return b.finish()
}
