package lostpanic

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// elsewhere looks for tasks that can panic explicitly, where their spawner, or
// who called it, recovers from panics of the same code.
func (c *checker) elsewhere() {
	for _, t := range c.tasks.All() {
		if t.In == nil || !c.tests && testfile.IsTest(c.pass, t.File) || !c.dies(t) {
			continue
		}
		if g := c.guard(t); g == nil || !c.guarded(t, g) {
			c.handler(t)
		}
	}
}

// dies reports whether a panic of t ends the process.
func (c *checker) dies(t *tasks.Task) bool {
	if t.Kind == tasks.GoStmt {
		return true
	}
	// Handlers run for events of others, long after the function that registered
	// them. And what crashes unless something is configured may be configured.
	if t.Kind != tasks.Spawned || !strings.HasPrefix(t.Spawner.Panic, "crash") ||
		strings.HasPrefix(t.Spawner.Runs, "per-event") || conditional(t.Spawner.Panic) {
		return false
	}
	// Two releases of errgroup hand the panic of a task over to Wait. They have a
	// type for it.
	if t.Spawner.Pkg == "golang.org/x/sync/errgroup" {
		fn := typeutil.StaticCallee(c.pass.TypesInfo, t.Call)
		return fn != nil && fn.Pkg().Scope().Lookup("PanicError") == nil
	}
	return true
}

// conditional reports whether what the model says of panics depends on how the
// spawner is set up.
func conditional(what string) bool {
	return strings.Contains(what, "unless") || strings.Contains(what, "recovers)")
}

// A guard is a deferred function that recovers.
type guard struct {
	stmt *ast.DeferStmt

	// only holds the types that the function looks for in the panic's value,
	// where it goes on panicking with all others. It is empty where it stops each
	// panic, but for runtime errors perhaps.
	only []types.Type
}

// guard returns what recovers in the spawner of t and was deferred before t is
// started; nil if there is nothing. What panics again, or ends the process, is
// not meant to keep it alive.
func (c *checker) guard(t *tasks.Task) *guard {
	for _, d := range c.deferred()[t.In] {
		switch {
		case d.stmt.Pos() > t.Site.Pos():
		case d.recovery.foreign == nil:
			if g := c.guardOf(d.stmt, d.recovery); g != nil {
				return g
			}
		case d.recovery.foreign.stops:
			return &guard{stmt: d.stmt}
		}
	}
	return nil
}

// A deferral is a defer statement by which a recover stops panics.
type deferral struct {
	stmt     *ast.DeferStmt
	recovery *recovery
}

// findDeferred returns the deferrals by the function that they are in.
func (c *checker) findDeferred() map[ast.Node][]deferral {
	all := make(map[ast.Node][]deferral)
	for _, r := range slices.Concat(c.found.builtin, c.found.foreign) {
		if r.ranged {
			continue
		}
		for _, u := range c.guardUses(r) {
			stmt, ok := u.Parent().Node().(*ast.DeferStmt)
			if !ok {
				continue
			}
			if in := functionAround(u); in != nil {
				all[in.Node()] = append(all[in.Node()], deferral{stmt, r})
			}
		}
	}
	return all
}

// guardUses returns the calls that r needs to be deferred: those of the function
// around it, or for a function of another package itself.
func (c *checker) guardUses(r *recovery) []inspector.Cursor {
	if r.foreign != nil {
		return []inspector.Cursor{r.at}
	}
	var calls []inspector.Cursor
	for _, u := range c.roles.of(r.in) {
		if u.role == deferred {
			calls = append(calls, u.at)
		}
	}
	return calls
}

// guardOf returns what the function around r, which stmt defers, stops; nil if
// nothing.
func (c *checker) guardOf(stmt *ast.DeferStmt, r *recovery) *guard {
	g := &guard{stmt: stmt}
	again := false
	_, body := ir.FuncSyntax(r.in.Node())
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TypeAssertExpr:
			if n.Type != nil {
				g.only = append(g.only, typeOf(c.pass.TypesInfo, n.Type))
			}
		case *ast.CaseClause:
			for _, e := range n.List {
				if tv := c.pass.TypesInfo.Types[e]; tv.IsType() {
					g.only = append(g.only, tv.Type)
				}
			}
		case *ast.CallExpr:
			again = again || c.goesOn(n)
		}
		return true
	})
	if !again {
		g.only = nil
		return g
	}
	// What looks for runtime errors goes on with those, and stops the others.
	n := len(g.only)
	g.only = slices.DeleteFunc(g.only, isRuntimeError)
	if len(g.only) == 0 && n == 0 {
		return nil
	}
	return g
}

func isRuntimeError(t types.Type) bool {
	return apimodel.TypeSymbol(t) == apimodel.Symbol{Pkg: "runtime", Name: "Error"}
}

// goesOn reports whether call panics, or ends the process.
func (c *checker) goesOn(call *ast.CallExpr) bool {
	var id *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return false
	}
	name := strings.ToLower(id.Name)
	for _, word := range []string{"fatal", "exit", "abort", "rethrow", "repanic", "crash"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	if strings.HasPrefix(name, "panic") {
		return true
	}
	fn, ok := c.pass.TypesInfo.Uses[id].(*types.Func)
	return ok && fn.Pkg() == c.pass.Pkg && c.panics(fn)
}

// panics reports whether the body of fn, a function of this package, calls
// panic.
func (c *checker) panics(fn *types.Func) bool {
	body := c.ir.DeclOf(fn)
	if body == nil {
		return false
	}
	decl, ok := body.Syntax().(*ast.FuncDecl)
	if !ok {
		return false
	}
	found := false
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
				b, ok := c.pass.TypesInfo.Uses[id].(*types.Builtin)
				found = found || ok && b.Name() == "panic"
			}
		}
		return !found
	})
	return found
}

// guarded judges a task whose spawner recovers. It returns whether there is a
// finding.
func (c *checker) guarded(t *tasks.Task, g *guard) bool {
	h := c.hazardOf(t, g)
	if h == nil {
		return false
	}
	related := []analysis.RelatedInformation{
		diagnose.Related(g.stmt, "recovers from panics of the goroutine that it is deferred in"),
	}
	what := "a panic of " + h.callee
	switch {
	case h.callee == "":
		what = "the panic at " + c.place(h.pos, t.Site.Pos())
		related = append(related, analysis.RelatedInformation{Pos: h.pos, Message: "panics"})
	case h.pos.IsValid():
		related = append(related, analysis.RelatedInformation{Pos: h.pos, Message: h.callee + " may panic"})
	}
	c.reportTask(t, fmt.Sprintf("%s ends the process: the recover deferred at line %d does not reach %s, which has none of its own",
		what, c.line(g.stmt.Pos()), c.taskName(t)), related)
	return true
}

// place names the line of pos for a message about what stands at from.
func (c *checker) place(pos, from token.Pos) string {
	at := c.pass.Fset.Position(pos)
	if c.pass.Fset.File(pos) != c.pass.Fset.File(from) {
		return fmt.Sprintf("%s:%d", filepath.Base(at.Filename), at.Line)
	}
	return fmt.Sprintf("line %d", at.Line)
}

// taskName is how messages call the task.
func (c *checker) taskName(t *tasks.Task) string {
	if t.Kind == tasks.GoStmt {
		return "this goroutine"
	}
	return "this task"
}

// reportTask reports a finding on the line that starts t.
func (c *checker) reportTask(t *tasks.Task, message string, related []analysis.RelatedInformation) {
	end := t.Call.Fun.End()
	if lit, ok := ast.Unparen(t.Call.Fun).(*ast.FuncLit); ok {
		end = lit.Type.End()
	}
	c.rep.ReportOn(ir.Span{From: t.Site.Pos(), To: end}, recoverElsewhere, message, related)
}
