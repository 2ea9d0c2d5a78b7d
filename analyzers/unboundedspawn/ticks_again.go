package unboundedspawn

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/mayblock"
	"github.com/asynclint/asynclint/passes/tasks"
)

// again reports functions that have time.AfterFunc call them again before their
// work is done, or start a task each time.
func (c *checker) again() {
	flows := c.tasks.Flows()
	in := make(map[*ssa.Function][]*tasks.Flow) // the go statements of the functions that are called again
	for _, f := range flows {
		if c.rearms(f) {
			in[f.In] = nil
		}
	}
	if len(in) == 0 {
		return
	}
	for _, f := range flows {
		if list, ok := in[f.In]; ok && f.Task.Kind == tasks.GoStmt && f.Times.Often == tasks.Once {
			in[f.In] = append(list, f)
		}
	}
	for _, f := range flows {
		if c.rearms(f) && !c.skips(f.Task.Site.Pos()) && !c.guardsItself([]*ssa.Function{f.In}) {
			c.calledAgain(f, in[f.In])
		}
	}
}

// rearms reports whether the task of f is that time.AfterFunc calls the function
// that starts it.
func (c *checker) rearms(f *tasks.Flow) bool {
	row := f.Task.Spawner
	if row == nil || row.Symbol != (apimodel.Symbol{Pkg: "time", Name: "AfterFunc"}) || f.In.Parent() != nil || len(f.Bodies) != 1 {
		return false
	}
	body := f.Bodies[0]
	if body == f.In {
		return true
	}
	for call := range ir.Calls(body) {
		if _, plain := call.(*ssa.Call); plain && c.ir.Callee(call.Common()).Body == f.In {
			return true
		}
	}
	return false
}

// calledAgain reports f, whose function is called again, or the tasks that it
// starts.
func (c *checker) calledAgain(f *tasks.Flow, started []*tasks.Flow) {
	obj, ok := f.In.Object().(*types.Func)
	if !ok || c.bounds.Declared(f) || c.random(f.In) {
		return
	}
	period := ""
	if d := c.duration(f.Task.Call.Args[0]); d != "" {
		period = " (" + d + ")"
	}
	name := apimodel.FuncName(obj, c.pass.Pkg)
	for _, g := range started {
		s := &site{c: c, flow: g, src: bounds.Source{Kind: bounds.Callback, Handler: f.In}}
		switch c.bounds.Bound(g, s.src).Kind {
		case bounds.None, bounds.Rate:
		default:
			continue
		}
		if _, slow := s.job(); slow != "" {
			c.rep.ReportOn(s.siteRange(), overlappingTicks, fmt.Sprintf(
				"%s starts %s and has a timer call it again%s, whether or not the last one is done: they pile up when %s takes longer", name, s.started(), period, slow),
				[]analysis.RelatedInformation{diagnose.Related(f.Task.Site, "the timer")})
		}
	}
	if c.brief(f.In) {
		return
	}
	if w := c.waitsAfter(f); w != nil {
		c.rep.ReportOn(f.Task.Site, overlappingTicks, fmt.Sprintf(
			"%s has a timer call it again%s before its own work is done: calls pile up when %s takes longer", name, period, w),
			[]analysis.RelatedInformation{diagnose.Related(w.Node, "where it waits")})
	}
}

// random reports whether fn asks for random numbers: who makes load for a
// benchmark starts what is due, whatever is still going on.
func (c *checker) random(fn *ssa.Function) bool {
	for call := range ir.Calls(fn) {
		callee := c.ir.Callee(call.Common()).Func
		if callee == nil || callee.Pkg() == nil {
			continue
		}
		if path := callee.Pkg().Path(); path == "math/rand" || path == "math/rand/v2" {
			return true
		}
	}
	return false
}

// waitsAfter returns what the function waits for once the timer runs, nil if it
// is not known to wait for anything outside then.
func (c *checker) waitsAfter(f *tasks.Flow) *mayblock.Witness {
	after := func(instr ssa.Instruction) bool {
		if instr.Block() == f.Start.Block() && ir.Precedes(f.Start, instr) {
			return true
		}
		seen := make(map[*ssa.BasicBlock]bool)
		work := append([]*ssa.BasicBlock(nil), f.Start.Block().Succs...)
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			if b == instr.Block() {
				return true
			}
			if !seen[b] {
				seen[b] = true
				work = append(work, b.Succs...)
			}
		}
		return false
	}
	for _, w := range c.blocks.Waits(f.Task.In) {
		if !outside(w) || w.Kind == apimodel.Sleep {
			continue
		}
		for call := range ir.Calls(f.In) {
			if _, plain := call.(*ssa.Call); plain && w.Node.Pos() <= call.Pos() && call.Pos() < w.Node.End() && after(call) {
				return w
			}
		}
	}
	return nil
}
