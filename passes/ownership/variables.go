package ownership

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// maxStores bounds how many values a variable may be assigned whose fates are
// told apart: each is followed through all that is done with the variable.
const maxStores = 64

// store follows a value into a variable.
func (t *tracer) store(x *ssa.Store, path string) {
	if ia, ok := x.Addr.(*ssa.IndexAddr); ok {
		if array, ok := ia.X.(*ssa.Alloc); ok && array.Comment == "varargs" {
			t.variadic(array, path)
			return
		}
	}
	cell := t.r.ir.Cell(x.Addr)
	if cell == nil || !t.inside(cell.Parent()) {
		t.add(Use{Instr: x, Kind: HandOn, How: Stored, Path: path})
		return
	}
	uses, ok := t.r.cells[cell]
	if !ok {
		uses = t.r.ir.Uses(cell)
		t.r.cells[cell] = uses
	}
	if uses.Escapes || len(uses.Stores) > maxStores {
		t.add(Use{Instr: x, Kind: HandOn, How: Stored, Path: path})
		return
	}
	for _, load := range uses.Loads {
		t.value(load, path)
	}
}

// variadic follows a value that is put into the slice for a variadic parameter.
func (t *tracer) variadic(array *ssa.Alloc, path string) {
	for _, ref := range *array.Referrers() {
		slice, ok := ref.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, use := range *slice.Referrers() {
			if call, ok := use.(ssa.CallInstruction); ok {
				t.call(call, slice, path)
			} else {
				t.add(Use{Instr: use, Kind: HandOn, How: Stored, Path: path})
			}
		}
	}
}

// inside reports whether fn is the function at home or a literal in it.
func (t *tracer) inside(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == t.home {
			return true
		}
	}
	return false
}

// closure follows a value that is bound when a function value is made.
func (t *tracer) closure(mc *ssa.MakeClosure, v ssa.Value, path string) {
	fn, ok := mc.Fn.(*ssa.Function)
	if !ok {
		return
	}
	if method, ok := fn.Object().(*types.Func); ok { // a method value
		use := Use{Instr: mc, Kind: HandOn, How: Bound, Callee: method.Origin(), Path: path}
		if t.releases(method.Origin(), path) {
			use.Kind = Release
		}
		t.add(use)
		return
	}
	for i, b := range mc.Bindings {
		if b == v && i < len(fn.FreeVars) {
			t.value(fn.FreeVars[i], path)
		}
	}
}
