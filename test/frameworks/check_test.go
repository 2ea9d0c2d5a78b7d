package frameworks

import (
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// checkError checks a row about errors.
func checkError(m *apimodel.Model, a *apimodel.ErrorAPI, d *declaration) error {
	same := func(b *apimodel.ErrorAPI) bool { return b != nil && reflect.DeepEqual(a, b) }
	if !slices.ContainsFunc(askErrors(m, a, d), same) {
		return fmt.Errorf("the model does not know it by %v", d.Object)
	}
	return check(a, d.Object)
}

// askErrors puts the question to the model that analyzers ask where they meet
// the declaration.
func askErrors(m *apimodel.Model, a *apimodel.ErrorAPI, d *declaration) []*apimodel.ErrorAPI {
	fn, _ := d.Object.(*types.Func)
	switch a.Shape {
	case apimodel.FuncParam:
		return m.ErrorParams(fn)
	case apimodel.InterfaceMethod:
		return m.ErrorMethod(fn)
	case apimodel.ChanField:
		return []*apimodel.ErrorAPI{m.FutureField(d.owner(a.Recv), a.Name)}
	case apimodel.StructField:
		return m.ErrorField(d.owner(a.Recv), a.Name)
	case apimodel.FuncType:
		return m.ErrorType(d.Type())
	case apimodel.ResultType:
		return []*apimodel.ErrorAPI{m.FutureType(d.Type())}
	}
	switch a.Role {
	case apimodel.Future:
		return []*apimodel.ErrorAPI{m.Future(fn)}
	case apimodel.Join:
		return []*apimodel.ErrorAPI{m.Join(fn)}
	case apimodel.Answer:
		return []*apimodel.ErrorAPI{m.Answer(fn)}
	}
	return []*apimodel.ErrorAPI{m.Deferred(fn)}
}

// check returns an error if obj is not what the row says of it.
func check(a *apimodel.ErrorAPI, obj types.Object) error {
	switch a.Shape {
	case apimodel.FuncParam:
		v, err := at(obj.Type().(*types.Signature).Params(), a.Param)
		if err != nil {
			return err
		}
		return checkCallback(a, v.Type())
	case apimodel.InterfaceMethod, apimodel.StructField, apimodel.FuncType:
		if a.Param != -1 {
			return fmt.Errorf("parameter %d of what is no call", a.Param)
		}
		return checkCallback(a, obj.Type())
	case apimodel.ChanField, apimodel.ResultType:
		return checkAsks(a, obj.Type())
	}
	return checkCall(a, obj.Type().(*types.Signature))
}

// checkCallback checks what a row says of a callback of type t.
func checkCallback(a *apimodel.ErrorAPI, t types.Type) error {
	switch u := t.Underlying().(type) {
	case *types.Slice: // a variadic parameter, or several callbacks
		return checkCallback(a, u.Elem())
	case *types.Signature:
		if a.Interface {
			return fmt.Errorf("%v is a function", t)
		}
		if returns := lastIsError(u); returns != a.ReturnsError {
			return fmt.Errorf("%v returns an error: %t", t, returns)
		}
		return checkErrorParam(a, u)
	case *types.Interface:
		if u.Empty() {
			return nil // any function
		}
		if !a.Interface {
			return fmt.Errorf("%v is an interface", t)
		}
		if a.ErrorParam < 0 {
			return nil
		}
		for method := range u.Methods() {
			if checkErrorParam(a, method.Signature()) == nil {
				return nil
			}
		}
		return fmt.Errorf("no method of %v is handed an error as parameter %d", t, a.ErrorParam)
	}
	return fmt.Errorf("%v is no callback", t)
}

func checkErrorParam(a *apimodel.ErrorAPI, sig *types.Signature) error {
	if a.ErrorParam < 0 {
		for v := range sig.Params().Variables() {
			if a.Role == apimodel.ReceivesError && isError(v.Type()) {
				return fmt.Errorf("there is an error among the parameters of %v", sig)
			}
		}
		return nil
	}
	v, err := at(sig.Params(), a.ErrorParam)
	if err != nil {
		return err
	}
	if !isError(v.Type()) {
		return fmt.Errorf("parameter %d of %v is no error", a.ErrorParam, sig)
	}
	return nil
}

// checkCall checks what a row says of a call of a function.
func checkCall(a *apimodel.ErrorAPI, sig *types.Signature) error {
	if a.Channel >= 0 {
		v, err := at(sig.Params(), a.Channel)
		if err != nil {
			return err
		}
		if _, ok := v.Type().Underlying().(*types.Chan); !ok {
			return fmt.Errorf("parameter %d is no channel: %v", a.Channel, v)
		}
	}
	if a.Casual >= 0 {
		v, err := at(sig.Params(), a.Casual)
		if err != nil {
			return err
		}
		if b, ok := v.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
			return fmt.Errorf("parameter %d has no constants: %v", a.Casual, v)
		}
	}
	if a.Result < 0 {
		if len(a.Asks) == 0 {
			return nil
		}
		return checkAsks(a, sig.Recv().Type())
	}
	v, err := at(sig.Results(), a.Result)
	if err != nil {
		return err
	}
	switch b, _ := v.Type().Underlying().(*types.Basic); {
	case len(a.Asks) > 0:
		return checkAsks(a, v.Type())
	case a.Role == apimodel.Answer && b != nil:
		return nil // a bool, or a number
	case !types.Implements(v.Type(), types.Universe.Lookup("error").Type().Underlying().(*types.Interface)):
		return fmt.Errorf("result %d is no error: %v", a.Result, v)
	}
	return nil
}

// checkAsks checks that a value of type t has all the methods and fields that
// tell the error.
func checkAsks(a *apimodel.ErrorAPI, t types.Type) error {
	for _, ask := range a.Asks {
		t, path := t, ask
		if rest, ok := strings.CutPrefix(ask, apimodel.Receive); ok {
			ch, ok := t.Underlying().(*types.Chan)
			if !ok || ch.Dir() == types.SendOnly {
				return fmt.Errorf("%v can't be received from", t)
			}
			t, path = ch.Elem(), rest
		}
		for path != "" {
			var name string
			name, path, _ = strings.Cut(path, ".")
			obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
			if obj == nil {
				return fmt.Errorf("%v has no %s", t, name)
			}
			t = obj.Type()
		}
	}
	return nil
}

func at(tuple *types.Tuple, i int) (*types.Var, error) {
	if i < 0 || i >= tuple.Len() {
		return nil, fmt.Errorf("%v has no element %d", tuple, i)
	}
	return tuple.At(i), nil
}

func lastIsError(sig *types.Signature) bool {
	n := sig.Results().Len()
	return n > 0 && isError(sig.Results().At(n-1).Type())
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}
