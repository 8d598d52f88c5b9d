package types

import (
	gotypes "go/types"
	"strings"
)

// GoField is the exported field of the Go struct g that stands for the field name of a record: the one called so but for the case of letters and underscores
// (userId, user_id: UserID). nil: g is no struct, or has no such field, or several.
func GoField(g gotypes.Type, name string) *gotypes.Var {
	s, ok := g.Underlying().(*gotypes.Struct)
	if !ok {
		return nil
	}
	plain := func(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }
	var found *gotypes.Var
	for i := range s.NumFields() {
		f := s.Field(i)
		if !f.Exported() || plain(f.Name()) != plain(name) {
			continue
		}
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}

// GoParams are the Go types of n arguments for sig, one for each; nil when it takes another number of them.
func GoParams(sig *gotypes.Signature, n int) []gotypes.Type {
	out := []gotypes.Type{}
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if !sig.Variadic() || i < sig.Params().Len()-1 {
			out = append(out, t)
			continue
		}
		for len(out) < n {
			out = append(out, t.(*gotypes.Slice).Elem())
		}
	}
	if len(out) != n {
		return nil
	}
	return out
}
