package unboundedqueue

import (
	"go/constant"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
)

// told reports whether the error v goes anywhere but to the instruction at: it is logged,
// returned, stored, or passed to a function. An error that was handed to the function
// is told if all of its callers in this package tell it.
func (c *checker) told(v ssa.Value, at ssa.Instruction, depth int) bool {
	t := &telltale{c: c, at: at, seen: make(map[ssa.Value]bool), depth: depth}
	return t.told(v)
}

// A telltale is a search for uses of an error.
type telltale struct {
	c     *checker
	at    ssa.Instruction // that doesn't count
	seen  map[ssa.Value]bool
	depth int // how many callers up
}

// told reports whether v, or what it was made from, is used.
func (t *telltale) told(v ssa.Value) bool {
	if v == nil || t.seen[v] {
		return false
	}
	t.seen[v] = true
	return t.used(v) || t.sources(v)
}

// sources reports whether what v was made from is used otherwise.
func (t *telltale) sources(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Phi:
		for _, e := range v.Edges {
			if t.told(e) {
				return true
			}
		}
	case *ssa.MakeInterface:
		return t.told(v.X)
	case *ssa.ChangeInterface:
		return t.told(v.X)
	case *ssa.ChangeType:
		return t.told(v.X)
	case *ssa.TypeAssert:
		return t.told(v.X)
	case *ssa.Extract:
		if assert, ok := v.Tuple.(*ssa.TypeAssert); ok {
			return t.told(assert.X)
		}
	case *ssa.UnOp:
		return t.told(v.X)
	case *ssa.FieldAddr, *ssa.Field, *ssa.IndexAddr:
		// Stored in something: whoever has that may tell.
		return true
	case *ssa.Alloc:
		if v.Comment == "complit" {
			return t.literal(v)
		}
		return t.cell(v)
	case *ssa.FreeVar:
		return t.cell(v)
	case *ssa.Call:
		callee := ir.Of(t.c.pass).Callee(v.Common())
		if !errorflow.Wraps(callee.Func) {
			return false
		}
		for _, arg := range v.Call.Args {
			if t.argument(arg) {
				return true
			}
		}
	case *ssa.Parameter:
		return t.callers(v)
	}
	return false
}

// argument is told for what a wrapping function is given, the elements of a variadic
// parameter included.
func (t *telltale) argument(arg ssa.Value) bool {
	slice, ok := arg.(*ssa.Slice)
	if !ok {
		return isErrorType(arg.Type()) && t.told(arg)
	}
	alloc, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return false
	}
	t.seen[alloc] = true
	for _, r := range *alloc.Referrers() {
		at, ok := r.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, r := range *at.Referrers() {
			if s, ok := r.(*ssa.Store); ok && s.Addr == at {
				t.seen[at] = true
				if x, ok := s.Val.(*ssa.ChangeInterface); ok && isErrorType(x.X.Type()) && t.told(x) {
					return true
				}
			}
		}
	}
	return false
}

// literal reports whether an error in the composite literal at v is used otherwise.
func (t *telltale) literal(v *ssa.Alloc) bool {
	for _, r := range *v.Referrers() {
		at, ok := r.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		t.seen[at] = true
		for _, r := range *at.Referrers() {
			if s, ok := r.(*ssa.Store); ok && isErrorType(s.Val.Type()) && t.told(s.Val) {
				return true
			}
		}
	}
	return false
}

// cell reports whether what a variable at the address v holds is used otherwise, in any of the
// functions that share it.
func (t *telltale) cell(v ssa.Value) bool {
	p := ir.Of(t.c.pass)
	cell := p.Cell(v)
	if cell == nil {
		return true
	}
	uses := p.Uses(cell)
	if uses.Escapes {
		return true
	}
	for _, s := range uses.Stores {
		if t.told(s.Val) {
			return true
		}
	}
	for _, l := range uses.Loads {
		if t.used(l) {
			return true
		}
	}
	return false
}

// callers reports whether everybody who calls the function of v in this package tells what is
// passed for it, if there are any who do.
func (t *telltale) callers(v *ssa.Parameter) bool {
	if t.depth == 0 {
		return true
	}
	p := ir.Of(t.c.pass)
	direct, _, _ := channels.Of(t.c.pass).Callers(v.Parent())
	for _, call := range direct {
		callee := p.Callee(call.Common())
		if arg := callee.ArgFor(v); arg == nil || !t.c.told(arg, call, t.depth-1) {
			return false
		}
	}
	return len(direct) > 0
}

// used reports whether v is used for more than to find out whether it is nil, or which
// error it is.
func (t *telltale) used(v ssa.Value) bool {
	if v.Referrers() == nil {
		return false
	}
	if k, ok := v.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() != constant.Unknown {
		return false
	}
	for _, r := range *v.Referrers() {
		if r == t.at || t.harmless(v, r) {
			continue
		}
		return true
	}
	return false
}

// harmless reports whether the instruction r tells nobody of v.
func (t *telltale) harmless(v ssa.Value, r ssa.Instruction) bool {
	switch r := r.(type) {
	case *ssa.BinOp, *ssa.DebugRef, *ssa.If:
		return true
	case *ssa.FieldAddr:
		alloc, ok := v.(*ssa.Alloc)
		return ok && alloc.Comment == "complit"
	case *ssa.Store:
		// Into a variable, whose loads are looked at where they come from it, or into
		// the array of a variadic call.
		if r.Addr == v || t.seen[r.Addr] {
			return true
		}
		switch addr := r.Addr.(type) {
		case *ssa.Alloc, *ssa.FreeVar:
			return !t.told(addr)
		case *ssa.IndexAddr:
			return !t.variadic(addr)
		}
		return false
	case *ssa.Phi, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.TypeAssert, *ssa.Extract:
		return !t.told(r.(ssa.Value))
	case *ssa.UnOp:
		return !t.told(r)
	case *ssa.Call:
		return t.call(v, r)
	}
	return false
}

// variadic reports whether the call that is given the array around addr tells of it.
func (t *telltale) variadic(addr *ssa.IndexAddr) bool {
	alloc, ok := addr.X.(*ssa.Alloc)
	if !ok {
		return true
	}
	for _, r := range *alloc.Referrers() {
		slice, ok := r.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, r := range *slice.Referrers() {
			if call, ok := r.(*ssa.Call); !ok || !t.call(slice, call) {
				return true
			}
		}
	}
	return false
}

// call reports whether a call that is given v tells nobody: it compares v, makes another
// error of it that is used for nothing else, or is a method of v itself which doesn't
// return its text.
func (t *telltale) call(v ssa.Value, call *ssa.Call) bool {
	callee := ir.Of(t.c.pass).Callee(call.Common())
	switch {
	case callee.Func == nil:
		return false
	case errorflow.Compares(callee.Func):
		return true
	case errorflow.Wraps(callee.Func):
		return !t.told(call)
	}
	return callee.Recv == v && callee.Func.Name() != "Error"
}
