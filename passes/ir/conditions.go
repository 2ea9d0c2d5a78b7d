package ir

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A flow is what searches need to know of one function. It is not changed once
// it is made: searches of several analyzers share it.
type flow struct {
	loops  []int // see cycles
	defers []*ssa.Defer

	terms map[term]int
	ids   map[ssa.Value]int

	tests   []test                   // by the index of the block that ends in the test
	signals map[int]int              // the bit of each condition that is worth remembering, by its term
	values  map[ssa.Value]test       // of what is assigned to a phi that is such a condition
	stores  map[*ssa.Store]mask      // what the store puts in doubt
	headers map[*ssa.BasicBlock]mask // what each iteration of the loop computes anew

	// crowded reports whether there are more such conditions than a mask can
	// have. Paths that contradict themselves can't be told from others then.
	crowded bool
}

// A test is the condition at the end of a block: a term and whether the first
// successor is taken if it is false.
type test struct {
	term    int // 0 if the block does not end in a test
	negated bool
}

// A term is what a value is computed from. Equal terms are taken for equal
// values: loads of the same variable or field are, unless something between
// them is seen to assign to it.
type term struct {
	kind termKind
	op   token.Token // of operators; token.MUL of loads, token.AND of the addresses of fields
	x, y int         // the terms of the operands; y is -1 less the index of a field or a part
	v    ssa.Value   // what is only equal to itself
	text string      // of literals, and the names of builtins
}

type termKind int8

const (
	opaque termKind = iota
	literal
	operator
	field
	part
)

// A mask is a set of conditions.
type mask uint64

// assumptions are what a path knows: which conditions, and their outcome.
type assumptions struct{ set, outcome mask }

func (a *assumptions) forget(m mask) {
	a.set &^= m
	a.outcome &^= m
}

func (a *assumptions) assume(bit int, outcome bool) {
	m := mask(1) << bit
	a.set |= m
	a.outcome &^= m
	if outcome {
		a.outcome |= m
	}
}

func (a assumptions) lookup(bit int) (outcome, known bool) {
	m := mask(1) << bit
	return a.outcome&m != 0, a.set&m != 0
}

// flowOf returns the flow of fn, computing it on the first call.
func (p *Package) flowOf(fn *ssa.Function) *flow {
	if f, ok := p.flows.Load(fn); ok {
		return f.(*flow)
	}
	f, _ := p.flows.LoadOrStore(fn, newFlow(fn))
	return f.(*flow)
}

func newFlow(fn *ssa.Function) *flow {
	f := &flow{
		loops:   cycles(fn),
		defers:  slices.Collect(Defers(fn)),
		terms:   make(map[term]int),
		ids:     make(map[ssa.Value]int),
		tests:   make([]test, len(fn.Blocks)),
		signals: make(map[int]int),
		values:  make(map[ssa.Value]test),
		stores:  make(map[*ssa.Store]mask),
		headers: make(map[*ssa.BasicBlock]mask),
	}
	count := make(map[int]int)
	var order []int
	for _, b := range fn.Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		t := f.condition(branch.Cond)
		f.tests[b.Index] = t
		if count[t.term] == 0 {
			order = append(order, t.term)
		}
		count[t.term]++
		if phiOf(branch.Cond) != nil {
			count[t.term]++ // what is assigned to it can settle a single test
		}
	}
	// So can the test of what is assigned.
	for _, b := range fn.Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		if phi := phiOf(branch.Cond); phi != nil {
			for _, v := range phi.Edges {
				if id := f.nilTest(v); count[id] > 0 {
					count[id]++
				}
			}
			order = f.passedOn(phi, count, order)
		}
	}
	for _, id := range order {
		if count[id] < 2 {
			continue
		}
		if f.crowded = len(f.signals) == 64; f.crowded {
			break
		}
		f.signals[id] = len(f.signals)
	}
	if len(f.signals) > 0 {
		f.index(fn)
	}
	return f
}

// passedOn counts as tests the boolean phis from which phi, which is tested, gets
// its value.
func (f *flow) passedOn(phi *ssa.Phi, count map[int]int, order []int) []int {
	if basic, ok := phi.Type().Underlying().(*types.Basic); !ok || basic.Info()&types.IsBoolean == 0 {
		return order
	}
	work := []*ssa.Phi{phi}
	for len(work) > 0 {
		p := work[len(work)-1]
		work = work[:len(work)-1]
		for _, v := range p.Edges {
			inner, ok := v.(*ssa.Phi)
			if !ok {
				continue
			}
			if id := f.term(inner); count[id] == 0 {
				count[id] = 2
				order = append(order, id)
				work = append(work, inner)
			}
		}
	}
	return order
}

// index notes what is assigned to the conditions that are phis, and which
// conditions a store, or the next iteration of a loop, puts in doubt.
func (f *flow) index(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok {
				break
			}
			if _, ok := f.signals[f.ids[phi]]; ok {
				for _, v := range phi.Edges {
					f.values[v] = f.condition(v)
				}
			}
		}
	}
	terms := make(map[int]term, len(f.terms))
	for t, id := range f.terms {
		terms[id] = t
	}
	loads := make(map[int]mask)               // by the term of the address
	blocks := make(map[int][]*ssa.BasicBlock) // where the values of a term are computed
	for v, id := range f.ids {
		if instr, ok := v.(ssa.Instruction); ok && f.loops[instr.Block().Index] != 0 {
			blocks[id] = append(blocks[id], instr.Block())
		}
	}
	computed := make([][]*ssa.BasicBlock, len(f.signals))
	for id, bit := range f.signals {
		f.parts(terms, id, func(id int) {
			if t := terms[id]; t.kind == operator && t.op == token.MUL {
				loads[t.x] |= mask(1) << bit
			}
			computed[bit] = append(computed[bit], blocks[id]...)
		})
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok && len(loads) > 0 {
				f.stores[st] = loads[f.term(st.Addr)]
			}
		}
		if !slices.ContainsFunc(b.Preds, b.Dominates) {
			continue
		}
		for bit, where := range computed {
			if slices.ContainsFunc(where, b.Dominates) {
				f.headers[b] |= mask(1) << bit
			}
		}
	}
}

// parts calls do for the term with the given number and all it is made of.
func (f *flow) parts(terms map[int]term, id int, do func(int)) {
	do(id)
	for _, sub := range []int{terms[id].x, terms[id].y} {
		if sub > 0 {
			f.parts(terms, sub, do)
		}
	}
}

// condition returns the test for v.
func (f *flow) condition(v ssa.Value) test {
	switch x := v.(type) {
	case *ssa.UnOp:
		if x.Op == token.NOT {
			t := f.condition(x.X)
			t.negated = !t.negated
			return t
		}
	case *ssa.BinOp:
		a, b, op, negated := f.term(x.X), f.term(x.Y), x.Op, false
		switch op {
		case token.NEQ:
			op, negated = token.EQL, true
		case token.GEQ: // a >= b is !(a < b)
			op, negated = token.LSS, true
		case token.GTR: // a > b is b < a
			op, a, b = token.LSS, b, a
		case token.LEQ:
			op, a, b, negated = token.LSS, b, a, true
		}
		if op == token.EQL && a > b {
			a, b = b, a
		}
		if op == token.EQL || op == token.LSS {
			return test{f.intern(term{kind: operator, op: op, x: a, y: b}), negated}
		}
	}
	return test{f.term(v), false}
}

// term returns the number of the term of v, counting from 1.
func (f *flow) term(v ssa.Value) int {
	if id, ok := f.ids[v]; ok {
		return id
	}
	id := f.intern(f.termOf(v))
	f.ids[v] = id
	return id
}

func (f *flow) termOf(v ssa.Value) term {
	switch x := v.(type) {
	case *ssa.Const:
		return term{kind: literal, text: x.String()}
	case *ssa.UnOp:
		if x.Op != token.ARROW {
			return term{kind: operator, op: x.Op, x: f.term(x.X)}
		}
	case *ssa.FieldAddr:
		return term{kind: field, op: token.AND, x: f.term(x.X), y: -1 - x.Field}
	case *ssa.Field:
		return term{kind: field, x: f.term(x.X), y: -1 - x.Field}
	case *ssa.Extract:
		return term{kind: part, x: f.term(x.Tuple), y: -1 - x.Index}
	case *ssa.ChangeType:
		return f.termOf(x.X)
	case *ssa.Call:
		if b, ok := x.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") {
			if _, isChan := x.Call.Args[0].Type().Underlying().(*types.Chan); !isChan {
				return term{kind: operator, op: token.LBRACK, text: b.Name(), x: f.term(x.Call.Args[0])}
			}
		}
	}
	return term{v: v}
}

func (f *flow) intern(t term) int {
	id, ok := f.terms[t]
	if !ok {
		id = len(f.terms) + 1
		f.terms[t] = id
	}
	return id
}

// phiOf returns the phi that the condition v tests, as a boolean or against
// nil.
func phiOf(v ssa.Value) *ssa.Phi {
	switch x := v.(type) {
	case *ssa.Phi:
		return x
	case *ssa.UnOp:
		if x.Op == token.NOT {
			return phiOf(x.X)
		}
	case *ssa.BinOp:
		if c, ok := x.Y.(*ssa.Const); ok && c.IsNil() {
			phi, _ := x.X.(*ssa.Phi)
			return phi
		}
	}
	return nil
}

// along returns what a path knows after the j-th edge out of block, or that it
// can't take the edge.
func (f *flow) along(block *ssa.BasicBlock, j int, known assumptions) (next assumptions, feasible bool) {
	t := f.tests[block.Index]
	if bit, ok := f.signals[t.term]; ok && t.term != 0 && block.Succs[0] != block.Succs[1] {
		outcome := (j == 0) != t.negated
		if was, ok := known.lookup(bit); ok && was != outcome {
			return known, false
		}
		known.assume(bit, outcome)
	}
	to := block.Succs[j]
	before := known
	if to.Dominates(block) { // the next iteration computes its conditions anew
		known.forget(f.headers[to])
	}
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		f.assign(phi, phi.Edges[edgeIndex(block, to, j)], before, &known)
	}
	return known, true
}

func edgeIndex(from, to *ssa.BasicBlock, j int) int {
	// Both successors of a test may be the same block.
	nth := 0
	for _, s := range from.Succs[:j] {
		if s == to {
			nth++
		}
	}
	for i, pred := range to.Preds {
		if pred == from {
			if nth == 0 {
				return i
			}
			nth--
		}
	}
	return 0
}

// assign notes what is known of phi when it gets the value v.
func (f *flow) assign(phi *ssa.Phi, v ssa.Value, before assumptions, known *assumptions) {
	if bit, ok := f.signals[f.ids[phi]]; ok {
		known.forget(mask(1) << bit)
		if c, ok := v.(*ssa.Const); ok && c.Value != nil {
			known.assume(bit, c.Value.String() == "true")
		} else if src, ok := f.signals[f.values[v].term]; ok {
			if outcome, ok := before.lookup(src); ok {
				known.assume(bit, outcome != f.values[v].negated)
			}
		}
	}
	null := f.nilTest(phi)
	bit, ok := f.signals[null]
	if null == 0 || !ok {
		return
	}
	known.forget(mask(1) << bit)
	switch x := v.(type) {
	case *ssa.Const:
		known.assume(bit, x.IsNil())
	case *ssa.MakeInterface, *ssa.Alloc, *ssa.MakeClosure, *ssa.MakeChan, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Function, *ssa.FieldAddr:
		known.assume(bit, false)
	default:
		if src, ok := f.signals[f.nilTest(v)]; ok {
			if outcome, ok := before.lookup(src); ok {
				known.assume(bit, outcome)
			}
		}
	}
}

// nilTest returns the term for the comparison of v with nil, 0 if no condition
// makes it.
func (f *flow) nilTest(v ssa.Value) int {
	if _, ok := v.Type().Underlying().(*types.Basic); ok {
		return 0
	}
	a, ok := f.ids[v]
	b, ok2 := f.terms[term{kind: literal, text: ssa.NewConst(nil, v.Type()).String()}]
	if !ok || !ok2 {
		return 0
	}
	if a > b {
		a, b = b, a
	}
	return f.terms[term{kind: operator, op: token.EQL, x: a, y: b}]
}

// known returns the assumptions that hold whenever block is entered: those of
// the tests that decide whether it is.
func (f *flow) known(block *ssa.BasicBlock) assumptions {
	var known assumptions
	for b := block; b.Idom() != nil; b = b.Idom() {
		test := b.Idom()
		t := f.tests[test.Index]
		bit, ok := f.signals[t.term]
		if !ok || t.term == 0 || len(b.Preds) != 1 || b.Preds[0] != test {
			continue
		}
		if _, set := known.lookup(bit); !set {
			known.assume(bit, (test.Succs[0] == b) != t.negated)
		}
	}
	return known
}
