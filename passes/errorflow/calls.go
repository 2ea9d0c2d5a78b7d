package errorflow

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// feedsWrapper reports whether addr is an element of the variadic arguments of a
// function that makes an error.
func feedsWrapper(r *Result, addr *ssa.IndexAddr) bool {
	alloc, ok := addr.X.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		slice, ok := ref.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, use := range *slice.Referrers() {
			if call, ok := use.(*ssa.Call); ok && Wraps(r.ir.Callee(call.Common()).Func) {
				return true
			}
		}
	}
	return false
}

// Wraps reports whether fn makes an error of its arguments and does nothing
// else.
func Wraps(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch path := fn.Pkg().Path(); path {
	case "fmt":
		return fn.Name() == "Errorf"
	case "google.golang.org/grpc/status", "golang.org/x/xerrors":
		return true
	default:
		return !Compares(fn) && (path == "errors" || strings.HasSuffix(path, "/errors"))
	}
}

// Compares reports whether fn only looks at which error it is given.
func Compares(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	path := fn.Pkg().Path()
	return (path == "errors" || strings.HasSuffix(path, "/errors")) && slices.Contains([]string{"Is", "As", "AsType", "Cause", "Unwrap"}, fn.Name())
}

// wrappedErrors returns the arguments of c that are errors, variadic ones
// included.
func wrappedErrors(c *ssa.CallCommon) []ssa.Value {
	var errs []ssa.Value
	for _, arg := range c.Args {
		if IsError(arg.Type()) {
			errs = append(errs, arg)
			continue
		}
		slice, ok := arg.(*ssa.Slice)
		if !ok {
			continue
		}
		alloc, ok := slice.X.(*ssa.Alloc)
		if !ok {
			continue
		}
		for _, ref := range *alloc.Referrers() {
			index, ok := ref.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, use := range *index.Referrers() {
				if store, ok := use.(*ssa.Store); ok {
					v := store.Val
					if ci, ok := v.(*ssa.ChangeInterface); ok {
						v = ci.X
					}
					if IsError(v.Type()) {
						errs = append(errs, v)
					}
				}
			}
		}
	}
	return errs
}

// saysEnd reports whether the message of an error that c makes says that
// something ended as it should.
func saysEnd(c *ssa.CallCommon) bool {
	return slices.ContainsFunc(c.Args, func(arg ssa.Value) bool {
		k, ok := arg.(*ssa.Const)
		return ok && k.Value != nil && k.Value.Kind() == constant.String && apimodel.SaysEnd(constant.StringVal(k.Value))
	})
}

func typeName(t types.Type) string {
	if obj := apimodel.TypeName(t); obj != nil {
		return obj.Name()
	}
	return ""
}
