package frameworks

import (
	"errors"
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// checkLoop checks a row about a place through which a function comes to run on
// a loop.
func checkLoop(m *apimodel.Model, c *apimodel.Callback, d *declaration) error {
	same := func(b *apimodel.Callback) bool { return b != nil && reflect.DeepEqual(c, b) }
	if err := checkPlace(c, d.Object); err != nil {
		return err
	}
	if !m.HasCallbacks(c.Pkg) {
		return errors.New("the model has no callbacks of the package")
	}
	if !slices.ContainsFunc(askLoops(m, c, d), same) {
		return fmt.Errorf("the model does not know it by %v", d.Object)
	}
	if c.Shape == apimodel.InterfaceMethod && !slices.ContainsFunc(m.CallbackInterfaces(c.Pkg), same) {
		return errors.New("the model does not list it among the package's interfaces")
	}
	return nil
}

// askLoops puts the question to the model that analyzers ask where they meet
// the declaration.
func askLoops(m *apimodel.Model, c *apimodel.Callback, d *declaration) []*apimodel.Callback {
	fn, _ := d.Object.(*types.Func)
	switch c.Shape {
	case apimodel.FuncParam:
		return m.ParamCallbacks(fn)
	case apimodel.InterfaceMethod:
		return []*apimodel.Callback{m.MethodCallback(fn)}
	case apimodel.StructField:
		return []*apimodel.Callback{m.FieldCallback(d.owner(c.Recv), c.Name)}
	case apimodel.FuncType:
		return []*apimodel.Callback{m.TypeCallback(d.Type())}
	case apimodel.LoopCall:
		return []*apimodel.Callback{m.LoopCalls(fn)}
	case apimodel.ChanParam:
		return m.ChanParams(fn)
	case apimodel.ChanResult:
		return m.ChanResults(fn)
	case apimodel.ChanField:
		return []*apimodel.Callback{m.ChanField(d.owner(c.Recv), c.Name)}
	}
	return nil
}

// checkEvidence checks that the line of which the evidence of a row speaks is
// one of a file in dir, and is not empty.
func checkEvidence(evidence, dir string) error {
	at, claim, ok := strings.Cut(evidence, " — ")
	file, text, _ := strings.Cut(at, ":")
	n, err := strconv.Atoi(text)
	if !ok || claim == "" || err != nil || n < 1 {
		return fmt.Errorf("%q names no line", evidence)
	}
	content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
	if err != nil {
		return err
	}
	lines := strings.Split(string(content), "\n")
	if n > len(lines) || strings.TrimSpace(lines[n-1]) == "" {
		return fmt.Errorf("%s has no line %d, or nothing in it", file, n)
	}
	return nil
}

// checkPlace checks that obj has a function, or a channel, where the row says so.
func checkPlace(c *apimodel.Callback, obj types.Object) error {
	t, err := placeType(c.Shape, c.Param, c.Result, obj)
	if err != nil {
		return err
	}
	switch c.Shape {
	case apimodel.FuncParam, apimodel.StructField, apimodel.FuncType:
		return checkFunction(t, c.Interface)
	case apimodel.ChanParam:
		if types.IsInterface(t) {
			return nil // any channel
		}
		return checkChan(t, types.RecvOnly)
	case apimodel.ChanResult:
		return checkChan(t, types.SendOnly)
	case apimodel.ChanField:
		return checkChan(t, -1) // either side may send
	}
	return nil
}

// placeType returns the type of the parameter, result, field, method or type
// that a row of the given shape speaks of.
func placeType(shape apimodel.Shape, param, result int, obj types.Object) (types.Type, error) {
	if isParam := shape == apimodel.FuncParam || shape == apimodel.ChanParam; isParam != (param >= 0) {
		return nil, fmt.Errorf("parameter %d of what is passed another way", param)
	}
	switch shape {
	case apimodel.StructField, apimodel.ChanField:
		if v, ok := obj.(*types.Var); !ok || !v.IsField() {
			return nil, fmt.Errorf("%v is no field", obj)
		}
		return obj.Type(), nil
	case apimodel.FuncType:
		if _, ok := obj.(*types.TypeName); !ok {
			return nil, fmt.Errorf("%v is no type", obj)
		}
		return obj.Type(), nil
	}
	fn, ok := obj.(*types.Func)
	if !ok {
		return nil, fmt.Errorf("%v is no function", obj)
	}
	var v *types.Var
	var err error
	switch shape {
	case apimodel.FuncParam, apimodel.ChanParam:
		v, err = at(fn.Signature().Params(), param)
	case apimodel.ChanResult:
		v, err = at(fn.Signature().Results(), result)
	case apimodel.InterfaceMethod:
		if recv := fn.Signature().Recv(); recv == nil || !types.IsInterface(recv.Type()) {
			return nil, fmt.Errorf("%v is no method of an interface", fn)
		}
	}
	if v == nil {
		return fn.Type(), err
	}
	return v.Type(), nil
}

// checkFunction checks that functions may be assigned to what has type t, or
// that methods of an interface are the callbacks, if isInterface.
func checkFunction(t types.Type, isInterface bool) error {
	switch u := t.Underlying().(type) {
	case *types.Slice: // a variadic parameter, or several callbacks
		return checkFunction(u.Elem(), isInterface)
	case *types.Signature:
		if isInterface {
			return fmt.Errorf("%v is a function", t)
		}
		return nil
	case *types.Interface:
		if u.NumMethods() > 0 != isInterface {
			return fmt.Errorf("%v has methods: %t", t, !isInterface)
		}
		return nil
	}
	return fmt.Errorf("%v is no function", t)
}

// checkChan checks that t is a channel, and not of the wrong direction.
func checkChan(t types.Type, wrong types.ChanDir) error {
	ch, ok := t.Underlying().(*types.Chan)
	if !ok {
		return fmt.Errorf("%v is no channel", t)
	}
	if ch.Dir() == wrong {
		return fmt.Errorf("%v has the wrong direction", t)
	}
	return nil
}
