package lostpanic

import (
	"cmp"
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
)

// useless looks for recovers that can't recover.
func (c *checker) useless() {
	helpers := make(map[ast.Node]bool) // functions whose calls have a finding
	for _, fn := range c.found.functions() {
		if c.uselessCalls(fn) {
			helpers[fn.Node()] = true
		}
	}
	for _, r := range c.found.builtin {
		if !r.ranged && !c.skips(r.at) && !helpers[r.in.Node()] {
			c.uselessBuiltin(r)
		}
	}
	for _, r := range c.found.foreign {
		if !r.ranged && !c.skips(r.at) {
			c.uselessHelper(r.at, r.in, nil)
		}
	}
}

// uselessBuiltin judges a call of the builtin by the place where it stands.
func (c *checker) uselessBuiltin(r *recovery) {
	kind, _ := r.at.ParentEdge()
	switch kind {
	case edge.DeferStmt_Call:
		if !c.deferredHere(r.in) {
			stmt := r.at.Parent().Node().(*ast.DeferStmt)
			c.rep.ReportOn(stmt, uselessRecover, "defer recover() does not recover: recover works only if a deferred function calls it; a panic goes on", nil, c.deferRecoverFix(r)...)
		}
		return
	case edge.GoStmt_Call:
		c.rep.ReportOn(r.call(), uselessRecover, "go recover() does not recover: a new goroutine has no panic", nil)
		return
	}
	if stmt, ok := c.argumentOfDefer(r.at); ok {
		if !c.deferredHere(r.in) {
			c.rep.ReportOn(r.call(), uselessRecover,
				"recover returns nil here: the arguments of a deferred call are evaluated by the defer statement, before any panic",
				[]analysis.RelatedInformation{diagnose.Related(stmt, "the defer statement")})
		}
		return
	}
	if c.roles.mayBeDeferred(r.in) {
		return
	}
	uses := c.roles.of(r.in)
	if len(uses) == 0 && !c.isEntry(r.in) {
		return // dead, or used by other than Go code
	}
	c.rep.ReportOn(r.call(), uselessRecover, "recover returns nil here: "+c.whyNotDeferred(r.in, uses), nil)
}

func (c *checker) whyNotDeferred(fn inspector.Cursor, uses []use) string {
	if decl, ok := fn.Node().(*ast.FuncDecl); ok {
		return decl.Name.Name + " is never deferred; a panic goes on"
	}
	if has(uses, started) {
		return "no defer statement runs it; a panic in this goroutine ends the process"
	}
	return "the function literal around it is called, not deferred; a panic goes on"
}

// deferredHere reports whether a defer statement of this package runs the
// function at fn. In such a function, recover works as the callee or the argument
// of a defer statement too.
func (c *checker) deferredHere(fn inspector.Cursor) bool {
	return has(c.roles.of(fn), deferred)
}

// isEntry reports whether fn is main.main or an init function.
func (c *checker) isEntry(fn inspector.Cursor) bool {
	decl, ok := fn.Node().(*ast.FuncDecl)
	return ok && decl.Recv == nil && (decl.Name.Name == "init" || decl.Name.Name == "main" && c.pass.Pkg.Name() == "main")
}

// argumentOfDefer returns the defer statement in whose arguments at stands.
func (c *checker) argumentOfDefer(at inspector.Cursor) (*ast.DeferStmt, bool) {
	for e := range at.Enclosing((*ast.DeferStmt)(nil), (*ast.FuncLit)(nil)) {
		stmt, ok := e.Node().(*ast.DeferStmt)
		return stmt, ok
	}
	return nil, false
}

// uselessCalls reports the calls of the function at fn, which recovers, in
// deferred functions that should have deferred it. It returns whether there is
// one.
func (c *checker) uselessCalls(fn inspector.Cursor) (any bool) {
	if _, ok := fn.Node().(*ast.FuncDecl); !ok {
		return false
	}
	for _, u := range c.roles.of(fn) {
		if u.role != called {
			continue
		}
		around := functionAround(u.at)
		if around == nil || c.skips(u.at) {
			continue
		}
		if c.uselessHelper(u.at, *around, c.found.direct[fn.Node()][0]) {
			any = true
		}
	}
	return any
}

// uselessHelper judges the call at of a function that recovers, in the function
// at in.
func (c *checker) uselessHelper(at, in inspector.Cursor, inside *recovery) bool {
	if kind, _ := at.ParentEdge(); kind == edge.DeferStmt_Call || kind == edge.GoStmt_Call {
		return false
	}
	if !c.roles.isDeferred(in) || len(c.found.direct[in.Node()]) > 0 {
		return false
	}
	call := at.Node().(*ast.CallExpr)
	name := calleeName(call)
	var related []analysis.RelatedInformation
	if inside != nil {
		related = append(related, diagnose.Related(inside.call(), "returns nil: its caller %s was called, not deferred", name))
	}
	c.rep.ReportOn(call, uselessRecover, fmt.Sprintf(
		"%s does not recover here: it calls recover and must itself be deferred, not called by a deferred function; a panic goes on", name), related, c.deferHelperFix(call, in)...)
	return true
}

func functionAround(at inspector.Cursor) *inspector.Cursor {
	for e := range at.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return &e
	}
	return nil
}

// calleeName is what the call calls, for messages.
func calleeName(call *ast.CallExpr) string {
	return cmp.Or(exprname.Of(call.Fun), "the function")
}

// functions returns the functions that call the builtin directly, in source
// order, those where that works whatever the release left out.
func (r *recovers) functions() []inspector.Cursor {
	var list []inspector.Cursor
	seen := make(map[ast.Node]bool)
	for _, rec := range r.builtin {
		if !rec.ranged && !seen[rec.in.Node()] && !isCallOrArgument(rec.at) {
			seen[rec.in.Node()] = true
			list = append(list, rec.in)
		}
	}
	return list
}

// isCallOrArgument reports whether the recover at c is that of a go or defer
// statement.
func isCallOrArgument(c inspector.Cursor) bool {
	kind, _ := c.ParentEdge()
	return kind == edge.DeferStmt_Call || kind == edge.GoStmt_Call
}
