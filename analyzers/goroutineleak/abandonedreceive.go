package goroutineleak

import (
	"fmt"
	"go/ast"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// abandonedReceives looks for tasks that wait for a channel which their spawner
// leaves as it is.
func (c *partners) abandonedReceives(t *traffic) {
	if len(t.unknown) > 0 {
		return
	}
	receivers, _ := t.who(channels.Recv)
	for _, p := range receivers {
		if p.flow == nil || len(p.flow.Bodies) != 1 || c.isProgram(p.flow.In) {
			continue
		}
		if a, ok := c.waiting(p); ok && c.abandonedReceive(t, p, a) {
			return // one finding for each channel: what cures one task cures all
		}
	}
}

// waiting returns the receive at which the task waits without another way out.
func (c *partners) waiting(p *party) (act, bool) {
	for _, a := range p.of(channels.Recv) {
		if !a.op.Bare() || !a.sure || a.loose || a.op.Deferred {
			return act{}, false
		}
	}
	a := p.of(channels.Recv)[0]
	return a, !a.repeated || !c.toldToEnd(p, a)
}

// toldToEnd reports whether the task leaves its loop for what a received value
// says.
func (c *partners) toldToEnd(p *party, a act) bool {
	recv, ok := a.op.Instr.(*ssa.UnOp)
	if !ok {
		return true
	}
	values := map[ssa.Value]bool{recv: true}
	closed := extracted(recv, 1)
	header := c.ir.Header(recv.Block())
	if header == nil {
		return true
	}
	loop := c.ir.Body(header)
	for b := range loop {
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || test.Cond == closed || isNot(test.Cond, closed) || loop[b.Succs[0]] && loop[b.Succs[1]] {
			continue
		}
		if b == header || c.tells(test.Cond, values) {
			return true
		}
	}
	return false
}

func isNot(cond, v ssa.Value) bool {
	not, ok := cond.(*ssa.UnOp)
	return ok && not.X == v
}

func (c *partners) abandonedReceive(t *traffic, p *party, a act) bool {
	f := p.flow
	home := ir.Enclosing(t.ch.Make.Parent())
	starts := c.startsIn(f, home)
	if len(starts) == 0 || c.isProgram(home) {
		return false
	}
	kinds := []channels.OpKind{channels.Close}
	if !a.repeated {
		kinds = append(kinds, channels.Send)
	}
	for _, other := range t.parties {
		if other == p || !other.does(channels.Send, channels.Close) {
			continue
		}
		if slices.ContainsFunc(other.acts, func(a act) bool {
			_, call := a.op.Instr.(ssa.CallInstruction)
			return a.loose || call && a.op.Kind == channels.Send // signal.Notify, say
		}) {
			return false
		}
		if other.flow == nil && other.fn != home {
			return false
		}
		if other.flow != nil && !c.isDone(other, kinds, starts, home) {
			return false
		}
	}
	for _, start := range starts {
		if c.actedBefore(t, start, kinds, home) {
			return false
		}
		if path := c.leavesOpen(t.ch, start, kinds, p); path != nil {
			c.reportReceive(t, p, a, path)
			return true
		}
	}
	return false
}

// isDone reports whether the party, a task, does not go on sending, and closes
// the channel only if it is started after the receiver.
func (c *partners) isDone(other *party, kinds []channels.OpKind, starts []ssa.Instruction, home *ssa.Function) bool {
	for _, a := range other.of(channels.Send) {
		if !ends(a.at.Block(), nil) {
			return false
		}
	}
	if !other.does(kinds...) {
		return true
	}
	if slices.ContainsFunc(starts, isDefer) {
		return false // the receiver starts when all is said and done
	}
	own := c.startsIn(other.flow, home)
	return len(own) > 0 && !slices.ContainsFunc(own, func(s ssa.Instruction) bool {
		return c.reaches(s, func(instr ssa.Instruction) bool { return slices.Contains(starts, instr) })
	})
}

func isDefer(instr ssa.Instruction) bool {
	_, ok := instr.(*ssa.Defer)
	return ok
}

// actedBefore reports whether the function may already have done what the task
// waits for when it starts the task.
func (c *partners) actedBefore(t *traffic, start ssa.Instruction, kinds []channels.OpKind, home *ssa.Function) bool {
	for _, q := range t.parties {
		if q.flow != nil || q.fn != home {
			continue
		}
		for _, a := range q.of(kinds...) {
			if isDefer(start) || c.reaches(a.at, func(instr ssa.Instruction) bool { return instr == start }) {
				return true
			}
		}
	}
	return false
}

// leavesOpen searches for a path on which the function returns without doing
// what the task waits for, and without waiting for the task.
func (c *partners) leavesOpen(ch *channels.Channel, start ssa.Instruction, kinds []channels.OpKind, p *party) *ir.Escape {
	waits := make(map[ssa.Instruction]bool)
	cut := make(map[edge]bool)
	for _, j := range p.flow.Joins {
		if j.Arm != nil && j.Arm.From != nil {
			cut[edge{j.Arm.From, j.Arm.To}] = true
		} else {
			waits[j.Instr] = true
		}
	}
	return c.ir.Escape(start, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			return waits[instr] || c.chans.Does(instr, ch, kinds...) != channels.No
		},
		Edge: func(from, to *ssa.BasicBlock) bool {
			return !cut[edge{from, to}] && c.chans.DoesEdge(from, to, ch, kinds...) == channels.No
		},
	})
}

func (c *partners) reportReceive(t *traffic, p *party, a act, path *ir.Escape) {
	call, ok := c.makeSyntax(t.ch)
	node, text := c.opSyntax(a.op)
	if !ok || node == nil {
		return
	}
	name, line := t.ch.Name(), c.line(a.op.Pos())
	home := nameOf(ir.Enclosing(t.ch.Make.Parent()))
	var message string
	var fixes []analysis.SuggestedFix
	switch {
	case !a.repeated:
		message = fmt.Sprintf("%s is neither closed nor sent on when %s returns at line %d: the goroutine waits for ever on %s (line %d)", name, home, c.line(path.Pos()), text, line)
	case t.ch.Has(channels.Close):
		message = fmt.Sprintf("%s is not closed when %s returns at line %d: the goroutine waits for ever on %s (line %d)", name, home, c.line(path.Pos()), text, line)
	default:
		message = fmt.Sprintf("nothing closes %s: the goroutine waits for ever on %s (line %d) once %s has returned", name, text, line, home)
		fixes = c.closeFix(t, p, a, call)
	}
	c.rep.ReportOn(call, abandonedReceive, message, []analysis.RelatedInformation{
		startNote(p.flow), note(a.op.Pos(), "it waits here"), note(path.Pos(), home+" returns here"),
	}, fixes...)
}

// closeFix closes the channel when the function returns that made it, where
// nobody else sends.
func (c *partners) closeFix(t *traffic, p *party, a act, call *ast.CallExpr) []analysis.SuggestedFix {
	recv, ok := a.op.Instr.(*ssa.UnOp)
	if !ok || !a.op.Range && !recv.CommaOk {
		return nil // it would receive zero values for ever
	}
	for _, other := range t.parties {
		if other.flow != nil && other.does(channels.Send) {
			return nil
		}
	}
	path := c.ir.Path(call.Pos())
	for i := len(path) - 1; i > 0; i-- {
		stmt, ok := path[i].(*ast.AssignStmt)
		if !ok {
			continue
		}
		// A defer statement in a loop would wait for the end of the function.
		body, ok := path[i-1].(*ast.BlockStmt)
		id, isIdent := stmt.Lhs[0].(*ast.Ident)
		if !ok || !isIdent || len(stmt.Lhs) != 1 || stmt.Rhs[0] != ast.Expr(call) || !c.isBody(body, path[i-2]) {
			return nil
		}
		if obj := edit.Lookup(c.pass.TypesInfo, c.ir.File(call.Pos()), call.Pos(), "close"); obj == nil || obj.Pkg() != nil {
			return nil
		}
		src := edit.NewSource(c.pass, call.Pos())
		if src == nil {
			return nil
		}
		return []analysis.SuggestedFix{{
			Message:   fmt.Sprintf("Close %s when the function returns", t.ch.Name()),
			TextEdits: []analysis.TextEdit{src.InsertAfter(stmt, "defer close("+id.Name+")")},
		}}
	}
	return nil
}

// isBody reports whether block is the body of the function fn.
func (c *partners) isBody(block *ast.BlockStmt, fn ast.Node) bool {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		return fn.Body == block
	case *ast.FuncLit:
		return fn.Body == block
	}
	return false
}
