package asyncleak

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/ownership"
)

// unreleased reports an acquired resource that some path of the task neither
// releases nor hands on.
func (c *checker) unreleased(a ownership.Acquisition) {
	pos := a.Call.Pos()
	if c.reported[pos] {
		return
	}
	again := false // a path comes back to the call with the resource unreleased
	e := c.ir.Escape(a.Call, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			if instr == a.Call {
				again = true
				return true
			}
			return c.own.Ends(instr, a.Value) != ownership.No
		},
		Edge: func(from, to *ssa.BasicBlock) bool { return !c.over(from, to, a.Value) },
	})
	switch {
	case e != nil:
		when, at := c.exit(e)
		c.report(pos, unreleased, fmt.Sprintf("%s is not %s %s", c.what(a), released(a.Resource), when),
			related(at, "the goroutine ends here, and nothing on the way has %s it", released(a.Resource)))
	case again:
		c.report(pos, unreleased, fmt.Sprintf("%s is not %s before the loop acquires the next one here", c.what(a), released(a.Resource)))
	}
}

// over reports whether there is nothing left to release for v along the edge:
// see ownership.Result.EndsEdge; or v itself has told that it ended, by a channel
// such as v.Context().Done().
func (c *checker) over(from, to *ssa.BasicBlock, v ssa.Value) bool {
	if c.own.EndsEdge(from, to, v) {
		return true
	}
	sel := selectOf(from)
	if sel == nil {
		return false
	}
	return slices.ContainsFunc(ir.Arms(sel), func(arm ir.Arm) bool {
		return arm.From == from && arm.To == to && arm.State != nil && arm.State.Send == nil && c.isPartOf(arm.State.Chan, v)
	})
}

// isPartOf reports whether ch comes from v, by methods and fields.
func (c *checker) isPartOf(ch, v ssa.Value) bool {
	fate := c.own.Fate(v)
	for range 8 {
		if fate.Holds(ch) {
			return true
		}
		switch x := c.ir.Resolve(ch).(type) {
		case *ssa.Call:
			ch = c.ir.Callee(x.Common()).Recv
		case *ssa.UnOp:
			ch = x.X
		case *ssa.FieldAddr:
			ch = x.X
		case *ssa.Field:
			ch = x.X
		default:
			return false
		}
		if ch == nil {
			return false
		}
	}
	return false
}
