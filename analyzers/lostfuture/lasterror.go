package lostfuture

import (
	"fmt"
	"go/ast"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A verdict is an error variable to which several tasks assign, whatever it
// holds: the last of them decides what a reader sees.
type verdict struct {
	cell    *ssa.Alloc
	writers []writer
}

// A writer is the assignment by which a task may replace an error with nil.
type writer struct {
	flow  *tasks.Flow
	store *ssa.Store
}

// lastErrors looks for shared error variables that the last of several tasks
// decides.
func (c *collector) lastErrors() {
	if !slices.ContainsFunc(c.tasks.All(), c.assignsError) {
		return // before SSA is built for nothing
	}
	var list []*verdict
	byCell := make(map[*ssa.Alloc]*verdict)
	for _, f := range c.tasks.Flows() {
		if !runsApart(f.Task) || c.skips(f.Task.File) || len(f.Bodies) != 1 {
			continue
		}
		for cell, store := range c.overwrites(f) {
			if byCell[cell] == nil {
				byCell[cell] = &verdict{cell: cell}
				list = append(list, byCell[cell])
			}
			byCell[cell].writers = append(byCell[cell].writers, writer{f, store})
		}
	}
	for _, v := range list {
		c.lastError(v)
	}
}

// maxWriters bounds the tasks that are compared with each other.
const maxWriters = 12

// lastError reports v if two of its tasks may run at the same time, and somebody
// reads the variable after that.
func (c *collector) lastError(v *verdict) {
	writers := v.writers[:min(len(v.writers), maxWriters)]
	for _, w := range writers {
		for _, other := range writers {
			if !c.together(w, other, v.cell) {
				continue
			}
			if load := readAfter(outermost(w.flow), v.cell); load != nil {
				c.reportVerdict(v, w, other, load)
				return
			}
			if load := c.readsItself(w, v.cell); load != nil {
				c.reportShared(v, w, other, load)
				return
			}
		}
	}
}

// together reports whether other's task may be started while w's runs: control
// comes from one start to the other without waiting for the first task, and
// the variable is the same.
func (c *collector) together(w, other writer, cell *ssa.Alloc) bool {
	start := w.flow.Start
	again := w.flow == other.flow && start.Parent() != w.flow.In // the body of a loop over a function is called again
	if again && cell.Parent() == start.Parent() {
		return false
	}
	found := false
	c.ir.Escape(start, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			if instr == other.flow.Start || again && leaves(instr) {
				found = true
			}
			return found || leaves(instr) || instr == ssa.Instruction(cell) || joinsAt(w.flow, instr)
		},
		Edge: func(from, to *ssa.BasicBlock) bool {
			return !slices.ContainsFunc(w.flow.Joins, func(j tasks.Join) bool {
				return j.Arm != nil && j.Arm.From == from && j.Arm.To == to
			})
		},
	})
	return found
}

// joinsAt reports whether instr waits for f's task.
func joinsAt(f *tasks.Flow, instr ssa.Instruction) bool {
	return slices.ContainsFunc(f.Joins, func(j tasks.Join) bool {
		return j.Instr == instr && !j.Deferred && (j.Arm == nil || j.Arm.From == nil)
	})
}

// leaves reports whether instr ends its function.
func leaves(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.Return, *ssa.Panic:
		return true
	}
	return false
}

// readAfter returns a load of cell that is reachable from after the instruction
// without a store to it before, in the same function.
func readAfter(from ssa.Instruction, cell *ssa.Alloc) *ssa.UnOp {
	for load := range loadsAfter(from, cell) {
		return load
	}
	return nil
}

// outermost returns f's start, or, in the body of a loop over a function, the loop's
// call of that function.
func outermost(f *tasks.Flow) ssa.Instruction {
	var at ssa.Instruction = f.Start
	for fn := at.Parent(); fn != f.In && fn.Parent() != nil; fn = fn.Parent() {
		for call := range ir.Calls(fn.Parent()) {
			for _, arg := range call.Common().Args {
				if mc, ok := arg.(*ssa.MakeClosure); ok && mc.Fn == fn {
					at = call
				}
			}
		}
	}
	return at
}

// reportVerdict reports a variable that the spawner reads.
func (c *collector) reportVerdict(v *verdict, w, other writer, load *ssa.UnOp) {
	name := v.cell.Comment
	message := "every goroutine that the loop starts assigns its error, or nil, to " + name + ": the last one overwrites the failure of the others"
	if other.flow != w.flow {
		message = fmt.Sprintf("this goroutine and the one at line %d assign their errors, or nil, to %s: the last one overwrites the failure of the other", c.line(other.flow.Task.Site.Pos()), name)
	}
	if assign, ok := ir.Innermost[*ast.AssignStmt](c.ir, w.store.Pos()); ok {
		c.rep.ReportOn(assign, lastErrorWins, message, append(verdictNotes(w, other), c.readNote(load, name)...), c.onlyFailures(v)...)
	}
}

// reportShared reports a variable that only the tasks themselves read.
func (c *collector) reportShared(v *verdict, w, other writer, load *ssa.UnOp) {
	name := v.cell.Comment
	who := "the goroutines that the loop starts share " + name
	if other.flow != w.flow {
		who = fmt.Sprintf("this goroutine and the one at line %d share %s", c.line(other.flow.Task.Site.Pos()), name)
	}
	notes := append(verdictNotes(w, other), analysis.RelatedInformation{
		Pos: v.cell.Pos(), Message: name + " is declared here",
	})
	if assign, ok := ir.Innermost[*ast.AssignStmt](c.ir, w.store.Pos()); ok {
		c.rep.ReportOn(assign, lastErrorWins, who+": one may find the nil of another where it looks for its own error, and its failure is lost",
			append(notes, c.readNote(load, name)...), c.ownVariables(v)...)
	}
}

func verdictNotes(w, other writer) []analysis.RelatedInformation {
	list := []analysis.RelatedInformation{diagnose.Related(w.flow.Task.Site, "the goroutine starts here")}
	if other.flow != w.flow {
		list = append(list, diagnose.Related(other.flow.Task.Site, "the other goroutine starts here"))
	}
	return list
}

// readNote points to where the variable is read; there is no such place for a
// result that a bare return statement reads.
func (c *collector) readNote(load *ssa.UnOp, name string) []analysis.RelatedInformation {
	if id, ok := ir.Innermost[*ast.Ident](c.ir, load.Pos()); ok && load.Pos().IsValid() && id.Name == name {
		return []analysis.RelatedInformation{diagnose.Related(id, "%s is read here", name)}
	}
	return nil
}
