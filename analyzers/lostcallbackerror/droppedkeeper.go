package lostcallbackerror

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"unicode"

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
	at  analysis.Range // the function or the field
}

// keeper returns who calls the literal at cur, of type sig, later; nil if it may be
// called by who has it now, before going on, or if that can't be told.
func (c *checker) keeper(cur inspector.Cursor, sig *types.Signature) *keeper {
	lit := cur.Node().(*ast.FuncLit)
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	var k *keeper
	known := false // to the model
	switch kind, i := cur.ParentEdge(); kind {
	case edge.CallExpr_Args:
		k, known = c.taker(cur.Parent().Node().(*ast.CallExpr), i, lit)
	case edge.KeyValueExpr_Value:
		name, ok := cur.Parent().Node().(*ast.KeyValueExpr).Key.(*ast.Ident)
		strct, isLit := cur.Parent().Parent().Node().(*ast.CompositeLit)
		if ok && isLit {
			k, known = c.field(name, c.pass.TypesInfo.TypeOf(strct))
		}
	case edge.AssignStmt_Rhs:
		assign := cur.Parent().Node().(*ast.AssignStmt)
		if sel, ok := ast.Unparen(assign.Lhs[min(i, len(assign.Lhs)-1)]).(*ast.SelectorExpr); ok {
			k, known = c.field(sel.Sel, c.pass.TypesInfo.TypeOf(sel.X))
		}
	}
	if known || k != nil && sig.Results().Len() == 0 && !callbacks.Of(c.pass).Effects(lit).Has(callbacks.Sync) {
		return k
	}
	return nil
}

// taker returns the keeper that lit, argument i of call, is given to; nil if that is
// none to judge by its name, and the model doesn't know it either.
func (c *checker) taker(call *ast.CallExpr, i int, lit *ast.FuncLit) (k *keeper, known bool) {
	name := exprname.Of(call.Fun)
	if name == "" || tidying(name) {
		return nil, false
	}
	k = &keeper{how: "given to " + name, at: call.Fun}
	if tv := c.pass.TypesInfo.Types[call.Fun]; tv.IsType() {
		return k, nothing(c.model.ErrorType(tv.Type))
	}
	fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
	if !ok {
		return nil, false
	}
	if isOnce(fn) && (c.setsOuter(lit) || c.hidesError(lit)) {
		return nil, false // what it finds out is what it sets, or not
	}
	if c.knownParam(fn, i) {
		return k, true
	}
	if !speaksOfEvents(fn.Name()) {
		return nil, false
	}
	return k, false
}

// field returns the keeper that the field with the given name of a struct of type
// typ is; nil if it is none to judge by its name, and the model doesn't know it
// either.
func (c *checker) field(name *ast.Ident, typ types.Type) (k *keeper, known bool) {
	if tidying(name.Name) {
		return nil, false
	}
	known = nothing(c.model.ErrorField(typ, name.Name)) || c.model.FieldCallback(typ, name.Name) != nil
	if !known && !speaksOfEvents(name.Name) {
		return nil, false
	}
	return &keeper{how: "in field " + name.Name, at: name}, known
}

// speaksOfEvents reports whether the name of a function or field says that a
// function which goes there is called when something happens.
func speaksOfEvents(name string) bool {
	if len(name) > 2 && strings.EqualFold(name[:2], "on") && unicode.IsUpper(rune(name[2])) {
		return true
	}
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"callback", "handle", "hook", "listener", "notify", "observer", "subscribe"}, func(part string) bool {
		return strings.Contains(name, part)
	})
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
