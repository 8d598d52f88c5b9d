package check

import (
	"strconv"

	"github.com/streamc-dev/streamc/compiler/funcs"
	"github.com/streamc-dev/streamc/compiler/ops"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

// choose takes the candidate that has the shape of the call (the last one when none has), and checks the call as one of it.
func (c *checker) choose(e *dsl.Call, name dsl.Name, cands []candidate, recv plan.Expr, args []argument, want types.Type, sc *scope) plan.Expr {
	cand := c.bestShape(cands, args)
	if cand.fn != nil && cand.sig.Recv == nil && !c.ordering && (name.Text == "desc" || name.Text == "asc") {
		c.report(markOutside(name))
		return bad(e.Span)
	}
	if why := cand.later(); why != "" && !(c.ordering && cand.fn != nil) {
		c.report(later(name, why))
		return bad(e.Span)
	}
	if cand.op != nil && c.laterOptions(cand.op.op, e) {
		return bad(e.Span)
	}
	t := &typing{c: c, cand: cand, name: name, span: e.Span, scope: sc}
	if !t.receive(recv) || !t.arguments(args) || !t.constraints() {
		return bad(e.Span)
	}
	if cand.fn != nil {
		return t.valueCall()
	}
	return t.operatorCall()
}

// bestShape is the first of cands that has the shape of args; when none has, the one whose first arguments fit longest.
func (c *checker) bestShape(cands []candidate, args []argument) candidate {
	best, bestFits := cands[len(cands)-1], -1
	for _, cand := range cands {
		if c.fitsShape(cand.sig, args) {
			return cand
		}
		if n := c.fitting(cand.sig, args); n > bestFits {
			best, bestFits = cand, n
		}
	}
	return best
}

// fitting is how many of the first arguments are functions exactly where sig has them.
func (c *checker) fitting(sig *types.Signature, args []argument) int {
	for i, a := range args {
		if i >= len(sig.Params) || a.Name.Text != "" {
			return i
		}
		_, isFunc := c.arityOf(a)
		if _, wantsFunc := sig.Params[i].Type.(*types.Func); isFunc != wantsFunc || sig.Params[i].Named {
			return i
		}
	}
	return len(args)
}

func (c *checker) shaped(cands []candidate, args []argument) bool {
	for _, cand := range cands {
		if c.fitsShape(cand.sig, args) {
			return true
		}
	}
	return false
}

// fitsShape reports whether args can be meant for sig: their number and names, and functions exactly where sig has them, of as many parameters.
func (c *checker) fitsShape(sig *types.Signature, args []argument) bool {
	slots, problem := distribute(sig, args, dsl.Name{}, diag.Span{})
	if problem != nil {
		return false
	}
	for i, p := range sig.Params {
		f, wantsFunc := p.Type.(*types.Func)
		for _, a := range slots[i] {
			n, isFunc := c.arityOf(a)
			if isFunc != wantsFunc || isFunc && !takes(f, n) {
				return false
			}
		}
	}
	return true
}

// takes reports whether a function of n parameters can be an f: as many, or over one tuple (or what may turn out to be one).
func takes(f *types.Func, n int) bool {
	if len(f.Params) == n {
		return true
	}
	if len(f.Params) != 1 || n < 2 {
		return false
	}
	switch t := types.Resolve(f.Params[0]).(type) {
	case *types.Tuple:
		return len(t.Elems) == n
	case *types.Var, *types.Datasets:
		return true
	}
	return false
}

// arityOf is the number of parameters of an argument that is a lambda or names a function.
func (c *checker) arityOf(a argument) (int, bool) {
	switch v := a.Value.(type) {
	case *dsl.Lambda:
		return len(v.Params), true
	case *dsl.Ident:
		if d := c.decls[v.Name]; d != nil {
			switch item := d.item.(type) {
			case *dsl.FuncDecl:
				return len(item.Params), true
			case *dsl.ExternDecl:
				return len(item.Params), true
			}
		}
	}
	return 0, false
}

// distribute gives each parameter its arguments: by position, then by name.
func distribute(sig *types.Signature, args []argument, name dsl.Name, at diag.Span) ([][]argument, *diag.Diagnostic) {
	slots := make([][]argument, len(sig.Params))
	next := 0
	for _, a := range args {
		if a.Star || a.As.Text != "" {
			return nil, strangeArgument(a.Arg)
		}
		i := next
		if a.Name.Text != "" {
			if i = paramIndex(sig, a.Name.Text); i < 0 {
				return nil, noParameter(a.Name, name.Text, sig)
			}
			if len(slots[i]) > 0 {
				return nil, argumentTwice(a.Name)
			}
		} else if i >= len(sig.Params) || sig.Params[i].Named {
			return nil, unexpectedArgument(a.Span, name.Text, sig, i)
		} else if len(slots[i]) > 0 && !sig.Params[i].Variadic {
			return nil, argumentTwice(dsl.Name{Span: a.Span, Text: sig.Params[i].Name})
		} else if !sig.Params[i].Variadic {
			next++
		}
		slots[i] = append(slots[i], a)
	}
	for i, p := range sig.Params {
		if len(slots[i]) == 0 && !p.HasDefault {
			return nil, missingArgument(at, name.Text, p.Name, sig)
		}
	}
	return slots, nil
}

func paramIndex(sig *types.Signature, name string) int {
	for i, p := range sig.Params {
		if p.Name == name {
			return i
		}
	}
	return -1
}

// typing is the check of one call against one signature.
type typing struct {
	c     *checker
	cand  candidate
	name  dsl.Name
	span  diag.Span
	scope *scope
	recv  plan.Expr
	slots [][]argument
	tuple types.Type  // of the datasets of a `streams` argument
	rest  []plan.Expr // the arguments of a variadic parameter of a value function
	call  ops.Call
}

func (t *typing) receive(recv plan.Expr) bool {
	t.call = ops.Call{Span: t.span, Args: map[string]plan.Expr{}, Flows: map[string][]ops.Flow{}, Formats: map[string]*plan.Format{},
		Sinks: map[string]*plan.Sink{}, Types: map[string]types.Type{}}
	if recv == nil {
		return true
	}
	x, ok := t.c.convert(recv, t.cand.sig.Recv)
	t.recv = x
	return ok && !isBad(x)
}

// arguments checks values first, then functions, whose parameters the values have found.
func (t *typing) arguments(args []argument) bool {
	slots, problem := distribute(t.cand.sig, args, t.name, t.span)
	if problem != nil {
		t.c.report(problem)
		return false
	}
	t.slots = slots
	ok := true
	for _, functions := range []bool{false, true} {
		for i, p := range t.cand.sig.Params {
			if _, isFunc := p.Type.(*types.Func); isFunc != functions {
				continue
			}
			for _, a := range slots[i] {
				ok = t.argument(p, a) && ok
			}
			if len(slots[i]) == 0 {
				ok = t.left(p) && ok
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// left fills in the default of a parameter without argument.
func (t *typing) left(p types.Param) bool {
	if p.Default == "none" {
		return true
	}
	x := t.c.convertDefault(p, t.span)
	t.call.Args[p.Name] = x
	if t.cand.op != nil {
		return true
	}
	return t.c.unify(p.Type, x.Type())
}

// convertDefault is the constant that the text of a default stands for.
func (c *checker) convertDefault(p types.Param, at diag.Span) plan.Expr {
	switch text := p.Default; {
	case text == "true" || text == "false":
		return constant(types.Bool, text == "true", at)
	case text[0] == '"':
		return constant(types.String, text[1:len(text)-1], at)
	case p.Type == types.Float:
		f, _ := strconv.ParseFloat(text, 64)
		return constant(types.Float, f, at)
	default:
		if n, ok := parseInt(text); ok {
			return constant(types.Int, n, at)
		}
		if d, ok := funcs.ParseDuration(text); ok {
			return constant(types.Duration, d, at)
		}
		return constant(types.String, text, at) // a word
	}
}

// constraints holds the `where` of the signature.
func (t *typing) constraints() bool {
	for _, w := range t.cand.sig.Where {
		found := types.Known(w.Var)
		ok := true
		switch w.Kind {
		case "key":
			ok = types.Ordered(found)
		case "number":
			ok = types.Number(found)
		}
		if !ok {
			t.c.report(constraintBroken(t.name, found, w.Kind))
			return false
		}
	}
	for _, name := range sortedKeys(t.cand.sig.Vars) {
		v := types.Known(t.cand.sig.Vars[name])
		if types.HasUnknown(v) && t.cand.op != nil {
			t.c.report(unknownResult(t.name, t.cand.sig))
			return false
		}
		t.call.Types[name] = v
	}
	return true
}

// valueCall is the call of a value function.
func (t *typing) valueCall() plan.Expr {
	sig, fn := t.cand.sig, t.cand.fn
	var args []plan.Expr
	if t.recv != nil {
		args = append(args, t.recv)
	}
	failing := fn.Fails
	for _, p := range sig.Params {
		if _, isType := p.Type.(*types.TypeArg); isType {
			continue // the result says it
		}
		if p.Variadic {
			args = append(args, t.rest...)
			continue
		}
		x := t.call.Args[p.Name]
		if x == nil {
			x = constant(types.None, nil, t.span)
		}
		if f, ok := x.(*plan.Fn); ok {
			failing = failing || f.BodyFails
		}
		if !t.right(p, len(args), x) {
			return bad(t.span)
		}
		args = append(args, x)
	}
	if !t.c.allowed(fn.Name, t.name, t.scope) || t.leaks(args) {
		return bad(t.span)
	}
	if fn.Fields != nil {
		t.c.unify(sig.Vars["T"], recordOfStrings(fn.Fields(constants(args))))
	}
	return t.c.fold(&plan.Call{Info: plan.Info{T: types.Known(sig.Result), Span: t.span, Fails: failing || fails(args...)}, Name: fn.Name, Args: args})
}

// constants are the values of arguments that are known now, nil for the others.
func constants(args []plan.Expr) []any {
	out := make([]any, len(args))
	for i, x := range args {
		if k, ok := x.(*plan.Const); ok {
			out[i] = k.Value
		}
	}
	return out
}

func recordOfStrings(names []string) *types.Record {
	r := &types.Record{}
	for _, name := range names {
		r.Fields = append(r.Fields, types.Field{Name: name, Type: types.String})
	}
	return r
}

// right holds what a function says about a constant argument: a regular expression that is one.
func (t *typing) right(p types.Param, i int, x plan.Expr) bool {
	k, ok := x.(*plan.Const)
	if !ok || !p.Const || t.cand.fn.Check == nil {
		return true
	}
	if wrong := t.cand.fn.Check(i, k.Value); wrong != "" {
		t.c.report(wrongConstant(k.Span, t.name.Text, p.Name, wrong))
		return false
	}
	return true
}

// operatorCall lowers the call of an operator.
func (t *typing) operatorCall() plan.Expr {
	t.call.At = t.name.Span
	lv := t.scope.frame.level
	if lv == levelRow || lv == levelEffect {
		t.c.report(operatorInRow(t.name, lv))
		return bad(t.span)
	}
	if lv == levelBatch && (isStream(t.cand.sig.Result) || t.recv != nil && isStream(t.recv.Type()) && t.cand.sig.Name != "slice") {
		t.c.report(streamInBatch(t.name, t.cand.sig))
		return bad(t.span)
	}
	if lv == levelBatch {
		t.c.reads()
		t.c.effects()
		t.c.limit(levelBatch, "works on datasets")
	}
	for _, x := range t.call.Args {
		t.c.settleTypes(x)
	}
	if t.recv != nil {
		t.call.Recv = flowOf(t.recv)
	}
	if t.recv != nil && t.cand.sig.Result == types.Unit && !takesFunction(t.cand.sig) && t.leaks([]plan.Expr{t.recv}) {
		return bad(t.span)
	}
	t.call.Op = t.cand.op.op
	t.call.InBatch = lv == levelBatch
	t.call.Settings = &t.c.prog.Settings
	t.call.Builder = t.c.graph
	return flowValue(t.call.Op.Lower(&t.call), t.span)
}
