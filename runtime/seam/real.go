package seam

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"
)

type realClock struct{}

func (realClock) Now() time.Time { return time.Now() }

func (realClock) After(d time.Duration) (<-chan time.Time, func()) {
	timer := time.NewTimer(d)
	return timer.C, func() { timer.Stop() }
}

type realNetwork struct{}

func (realNetwork) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, network, address)
}

type realFiles struct{}

func (realFiles) ReadDir(dir string) ([]Entry, error) {
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	entries := make([]Entry, 0, len(list))
	for _, item := range list {
		info, err := item.Info()
		if err != nil {
			continue // gone since it was listed
		}
		entries = append(entries, entryOf(info))
	}
	return entries, nil
}

func entryOf(info os.FileInfo) Entry {
	return Entry{Name: info.Name(), Regular: info.Mode().IsRegular(), Dir: info.IsDir(), Modified: info.ModTime(), Size: info.Size()}
}

func (realFiles) Open(name string) (io.ReadCloser, error) { return os.Open(name) }
func (realFiles) ReadFile(name string) ([]byte, error)    { return os.ReadFile(name) }
func (realFiles) Rename(from, to string) error            { return os.Rename(from, to) }
func (realFiles) Remove(name string) error                { return os.Remove(name) }
func (realFiles) MkdirAll(dir string) error               { return os.MkdirAll(dir, 0o777) }

func (realFiles) Stat(name string) (Entry, error) {
	info, err := os.Stat(name)
	if err != nil {
		return Entry{}, err
	}
	return entryOf(info), nil
}

func (realFiles) WriteFile(name string, data []byte) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return err
	}
	temporary := f.Name()
	if err = fill(f, data); err == nil {
		err = os.Rename(temporary, name)
	}
	if err != nil {
		_ = os.Remove(temporary)
		return err
	}
	return syncDir(dir)
}

func fill(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Chmod(0o666 &^ umask())
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// syncDir makes a rename durable, on systems where directories can be synced.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil
	}
	_ = d.Sync()
	return d.Close()
}

func (realFiles) Append(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

func (realFiles) Lock(name string) (io.Closer, error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}
