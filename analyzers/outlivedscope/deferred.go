package outlivedscope

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// released reports what the spawner of f releases on return although the task
// may still use it.
func (c *checker) released(f *tasks.Flow) {
	list := c.releases(f.In)
	if len(list) == 0 {
		return
	}
	var leaves, asked bool
	var escape *ir.Escape
	var atOnce func() bool
	atOnce = func() bool {
		once := c.returnsAtOnce(f)
		atOnce = func() bool { return once }
		return once
	}
	for _, rel := range list {
		use := c.usedBy(f, &rel)
		if use == nil {
			continue
		}
		if !asked {
			asked = true
			var answer tasks.Answer
			answer, escape = c.tasks.LeavesBut(f, func(instr ssa.Instruction) bool {
				return c.waitsForNobody(instr) || slices.ContainsFunc(list, func(r release) bool { return instr == ssa.Instruction(r.instr) || instr == r.call })
			})
			leaves = answer == tasks.Yes
		}
		if !leaves && (rel.harm != shares || !c.givesUp(f)) || !executed(f, &rel, escape) {
			continue
		}
		switch {
		case rel.harm == shares:
		case rel.harm == breaks && len(f.Joins) == 0:
		case rel.harm == ends && atOnce():
		default:
			continue
		}
		c.reportRelease(f, &rel, use)
	}
}

// executed reports whether the deferred call runs when the spawner returns on the
// path that it escapes on.
func executed(f *tasks.Flow, rel *release, escape *ir.Escape) bool {
	if ir.Precedes(rel.instr, f.Start) {
		return true
	}
	if escape == nil {
		return false
	}
	if f.Start.Parent() != f.In { // in the body of a loop: the path begins at the loop
		return rel.instr.Parent() == f.In && rel.instr.Block().Dominates(escape.Blocks[0])
	}
	return ir.Precedes(f.Start, rel.instr) && slices.Contains(escape.Blocks, rel.instr.Block())
}

// usedBy returns what the task does with the value that rel releases, nil if it
// does nothing that the release would harm.
func (c *checker) usedBy(f *tasks.Flow, rel *release) *use {
	value := rel.value
	is := func(v ssa.Value) bool {
		if v == value {
			return true
		}
		if !rel.body {
			return false
		}
		resp := responseOf(v)
		return resp != nil && c.value(resp, f.Start) == value
	}
	if call, _ := originCall(value); call != nil && isCancel(value.Type()) {
		ctx := resultOf(call, 0) // what the function cancels came with it
		if ctx == nil || !apimodel.IsContext(ctx.Type()) {
			return nil
		}
		is = func(v ssa.Value) bool { return c.derives(v, func(v ssa.Value) bool { return v == ctx }) }
		return c.firstUse(c.trace(f, is, c.derivedContext), c.isWork)
	}
	uses := c.trace(f, is, func(instr ssa.Instruction, v ssa.Value) ssa.Value { return c.derived(rel, instr, v) })
	return c.firstUse(uses, func(u use) bool { return c.isReal(rel, u) })
}

// firstUse returns the use that comes first in the source.
func (c *checker) firstUse(uses []use, real func(use) bool) *use {
	var first *use
	for i := range uses {
		u := &uses[i]
		if real(*u) && u.instr.Pos().IsValid() && (first == nil || u.instr.Pos() < first.instr.Pos()) {
			first = u
		}
	}
	return first
}

// derived follows what belongs to the released value.
func (c *checker) derived(rel *release, instr ssa.Instruction, v ssa.Value) ssa.Value {
	switch x := instr.(type) {
	case *ssa.FieldAddr:
		if rel.body && x.X == v && fieldName(x) == "Body" {
			for _, ref := range *x.Referrers() {
				if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
					return load
				}
			}
		}
	case *ssa.Call:
		if fn := c.ir.Callee(x.Common()).Func; fn != nil {
			switch apimodel.FuncSymbol(fn) {
			case apimodel.Symbol{Pkg: "path/filepath", Name: "Join"}, apimodel.Symbol{Pkg: "path", Name: "Join"}:
				return x
			case apimodel.Symbol{Pkg: "bytes", Recv: "Buffer", Name: "Bytes"}:
				return x
			}
		}
	case *ssa.BinOp:
		if x.Op == token.ADD {
			return x
		}
	case *ssa.UnOp:
		if rel.harm == shares && x.Op == token.MUL {
			return x
		}
	case *ssa.Slice:
		return x
	}
	return nil
}

// isReal reports whether the use fails, or does harm, after the release.
func (c *checker) isReal(rel *release, u use) bool {
	call, ok := u.instr.(ssa.CallInstruction)
	if !ok || u.callee.Func == nil {
		return false
	}
	if rel.body && isHTTP(u.value.Type(), "Response") {
		return false // not the body
	}
	name := u.callee.Func.Name()
	if isLog(name) || apimodel.IsReleaseName(name) || rel.harm == shares && (strings.HasPrefix(name, "Put") || strings.HasPrefix(name, "Release")) {
		return false
	}
	if _, deferred := call.(*ssa.Defer); deferred {
		return false // tidies up
	}
	if u.recv {
		return !slices.Contains(inquiries, name) && !strings.HasPrefix(name, "Set")
	}
	fn := u.callee.Func
	if fn.Pkg() == nil {
		return false
	}
	s := apimodel.FuncSymbol(fn)
	return s != poolPut && s.Pkg != "fmt" && s.Pkg != "path/filepath" && s.Pkg != "strings" && s.Pkg != "os/signal" &&
		!(s.Pkg == "os" && strings.HasPrefix(s.Name, "Remove"))
}

// inquiries are methods that are right to call after a release too.
var inquiries = []string{
	"Addr", "Cap", "Closed", "Context", "Deadline", "Done", "Err", "Error", "Fd", "ID", "IsClosed", "Len", "LocalAddr", "Name", "RemoteAddr",
	"String", "Value",
}

// reportRelease reports a deferred call that comes too early.
func (c *checker) reportRelease(f *tasks.Flow, rel *release, u *use) {
	site, ok := c.releaseNode(rel)
	if !ok || c.reported[site.Pos()] {
		return
	}
	c.reported[site.Pos()] = true
	line := c.line(f.Task.Site.Pos())
	name, in, what := c.callName(rel.call.Pos()), c.funcName(f), c.useName(u)
	where := ""
	if l := c.line(u.instr.Pos()); l != line {
		where = fmt.Sprintf(" at line %d", l)
	}
	evidence := []analysis.RelatedInformation{diagnose.Related(f.Task.Site, "the goroutine starts here")}
	if isCancel(rel.value.Type()) {
		evidence = append(evidence, diagnose.Related(ir.Point(u.instr.Pos()), "the context is given to %s here", what))
		c.rep.ReportOn(site, cancelledContext, fmt.Sprintf("deferred %s cancels the goroutine started at line %d when it has hardly begun: %s returns at once, and the context of %s%s is over",
			name, line, in, what, where), evidence, c.moveFix(f, rel)...)
		return
	}
	evidence = append(evidence, diagnose.Related(ir.Point(u.instr.Pos()), "it calls %s here", what))
	c.rep.ReportOn(site, deferredRelease, fmt.Sprintf("deferred %s does not wait for the goroutine started at line %d: once %s has returned, %s%s comes too late",
		name, line, in, what, where), evidence, c.moveFix(f, rel)...)
}

// releaseNode returns the defer statement that is the release, or the call in
// the literal that it runs.
func (c *checker) releaseNode(rel *release) (ast.Node, bool) {
	if rel.call == ssa.CallInstruction(rel.instr) {
		return ir.Innermost[*ast.DeferStmt](c.ir, rel.instr.Pos())
	}
	return c.callAt(rel.call.Pos())
}
