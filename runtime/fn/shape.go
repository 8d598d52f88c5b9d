package fn

// Kind is the kind of a type at run time.
type Kind uint8

// The kinds.
const (
	KindInt Kind = iota
	KindFloat
	KindBool
	KindString
	KindBytes
	KindTime
	KindDuration
	KindList   // Elems[0]
	KindOpt    // Elems[0], never an optional itself
	KindTuple  // Elems, two or more
	KindMap    // Elems[0] -> Elems[1]
	KindSet    // Elems[0]
	KindRecord // Fields
)

// Shape describes a type at run time. Elems are the parts of a list, optional, tuple, map or set; Fields those of a record, whose Name may be empty.
// Shapes are immutable once made.
type Shape struct {
	Kind   Kind
	Name   string
	Elems  []*Shape
	Fields []ShapeField
}

// ShapeField is a field of a record. Outside is the name that decoders of formats read (empty: Name). Default is its value when the input has none
// (HasDefault), a dynamic value.
type ShapeField struct {
	Name       string
	Outside    string
	Shape      *Shape
	HasDefault bool
	Default    any
}

var kindNames = [...]string{"int", "float", "bool", "string", "bytes", "time", "duration"}

// String is the type as the user writes it.
func (s *Shape) String() string {
	switch s.Kind {
	case KindList:
		return "[" + s.Elems[0].String() + "]"
	case KindOpt:
		return s.Elems[0].String() + "?"
	case KindTuple:
		return "(" + shapeList(s.Elems) + ")"
	case KindMap:
		return "map[" + shapeList(s.Elems) + "]"
	case KindSet:
		return "set[" + s.Elems[0].String() + "]"
	case KindRecord:
		return recordName(s)
	default:
		return kindNames[s.Kind]
	}
}

func shapeList(elems []*Shape) string {
	text := ""
	for i, e := range elems {
		if i > 0 {
			text += ", "
		}
		text += e.String()
	}
	return text
}

func recordName(s *Shape) string {
	if s.Name != "" {
		return s.Name
	}
	text := "{"
	for i, f := range s.Fields {
		if i > 0 {
			text += ", "
		}
		text += f.Name + ": " + f.Shape.String()
	}
	return text + "}"
}

// parts are the shapes of the values in a tuple or record.
func (s *Shape) part(i int) *Shape {
	if s.Kind == KindRecord {
		return s.Fields[i].Shape
	}
	return s.Elems[i]
}

// partCount is the number of values in a tuple or record.
func (s *Shape) partCount() int {
	if s.Kind == KindRecord {
		return len(s.Fields)
	}
	return len(s.Elems)
}

// Constructors of shapes for the kinds that have parts.

// ListShape is [e].
func ListShape(e *Shape) *Shape { return &Shape{Kind: KindList, Elems: []*Shape{e}} }

// OptShape is e?.
func OptShape(e *Shape) *Shape { return &Shape{Kind: KindOpt, Elems: []*Shape{e}} }

// SetShape is set[e].
func SetShape(e *Shape) *Shape { return &Shape{Kind: KindSet, Elems: []*Shape{e}} }

// MapShape is map[k, v].
func MapShape(k, v *Shape) *Shape { return &Shape{Kind: KindMap, Elems: []*Shape{k, v}} }

// TupleShape is (elems…).
func TupleShape(elems ...*Shape) *Shape { return &Shape{Kind: KindTuple, Elems: elems} }

// RecordShape is a record with fields.
func RecordShape(name string, fields ...ShapeField) *Shape {
	return &Shape{Kind: KindRecord, Name: name, Fields: fields}
}

func itoa(n int64) string { return string(appendInt(nil, n)) }
