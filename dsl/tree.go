package dsl

import (
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/streamc-dev/streamc/dsl/diag"
)

// tree makes the item of what participle read; start is the index of its first token.
func (s *itemSyntax) tree(p *parser, start int) Item {
	span, doc := p.since(start), p.doc(start)
	switch {
	case s.Import != nil:
		item := &Import{Span: span, Path: s.Import.Path.tree(p)}
		if s.Import.Alias != nil {
			item.Alias = s.Import.Alias.tree(p)
		}
		return item
	case s.Type != nil:
		return &TypeDecl{Span: span, Doc: doc, Name: s.Type.Name.tree(p), Type: s.Type.Type}
	case s.Param != nil:
		return &ParamDecl{Span: span, Doc: doc, Name: s.Param.Name.tree(p), Type: s.Param.Type, Default: s.Param.Default}
	case s.Func != nil:
		return s.Func.tree(p, span, doc)
	case s.Extern != nil:
		return s.Extern.tree(p, span, doc)
	case s.Test != nil:
		return &TestDecl{Span: span, Name: s.Test.Name.tree(p), Steps: s.Test.Steps.list()}
	case s.Setting != nil:
		return s.Setting.tree(p, span)
	case s.Binding != nil:
		name := s.Binding.Name.tree(p)
		p.notReserved(name)
		return &Binding{Span: span, Doc: doc, Name: name, Type: s.Binding.Type, Value: s.Binding.Value}
	}
	return &ExprItem{Span: span, Expr: s.Expr}
}

func (s *funcSyntax) tree(p *parser, span diag.Span, doc string) Item {
	item := &FuncDecl{Span: span, Doc: doc, Name: s.Name.tree(p), Params: s.Params.list(), Result: s.Result, Body: s.Value}
	if s.Body != nil {
		item.Body = s.Body.block()
	}
	return item
}

func (s *externSyntax) tree(p *parser, span diag.Span, doc string) Item {
	item := &ExternDecl{Span: span, Doc: doc, Kind: s.Kind, Type: s.Type, Package: s.Package.tree(p), Symbol: s.Symbol.tree(p)}
	if s.Func != nil {
		item.Kind, item.Name, item.Params, item.Result = "func", s.Func.Name.tree(p), s.Func.Params.list(), s.Func.Result
	} else {
		item.Name = s.Name.tree(p)
	}
	return item
}

func (s *settingSyntax) tree(p *parser, span diag.Span) Item {
	item := &Setting{Span: span, Name: Name{Span: p.spanOf(s.Name.Tokens), Text: s.Name.Text}, Value: s.Value}
	for _, part := range s.More {
		item.More = append(item.More, SettingPart{Name: part.Name.tree(p), Value: part.Value})
	}
	return item
}

// tree makes the step of what participle read; start is the index of its first token.
func (s *stepSyntax) tree(p *parser, start int) Step {
	span := p.since(start)
	switch {
	case s.Set != nil:
		return &SetStep{Span: span, Name: s.Set.Name.tree(p), Value: s.Set.Value}
	case s.Feed != nil:
		f := s.Feed
		return &FeedStep{Span: span, Target: f.Target.tree(p), Partitions: f.Partitions, Raw: f.Raw, Rows: f.Rows}
	case s.Expect != nil:
		e := s.Expect
		return &ExpectStep{Span: span, Target: e.Target.tree(p), Ordered: e.Ordered || e.After, At: e.At, Rows: e.Rows}
	case s.Fail != nil:
		return &FailStep{Span: span, Target: s.Fail.Target.tree(p), Times: s.Fail.Times}
	}
	word := Name{Span: p.spanOf(s.Run.Word.Tokens), Text: s.Run.Word.Text}
	return &RunStep{Span: span, Word: word, Arg: s.Run.Arg}
}

func (s *targetSyntax) tree(p *parser) Target {
	target := Target{Span: p.spanOf(s.Tokens)}
	if s.Text != nil {
		text := s.Text.tree(p)
		if len(text.Pieces) > 1 || len(text.Pieces) == 1 && text.Pieces[0].Expr != nil {
			p.report(errPlainText(text.Span))
		}
		name := Name{Span: text.Span}
		for _, piece := range text.Pieces {
			name.Text += piece.Text
		}
		target.Parts, target.Text = []Name{name}, true
	}
	for _, part := range s.Parts {
		target.Parts = append(target.Parts, part.tree(p))
	}
	return target
}

func (s *wordSyntax) tree(p *parser) Name {
	return Name{Span: p.spanOf(s.Tokens), Text: s.Text}
}

func (s *textSyntax) tree(p *parser) *StringLit {
	return p.stringLit(&p.toks[p.tokenAt(s.Tokens[0].Pos.Offset)])
}

// spanOf is the span of tokens that participle took.
func (p *parser) spanOf(tokens []lexer.Token) diag.Span {
	first, last := tokens[0], tokens[len(tokens)-1]
	return p.toks[p.tokenAt(first.Pos.Offset)].span.To(p.toks[p.tokenAt(last.Pos.Offset)].span)
}

// doc is the comment right above the item that starts at a token.
func (p *parser) doc(start int) string {
	if t := &p.toks[start]; t.newLine {
		return p.docs[t.span.Start.Line]
	}
	return ""
}
