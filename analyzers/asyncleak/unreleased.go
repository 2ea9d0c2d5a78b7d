package asyncleak

import (
	"fmt"

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
		Edge: func(from, to *ssa.BasicBlock) bool { return !c.own.EndsEdge(from, to, a.Value) },
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
