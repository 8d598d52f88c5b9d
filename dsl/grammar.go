package dsl

import (
	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// The grammar of declarations, as participle reads it. A token that was taken decides: there is no look-ahead but the explicit `(?= …)` groups.
// Expr, Type, Params and Body are parsed by hand (expr.go, types.go, params.go, block.go).
type (
	itemSyntax struct {
		Import  *importSyntax   `parser:"  @@"`
		Type    *typeDeclSyntax `parser:"| @@"`
		Param   *paramSyntax    `parser:"| @@"`
		Func    *funcSyntax     `parser:"| @@"`
		Extern  *externSyntax   `parser:"| @@"`
		Test    *testSyntax     `parser:"| @@"`
		Setting *settingSyntax  `parser:"| @@"`
		Binding *bindingSyntax  `parser:"| (?= Word (':' | '=')) @@"`
		Expr    Expr            `parser:"| @@"`
	}
	importSyntax struct {
		Path  textSyntax  `parser:"'import':Keyword @@"`
		Alias *wordSyntax `parser:"( 'as' @@ )?"`
	}
	typeDeclSyntax struct {
		Name wordSyntax `parser:"'type':Keyword @@"`
		Type Type       `parser:"'=' @@"`
	}
	paramSyntax struct {
		Name    wordSyntax `parser:"'param':Keyword @@"`
		Type    Type       `parser:"( ':' @@ )?"`
		Default Expr       `parser:"( '=' @@ )?"`
	}
	funcSyntax struct {
		Name   wordSyntax `parser:"'func':Keyword @@"`
		Params params     `parser:"@@"`
		Result Type       `parser:"( '->' @@ )?"`
		Value  Expr       `parser:"( '=' @@"`
		Body   body       `parser:"| @@ )"`
	}
	externSyntax struct {
		Func    *externFuncSyntax `parser:"'extern':Keyword ( 'func' @@"`
		Kind    string            `parser:"| @( 'source' | 'sink' )"`
		Name    *wordSyntax       `parser:"  @@"`
		Type    Type              `parser:"  ':' @@ )"`
		Package textSyntax        `parser:"'=' 'go' @@"`
		Symbol  wordSyntax        `parser:"'.' @@"`
	}
	externFuncSyntax struct {
		Name   wordSyntax `parser:"@@"`
		Params params     `parser:"@@"`
		Result Type       `parser:"( '->' @@ )?"`
	}
	settingSyntax struct {
		Name  keywordSyntax       `parser:"@@"`
		Value Expr                `parser:"@@"`
		More  []settingPartSyntax `parser:"@@*"`
	}
	settingPartSyntax struct {
		Name  wordSyntax `parser:"@@"`
		Value Expr       `parser:"@@"`
	}
	bindingSyntax struct {
		Name  wordSyntax `parser:"@@"`
		Type  Type       `parser:"( ':' @@ )?"`
		Value Expr       `parser:"'=' @@"`
	}
	testSyntax struct {
		Name  textSyntax `parser:"'test':Keyword @@"`
		Steps testSteps  `parser:"@@"`
	}
)

// The grammar of one step of a test.
type (
	stepSyntax struct {
		Set    *setSyntax    `parser:"  @@"`
		Feed   *feedSyntax   `parser:"| @@"`
		Expect *expectSyntax `parser:"| @@"`
		Fail   *failSyntax   `parser:"| @@"`
		Run    *runSyntax    `parser:"| @@"`
	}
	setSyntax struct {
		Name  targetSyntax `parser:"'set' @@"`
		Value Expr         `parser:"'=' @@"`
	}
	feedSyntax struct {
		Target     targetSyntax `parser:"'feed' @@"`
		Partitions Expr         `parser:"( 'partitions' @@ )?"`
		Raw        bool         `parser:"@'raw'?"`
		Rows       Expr         `parser:"':' @@"`
	}
	expectSyntax struct {
		Target  targetSyntax `parser:"'expect' @@"`
		Ordered bool         `parser:"@'ordered'?"`
		At      Expr         `parser:"( 'at' @@ )?"`
		After   bool         `parser:"@'ordered'?"`
		Rows    Expr         `parser:"':' @@"`
	}
	failSyntax struct {
		Target targetSyntax `parser:"'fail' @@"`
		Times  Expr         `parser:"( (?! Term | '}') @@ )?"`
	}
	runSyntax struct {
		Word runWordSyntax `parser:"@@"`
		Arg  Expr          `parser:"( (?! Term | '}') @@ )?"`
	}
	runWordSyntax struct {
		Tokens []lexer.Token
		Text   string `parser:"@( 'tick' | 'process' | 'trigger' | 'advance' | 'restart' | 'stop' )"`
	}
	targetSyntax struct {
		Tokens []lexer.Token
		Text   *textSyntax  `parser:"  @@"`
		Parts  []wordSyntax `parser:"| @@ ( '.' @@ )*"`
	}
)

// The leaves: words and texts with the tokens they were.
type (
	wordSyntax struct {
		Tokens []lexer.Token
		Text   string `parser:"@Word"`
	}
	keywordSyntax struct {
		Tokens []lexer.Token
		Text   string `parser:"@Keyword"`
	}
	textSyntax struct {
		Tokens []lexer.Token
		Text   string `parser:"@String"`
	}
)

// What is parsed by hand needs an interface each: participle finds the function by it.
type (
	params    interface{ list() []*FuncParam }
	body      interface{ block() *Block }
	testSteps interface{ list() []Step }

	paramList []*FuncParam
	bodyBlock struct{ *Block }
	stepList  []Step
)

func (l paramList) list() []*FuncParam { return l }
func (b bodyBlock) block() *Block      { return b.Block }
func (l stepList) list() []Step        { return l }

// buildGrammar makes the two parsers of participle. They belong to one parse, because the functions for expressions go over its tokens.
func (p *parser) buildGrammar() {
	options := []participle.Option{
		participle.Lexer(tokenDefinition{}),
		participle.UseLookahead(0),
		byHand(p, func() Expr { return p.expr() }),
		byHand(p, func() Type { return p.typ() }),
		byHand(p, func() params { return paramList(p.params()) }),
		byHand(p, func() body { return bodyBlock{p.block(bodyOfFunc)} }),
		byHand(p, func() testSteps { return stepList(p.testSteps()) }),
	}
	p.grammar = participle.MustBuild[itemSyntax](options...)
	p.steps = participle.MustBuild[stepSyntax](options...)
}

// byHand plugs a function that reads at pos into participle.
func byHand[T any](p *parser, parse func() T) participle.Option {
	return participle.ParseTypeWith(func(lex *lexer.PeekingLexer) (T, error) {
		var none T
		if p.err != nil {
			return none, p.err
		}
		p.pos = int(lex.RawCursor())
		tree := parse()
		if p.pos > 0 {
			lex.FastForward(lexer.RawCursor(p.pos - 1))
		}
		if p.err != nil {
			return none, p.err
		}
		return tree, nil
	})
}

// participleError turns an error of participle itself into one of ours; those of functions by hand stand in p.err already.
func (p *parser) participleError(err error) {
	if err == nil || p.err != nil {
		return
	}
	d, ok := err.(*diag.Diagnostic)
	if !ok {
		d = errSyntax(p, err)
	}
	p.fail(d)
}
