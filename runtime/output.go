package runtime

import (
	"time"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// outputOf is what all outputs have.
type outputOf[T any] struct {
	app  *App
	name string
	typ  *fn.Type[T]
	over OutputFunc[T] // takes the place of the output; nil: none
}

func newOutput[T any](app *App, name string, t *fn.Type[T], over OutputFunc[T]) outputOf[T] {
	return outputOf[T]{app: app, name: app.outputName(name), typ: t, over: over}
}

// begin does what every output does first: the line of replay, a failure that the script asks for, the function that stands in. It reports whether the output itself
// is to be written.
func (o *outputOf[T]) begin(b *Batch, in *Data[T]) bool {
	if due, missing := in.state(); !due || missing || b.Failed() {
		return false
	}
	if o.app.replay != nil {
		rows := in.Collect()
		if o.app.replay.fails(o.name) {
			b.Fail(fault(CodeOutput, o.name+": this write fails because the script says so"))
		}
		if b.Failed() {
			return false
		}
		b.lines = append(b.lines, o.line(b, rows))
	}
	if o.over == nil {
		return true
	}
	rows := in.Collect()
	if !b.Failed() {
		o.try(b, func() error { return o.over(o.app.ctx, b.millis(), rows) })
	}
	return false
}

func (o *outputOf[T]) line(b *Batch, rows []T) []byte {
	line := append(fn.AppendJSONString(b.line("output"), o.name), `, "rows": [`...)
	for i, row := range rows {
		if i > 0 {
			line = append(line, ", "...)
		}
		line = o.typ.AppendJSON(line, row)
	}
	return append(line, "]}"...)
}

// try writes, again with growing pauses when it fails, then fails the batch.
func (o *outputOf[T]) try(b *Batch, write func() error) {
	if err := o.app.try(write); err != nil {
		b.Fail(fault(CodeOutput, o.name+" cannot be written: "+err.Error()))
	}
}

func (a *App) try(write func() error) error {
	pause := time.Duration(Limits.SinkBackoff)
	for n := 1; ; n++ {
		err := write()
		if err == nil || n == Limits.SinkTries {
			return err
		}
		if !a.sleep(pause) {
			return err
		}
		pause *= 2
	}
}

// sleep waits, and reports false when the program ends meanwhile.
func (a *App) sleep(d time.Duration) bool {
	passed, stop := a.world.Clock.After(d)
	defer stop()
	select {
	case <-passed:
		return true
	case <-a.ctx.Done():
		return false
	}
}

// pretends reports whether outputs are replaced by lines of replay.
func (a *App) pretends() bool { return a.replay != nil && !a.replay.realSinks }

// Print is print and pprint of a stream: a frame with the first rows, as Spark's (reference: A7).
type Print[T any] struct {
	outputOf[T]
	style Style
	limit int64
}

// NewPrint makes the output; limit is the number of rows that it shows.
func NewPrint[T any](app *App, name string, style Style, limit int64, t *fn.Type[T], over OutputFunc[T]) *Print[T] {
	return &Print[T]{newOutput(app, name, t, over), style, limit}
}

const rule = "-------------------------------------------\n"

// Write prints the dataset.
func (p *Print[T]) Write(b *Batch, in *Data[T]) {
	if !p.begin(b, in) {
		return
	}
	rows := in.Take(p.limit + 1)
	if b.Failed() {
		return
	}
	text := append(b.text, rule+"Time: "...)
	if p.style == Scala {
		text = append(append(text, itoa(b.millis())...), " ms"...)
	} else {
		text = fn.AppendLocalTime(text, b.Time, p.app.config.Zone)
	}
	text = append(text, "\n"+rule...)
	for i, row := range rows {
		if int64(i) == p.limit {
			text = append(text, "...\n"...)
			break
		}
		text = append(p.app.appendStyle(text, p.style, p.typ.Shape, p.typ.Box(row)), '\n')
	}
	b.text = append(text, '\n')
}

// appendStyle appends the text of a row as Spark prints it.
func (a *App) appendStyle(dst []byte, style Style, shape *fn.Shape, row any) []byte {
	if style == Scala {
		return fn.AppendScala(dst, shape, row, a.config.Zone)
	}
	return append(dst, fn.PythonStr(shape, row)...)
}

// SaveText is saveAsTextFiles: a directory per batch, a file per partition.
type SaveText[T any] struct {
	outputOf[T]
	style          Style
	prefix, suffix string
}

// NewSaveText makes the output.
func NewSaveText[T any](app *App, name string, style Style, prefix, suffix string, t *fn.Type[T], over OutputFunc[T]) *SaveText[T] {
	return &SaveText[T]{newOutput(app, name, t, over), style, prefix, suffix}
}

// Write saves the dataset. What an earlier run of the same batch saved is replaced.
func (s *SaveText[T]) Write(b *Batch, in *Data[T]) {
	if !s.begin(b, in) || s.app.pretends() {
		return
	}
	parts := in.Partitions()
	if b.Failed() {
		return
	}
	dir := s.dir(b.millis())
	s.try(b, func() error { return s.save(dir, parts) })
}

func (s *SaveText[T]) dir(millis int64) string {
	dir := itoa(millis)
	if s.prefix != "" {
		dir = s.prefix + "-" + dir
	}
	if s.suffix != "" {
		dir += "." + s.suffix
	}
	return dir
}

func (s *SaveText[T]) save(dir string, parts [][]T) error {
	files := s.app.world.Files
	if old, err := files.ReadDir(dir); err == nil {
		for _, entry := range old {
			if !entry.Regular {
				continue
			}
			if err := files.Remove(dir + "/" + entry.Name); err != nil {
				return err
			}
		}
	}
	for i, part := range parts {
		var text []byte
		for _, row := range part {
			text = append(s.app.appendStyle(text, s.style, s.typ.Shape, s.typ.Box(row)), '\n')
		}
		if err := files.WriteFile(dir+"/part-"+padded(int64(i), 5), text); err != nil {
			return err
		}
	}
	return files.WriteFile(dir+"/_SUCCESS", nil)
}

// padded is n with at least width digits.
func padded(n int64, width int) string {
	text := itoa(n)
	for len(text) < width {
		text = "0" + text
	}
	return text
}

// EndpointSink sends each row as a line of text to an endpoint.
type EndpointSink[T any] struct {
	outputOf[T]
	endpoint   *Endpoint
	connection *Connection
}

// NewEndpointSink makes the output.
func NewEndpointSink[T any](app *App, name string, endpoint *Endpoint, t *fn.Type[T], over OutputFunc[T]) *EndpointSink[T] {
	s := &EndpointSink[T]{outputOf: newOutput(app, name, t, over), endpoint: endpoint}
	app.closers = append(app.closers, func() { s.drop() })
	return s
}

// Write sends the dataset.
func (s *EndpointSink[T]) Write(b *Batch, in *Data[T]) {
	if !s.begin(b, in) || s.app.pretends() {
		return
	}
	rows := in.Collect()
	if b.Failed() || len(rows) == 0 {
		return
	}
	var text []byte
	for _, row := range rows {
		text = append(fn.AppendText(text, s.typ.Shape, s.typ.Box(row)), '\n')
	}
	s.try(b, func() error { return s.send(b, text) })
}

func (s *EndpointSink[T]) send(b *Batch, text []byte) error {
	if s.connection == nil {
		connection, fault := s.endpoint.Open(b)
		if fault != nil {
			return fault
		}
		s.connection = connection
	}
	if err := s.connection.write(text); err != nil {
		s.drop()
		return err
	}
	return nil
}

func (s *EndpointSink[T]) drop() {
	if s.connection != nil {
		s.connection.Close(nil)
		s.connection = nil
	}
}
