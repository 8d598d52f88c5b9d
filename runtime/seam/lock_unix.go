//go:build unix && !solaris && !aix

package seam

import (
	"os"
	"syscall"
)

func lockFile(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

// umask is 022: to ask for the process's own would change it for a moment.
func umask() os.FileMode { return 0o022 }
