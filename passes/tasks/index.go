package tasks

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// An index says of a package who does what to the objects that tasks end by.
type index struct {
	// enders are the functions that make whoever waits for the object, or works
	// with it, come to an end: by a close, a send, a cancel function, by setting
	// a flag, by a method with a name like Close.
	enders map[object][]*ssa.Function

	// callers are the functions that call or start a function, or pass it to
	// somebody who may; those that call a field if it is stored in one.
	callers map[*ssa.Function][]*ssa.Function

	stores map[*types.Var][]ssa.Value // what is stored in a field
	sites  map[*ssa.Function][]site   // the calls of a function
}

// A site is a call, go or defer statement in a function.
type site struct {
	in   *ssa.Function
	args []ssa.Value
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
		sites:   make(map[*ssa.Function][]site),
	}
	g.index = ix
	calledBy := make(map[*types.Var][]*ssa.Function) // by fields that hold functions
	held := make(map[*types.Var][]*ssa.Function)     // functions that fields hold
	var fields []*types.Var
	for _, fn := range g.ir.Functions() {
		ended := make(map[object]bool)
		end := func(o object) {
			if o.known() && !ended[o] {
				ended[o] = true
				ix.enders[o] = append(ix.enders[o], fn)
			}
		}
		for instr := range ir.Instrs(fn) {
			for _, a := range g.effects(instr).acts {
				if a.kind == signals {
					end(a.obj)
				}
			}
			switch x := instr.(type) {
			case *ssa.Store:
				end(g.flagOf(x))
				if addr, ok := x.Addr.(*ssa.FieldAddr); ok {
					f := ir.FieldOf(addr.X.Type(), addr.Field)
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
	g.endArguments(ix)
	for _, f := range fields {
		for _, fn := range held[f] {
			ix.callers[fn] = append(ix.callers[fn], calledBy[f]...)
		}
	}
	return ix
}

// endArguments adds the callers of functions that end a parameter to those that
// end the argument.
func (g *graph) endArguments(ix *index) {
	var work []*ssa.Parameter
	for _, fn := range g.ir.Functions() {
		for _, param := range fn.Params {
			if len(ix.enders[object{val: param}]) > 0 {
				work = append(work, param)
			}
		}
	}
	for len(work) > 0 {
		param := work[len(work)-1]
		work = work[:len(work)-1]
		i := slices.Index(param.Parent().Params, param)
		for _, s := range ix.sites[param.Parent()] {
			if i >= len(s.args) {
				continue
			}
			o := g.objectOf(s.args[i])
			if cancelled := g.cancels(s.args[i]); len(cancelled) > 0 {
				o = cancelled[0]
			}
			if !o.known() || slices.Contains(ix.enders[o], s.in) {
				continue
			}
			ix.enders[o] = append(ix.enders[o], s.in)
			if next, ok := o.val.(*ssa.Parameter); ok && len(ix.enders[o]) == 1 {
				work = append(work, next)
			}
		}
	}
}

func (g *graph) indexCall(ix *index, fn *ssa.Function, call ssa.CallInstruction, end func(object), calledBy map[*types.Var][]*ssa.Function) {
	common := call.Common()
	c := g.ir.Callee(common)
	for _, b := range g.bodiesOf(c) {
		ix.callers[b.fn] = append(ix.callers[b.fn], fn)
		ix.sites[b.fn] = append(ix.sites[b.fn], site{fn, b.args})
	}
	for _, arg := range common.Args {
		if isFunc(arg.Type()) {
			for _, b := range g.funcsOf(arg) {
				ix.callers[b.fn] = append(ix.callers[b.fn], fn)
			}
		}
	}
	if c.Func == nil && c.Builtin == "" {
		o := g.objectOf(common.Value)
		end(o) // it may be a cancel function
		if o.field != nil {
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
	if len(g.bodiesOf(c)) == 0 && isEndingName(c.Func.Name()) {
		for _, v := range append([]ssa.Value{c.Recv}, c.Args...) {
			if v == nil || !sharable(v.Type()) {
				continue
			}
			o := g.objectOf(v)
			end(o)
			if x, ok := o.val.(*ssa.Extract); ok {
				end(object{val: x.Tuple})
			}
		}
	}
}

// isEndingName reports whether a method with that name ends what is done with
// its receiver.
func isEndingName(name string) bool {
	if name == "SetDeadline" || name == "SetReadDeadline" || name == "SetWriteDeadline" {
		return true
	}
	for word := range words(name) {
		switch word {
		case "close", "stop", "shutdown", "cancel", "kill", "quit", "exit", "terminate", "abort", "interrupt", "halt", "end", "finish",
			"disconnect", "unsubscribe", "destroy", "dispose", "release", "signal", "graceful", "drain", "reset", "teardown", "cleanup":
			return true
		}
	}
	return false
}

// flagOf returns the field or variable that the store sets, if it is a flag.
func (g *graph) flagOf(store *ssa.Store) object {
	if !isBasic(store.Val.Type()) {
		return object{}
	}
	switch addr := store.Addr.(type) {
	case *ssa.FieldAddr:
		return object{field: ir.FieldOf(addr.X.Type(), addr.Field)}
	case *ssa.Global:
		return object{val: addr}
	}
	if cell := g.ir.Cell(store.Addr); cell != nil && cell.Heap {
		return object{val: cell}
	}
	return object{}
}
