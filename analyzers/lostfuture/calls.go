package lostfuture

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/exprname"
)

// A call is a call of a function or method that is known by name.
type call struct {
	at   inspector.Cursor
	expr *ast.CallExpr
	fn   *types.Func // of generic functions the origin
	file *ast.File
}

// calls looks at the calls whose outcome comes later.
func (c *checker) calls() {
	if !c.mayMatter() {
		return
	}
	for _, file := range c.pass.Files {
		if c.skips(file) {
			continue
		}
		at, ok := c.in.Root().FindNode(file)
		if !ok {
			continue
		}
		for at := range at.Preorder((*ast.CallExpr)(nil)) {
			expr := at.Node().(*ast.CallExpr)
			fn, ok := typeutil.Callee(c.info, expr).(*types.Func)
			if !ok || fn.Pkg() == nil || !c.matters(fn.Pkg()) {
				continue
			}
			call := call{at: at, expr: expr, fn: fn.Origin(), file: file}
			c.token(call)
			c.wait(call)
			c.task(call)
			c.answer(call)
			c.process(call)
		}
	}
}

// mayMatter reports whether the package imports anything whose functions are
// looked at. Interfaces and embedded types bring methods of packages that are
// not imported; they are missed, for the sake of packages which have nothing to
// look at.
func (c *checker) mayMatter() bool { return slices.ContainsFunc(c.pass.Pkg.Imports(), c.matters) }

// matters reports whether functions of p are looked at.
func (c *checker) matters(p *types.Package) bool {
	yes, known := c.matter[p]
	if !known {
		yes = c.model.HasErrors(p.Path()) || c.model.HasSpawners(p.Path())
		c.matter[p] = yes
	}
	return yes
}

// name is what messages call the callee.
func (call call) name() string {
	if name := exprname.Of(call.expr.Fun); name != "" {
		return name
	}
	return call.fn.Name()
}

// recv is the expression for the receiver of a method call, nil if there is
// none.
func (call call) recv() ast.Expr {
	if sel, ok := ast.Unparen(call.expr.Fun).(*ast.SelectorExpr); ok && call.fn.Signature().Recv() != nil {
		return sel.X
	}
	return nil
}

// dropped says how the results of the call at the cursor are dropped: it is a
// statement, or the call of a go or defer statement. It is edge.Invalid if they
// aren't.
func dropped(at inspector.Cursor) edge.Kind {
	switch kind := at.ParentEdgeKind(); kind {
	case edge.ParenExpr_X:
		return dropped(at.Parent())
	case edge.ExprStmt_X, edge.GoStmt_Call, edge.DeferStmt_Call:
		return kind
	}
	return edge.Invalid
}

// ignored reports whether a comment says that the outcome of the call is ignored,
// or does not matter: on its line, alone on the line before, or that of the
// function which contains it.
func (c *checker) ignored(call call) bool {
	for at := range call.at.Enclosing((*ast.FuncDecl)(nil)) {
		if saysIgnored(at.Node().(*ast.FuncDecl).Doc) {
			return true
		}
	}
	line := c.line(call.expr.Pos())
	return slices.ContainsFunc(call.file.Comments, func(g *ast.CommentGroup) bool {
		first, last := c.line(g.Pos()), c.line(g.End())
		return (first == line || last == line-1) && saysIgnored(g)
	})
}

func saysIgnored(g *ast.CommentGroup) bool {
	text := strings.ToLower(g.Text())
	return slices.ContainsFunc(indifferent, func(word string) bool { return strings.Contains(text, word) })
}

var indifferent = []string{"best effort", "best-effort", "don't care", "fire and forget", "fire-and-forget", "ignor"}
