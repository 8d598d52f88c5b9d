// Package interp runs the plan as it stands, plainly and slowly: constants and the rows of tests while a program is checked, and whole programs against a
// replay script (Run), which makes it the oracle that emitted programs are compared with.
//
// In goes a plan of package check, before any pass; out come values in the dynamic form of runtime/fn (see plan.Const), or the lines that a binary prints
// under --replay. It has windows, state and joins of its own and shares with the runtime only runtime/fn: what values are, their order and texts.
//
// Invariants: evaluation ends (Eval has a limit on its steps, the language has no unbounded loop); a failure is a *fn.Fault with its place; nothing here
// touches the outside world.
package interp
