package check

import (
	"fmt"
	"strings"

	"github.com/streamc-dev/streamc/compiler/funcs"
	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
)

// operator is an entry of package ops with its signatures read, function one of package funcs.
type operator struct {
	op    *ops.Op
	forms []*types.Signature
}

type function struct {
	*funcs.Func
	sig *types.Signature
}

// operators are the entries by the name of a call.
func operators(catalogue []*ops.Op) map[string][]*operator {
	out := map[string][]*operator{}
	for _, op := range catalogue {
		o := &operator{op: op}
		for _, line := range strings.Split(strings.TrimSpace(op.Sig), "\n") {
			o.forms = append(o.forms, signature(line))
		}
		name := o.forms[0].Name
		out[name] = append(out[name], o)
	}
	return out
}

// functions are the value functions by the name of a call.
func functions() map[string][]*function {
	out := map[string][]*function{}
	for _, entry := range funcs.Catalogue() {
		f := &function{Func: entry, sig: signature(entry.Sig)}
		out[f.sig.Name] = append(out[f.sig.Name], f)
	}
	return out
}

// signature reads a signature of a catalogue, whose tests see to it that it is right.
func signature(text string) *types.Signature {
	s, err := types.ParseSignature(text)
	if err != nil {
		panic(fmt.Sprintf("check: %v", err))
	}
	return s
}

// candidate is a signature that a call may mean.
type candidate struct {
	op  *operator // one of op and fn is set
	fn  *function
	sig *types.Signature
}

// later is why the candidate is not compiled yet, empty when it is.
func (c candidate) later() string {
	if c.op != nil {
		return c.op.op.Later
	}
	return c.fn.Later
}

// candidates are the signatures of that name that take recv (nil: those without receiver), with unknowns of their own, best first.
func (c *checker) candidates(name string, recv plan.Expr) []candidate {
	var exact, open []candidate
	add := func(cand candidate, sig *types.Signature) {
		if (sig.Recv == nil) != (recv == nil) {
			return
		}
		cand.sig = sig.Instantiate(flowLike(recv))
		if recv == nil {
			exact = append(exact, cand)
			return
		}
		mark := c.u.Mark()
		_, fits := c.convert(recv, cand.sig.Recv)
		c.u.Undo(mark)
		_, any := sig.Recv.(*types.Var)
		switch {
		case fits && any:
			open = append(open, cand)
		case fits:
			exact = append(exact, cand)
		}
	}
	for _, f := range c.functions[name] {
		add(candidate{fn: f}, f.sig)
	}
	for _, o := range c.catalogue[name] {
		for _, form := range o.forms {
			add(candidate{op: o}, form)
		}
	}
	return append(exact, open...)
}

// flowLike is what `flow` stands for where recv is the receiver.
func flowLike(recv plan.Expr) func(types.Type) types.Type {
	if recv != nil && isStream(recv.Type()) {
		return func(row types.Type) types.Type { return &types.Stream{Row: row} }
	}
	return func(row types.Type) types.Type { return &types.Dataset{Row: row} }
}

// receiversOf are the types on which a name can be called, for messages.
func (c *checker) receiversOf(name string) []string {
	var out []string
	for _, f := range c.functions[name] {
		if f.sig.Recv != nil {
			out = append(out, f.sig.Recv.String())
		}
	}
	for _, o := range c.catalogue[name] {
		if recv := o.forms[0].Recv; recv != nil {
			out = append(out, strings.Replace(recv.String(), "flow[", "stream[", 1))
		}
	}
	return out
}
