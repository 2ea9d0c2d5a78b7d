package lostcallbackerror

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/errorflow"
)

// A keeper is where a callback goes to be called later.
type keeper struct {
	how string         // as a message says it: "given to f"
	at  analysis.Range // the call, the field, or the literal itself
}

// keeper returns who calls the literal at cur, of type sig, later; nil if that may
// be who has it now, before going on, or can't be told.
func (c *checker) keeper(cur inspector.Cursor, sig *types.Signature) *keeper {
	lit := cur.Node().(*ast.FuncLit)
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	k := &keeper{how: "kept for later", at: lit.Type}
	known := false
	switch kind, i := cur.ParentEdge(); kind {
	case edge.CallExpr_Args:
		call := cur.Parent().Node().(*ast.CallExpr)
		name := exprname.Of(call.Fun)
		if name == "" || tidying(name) {
			return nil
		}
		k.how, k.at = "given to "+name, call.Fun
		if fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func); ok {
			if isOnce(fn) && (c.setsOuter(lit) || c.hidesError(lit)) {
				return nil // what it finds out is what it sets, or not
			}
			known = c.knownParam(fn, i)
		} else if tv := c.pass.TypesInfo.Types[call.Fun]; tv.IsType() {
			known = nothing(c.model.ErrorType(tv.Type))
		}
	case edge.KeyValueExpr_Value:
		kv := cur.Parent().Node().(*ast.KeyValueExpr)
		name, ok := kv.Key.(*ast.Ident)
		strct, isLit := cur.Parent().Parent().Node().(*ast.CompositeLit)
		if !ok || !isLit || tidying(name.Name) {
			return nil
		}
		k.how, k.at = "in field "+name.Name, kv.Key
		typ := c.pass.TypesInfo.TypeOf(strct)
		known = nothing(c.model.ErrorField(typ, name.Name)) || c.model.FieldCallback(typ, name.Name) != nil
	}
	if sig.Results().Len() > 0 && !known {
		return nil
	}
	if !known && !later(callbacks.Of(c.pass).Effects(lit)) {
		return nil
	}
	return k
}

// knownParam reports whether the model knows that fn calls its parameter i later,
// and takes no error from it.
func (c *checker) knownParam(fn *types.Func, i int) bool {
	return slices.ContainsFunc(c.model.ErrorParams(fn), func(row *apimodel.ErrorAPI) bool {
		return row.Role == apimodel.ReturnsNothing && row.Param == i
	}) || slices.ContainsFunc(c.model.ParamCallbacks(fn), func(row *apimodel.Callback) bool {
		return row.Param == i
	})
}

// nothing reports whether one of rows is about a callback that can't return an
// error.
func nothing(rows []*apimodel.ErrorAPI) bool {
	return slices.ContainsFunc(rows, func(row *apimodel.ErrorAPI) bool { return row.Role == apimodel.ReturnsNothing })
}

// later reports whether a function value of which e is all that happens to it is
// called by somebody else, if at all.
func later(e callbacks.Effects) bool {
	return e != 0 && e&(callbacks.Sync|callbacks.Unknown) == 0
}

// tidying reports whether name, which may be a selector, speaks of undoing
// something, or of the end of it: whether that fails, nobody asks.
func tidying(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"clean", "close", "defer", "exit", "final", "revert", "rollback", "shutdown", "stop", "teardown", "undo"}, func(part string) bool {
		return strings.Contains(name, part)
	})
}

func isOnce(fn *types.Func) bool {
	name := fn.FullName()
	return name == "(*sync.Once).Do" || name == "sync.OnceFunc"
}

// hidesError reports whether a variable of lit hides an error of the function
// around it: that one may be looked at in vain, which is a finding of its own.
func (c *checker) hidesError(lit *ast.FuncLit) bool {
	outer := c.pass.Pkg.Scope().Innermost(lit.Pos())
	hides := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && outer != nil {
			if v, ok := c.pass.TypesInfo.Defs[id].(*types.Var); ok && errorflow.IsError(v.Type()) {
				_, obj := outer.LookupParent(v.Name(), lit.Pos())
				other, ok := obj.(*types.Var)
				hides = hides || ok && errorflow.IsError(other.Type())
			}
		}
		return !hides
	})
	return hides
}

// setsOuter reports whether lit assigns to what is not its own.
func (c *checker) setsOuter(lit *ast.FuncLit) bool {
	sets := false
	outer := func(e ast.Expr) bool {
		for {
			switch x := ast.Unparen(e).(type) {
			case *ast.Ident:
				v, ok := c.pass.TypesInfo.ObjectOf(x).(*types.Var)
				return ok && (v.Pos() < lit.Pos() || lit.End() <= v.Pos())
			case *ast.SelectorExpr:
				e = x.X
			case *ast.IndexExpr:
				e = x.X
			case *ast.StarExpr:
				e = x.X
			default:
				return true
			}
		}
	}
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			sets = sets || slices.ContainsFunc(n.Lhs, outer)
		case *ast.IncDecStmt:
			sets = sets || outer(n.X)
		}
		return !sets
	})
	return sets
}
