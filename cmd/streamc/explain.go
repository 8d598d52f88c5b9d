package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/streamc-dev/streamc/compiler"
	"github.com/streamc-dev/streamc/compiler/build"
	"github.com/streamc-dev/streamc/compiler/plan"
	"github.com/streamc-dev/streamc/dsl"
	"github.com/streamc-dev/streamc/dsl/diag"
)

var codePattern = regexp.MustCompile(`^[EWRX]\d{4}$`)

// pages are the pages of all codes, in order.
func pages() []diag.Page {
	all := slices.Concat(compiler.Pages(), build.Pages())
	slices.SortFunc(all, func(a, b diag.Page) int { return strings.Compare(a.Code, b.Code) })
	return all
}

func runExplain(c *call) int {
	what := c.args[0]
	if code := strings.ToUpper(what); codePattern.MatchString(code) {
		return c.explainCode(code)
	}
	u, err := load(what, compiler.Options{})
	if err != nil {
		return c.fail(err)
	}
	if status := c.report(u.list, u.sources); status != exitOK {
		return status
	}
	fmt.Fprint(c.stdout, explainPlan(u.out.Plan))
	return exitOK
}

func (c *call) explainCode(code string) int {
	var codes []string
	for _, p := range pages() {
		if p.Code == code {
			fmt.Fprint(c.stdout, pageText(p))
			return exitOK
		}
		codes = append(codes, p.Code)
	}
	fmt.Fprintf(c.stderr, "streamc explain: there is no code %s%s\n", code, didYouMean(strings.ToLower(code), lower(codes)))
	return exitUser
}

func lower(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToLower(w)
	}
	return out
}

func pageText(p diag.Page) string {
	text := p.Code + ": " + p.Title + "\n\n" + p.Text + "\n"
	if p.Example != "" {
		text += "\nFor example:\n\n    " + strings.ReplaceAll(strings.TrimRight(p.Example, "\n"), "\n", "\n    ") + "\n"
	}
	return text
}

// explainPlan says what a program does: where rows come from, what flows between its parts, where it remembers something and how long.
func explainPlan(p *plan.Program) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s", p.Name)
	if p.Settings.Batch > 0 {
		fmt.Fprintf(&out, ", a batch every %s", p.Settings.Batch)
	}
	if p.Settings.Checkpoint != "" {
		fmt.Fprintf(&out, ", checkpoint in %q", p.Settings.Checkpoint)
	}
	out.WriteString("\n\nPlan:\n")
	for line := range strings.Lines(plan.Text(p)) {
		out.WriteString("  " + line)
	}
	if kept := remembered(p); len(kept) > 0 {
		out.WriteString("\nRemembered from batch to batch:\n")
		for _, line := range kept {
			out.WriteString("  " + line + "\n")
		}
	} else {
		out.WriteString("\nNothing is remembered from batch to batch.\n")
	}
	return out.String()
}

// remembered are the states of a program, each with its bound.
func remembered(p *plan.Program) []string {
	var out []string
	for _, n := range p.Nodes {
		switch k := n.Kind.(type) {
		case *plan.Window:
			out = append(out, fmt.Sprintf("%s: the rows of the last %s", n.Name, k.Size))
		case *plan.InverseWindow:
			out = append(out, fmt.Sprintf("%s: a value for each key of the last %s, and the batches' parts of it", n.Name, k.Size))
		case *plan.UpdateState:
			out = append(out, fmt.Sprintf("%s: a %s for each key, until its function gives none", n.Name, k.State))
		case *plan.MapState:
			bound := "without bound"
			if k.Timeout != nil {
				bound = "until the timeout"
			}
			out = append(out, fmt.Sprintf("%s: a %s for each key, %s", n.Name, k.State, bound))
		}
	}
	for _, g := range p.Globals {
		if g.Kind == plan.GlobalAccumulator {
			out = append(out, g.Name+": one value")
		}
	}
	return out
}

func stages() []string { return []string{"ast", "plan", "go", "main"} }

func runDump(c *call) int {
	stage, path := c.args[0], c.args[1]
	if !slices.Contains(stages(), stage) {
		return c.wrongUse(fmt.Sprintf("there is no stage %q%s", stage, didYouMean(stage, stages())))
	}
	u, err := load(path, compiler.Options{CheckOnly: stage == "ast" || stage == "plan"})
	if err != nil {
		return c.fail(err)
	}
	if stage == "ast" && u.out.File != nil {
		fmt.Fprint(c.stdout, dsl.Dump(u.out.File))
		return c.report(u.list, u.sources)
	}
	if status := c.report(u.list, u.sources); status != exitOK {
		return status
	}
	switch stage {
	case "plan":
		fmt.Fprint(c.stdout, plan.Text(u.out.Plan))
	case "go":
		fmt.Fprint(c.stdout, u.out.Go)
	case "main":
		fmt.Fprint(c.stdout, u.out.Main)
	}
	return exitOK
}
