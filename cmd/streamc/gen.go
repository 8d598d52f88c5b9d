package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/streamc-dev/streamc/compiler"
)

func runGen(c *call) int {
	if c.flags["o"] != "" && len(c.args) > 1 {
		return c.wrongUse("-o names the folder of one package; give one file with it")
	}
	status := exitOK
	for _, path := range c.args {
		u, err := load(path, compiler.Options{})
		if err != nil {
			return c.fail(err)
		}
		if s := c.report(u.list, u.sources); s != exitOK {
			status = max(status, s)
			continue
		}
		dir := c.option("o", u.out.Package)
		if err := c.write(filepath.Join(dir, u.out.Package+".go"), u.out.Go); err != nil {
			return c.fail(err)
		}
		if !c.has("main") {
			continue
		}
		if err := c.write(filepath.Join(dir, "cmd", u.out.Package, "main.go"), u.out.Main); err != nil {
			return c.fail(err)
		}
	}
	return status
}

// write puts text into a file unless it stands there already, and says so.
func (c *call) write(name, text string) error {
	if have, err := os.ReadFile(name); err == nil && bytes.Equal(have, []byte(text)) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		return err
	}
	_, err := fmt.Fprintln(c.stdout, "wrote "+name)
	return err
}
