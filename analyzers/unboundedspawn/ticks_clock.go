package unboundedspawn

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
	"time"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/ir"
)

// A clock is what a channel of times is fed by.
type clock struct {
	again  bool   // it ticks in each iteration of the loop
	period string // how often, "" if that is not a constant
}

// clock returns what feeds the channel of a loop that time drives.
func (c *checker) clock(src bounds.Source) clock { return c.clockOf(src.Chan, src.Loop, 0) }

func (c *checker) clockOf(e ast.Expr, loop ast.Stmt, depth int) clock {
	if depth > 2 {
		return clock{}
	}
	info := c.pass.TypesInfo
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		if len(e.Args) == 1 && (isTime(info, e.Fun, "Tick") || isTime(info, e.Fun, "After") && ir.Contains(loop, e)) {
			return clock{true, c.duration(e.Args[0])}
		}
		// The tickers of packages that let tests turn the clock.
		sel, ok := e.Fun.(*ast.SelectorExpr)
		return clock{again: ok && len(e.Args) == 0 && isTicker(info.TypeOf(sel.X))}
	case *ast.SelectorExpr:
		if e.Sel.Name != "C" {
			return clock{}
		}
		t := apimodel.TypeSymbol(info.TypeOf(e.X))
		if t == (apimodel.Symbol{Pkg: "time", Name: "Timer"}) {
			return clock{again: c.resets(e.X, loop), period: c.made(e.X)}
		}
		return clock{isTicker(info.TypeOf(e.X)), c.made(e.X)}
	case *ast.Ident:
		if v := c.only(e); v != nil && !ir.Contains(loop, v) {
			if call, ok := v.(*ast.CallExpr); ok && isTime(info, call.Fun, "After") {
				return clock{}
			}
			return c.clockOf(v, loop, depth+1)
		}
	}
	return clock{}
}

// isTicker reports whether t is a ticker, of the standard library or another one.
func isTicker(t types.Type) bool {
	tn := apimodel.TypeName(t)
	return tn != nil && strings.HasSuffix(strings.ToLower(tn.Name()), "ticker")
}

// isTime reports whether fun is the function of package time with the name.
func isTime(info *types.Info, fun ast.Expr, name string) bool {
	fn, ok := typeutil.Callee(info, &ast.CallExpr{Fun: fun}).(*types.Func)
	return ok && apimodel.FuncSymbol(fn) == apimodel.Symbol{Pkg: "time", Name: name}
}

// resets reports whether the loop sets the timer again itself, in all iterations
// that see it fire as far as can be told: where it is received from or at the end
// of the iteration.
func (c *checker) resets(timer ast.Expr, loop ast.Stmt) bool {
	want := types.ExprString(timer)
	isReset := func(s ast.Stmt) bool {
		e, ok := s.(*ast.ExprStmt)
		if !ok {
			return false
		}
		call, ok := e.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		return ok && sel.Sel.Name == "Reset" && types.ExprString(sel.X) == want
	}
	in := func(list []ast.Stmt) bool {
		for _, s := range list {
			if isReset(s) {
				return true
			}
		}
		return false
	}
	found := false
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CommClause:
			found = found || in(n.Body) && strings.Contains(commText(n), want+".C")
		case *ast.ForStmt:
			found = found || n == loop && in(n.Body.List)
		}
		return !found
	})
	return found
}

// commText is the operand of a case that receives.
func commText(comm *ast.CommClause) string {
	var e ast.Expr
	switch s := comm.Comm.(type) {
	case *ast.ExprStmt:
		e = s.X
	case *ast.AssignStmt:
		e = s.Rhs[0]
	}
	if e == nil {
		return ""
	}
	return types.ExprString(e)
}

// made returns with which period the ticker or timer was made, "" if that is not
// a constant or not known.
func (c *checker) made(e ast.Expr) string {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return ""
	}
	call, ok := c.only(id).(*ast.CallExpr)
	if ok && len(call.Args) == 1 && (isTime(c.pass.TypesInfo, call.Fun, "NewTicker") || isTime(c.pass.TypesInfo, call.Fun, "NewTimer")) {
		return c.duration(call.Args[0])
	}
	return ""
}

// only returns what is assigned to a local variable if there is one assignment,
// nil otherwise.
func (c *checker) only(id *ast.Ident) ast.Expr {
	v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.Parent() == nil || v.Parent() == c.pass.Pkg.Scope() {
		return nil
	}
	var value ast.Expr
	assigned := 0
	assign := func(names []ast.Expr, values []ast.Expr) {
		for i, n := range names {
			n, ok := n.(*ast.Ident)
			if !ok || c.pass.TypesInfo.ObjectOf(n) != v {
				continue
			}
			assigned++
			if len(values) == len(names) {
				value = values[i]
			}
		}
	}
	for _, n := range c.ir.Path(v.Pos()) {
		decl, ok := n.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				assign(n.Lhs, n.Rhs)
			case *ast.ValueSpec:
				names := make([]ast.Expr, len(n.Names))
				for i, id := range n.Names {
					names[i] = id
				}
				if len(n.Values) > 0 {
					assign(names, n.Values)
				}
			case *ast.UnaryExpr:
				if id, ok := n.X.(*ast.Ident); ok && n.Op == token.AND && c.pass.TypesInfo.Uses[id] == v {
					assigned = 2
				}
			}
			return true
		})
	}
	if assigned != 1 {
		return nil
	}
	return value
}

// duration writes a duration that is a constant; "" for others.
func (c *checker) duration(e ast.Expr) string {
	if v := c.pass.TypesInfo.Types[e].Value; v != nil {
		if n, ok := constant.Int64Val(constant.ToInt(v)); ok && n > 0 {
			return time.Duration(n).String()
		}
	}
	return ""
}
