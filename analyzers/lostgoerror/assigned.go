package lostgoerror

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// reassigned reports whether v, a local variable declared in file, is assigned
// after its declaration, or may be because its address is taken, if only for a
// method with a pointer receiver. Assignments to its parts count too.
func reassigned(info *types.Info, file *ast.File, v *types.Var) bool {
	found := false
	target := func(e ast.Expr) {
		for {
			switch x := ast.Unparen(e).(type) {
			case *ast.Ident:
				found = found || info.Uses[x] == v
				return
			case *ast.SelectorExpr:
				if isPointer(info.TypeOf(x.X)) {
					return
				}
				e = x.X
			case *ast.IndexExpr:
				if _, ok := info.TypeOf(x.X).Underlying().(*types.Array); !ok {
					return
				}
				e = x.X
			default:
				return
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				target(lhs)
			}
		case *ast.IncDecStmt:
			target(n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				target(n.Key)
				if n.Value != nil {
					target(n.Value)
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				target(n.X)
			}
		case *ast.SelectorExpr:
			if s := info.Selections[n]; s != nil && s.Kind() == types.MethodVal && !isPointer(s.Recv()) {
				if recv := s.Obj().(*types.Func).Signature().Recv(); recv != nil && isPointer(recv.Type()) {
					target(n.X)
				}
			}
		}
		return !found
	})
	return found
}

func isPointer(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// paramType returns the type of the parameter for argument i, nil if there is
// none.
func paramType(sig *types.Signature, i int, spread bool) types.Type {
	n := sig.Params().Len()
	if sig.Variadic() && i >= n-1 && !spread {
		if slice, ok := sig.Params().At(n - 1).Type().(*types.Slice); ok {
			return slice.Elem()
		}
		return nil
	}
	if i >= n {
		return nil
	}
	return sig.Params().At(i).Type()
}

// argName is what the literal calls the parameter for argument i: as the
// function does.
func argName(sig *types.Signature, i int) string {
	if n := sig.Params().Len(); n > 0 {
		if name := sig.Params().At(min(i, n-1)).Name(); name != "" && name != "_" {
			return name
		}
	}
	return "arg"
}

// recvName is what the literal calls the receiver that e denotes.
func recvName(e ast.Expr, recv types.Type) string {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return lowerFirst(x.Sel.Name)
	}
	if obj := apimodel.TypeName(recv); obj != nil {
		return strings.ToLower(obj.Name()[:1])
	}
	return "recv"
}

func lowerFirst(s string) string {
	if s == strings.ToUpper(s) {
		return strings.ToLower(s)
	}
	return strings.ToLower(s[:1]) + s[1:]
}
