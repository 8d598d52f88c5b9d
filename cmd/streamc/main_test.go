package main

import (
	stdflag "flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = stdflag.Bool("update", false, "rewrite expected output, generated packages and generated pages")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"streamc": main})
}

// TestScripts runs the command lines of testdata/*.txtar: what is printed where, exit statuses, files.
func TestScripts(t *testing.T) {
	caches := cacheEnvironment(t)
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, caches...)
			root, err := filepath.Abs("../..")
			if err != nil {
				return err
			}
			env.Vars = append(env.Vars, "ROOT="+root) // for modules that require streamc
			// The folder of streamc alone, for scripts that hide everything else.
			env.Vars = append(env.Vars, "STREAMC_BIN="+filepath.SplitList(env.Getenv("PATH"))[0])
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "atmost": atMost},
	})
}

// cacheEnvironment lets the scripts, which have no home, build with the caches of this machine.
func cacheEnvironment(t *testing.T) []string {
	out, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = filepath.Join(t.TempDir(), "cache")
	}
	return []string{"GOCACHE=" + strings.TrimSpace(string(out)), "XDG_CACHE_HOME=" + dir}
}

// status runs a command line and demands its exit status: status 2 streamc nonsense.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program args…")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit status %s wanted, got %s", args[0], got)
	}
}

// atMost demands a size of a file: atmost BYTES FILE.
func atMost(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: atmost BYTES FILE")
	}
	most, err := strconv.ParseInt(args[0], 10, 64)
	ts.Check(err)
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if info.Size() > most {
		ts.Fatalf("%s has %d bytes, more than %d", args[1], info.Size(), most)
	}
}
