package tasks

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// A StopKind says what ends a task.
type StopKind uint8

// The kinds of stops.
const (
	StopChannel StopKind = iota // a receive
	StopContext                 // a context that ends
	StopFlag                    // a variable or field that is looked at
	StopError                   // an operation that fails, or says that there is no more
	StopReturn                  // its work is done: nothing from outside is needed
)

func (k StopKind) String() string {
	return [...]string{"channel", "context", "flag", "error", "return"}[k]
}

// A Stop is one way in which a function that runs as a task comes to its end.
type Stop struct {
	Kind  StopKind
	Instr ssa.Instruction // the receive or select, the load, the call; the branch for StopReturn

	// Chan is what is received from, for StopChannel.
	Chan ssa.Value

	// Field is the field that holds the channel, context, flag, or what the
	// operation is done on; nil if it is in none.
	Field *types.Var

	obj object // in the terms of the function that was asked about
}

// Stops returns what can end fn: what its loops leave by, and what it waits for
// outside of loops. It is empty if fn has a loop without a way out. Functions of
// this package that fn calls are looked into.
func (r *Result) Stops(fn *ssa.Function) []Stop {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ssa().stopsOf(fn)
}

// maxStops bounds what is remembered of one function.
const maxStops = 32

func (g *graph) stopsOf(fn *ssa.Function) []Stop {
	if list, ok := g.stops[fn]; ok {
		return list
	}
	g.stops[fn] = nil // of functions that call each other
	s := &stopper{g: g, fn: fn}
	if !g.endlessOf(fn).trapped {
		for part := range ir.Parts(fn) {
			s.part(part)
		}
		switch {
		case s.hangs:
			s.list = nil
		case len(s.list) == 0:
			s.list = []Stop{{Kind: StopReturn}}
		}
	}
	g.stops[fn] = s.list
	return s.list
}

type stopper struct {
	g    *graph
	fn   *ssa.Function
	list []Stop
	seen map[ssa.Value]bool // values of conditions that were looked at
	arms map[*ssa.BasicBlock]*ir.Arm

	hangs bool // there is a loop without a way out
}

func (s *stopper) add(stops ...Stop) {
	for _, stop := range stops {
		same := func(o Stop) bool { return o.Kind == stop.Kind && o.Instr == stop.Instr && o.obj == stop.obj }
		if len(s.list) < maxStops && !slices.ContainsFunc(s.list, same) {
			s.list = append(s.list, stop)
		}
	}
}

// part looks at one function: what it waits for outside of loops, and the edges
// that leave its loops.
func (s *stopper) part(fn *ssa.Function) {
	s.seen = make(map[ssa.Value]bool)
	s.arms = make(map[*ssa.BasicBlock]*ir.Arm)
	for instr := range ir.Instrs(fn) {
		if sel, ok := instr.(*ssa.Select); ok {
			for _, c := range s.g.casesOf(sel) {
				if c.arm.To != nil && len(c.arm.To.Preds) == 1 && c.arm.State != nil && c.arm.State.Dir == types.RecvOnly {
					s.arms[c.arm.To] = &c.arm
				}
			}
		}
		if s.g.ir.Loop(instr.Block()) == 0 {
			s.straight(instr)
		}
	}
	left := make(map[int]bool)
	for _, b := range fn.Blocks {
		n := s.g.ir.Loop(b)
		if n == 0 {
			continue
		}
		if _, known := left[n]; !known {
			left[n] = false
		}
		for _, succ := range b.Succs {
			if s.g.ir.Loop(succ) != n && isLive(b, succ) && !s.isTimerEnd(b, succ) {
				left[n] = true
				s.exit(b, succ, n)
			}
		}
	}
	for _, ok := range left {
		s.hangs = s.hangs || !ok
	}
}

// isTimerEnd reports whether the edge is taken when the channel of a timer is
// closed, which never happens.
func (s *stopper) isTimerEnd(from, to *ssa.BasicBlock) bool {
	for _, instr := range from.Instrs {
		if recv, ok := instr.(*ssa.UnOp); ok && recv.Op == token.ARROW && s.g.isTimer(recv.X) {
			if _, end, ok := ir.RangeRecv(recv); ok && end == to {
				return true
			}
		}
	}
	return false
}

// straight adds what an instruction outside of loops waits for.
func (s *stopper) straight(instr ssa.Instruction) {
	switch x := instr.(type) {
	case *ssa.UnOp:
		if x.Op == token.ARROW {
			s.receive(x, x.X)
		}
	case *ssa.Select:
		for _, state := range x.States {
			if state.Dir == types.RecvOnly {
				s.receive(x, state.Chan)
			}
		}
	case *ssa.Call:
		c := s.g.ir.Callee(x.Common())
		bodies := s.g.bodiesOf(c)
		for _, b := range bodies {
			s.inherit(b, false)
		}
		if len(bodies) > 0 || c.Func == nil {
			return
		}
		if row := s.g.r.model.Blocking(c.Func); row != nil && row.Strength == apimodel.Definite && row.Indefinite && row.Kind != apimodel.Lock {
			s.operation(x, c)
		}
	}
}

// inherit adds the stops of a function that is called. In a condition, that it
// comes to its end means nothing; what it waits for or looks at does.
func (s *stopper) inherit(b body, condition bool) {
	for _, stop := range s.g.stopsOf(b.fn) {
		if stop.Kind == StopReturn && (condition || len(s.list) > 0) {
			continue
		}
		s.add(s.g.translateStop(stop, b)...)
	}
}

// translateStop returns stop in terms of the caller of b.
func (g *graph) translateStop(stop Stop, b body) []Stop {
	param, ok := stop.obj.val.(*ssa.Parameter)
	i := slices.Index(b.fn.Params, param)
	if !ok || i < 0 || i >= len(b.args) {
		return []Stop{stop}
	}
	objects := []object{g.objectOf(b.args[i])}
	switch {
	case apimodel.IsContext(param.Type()):
		objects = g.contexts(b.args[i])
	case stop.Kind == StopError:
		objects = g.sources(b.args[i])
	}
	var list []Stop
	for _, o := range objects {
		stop.obj, stop.Field = o, o.field
		list = append(list, stop)
	}
	return list
}

func (s *stopper) receive(instr ssa.Instruction, ch ssa.Value) {
	if ctx := s.g.ir.ContextOf(ch); ctx != nil {
		s.context(instr, ctx)
		return
	}
	if s.g.isTimer(ch) {
		return
	}
	o := s.g.objectOf(ch)
	s.add(Stop{Kind: StopChannel, Instr: instr, Chan: ch, Field: o.field, obj: o})
}

func (s *stopper) context(instr ssa.Instruction, ctx ssa.Value) {
	for _, o := range s.g.contexts(ctx) {
		s.add(Stop{Kind: StopContext, Instr: instr, Field: o.field, obj: o})
	}
}

// operation adds a call that may fail.
func (s *stopper) operation(call *ssa.Call, c ir.Callee) {
	args := c.Args
	if c.Recv != nil {
		args = append([]ssa.Value{c.Recv}, args...)
	}
	found := false
	for _, arg := range args {
		if apimodel.IsContext(arg.Type()) {
			s.context(call, arg)
			continue
		}
		for _, o := range s.g.sources(arg) {
			found = true
			s.add(Stop{Kind: StopError, Instr: call, Field: o.field, obj: o})
		}
	}
	if !found {
		s.add(Stop{Kind: StopError, Instr: call})
	}
}

// exit adds what makes control leave the loop n by the edge.
func (s *stopper) exit(from, to *ssa.BasicBlock, n int) {
	if sel := dispatched(from); sel != nil && dispatched(to) == sel {
		// None of the cases so far: it is one of the others.
		for _, succ := range to.Succs {
			if isLive(to, succ) {
				s.exit(to, succ, n)
			}
		}
		return
	}
	count := len(s.list)
	if arm := s.g.armOf(from, to); arm != nil {
		if arm.State != nil && arm.State.Dir == types.RecvOnly {
			s.receive(arm.Select, arm.State.Chan)
		}
	} else {
		s.condition(from)
	}
	s.above(from, n)
	if len(s.list) == count {
		s.add(Stop{Kind: StopReturn, Instr: from.Instrs[len(from.Instrs)-1]})
	}
}

// above adds what the blocks of the loop that dominate b wait for or test, as
// far as b is only reached because of it.
func (s *stopper) above(b *ssa.BasicBlock, n int) {
	for b != nil && s.g.ir.Loop(b) == n {
		if arm := s.arms[b]; arm != nil {
			s.receive(arm.Select, arm.State.Chan)
		}
		up := b.Idom()
		if up == nil || s.g.ir.Loop(up) != n {
			return
		}
		if len(b.Preds) == 1 && len(up.Succs) == 2 && s.g.armOf(up, b) == nil {
			s.condition(up)
		}
		b = up
	}
}
