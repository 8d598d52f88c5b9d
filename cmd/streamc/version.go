package main

import "fmt"

// version changes with a release only, so that emitted code does not change with every commit.
const version = "0.1.0"

func runVersion(c *call) int {
	fmt.Fprintln(c.stdout, "streamc "+version)
	return exitOK
}
