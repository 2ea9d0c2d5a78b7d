package ir

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A Callee is what a call, go or defer statement calls, as far as it is known.
// The zero Callee is unknown: a function value that can't be followed.
type Callee struct {
	// Func is the declared function or method, of generic ones the origin. It
	// is nil for literals, builtins and unknown callees.
	Func *types.Func

	// Body is the function with its instructions if they are in this package.
	Body *ssa.Function

	// Closure makes Body where that is a literal with captured variables.
	Closure *ssa.MakeClosure

	Builtin string // the name of a builtin function
	Dynamic bool   // Func is a method of an interface or type parameter

	// Recv is the receiver of a method, Args the arguments without it.
	Recv ssa.Value
	Args []ssa.Value
}

// Callee resolves what c calls.
func (p *Package) Callee(c *ssa.CallCommon) Callee {
	if c.IsInvoke() {
		return Callee{Func: c.Method.Origin(), Dynamic: true, Recv: c.Value, Args: c.Args}
	}
	switch v := p.Resolve(c.Value).(type) {
	case *ssa.Builtin:
		return Callee{Builtin: v.Name(), Args: c.Args}
	case *ssa.Function:
		return p.static(v, nil, c.Args)
	case *ssa.MakeClosure:
		fn, ok := v.Fn.(*ssa.Function)
		if !ok {
			break
		}
		if strings.HasSuffix(fn.Name(), "$bound") && len(v.Bindings) == 1 {
			return p.bound(fn, v.Bindings[0], c.Args)
		}
		return p.static(fn, v, c.Args)
	}
	return Callee{Args: c.Args}
}

// static is the callee for a function that is known.
func (p *Package) static(fn *ssa.Function, mc *ssa.MakeClosure, args []ssa.Value) Callee {
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	callee := Callee{Closure: mc, Args: args}
	if obj, ok := fn.Object().(*types.Func); ok {
		callee.Func = obj.Origin()
		// A wrapper (for a method expression, a promoted method, an instance)
		// stands for the method that it wraps.
		callee.Body = p.DeclOf(callee.Func)
		if recv := callee.Func.Signature().Recv(); recv != nil && len(args) > 0 {
			callee.Recv, callee.Args = args[0], args[1:]
			callee.Dynamic = types.IsInterface(recv.Type())
		}
	} else if fn.Blocks != nil {
		callee.Body = fn
	}
	return callee
}

// bound is the callee for a method value.
func (p *Package) bound(fn *ssa.Function, recv ssa.Value, args []ssa.Value) Callee {
	callee := Callee{Recv: recv, Args: args}
	if obj, ok := fn.Object().(*types.Func); ok {
		callee.Func = obj.Origin()
		callee.Body = p.DeclOf(callee.Func)
		callee.Dynamic = types.IsInterface(obj.Signature().Recv().Type())
	}
	return callee
}
