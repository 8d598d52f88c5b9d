//go:build !unix || solaris || aix

package seam

import "os"

// lockFile does nothing where the system has no locks of this kind.
func lockFile(*os.File) error { return nil }

func umask() os.FileMode { return 0o022 }
