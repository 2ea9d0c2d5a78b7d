package lostfuture

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// A call is a call of a function that is known by name.
type call struct {
	at   inspector.Cursor
	expr *ast.CallExpr
	fn   *types.Func // of generic functions the origin
	drop edge.Kind   // how all of the results are dropped, edge.Invalid if they aren't
}

// calls looks at the calls that a rule of its own tells what to think of.
func (c *checker) calls() {
	if !slices.ContainsFunc(c.pass.Pkg.Imports(), func(p *types.Package) bool { return c.mayMatter(p.Path()) }) {
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
			if fn, ok := typeutil.Callee(c.info, expr).(*types.Func); ok && fn.Pkg() != nil {
				c.call(call{at: at, expr: expr, fn: fn.Origin(), drop: dropped(at)})
			}
		}
	}
}

// mayMatter reports whether calls of functions of the package with the given
// path are looked at. Interfaces and embedded types bring methods of packages
// that are not imported; they are missed, for the sake of packages which have
// nothing to look at.
func (c *checker) mayMatter(path string) bool {
	return path == "os/exec" || c.model.HasSpawners(path)
}

func (c *checker) call(call call) {
}

// dropped says how the results of the call at the cursor are dropped: it is a
// statement, or the call of a go or defer statement. It is edge.Invalid if they
// aren't.
func dropped(at inspector.Cursor) edge.Kind {
	for {
		switch kind := at.ParentEdgeKind(); kind {
		case edge.ParenExpr_X:
			at = at.Parent()
		case edge.ExprStmt_X, edge.GoStmt_Call, edge.DeferStmt_Call:
			return kind
		default:
			return edge.Invalid
		}
	}
}
