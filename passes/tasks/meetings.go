package tasks

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// meetings are the places of a spawner where it waits, or may wait, for
// somebody. They are looked up by the object.
type meetings struct {
	waits map[object][]ssa.Instruction
	calls map[object][]ssa.Instruction
	gives map[object][]ssa.Instruction

	contexts []ssa.Instruction // that wait for a context to end

	distant []ssa.Instruction // that wait for what others reach too: fields, parameters, globals
	all     []ssa.Instruction // that wait for anything
	open    []ssa.Instruction // whose calls are not followed to the end
	globals []ssa.Instruction // calls that may wait and reach a global

	polls []ssa.Instruction // sleeps in loops: until a variable has changed, perhaps

	waiters map[object][]*Flow // the tasks started here that wait for the object
	helpers []ssa.Instruction  // calls that start tasks
}

func (g *graph) meetingsOf(fn *ssa.Function) *meetings {
	if m := g.meetings[fn]; m != nil {
		return m
	}
	m := &meetings{
		waits:   make(map[object][]ssa.Instruction),
		calls:   make(map[object][]ssa.Instruction),
		gives:   make(map[object][]ssa.Instruction),
		waiters: make(map[object][]*Flow),
	}
	g.meetings[fn] = m
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			m.note(g, fn, instr)
		}
	}
	for _, f := range g.byIn[fn] {
		for _, a := range f.sum.acts {
			if a.kind == waits && !slices.Contains(m.waiters[a.obj], f) {
				m.waiters[a.obj] = append(m.waiters[a.obj], f)
			}
		}
	}
	return m
}

func (m *meetings) note(g *graph, fn *ssa.Function, instr ssa.Instruction) {
	e := g.effects(instr)
	if call, ok := instr.(*ssa.Call); ok && g.ir.Loop(call.Block()) != 0 && isSleep(g.ir.Callee(call.Common()).Func) {
		m.polls = append(m.polls, instr)
	}
	if e.open {
		m.open = append(m.open, instr)
	}
	if _, isGo := instr.(*ssa.Go); !isGo && len(e.started) > 0 {
		m.helpers = append(m.helpers, instr)
	}
	for _, a := range e.acts {
		switch a.kind {
		case waits:
			m.waits[a.obj] = append(m.waits[a.obj], instr)
			switch {
			case !isSync(a.obj): // a context ends for its own reasons
				note(&m.contexts, instr)
			case isDistant(a.obj, fn):
				note(&m.distant, instr)
				fallthrough
			default:
				note(&m.all, instr)
			}
		case calls:
			m.calls[a.obj] = append(m.calls[a.obj], instr)
			if _, ok := a.obj.val.(*ssa.Global); ok {
				m.globals = append(m.globals, instr)
			}
		case gives:
			m.gives[a.obj] = append(m.gives[a.obj], instr)
		}
	}
}

// note appends instr unless it was the last to be noted.
func note(list *[]ssa.Instruction, instr ssa.Instruction) {
	if n := len(*list); n == 0 || (*list)[n-1] != instr {
		*list = append(*list, instr)
	}
}

func isSleep(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	s := apimodel.FuncSymbol(fn)
	return s == apimodel.Symbol{Pkg: "time", Name: "Sleep"} || s == apimodel.Symbol{Pkg: "runtime", Name: "Gosched"}
}

// isDistant reports whether code that fn knows nothing of may reach o without
// fn giving it away.
func isDistant(o object, fn *ssa.Function) bool {
	if o.field != nil {
		return true
	}
	switch o.val.(type) {
	case nil:
		return false
	case *ssa.Global, *ssa.Parameter, *ssa.FreeVar:
		return true
	}
	return madeIn(o.val) != fn
}
