package dsl

// typ parses a type.
func (p *parser) typ() Type {
	p.enter()
	defer p.leave()
	start := p.pos
	var tree Type
	switch t := p.peek(); {
	case t.kind == kindWord:
		tree = p.namedType()
	case t.is("["):
		p.openBracket()
		elem := p.typ()
		p.closeBracket(start, "]")
		tree = &ListType{Span: p.since(start), Elem: elem}
	case t.is("("):
		tree = p.tupleType()
	case t.is("{"):
		tree = p.recordType()
	default:
		p.fail(errType(p))
		return &NamedType{Span: t.span, Path: []Name{{Span: t.span, Text: "?"}}}
	}
	if p.accept("?") {
		tree = &OptionalType{Span: p.since(start), Elem: tree}
	}
	if d := foreignType(p, start); p.err == nil && d != nil {
		p.fail(d)
	}
	return tree
}

// namedType parses `int`, `web.View`, `map[K, V]`.
func (p *parser) namedType() Type {
	start := p.pos
	tree := &NamedType{Path: []Name{p.word()}}
	for p.accept(".") {
		tree.Path = append(tree.Path, p.name("the name of a type behind the dot"))
	}
	if p.peek().is("[") && !p.at(1).is("]") {
		open := p.pos
		p.openBracket()
		tree.Args = p.typeList("]")
		p.closeBracket(open, "]")
	}
	tree.Span = p.since(start)
	return tree
}

// typeList parses types up to a closing bracket, at least one.
func (p *parser) typeList(close string) []Type {
	list := []Type{p.typ()}
	for p.accept(",") && !p.peek().is(close) {
		if len(list) == maxArgs {
			p.fail(errTooMany(p.peek().span, "types in one tuple", maxArgs))
		}
		list = append(list, p.typ())
	}
	return list
}

// tupleType parses `(A, B)`; one type in parentheses is itself.
func (p *parser) tupleType() Type {
	start := p.pos
	p.openBracket()
	elems := p.typeList(")")
	p.closeBracket(start, ")")
	if len(elems) == 1 {
		return elems[0]
	}
	return &TupleType{Span: p.since(start), Elems: elems}
}

// recordType parses `{name: T "outside name" = default, …}`.
func (p *parser) recordType() Type {
	start := p.pos
	p.openBracket()
	p.skipTerms()
	tree := &RecordType{}
	for p.err == nil && !p.peek().is("}") {
		if len(tree.Fields) == maxArgs {
			p.fail(errTooMany(p.peek().span, "fields in one record", maxArgs))
		}
		tree.Fields = append(tree.Fields, p.fieldType())
		if !p.separator() {
			break
		}
	}
	p.closeBracket(start, "}")
	tree.Span = p.since(start)
	return tree
}

func (p *parser) fieldType() *FieldType {
	start := p.pos
	field := &FieldType{Name: p.name("the name of a field")}
	p.expect(":", "between the name of a field and its type")
	field.Type = p.typ()
	if t := p.peek(); t.kind == kindString {
		p.next()
		field.Outside = p.stringLit(t)
	}
	if p.accept("=") {
		field.Default = p.expr()
	}
	field.Span = p.since(start)
	return field
}
