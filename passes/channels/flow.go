package channels

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// A builder builds the graph.
type builder struct {
	*functions
	*graph
	visible map[*types.Var]bool // fields that other packages can name
	ops     []*Op               // of all channels, known or not
}

func (b *builder) build() {
	for _, fn := range b.all {
		if b.open(fn) {
			for _, param := range fn.Params {
				if holdsChan(param.Type()) {
					b.node(param).foreign = true
				}
			}
		}
		for instr := range ir.Instrs(fn) {
			b.instr(fn, instr)
		}
	}
}

// instr adds what one instruction does to channels.
func (b *builder) instr(fn *ssa.Function, instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.MakeChan:
		n := b.node(instr)
		n.origin = &origin{node: n, make: instr}
		b.origins = append(b.origins, n.origin)
	case *ssa.Phi:
		if holdsChan(instr.Type()) {
			for _, e := range instr.Edges {
				b.flow(b.value(e), b.node(instr), instr)
			}
		}
	case *ssa.ChangeType:
		b.convert(instr, instr.X, instr)
		b.convertStruct(instr.X.Type(), instr.Type(), instr)
	case *ssa.Convert:
		b.convert(instr, instr.X, instr)
	case *ssa.MultiConvert:
		b.convert(instr, instr.X, instr)
	case *ssa.UnOp:
		b.unop(instr)
	case *ssa.Store:
		if holdsChan(instr.Val.Type()) {
			if place := b.place(instr.Addr); place != nil {
				b.flow(b.value(instr.Val), place, instr)
			} else {
				b.lost(instr.Val, instr)
			}
		}
	case *ssa.Alloc:
		if holdsChan(deref(instr.Type())) {
			b.cell(instr)
		}
	case *ssa.FieldAddr:
		if holdsChan(deref(instr.Type())) {
			b.fieldAddr(instr)
		}
	case *ssa.Field:
		if holdsChan(instr.Type()) {
			if field := b.fieldAt(instr.X.Type(), instr.Field); field != nil {
				b.flow(field, b.node(instr), instr)
			} else {
				b.node(instr).foreign = true
			}
		}
	case ssa.CallInstruction:
		b.callInstr(instr)
	case *ssa.Return:
		for i, v := range instr.Results {
			if holdsChan(v.Type()) {
				n := b.node(result{fn, i})
				b.flow(b.value(v), n, instr)
				if b.open(fn) {
					n.escapes(instr, v.Type())
				}
			}
		}
	case *ssa.Extract:
		if holdsChan(instr.Type()) {
			b.extract(instr)
		}
	case *ssa.Send:
		b.op(&Op{Kind: Send, Instr: instr, In: fn, Chan: instr.Chan})
		b.lost(instr.X, instr)
	case *ssa.Select:
		b.selectOps(instr)
	case *ssa.MakeClosure:
		b.bound(instr)
	case *ssa.BinOp, *ssa.DebugRef, *ssa.If, *ssa.Jump, *ssa.RunDefers, *ssa.Panic:
	default:
		b.other(instr)
	}
}

func deref(t types.Type) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

// lost notes that v gets to where it can't be followed.
func (b *builder) lost(v ssa.Value, instr ssa.Instruction) {
	if v != nil && holdsChan(v.Type()) {
		b.value(v).escapes(instr, v.Type())
	}
}

// other takes what an instruction does to its operands for an escape, and what
// it yields for unknown.
func (b *builder) other(instr ssa.Instruction) {
	var operands [8]*ssa.Value
	for _, op := range instr.Operands(operands[:0]) {
		b.lost(*op, instr)
	}
	if v, ok := instr.(ssa.Value); ok && holdsChan(v.Type()) {
		b.node(v).foreign = true
	}
}

func (b *builder) convert(v, x ssa.Value, instr ssa.Instruction) {
	switch from, to := holdsChan(x.Type()), holdsChan(v.Type()); {
	case from && to:
		b.flow(b.value(x), b.node(v), instr)
	case from:
		b.lost(x, instr)
	case to:
		b.node(v).foreign = true
	}
}

// convertStruct equates the fields of two struct types of which one is converted
// to the other.
func (b *builder) convertStruct(from, to types.Type, instr ssa.Instruction) {
	s, t := structOf(from), structOf(to)
	if s == nil || t == nil || s == t || s.NumFields() != t.NumFields() {
		return
	}
	for i := range s.NumFields() {
		f, g := s.Field(i).Origin(), t.Field(i).Origin()
		if f == g || !holdsChan(f.Type()) {
			continue
		}
		nf, ng := b.field(f), b.field(g)
		if nf == nil || ng == nil {
			nf.escapes(instr, f.Type())
			ng.escapes(instr, g.Type())
			continue
		}
		nf.origin.merge(ng.origin)
	}
}

func (b *builder) unop(instr *ssa.UnOp) {
	switch instr.Op {
	case token.ARROW:
		_, _, ranges := ir.RangeRecv(instr)
		b.op(&Op{Kind: Recv, Instr: instr, In: instr.Parent(), Chan: instr.X, Range: ranges, CommaOk: instr.CommaOk && !ranges})
		if holdsChan(instr.Type()) {
			b.node(instr).foreign = true
		}
	case token.MUL:
		if !holdsChan(instr.Type()) {
			return
		}
		if place := b.place(instr.X); place != nil {
			b.flow(place, b.node(instr), instr)
		} else {
			b.node(instr).foreign = true
		}
	}
}

// place returns the node of the variable with address addr, nil if it is not
// known.
func (b *builder) place(addr ssa.Value) *node {
	switch addr := addr.(type) {
	case *ssa.Global:
		if v, ok := addr.Object().(*types.Var); ok && addr.Pkg == b.pkg.SSA() {
			n := b.variable(v)
			if v.Exported() && b.importable {
				n.foreign = true
			}
			return n
		}
	case *ssa.FieldAddr:
		return b.fieldAt(addr.X.Type(), addr.Field)
	case *ssa.Alloc, *ssa.FreeVar:
		if cell := b.pkg.Cell(addr); cell != nil {
			return b.node(cell)
		}
	}
	return nil
}

// fieldAt returns the node of a field of the struct that t is or points to, nil
// if it is not one of this package.
func (b *builder) fieldAt(t types.Type, index int) *node {
	s := structOf(t)
	if s == nil {
		return nil
	}
	n := b.field(s.Field(index))
	if n != nil && apimodel.TypeName(t) == nil {
		// A struct type without a name is the same type wherever it is
		// written, and its fields are other variables there.
		n.foreign = true
	}
	return n
}

// field returns the node of a field of a struct of this package, nil for others.
func (b *builder) field(v *types.Var) *node {
	if v.Pkg() != b.pkg.Types {
		return nil
	}
	v = v.Origin()
	n := b.variable(v)
	if b.visible[v] {
		n.foreign = true
	}
	return n
}

// fieldAddr looks for uses of the address of a field that is a channel.
func (b *builder) fieldAddr(addr *ssa.FieldAddr) {
	place := b.place(addr)
	if place == nil {
		return
	}
	if place.foreign {
		place.escapes(addr, deref(addr.Type()))
	}
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == addr {
				place.escapes(ref, deref(addr.Type()))
			}
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			place.escapes(ref, deref(addr.Type()))
		}
	}
}

// cell looks at the uses of a variable that lives in memory.
func (b *builder) cell(alloc *ssa.Alloc) {
	n := b.node(alloc)
	b.address(alloc, n)
	if !initialised(alloc) {
		b.flow(b.nils, n, alloc)
	}
}

func (b *builder) address(addr ssa.Value, n *node) {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == addr {
				n.escapes(ref, deref(addr.Type()))
				n.foreign = true
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.MakeClosure:
			lit, ok := ref.Fn.(*ssa.Function)
			if !ok || b.closures[lit] != ref {
				n.escapes(ref, deref(addr.Type()))
				n.foreign = true
				continue
			}
			for i, binding := range ref.Bindings {
				if binding == addr {
					b.address(lit.FreeVars[i], n)
				}
			}
		default:
			n.escapes(ref, deref(addr.Type()))
			n.foreign = true
		}
	}
}

// initialised reports whether the variable is assigned before it is used.
func initialised(alloc *ssa.Alloc) bool {
	var first *ssa.Store
	for _, ref := range *alloc.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == alloc {
			first = store
			break
		}
	}
	if first == nil {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		if ref == ssa.Instruction(first) {
			continue
		}
		if _, ok := ref.(*ssa.Store); ok {
			continue
		}
		if ref.Block() != first.Block() {
			if !first.Block().Dominates(ref.Block()) {
				return false
			}
			continue
		}
		for _, instr := range first.Block().Instrs {
			if instr == ref {
				return false
			}
			if instr == ssa.Instruction(first) {
				break
			}
		}
	}
	return true
}

// extract follows one result of a call.
func (b *builder) extract(instr *ssa.Extract) {
	if call, ok := instr.Tuple.(*ssa.Call); ok {
		if body := b.to[call].Body; body != nil {
			b.flow(b.node(result{body, instr.Index}), b.node(instr), instr)
			return
		}
	}
	b.node(instr).foreign = true
}
