package tasks

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// A JoinKind says how a spawner waits for a task.
type JoinKind uint8

// The kinds of joins.
const (
	WaitGroup JoinKind = iota // Wait of the sync.WaitGroup that the task is in
	Group                     // Wait of the errgroup.Group that the task is in, or of another spawner
	Receive                   // from a channel on which the task sends, or which it closes
	Context                   // from the Done channel of a context which the task ends
	Helper                    // in a function that the spawner calls
)

func (k JoinKind) String() string {
	return [...]string{"WaitGroup", "Group", "Receive", "Context", "Helper"}[k]
}

// A Join is a place that is not passed before the task has ended, or has handed
// over its result.
type Join struct {
	Kind     JoinKind
	Instr    ssa.Instruction // in the spawner
	Arm      *ir.Arm         // the case of a select statement that is the join, nil for others
	Deferred bool
	Maybe    bool // the helper does not wait on all of its paths, or for one of several tasks only

	// Chan is the channel of a Receive.
	Chan ssa.Value
}

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
			if !isSync(a.obj) {
				m.contexts = append(m.contexts, instr) // which end for reasons of their own
				continue
			}
			m.all = append(m.all, instr)
			if isDistant(a.obj, fn) {
				m.distant = append(m.distant, instr)
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

// ends are the objects on which waiting means waiting for a task.
type ends struct {
	sure  map[object]bool // the value: several tasks signal it, so that one receive is not enough
	maybe map[object]bool
}

func (e ends) has(o object) bool {
	_, sure := e.sure[o]
	return sure || e.maybe[o]
}

// endsOf returns what f signals, and what those signal in turn who wait for
// that: a goroutine that closes a channel after Wait.
func (g *graph) endsOf(f *Flow) ends {
	e := ends{sure: make(map[object]bool), maybe: make(map[object]bool)}
	m := g.meetingsOf(f.In)
	var work []object
	merge := func(from *Flow, sure bool) {
		for _, a := range from.sum.acts {
			if !a.obj.known() {
				continue
			}
			switch {
			case a.kind == signals && sure:
				many := from.Times.Often != Once && isChannel(a.obj)
				if old, ok := e.sure[a.obj]; !ok || old && !many {
					e.sure[a.obj] = many
					work = append(work, a.obj)
				}
			case a.kind == signals || a.kind == calls && from == f:
				if !e.maybe[a.obj] {
					e.maybe[a.obj] = true
					work = append(work, a.obj)
				}
			}
		}
		for _, a := range from.sum.started {
			if a.kind == signals && a.obj.known() && !e.maybe[a.obj] {
				e.maybe[a.obj] = true
				work = append(work, a.obj)
			}
		}
	}
	merge(f, true)
	for len(work) > 0 {
		o := work[len(work)-1]
		work = work[:len(work)-1]
		_, sure := e.sure[o]
		for _, other := range m.waiters[o] {
			if other != f {
				merge(other, sure && waitsSurely(other, o))
			}
		}
		for _, helper := range m.helpers {
			started := g.effects(helper).started
			if !slices.ContainsFunc(started, func(a act) bool { return a.kind == waits && a.obj == o }) {
				continue
			}
			for _, a := range started {
				if a.kind == signals && a.obj.known() && !e.maybe[a.obj] {
					e.maybe[a.obj] = true
					work = append(work, a.obj)
				}
			}
		}
	}
	return e
}

func waitsSurely(f *Flow, o object) bool {
	return slices.ContainsFunc(f.sum.acts, func(a act) bool { return a.kind == waits && a.obj == o && !a.arm })
}

func isChannel(o object) bool {
	_, ok := o.typ().Underlying().(*types.Chan)
	return ok
}

// joins fills in f.Joins.
func (g *graph) joins(f *Flow, e ends) {
	m := g.meetingsOf(f.In)
	seen := make(map[ssa.Instruction]bool)
	objects := make([]object, 0, len(e.sure))
	for o := range e.sure {
		objects = append(objects, o)
	}
	for _, o := range objects {
		for _, instr := range m.waits[o] {
			if !seen[instr] && instr != ssa.Instruction(f.Start) {
				seen[instr] = true
				f.Joins = append(f.Joins, g.join(f, instr, e)...)
			}
		}
	}
	if f.group.known() {
		for _, instr := range m.calls[f.group] {
			if !seen[instr] && isJoinOf(f.Task, g.calleeOf(instr)) {
				seen[instr] = true
				f.Joins = append(f.Joins, g.join(f, instr, e)...)
			}
		}
	}
	slices.SortStableFunc(f.Joins, func(a, b Join) int {
		return cmp.Or(cmp.Compare(a.Instr.Pos(), b.Instr.Pos()), cmp.Compare(a.Instr.Block().Index, b.Instr.Block().Index))
	})
}

// join describes what instr, which waits for something in e.sure, does.
func (g *graph) join(f *Flow, instr ssa.Instruction, e ends) []Join {
	switch x := instr.(type) {
	case *ssa.UnOp:
		j := Join{Kind: Receive, Instr: x, Chan: x.X}
		if g.doneOf(x.X) != nil {
			j.Kind = Context
		}
		j.Maybe = g.isTooFew(f, x, x.X, e)
		return []Join{j}
	case *ssa.Select:
		var list []Join
		for _, arm := range g.armsOf(x) {
			if arm.State == nil || arm.State.Dir != types.RecvOnly || !g.waitsFor(arm.State.Chan, e) {
				continue
			}
			j := Join{Kind: Receive, Instr: x, Chan: arm.State.Chan, Arm: &arm}
			if g.doneOf(arm.State.Chan) != nil {
				j.Kind = Context
			}
			j.Maybe = g.isTooFew(f, x, arm.State.Chan, e)
			list = append(list, j)
		}
		return list
	case ssa.CallInstruction:
		j := Join{Kind: Helper, Instr: x}
		_, j.Deferred = x.(*ssa.Defer)
		c := g.ir.Callee(x.Common())
		switch recvPlace(c.Func) {
		case waitGroup:
			j.Kind = WaitGroup
		case errGroup:
			j.Kind = Group
		default:
			if isJoinOf(f.Task, c.Func) {
				j.Kind = Group
				break
			}
			j.Maybe = !g.waitsAlways(g.bodiesOf(c), e, 0)
		}
		return []Join{j}
	}
	return nil
}

func (g *graph) calleeOf(instr ssa.Instruction) *types.Func {
	if call, ok := instr.(ssa.CallInstruction); ok {
		return g.ir.Callee(call.Common()).Func
	}
	return nil
}

// isJoinOf reports whether the model says that fn waits for tasks such as t.
func isJoinOf(t *Task, fn *types.Func) bool {
	return fn != nil && t.Spawner != nil && slices.Contains(t.Spawner.Joins, fn.FullName())
}

// waitsFor reports whether receiving from ch is waiting for something in e.
func (g *graph) waitsFor(ch ssa.Value, e ends) bool {
	s := new(summary)
	g.receive(s, ch, false)
	return slices.ContainsFunc(s.acts, func(a act) bool {
		_, ok := e.sure[a.obj]
		return ok && a.kind == waits
	})
}

// isTooFew reports whether several tasks send on ch, but the receive at instr
// is made once.
func (g *graph) isTooFew(f *Flow, instr ssa.Instruction, ch ssa.Value, e ends) bool {
	return e.sure[g.objectOf(ch)] && g.ir.Loop(instr.Block()) == 0 && instr.Parent() == f.In
}

// waitsAlways reports whether all of the bodies, on all of their paths, wait
// for something in e.
func (g *graph) waitsAlways(bodies []body, e ends, depth int) bool {
	if len(bodies) == 0 || depth > 3 {
		return false
	}
	for _, b := range bodies {
		stop := func(instr ssa.Instruction) bool {
			for _, a := range g.translate(g.effects(instr).acts, b.fn, b.args) {
				if _, ok := e.sure[a.obj]; !ok || a.kind != waits || a.arm {
					continue
				}
				call, isCall := instr.(ssa.CallInstruction)
				if !isCall {
					return true
				}
				c := g.ir.Callee(call.Common())
				if place := recvPlace(c.Func); place == waitGroup || place == errGroup {
					return true
				}
				if inner := g.bodiesOf(c); len(inner) > 0 && g.waitsAlways(inner, g.within(e, b), depth+1) {
					return true
				}
			}
			return false
		}
		edge := func(from, to *ssa.BasicBlock) bool { return !g.isArmOf(from, to, g.within(e, b)) }
		if g.ir.EscapeEntry(b.fn, ir.Search{Stop: stop, Edge: edge}) != nil {
			return false
		}
	}
	return true
}

// within returns e in terms of the body b: with the parameters that stand for
// what is in it.
func (g *graph) within(e ends, b body) ends {
	inner := ends{sure: make(map[object]bool, len(e.sure))}
	for o, many := range e.sure {
		inner.sure[o] = many
	}
	for i, arg := range b.args {
		if i < len(b.fn.Params) {
			if many, ok := e.sure[g.objectOf(arg)]; ok {
				inner.sure[object{val: b.fn.Params[i]}] = many
			}
		}
	}
	return inner
}

// isArmOf reports whether the edge is the case of a select statement that waits
// for something in e.
func (g *graph) isArmOf(from, to *ssa.BasicBlock, e ends) bool {
	arm := g.armOf(from, to)
	return arm != nil && arm.State != nil && arm.State.Dir == types.RecvOnly && g.waitsFor(arm.State.Chan, e)
}

// armsOf returns the cases of sel.
func (g *graph) armsOf(sel *ssa.Select) []ir.Arm {
	arms, ok := g.cases[sel]
	if !ok {
		arms = ir.Arms(sel)
		g.cases[sel] = arms
	}
	return arms
}

// armOf returns the case of a select statement that begins with the edge.
func (g *graph) armOf(from, to *ssa.BasicBlock) *ir.Arm {
	arms, ok := g.arms[from.Parent()]
	if !ok {
		arms = make(map[[2]*ssa.BasicBlock]*ir.Arm)
		for instr := range ir.Instrs(from.Parent()) {
			if sel, ok := instr.(*ssa.Select); ok {
				for _, arm := range g.armsOf(sel) {
					if arm.From != nil {
						arms[[2]*ssa.BasicBlock{arm.From, arm.To}] = &arm
					}
				}
			}
		}
		g.arms[from.Parent()] = arms
	}
	return arms[[2]*ssa.BasicBlock{from, to}]
}
