package frameworks

import (
	"errors"
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

var errUnknown = errors.New("the model does not know it by what the module declares")

func checkBlocking(m *apimodel.Model, b *apimodel.Blocking, d *declaration) error {
	fn, ok := d.Object.(*types.Func)
	if !ok {
		return fmt.Errorf("%v is no function", d.Object)
	}
	if got := m.Blocking(fn); got == nil || !reflect.DeepEqual(got, b) {
		return errUnknown
	}
	return nil
}

func checkSpawner(m *apimodel.Model, s *apimodel.Spawner, d *declaration) error {
	err := checkTask(s.Shape, s.Param, d.Object)
	if s.Shape != apimodel.FuncParam {
		return err // nobody asks the model
	}
	if fn, ok := d.Object.(*types.Func); ok && !slices.ContainsFunc(m.Spawners(fn), func(o *apimodel.Spawner) bool { return reflect.DeepEqual(o, s) }) {
		return errUnknown
	}
	return err
}

func checkNegative(m *apimodel.Model, n *apimodel.Negative, d *declaration) error {
	err := checkTask(n.Shape, n.Param, d.Object)
	if n.Shape != apimodel.FuncParam {
		return err // nobody asks the model
	}
	if fn, ok := d.Object.(*types.Func); ok && !slices.ContainsFunc(m.ParamNegatives(fn), func(o *apimodel.Negative) bool { return reflect.DeepEqual(o, n) }) {
		return errUnknown
	}
	return err
}

// checkTask checks that obj has a function where a row says so, or an interface
// with methods, or a struct that holds functions.
func checkTask(shape apimodel.Shape, param int, obj types.Object) error {
	t, err := placeType(shape, param, -1, obj)
	if err != nil || shape == apimodel.InterfaceMethod {
		return err
	}
	if shape == apimodel.ChanParam {
		return checkChan(t, types.RecvOnly)
	}
	if types.IsInterface(t) || holdsFunction(t) {
		return nil
	}
	return checkFunction(t, false)
}

// holdsFunction reports whether a struct has a field that is a function, itself
// or in a struct.
func holdsFunction(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if _, ok := f.Type().Underlying().(*types.Signature); ok || holdsFunction(f.Type()) {
			return true
		}
	}
	return false
}

// checkResource checks a row about what a function acquires: that there is such
// a result, and that it has the methods that release it.
func checkResource(m *apimodel.Model, a *apimodel.Resource, d *declaration) error {
	fn, ok := d.Object.(*types.Func)
	if !ok {
		return fmt.Errorf("%v is no function", d.Object)
	}
	if !slices.ContainsFunc(m.Resources(fn), func(o *apimodel.Resource) bool { return reflect.DeepEqual(o, a) }) {
		return errUnknown
	}
	sig := fn.Signature()
	if a.Error && !lastIsError(sig) {
		return fmt.Errorf("the last result of %v is no error", sig)
	}
	if a.Result < 0 {
		return nil
	}
	v, err := at(sig.Results(), a.Result)
	if err != nil {
		return err
	}
	switch u := v.Type().Underlying().(type) {
	case *types.Signature:
		if a.Drain {
			return fmt.Errorf("%v is no channel", v)
		}
	case *types.Chan:
		if a.Call {
			return fmt.Errorf("%v is no function", v)
		}
	default:
		if a.Call || a.Drain && len(a.Methods) == 0 {
			return fmt.Errorf("%v can't be called, or received from: %v", v, u)
		}
	}
	for _, path := range a.Methods {
		if err := checkPath(v.Type(), path); err != nil {
			return err
		}
	}
	return nil
}

// checkPath checks that a value of type t has the method or field at the end
// of a dotted path.
func checkPath(t types.Type, path string) error {
	for name := range strings.SplitSeq(path, ".") {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		if obj == nil {
			return fmt.Errorf("%v has no %s", t, name)
		}
		t = obj.Type()
	}
	return nil
}

func checkRelease(m *apimodel.Model, a *apimodel.Release, d *declaration) error {
	fn, ok := d.Object.(*types.Func)
	if !ok {
		return fmt.Errorf("%v is no function", d.Object)
	}
	if !reflect.DeepEqual(m.Releases(fn), a) {
		return errUnknown
	}
	switch {
	case a.Param >= fn.Signature().Params().Len():
		return fmt.Errorf("%v has no parameter %d", fn, a.Param)
	case a.Param == -1 && fn.Signature().Recv() == nil:
		return fmt.Errorf("%v has no receiver", fn)
	}
	return nil
}
