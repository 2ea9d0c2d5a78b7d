package channels

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A Certainty is an answer to a question about what code does.
type Certainty uint8

// The certainties, in rising order.
const (
	No Certainty = iota
	May
	Must
)

var certaintyNames = [...]string{No: "no", May: "may", Must: "must"}

func (c Certainty) String() string { return certaintyNames[c] }

// Does says whether executing instr performs an operation of one of the kinds on
// c: as an operation itself, or in what it calls, defers or starts of this
// package, a call of a known spawner included. Of a select statement with
// several cases one is executed: it Must if all of them do, see DoesEdge.
func (r *Result) Does(instr ssa.Instruction, c *Channel, kinds ...OpKind) Certainty {
	return r.does(instr, c, kinds, true)
}

// Performs is like Does, without the tasks that the instruction starts: a go
// statement performs nothing.
func (r *Result) Performs(instr ssa.Instruction, c *Channel, kinds ...OpKind) Certainty {
	return r.does(instr, c, kinds, false)
}

func (r *Result) does(instr ssa.Instruction, c *Channel, kinds []OpKind, starts bool) Certainty {
	if c == nil || !acts(instr) {
		return No
	}
	r.once.Do(r.solve)
	r.mu.Lock()
	defer r.mu.Unlock()
	q := r.effects.query(c, kinds)
	q.starts = starts
	return q.does(instr, nil)
}

// DoesEdge says whether going along an edge of the control flow means that a
// case of a select statement was chosen that performs an operation of one of
// the kinds on c.
func (r *Result) DoesEdge(from, to *ssa.BasicBlock, c *Channel, kinds ...OpKind) Certainty {
	r.once.Do(r.solve)
	result := No
	for _, op := range r.own[opKey{channel: c, from: from, to: to}] {
		if slices.Contains(kinds, op.Kind) {
			result = max(result, op.certainty())
		}
	}
	return result
}

// Count says how often one run of fn performs operations of the kind on c, what
// it calls and defers included, what it starts left out. Runs that end by a
// panic don't count for the minimum. The maximum is negative if there is no
// bound, as in a loop.
func (r *Result) Count(fn *ssa.Function, c *Channel, kind OpKind) (least, most int) {
	r.once.Do(r.solve)
	r.mu.Lock()
	defer r.mu.Unlock()
	n := r.effects.query(c, []OpKind{kind}).countFunc(fn, nil)
	return n.least, n.most
}

// CountAt is like Count, for one execution of an instruction. For a go
// statement, and a call of a known spawner, it is what the task does that they
// start.
func (r *Result) CountAt(instr ssa.Instruction, c *Channel, kind OpKind) (least, most int) {
	if c == nil || !acts(instr) {
		return 0, 0
	}
	r.once.Do(r.solve)
	r.mu.Lock()
	defer r.mu.Unlock()
	q := r.effects.query(c, []OpKind{kind})
	q.starts = true
	n := q.count(instr, nil)
	return n.least, n.most
}

// acts reports whether instr is of a kind that can do something to channels.
func acts(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.Send, *ssa.UnOp, *ssa.Select, ssa.CallInstruction:
		return true
	}
	return false
}

func (o *Op) certainty() Certainty {
	if o.Maybe {
		return May
	}
	return Must
}
