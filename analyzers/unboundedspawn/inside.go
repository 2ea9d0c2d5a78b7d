package unboundedspawn

import (
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/ir"
)

// limitInside reports a semaphore that the task takes, and the loop does not.
func (s *site) limitInside(b bounds.Bound) {
	if !s.first(b) {
		return // it guards a part of what the task does, as a lock would
	}
	if s.recursive() {
		return // the task starts more of its kind: the loop would wait with a slot in its hands
	}
	at, name := s.acquire(b)
	if at == nil {
		return
	}
	rel := append([]analysis.RelatedInformation{diagnose.Related(s.siteRange(), "the task starts here")}, s.evidence()...)
	msg := fmt.Sprintf("the task takes %s after it was started: work is limited, but each %s starts %s that waits here", name, s.each(), s.started())
	s.c.rep.ReportOn(at, limitInside, msg, rel, s.moveFix(b, at)...)
}

// first reports whether the semaphore is for several, and the first that the task
// does, but for defer statements.
func (s *site) first(b bounds.Bound) bool {
	var operand ssa.Value
	switch x := b.Instr.(type) {
	case *ssa.Send:
		operand = x.Chan
	case *ssa.UnOp:
		operand = x.X
	}
	if operand != nil {
		if ch := s.c.chans.Of(operand); ch == nil || ch.Cap.Known && ch.Cap.N <= 1 {
			return false
		}
	}
	fn := b.Instr.Parent()
	if b.Instr.Block() != fn.Blocks[0] {
		return false
	}
	for _, instr := range fn.Blocks[0].Instrs {
		switch instr.(type) {
		case *ssa.Call, *ssa.Go, *ssa.Send, *ssa.Select:
			return instr == b.Instr
		}
		if instr == b.Instr {
			return true
		}
	}
	return false
}

// acquire returns the syntax of what takes the semaphore, and its name.
func (s *site) acquire(b bounds.Bound) (ast.Node, string) {
	pos := b.Instr.Pos()
	if b.Kind == bounds.Weighted {
		if call, ok := ir.Innermost[*ast.CallExpr](s.c.ir, pos); ok {
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
				return call, exprname.Of(sel.X)
			}
		}
		return nil, ""
	}
	switch b.Instr.(type) {
	case *ssa.Send:
		if n, ok := ir.Innermost[*ast.SendStmt](s.c.ir, pos); ok {
			return n, exprname.Of(n.Chan)
		}
	case *ssa.UnOp:
		if n, ok := ir.Innermost[*ast.UnaryExpr](s.c.ir, pos); ok && n.Op == token.ARROW {
			return n, exprname.Of(n.X)
		}
	}
	return nil, ""
}

// recursive reports whether the task can come to the function that started it.
func (s *site) recursive() bool {
	outer := s.outermost()
	seen := make(map[*ssa.Function]bool)
	var reaches func(fn *ssa.Function) bool
	reaches = func(fn *ssa.Function) bool {
		if fn == nil || seen[fn] {
			return false
		}
		seen[fn] = true
		for call := range ir.Calls(fn) {
			body := s.c.ir.Callee(call.Common()).Body
			if body == nil {
				continue
			}
			if body == outer || body == s.flow.In || reaches(body) {
				return true
			}
		}
		return false
	}
	for _, body := range s.flow.Bodies {
		if reaches(body) {
			return true
		}
	}
	return false
}
