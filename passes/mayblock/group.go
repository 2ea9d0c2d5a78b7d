package mayblock

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// Groups are the WaitGroups in fields of a package's types whose tasks are known:
// literals and functions of the package that go statements start. A wait for such a
// group takes as long as its tasks do. Where those only compute, as the encoders
// of compression do, nobody waits for anything but the processor.
type groups struct {
	c     *collector
	tasks map[*types.Var][]*ast.BlockStmt
	stray map[*types.Var]bool // some Done is in no such task

	// Whether all tasks of a group, and a body, compute; true while that is being
	// found out.
	quick  map[*types.Var]bool
	bodies map[*ast.BlockStmt]bool
}

// settleGroups forgets the waits for groups whose tasks compute.
func (c *collector) settleGroups() {
	var g *groups
	for _, b := range c.order {
		kept := b.events[:0]
		for _, e := range b.events {
			if e.group != nil {
				if g == nil {
					g = c.newGroups()
				}
				if g.computes(e.group) {
					continue
				}
			}
			kept = append(kept, e)
		}
		b.events = kept
	}
}

func (c *collector) newGroups() *groups {
	g := &groups{
		c: c, tasks: make(map[*types.Var][]*ast.BlockStmt), stray: make(map[*types.Var]bool),
		quick: make(map[*types.Var]bool), bodies: make(map[*ast.BlockStmt]bool),
	}
	var tasks []*ast.BlockStmt
	for _, file := range c.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if n, ok := n.(*ast.GoStmt); ok {
				if body := c.bodyOf(n.Call.Fun); body != nil {
					tasks = append(tasks, body)
				}
			}
			return true
		})
	}
	for _, file := range c.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			group, method := c.groupCall(call)
			switch method {
			case "Done":
				if task := innermost(tasks, call); task != nil {
					g.tasks[group] = append(g.tasks[group], task)
				} else {
					g.stray[group] = true
				}
			case "Go":
				if body := c.bodyOf(call.Args[0]); body != nil {
					g.tasks[group] = append(g.tasks[group], body)
				} else {
					g.stray[group] = true
				}
			}
			return true
		})
	}
	return g
}

// groupCall returns the field that call calls a method of a WaitGroup on, and
// the method; nil if it is no such call.
func (c *collector) groupCall(call *ast.CallExpr) (field *types.Var, method string) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, ""
	}
	fn, ok := c.info.Uses[sel.Sel].(*types.Func)
	if !ok || apimodel.FuncSymbol(fn) != (apimodel.Symbol{Pkg: "sync", Recv: "WaitGroup", Name: fn.Name()}) {
		return nil, ""
	}
	of, ok := ast.Unparen(sel.X).(*ast.SelectorExpr)
	if !ok {
		return nil, ""
	}
	v, ok := c.info.Uses[of.Sel].(*types.Var)
	if !ok || !v.IsField() || v.Exported() || v.Pkg() != c.pass.Pkg {
		return nil, ""
	}
	if _, pointer := v.Type().Underlying().(*types.Pointer); pointer {
		return nil, "" // somebody else's, perhaps
	}
	return v.Origin(), fn.Name()
}

// bodyOf returns the body of fun, a literal or a function of the package.
func (c *collector) bodyOf(fun ast.Expr) *ast.BlockStmt {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.FuncLit:
		return fun.Body
	case *ast.Ident, *ast.SelectorExpr:
		if fn, ok := typeutil.Callee(c.info, &ast.CallExpr{Fun: fun}).(*types.Func); ok {
			if b := c.funcs[fn.Origin()]; b != nil {
				return b.decl.Body
			}
		}
	}
	return nil
}

// innermost returns the smallest of the tasks that n is in.
func innermost(tasks []*ast.BlockStmt, n ast.Node) *ast.BlockStmt {
	var found *ast.BlockStmt
	for _, task := range tasks {
		if task.Pos() <= n.Pos() && n.End() <= task.End() && (found == nil || found.Pos() < task.Pos()) {
			found = task
		}
	}
	return found
}

// computes reports whether all tasks of the group are known, and only compute.
func (g *groups) computes(group *types.Var) bool {
	quick, ok := g.quick[group]
	if ok {
		return quick
	}
	g.quick[group] = true // whoever waits for it in a task of its own has other troubles
	quick = len(g.tasks[group]) > 0 && !g.stray[group]
	for _, task := range g.tasks[group] {
		quick = quick && !serves(task) && g.body(task)
	}
	g.quick[group] = quick
	return quick
}

// serves reports whether the task has a loop without a condition, which goes on
// for as long as somebody wants it as a rule, and not until something is computed.
func serves(task *ast.BlockStmt) bool {
	found := false
	ast.Inspect(task, func(n ast.Node) bool {
		if loop, ok := n.(*ast.ForStmt); ok && loop.Cond == nil {
			found = true
		}
		return !found
	})
	return found
}

// body reports whether the block computes: it uses no channels, and calls nothing
// that waits.
func (g *groups) body(block *ast.BlockStmt) bool {
	if ok, known := g.bodies[block]; known {
		return ok
	}
	g.bodies[block] = true
	ok := true
	ast.Inspect(block, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectStmt, *ast.SendStmt:
			ok = false
		case *ast.UnaryExpr:
			ok = ok && n.Op != token.ARROW
		case *ast.RangeStmt:
			ok = ok && !apimodel.IsChan(g.c.info.TypeOf(n.X))
		case *ast.CallExpr:
			ok = ok && g.call(n, block)
		}
		return ok
	})
	g.bodies[block] = ok
	return ok
}

// call reports whether the call, in block, computes, as far as is known.
func (g *groups) call(call *ast.CallExpr, block *ast.BlockStmt) bool {
	fn, ok := typeutil.Callee(g.c.info, call).(*types.Func)
	if !ok {
		// A literal is a part of the block; other function values may do anything.
		tv := g.c.info.Types[call.Fun]
		return tv.IsType() || tv.IsBuiltin() || g.isLiteral(call.Fun, block)
	}
	if group, method := g.c.groupCall(call); method == "Wait" {
		return g.computes(group)
	}
	if !g.known(fn) {
		return false
	}
	e := g.c.callEvent(call, fn)
	switch {
	case e == nil:
		return true
	case e.callee != nil:
		return !e.callee.declared && (e.callee.decl == nil || g.body(e.callee.decl.Body))
	}
	return false
}

// isLiteral reports whether fun is a literal, or a variable that the block declares
// with one.
func (g *groups) isLiteral(fun ast.Expr, block *ast.BlockStmt) bool {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.FuncLit:
		return true
	case *ast.Ident:
		found := false
		ast.Inspect(block, func(n ast.Node) bool {
			if assign, ok := n.(*ast.AssignStmt); ok && assign.Tok == token.DEFINE && len(assign.Lhs) == len(assign.Rhs) {
				for i, lhs := range assign.Lhs {
					id, ok := lhs.(*ast.Ident)
					_, lit := ast.Unparen(assign.Rhs[i]).(*ast.FuncLit)
					found = found || ok && lit && g.c.info.Defs[id] != nil && g.c.info.Defs[id] == g.c.info.Uses[fun]
				}
			}
			return !found
		})
		return found
	}
	return false
}

// known reports whether fn would be known to wait if it did: it is of the standard
// library, or of this package or one beside it, and takes no context, which is
// for those that wait.
func (g *groups) known(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return true // error's method
	}
	for p := range fn.Signature().Params().Variables() {
		if apimodel.TypeSymbol(p.Type()) == (apimodel.Symbol{Pkg: "context", Name: "Context"}) {
			return false
		}
	}
	return apimodel.IsStd(fn.Pkg().Path()) || beside(fn.Pkg().Path(), g.c.pass.Pkg.Path())
}

// beside reports whether two packages are of one module, as far as paths tell: the
// first three parts of theirs are the same.
func beside(a, b string) bool {
	for range 3 {
		first, restA, moreA := strings.Cut(a, "/")
		second, restB, moreB := strings.Cut(b, "/")
		if first != second {
			return false
		}
		if !moreA || !moreB {
			return true
		}
		a, b = restA, restB
	}
	return true
}
