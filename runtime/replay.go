package runtime

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/seam"
)

// replayOutput is what outputs write in a replay.
type replayOutput struct {
	out       *bufio.Writer
	realSinks bool
	failures  map[string]int // writes that are still to fail, by output or endpoint
}

// fails reports whether the script wants this write to fail.
func (r *replayOutput) fails(name string) bool {
	if r.failures[name] == 0 {
		return false
	}
	r.failures[name]--
	return true
}

// put writes a line; an error of the output shows at flush.
func (r *replayOutput) put(line []byte) {
	_, _ = r.out.Write(append(line, '\n'))
}

// batch writes the lines of a batch: error rows, then what outputs gave.
func (r *replayOutput) batch(b *Batch) {
	r.errors(b)
	for _, line := range b.lines {
		r.put(line)
	}
}

// failed writes the lines of a batch that failed: nothing of it is kept but its errors.
func (r *replayOutput) failed(b *Batch) {
	r.errors(b)
	line := append([]byte(`{"error": "batch", "time": `), itoa(b.millis())...)
	line = appendFault(line, b.fault.Source, b.fault.Code, b.fault.Reason)
	r.put(append(line, '}'))
}

func (r *replayOutput) errors(b *Batch) {
	for _, row := range b.rowErrors {
		line := append([]byte(`{"error": "row", "time": `), itoa(b.millis())...)
		line = fn.AppendJSONString(append(line, `, "name": `...), row.Name)
		line = appendFault(line, row.Source, row.Code, row.Reason)
		line = fn.AppendJSONString(append(line, `, "row": `...), row.Row)
		r.put(append(line, '}'))
	}
}

func appendFault(line []byte, source, code, reason string) []byte {
	if source != "" {
		line = fn.AppendJSONString(append(line, `, "source": `...), source)
	}
	line = fn.AppendJSONString(append(line, `, "code": `...), code)
	return fn.AppendJSONString(append(line, `, "reason": `...), reason)
}

// offered is rows of a script that are in no batch yet.
type offered struct {
	chunks     []*chunk
	missing    bool
	fed        bool
	partitions int
}

// replayRun carries out a script.
type replayRun struct {
	command Command
	args    *Args
	app     *App
	lock    io.Closer
	output  *replayOutput
	store   seam.Files // of the checkpoint
	now     fn.Time    // the virtual clock
	last    fn.Time    // the end of the last batch, as far as a restart needs to know it
	feeds   map[string]*offered
	failed  *failedBatch          // a batch has failed, and only a restart may follow
	lists   map[string][][][]byte // what a script appended to queues
	ended   bool
}

// failedBatch is what a batch that failed had taken in.
type failedBatch struct {
	time  fn.Time
	feeds map[string]*offered
}

// errAfterFailure ends a script that goes on behind a failed batch.
var errAfterFailure = errors.New("a batch has failed")

// run carries out the script and reports whether all went well.
func (r *replayRun) run(script io.Reader) bool {
	if err := r.start(); err != nil {
		return r.fatal(err)
	}
	lines := bufio.NewReaderSize(script, 1<<16)
	for number := int64(1); ; number++ {
		text, err := readLine(lines)
		if err == io.EOF && len(text) == 0 {
			break
		}
		if err != nil && err != io.EOF {
			return r.fatal(fault(CodeScript, "the script cannot be read: "+err.Error()))
		}
		if len(strings.TrimSpace(string(text))) == 0 {
			number--
			continue
		}
		if err := r.line(text); err != nil {
			if errors.Is(err, errAfterFailure) {
				return r.flush() && false
			}
			return r.fatal(atLine(number, err))
		}
		r.output.put(append(append([]byte(`{"done": `), itoa(number)...), '}'))
		if !r.flush() {
			return false
		}
	}
	r.close()
	return r.flush() && r.failed == nil
}

// readLine reads a line of any length up to the limit.
func readLine(r *bufio.Reader) (line []byte, err error) {
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, err
		}
		if len(line) > Limits.ScriptLine {
			return nil, errors.New("a line is longer than " + itoa(int64(Limits.ScriptLine>>20)) + " MiB")
		}
	}
}

func atLine(number int64, err error) error {
	var f *fn.Fault
	code, reason := CodeScript, err.Error()
	if errors.As(err, &f) {
		code, reason = f.Code, f.Reason
	}
	return fault(code, "line "+itoa(number)+" of the script: "+reason)
}

func (r *replayRun) flush() bool {
	if r.output.out.Flush() != nil {
		return false // nobody reads the output any more
	}
	return true
}

func (r *replayRun) fatal(err error) bool {
	var f *fn.Fault
	if !errors.As(err, &f) {
		f = fault(CodeScript, err.Error())
	}
	r.output.put(append(appendFault([]byte(`{"error": "fatal"`), f.Source, f.Code, f.Reason), '}'))
	r.flush()
	r.close()
	return false
}

func (r *replayRun) close() {
	if r.app != nil {
		r.app.close()
		r.app = nil
	}
	if r.lock != nil {
		_ = r.lock.Close() // the lock is gone with the process in any case
		r.lock = nil
	}
}

// start builds the program and loads its checkpoint.
func (r *replayRun) start() error {
	app := r.command.New(r.args)
	if app.refused != nil {
		return app.refused
	}
	app.replay, app.checkpointFiles = r.output, r.store
	app.zero, app.last = 0, r.last
	_, lock, err := app.recover()
	if err != nil {
		return err
	}
	r.app, r.lock = app, lock
	for _, resume := range app.resume {
		if err := resume(); err != nil {
			return fault(CodeOutput, err.Error())
		}
	}
	for _, s := range app.sources {
		for _, list := range r.lists[s.name] {
			if err := s.feed(list); err != nil {
				return err
			}
		}
	}
	return nil
}

// line carries out a line of the script.
func (r *replayRun) line(text []byte) error {
	fields, err := parseObject(text)
	if err != nil {
		return err
	}
	what, known := fields.kind()
	switch {
	case !known:
		return errors.New("it has none of feed, tick, trigger, process, advance, restart, fail, stop")
	case r.ended:
		return errors.New("the program has stopped: nothing may follow but the end of the script")
	case r.failed != nil && what != "restart":
		return errAfterFailure
	}
	switch what {
	case "feed":
		return r.feed(fields)
	case "tick":
		n, err := fields.number("tick")
		if err != nil || n < 0 {
			return errors.New("tick wants a number of batches")
		}
		return r.tick(n)
	case "advance":
		return r.advance(fields)
	case "restart":
		return r.restart(fields)
	case "fail":
		return r.fail(fields)
	case "stop":
		return r.stop()
	default:
		return fault(CodeTables, what+" is for tables, and this program has none")
	}
}

func (r *replayRun) step() fn.Time { return fn.Time(r.app.config.Batch) }

// tick closes n batches.
func (r *replayRun) tick(n int64) error {
	for ; n > 0 && r.failed == nil; n-- {
		next := r.last + r.step()
		if err := r.batch(next, r.feeds); err != nil {
			return err
		}
	}
	return nil
}

// batch runs a batch over what was fed. A failure is kept for the restart.
func (r *replayRun) batch(time fn.Time, feeds map[string]*offered) error {
	r.now, r.last = max(r.now, time), time
	r.feeds = map[string]*offered{}
	inputs := make([]*intake, len(r.app.sources))
	for i, s := range r.app.sources {
		in := &intake{source: s, time: time, partitions: 1}
		if o := feeds[s.name]; o != nil {
			in.missing, in.partitions = o.missing, max(1, o.partitions)
			chunks := make([]*chunk, len(o.chunks))
			for i, c := range o.chunks {
				again := *c // a batch that fails is run again
				chunks[i] = &again
			}
			in.replayChunks(chunks)
		}
		inputs[i] = in
	}
	err := r.app.runBatch(time, inputs)
	if err == nil {
		return nil
	}
	var f *fn.Fault
	if errors.As(err, &f) && strings.HasPrefix(f.Code, "R10") {
		return err
	}
	r.failed = &failedBatch{time, feeds}
	return nil
}

func (r *replayRun) advance(fields object) error {
	ms, err := fields.number("advance")
	if err != nil || ms < 0 {
		return errors.New("advance wants a number of milliseconds")
	}
	to := r.now + fn.Time(ms)*fn.Time(fn.Millisecond)
	if end := r.last + r.step(); to > end {
		return errors.New("advance would pass the end of the open batch, " + itoa(fn.TimeMillis(end)) + " ms: close it with tick first")
	}
	r.now = to
	return nil
}

// restart kills the program and starts it again. Rows that are in no batch are offered again by sources that can be replayed.
func (r *replayRun) restart(fields object) error {
	if set, ok := fields["set"]; ok {
		if err := r.args.set(set); err != nil {
			return err
		}
	}
	old := r.app
	keeps, reads := old.keeps(), old.reads
	kept := map[string]*offered{}
	if keeps {
		for _, s := range old.sources {
			if o := r.feeds[s.name]; o != nil && s.replayable {
				kept[s.name] = o
			}
		}
	}
	r.close()
	failed := r.failed
	r.failed, r.feeds = nil, kept
	if !keeps {
		r.lists = map[string][][][]byte{}
	}
	if failed != nil && keeps {
		r.last = failed.time - fn.Time(old.config.Batch)
	}
	if err := r.start(); err != nil {
		return err
	}
	for i, read := range r.app.reads {
		if i < len(reads) && reads[i].readName() == read.readName() {
			read.pass(reads[i])
		}
	}
	if failed == nil || !keeps {
		return nil
	}
	if err := r.batch(failed.time, failed.feeds); err != nil {
		return err
	}
	if r.failed == nil {
		r.feeds = kept
	}
	return nil
}

func (r *replayRun) fail(fields object) error {
	name, err := fields.text("fail")
	if err != nil {
		return err
	}
	times := int64(1)
	if _, ok := fields["times"]; ok {
		if times, err = fields.number("times"); err != nil || times < 0 {
			return errors.New("times wants a number")
		}
	}
	if !slices.Contains(r.app.writers, name) {
		return unknown("output or endpoint", name, r.app.writers)
	}
	r.output.failures[name] += int(times)
	return nil
}

func unknown(what, name string, names []string) error {
	reason := "there is no " + what + " " + name
	if near := nearest(name, names); near != "" {
		reason += ": did you mean " + near + "?"
	} else if len(names) > 0 {
		reason += "; there are " + strings.Join(names, ", ")
	}
	return errors.New(reason)
}

// stop closes the open batch under its regular time.
func (r *replayRun) stop() error {
	if err := r.batch(r.last+r.step(), r.feeds); err != nil {
		return err
	}
	r.ended = r.failed == nil
	return nil
}
