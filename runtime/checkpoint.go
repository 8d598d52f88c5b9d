package runtime

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// Durable is a state that is part of the checkpoint. Load gets what Save wrote.
type Durable interface {
	save(w *Writer)
	load(r *Reader)
}

type durableState struct {
	name     string
	schema   string
	state    Durable
	optional bool // the checkpoint need not have it
}

// durable makes a state part of the checkpoint. schema is all that must be the same for the bytes to mean the same.
func (a *App) durable(name, schema string, state Durable) {
	a.states = append(a.states, durableState{name: name, schema: schema, state: state})
}

// The file of a checkpoint: the line checkpointHead, then sections, each with length, CRC-32C and bytes. The first section has program, batch time and zero time; each
// of the others a state: name, schema and bytes. The file is replaced as a whole behind each batch.
const checkpointHead = "streamc checkpoint 1\n"

func (a *App) checkpointFile() string { return filepath.Join(a.options.Checkpoint, "checkpoint") }

// keeps reports whether the program has a checkpoint.
func (a *App) keeps() bool { return a.config.Checkpoint != "" }

func appendSection(file []byte, w Writer) []byte {
	file = binary.LittleEndian.AppendUint64(file, uint64(len(w.buf)))
	file = binary.LittleEndian.AppendUint32(file, crc32.Checksum(w.buf, crc32.MakeTable(crc32.Castagnoli)))
	return append(file, w.buf...)
}

// commit makes a batch durable.
func (a *App) commit(time fn.Time) error {
	if !a.keeps() {
		return nil
	}
	var head Writer
	head.String(a.config.Name)
	head.Int(int64(time))
	head.Int(int64(a.zero))
	head.Int(int64(len(a.states)))
	file := appendSection([]byte(checkpointHead), head)
	for _, state := range a.states {
		var w Writer
		w.String(state.name)
		w.String(state.schema)
		state.state.save(&w)
		file = appendSection(file, w)
	}
	if err := a.store().WriteFile(a.checkpointFile(), file); err != nil {
		return fault(CodeCheckpoint, "the checkpoint "+a.checkpointFile()+" cannot be written: "+err.Error())
	}
	return nil
}

// recover loads the checkpoint, if there is one, and reports whether there was. lock keeps other processes away until it is closed.
func (a *App) recover() (found bool, lock io.Closer, err error) {
	if !a.keeps() {
		return false, nil, nil
	}
	lock, err = a.store().Lock(filepath.Join(a.options.Checkpoint, "lock"))
	if err != nil {
		return false, nil, fault(CodeLocked, "the checkpoint "+a.options.Checkpoint+" cannot be locked ("+err.Error()+"): does another process use it? Stop that one, or give this one a directory of its own with --checkpoint")
	}
	found, err = a.loadCheckpoint()
	if err != nil {
		_ = lock.Close()
		return false, nil, err
	}
	return found, lock, nil
}

func (a *App) loadCheckpoint() (found bool, err error) {
	file, err := a.store().ReadFile(a.checkpointFile())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fault(CodeCheckpoint, "the checkpoint "+a.checkpointFile()+" cannot be read: "+err.Error())
	}
	if len(file) < len(checkpointHead) || string(file[:len(checkpointHead)]) != checkpointHead {
		return false, fault(CodeCorrupt, a.checkpointFile()+" is no checkpoint of this version of streamc")
	}
	return true, a.loadSections(file[len(checkpointHead):])
}

func (a *App) loadSections(file []byte) error {
	head, file, err := a.section(file, "its head")
	if err != nil {
		return err
	}
	name, last, zero, count := head.String(), fn.Time(head.Int()), fn.Time(head.Int()), head.Int()
	if head.bad {
		return a.corrupt("its head")
	}
	if name != a.config.Name {
		return fault(CodeForeign, "the checkpoint "+a.checkpointFile()+" is that of the program "+name+", and this is "+a.config.Name+"; give this one a directory of its own with --checkpoint")
	}
	loaded := map[string]bool{}
	for range count {
		var section Reader
		if section, file, err = a.section(file, "a state behind "+itoa(int64(len(loaded)))+" others"); err != nil {
			return err
		}
		if err = a.loadState(section, loaded); err != nil {
			return err
		}
	}
	for _, state := range a.states {
		if !state.optional && !loaded[state.name] && !slices.Contains(a.options.Discard, state.name) {
			return fault(CodeLost, "the program has the state "+state.name+", and the checkpoint "+a.checkpointFile()+" does not: was the program changed? --discard "+state.name+" begins it anew")
		}
	}
	a.last, a.zero = last, zero
	return nil
}

func (a *App) corrupt(what string) error {
	return fault(CodeCorrupt, "the checkpoint "+a.checkpointFile()+" is damaged at "+what+": restore it from a copy, or remove it to begin anew")
}

// section takes the next section from the file.
func (a *App) section(file []byte, what string) (section Reader, rest []byte, err error) {
	if len(file) < 12 {
		return section, nil, a.corrupt(what + " (the file ends early)")
	}
	size, sum, file := binary.LittleEndian.Uint64(file), binary.LittleEndian.Uint32(file[8:]), file[12:]
	if size > uint64(len(file)) {
		return section, nil, a.corrupt(what + " (the file ends early)")
	}
	if crc32.Checksum(file[:size], crc32.MakeTable(crc32.Castagnoli)) != sum {
		return section, nil, a.corrupt(what + " (its sum is wrong)")
	}
	return Reader{buf: file[:size]}, file[size:], nil
}

func (a *App) loadState(section Reader, loaded map[string]bool) error {
	name, schema := section.String(), section.String()
	if slices.Contains(a.options.Discard, name) {
		loaded[name] = true
		return nil
	}
	i := slices.IndexFunc(a.states, func(s durableState) bool { return s.name == name })
	if i < 0 {
		return fault(CodeUnknown, "the checkpoint "+a.checkpointFile()+" has the state "+name+" ("+schema+"), and the program has none of that name: was the program changed? --discard "+name+" forgets it")
	}
	if a.states[i].schema != schema {
		return fault(CodeSchema, "the state "+name+" of the checkpoint "+a.checkpointFile()+" is "+schema+", and the program's is "+a.states[i].schema+"; --discard "+name+" begins it anew")
	}
	a.states[i].state.load(&section)
	if section.bad || len(section.buf) > 0 {
		return a.corrupt("the state " + name)
	}
	loaded[name] = true
	return nil
}
