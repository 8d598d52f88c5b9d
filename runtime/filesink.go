package runtime

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// FileSpec says where a file sink writes: Dir, Format (json, csv or text), and As, the name of the column that rows are divided by ("" gives directories the value alone).
type FileSpec struct {
	Dir, Format, As string
}

// FileSink writes each batch to files dir/[column=value/]BATCH-PART.FORMAT, exactly once: they are written under a hidden name before the commit and renamed behind it;
// the checkpoint knows which are to be renamed.
type FileSink[T any] struct {
	outputOf[T]
	spec      FileSpec
	partition func(T) (string, *fn.Fault)
	pending   []rename
}

// rename is a file that is written and waits for its name.
type rename struct{ from, to string }

// NewFileSink makes the output. partition, which may be nil, gives the value that rows are divided by.
func NewFileSink[T any](app *App, name string, spec FileSpec, partition func(T) (string, *fn.Fault), t *fn.Type[T], over OutputFunc[T]) *FileSink[T] {
	s := &FileSink[T]{outputOf: newOutput(app, name, t, over), spec: spec, partition: partition}
	app.states = append(app.states, durableState{name: s.name + ".file", schema: "file sink", state: s, optional: true})
	return s
}

// Write prepares the files of the batch.
func (s *FileSink[T]) Write(b *Batch, in *Data[T]) {
	s.pending = nil
	if !s.begin(b, in) || s.app.pretends() {
		return
	}
	for i, part := range in.Partitions() {
		dirs, fault := s.divide(part)
		if fault != nil {
			b.Fail(fault)
			return
		}
		for _, dir := range dirs {
			s.prepare(b, filepath.Join(s.spec.Dir, dir.Key), padded(b.millis(), 19)+"-"+itoa(int64(i))+"."+s.spec.Format, dir.Value)
		}
	}
	if len(s.pending) > 0 && !b.Failed() {
		b.prepared = append(b.prepared, s)
	}
}

// divide gives the rows by directory, in order of the directories' names.
func (s *FileSink[T]) divide(rows []T) ([]Pair[string, []T], *fn.Fault) {
	if s.partition == nil {
		if len(rows) == 0 {
			return nil, nil
		}
		return []Pair[string, []T]{{Value: rows}}, nil
	}
	keyed := make([]Pair[string, T], len(rows))
	for i, row := range rows {
		value, fault := s.partition(row)
		if fault != nil {
			return nil, fault
		}
		dir := pathPart(value)
		if s.spec.As != "" {
			dir = pathPart(s.spec.As) + "=" + dir
		}
		keyed[i] = Pair[string, T]{Key: dir, Value: row}
	}
	return foldRows(keyed, fn.String,
		func(row T) ([]T, *fn.Fault) { return []T{row}, nil },
		func(list []T, row T) ([]T, *fn.Fault) { return append(list, row), nil })
}

// pathPart is value as the name of a directory: one that leaves its parent, or that a system might refuse, is escaped with %XX.
func pathPart(value string) string {
	if value == "" {
		return "__HIVE_DEFAULT_PARTITION__" // as Spark does
	}
	const hex = "0123456789ABCDEF"
	var out []byte
	for i := range len(value) {
		c := value[i]
		if c < ' ' || c == 0x7F || strings.IndexByte(`/\:*?"<>|%=`, c) >= 0 || c == '.' && i == 0 {
			out = append(out, '%', hex[c>>4], hex[c&15])
		} else {
			out = append(out, c)
		}
	}
	return string(out[:min(len(out), 255)])
}

func (s *FileSink[T]) prepare(b *Batch, dir, name string, rows []T) {
	if b.Failed() {
		return
	}
	data, err := encodeRows(s.spec.Format, s.typ, rows)
	if err != nil {
		b.Fail(fault(CodeOutput, s.name+": "+err.Error()))
		return
	}
	hidden := filepath.Join(dir, "."+name+".new")
	s.try(b, func() error { return s.app.world.Files.WriteFile(hidden, data) })
	s.pending = append(s.pending, rename{hidden, filepath.Join(dir, name)})
}

func (s *FileSink[T]) finish() error {
	for _, r := range s.pending {
		if err := s.app.try(func() error { return s.app.world.Files.Rename(r.from, r.to) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *FileSink[T]) abandon() {
	for _, r := range s.pending {
		_ = s.app.world.Files.Remove(r.from) // a hidden file that stays is replaced when the batch runs again
	}
}

func (s *FileSink[T]) save(w *Writer) {
	w.Int(int64(len(s.pending)))
	for _, r := range s.pending {
		w.String(r.from)
		w.String(r.to)
	}
}

// load gives files their names that a crash has left without.
func (s *FileSink[T]) load(r *Reader) {
	for range r.Count() {
		next := rename{r.String(), r.String()}
		if !s.app.pretends() {
			s.app.resume = append(s.app.resume, func() error {
				err := s.app.world.Files.Rename(next.from, next.to)
				if errors.Is(err, fs.ErrNotExist) {
					return nil // it has its name already
				}
				return err
			})
		}
	}
}

// encodeRows is rows in a format.
func encodeRows[T any](format string, t *fn.Type[T], rows []T) ([]byte, error) {
	var out []byte
	switch format {
	case "json":
		for _, row := range rows {
			out = append(t.AppendJSON(out, row), '\n')
		}
	case "text":
		for _, row := range rows {
			out = append(fn.AppendText(out, t.Shape, t.Box(row)), '\n')
		}
	case "csv":
		out = appendCSV(out, columns(t.Shape))
		for _, row := range rows {
			out = appendCSV(out, cells(t.Shape, t.Box(row)))
		}
	default:
		return nil, errors.New("no format " + format + "; there are json, csv and text")
	}
	return out, nil
}

// columns are the names of the columns of a row.
func columns(s *fn.Shape) []string {
	switch s.Kind {
	case fn.KindRecord:
		var names []string
		for _, f := range s.Fields {
			names = append(names, f.Name)
		}
		return names
	case fn.KindTuple:
		var names []string
		for i := range s.Elems {
			names = append(names, "_"+itoa(int64(i+1)))
		}
		return names
	default:
		return []string{"value"}
	}
}

// parts are the values of the columns of a row, with their shapes.
func parts(s *fn.Shape, row any) ([]*fn.Shape, []any) {
	switch s.Kind {
	case fn.KindRecord:
		var shapes []*fn.Shape
		for _, f := range s.Fields {
			shapes = append(shapes, f.Shape)
		}
		return shapes, row.([]any)
	case fn.KindTuple:
		return s.Elems, row.([]any)
	default:
		return []*fn.Shape{s}, []any{row}
	}
}

func cells(s *fn.Shape, row any) []string {
	shapes, values := parts(s, row)
	list := make([]string, len(values))
	for i, v := range values {
		if v != nil { // none is an empty cell
			list[i] = fn.Text(shapes[i], v)
		}
	}
	return list
}

// appendCSV appends a line of cells, quoted where needed (RFC 4180).
func appendCSV(dst []byte, list []string) []byte {
	for i, cell := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		if strings.ContainsAny(cell, ",\"\r\n") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		dst = append(dst, cell...)
	}
	return append(dst, '\n')
}

// Console shows batches as tables, as Spark's console sink does. Batch is counted by batch time.
type Console[T any] struct {
	outputOf[T]
	numRows, truncate int64
}

// NewConsole makes the output: at most numRows rows, cells cut to truncate characters (0: not).
func NewConsole[T any](app *App, name string, numRows, truncate int64, t *fn.Type[T], over OutputFunc[T]) *Console[T] {
	return &Console[T]{newOutput(app, name, t, over), numRows, truncate}
}

// Write shows the dataset.
func (c *Console[T]) Write(b *Batch, in *Data[T]) {
	if !c.begin(b, in) {
		return
	}
	rows := in.Take(c.numRows + 1)
	if b.Failed() {
		return
	}
	more := int64(len(rows)) > c.numRows
	lines := [][]string{c.cut(columns(c.typ.Shape))}
	for _, row := range rows[:min(int64(len(rows)), c.numRows)] {
		shapes, values := parts(c.typ.Shape, c.typ.Box(row))
		line := make([]string, len(values))
		for i, v := range values {
			line[i] = fn.Console(shapes[i], v, c.app.config.Zone)
		}
		lines = append(lines, c.cut(line))
	}
	b.text = append(b.text, rule+"Batch: "+itoa(b.millis())+"\n"+rule...)
	b.text = appendTable(b.text, lines, c.truncate > 0)
	switch {
	case more && c.numRows == 1:
		b.text = append(b.text, "only showing top 1 row\n"...)
	case more:
		b.text = append(b.text, "only showing top "+itoa(c.numRows)+" rows\n"...)
	}
	b.text = append(b.text, '\n')
}

// cut shortens cells as Spark does: the last three characters are dots where there is room.
func (c *Console[T]) cut(line []string) []string {
	for i, cell := range line {
		if runes := []rune(cell); c.truncate > 0 && int64(len(runes)) > c.truncate {
			if c.truncate < 4 {
				line[i] = string(runes[:c.truncate])
			} else {
				line[i] = string(runes[:c.truncate-3]) + "..."
			}
		}
	}
	return line
}

// appendTable draws lines, the first of which is the head. Cells stand right where they may be cut, else left.
func appendTable(dst []byte, lines [][]string, right bool) []byte {
	widths := slices.Repeat([]int{3}, len(lines[0]))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	edge := "+"
	for _, width := range widths {
		edge += strings.Repeat("-", width) + "+"
	}
	edge += "\n"
	dst = append(dst, edge...)
	for n, line := range lines {
		for i, cell := range line {
			space := strings.Repeat(" ", widths[i]-len([]rune(cell)))
			if right {
				cell = space + cell
			} else {
				cell += space
			}
			dst = append(append(dst, '|'), cell...)
		}
		dst = append(dst, "|\n"...)
		if n == 0 {
			dst = append(dst, edge...)
		}
	}
	return append(dst, edge...)
}
