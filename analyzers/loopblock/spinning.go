package loopblock

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/mayblock"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A spinner looks for loops that a closed channel makes spin.
type spinner struct {
	*checker
	loops    *loops.Result
	ir       *ir.Package
	channels *channels.Result
	tasks    *tasks.Result

	closes bool                        // whether the package closes channels
	stores map[*types.Var][]*ssa.Store // to fields; nil until asked for
}

// spinning reports the loops that go on receiving from what is closed.
func (c *checker) spinning() {
	s := &spinner{checker: c, loops: loops.Of(c.pass), ir: ir.Of(c.pass), channels: channels.Of(c.pass), tasks: tasks.Of(c.pass)}
	actors := s.loops.Actors()
	if len(actors) == 0 {
		return
	}
	s.closes = slices.ContainsFunc(c.pass.Files, func(f *ast.File) bool { return closesChannels(c.pass.TypesInfo, f) })
	for _, a := range actors {
		if !c.inTest(a.For) {
			s.actor(a)
		}
	}
}

// closesChannels reports whether there is a call of close in f.
func closesChannels(info *types.Info, f *ast.File) bool {
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "close" {
			_, isBuiltin := info.Uses[id].(*types.Builtin)
			found = found || isBuiltin
		}
		return !found
	})
	return found
}

func (s *spinner) actor(a *loops.Actor) {
	if _, ok := a.For.(*ast.RangeStmt); ok {
		return // ends with the channel
	}
	for i, c := range a.Cases {
		if c.In != a.In || c.Kind == loops.Output || c.Kind == loops.Default || c.Kind == loops.Timer || jumpsAway(c.Body) {
			continue
		}
		brk := s.breakOf(c)
		if !s.isContextDone(c.Chan) && !s.closes && !s.closedByOwner(c.Chan) && (brk == nil || !s.isStop(c.Chan)) {
			continue
		}
		v := s.loops.View(a)
		if v == nil {
			return
		}
		s.view(v, v.Cases[i], brk)
	}
}

// view reports the case if it makes the loop spin.
func (s *spinner) view(v *loops.View, c *loops.CaseView, brk *ast.BranchStmt) {
	if c.Instr == nil || c.Instr.Parent() != v.Fn {
		return
	}
	operand := operandOf(c)
	if operand == nil || !s.fixed(v, operand) {
		return
	}
	after := afterClose(s.ir, v.Blocks, c.Instr, c.Arm)
	if !after.spins() {
		return
	}
	if sel, ok := c.Instr.(*ssa.Select); ok && !sel.Blocking {
		if brk != nil && (s.isContextDone(c.Case.Chan) || s.isStop(c.Case.Chan)) {
			s.reportBreak(v, c, brk, "goes on")
		}
		return // goes round anyway
	}
	after.waits = after.waits || s.waitsIn(c.Case)
	if s.endsOtherwise(v, c) {
		return
	}
	why := s.ends(v, c)
	switch {
	case why != nil:
		s.reportSpin(v, c, brk, after, why)
	case brk != nil && s.isStop(c.Case.Chan):
		s.reportBreak(v, c, brk, "goes on, or spins,")
	}
}

// waitsIn reports whether something in the case waits, so that the loop does not
// go round at full speed.
func (s *spinner) waitsIn(c *loops.Case) bool {
	return len(c.Body) > 0 && slices.ContainsFunc(s.blocks.Waits(c.In), func(w *mayblock.Witness) bool {
		return c.Body[0].Pos() <= w.Node.Pos() && w.Node.Pos() < c.Body[len(c.Body)-1].End()
	})
}

// operandOf returns the channel of c.
func operandOf(c *loops.CaseView) ssa.Value {
	if c.Instr == nil {
		return nil
	}
	if c.Arm != nil {
		if c.Arm.State == nil {
			return nil
		}
		return c.Arm.State.Chan
	}
	if recv, ok := c.Instr.(*ssa.UnOp); ok {
		return recv.X
	}
	return nil
}

// An end is why a channel is always ready from some time on.
type end struct {
	once string // "s.jobs is closed in Stop"
	at   analysis.Range
	note string
}

// ends returns why the channel of c is ready for ever at some time, nil if it is
// not known to be.
func (s *spinner) ends(v *loops.View, c *loops.CaseView) *end {
	if s.isContextDone(c.Case.Chan) {
		call := ast.Unparen(c.Case.Chan).(*ast.CallExpr)
		return &end{once: exprname.Of(call.Fun.(*ast.SelectorExpr).X) + " is done"}
	}
	if api := s.ownerCloses(c.Case.Chan); api != nil {
		return &end{once: nameOf(c.Case.Chan) + " is closed by " + api.by}
	}
	if op := s.closer(v, c); op != nil {
		e := &end{once: fmt.Sprintf("%s is closed in %s", nameOf(c.Case.Chan), s.funcName(op.In.Pos())), note: "it is closed here"}
		if call, ok := ir.Innermost[*ast.CallExpr](s.ir, op.Instr.Pos()); ok {
			e.at = call
		}
		return e
	}
	return nil
}

func (s *spinner) reportSpin(v *loops.View, c *loops.CaseView, brk *ast.BranchStmt, after *afterlife, why *end) {
	d := analysis.Diagnostic{Category: spinningSelect}
	name := s.funcName(v.Actor.For.Pos())
	what := "case"
	if c.Case.Comm == nil {
		what = "receive"
		d.Pos, d.End = c.Case.Chan.Pos(), c.Case.Chan.End()
	} else {
		d.Pos, d.End = c.Case.Comm.Pos(), c.Case.Comm.Colon
	}
	does := "spins"
	if after.waits {
		does = "repeats the " + what + " for ever"
	}
	switch {
	case !after.comes:
		d.Message = fmt.Sprintf("%s panics once %s: the %s uses the nil that it receives then", name, why.once, what)
	case brk != nil:
		d.Pos, d.End = brk.Pos(), brk.End()
		d.Message = fmt.Sprintf("break leaves the select, not the loop: %s %s once %s", name, does, why.once)
		d.SuggestedFixes = s.fixBreak(v, brk)
	case s.isContextDone(c.Case.Chan):
		d.Message = fmt.Sprintf("%s %s once %s: the %s does not leave the loop", name, does, why.once, what)
	default:
		d.Message = fmt.Sprintf("%s %s once %s: the %s neither leaves the loop nor sets the channel to nil", name, does, why.once, what)
	}
	s.relate(&d, v, c, why)
	s.rep.Report(d)
}

// reportBreak reports a break that leaves the select only, where it is not known
// what the channel is used for.
func (s *spinner) reportBreak(v *loops.View, c *loops.CaseView, brk *ast.BranchStmt, does string) {
	d := analysis.Diagnostic{
		Pos: brk.Pos(), End: brk.End(), Category: spinningSelect,
		Message:        fmt.Sprintf("break leaves the select, not the loop: %s %s after %s", s.funcName(v.Actor.For.Pos()), does, nameOf(c.Case.Chan)),
		SuggestedFixes: s.fixBreak(v, brk),
	}
	s.relate(&d, v, c, nil)
	s.rep.Report(d)
}

// relate adds the evidence.
func (s *spinner) relate(d *analysis.Diagnostic, v *loops.View, c *loops.CaseView, why *end) {
	from := v.Actor.For.Pos()
	d.Related = append(d.Related, diagnose.Related(ir.Span{From: from, To: from + token.Pos(len("for"))}, "the loop"))
	if comm := c.Case.Comm; comm != nil && d.Pos != comm.Pos() {
		d.Related = append(d.Related, diagnose.Related(ir.Span{From: comm.Pos(), To: comm.Colon}, "the case"))
	}
	if why != nil && why.at != nil {
		d.Related = append(d.Related, diagnose.Related(why.at, "%s", why.note))
	}
}

// jumpsAway reports whether the statements always leave the loop, so far as
// that is seen at once.
func jumpsAway(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	switch last := list[len(list)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.GOTO || last.Tok == token.BREAK && last.Label != nil
	}
	return false
}

// breakOf returns the break with which c answers what it received: its last
// statement, or that of an if statement about the second result. It is nil if
// there is none.
func (s *spinner) breakOf(c *loops.Case) *ast.BranchStmt {
	if c.Select == nil {
		return nil
	}
	if brk := trailingBreak(c.Body); brk != nil {
		return brk
	}
	assign, ok := c.Comm.Comm.(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 2 {
		return nil
	}
	id, ok := assign.Lhs[1].(*ast.Ident)
	if !ok {
		return nil
	}
	open := s.pass.TypesInfo.ObjectOf(id)
	for _, stmt := range c.Body {
		if cond, ok := stmt.(*ast.IfStmt); ok && isNot(s.pass.TypesInfo, cond.Cond, open) {
			return trailingBreak(cond.Body.List)
		}
	}
	return nil
}

// isNot reports whether cond is !v.
func isNot(info *types.Info, cond ast.Expr, v types.Object) bool {
	not, ok := ast.Unparen(cond).(*ast.UnaryExpr)
	if !ok || not.Op != token.NOT {
		return false
	}
	id, ok := ast.Unparen(not.X).(*ast.Ident)
	return ok && v != nil && info.Uses[id] == v
}

func trailingBreak(list []ast.Stmt) *ast.BranchStmt {
	if len(list) == 0 {
		return nil
	}
	if brk, ok := list[len(list)-1].(*ast.BranchStmt); ok && brk.Tok == token.BREAK && brk.Label == nil {
		return brk
	}
	return nil
}

// isContextDone reports whether ch is the Done channel of a context.
func (s *spinner) isContextDone(ch ast.Expr) bool {
	call, ok := ast.Unparen(ch).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := s.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	return ok && apimodel.FuncSymbol(fn) == apimodel.Symbol{Pkg: "context", Recv: "Context", Name: "Done"}
}

// stopName matches the names of channels that tell a goroutine to end.
var stopName = lazyregexp.Regexp{Expr: `(?i)(done|quit|stop|exit|clos(e|ed|ing)|shutdown|term|kill|cancel)`}

// stopVerb matches the names of functions that end something.
var stopVerb = lazyregexp.Regexp{Expr: `(?i)^(stop|close|shutdown|cancel|kill|terminate|disconnect|quit|exit)`}

// isStop reports whether ch, by its type and name, tells a goroutine to end.
func (s *spinner) isStop(ch ast.Expr) bool {
	t, ok := s.pass.TypesInfo.TypeOf(ch).Underlying().(*types.Chan)
	if !ok {
		return false
	}
	elem, ok := t.Elem().Underlying().(*types.Struct)
	return ok && elem.NumFields() == 0 && stopName.MatchString(nameOf(ch))
}

// nameOf returns how a message calls the channel.
func nameOf(ch ast.Expr) string {
	if name := exprname.Of(ch); name != "" {
		return name
	}
	return "the channel"
}

// funcName returns the name of the function declaration that contains pos.
func (s *spinner) funcName(pos token.Pos) string { return declName(s.ir, pos, "the loop") }

// declName returns the name of the function declaration that contains pos, or
// the other name where there is none.
func declName(p *ir.Package, pos token.Pos, other string) string {
	if decl, ok := ir.Innermost[*ast.FuncDecl](p, pos); ok {
		return decl.Name.Name
	}
	return other
}
