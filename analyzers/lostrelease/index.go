package lostrelease

import (
	"iter"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// An index finds, among what happens to many objects, that which may happen to
// one, without looking at all of it.
type index struct {
	byKey  map[any][]op // by channel, last field or root
	loose  []op         // pointers to anything: results, elements
	fields []op         // fields that are pointers to anything
	roots  []op         // variables
	params []op         // what a parameter points to: which object that is, the callers know
	all    []op
}

func (x *index) add(o op) {
	p := o.place
	x.all = append(x.all, o)
	switch {
	case isParameter(p):
		x.params = append(x.params, o)
	case p.ch != nil:
		x.put(p.ch, o)
	case p.Last != nil:
		x.put(p.Last, o)
		if p.Vague() {
			x.fields = append(x.fields, o)
		}
	case !p.known() || p.Vague():
		x.loose = append(x.loose, o)
	default:
		x.put(p.Root, o)
		x.roots = append(x.roots, o)
	}
}

func (x *index) put(key any, o op) {
	if x.byKey == nil {
		x.byKey = make(map[any][]op)
	}
	x.byKey[key] = append(x.byKey[key], o)
}

// alike yields what may happen to p. What happens to parameters is left out,
// unless p is one.
func (x *index) alike(p place) iter.Seq[op] {
	var lists [][]op
	switch {
	case p.ch != nil:
		lists = [][]op{x.byKey[p.ch]}
	case p.Last != nil && p.Vague():
		lists = [][]op{x.byKey[p.Last], x.loose, x.roots}
	case p.Last != nil:
		lists = [][]op{x.byKey[p.Last], x.loose}
	case !p.known() || p.Vague():
		lists = [][]op{x.all}
	default:
		lists = [][]op{x.byKey[p.Root], x.loose, x.fields}
	}
	return func(yield func(op) bool) {
		for _, list := range lists {
			for _, o := range list {
				if mayBe(o.place, p) && !yield(o) {
					return
				}
			}
		}
	}
}

// collect finds the operations of the package, once: searches ask for them at
// each step.
func (e *engine) collect() {
	if e.ops != nil {
		return
	}
	e.ops = make(map[ssa.Instruction][]op)
	e.opsIn = make(map[*ssa.Function][]op)
	for _, fn := range e.ir.Functions() {
		for instr := range ir.Instrs(fn) {
			ops := e.find(instr)
			if len(ops) == 0 {
				continue
			}
			e.ops[instr] = ops
			for _, o := range ops {
				e.byKind[o.kind].add(o)
				outer := ir.Enclosing(fn)
				e.opsIn[outer] = append(e.opsIn[outer], o)
			}
		}
	}
}

// opsAt returns the operations of instr itself: none of what functions do that
// it calls.
func (e *engine) opsAt(instr ssa.Instruction) []op {
	e.collect()
	return e.ops[instr]
}

// all returns the operations of one kind, in source order of the functions.
func (e *engine) all(k kind) []op {
	e.collect()
	return e.byKind[k].all
}

// alike yields the operations of one kind that may be on p.
func (e *engine) alike(k kind, p place) iter.Seq[op] {
	e.collect()
	return e.byKind[k].alike(p)
}

// in yields the operations of one kind in fn, the bodies of its loops over
// functions included.
func (e *engine) in(fn *ssa.Function, k kind) iter.Seq[op] {
	e.collect()
	return func(yield func(op) bool) {
		for _, o := range e.opsIn[fn] {
			if o.kind == k && !yield(o) {
				return
			}
		}
	}
}

// givers returns the instructions that release, or may, by what they do
// themselves or by what they call or hand on. What a task does to its parameters
// is listed as done to what the spawner passes, too.
func (c *checker) givers(k kind) *index {
	if x := c.giving[k]; x != nil {
		return x
	}
	x := new(index)
	c.giving[k] = x
	for _, fn := range c.ir.Functions() {
		for instr := range ir.Instrs(fn) {
			for _, p := range c.releasedAt(instr, k) {
				x.add(op{instr: instr, kind: k, place: p})
				outer := ir.Enclosing(fn)
				for _, f := range c.flowsOf[outer] {
					if q := c.fromTask(f, outer, p); q != p {
						x.add(op{instr: instr, kind: k, place: q})
					}
				}
			}
		}
	}
	return x
}
