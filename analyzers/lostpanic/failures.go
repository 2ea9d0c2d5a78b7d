package lostpanic

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// isA reports whether asserting t holds for a value of type dynamic.
func isA(dynamic, t types.Type) bool {
	if iface, ok := t.Underlying().(*types.Interface); ok {
		return types.Implements(dynamic, iface)
	}
	return types.Identical(dynamic, t)
}

// isFailure reports whether a panic with v tells of something that went wrong
// outside of the program, and not of a mistake in it: v is an error that somebody
// else made, or of a type that was made for the purpose.
func (s *search) isFailure(v ssa.Value) bool {
	t := v.Type()
	if !types.Implements(t, errorType) {
		return false
	}
	switch v := s.ir.Resolve(v).(type) {
	case *ssa.Const:
		return false
	case *ssa.Call:
		fn := s.ir.Callee(v.Common()).Func
		if fn == nil || fn.Pkg() == nil {
			return true
		}
		switch fn.Pkg().Path() + "." + fn.Name() {
		case "errors.New":
			return false
		case "fmt.Errorf":
			return slices.ContainsFunc(formatted(v), func(arg ssa.Value) bool { return types.Implements(arg.Type(), errorType) })
		}
	}
	return true
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// formatted returns the values that a call of a function like fmt.Errorf formats.
func formatted(call *ssa.Call) []ssa.Value {
	var values []ssa.Value
	args := call.Call.Args
	slice, ok := args[len(args)-1].(*ssa.Slice)
	if !ok {
		return nil
	}
	refs := slice.X.Referrers()
	if refs == nil {
		return nil
	}
	for _, ref := range *refs {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok {
				values = append(values, converted(store.Val))
			}
		}
	}
	return values
}

// converted returns the value that was converted to the interface v.
func converted(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v
		}
	}
}
