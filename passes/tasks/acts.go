package tasks

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

type actKind uint8

const (
	// waits: is not passed before something has happened to the object, a group
	// that is done, a channel that yields, a context that ends.
	waits actKind = iota

	// signals: what waiters for the object wait for: Done, a send, a close, the
	// cancel function.
	signals

	// takes: receives from the object, which whoever sends on it may wait for.
	takes

	// gives: sends on the object.
	gives

	// calls: a function without a body here whose name or nature says that it
	// may wait for what others do with the object.
	calls
)

// An act is what executing an instruction does, or may do, to an object.
type act struct {
	kind actKind
	obj  object
	fn   *types.Func // what is called, for calls
	arm  bool        // a select may do something else instead
}

// A summary is what a function does before it returns, in the terms of its
// caller: objects that it made itself are left out.
type summary struct {
	acts []act

	// started are the acts of the tasks that it starts.
	started []act

	// open says that there is more that was not followed.
	open bool
}

// maxActs bounds what is remembered of one function: of one that does more,
// nothing is claimed.
const maxActs = 48

func (s *summary) add(acts ...act) {
	for _, a := range acts {
		if slices.Contains(s.acts, a) {
			continue
		}
		if len(s.acts) >= maxActs {
			s.open = true
			return
		}
		s.acts = append(s.acts, a)
	}
}

func (s *summary) start(acts ...act) {
	for _, a := range acts {
		if slices.Contains(s.started, a) {
			continue
		}
		if len(s.started) >= maxActs {
			s.open = true
			return
		}
		s.started = append(s.started, a)
	}
}

// summaryOf returns what fn does. Of functions that call each other, one is
// taken as open.
func (g *graph) summaryOf(fn *ssa.Function) *summary {
	if s, ok := g.summaries[fn]; ok {
		return s
	}
	s := &summary{open: true}
	g.summaries[fn] = s
	sum := new(summary)
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			e := g.effects(instr)
			sum.add(visible(fn, e.acts)...)
			sum.start(visible(fn, e.started)...)
			sum.open = sum.open || e.open
		}
	}
	*s = *sum
	return s
}

// visible returns the acts on objects that exist outside of a run of fn.
func visible(fn *ssa.Function, acts []act) []act {
	return slices.DeleteFunc(slices.Clone(acts), func(a act) bool {
		_, isParam := a.obj.val.(*ssa.Parameter)
		return !isParam && madeIn(a.obj.val) == fn
	})
}

// madeIn returns the function that v is a value of; nil for globals and the
// like.
func madeIn(v ssa.Value) *ssa.Function {
	if v == nil || v.Parent() == nil {
		return nil
	}
	return ir.Enclosing(v.Parent())
}

// effects returns what executing instr does; for a defer statement, what the
// deferred call will do.
func (g *graph) effects(instr ssa.Instruction) *summary {
	if s, ok := g.effectsOf[instr]; ok {
		return s
	}
	s := new(summary)
	switch x := instr.(type) {
	case *ssa.Send:
		o := g.objectOf(x.Chan)
		s.add(act{kind: signals, obj: o}, act{kind: gives, obj: o})
	case *ssa.UnOp:
		if x.Op == token.ARROW {
			g.receive(s, x.X, false)
		}
	case *ssa.Select:
		arm := len(x.States) > 1 || !x.Blocking
		for _, state := range x.States {
			if state.Dir == types.SendOnly {
				o := g.objectOf(state.Chan)
				s.add(act{kind: signals, obj: o, arm: arm}, act{kind: gives, obj: o, arm: arm})
			} else {
				g.receive(s, state.Chan, arm)
			}
		}
	case *ssa.Go:
		c := g.ir.Callee(x.Common())
		inner := new(summary)
		g.call(inner, x.Common(), c)
		s.start(inner.acts...)
		s.start(inner.started...)
		s.open = inner.open
	case ssa.CallInstruction:
		g.call(s, x.Common(), g.ir.Callee(x.Common()))
	}
	if len(s.acts)+len(s.started) == 0 && !s.open {
		s = noEffects
	}
	g.effectsOf[instr] = s
	return s
}

// noEffects is shared and never changed.
var noEffects = new(summary)

func (g *graph) receive(s *summary, ch ssa.Value, arm bool) {
	if ctx := g.ir.ContextOf(ch); ctx != nil {
		for _, o := range g.contexts(ctx) {
			s.add(act{kind: waits, obj: o, arm: arm})
		}
		return
	}
	if g.isTimer(ch) {
		return
	}
	o := g.objectOf(ch)
	s.add(act{kind: waits, obj: o, arm: arm}, act{kind: takes, obj: o, arm: arm})
}

// call adds what calling c does.
func (g *graph) call(s *summary, common *ssa.CallCommon, c ir.Callee) {
	switch c.Builtin {
	case "":
	case "close":
		if len(c.Args) == 1 {
			s.add(act{kind: signals, obj: g.objectOf(c.Args[0])})
		}
		return
	default:
		return
	}
	if g.wellKnown(s, common, c) {
		return
	}
	bodies := g.bodiesOf(c)
	for _, body := range bodies {
		g.inherit(s, body.fn, body.args)
	}
	if len(bodies) == 0 {
		g.external(s, common, c)
	}
}

// inherit adds what a call of fn with the given arguments, the receiver first,
// does.
func (g *graph) inherit(s *summary, fn *ssa.Function, args []ssa.Value) {
	sum := g.summaryOf(fn)
	s.add(g.translate(sum.acts, fn, args)...)
	s.start(g.translate(sum.started, fn, args)...)
	s.open = s.open || sum.open
	// A function that is passed may be called. What fn does with it is not
	// followed.
	for _, arg := range args {
		g.passed(s, arg)
	}
}

// passed adds what v may do if it is a function of this package: it is passed
// to somebody who may call it.
func (g *graph) passed(s *summary, v ssa.Value) {
	if _, ok := v.Type().Underlying().(*types.Signature); !ok {
		return
	}
	for _, o := range g.cancels(v) {
		s.add(act{kind: signals, obj: o, arm: true})
	}
	if c := g.ir.Callee(&ssa.CallCommon{Value: v}); c.Recv != nil && recvPlace(c.Func) == waitGroup && c.Func.Name() == "Done" {
		s.add(act{kind: signals, obj: g.objectOf(c.Recv), arm: true})
	}
	for _, body := range g.funcsOf(v) {
		sum := g.summaryOf(body.fn)
		for _, a := range g.translate(sum.acts, body.fn, body.args) {
			a.arm = true
			s.add(a)
		}
		s.start(g.translate(sum.started, body.fn, body.args)...)
		s.open = s.open || sum.open
	}
}

// translate returns acts of fn in terms of a caller that passes args.
func (g *graph) translate(acts []act, fn *ssa.Function, args []ssa.Value) []act {
	var list []act
	for _, a := range acts {
		param, ok := a.obj.val.(*ssa.Parameter)
		if !ok || param.Parent() != fn {
			list = append(list, a)
			continue
		}
		i := slices.Index(fn.Params, param)
		if i < 0 || i >= len(args) {
			continue // not passed by the caller: the argument of a function that others call
		}
		if a.kind == calls {
			for _, o := range g.origins(args[i]) {
				a.obj = o
				list = append(list, a)
			}
			continue
		}
		objects := []object{g.objectOf(args[i])}
		if apimodel.IsContext(args[i].Type()) {
			objects = g.contexts(args[i])
		} else if isFunc(args[i].Type()) {
			if ended := g.cancels(args[i]); len(ended) > 0 {
				objects = ended
			}
		}
		for _, o := range objects {
			a.obj = o
			list = append(list, a)
		}
	}
	return list
}
