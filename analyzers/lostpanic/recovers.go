package lostpanic

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// A recovery is a call of something that recovers if it is deferred: of the
// builtin recover in a function of this package, or of a function of another
// package that calls recover itself.
type recovery struct {
	at inspector.Cursor // the call
	in inspector.Cursor // the function around it, an *ast.FuncDecl or *ast.FuncLit

	// ranged reports whether the call is in the body of a loop over a function.
	// Such a body is a function of its own for the compiler, and whether recover
	// works there has changed between releases of Go.
	ranged bool

	// foreign is the function of another package that is called, nil for the
	// builtin.
	foreign *recoverer
}

func (r *recovery) call() *ast.CallExpr { return r.at.Node().(*ast.CallExpr) }

// recovers are the recoveries of a package.
type recovers struct {
	builtin []*recovery
	foreign []*recovery

	// direct holds the calls of the builtin by the function, an *ast.FuncDecl or
	// *ast.FuncLit, that they stand in.
	direct map[ast.Node][]*recovery
}

func (r *recovers) any() bool { return len(r.builtin) > 0 || len(r.foreign) > 0 }

func findRecovers(pass *analysis.Pass, in *inspector.Inspector) *recovers {
	found := &recovers{direct: make(map[ast.Node][]*recovery)}
	foreign := importsRecoverer(pass.Pkg)
	for c := range in.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
			if b, ok := pass.TypesInfo.Uses[id].(*types.Builtin); ok && b.Name() == "recover" {
				if r := newRecovery(pass.TypesInfo, c); r != nil {
					found.builtin = append(found.builtin, r)
					found.direct[r.in.Node()] = append(found.direct[r.in.Node()], r)
				}
				continue
			}
		}
		if !foreign {
			continue
		}
		if fn := typeutil.StaticCallee(pass.TypesInfo, call); fn != nil {
			known := recovererOf(fn)
			if r := newRecovery(pass.TypesInfo, c); known != nil && r != nil {
				r.foreign = known
				found.foreign = append(found.foreign, r)
			}
		}
	}
	return found
}

// newRecovery returns the recovery at c, nil if it is in no function.
func newRecovery(info *types.Info, c inspector.Cursor) *recovery {
	r := &recovery{at: c}
	for e := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.RangeStmt)(nil)) {
		if loop, ok := e.Node().(*ast.RangeStmt); ok {
			_, overFunc := typeOf(info, loop.X).Underlying().(*types.Signature)
			r.ranged = r.ranged || overFunc
			continue
		}
		r.in = e
		return r
	}
	return nil
}

func typeOf(info *types.Info, e ast.Expr) types.Type {
	if t := info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}
