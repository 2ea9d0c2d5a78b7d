package unboundedqueue

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/asynclint/asynclint/internal/lazyregexp"
)

// waiting matches the names of functions that wait for room, or for an answer.
var waiting = lazyregexp.Regexp{Expr: `(?i)^(acquire|tryacquire|wait|take|reserve|allow|throttle|await|backoff)`}

// limiting matches names that limits have, and benign those of conditions that
// are about something else.
var (
	limiting = lazyregexp.Regexp{Expr: `(?i)(full|limit|allow|acquire|max|quota|room|space|cap|thresh|pending|inflight|outstanding|backlog|queue|window|high|throttl|overload|budget|avail|credit|exceed)`}
	benign   = lazyregexp.Regexp{Expr: `(?i)(clos|stop|done|shut|exit|quit|dead|dying|finish|cancel|run|start|activ|ok$|init|enabl|disabl|debug|err|valid|connect|ready|destroy|termin|drain|alive|nil)`}
)

// restricts reports whether cond may be about how much there is already: it
// compares quantities, looks something up, or asks what is not known.
func (c *checker) restricts(cond ast.Expr, near bool) bool {
	found := false
	ast.Inspect(cond, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			switch n.Op {
			case token.LSS, token.GTR, token.LEQ, token.GEQ:
				if c.trivial(n.X) || c.trivial(n.Y) {
					return false
				}
				found = found || near || mentions(n, &limiting)
			}
		case *ast.IndexExpr:
			if _, ok := c.pass.TypesInfo.TypeOf(n.X).Underlying().(*types.Map); ok {
				found = found || near
			}
		case *ast.CallExpr:
			if c.isBuiltin(n, "len") || !isBool(c.pass.TypesInfo.TypeOf(n)) {
				return true
			}
			switch called := calledName(n); {
			case limiting.MatchString(called):
				found = true
			case !benign.MatchString(called):
				found = found || near
			}
		case *ast.SelectorExpr:
			if v, ok := c.pass.TypesInfo.Uses[n.Sel].(*types.Var); ok && isBool(v.Type()) && !benign.MatchString(v.Name()) {
				found = found || near || limiting.MatchString(v.Name())
			}
		}
		return !found
	})
	return found
}

// compares reports whether cond compares quantities, not with nothing.
func (c *checker) compares(cond ast.Expr) bool {
	found := false
	ast.Inspect(cond, func(n ast.Node) bool {
		b, ok := n.(*ast.BinaryExpr)
		if ok {
			switch b.Op {
			case token.LSS, token.GTR, token.LEQ, token.GEQ:
				found = found || !c.trivial(b.X) && !c.trivial(b.Y)
			}
		}
		return !found
	})
	return found
}

// trivial reports whether e is a constant up to one: comparing with it asks
// whether there is anything at all.
func (c *checker) trivial(e ast.Expr) bool {
	tv := c.pass.TypesInfo.Types[e]
	return tv.Value != nil && (tv.Value.Kind() == constant.Int || tv.Value.Kind() == constant.Float) &&
		constant.Compare(tv.Value, token.LEQ, constant.MakeInt64(1))
}

// onceOnly reports whether cond asks of a flag whether something was done already:
// that it is set means that nothing is added if there is the true way, that it
// isn't set means so if not. What was looked up and must be there is no such flag, nor
// what tells whether a value has a type.
func (c *checker) onceOnly(cond ast.Expr, set bool) bool {
	switch e := ast.Unparen(cond).(type) {
	case *ast.UnaryExpr:
		return e.Op == token.NOT && c.onceOnly(e.X, !set)
	case *ast.BinaryExpr:
		return (e.Op == token.LAND || e.Op == token.LOR) && (c.onceOnly(e.X, set) || c.onceOnly(e.Y, set))
	case *ast.Ident:
		v := c.varOf(e)
		return set && isBool(c.pass.TypesInfo.TypeOf(e)) && !c.flowsOf().asserted[v] && (e.Name == "ok" || !benign.MatchString(e.Name))
	}
	return false
}

// leaves reports whether body ends by leaving what is around it.
func leaves(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	switch s := body.List[len(body.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		return ok && calledName(call) == "panic"
	}
	return false
}

// isToken reports whether t is a channel of empty structs, as semaphores are.
func isToken(t types.Type) bool {
	if t == nil {
		return false
	}
	ch, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	st, ok := ch.Elem().Underlying().(*types.Struct)
	return ok && st.NumFields() == 0
}

func isBool(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// calledName returns the name by which call calls, "" if it has none.
func calledName(call *ast.CallExpr) string {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

func mentions(e ast.Expr, re *lazyregexp.Regexp) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && re.MatchString(id.Name) {
			found = true
		}
		return !found
	})
	return found
}
