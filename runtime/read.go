package runtime

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/streamc-dev/streamc/runtime/fn"
	"github.com/streamc-dev/streamc/runtime/scan"
)

// Read is read.csv, read.json or read.text: the rows of a file, read when first needed and again after reload. A script may give its content instead.
type Read[T any] struct {
	app    *App
	name   string
	path   string
	reload fn.Duration // 0: read once
	typ    *fn.Type[T]
	decode func(data []byte) ([]T, error)
	rows   []T
	loaded bool
	fed    bool // by a script
	at     fn.Time
}

// reader is a Read of any type, for scripts.
type reader interface {
	readName() string
	feed(list [][]byte) error
	pass(from reader) bool
}

func newRead[T any](app *App, name, path string, reload fn.Duration, t *fn.Type[T]) *Read[T] {
	r := &Read[T]{app: app, name: name, path: path, reload: reload, typ: t}
	app.reads = append(app.reads, r)
	return r
}

// NewReadText reads the lines of a file.
func NewReadText[T any](app *App, name, path string, reload fn.Duration, t *fn.Type[T]) *Read[T] {
	r := newRead(app, name, path, reload, t)
	r.decode = func(data []byte) (rows []T, err error) {
		for lines := scan.EachLine(data); lines.Next(); {
			rows = append(rows, t.Unbox(oneField(t.Shape, strings.Clone(lines.Text()))))
		}
		return rows, nil
	}
	return r
}

// oneField is a line as a value of a string, or of a record with one field.
func oneField(s *fn.Shape, line string) any {
	if s.Kind == fn.KindRecord {
		return []any{line}
	}
	return line
}

// NewReadJSON reads a file of JSON objects, one a line.
func NewReadJSON[T any](app *App, name, path string, reload fn.Duration, t *fn.Type[T]) *Read[T] {
	r := newRead(app, name, path, reload, t)
	r.decode = func(data []byte) (rows []T, err error) {
		number := int64(0)
		for lines := scan.EachLine(data); lines.Next(); {
			number++
			if strings.TrimSpace(lines.Text()) == "" {
				continue
			}
			row, err := t.DecodeJSON([]byte(lines.Text()))
			if err != nil {
				return nil, errors.New("line " + itoa(number) + ": " + err.Error())
			}
			rows = append(rows, row)
		}
		return rows, nil
	}
	return r
}

// NewReadCSV reads a file of comma separated values. Where the first line holds the names of all fields they are found by name, else by place.
func NewReadCSV[T any](app *App, name, path string, reload fn.Duration, t *fn.Type[T]) *Read[T] {
	r := newRead(app, name, path, reload, t)
	r.decode = func(data []byte) ([]T, error) { return decodeCSV(t, string(data)) }
	return r
}

// Data is the rows.
func (r *Read[T]) Data(b *Batch) *Data[T] {
	if b.Failed() {
		return known[T](b, nil)
	}
	stale := r.reload > 0 && b.Time-r.at >= fn.Time(r.reload)
	if !r.fed && (!r.loaded || stale) {
		if err := r.load(); err != nil {
			b.Fail(fault(CodeSource, r.name+": "+r.path+" cannot be read: "+err.Error()))
			return known[T](b, nil)
		}
		r.at = b.Time
	}
	return known(b, r.rows)
}

func (r *Read[T]) load() error {
	data, err := r.app.world.Files.ReadFile(r.path)
	if err != nil {
		return err
	}
	if !utf8.Valid(data) {
		data = scan.Repair(nil, data)
	}
	rows, err := r.decode(data)
	if err != nil {
		return err
	}
	r.rows, r.loaded = rows, true
	return nil
}

func (r *Read[T]) readName() string { return r.name }

func (r *Read[T]) feed(list [][]byte) error {
	rows := make([]T, len(list))
	for i, text := range list {
		row, err := r.typ.ParseJSON(text)
		if err != nil {
			return err
		}
		rows[i] = row
	}
	r.rows, r.fed = rows, true
	return nil
}

// pass takes over what a script fed before a restart: the file has not changed by it.
func (r *Read[T]) pass(from reader) bool {
	old, ok := from.(*Read[T])
	if ok && old.fed {
		r.rows, r.fed = old.rows, true
	}
	return ok
}

func decodeCSV[T any](t *fn.Type[T], text string) ([]T, error) {
	names := columns(t.Shape)
	shapes, _ := parts(t.Shape, make([]any, len(names)))
	var order []int // the column that each field stands in
	var rows []T
	for number := int64(1); text != ""; number++ {
		cells, rest, err := csvLine(text)
		text = rest
		switch {
		case err != nil:
			return nil, errors.New("line " + itoa(number) + ": " + err.Error())
		case len(cells) == 1 && cells[0] == "":
			continue
		case order == nil:
			found := false
			if order, found = headOrder(names, cells); found {
				continue
			}
		}
		row, err := csvRow(t, names, shapes, order, cells)
		if err != nil {
			return nil, errors.New("line " + itoa(number) + ": " + err.Error())
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// DecodeCSV reads one line of a csv source (RFC 4180): its cells are the fields in declared order, as many as there are fields; there is no head, as in Spark's
// default. The row keeps nothing of line.
func DecodeCSV[T any](t *fn.Type[T], line string) (row T, err error) {
	cells, rest, err := csvLine(strings.Clone(line))
	if err != nil {
		return row, err
	}
	names := columns(t.Shape)
	if rest != "" || len(cells) != len(names) {
		return row, errors.New("the line has " + itoa(int64(len(cells))) + " cells, and the row has " + itoa(int64(len(names))) + " fields")
	}
	shapes, _ := parts(t.Shape, make([]any, len(names)))
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	return csvRow(t, names, shapes, order, cells)
}

// headOrder finds the columns of names in the first line; when one is not there, the line is no head, and fields stand by place.
func headOrder(names, cells []string) (order []int, found bool) {
	place := map[string]int{}
	for i, cell := range cells {
		place[strings.TrimSpace(cell)] = i
	}
	order, found = make([]int, len(names)), true
	for i, name := range names {
		at, ok := place[name]
		order[i], found = at, found && ok
	}
	if !found {
		for i := range order {
			order[i] = i
		}
	}
	return order, found
}

// csvRow is the row of the cells that order says.
func csvRow[T any](t *fn.Type[T], names []string, shapes []*fn.Shape, order []int, cells []string) (out T, err error) {
	row := make([]any, len(names))
	for i, at := range order {
		if at >= len(cells) {
			return out, errors.New("there is no column " + names[i] + ": the line has " + itoa(int64(len(cells))))
		}
		value, err := cellValue(shapes[i], cells[at])
		if err != nil {
			return out, errors.New(names[i] + ": " + err.Error())
		}
		row[i] = value
	}
	if t.Shape.Kind == fn.KindRecord || t.Shape.Kind == fn.KindTuple {
		return t.Unbox(row), nil
	}
	return t.Unbox(row[0]), nil
}

// cellValue reads a cell; an empty one is none where that is possible.
func cellValue(s *fn.Shape, cell string) (any, error) {
	switch s.Kind {
	case fn.KindOpt:
		if cell == "" {
			return nil, nil
		}
		return cellValue(s.Elems[0], cell)
	case fn.KindString:
		return cell, nil
	case fn.KindInt:
		if v := fn.ToInt(strings.TrimSpace(cell)); v.OK {
			return v.Value, nil
		}
		return nil, errors.New(string(fn.AppendJSONString(nil, cell)) + " is no int")
	case fn.KindFloat:
		if v := fn.ToFloat(strings.TrimSpace(cell)); v.OK {
			return v.Value, nil
		}
		return nil, errors.New(string(fn.AppendJSONString(nil, cell)) + " is no float")
	case fn.KindTime:
		if v, ok := fn.ParseTime(strings.TrimSpace(cell)); ok {
			return v, nil
		}
		return fn.DecodeJSON(s, []byte(strings.TrimSpace(cell)))
	default:
		return fn.DecodeJSON(s, []byte(cell))
	}
}

// csvLine takes a line apart (RFC 4180): quoted cells may hold commas, line ends and doubled quotes.
func csvLine(text string) (cells []string, rest string, err error) {
	for {
		var cell string
		if strings.HasPrefix(text, `"`) {
			if cell, text, err = csvQuoted(text[1:]); err != nil {
				return nil, "", err
			}
		} else {
			end := strings.IndexAny(text, ",\n")
			if end < 0 {
				end = len(text)
			}
			cell, text = text[:end], text[end:]
			if text == "" || text[0] == '\n' {
				cell = strings.TrimSuffix(cell, "\r")
			}
		}
		cells = append(cells, cell)
		text = strings.TrimPrefix(text, "\r")
		switch {
		case text == "":
			return cells, "", nil
		case text[0] == '\n':
			return cells, text[1:], nil
		case text[0] != ',':
			return nil, "", errors.New("a quoted cell goes on behind its closing quote")
		}
		text = text[1:]
	}
}

func csvQuoted(text string) (cell, rest string, err error) {
	for {
		end := strings.IndexByte(text, '"')
		if end < 0 {
			return "", "", errors.New("a quoted cell has no closing quote")
		}
		cell += text[:end]
		text = text[end+1:]
		if !strings.HasPrefix(text, `"`) {
			return cell, text, nil
		}
		cell, text = cell+`"`, text[1:]
	}
}
