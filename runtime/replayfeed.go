package runtime

import (
	"errors"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// feed makes rows available.
func (r *replayRun) feed(fields object) error {
	name, err := fields.text("feed")
	if err != nil {
		return err
	}
	rows, isRows := fields["rows"]
	raw, isRaw := fields["raw"]
	if isRows == isRaw {
		return errors.New("feed wants either rows or raw")
	}
	var list [][]byte
	none := isRows && string(rows) == "null"
	if !none {
		if isRaw {
			rows = raw
		}
		if list, err = parseArray(rows); err != nil {
			return errors.New("rows and raw are arrays: " + err.Error())
		}
	}
	for _, read := range r.app.reads {
		if read.readName() == name {
			return read.feed(list)
		}
	}
	for _, s := range r.app.sources {
		if s.name == name {
			return r.feedSource(s, fields, list, none, isRaw)
		}
	}
	return unknown("source", name, r.feedable())
}

func (r *replayRun) feedable() (names []string) {
	for _, s := range r.app.sources {
		names = append(names, s.name)
	}
	for _, read := range r.app.reads {
		names = append(names, read.readName())
	}
	return names
}

func (r *replayRun) feedSource(s *Source, fields object, list [][]byte, none, raw bool) error {
	if s.feed != nil {
		if err := s.feed(list); err != nil {
			return err
		}
		r.lists[s.name] = append(r.lists[s.name], list)
		return nil
	}
	if s.rows == nil && !s.lines {
		return errors.New(s.name + " follows the clock, and is not fed")
	}
	o := r.feeds[s.name]
	if o == nil {
		o = &offered{}
		r.feeds[s.name] = o
	}
	if o.fed && (none || o.missing) {
		return errors.New(s.name + " has rows in this batch and none at the same time")
	}
	o.fed, o.missing = true, none
	parts := 1
	if _, ok := fields["partitions"]; ok {
		n, err := fields.number("partitions")
		if err != nil || n < 1 || n > Limits.Partitions {
			return errors.New("partitions wants a number of 1 or more")
		}
		parts = int(n)
	}
	first := max(0, o.partitions-1) // feeds without partitions share one
	if parts > 1 || o.partitions > 1 {
		first = o.partitions
	}
	for i, part := range cut(list, parts) {
		if err := s.offer(o, part, first+i, raw); err != nil {
			return err
		}
	}
	o.partitions = first + parts
	return nil
}

// offer adds rows of a script to what is offered, in blocks.
func (s *Source) offer(o *offered, list [][]byte, partition int, raw bool) error {
	if s.rows == nil || raw {
		if !s.lines {
			return errors.New(s.name + " has no decoder: feed it rows, not raw")
		}
		lines := make([]string, len(list))
		for i, text := range list {
			line, err := fn.String.ParseJSON(text)
			if err != nil {
				return errors.New("row " + itoa(int64(i)) + " of " + s.name + ": " + err.Error())
			}
			lines[i] = line
		}
		for _, c := range lineChunks(lines) {
			c.block.Partition = partition
			o.chunks = append(o.chunks, c)
		}
		return nil
	}
	for from := 0; from < len(list); from += Limits.BlockRows {
		part := list[from:min(from+Limits.BlockRows, len(list))]
		run, bad, err := s.rows(part)
		if err != nil {
			return errors.New("row " + itoa(int64(from+bad)) + " of " + s.name + " does not fit: " + err.Error())
		}
		o.chunks = append(o.chunks, &chunk{block: Block{Partition: partition}, run: run})
	}
	return nil
}
