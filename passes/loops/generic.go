package loops

import (
	"go/types"
	"slices"
)

// instance returns the interface iface; if it is generic, with the type
// arguments that the methods of t speak of, nil if they don't tell.
func instance(iface, t types.Type) *types.Interface {
	named, ok := types.Unalias(iface).(*types.Named)
	if ok && named.TypeParams().Len() > 0 && named.TypeArgs().Len() == 0 {
		in := &inference{params: named.TypeParams(), args: make([]types.Type, named.TypeParams().Len())}
		for m := range named.Underlying().(*types.Interface).Methods() {
			obj, _, _ := types.LookupFieldOrMethod(t, true, m.Pkg(), m.Name())
			fn, ok := obj.(*types.Func)
			if !ok {
				return nil
			}
			in.infer(m.Signature(), fn.Signature())
		}
		if slices.Contains(in.args, nil) {
			return nil
		}
		var err error
		if iface, err = types.Instantiate(nil, named, in.args, true); err != nil {
			return nil
		}
	}
	it, _ := iface.Underlying().(*types.Interface)
	return it
}

// An inference finds type arguments. What it finds may be wrong where types
// differ otherwise: who asks for it compares them afterwards.
type inference struct {
	params *types.TypeParamList
	args   []types.Type // nil for those not known yet
}

// infer finds type arguments for which x, which mentions parameters, is y.
func (in *inference) infer(x, y types.Type) {
	y = types.Unalias(y)
	switch x := types.Unalias(x).(type) {
	case *types.TypeParam:
		if i := x.Index(); in.params.At(i) == x && in.args[i] == nil {
			in.args[i] = y
		}
	case *types.Named:
		if y, ok := y.(*types.Named); ok && x.Origin() == y.Origin() {
			for i := range x.TypeArgs().Len() {
				in.infer(x.TypeArgs().At(i), y.TypeArgs().At(i))
			}
		}
	case *types.Signature:
		if y, ok := y.(*types.Signature); ok {
			in.inferAll(x.Params(), y.Params())
			in.inferAll(x.Results(), y.Results())
		}
	case *types.Map:
		if y, ok := y.(*types.Map); ok {
			in.infer(x.Key(), y.Key())
			in.infer(x.Elem(), y.Elem())
		}
	case interface{ Elem() types.Type }: // a pointer, slice, array or channel
		if y, ok := y.(interface{ Elem() types.Type }); ok {
			in.infer(x.Elem(), y.Elem())
		}
	}
}

func (in *inference) inferAll(x, y *types.Tuple) {
	for i := range min(x.Len(), y.Len()) {
		in.infer(x.At(i).Type(), y.At(i).Type())
	}
}
