package forbidden

import (
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
)

// actors returns the forbidden calls in the package's own loops around channels
// on which an API sends.
func (f *finder) actors() []Call {
	if !f.importsChannels() {
		return nil
	}
	var found []Call
	for _, actor := range f.loops.Actors() {
		for _, c := range actor.Cases {
			if c.Kind != loops.Source || c.Chan == nil {
				continue
			}
			row := f.rowOf(c.Chan)
			if row == nil || !f.mayCall(actor.For, row) {
				continue
			}
			view := f.loops.View(actor)
			if view == nil {
				continue
			}
			root := view.Frame()
			owner := &owner{f: f, row: row, root: root.Fn, loop: true}
			if call, ok := ast.Unparen(c.Chan).(*ast.CallExpr); ok {
				for part := range ir.Parts(root.Fn) {
					for instr := range ir.Calls(part) {
						if instr.Common().Pos() == call.Lparen {
							owner.site, owner.at = instr, f.ir.Callee(instr.Common())
						}
					}
				}
			}
			for _, call := range f.calls(root, row, owner) {
				call.Actor, call.Source = actor, c.Chan
				found = append(found, call)
			}
		}
	}
	return found
}

// importsChannels reports whether the package imports one of which the model
// knows channels, and what whoever receives from them must not call.
func (f *finder) importsChannels() bool {
	for _, pkg := range f.pass.Pkg.Imports() {
		if f.model.ForbidsReceivers(pkg.Path()) {
			return true
		}
	}
	return false
}

// rowOf returns what the model says of the channel ch: that a method of the API
// returns it, or that it is in a field of the API's, and has no buffer; nil if it
// says nothing.
func (f *finder) rowOf(ch ast.Expr) *apimodel.Callback {
	if call, ok := ast.Unparen(ch).(*ast.CallExpr); ok {
		if fn, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func); ok {
			for _, row := range f.model.ChanResults(fn) {
				if row.Result == 0 && len(row.Forbidden) > 0 {
					return row
				}
			}
		}
		return nil
	}
	if f.given == nil {
		f.given = make(map[types.Object]*apimodel.Callback)
		f.unbuffered = make(map[types.Object]bool)
		for _, file := range f.pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				f.noteChannels(n)
				return true
			})
		}
	}
	if obj := f.object(ch); obj != nil && f.unbuffered[obj] {
		return f.given[obj]
	}
	return nil
}

// noteChannels notes the channels that n puts into fields of the API's, and those
// that it makes.
func (f *finder) noteChannels(n ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, lhs := range n.Lhs {
			if len(n.Lhs) != len(n.Rhs) {
				break
			}
			f.noteMade(f.object(lhs), n.Rhs[i])
			if sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok {
				f.noteGiven(f.pass.TypesInfo.TypeOf(sel.X), sel.Sel.Name, n.Rhs[i])
			}
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if len(n.Names) == len(n.Values) {
				f.noteMade(f.object(name), n.Values[i])
			}
		}
	case *ast.CompositeLit:
		for _, elem := range n.Elts {
			kv, ok := elem.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			if key, ok := kv.Key.(*ast.Ident); ok {
				f.noteMade(f.object(key), kv.Value)
				f.noteGiven(f.pass.TypesInfo.TypeOf(n), key.Name, kv.Value)
			}
		}
	}
}

func (f *finder) noteGiven(strct types.Type, field string, value ast.Expr) {
	obj := f.object(value)
	if strct == nil || obj == nil {
		return
	}
	if row := f.model.ChanField(strct, field); row != nil && len(row.Forbidden) > 0 {
		f.given[obj] = row
	}
}

// noteMade notes whether the channel that is made for obj, if one is, has no
// buffer: if obj is given several, none of them must have.
func (f *finder) noteMade(obj types.Object, value ast.Expr) {
	call, ok := ast.Unparen(value).(*ast.CallExpr)
	if !ok || obj == nil || !apimodel.IsChan(obj.Type()) {
		return
	}
	if b, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Builtin); !ok || b.Name() != "make" {
		return
	}
	none := len(call.Args) == 1
	if len(call.Args) == 2 {
		v := f.pass.TypesInfo.Types[call.Args[1]].Value
		none = v != nil && constant.Sign(v) == 0
	}
	before, known := f.unbuffered[obj]
	f.unbuffered[obj] = none && (before || !known)
}

// object returns the variable or field that e names, nil if it names none.
func (f *finder) object(e ast.Expr) types.Object {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return f.pass.TypesInfo.ObjectOf(e)
	case *ast.SelectorExpr:
		return f.pass.TypesInfo.ObjectOf(e.Sel)
	}
	return nil
}
