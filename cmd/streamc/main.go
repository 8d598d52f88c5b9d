// Command streamc compiles streaming pipelines to Go and to binaries.
//
// In go arguments and files, out come text on stdout (what was asked for) and stderr (what there is to say about it) and an exit status: 0 done, 1 the
// program is wrong, 2 the command is wrong, 3 a defect of streamc. Everything starts in Do, which takes the outside world as arguments; commands.go is the table
// of commands, each of which has a file of its own.
package main

import "os"

func main() { os.Exit(Do(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
