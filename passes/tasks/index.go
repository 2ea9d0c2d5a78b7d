package tasks

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// An index says of a package who does what to the objects that tasks end by.
type index struct {
	// enders are the functions that make whoever waits for the object, or works
	// with it, come to an end: by a close, a send, a cancel function, by setting
	// a flag, by a method with a name like Close.
	enders map[object][]*ssa.Function

	// callers are the functions that call or start a function, or make it if it
	// is a literal; those that call a field if it is stored in one.
	callers map[*ssa.Function][]*ssa.Function

	stores map[*types.Var][]ssa.Value // what is stored in a field
}

// indexed returns the index, made at the first question.
func (g *graph) indexed() *index {
	if g.index != nil {
		return g.index
	}
	ix := &index{
		enders:  make(map[object][]*ssa.Function),
		callers: make(map[*ssa.Function][]*ssa.Function),
		stores:  make(map[*types.Var][]ssa.Value),
	}
	g.index = ix
	calledBy := make(map[*types.Var][]*ssa.Function) // by fields that hold functions
	held := make(map[*types.Var][]*ssa.Function)     // functions that fields hold
	var fields []*types.Var
	for _, fn := range g.ir.Functions() {
		if fn.Parent() != nil {
			ix.callers[fn] = append(ix.callers[fn], fn.Parent())
		}
		ended := make(map[object]bool)
		end := func(o object) {
			if o.known() && !ended[o] {
				ended[o] = true
				ix.enders[o] = append(ix.enders[o], fn)
			}
		}
		for instr := range ir.Instrs(fn) {
			for _, a := range g.effects(instr).acts {
				if a.kind == signals || a.kind == calls {
					end(a.obj)
				}
			}
			switch x := instr.(type) {
			case *ssa.Store:
				end(g.flagOf(x))
				if addr, ok := x.Addr.(*ssa.FieldAddr); ok {
					f := fieldOf(addr.X.Type(), addr.Field)
					ix.stores[f] = append(ix.stores[f], x.Val)
					if isFunc(x.Val.Type()) {
						if len(held[f]) == 0 {
							fields = append(fields, f)
						}
						for _, b := range g.funcsOf(x.Val) {
							held[f] = append(held[f], b.fn)
						}
					}
				}
			case ssa.CallInstruction:
				g.indexCall(ix, fn, x, end, calledBy)
			}
		}
	}
	for _, f := range fields {
		for _, fn := range held[f] {
			ix.callers[fn] = append(ix.callers[fn], calledBy[f]...)
		}
	}
	return ix
}

func (g *graph) indexCall(ix *index, fn *ssa.Function, call ssa.CallInstruction, end func(object), calledBy map[*types.Var][]*ssa.Function) {
	common := call.Common()
	c := g.ir.Callee(common)
	for _, b := range g.bodiesOf(c) {
		ix.callers[b.fn] = append(ix.callers[b.fn], fn)
	}
	for _, arg := range common.Args {
		if isFunc(arg.Type()) {
			for _, b := range g.funcsOf(arg) {
				ix.callers[b.fn] = append(ix.callers[b.fn], fn)
			}
		}
	}
	if c.Func == nil && c.Builtin == "" {
		if o := g.objectOf(common.Value); o.field != nil {
			calledBy[o.field] = append(calledBy[o.field], fn)
		}
		return
	}
	if c.Func == nil || c.Func.Pkg() == nil {
		return
	}
	if c.Func.Pkg().Path() == "sync/atomic" {
		addr := c.Recv
		if addr == nil && len(c.Args) > 0 {
			addr = c.Args[0]
		}
		if addr != nil {
			end(g.objectOf(addr))
		}
		return
	}
	// What std's Close does not wait for, it ends nevertheless.
	if c.Recv != nil && (isWaitingName(c.Func.Name()) || isDeadline(c.Func.Name())) {
		for _, o := range g.origins(c.Recv) {
			end(o)
		}
	}
}

func isDeadline(name string) bool {
	return name == "SetDeadline" || name == "SetReadDeadline" || name == "SetWriteDeadline"
}

// flagOf returns the field or variable that the store sets.
func (g *graph) flagOf(store *ssa.Store) object {
	switch addr := store.Addr.(type) {
	case *ssa.FieldAddr:
		return object{field: fieldOf(addr.X.Type(), addr.Field)}
	case *ssa.Global:
		return object{val: addr}
	}
	if cell := g.ir.Cell(store.Addr); cell != nil && cell.Heap {
		return object{val: cell}
	}
	return object{}
}
