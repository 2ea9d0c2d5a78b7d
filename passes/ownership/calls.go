package ownership

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// call follows v into a call, go or defer statement of which it is an operand.
func (t *tracer) call(c ssa.CallInstruction, v ssa.Value, path string) {
	common := c.Common()
	if !common.IsInvoke() && common.Value == v {
		t.add(Use{Instr: c, Kind: Release, How: Called, Path: path})
		return
	}
	callee := t.r.ir.Callee(common)
	if callee.Recv == v {
		t.method(c, callee.Func, path)
	}
	for i, arg := range callee.Args {
		if arg != v {
			continue
		}
		switch {
		case callee.Func != nil:
			t.argument(c, callee.Func, i, path)
		case callee.Body != nil && i < len(callee.Body.Params):
			t.value(callee.Body.Params[i], path)
		case callee.Builtin == "append", callee.Builtin == "copy":
			t.add(Use{Instr: c, Kind: HandOn, How: Stored, Path: path})
		case callee.Builtin != "":
			t.add(Use{Instr: c, Kind: Borrow, How: Passed, Param: i, Path: path})
		default:
			t.add(Use{Instr: c, Kind: HandOn, How: Passed, Param: i, Path: path})
		}
	}
}

// releases reports whether calling method fn of the part of the value that path
// leads to releases it.
func (t *tracer) releases(fn *types.Func, path string) bool {
	if a := t.fate.acquired; a != nil && a.Resource.Releases(strings.TrimPrefix(path+"."+fn.Name(), "."), fn) {
		return true
	}
	rel := t.r.model.Releases(fn)
	return rel != nil && rel.Param < 0
}

// method handles a call of a method of the value.
func (t *tracer) method(c ssa.CallInstruction, fn *types.Func, path string) {
	use := Use{Instr: c, Kind: Borrow, How: Method, Callee: fn, Path: path}
	switch e := t.r.Param(fn, -1); {
	case t.releases(fn, path):
		use.Kind = Release
	case e == Unknown: // its receiver has no name, or cannot hold a resource
	default:
		use.Kind = e.kind()
	}
	t.add(use)
	if use.Kind == Borrow {
		t.derived(c, fn, path)
	}
}

// derived follows what a method of the value returns: it may be the value
// itself, for chaining, or what releases it, unless the method is known to
// acquire something of its own.
func (t *tracer) derived(c ssa.CallInstruction, fn *types.Func, path string) {
	v := c.Value()
	if v == nil || len(t.r.Owned(fn)) > 0 {
		return
	}
	for i := range fn.Signature().Results().Len() {
		if t.r.solver.types.of(fn.Signature().Results().At(i).Type()) != resource {
			continue
		}
		if fn.Signature().Results().Len() == 1 {
			t.value(v, path)
		} else {
			t.value(result(v, i), path)
		}
	}
}

// argument handles the value as argument i of a function that is known.
func (t *tracer) argument(c ssa.CallInstruction, fn *types.Func, i int, path string) {
	use := Use{Instr: c, How: Passed, Callee: fn, Param: i, Path: path}
	if a := t.fate.acquired; a != nil && a.Resource.Releases("", fn) {
		use.Kind = Release
		t.add(use)
		return
	}
	if fn.Pkg() != nil && apimodel.IsStd(fn.Pkg().Path()) && t.r.model.Releases(fn) == nil {
		switch stdUseOf(fn) {
		case stdWraps:
			t.wrapped(c, use)
			return
		case stdBorrows:
			use.Kind = Borrow
			t.add(use)
			return
		}
	}
	use.Kind = t.r.Param(fn, i).kind()
	t.add(use)
}

// wrapped follows the value into the first result of a call, which holds it.
func (t *tracer) wrapped(c ssa.CallInstruction, use Use) {
	v := c.Value()
	if v == nil {
		use.Kind = HandOn
		t.add(use)
		return
	}
	t.add(use)
	if _, ok := v.Type().(*types.Tuple); ok {
		t.value(result(v, 0), use.Path)
	} else {
		t.value(v, use.Path)
	}
}

// kind returns what passing a value to a function with the effect means.
func (e Effect) kind() Kind {
	switch e {
	case Borrows:
		return Borrow
	case Releases:
		return Release
	}
	return HandOn
}
