package lostrelease

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// signals looks for tasks that can end without closing the channel which they
// close on other paths, and the end of which others wait for.
func (c *checker) signals(f *tasks.Flow) {
	for _, fn := range f.Bodies {
		for _, o := range c.calls(fn, closing) {
			if o.place.ch != nil {
				c.signal(f, fn, o)
			}
		}
	}
}

// unsignalled keeps searches from paths on which a receive from ch has shown that
// it is closed.
func (c *checker) unsignalled(ch *channels.Channel) func(from, to *ssa.BasicBlock) bool {
	return func(from, to *ssa.BasicBlock) bool {
		return c.channels.DoesEdge(from, to, ch, channels.Recv) == channels.No
	}
}

func (c *checker) signal(f *tasks.Flow, fn *ssa.Function, o op) {
	ch := o.place.ch
	if ch.Escape != nil || ch.Global != nil || f.Times.Often != tasks.Once {
		return
	}
	waiter := c.waiter(fn, ch)
	if waiter == nil {
		return
	}
	e := c.ir.EscapeEntry(fn, ir.Search{
		Stop: func(i ssa.Instruction) bool {
			return c.ends(i, duty{closing, o.place}) || c.ends(i, duty{send, o.place})
		},
		Edge:   both(both(c.present(o.place), stillFed), c.unsignalled(ch)),
		Panics: c.recovers(fn),
	})
	if e == nil || c.skips(e.Pos()) {
		return
	}
	site := c.callOf(o.instr)
	if site == nil {
		return
	}
	name := ch.Name()
	rel := []analysis.RelatedInformation{diagnose.Related(f.Task.Site, "the task starts here")}
	if w := c.nodeAt(waiter.Pos()); w != nil {
		rel = append(rel, diagnose.Related(w, "this receive waits for %s", name))
	}
	if ret := c.exit(e); ret != nil {
		rel = append(rel, diagnose.Related(site, "other paths close it here"))
		c.rep.ReportOn(ret, skippedSignal, fmt.Sprintf("the task ends here without close(%s), which is called at line %d: the receive at %s blocks for ever", name, c.line(site.Pos()), c.where(waiter.Pos(), site.Pos())), rel, c.deferFix(fn, o)...)
		return
	}
	c.rep.ReportOn(site, skippedSignal, fmt.Sprintf("the task can end at line %d without this close of %s: the receive at %s blocks for ever", c.line(e.Pos()), name, c.where(waiter.Pos(), site.Pos())), rel, c.deferFix(fn, o)...)
}

// stillFed keeps searches from paths on which a receive has found its channel
// closed: whoever closed it has left, and may have been the one who waits.
func stillFed(from, to *ssa.BasicBlock) bool {
	test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return true
	}
	v, outcome := boolTest(test, to)
	x, ok := v.(*ssa.Extract)
	if !ok || outcome {
		return true
	}
	switch tuple := x.Tuple.(type) {
	case *ssa.UnOp:
		_, _, isRange := ir.RangeRecv(tuple)
		return isRange || !tuple.CommaOk || tuple.Op != token.ARROW || x.Index != 1
	case *ssa.Select:
		return x.Index != 1
	}
	return true
}

// waiter returns a receive that waits for nothing but the channel, in a function
// that is not a part of the task fn. It returns nil if there is none, or if
// somebody else than fn may let it go on.
func (c *checker) waiter(fn *ssa.Function, ch *channels.Channel) *channels.Op {
	var found *channels.Op
	for _, o := range ch.Ops {
		inside := ir.Within(o.In, fn)
		switch o.Kind {
		case channels.Close, channels.Send:
			if !inside {
				return nil
			}
		case channels.Recv:
			if found == nil && !inside && o.Bare() && !o.Maybe {
				found = o
			}
		}
	}
	return found
}
