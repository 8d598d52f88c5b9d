package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/streamc-dev/streamc/compiler"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// Every program in a page for people compiles, without a warning.
func TestProgramsInPagesCompile(t *testing.T) {
	found := 0
	for _, page := range []string{"../../README.md", "../../docs/guide.md"} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for i, program := range fenced(string(text), "pipe") {
			found++
			name := fmt.Sprintf("program%d.pipe", i+1)
			_, list := compiler.Compile(name, func(string) ([]byte, error) { return []byte(program), nil }, compiler.Options{})
			if len(list) > 0 {
				var said strings.Builder
				if err := diag.Render(&said, list, map[string][]byte{name: []byte(program)}, false); err != nil {
					t.Fatal(err)
				}
				t.Errorf("%s, program %d:\n%s", page, i+1, said.String())
			}
		}
	}
	if found == 0 {
		t.Error("no programs found")
	}
}

// fenced are the blocks of a Markdown text in that language.
func fenced(text, language string) []string {
	var out []string
	for _, part := range strings.Split(text, "```"+language+"\n")[1:] {
		program, _, _ := strings.Cut(part, "```")
		out = append(out, program)
	}
	return out
}
