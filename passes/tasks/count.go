package tasks

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// A loop is the set of blocks of a loop.
type loop = map[*ssa.BasicBlock]bool

// A Count is a number of iterations.
type Count struct {
	N     int64     // if Value is nil
	Value ssa.Value // the number, or what has that many elements
	Len   bool      // the number is len(Value)
	Plus  int64     // to be added to the value

	// Exact reports that the loop is not left early and that each iteration
	// starts the task.
	Exact bool
}

// count returns how many iterations the innermost loop around b has.
func (g *graph) count(b *ssa.BasicBlock) *Count {
	header := g.ir.Header(b)
	if header == nil {
		return nil
	}
	loop := g.ir.Body(header)
	// The test is at the start of the loop, or, for a range over a number, at
	// its end, and once more before it.
	test, count := header, (*Count)(nil)
	if header.Comment == "rangeint.body" {
		test, count = latch(header), overNumber(header, loop)
	} else {
		count = bound(header, loop)
	}
	if count == nil {
		return nil
	}
	count.Exact = true
	for in := range loop {
		for _, succ := range in.Succs {
			if in != test && !loop[succ] || succ == header && !b.Dominates(in) {
				count.Exact = false
			}
		}
	}
	return count
}

// latch returns the block from which control goes back to header, nil if there
// are several.
func latch(header *ssa.BasicBlock) *ssa.BasicBlock {
	var found *ssa.BasicBlock
	for _, p := range header.Preds {
		if header.Dominates(p) {
			if found != nil {
				return nil
			}
			found = p
		}
	}
	return found
}

// guards returns the edges that go past a loop whose test is at its end.
func guards(header *ssa.BasicBlock) (edges [][2]*ssa.BasicBlock) {
	if header.Comment != "rangeint.body" {
		return nil
	}
	for _, p := range header.Preds {
		if !header.Dominates(p) && len(p.Succs) == 2 && p.Succs[0] == header {
			edges = append(edges, [2]*ssa.BasicBlock{p, p.Succs[1]})
		}
	}
	return edges
}

// overNumber reads the test before a loop that ranges over a number.
func overNumber(header *ssa.BasicBlock, l loop) *Count {
	for _, edge := range guards(header) {
		test, ok := edge[0].Instrs[len(edge[0].Instrs)-1].(*ssa.If)
		if !ok {
			return nil
		}
		if cmp, ok := test.Cond.(*ssa.BinOp); ok && cmp.Op == token.LSS {
			return limited(cmp.Y, 0, l)
		}
	}
	return nil
}

// bound reads the condition of a loop that counts or ranges.
func bound(header *ssa.BasicBlock, l loop) *Count {
	test, ok := header.Instrs[len(header.Instrs)-1].(*ssa.If)
	if !ok || !l[header.Succs[0]] {
		return nil
	}
	if ok, isExtract := test.Cond.(*ssa.Extract); isExtract {
		next, isNext := ok.Tuple.(*ssa.Next)
		if !isNext || next.IsString {
			return nil
		}
		if r, ok := next.Iter.(*ssa.Range); ok {
			return &Count{Value: r.X, Len: true}
		}
		return nil
	}
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok {
		return nil
	}
	index, limit, plus := cmp.X, cmp.Y, int64(0)
	switch cmp.Op {
	case token.LSS:
	case token.LEQ:
		plus = 1
	case token.GTR:
		index, limit = limit, index
	case token.GEQ:
		index, limit, plus = limit, index, 1
	default:
		return nil
	}
	first, ok := firstOf(index, header)
	if !ok {
		return nil
	}
	return limited(limit, plus-first, l)
}

// limited returns the number limit+plus, nil if limit may change in the loop.
func limited(limit ssa.Value, plus int64, l loop) *Count {
	for {
		op, ok := limit.(*ssa.BinOp)
		if !ok {
			break
		}
		n, isInt := intConst(op.Y)
		if !isInt || op.Op != token.ADD && op.Op != token.SUB {
			break
		}
		if op.Op == token.SUB {
			n = -n
		}
		limit, plus = op.X, plus+n
	}
	if n, ok := intConst(limit); ok {
		return &Count{N: max(n+plus, 0)}
	}
	if call, ok := limit.(*ssa.Call); ok {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
			return &Count{Value: call.Call.Args[0], Len: true, Plus: plus}
		}
	}
	if instr, ok := limit.(ssa.Instruction); ok && l[instr.Block()] {
		return nil
	}
	return &Count{Value: limit, Plus: plus}
}

// firstOf returns the first value of a variable that the loop increments by
// one: what a comparison with a limit starts from.
func firstOf(v ssa.Value, header *ssa.BasicBlock) (int64, bool) {
	// Loops over slices compare the value after the increment.
	incremented := int64(0)
	if x, ok := increment(v); ok {
		v, incremented = x, 1
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return firstOfCell(load.X, header)
	}
	phi, ok := v.(*ssa.Phi)
	if !ok || phi.Block() != header {
		return 0, false
	}
	first, found := int64(0), false
	for i, edge := range phi.Edges {
		if header.Dominates(header.Preds[i]) {
			if x, ok := increment(edge); !ok || x != ssa.Value(phi) {
				return 0, false
			}
			continue
		}
		n, ok := intConst(edge)
		if !ok || found {
			return 0, false
		}
		first, found = n, true
	}
	return first + incremented, found
}

// firstOfCell is firstOf for a variable that is captured, of which there is one
// for each iteration.
func firstOfCell(addr ssa.Value, header *ssa.BasicBlock) (int64, bool) {
	phi, ok := addr.(*ssa.Phi)
	if !ok || phi.Block() != header || len(stored(phi)) > 0 {
		return 0, false
	}
	first, found := int64(0), false
	for i, edge := range phi.Edges {
		values := stored(edge)
		if header.Dominates(header.Preds[i]) {
			// The value of the iteration before, and that incremented.
			if len(values) != 2 {
				return 0, false
			}
			if _, ok := increment(values[1]); !ok {
				return 0, false
			}
			continue
		}
		if len(values) != 1 || found {
			return 0, false
		}
		first, found = intConst(values[0])
		if !found {
			return 0, false
		}
	}
	return first, found
}

// stored returns what is stored at addr, in the order of the instructions.
func stored(addr ssa.Value) (values []ssa.Value) {
	for _, ref := range *addr.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == addr {
			values = append(values, store.Val)
		}
	}
	return values
}

// increment returns x if v is x+1.
func increment(v ssa.Value) (x ssa.Value, ok bool) {
	op, ok := v.(*ssa.BinOp)
	if !ok || op.Op != token.ADD {
		return nil, false
	}
	n, ok := intConst(op.Y)
	return op.X, ok && n == 1
}

func intConst(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}
