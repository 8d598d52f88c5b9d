package interp

import (
	"github.com/streamc-dev/streamc/compiler/types"
	"github.com/streamc-dev/streamc/runtime/fn"
)

// ShapeOf describes the values of t, which must be a type of values.
func ShapeOf(t types.Type) *fn.Shape {
	switch t := types.Resolve(t).(type) {
	case types.Basic:
		return basicShape(t)
	case *types.List:
		return fn.ListShape(ShapeOf(t.Elem))
	case *types.Set:
		return fn.SetShape(ShapeOf(t.Elem))
	case *types.Map:
		return fn.MapShape(ShapeOf(t.Key), ShapeOf(t.Value))
	case *types.Optional:
		return fn.OptShape(ShapeOf(t.Elem))
	case *types.Tuple:
		elems := make([]*fn.Shape, len(t.Elems))
		for i, e := range t.Elems {
			elems[i] = ShapeOf(e)
		}
		return fn.TupleShape(elems...)
	case *types.Record:
		fields := make([]fn.ShapeField, len(t.Fields))
		for i, f := range t.Fields {
			fields[i] = fn.ShapeField{Name: f.Name, Outside: f.Outside, Shape: ShapeOf(f.Type), HasDefault: f.HasDefault, Default: f.Default}
		}
		return fn.RecordShape(t.Name, fields...)
	case *types.Var:
		return &fn.Shape{Kind: fn.KindInt} // of the elements of an empty list that met no other: there are none
	}
	panic("interp: no values of type " + t.String())
}

func basicShape(t types.Basic) *fn.Shape {
	switch t {
	case types.Int, types.None, types.Never:
		return &fn.Shape{Kind: fn.KindInt} // none and never have no value of their own
	case types.Float:
		return &fn.Shape{Kind: fn.KindFloat}
	case types.Bool:
		return &fn.Shape{Kind: fn.KindBool}
	case types.String, types.Secret:
		return &fn.Shape{Kind: fn.KindString}
	case types.Bytes:
		return &fn.Shape{Kind: fn.KindBytes}
	case types.Time:
		return &fn.Shape{Kind: fn.KindTime}
	case types.Duration:
		return &fn.Shape{Kind: fn.KindDuration}
	}
	panic("interp: no values of type " + t.String())
}
