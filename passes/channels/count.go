package channels

import (
	"golang.org/x/tools/go/ssa"
)

// A count is how often something happens, most < 0 if there is no bound.
type count struct{ least, most int }

// maxCount bounds what is counted: calls of calls may multiply.
const maxCount = 1_000

func (n count) plus(m count) count {
	sum := count{min(n.least+m.least, maxCount), n.most + m.most}
	if n.most < 0 || m.most < 0 || sum.most > maxCount {
		sum.most = -1
	}
	return sum
}

// perhaps is how often it happens if what does it runs any number of times.
func (n count) perhaps() count {
	if n.most != 0 {
		return count{0, -1}
	}
	return n
}

// count says how often executing instr does what the query asks for. Cases of a
// select count where they begin.
func (q query) count(instr ssa.Instruction, en *env) count {
	var n count
	if _, ok := instr.(*ssa.Go); ok && !q.starts {
		return n
	}
	ops, certain := q.own(instr, en)
	for i, op := range ops {
		switch {
		case op.Arm != nil && op.Arm.From != nil:
		case certain[i] == Must && op.Arm == nil && !op.Range:
			n = n.plus(count{1, 1})
		default:
			n = n.plus(count{0, 1})
		}
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return n
	}
	for _, run := range q.runs(call) {
		if run.fn == nil {
			n = n.plus(count{0, -1})
			continue
		}
		if run.when == started && !q.starts {
			continue
		}
		m := q.countFunc(run.fn, q.envFor(run, en))
		switch run.when {
		case perhaps:
			m = m.perhaps()
		case atMost:
			m.least = 0
		}
		n = n.plus(m)
	}
	return n
}

// countFunc says how often running fn does what the query asks for.
func (q query) countFunc(fn *ssa.Function, en *env) count {
	if q.reach.of(fn)&q.kinds == 0 || len(fn.Blocks) == 0 {
		return count{}
	}
	if q.reach.kinds[fn]&q.kinds == 0 {
		return count{0, -1}
	}
	key := queryKey{q.channel, q.kinds, fn, en}
	if n, done := q.counts[key]; done {
		return n
	}
	q.counts[key] = count{0, -1} // while it is being counted, for recursive functions
	q.starts = false
	blocks := make([]count, len(fn.Blocks))
	for i, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if acts(instr) {
				blocks[i] = blocks[i].plus(q.count(instr, en))
			}
		}
	}
	along := func(from, to *ssa.BasicBlock) count {
		switch q.doesEdge(from, to, en) {
		case Must:
			return count{1, 1}
		case May:
			return count{0, 1}
		}
		return count{}
	}
	n := count{least: fewest(fn, blocks, along), most: q.mostOf(fn, blocks, along)}
	q.counts[key] = n
	return n
}

// fewest returns the least sum over the paths from the entry to a return, 0 if
// there is none.
func fewest(fn *ssa.Function, blocks []count, along func(from, to *ssa.BasicBlock) count) int {
	done := make([]bool, len(fn.Blocks))
	var byCost [][]*ssa.BasicBlock
	enter := func(b *ssa.BasicBlock, cost int) {
		cost += blocks[b.Index].least
		for len(byCost) <= cost {
			byCost = append(byCost, nil)
		}
		byCost[cost] = append(byCost[cost], b)
	}
	enter(fn.Blocks[0], 0)
	for cost := 0; cost < len(byCost); cost++ {
		for i := 0; i < len(byCost[cost]); i++ {
			b := byCost[cost][i]
			if done[b.Index] {
				continue
			}
			done[b.Index] = true
			if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
				return cost
			}
			for _, succ := range b.Succs {
				enter(succ, cost+along(b, succ).least)
			}
		}
	}
	return 0
}

// mostOf returns the greatest sum over the paths from the entry, negative if
// something happens in a loop.
func (q query) mostOf(fn *ssa.Function, blocks []count, along func(from, to *ssa.BasicBlock) count) int {
	// A loop counts as one block, so that there are no cycles.
	unit := make([]int, len(fn.Blocks))
	members := make([][]*ssa.BasicBlock, 2*len(fn.Blocks)+1)
	for i, b := range fn.Blocks {
		unit[i] = i
		if loop := q.ir.Loop(b); loop > 0 {
			unit[i] = len(fn.Blocks) + loop
		}
		members[unit[i]] = append(members[unit[i]], b)
	}
	best := make([]count, len(members))
	done := make([]bool, len(members))
	var from func(u int) count
	from = func(u int) count {
		if done[u] {
			return best[u]
		}
		var inside, after count
		for _, b := range members[u] {
			inside = inside.plus(count{0, blocks[b.Index].most})
			for _, succ := range b.Succs {
				step := count{0, along(b, succ).most}
				if unit[succ.Index] == u {
					inside = inside.plus(step)
				} else if n := step.plus(from(unit[succ.Index])); after.most >= 0 && (n.most < 0 || n.most > after.most) {
					after = n
				}
			}
		}
		if u >= len(fn.Blocks) && inside.most != 0 {
			inside.most = -1
		}
		best[u], done[u] = inside.plus(after), true
		return best[u]
	}
	return from(unit[0]).most
}
