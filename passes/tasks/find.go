package tasks

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/directives"
)

// find collects the tasks.
func (r *Result) find() []*Task {
	in, ok := r.pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok || !r.Any() {
		return nil
	}
	f := finder{Result: r}
	kinds := []ast.Node{(*ast.GoStmt)(nil)}
	if r.hasSpawners() {
		kinds = append(kinds, (*ast.CallExpr)(nil))
	}
	for c := range in.Root().Preorder(kinds...) {
		switch n := c.Node().(type) {
		case *ast.GoStmt:
			f.add(c, &Task{Kind: GoStmt, Site: n, Call: n.Call, Fun: n.Call.Fun})
		case *ast.CallExpr:
			f.spawner(c, n)
		}
	}
	f.resolve(in)
	return f.list
}

type finder struct {
	*Result
	list []*Task
}

// spawner adds the tasks that call starts if it calls a spawner.
func (f *finder) spawner(c inspector.Cursor, call *ast.CallExpr) {
	fn, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
	if !ok {
		return
	}
	// The arguments of a method expression start with the receiver.
	shift := 0
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if s := f.pass.TypesInfo.Selections[sel]; s != nil && s.Kind() == types.MethodExpr {
			shift = 1
		}
	}
	for _, row := range f.model.Spawners(fn) {
		if i := row.Param + shift; !strings.HasPrefix(row.Runs, "caller") && i < len(call.Args) {
			f.add(c, &Task{Kind: Spawned, Site: call, Call: call, Fun: call.Args[i], Spawner: row, param: row.Param})
		}
	}
	if d := f.dirs.Declared(fn.Origin(), directives.Spawns); d != nil && d.Param+shift < len(call.Args) {
		f.add(c, &Task{Kind: Declared, Site: call, Call: call, Fun: call.Args[d.Param+shift], param: d.Param})
	}
}

// add adds a task unless what it would run is not a function (some spawners
// take objects), and notes where it stands.
func (f *finder) add(c inspector.Cursor, t *Task) {
	if tv := f.pass.TypesInfo.TypeOf(t.Fun); t.Kind != GoStmt && (tv == nil || !isFunc(tv)) {
		return
	}
	locate(t, c)
	t.at = c
	f.list = append(f.list, t)
}

// locate notes where t stands.
func locate(t *Task, c inspector.Cursor) {
	for e := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.File)(nil)) {
		switch n := e.Node().(type) {
		case *ast.File:
			t.File = n
		default:
			if t.In == nil {
				t.In = n
			}
		}
	}
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// resolve finds the bodies of all tasks.
func (f *finder) resolve(in *inspector.Inspector) {
	var decls map[*types.Func]*ast.FuncDecl
	wanted := make(map[*types.Var]bool) // local variables that hold functions of tasks
	for _, t := range f.list {
		if v := f.localVar(t.Fun); v != nil {
			wanted[v] = true
		}
	}
	values := f.values(in, wanted)

	for _, t := range f.list {
		fun := ast.Unparen(t.Fun)
		if v := f.localVar(fun); v != nil {
			if fun = values[v]; fun == nil {
				continue
			}
			fun = ast.Unparen(fun)
		}
		if lit, ok := fun.(*ast.FuncLit); ok {
			t.Bodies = append(t.Bodies, Body{Node: lit, Type: lit.Type, Block: lit.Body})
			continue
		}
		fn := f.funcOf(fun)
		if fn == nil || fn.Pkg() != f.pass.Pkg {
			continue
		}
		if decls == nil {
			decls = f.decls()
		}
		if d := decls[fn.Origin()]; d != nil {
			t.Bodies = append(t.Bodies, Body{Node: d, Type: d.Type, Block: d.Body, Func: fn.Origin()})
		}
	}
}

// funcOf returns the declared function or method that e, an expression of
// function type, denotes.
func (f *finder) funcOf(e ast.Expr) *types.Func {
	switch x := e.(type) {
	case *ast.IndexExpr:
		e = x.X
	case *ast.IndexListExpr:
		e = x.X
	}
	var id *ast.Ident
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		return nil
	}
	fn, _ := f.pass.TypesInfo.Uses[id].(*types.Func)
	return fn
}

// localVar returns the local variable that e names, nil if it names none.
func (f *finder) localVar(e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := f.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.IsField() || v.Parent() == nil || v.Parent() == f.pass.Pkg.Scope() {
		return nil
	}
	return v
}

// values returns what the variables in wanted hold, for those that are assigned
// exactly once and whose address is not taken.
func (f *finder) values(in *inspector.Inspector, wanted map[*types.Var]bool) map[*types.Var]ast.Expr {
	if len(wanted) == 0 {
		return nil
	}
	values := make(map[*types.Var]ast.Expr)
	lost := make(map[*types.Var]bool)
	for c := range in.Root().Preorder((*ast.Ident)(nil)) {
		id := c.Node().(*ast.Ident)
		v, ok := f.pass.TypesInfo.ObjectOf(id).(*types.Var)
		if !ok || !wanted[v] {
			continue
		}
		value, assigned := assignment(c)
		switch {
		case !assigned:
		case value == nil || values[v] != nil:
			lost[v] = true
		default:
			values[v] = value
		}
	}
	for v := range lost {
		delete(values, v)
	}
	return values
}

// assignment reports whether the identifier at c is assigned there, or might be,
// and returns the value if it is known.
func assignment(c inspector.Cursor) (value ast.Expr, assigned bool) {
	kind, index := c.ParentEdge()
	switch parent := c.Parent().Node().(type) {
	case *ast.AssignStmt:
		if kind != edge.AssignStmt_Lhs {
			return nil, false
		}
		if len(parent.Lhs) != len(parent.Rhs) {
			return nil, true
		}
		return parent.Rhs[index], true
	case *ast.ValueSpec:
		if kind != edge.ValueSpec_Names || len(parent.Values) == 0 {
			return nil, false // the zero value is no function that runs
		}
		if len(parent.Names) != len(parent.Values) {
			return nil, true
		}
		return parent.Values[index], true
	case *ast.Field:
		return nil, kind == edge.Field_Names // a parameter
	case *ast.RangeStmt:
		return nil, kind == edge.RangeStmt_Key || kind == edge.RangeStmt_Value
	case *ast.UnaryExpr:
		return nil, parent.Op.String() == "&"
	}
	return nil, false
}

func (f *finder) decls() map[*types.Func]*ast.FuncDecl {
	decls := make(map[*types.Func]*ast.FuncDecl)
	for _, file := range f.pass.Files {
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.FuncDecl); ok && d.Body != nil {
				if fn, ok := f.pass.TypesInfo.Defs[d.Name].(*types.Func); ok {
					decls[fn] = d
				}
			}
		}
	}
	return decls
}
