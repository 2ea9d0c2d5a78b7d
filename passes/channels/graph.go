package channels

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// A graph says how values that are channels, or may be, flow through the
// package, whatever the order of execution.
type graph struct {
	nodes   map[any]*node
	order   []*node
	origins []*origin
	nils    *node // all nil channels
}

// A result is the key of the node for one result of a function.
type result struct {
	fn    *ssa.Function
	index int
}

// A node is an SSA value, a variable in memory (its *ssa.Alloc), a struct field
// or package-level variable (its *types.Var), or a result.
type node struct {
	out, in []edge

	root    *ssa.Function  // the declared function that contains the value, nil if it is a field or package-level variable
	param   *ssa.Parameter // that the node is, nil if it is something else
	lost    []escape       // where the value gets to code that isn't followed
	foreign bool           // here the value may come from code that isn't followed
	unknown bool           // here or before it may
	isNil   bool           // the value may be nil

	origin *origin // of a make, a field, a package-level variable
	shared bool    // a field or package-level variable: all that it holds is one channel

	seen     *origin    // the last one whose flow got here
	from     []*origin  // all that do
	channels []*Channel // what the value may be, sorted by number
}

type edge struct {
	node  *node
	instr ssa.Instruction
}

// An origin is where a channel comes from: a make expression, or a field or
// package-level variable that holds one.
type origin struct {
	node *node
	make *ssa.MakeChan
	v    *types.Var // of a field or package-level variable
	lost []escape

	parent  *origin // in the union of origins that are one channel
	channel *Channel
}

// class returns the representative of the origins that are the same channel as
// o.
func (o *origin) class() *origin {
	for o.parent != nil {
		if o.parent.parent != nil {
			o.parent = o.parent.parent
		}
		o = o.parent
	}
	return o
}

// merge makes o and p the same channel.
func (o *origin) merge(p *origin) {
	if o, p = o.class(), p.class(); o != p {
		p.parent = o
	}
}

func newGraph() *graph {
	g := &graph{nodes: make(map[any]*node)}
	g.nils = &node{isNil: true}
	return g
}

func (g *graph) node(key any) *node {
	n := g.nodes[key]
	if n == nil {
		n = new(node)
		n.param, _ = key.(*ssa.Parameter)
		switch key := key.(type) {
		case ssa.Value:
			n.root = ir.Outermost(key.Parent())
		case result:
			n.root = ir.Outermost(key.fn)
		}
		g.nodes[key] = n
		g.order = append(g.order, n)
	}
	return n
}

// value returns the node of v, which may be nil.
func (g *graph) value(v ssa.Value) *node {
	if _, ok := v.(*ssa.Const); ok {
		return g.nils
	}
	return g.node(v)
}

// variable returns the node of a field or package-level variable.
func (g *graph) variable(v *types.Var) *node {
	v = v.Origin()
	n := g.node(v)
	if n.origin == nil {
		n.shared = true
		n.origin = &origin{node: n, v: v}
		g.origins = append(g.origins, n.origin)
	}
	return n
}

func (g *graph) flow(from, to *node, instr ssa.Instruction) {
	if from == nil || to == nil || from == to || from == g.nils && to.shared {
		return // a variable that is nil at times holds the same channel at others
	}
	from.out = append(from.out, edge{to, instr})
	to.in = append(to.in, edge{from, instr})
}

// escapes notes that the value gets, with type t, to code that isn't followed.
func (n *node) escapes(instr ssa.Instruction, t types.Type) {
	if n != nil {
		n.lost = append(n.lost, escape{instr, allowed(t)})
	}
}

// escapes notes that the channel gets to code that isn't followed.
func (o *origin) escapes(instr ssa.Instruction) {
	o.lost = append(o.lost, escape{instr, allKinds})
}

// An escape is where a channel gets to code that isn't followed, and what that
// code can do to it.
type escape struct {
	instr  ssa.Instruction
	allows kindSet
}

// allowed returns what can be done to a channel that one has with type t.
func allowed(t types.Type) kindSet {
	if ch, ok := t.Underlying().(*types.Chan); ok {
		switch ch.Dir() {
		case types.RecvOnly:
			return kindSet(0).with(Recv).with(Len)
		case types.SendOnly:
			return kindSet(0).with(Send).with(Close).with(Len)
		}
	}
	return allKinds
}

// holdsChan reports whether values of type t may be channels: it is a channel
// type, or a type parameter.
func holdsChan(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return true
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// structOf returns the struct that t is or points to, nil if it is none.
func structOf(t types.Type) *types.Struct {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}
