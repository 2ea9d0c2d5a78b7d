package tasks

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// judge fills in what has to be searched for.
func (g *graph) judge(f *Flow) {
	if f.judged {
		return
	}
	f.judged = true
	e := g.endsOf(f)
	g.joins(f, e)
	f.Leaves, f.Escape = g.leaves(f, e, nil)
	f.Outlives = f.Leaves
	if f.Leaves == Yes && g.othersMayWait(f, e) {
		f.Outlives = Unknown
	}
}

// LeavesBut is [Flow.Leaves] where the instructions for which not answers true
// are known to wait for nobody: the release of a value, say, that only looks
// like a join by its name.
func (r *Result) LeavesBut(f *Flow, not func(ssa.Instruction) bool) (Answer, *ir.Escape) {
	r.mu.Lock()
	defer r.mu.Unlock()
	g := r.ssa()
	return g.leaves(f, g.endsOf(f), not)
}

func (g *graph) leaves(f *Flow, e ends, not func(ssa.Instruction) bool) (Answer, *ir.Escape) {
	if g.isProgram(f.In) {
		return No, nil
	}
	// First only what surely waits for the task stops a path.
	stops := make(map[ssa.Instruction]bool)
	arms := make(map[[2]*ssa.BasicBlock]bool)
	skip := make(map[[2]*ssa.BasicBlock]bool)
	stop := func(j Join) {
		if j.Arm == nil {
			stops[j.Instr] = true
		} else if j.Arm.From != nil {
			arms[[2]*ssa.BasicBlock{j.Arm.From, j.Arm.To}] = true
		}
		g.skipLoop(f, j.Instr.Block(), skip)
	}
	for _, j := range f.Joins {
		if !j.Maybe {
			stop(j)
		}
	}
	g.completeSelects(f, stops)
	search := ir.Search{
		Stop: func(instr ssa.Instruction) bool { return stops[instr] && (not == nil || !not(instr)) },
		Edge: func(from, to *ssa.BasicBlock) bool {
			edge := [2]*ssa.BasicBlock{from, to}
			return !arms[edge] && !skip[edge]
		},
	}
	escape := g.ir.Escape(f.Start, search)
	if escape == nil {
		return No, nil
	}
	if f.unknown && len(f.bodies) == 0 {
		return Unknown, nil
	}
	if f.Task.Kind == Declared || f.Task.Kind == Spawned && f.group == (object{}) && !isTimer(f.Task) {
		return Unknown, nil // the spawner may wait itself, or have a way to wait that is not known
	}
	if f.Task.Kind == Forwarded {
		if f.via == nil {
			return Unknown, nil
		}
		g.judge(f.via)
		if f.via.Leaves != Yes {
			return f.via.Leaves, nil
		}
	}
	// Then also what may be waiting for it.
	sure := len(stops) + len(arms) + len(skip)
	for _, j := range f.Joins {
		stop(j)
	}
	g.addMaybe(f, e, stops, arms, skip)
	if len(stops)+len(arms)+len(skip) == sure {
		return Yes, escape
	}
	if escape = g.ir.Escape(f.Start, search); escape == nil {
		return Unknown, nil
	}
	return Yes, escape
}

func isTimer(t *Task) bool {
	return t.Spawner != nil && t.Spawner.Symbol.Pkg == "time"
}

// skipLoop adds the edges that leave a loop of joins by its condition: a loop
// that joins one task after the other has as many iterations as there are tasks.
func (g *graph) skipLoop(f *Flow, b *ssa.BasicBlock, skip map[[2]*ssa.BasicBlock]bool) {
	header := g.ir.Header(b)
	if header == nil || g.ir.Body(header)[f.Start.Block()] || dispatched(header) != nil {
		return
	}
	for _, succ := range header.Succs {
		if !g.ir.Body(header)[succ] {
			skip[[2]*ssa.BasicBlock{header, succ}] = true
		}
	}
	for _, edge := range guards(header) {
		skip[edge] = true
	}
}

// completeSelects adds the select statements all of whose cases are joins.
func (g *graph) completeSelects(f *Flow, stops map[ssa.Instruction]bool) {
	joined := make(map[*ssa.Select]int)
	for _, j := range f.Joins {
		if sel, ok := j.Instr.(*ssa.Select); ok && !j.Maybe {
			joined[sel]++
			if sel.Blocking && joined[sel] == len(sel.States) {
				stops[sel] = true
			}
		}
	}
}

// addMaybe adds all that may wait for f's task.
func (g *graph) addMaybe(f *Flow, e ends, stops map[ssa.Instruction]bool, arms, skip map[[2]*ssa.BasicBlock]bool) {
	m := g.meetingsOf(f.In)
	seen := make(map[*ssa.Select]bool)
	add := func(list []ssa.Instruction) {
		for _, instr := range list {
			if sel, ok := instr.(*ssa.Select); ok {
				if !seen[sel] {
					seen[sel] = true
					g.addMaybeArms(f, sel, e, stops, arms)
				}
				continue
			}
			if instr != ssa.Instruction(f.Start) {
				stops[instr] = true
				g.skipLoop(f, instr.Block(), skip)
			}
		}
	}
	for o := range e.maybe {
		add(m.waits[o])
		add(m.calls[o])
	}
	for o := range e.sure {
		add(m.calls[o])
	}
	for o := range f.roots {
		add(m.calls[o])
	}
	for _, a := range f.sum.acts {
		if a.kind == takes && isToken(a.obj) {
			add(m.gives[a.obj])
		}
	}
	for _, helper := range m.helpers {
		if slices.ContainsFunc(g.effects(helper).started, func(a act) bool { return a.kind == waits && e.has(a.obj) }) {
			add([]ssa.Instruction{helper}) // it has somebody wait, and may wait for that
		}
	}
	if endsContext(e) {
		add(m.contexts)
	}
	add(m.open)
	add(m.globals)
	add(m.polls)
	switch {
	case f.unknown || callsUnknown(f):
		add(m.all)
	case g.hasDistant(f, e):
		add(m.distant)
	}
}

// endsContext reports whether the task calls a cancel function of which it isn't
// known what it ends.
func endsContext(e ends) bool {
	for o := range e.sure {
		if isFunc(o.typ()) {
			return true
		}
	}
	return false
}

// callsUnknown reports whether the task calls functions that are not known: they
// may signal what the task itself does not.
func callsUnknown(f *Flow) bool {
	return slices.ContainsFunc(f.sum.acts, func(a act) bool { return a.kind == calls && a.fn == nil })
}

// addMaybeArms adds the cases of sel that may wait for f's task.
func (g *graph) addMaybeArms(f *Flow, sel *ssa.Select, e ends, stops map[ssa.Instruction]bool, arms map[[2]*ssa.BasicBlock]bool) {
	distant, unknown, cancels := g.hasDistant(f, e), f.unknown || callsUnknown(f), endsContext(e)
	for _, c := range g.casesOf(sel) {
		for _, o := range c.waits {
			maybe := e.maybe[o]
			if c.context {
				maybe = maybe || cancels
			} else {
				maybe = maybe || unknown || distant && isDistant(o, f.In)
			}
			switch {
			case !maybe:
			case c.arm.From == nil:
				stops[sel] = true
			default:
				arms[[2]*ssa.BasicBlock{c.arm.From, c.arm.To}] = true
			}
		}
	}
}

// isToken reports whether o is a channel whose elements say nothing: sending on
// it is taking a slot, receiving giving one back.
func isToken(o object) bool {
	if !isChannel(o) {
		return false
	}
	switch elem := o.typ().Underlying().(*types.Chan).Elem().Underlying().(type) {
	case *types.Struct:
		return elem.NumFields() == 0
	case *types.Basic:
		return elem.Kind() == types.Bool || elem.Kind() == types.Int
	}
	return false
}

// hasDistant reports whether the task signals something that others reach.
func (g *graph) hasDistant(f *Flow, e ends) bool {
	for o := range e.sure {
		if isDistant(o, f.In) {
			return true
		}
	}
	for o := range e.maybe {
		if isDistant(o, f.In) {
			return true
		}
	}
	return false
}

// othersMayWait reports whether code that the spawner does not call may wait for
// the task.
func (g *graph) othersMayWait(f *Flow, e ends) bool {
	if f.unknown {
		return true
	}
	for o := range e.sure {
		if isDistant(o, f.In) || g.leaks(o.val) {
			return true
		}
	}
	for o := range e.maybe {
		if _, ok := o.val.(*ssa.Global); ok {
			return true
		}
		if isSync(o) && (isDistant(o, f.In) || g.leaks(o.val)) {
			return true
		}
	}
	return false
}

// isSync reports whether o is made for waiting.
func isSync(o object) bool {
	if isChannel(o) {
		return true
	}
	named := namedOf(o.typ())
	if named == nil || named.Obj().Pkg() == nil {
		return false
	}
	p := place{named.Obj().Pkg().Path(), named.Obj().Name()}
	return p == waitGroup || p == errGroup || p == place{"sync", "Cond"}
}
