package goroutineleak

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// closers are the names of methods after which an object's goroutines are
// expected to end.
var closers = []string{"Close", "Stop", "Shutdown", "GracefulStop", "close", "stop", "shutdown"}

// closer returns the type that the task works for, if it has a method that is
// meant to end what its objects do: the receiver of the task's own body, of the
// method that starts it, or the result of the constructor that does.
func (c *endlessTasks) closer(f *tasks.Flow, fn *ssa.Function) (*types.Named, *types.Func) {
	for _, t := range c.owners(f, fn) {
		if m := c.closeMethod(t); m != nil {
			return t, m
		}
	}
	return nil, nil
}

// made returns the type of the object that the task works for and that the
// function which starts it returns; nil if there is none.
func (c *endlessTasks) made(f *tasks.Flow, fn *ssa.Function) *types.Named {
	used := c.used(fn)
	for _, t := range c.results(ir.Outermost(f.In)) {
		if slices.Contains(used, t) {
			return t
		}
	}
	return nil
}

func (c *endlessTasks) owners(f *tasks.Flow, fn *ssa.Function) []*types.Named {
	in := ir.Outermost(f.In)
	list := c.results(in)
	if recv := in.Signature.Recv(); recv != nil {
		list = append(list, c.own(recv.Type()))
	}
	used := c.used(fn)
	return slices.DeleteFunc(list, func(t *types.Named) bool { return t == nil || !slices.Contains(used, t) })
}

// used returns the types of the objects that a task which runs fn works with.
func (c *endlessTasks) used(fn *ssa.Function) []*types.Named {
	var list []*types.Named
	for _, p := range fn.Params {
		list = append(list, c.own(p.Type()))
	}
	for _, v := range fn.FreeVars {
		list = append(list, c.own(v.Type()))
	}
	return list
}

// own returns the struct type of this package that t is, or points to.
func (c *endlessTasks) own(t types.Type) *types.Named {
	for range 2 { // a captured variable is a pointer to one
		if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
			t = ptr.Elem()
		}
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() != c.pass.Pkg {
		return nil
	}
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return nil
	}
	return named.Origin()
}

// results returns the struct types of this package that fn returns, as such or
// as an interface.
func (c *endlessTasks) results(fn *ssa.Function) []*types.Named {
	var list []*types.Named
	for v := range fn.Signature.Results().Variables() {
		if !types.IsInterface(v.Type()) {
			list = append(list, c.own(v.Type()))
		}
	}
	for instr := range ir.Instrs(fn) {
		if ret, ok := instr.(*ssa.Return); ok {
			for _, v := range ret.Results {
				if x, ok := v.(*ssa.MakeInterface); ok {
					list = append(list, c.own(x.X.Type()))
				}
			}
		}
	}
	return slices.DeleteFunc(list, func(t *types.Named) bool { return t == nil })
}

// closeMethod returns the method of this package by which an object of type t
// is closed, nil if there is none.
func (c *endlessTasks) closeMethod(t *types.Named) *types.Func {
	for _, name := range closers {
		obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(t), true, c.pass.Pkg, name)
		if m, ok := obj.(*types.Func); ok && m.Pkg() == c.pass.Pkg {
			return m
		}
	}
	return nil
}

// processWide reports whether fn runs once in the life of the process: it is
// init, a literal for a sync.Once, or called by such functions only.
func (c *endlessTasks) processWide(fn *ssa.Function, depth int) bool {
	if depth > 4 {
		return false
	}
	fn = ir.Enclosing(fn)
	if fn.Parent() == nil && fn.Signature.Recv() == nil && (fn.Name() == "init" || fn.Object() == nil) {
		return true
	}
	if c.callers == nil {
		c.findCallers()
	}
	callers, called := c.callers[fn]
	if fn.Parent() == nil {
		if obj := fn.Object(); obj == nil || obj.Exported() || !called {
			return false
		}
	} else if !called {
		return c.processWide(fn.Parent(), depth+1)
	}
	for _, caller := range callers {
		if caller != nil && !c.processWide(caller, depth+1) {
			return false
		}
	}
	return true
}

// findCallers notes for each function what calls it; nil stands for a sync.Once.
func (c *endlessTasks) findCallers() {
	c.callers = make(map[*ssa.Function][]*ssa.Function)
	note := func(fn, caller *ssa.Function) {
		if fn != nil {
			c.callers[fn] = append(c.callers[fn], caller)
		}
	}
	funcs := c.ir.Functions()
	if init := c.ir.SSA().Func("init"); init != nil {
		funcs = append(slices.Clone(funcs), init)
	}
	for _, fn := range funcs {
		for call := range ir.Calls(fn) {
			callee := c.ir.Callee(call.Common())
			note(callee.Body, fn)
			once := callee.Func != nil && callee.Func.Pkg() != nil && callee.Func.Pkg().Path() == "sync" &&
				(callee.Func.Name() == "Do" && isGlobal(callee.Recv) || callee.Func.Signature().Recv() == nil)
			for _, arg := range callee.Args {
				if _, isFunc := arg.Type().Underlying().(*types.Signature); !isFunc {
					continue
				}
				body := c.ir.Callee(&ssa.CallCommon{Value: arg}).Body
				if once {
					note(body, nil)
				} else {
					note(body, fn)
				}
			}
		}
	}
}

// isGlobal reports whether v is a package-level variable or its address.
func isGlobal(v ssa.Value) bool {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	_, ok := v.(*ssa.Global)
	return ok
}

// finalizes reports whether the package has goroutines end when an object is
// collected.
func (c *checker) finalizes() bool {
	return c.uses("runtime.SetFinalizer", "runtime.AddCleanup", "weak.Make")
}
