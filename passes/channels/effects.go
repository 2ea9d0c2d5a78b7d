package channels

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// effects remembers what functions do to channels.
type effects struct {
	*Result
	*functions
	sees    map[*Channel]map[*ssa.Function]bool // the declared functions in which it is the value of something
	reached map[*Channel]*reach
	envs    map[envKey]*env
	certain map[queryKey]Certainty
	counts  map[queryKey]count
}

type queryKey struct {
	channel *Channel
	kinds   kindSet
	fn      *ssa.Function
	env     *env
}

// A kindSet is a set of kinds of operations.
type kindSet uint8

func (s kindSet) with(k OpKind) kindSet { return s | 1<<k }
func (s kindSet) has(k OpKind) bool     { return s&(1<<k) != 0 }

func newEffects(r *Result, b *builder) *effects {
	e := &effects{
		Result:    r,
		functions: b.functions,
		sees:      make(map[*Channel]map[*ssa.Function]bool),
		reached:   make(map[*Channel]*reach),
		envs:      make(map[envKey]*env),
		certain:   make(map[queryKey]Certainty),
		counts:    make(map[queryKey]count),
	}
	for _, n := range b.order {
		if n.fn == nil {
			continue
		}
		for _, o := range n.is {
			c := o.class().channel
			if e.sees[c] == nil {
				e.sees[c] = make(map[*ssa.Function]bool)
			}
			e.sees[c][root(n.fn)] = true
		}
	}
	return e
}

// A query asks about operations of some kinds on one channel.
type query struct {
	*effects
	channel *Channel
	kinds   kindSet
	reach   *reach
	starts  bool // tasks that the instruction starts are part of what it does
}

func (e *effects) query(c *Channel, kinds []OpKind) query {
	q := query{effects: e, channel: c, reach: e.reachOf(c)}
	for _, k := range kinds {
		q.kinds = q.kinds.with(k)
	}
	return q
}

// own yields the operations of instr itself that the query asks for, and how
// certainly they are on the channel.
func (q query) own(instr ssa.Instruction, en *env) (ops []*Op, certain []Certainty) {
	for _, o := range q.ops[instr] {
		if o.channel == q.channel && q.kinds.has(o.op.Kind) {
			if c := q.denotes(o.op.Chan, en); c != No {
				ops, certain = append(ops, o.op), append(certain, c)
			}
		}
	}
	return ops, certain
}

// does is Does for parameters that are what en says.
func (q query) does(instr ssa.Instruction, en *env) Certainty {
	switch instr := instr.(type) {
	case *ssa.Select:
		return q.doesSelect(instr, en)
	case ssa.CallInstruction:
		return q.doesCall(instr, en)
	}
	_, certain := q.own(instr, en)
	return slices.Max(append(certain, No))
}

func (q query) doesSelect(sel *ssa.Select, en *env) Certainty {
	_, certain := q.own(sel, en)
	switch {
	case len(certain) == 0:
		return No
	case sel.Blocking && len(certain) == len(sel.States) && !slices.Contains(certain, May):
		return Must
	}
	return May
}

func (q query) doesEdge(from, to *ssa.BasicBlock, en *env) Certainty {
	result := No
	for _, o := range q.arms[[2]*ssa.BasicBlock{from, to}] {
		if o.channel == q.channel && q.kinds.has(o.op.Kind) {
			result = max(result, q.denotes(o.op.Chan, en))
		}
	}
	return result
}

func (q query) doesCall(call ssa.CallInstruction, en *env) Certainty {
	if _, ok := call.(*ssa.Go); ok && !q.starts {
		return No
	}
	_, certain := q.own(call, en)
	result := slices.Max(append(certain, No))
	for _, run := range q.runs(call) {
		if result == Must {
			break
		}
		does := No
		if run.fn == nil {
			does = May
		} else if run.when != started || q.starts {
			does = q.doesFunc(run.fn, q.envFor(run, en))
		}
		if does == Must && run.when == perhaps {
			does = May
		}
		result = max(result, does)
	}
	return result
}

// doesFunc says whether running fn does what the query asks for.
func (q query) doesFunc(fn *ssa.Function, en *env) Certainty {
	if q.reach.of(fn)&q.kinds == 0 {
		return No
	}
	if q.reach.kinds[fn]&q.kinds == 0 {
		return May // too many functions do it
	}
	key := queryKey{q.channel, q.kinds, fn, en}
	if result, done := q.certain[key]; done {
		return result
	}
	q.certain[key] = May // while it is being decided, for recursive functions
	q.starts = false
	path := q.ir.EscapeEntry(fn, ir.Search{
		Stop: func(instr ssa.Instruction) bool { return acts(instr) && q.does(instr, en) == Must },
		Edge: func(from, to *ssa.BasicBlock) bool { return q.doesEdge(from, to, en) != Must },
	})
	if path == nil {
		q.certain[key] = Must
	}
	return q.certain[key]
}
