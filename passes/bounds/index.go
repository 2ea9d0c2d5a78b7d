package bounds

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// An index is what all of the package is looked through for, once.
type index struct {
	receives map[token.Pos]*channels.Channel // what is received from at a position
	fields   map[*types.Var][]stored         // stores to a field, by the field
	values   map[ssa.Value][]stored          // stores to a variable, by what denotes it
	tasks    map[*ssa.Function]bool          // what runs as a task
	callers  map[*ssa.Function][]*ssa.Call   // the calls of a function, by name
	messages map[*ssa.Function]string        // the APIs of what is called for each message
}

// A stored is a store, and where to.
type stored struct {
	instr *ssa.Store
	at    ir.Place
}

func (r *Result) index() *index {
	r.once.Do(func() {
		x := &r.indexed
		x.receives = make(map[token.Pos]*channels.Channel)
		for _, c := range r.chans.All() {
			for _, op := range c.Ops {
				if op.Kind == channels.Recv && x.receives[op.Pos()] == nil {
					x.receives[op.Pos()] = c
				}
			}
		}
		x.tasks = make(map[*ssa.Function]bool)
		for _, f := range r.tasks.Flows() {
			for _, body := range f.Bodies {
				x.tasks[body] = true
			}
		}
		x.fields = make(map[*types.Var][]stored)
		x.values = make(map[ssa.Value][]stored)
		x.callers = make(map[*ssa.Function][]*ssa.Call)
		x.messages = r.findMessages()
		for _, fn := range r.ir.Functions() {
			for instr := range ir.Instrs(fn) {
				if call, ok := instr.(*ssa.Call); ok {
					if body := r.ir.Callee(&call.Call).Body; body != nil {
						x.callers[body] = append(x.callers[body], call)
					}
				}
				store, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				at := r.ir.Place(store.Addr)
				if at.Last != nil {
					x.fields[at.Last] = append(x.fields[at.Last], stored{store, at})
				} else {
					x.values[at.Root] = append(x.values[at.Root], stored{store, at})
				}
			}
		}
	})
	return &r.indexed
}
