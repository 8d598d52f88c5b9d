package dsl

import "strings"

// Grammar is the grammar as EBNF, for the reference: what participle reads, printed from itself, and the rules that are parsed by hand.
func Grammar() string {
	p := newParser([]token{{kind: kindEOF, partner: -1}})
	var out []string
	seen := map[string]bool{}
	for _, rule := range strings.Split(p.grammar.String()+"\n"+p.steps.String(), "\n") {
		rule = strings.ReplaceAll(rule, "Syntax", "")
		if rule != "" && !seen[rule] {
			seen[rule] = true
			out = append(out, rule)
		}
	}
	return "File = (Item <term>)* .\n" + strings.Join(out, "\n") + "\n\n" + handRules
}

// handRules are the rules that expr.go, types.go, block.go and primary.go parse, in participle's notation.
const handRules = `TestSteps = "{" (Step <term>)* "}" .
Params = "(" (FuncParam ("," FuncParam)* ","?)? ")" .
FuncParam = <word> ":" Type ("=" Expr)? .
Body = Block .
Type = (<word> ("." <word>)* ("[" Type ("," Type)* "]")? | "[" Type "]" | "(" Type ("," Type)* ")" | "{" (Field (Sep Field)*)? "}") "?"? .
Field = <word> ":" Type <string>? ("=" Expr)? .
Sep = "," | <term> .
Expr = Lambda | Binary .
Lambda = (<word> | "(" (LambdaParam ("," LambdaParam)*)? ")") "=>" (Block | Expr) .
LambdaParam = Pattern (":" Type)? .
Pattern = <word> | "(" Pattern ("," Pattern)* ")" .
Binary = "not"* Unary (Operator "not"* Unary)* .
Operator = "or" | "and" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not" "in" | "+" | "-" | "*" | "/" | "%" | "??" .
Unary = "-" Unary | Primary (("." | "?.") <word> | "(" Args ")" | "[" Args "]" | "?")* .
Args = (Arg ("," Arg)* ","?)? .
Arg = "*" | (<word> ":")? Expr ("as" <word>)? .
Primary = Literal | <word> | "(" Args ")" | List | Record | If .
Literal = <int> | <float> | <duration> | <string> | "true" | "false" | "none" .
List = "[" (":" | Expr (":" Expr)? ("," Expr (":" Expr)?)* ","?)? "]" .
Record = "{" (<word> ":" Expr (Sep <word> ":" Expr)*)? "}" .
If = "if" Expr Block ("else" (If | Block))? .
Block = "{" (Stmt <term>)* "}" .
Stmt = "return" Expr? | "break" | "continue" | "for" Pattern "in" Expr Block | Expr (("=" | "+=" | "-=") Expr)? .
`
