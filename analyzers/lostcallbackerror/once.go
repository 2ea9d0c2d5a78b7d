package lostcallbackerror

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
)

// A onceCall is a call of sync.Once.Do with a function literal.
type onceCall struct {
	call *ast.CallExpr
	once ast.Expr     // the receiver
	lit  *ast.FuncLit // what is to be done once

	// The function around the call.
	fn   ast.Node // *ast.FuncDecl or *ast.FuncLit
	typ  *ast.FuncType
	body *ast.BlockStmt
	name string // of the declared function around it
}

// onces reports the calls of sync.Once.Do in file that leave an error in a variable
// which only the first caller has.
func (c *checker) onces(file inspector.Cursor) {
	if !slices.ContainsFunc(c.pass.Pkg.Imports(), func(p *types.Package) bool { return p.Path() == "sync" }) {
		return
	}
	for cur := range file.Preorder((*ast.CallExpr)(nil)) {
		if o := c.onceCall(cur); o != nil && c.outlastsCall(o) && !c.reset(o) && !c.calledOnce(o) {
			c.onceLoses(o)
		}
	}
}

// onceCall returns the call of sync.Once.Do at cur, nil if it is something else.
func (c *checker) onceCall(cur inspector.Cursor) *onceCall {
	call := cur.Node().(*ast.CallExpr)
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Do" || len(call.Args) != 1 {
		return nil
	}
	lit, ok := ast.Unparen(call.Args[0]).(*ast.FuncLit)
	fn, isFunc := c.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok || !isFunc || fn.FullName() != "(*sync.Once).Do" {
		return nil
	}
	o := &onceCall{call: call, once: sel.X, lit: lit}
	for around := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		if o.fn == nil {
			o.fn = around.Node()
			o.typ, o.body = ir.FuncSyntax(o.fn)
		}
		if decl, ok := around.Node().(*ast.FuncDecl); ok {
			o.name = decl.Name.Name
		}
	}
	if o.fn == nil || apimodel.IsCleanupName(o.name) || o.name == "main" || o.name == "init" {
		return nil
	}
	return o
}

// onceLoses reports the error variables of o that are set by what is done once and
// new in each call.
func (c *checker) onceLoses(o *onceCall) {
	made := c.made(o)
	if len(made) == 0 && !c.onlyEnsures(o) || c.keptElsewhere(o) || c.lookedAt(o, made) {
		return
	}
	seen := make(map[*types.Var]bool)
	ast.Inspect(o.lit.Body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || assign.Tok != token.ASSIGN {
			return true
		}
		for _, lhs := range assign.Lhs {
			id, ok := lhs.(*ast.Ident)
			if !ok {
				continue
			}
			v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
			if !ok || seen[v] || !errorflow.IsError(v.Type()) {
				continue
			}
			seen[v] = true
			if c.startsNil(o, v) && c.staysInside(o, v) && c.isAnswer(o, v) {
				c.onceLosesError(o, v)
			}
		}
		return true
	})
}

// startsNil reports whether v is a variable of the function around o that is nil
// when o is reached, unless o is the first.
func (c *checker) startsNil(o *onceCall, v *types.Var) bool {
	if v.Pos() < o.fn.Pos() || o.fn.End() <= v.Pos() || o.lit.Pos() <= v.Pos() && v.Pos() < o.lit.End() {
		return false
	}
	if v.Pos() < o.body.Pos() && !isResult(o.typ, v) {
		return false // a parameter
	}
	nothing := true
	ast.Inspect(o.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return n == o.fn // other literals may do anything, but at another time
		case *ast.AssignStmt:
			if n.Pos() < o.call.Pos() && c.sets(n, v) {
				nothing = false
			}
		case *ast.ValueSpec:
			for _, name := range n.Names {
				if c.pass.TypesInfo.Defs[name] == v && len(n.Values) > 0 {
					nothing = false
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND && c.names(n.X, v) {
				nothing = false
			}
		}
		return nothing
	})
	return nothing
}

// isResult reports whether v is a named result of ft.
func isResult(ft *ast.FuncType, v *types.Var) bool {
	return ft != nil && ft.Results != nil && ft.Results.Pos() <= v.Pos() && v.Pos() < ft.Results.End()
}

// names reports whether e is an identifier that denotes v.
func (c *checker) names(e ast.Expr, v *types.Var) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && c.pass.TypesInfo.ObjectOf(id) == v
}

// staysInside reports whether what is done once does nothing with v but assign to
// it, compare it with nil and wrap it.
func (c *checker) staysInside(o *onceCall, v *types.Var) bool {
	harmless := make(map[*ast.Ident]bool)
	inside := true
	ast.Inspect(o.lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			wrapped := false
			for _, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && c.names(id, v) {
					harmless[id], wrapped = true, true
				}
			}
			if call, ok := ast.Unparen(n.Rhs[0]).(*ast.CallExpr); ok && wrapped && errorflow.Wraps(c.callee(call)) {
				for _, arg := range call.Args {
					if id, ok := ast.Unparen(arg).(*ast.Ident); ok {
						harmless[id] = true
					}
				}
			}
		case *ast.BinaryExpr:
			for _, pair := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
				if id, ok := ast.Unparen(pair[0]).(*ast.Ident); ok && c.pass.TypesInfo.Types[pair[1]].IsNil() {
					harmless[id] = true
				}
			}
		case *ast.Ident:
			inside = inside && (harmless[n] || !c.names(n, v))
		}
		return inside
	})
	return inside
}

// callee returns the function or method that call calls, nil if it is not known.
func (c *checker) callee(call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
	return fn
}

// isAnswer reports whether the function around o tells its caller of v: it returns
// v, or returns because of it.
func (c *checker) isAnswer(o *onceCall, v *types.Var) bool {
	if first := c.useAfter(o, v); first == nil {
		return isResult(o.typ, v)
	} else if c.isTarget(o.body, first) {
		return false
	}
	answer := false
	ast.Inspect(o.body, func(n ast.Node) bool {
		if n == nil || n.End() <= o.call.End() || answer {
			return false
		}
		switch n := n.(type) {
		case *ast.ReturnStmt:
			answer = answer || slices.ContainsFunc(n.Results, func(e ast.Expr) bool { return c.firstUse(e, v) != nil }) ||
				len(n.Results) == 0 && isResult(o.typ, v)
		case *ast.IfStmt:
			if c.firstUse(n.Cond, v) != nil {
				ast.Inspect(n.Body, func(n ast.Node) bool {
					ret, ok := n.(*ast.ReturnStmt)
					answer = answer || ok && len(ret.Results) > 0
					return !answer
				})
			}
		}
		return true
	})
	return answer
}

// useAfter returns the first use of v after o in the function around it.
func (c *checker) useAfter(o *onceCall, v *types.Var) *ast.Ident {
	var found *ast.Ident
	ast.Inspect(o.body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && found == nil && id.Pos() > o.call.End() && c.pass.TypesInfo.Uses[id] == v {
			found = id
		}
		return found == nil
	})
	return found
}

// onceLosesError reports v, unless it gets no error of a call that may have failed.
func (c *checker) onceLosesError(o *onceCall, v *types.Var) {
	id, call, several := c.failing(o, v)
	if id == nil {
		return
	}
	what := "the error of " + exprname.Of(call.Fun)
	if several || errorflow.Wraps(c.callee(call)) || exprname.Of(call.Fun) == "" {
		what = v.Name()
	}
	who := "caller of " + o.name
	if o.name == "" {
		who = "caller"
	}
	related := []analysis.RelatedInformation{
		{Pos: v.Pos(), End: v.Pos() + token.Pos(len(v.Name())), Message: v.Name() + " is new, and nil, in each call"},
		diagnose.Related(ast.Node(o.call.Fun), "the function runs once, whatever comes of it"),
	}
	c.rep.ReportOn(id, onceLosesError,
		fmt.Sprintf("only the first %s sees %s: later ones get nil, as if it had succeeded", who, what),
		related, c.onceFix(o, v)...)
}

// failing returns where what is done once assigns to v the error of a call that
// may have failed, and the call: the last such place, since what comes before may
// be tried in vain. It also tells whether there are several calls whose error it
// may be.
func (c *checker) failing(o *onceCall, v *types.Var) (target *ast.Ident, source *ast.CallExpr, several bool) {
	calls := 0
	ast.Inspect(o.lit.Body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for i, lhs := range assign.Lhs {
			if !c.names(lhs, v) {
				continue
			}
			rhs := assign.Rhs[0]
			if len(assign.Rhs) == len(assign.Lhs) {
				rhs = assign.Rhs[i]
			}
			call, ok := ast.Unparen(rhs).(*ast.CallExpr)
			if !ok {
				continue
			}
			fn := c.callee(call)
			if errorflow.Wraps(fn) && c.firstUse(call, v) != nil {
				continue // the same error once more
			}
			calls++
			if fn != nil {
				// To read less than was wanted is a failure here.
				if m := c.model.ErrorMeaning(fn, c.receiver(call)); m == apimodel.NeverFails || m == apimodel.Cleanup {
					continue
				}
			}
			target, source = lhs.(*ast.Ident), call
		}
		return true
	})
	return target, source, calls > 1
}

// receiver returns the type of the value whose method call calls, nil if it calls
// something else.
func (c *checker) receiver(call *ast.CallExpr) types.Type {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || c.isPackage(sel.X) {
		return nil
	}
	return c.pass.TypesInfo.TypeOf(sel.X)
}
