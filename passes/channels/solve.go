package channels

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// These bound how far one channel is followed: the values that it is, and how
// deep it gets through calls from where it is made. Together with the number of
// channels they bound the work of the pass.
const (
	maxValues = 2_000
	maxDepth  = 10
)

// solve finds the channels and their operations.
func (r *Result) solve() {
	b := &builder{functions: newFunctions(r.ir), graph: newGraph()}
	b.visible = visibleFields(r.ir.Info.Defs, b.importable)
	b.build()
	r.graph = b.graph

	for _, o := range b.origins {
		b.spread(o)
	}
	b.spreadFlags()
	r.makeChannels(b)
	for _, n := range b.order {
		for _, o := range n.from {
			n.channels = append(n.channels, o.class().channel)
		}
		slices.SortFunc(n.channels, byNumber)
		n.channels = slices.Compact(n.channels)
	}
	r.assign(b)
	r.effects = newEffects(r, b)
}

// spread marks all that o gets to. At a field or package-level variable it ends:
// from there on it is one of the channels that the variable holds.
func (b *builder) spread(o *origin) {
	type step struct {
		node  *node
		depth int
	}
	queue := []step{{o.node, 0}}
	o.node.seen = o
	for i := 0; i < len(queue); i++ {
		n, depth := queue[i].node, queue[i].depth
		n.from = append(n.from, o)
		o.lost = append(o.lost, n.lost...)
		for _, e := range n.out {
			next := depth
			if e.node.root != n.root && !n.shared {
				next++
			}
			switch {
			case e.node.seen == o:
			case e.node.shared:
				e.node.origin.merge(o)
			case len(queue) >= maxValues || next > maxDepth:
				e.node.foreign = true
				o.escapes(e.instr)
			default:
				e.node.seen = o
				queue = append(queue, step{e.node, next})
			}
		}
	}
}

// spreadFlags marks all that may be nil, or come from elsewhere.
func (b *builder) spreadFlags() {
	nils := []*node{b.nils}
	for i := 0; i < len(nils); i++ {
		for _, e := range nils[i].out {
			if !e.node.isNil && !e.node.shared {
				e.node.isNil = true
				nils = append(nils, e.node)
			}
		}
	}
	var unknown []*node
	for _, n := range b.order {
		if n.foreign {
			n.unknown = true
			unknown = append(unknown, n)
		}
	}
	for i := 0; i < len(unknown); i++ {
		n := unknown[i]
		if n.shared {
			n.spoil()
			continue // what is loaded from it is the escaped channel of the variable
		}
		for _, e := range n.out {
			if e.node.shared {
				e.node.origin.escapes(e.instr)
			}
			if !e.node.unknown && !e.node.shared {
				e.node.unknown = true
				unknown = append(unknown, e.node)
			}
		}
	}
}

// spoil makes the channel of a variable that others can assign and read escape.
func (n *node) spoil() {
	for _, e := range slices.Concat(n.in, n.out) {
		n.origin.escapes(e.instr)
	}
}

// makeChannels makes one channel of each class of origins.
func (r *Result) makeChannels(b *builder) {
	r.lost = make(map[opKey]kindSet)
	for i, o := range b.origins {
		rep := o.class()
		c := rep.channel
		if c == nil {
			c = &Channel{number: i}
			rep.channel = c
		}
		switch {
		case o.make != nil:
			c.Makes = append(c.Makes, o.make)
		case o.v.IsField():
			if c.Field == nil || o.v.Pos() < c.Field.Pos() {
				c.Field = o.v
			}
		default:
			if c.Global == nil || o.v.Pos() < c.Global.Pos() {
				c.Global = o.v
			}
		}
		for _, e := range o.lost {
			if c.Escape == nil || e.instr.Pos() < c.Escape.Pos() {
				c.Escape = e.instr
			}
			c.allows |= e.allows
			if _, ok := e.instr.(ssa.CallInstruction); ok {
				c.lost = append(c.lost, e)
				r.lost[opKey{channel: c, instr: e.instr}] |= e.allows
			}
		}
	}
	for _, o := range b.origins {
		if c := o.channel; c != nil && len(c.Makes) > 0 {
			slices.SortFunc(c.Makes, func(a, b *ssa.MakeChan) int { return cmp.Compare(a.Pos(), b.Pos()) })
			c.In = c.Makes[0].Parent()
			if len(c.Makes) == 1 {
				c.Make = c.Makes[0]
			}
			c.Cap = r.capacity(c.Makes)
			r.channels = append(r.channels, c)
		}
	}
	slices.SortStableFunc(r.channels, func(a, b *Channel) int { return cmp.Compare(a.Makes[0].Pos(), b.Makes[0].Pos()) })
}

// capacity returns the capacity that all makes agree on.
func (r *Result) capacity(makes []*ssa.MakeChan) Capacity {
	all := r.capacityOf(makes[0])
	for _, m := range makes[1:] {
		if c := r.capacityOf(m); !c.Known || c != all {
			return Capacity{}
		}
	}
	return all
}

func (r *Result) capacityOf(m *ssa.MakeChan) Capacity {
	size := m.Size
	for {
		conv, ok := size.(*ssa.Convert)
		if !ok {
			break
		}
		size = conv.X
	}
	size = r.ir.Resolve(size)
	if c, ok := size.(*ssa.Const); ok && c.Value != nil {
		if n, ok := constant.Int64Val(constant.ToInt(c.Value)); ok {
			return Capacity{Known: true, N: n}
		}
	}
	return Capacity{Expr: size}
}

// assign gives the channels their operations, and names.
func (r *Result) assign(b *builder) {
	r.ops = make(map[ssa.Instruction][]*Op)
	r.own = make(map[opKey][]*Op)
	deferred := make(map[*ssa.Function]bool)
	for _, fn := range b.all {
		deferred[fn] = b.deferred(fn)
	}
	for _, op := range b.ops {
		op.Deferred = op.Deferred || deferred[op.In]
		n := b.value(op.Chan)
		for _, c := range n.channels {
			op := *op
			op.Maybe = n.ambiguous()
			c.Ops = append(c.Ops, &op)
			r.ops[op.Instr] = append(r.ops[op.Instr], &op)
			at := opKey{channel: c, instr: op.Instr}
			r.own[at] = append(r.own[at], &op)
			if arm := op.Arm; arm != nil && arm.From != nil {
				at := opKey{channel: c, from: arm.From, to: arm.To}
				r.own[at] = append(r.own[at], &op)
			}
		}
	}
	var names *names
	for _, o := range b.origins {
		c := o.channel
		if c == nil {
			continue
		}
		slices.SortStableFunc(c.Ops, func(a, b *Op) int { return cmp.Compare(a.Pos(), b.Pos()) })
		if names == nil {
			names = newNames(r.ir)
		}
		names.name(c, b)
	}
}

// visibleFields returns the fields that other packages can name: those with
// exported names, unless they are in a type that has none, and that no other
// type embeds.
func visibleFields(defs map[*ast.Ident]types.Object, importable bool) map[*types.Var]bool {
	visible := make(map[*types.Var]bool)
	if !importable {
		return visible
	}
	hidden := make(map[*types.Var]bool)
	embedded := make(map[types.Type]bool)
	for _, obj := range defs {
		if v, ok := obj.(*types.Var); ok && v.IsField() && v.Embedded() {
			embedded[named(v.Type())] = true
		}
	}
	exported := func(s *types.Struct, mark map[*types.Var]bool) {
		for f := range s.Fields() {
			if f.Exported() {
				mark[f] = true
			}
		}
	}
	for _, obj := range defs {
		switch obj := obj.(type) {
		case *types.TypeName:
			if s, ok := obj.Type().Underlying().(*types.Struct); ok && !obj.IsAlias() {
				if obj.Exported() && obj.Parent() == obj.Pkg().Scope() || embedded[obj.Type()] {
					exported(s, visible)
				} else {
					exported(s, hidden)
				}
			}
		}
	}
	for _, obj := range defs {
		if v, ok := obj.(*types.Var); ok && v.IsField() && v.Exported() && !hidden[v] {
			visible[v] = true // in a struct without a name
		}
	}
	return visible
}

func named(t types.Type) types.Type {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Origin()
	}
	return t
}
