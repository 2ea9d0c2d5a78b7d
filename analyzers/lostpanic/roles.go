package lostpanic

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/passes/tasks"
)

// A role is a way in which a function comes to run.
type role uint8

// The roles.
const (
	unknown  role = iota // it is used as a value, and whoever gets it may defer it
	called               // by a call
	started              // as a task: by a go statement, or by a spawner that calls it
	deferred             // by a defer statement
)

// A use is one place where a function is called, or used as a value.
type use struct {
	role role
	at   inspector.Cursor // the call for all roles but unknown
}

// roles finds out how the functions that recover come to run.
type roles struct {
	pass  *analysis.Pass
	in    *inspector.Inspector
	tasks *tasks.Result

	uses   map[*types.Func][]use             // of declared functions and methods
	vars   map[*types.Var][]inspector.Cursor // the names of local variables that hold functions
	handed map[ast.Expr]bool                 // functions that spawners run
}

func newRoles(pass *analysis.Pass, in *inspector.Inspector) *roles {
	r := &roles{
		pass:   pass,
		in:     in,
		tasks:  tasks.Of(pass),
		uses:   make(map[*types.Func][]use),
		handed: make(map[ast.Expr]bool),
		vars:   make(map[*types.Var][]inspector.Cursor),
	}
	for _, t := range r.tasks.All() {
		if t.Kind == tasks.Spawned {
			r.handed[ast.Unparen(t.Fun)] = true
		}
	}
	// One walk over the identifiers collects the uses of all functions and of
	// the variables that hold literals.
	for c := range in.Root().Preorder((*ast.Ident)(nil)) {
		switch obj := pass.TypesInfo.Uses[c.Node().(*ast.Ident)].(type) {
		case *types.Func:
			if obj.Pkg() == pass.Pkg {
				fn := obj.Origin()
				r.uses[fn] = append(r.uses[fn], r.useOf(nameAt(c)))
			}
		case *types.Var:
			if _, isFunc := obj.Type().Underlying().(*types.Signature); isFunc && !obj.IsField() && obj.Parent() != pass.Pkg.Scope() {
				r.vars[obj] = append(r.vars[obj], c)
			}
		}
	}
	return r
}

// nameAt returns the expression of which the identifier at c is the name: a
// selector, an instance.
func nameAt(c inspector.Cursor) inspector.Cursor {
	for {
		switch kind, _ := c.ParentEdge(); kind {
		case edge.SelectorExpr_Sel, edge.IndexExpr_X, edge.IndexListExpr_X, edge.ParenExpr_X:
			c = c.Parent()
		default:
			return c
		}
	}
}

// useOf returns the use of the function that the expression at c denotes.
func (r *roles) useOf(c inspector.Cursor) use {
	for {
		if kind, _ := c.ParentEdge(); kind != edge.ParenExpr_X {
			break
		}
		c = c.Parent()
	}
	switch kind, _ := c.ParentEdge(); kind {
	case edge.CallExpr_Fun:
		call := c.Parent()
		switch kind, _ := call.ParentEdge(); kind {
		case edge.DeferStmt_Call:
			return use{deferred, call}
		case edge.GoStmt_Call:
			return use{started, call}
		}
		return use{called, call}
	case edge.CallExpr_Args:
		if e, ok := c.Node().(ast.Expr); ok && r.handed[ast.Unparen(e)] {
			return use{started, c.Parent()}
		}
	}
	return use{unknown, c}
}

// of returns the uses of the function at fn, an *ast.FuncDecl or *ast.FuncLit,
// in this package. Whether others use it too is what [roles.open] says.
func (r *roles) of(fn inspector.Cursor) []use {
	switch n := fn.Node().(type) {
	case *ast.FuncDecl:
		if obj, ok := r.pass.TypesInfo.Defs[n.Name].(*types.Func); ok {
			return r.uses[obj]
		}
	case *ast.FuncLit:
		if v := r.holder(fn); v != nil {
			var uses []use
			for _, c := range r.vars[v] {
				uses = append(uses, r.useOf(nameAt(c)))
			}
			return uses
		}
		return []use{r.useOf(fn)}
	}
	return nil
}

// holder returns the local variable that is declared with the literal at lit as
// its value and holds no other; nil if there is none.
func (r *roles) holder(lit inspector.Cursor) *types.Var {
	kind, index := lit.ParentEdge()
	var name ast.Expr
	switch parent := lit.Parent().Node().(type) {
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Rhs && len(parent.Lhs) == len(parent.Rhs) {
			name = parent.Lhs[index]
		}
	case *ast.ValueSpec:
		if kind == edge.ValueSpec_Values && len(parent.Names) == len(parent.Values) {
			name = parent.Names[index]
		}
	}
	id, ok := name.(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := r.pass.TypesInfo.Defs[id].(*types.Var)
	if !ok || v.Parent() == r.pass.Pkg.Scope() {
		return nil
	}
	return v
}

// open reports whether the function at fn may be used where the analysis can't
// see it: in other packages, through an interface, by main's caller.
func (r *roles) open(fn inspector.Cursor) bool {
	decl, ok := fn.Node().(*ast.FuncDecl)
	if !ok {
		return false
	}
	if decl.Name.IsExported() {
		return r.pass.Pkg.Name() != "main" || decl.Recv != nil
	}
	return decl.Recv != nil && r.inInterface(decl.Name.Name)
}

// inInterface reports whether an interface of the package has a method with that
// name.
func (r *roles) inInterface(name string) bool {
	for c := range r.in.Root().Preorder((*ast.InterfaceType)(nil)) {
		for _, m := range c.Node().(*ast.InterfaceType).Methods.List {
			for _, id := range m.Names {
				if id.Name == name {
					return true
				}
			}
		}
	}
	return false
}

// has reports whether any of the uses is in the role.
func has(uses []use, r role) bool {
	for _, u := range uses {
		if u.role == r {
			return true
		}
	}
	return false
}

// mayBeDeferred reports whether the function at fn may run by a defer statement.
func (r *roles) mayBeDeferred(fn inspector.Cursor) bool {
	uses := r.of(fn)
	return r.open(fn) || has(uses, deferred) || has(uses, unknown)
}

// isDeferred reports whether the function at fn runs by a defer statement, in
// all of its uses that are known.
func (r *roles) isDeferred(fn inspector.Cursor) bool {
	uses := r.of(fn)
	for _, u := range uses {
		if u.role != deferred {
			return false
		}
	}
	return len(uses) > 0
}

// isCalled reports whether the package itself calls the literal, defers it, or has
// it run as a task.
func (r *roles) isCalled(lit *ast.FuncLit) bool {
	at, ok := r.in.Root().FindNode(lit)
	if !ok {
		return true
	}
	for _, u := range r.of(at) {
		if u.role != unknown {
			return true
		}
	}
	return false
}
