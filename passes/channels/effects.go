package channels

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// effects remembers what functions do to channels.
type effects struct {
	*Result
	*functions
	sees    map[*Channel][]*ssa.Function // the declared functions in which it is the value of something
	reached map[*Channel]*reach
	envs    map[envKey]*env
	params  map[*ssa.Parameter]when // when functions are run that are parameters
	certain map[queryKey]Certainty
	counts  map[queryKey]count
	touch   *touch // see Touched; nil until somebody asks
}

type queryKey struct {
	channel *Channel
	kinds   kindSet
	fn      *ssa.Function
	env     *env
}

func newEffects(r *Result, b *builder) *effects {
	e := &effects{
		Result:    r,
		functions: b.functions,
		sees:      make(map[*Channel][]*ssa.Function),
		reached:   make(map[*Channel]*reach),
		envs:      make(map[envKey]*env),
		params:    make(map[*ssa.Parameter]when),
		certain:   make(map[queryKey]Certainty),
		counts:    make(map[queryKey]count),
	}
	for _, n := range b.order {
		if n.root != nil {
			for _, c := range n.channels {
				e.sees[c] = append(e.sees[c], n.root)
			}
		}
	}
	for c, roots := range e.sees {
		slices.SortFunc(roots, func(a, b *ssa.Function) int {
			return cmp.Or(cmp.Compare(a.Pos(), b.Pos()), cmp.Compare(a.String(), b.String()))
		})
		e.sees[c] = slices.Compact(roots)
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
	for _, op := range q.Result.own[opKey{channel: q.channel, instr: instr}] {
		if q.kinds.has(op.Kind) {
			c := q.denotes(op.Chan, en)
			if c == Must && op.Arm == nil && op.HasDefault {
				c = May // something else sends, when it likes
			}
			if c != No {
				ops, certain = append(ops, op), append(certain, c)
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
	for _, op := range q.Result.own[opKey{channel: q.channel, from: from, to: to}] {
		if q.kinds.has(op.Kind) {
			result = max(result, q.denotes(op.Chan, en))
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
	switch {
	case path == nil:
		q.certain[key] = Must
	case !q.anywhere(fn, en):
		q.certain[key] = No // not for the channels that it was passed
	}
	return q.certain[key]
}

// anywhere reports whether any instruction of fn may do what the query asks for.
func (q query) anywhere(fn *ssa.Function, en *env) bool {
	for instr := range ir.Instrs(fn) {
		if acts(instr) && q.does(instr, en) != No {
			return true
		}
	}
	return false
}
