package lostfuture

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/ir"
)

// task reports a call that adds a task to a local group of which nobody waits
// for the tasks. Only the first such call of a group is reported.
func (c *checker) task(call call) {
	if !c.adds(call.fn) {
		return
	}
	recv := call.recv()
	if recv == nil {
		return
	}
	group := c.local(recv)
	if group == nil || c.groups[group] {
		return
	}
	c.groups[group] = true
	members, ok := c.members(group)
	if !ok || !c.fresh(group) || !c.onlyFilled(members) || c.asksContext(group) {
		return
	}
	text := "nobody waits for the tasks of " + group.Name()
	evidence := related(diagnose.Related(c.declaration(group).Node(), "%s is declared here, and none of its uses waits", group.Name()))
	if counts(call.fn) {
		if c.waitsOtherwise(group) || !c.returns(ir.FuncAround(c.declaration(group))) {
			return
		}
		text += ": the function goes on, and may return, before they are done"
	} else {
		t, at := c.failing(members)
		if t == nil {
			return // it may be there to limit how many run
		}
		text += fmt.Sprintf(": if the one at line %d fails, nobody hears of it", c.line(t.Call.Pos()))
		evidence = append(evidence, c.failure(t, at)...)
	}
	c.rep.ReportOn(call.expr, neverWaited, text, evidence)
}

// waitsOtherwise reports whether the code around group may wait for its tasks by
// other means: it receives from a channel, or calls something named Wait.
func (c *checker) waitsOtherwise(group *types.Var) bool {
	scope, ok := c.scope(group)
	if !ok {
		return true
	}
	for at := range scope.Preorder((*ast.UnaryExpr)(nil), (*ast.RangeStmt)(nil), (*ast.SelectorExpr)(nil)) {
		switch n := at.Node().(type) {
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return true
			}
		case *ast.RangeStmt:
			if _, ok := c.info.TypeOf(n.X).Underlying().(*types.Chan); ok {
				return true
			}
		case *ast.SelectorExpr:
			if strings.HasPrefix(n.Sel.Name, "Wait") && c.info.Selections[n] != nil {
				return true
			}
		}
	}
	return false
}

// returns reports whether the function with the given syntax can return.
func (c *checker) returns(node ast.Node) bool {
	fn := c.ir.FuncOf(node)
	return fn == nil || c.ir.EscapeEntry(fn, ir.Search{Stop: func(ssa.Instruction) bool { return false }}) != nil
}

// adds reports whether fn adds a task to its receiver, or counts one.
func (c *checker) adds(fn *types.Func) bool {
	if fn.FullName() == "(*sync.WaitGroup).Add" {
		return true
	}
	for _, row := range c.model.Spawners(fn) {
		if row.Recv != "" && slices.ContainsFunc(row.Joins, waitsByName) {
			return true
		}
	}
	return false
}

// waitsByName reports whether the name of join, a symbol of the table, says that
// it waits, and not that it closes or runs something.
func waitsByName(join string) bool {
	return strings.Contains(join[strings.LastIndexByte(join, '.')+1:], "Wait")
}

// counts reports whether fn is a method of a group that does nothing but to count
// tasks, so that somebody can wait for them.
func counts(fn *types.Func) bool {
	switch fn.FullName() {
	case "(*sync.WaitGroup).Add", "(*sync.WaitGroup).Go", "(*github.com/sourcegraph/conc.WaitGroup).Go":
		return true
	}
	return false
}

// fresh reports whether group is made here and by its own package, so that
// nobody else has it: a zero value, a literal, or what a constructor returns.
func (c *checker) fresh(group *types.Var) bool {
	for value := range c.sources(group) {
		if !c.isFresh(value, group.Type()) {
			return false
		}
	}
	return true
}

func (c *checker) isFresh(value ast.Expr, t types.Type) bool {
	switch x := value.(type) {
	case nil:
		_, ok := t.Underlying().(*types.Struct)
		return ok
	case *ast.CompositeLit:
		return true
	case *ast.UnaryExpr:
		return c.isFresh(ast.Unparen(x.X), t)
	case *ast.CallExpr:
		switch fn := typeutil.Callee(c.info, x).(type) {
		case *types.Builtin:
			return fn.Name() == "new"
		case *types.Func:
			if fn.Pkg() == nil || fn.Pkg() == c.pass.Pkg || !declares(fn.Pkg(), t) {
				return false
			}
			// Of a chain of methods, all that is known is where it begins.
			if sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil {
				return c.isFresh(ast.Unparen(sel.X), c.info.TypeOf(sel.X))
			}
			return true
		}
	}
	return false
}

// declares reports whether pkg declares t, or what t points to.
func declares(pkg *types.Package, t types.Type) bool {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() == pkg
}

// members returns the variables that hold group: itself, and the parameters of
// functions of this package that it is passed as. It returns false if it goes
// anywhere else.
func (c *checker) members(group *types.Var) ([]*types.Var, bool) {
	list := []*types.Var{group}
	if group.IsField() {
		return list, group.Pkg() == c.pass.Pkg && !group.Exported()
	}
	for i := 0; i < len(list); i++ {
		for m := range c.mentions(list[i]) {
			if m.last != nil || m.assigned() {
				continue
			}
			param := c.passed(m)
			if param == nil || len(list) > 16 {
				return nil, false
			}
			if !slices.Contains(list, param) {
				list = append(list, param)
			}
		}
	}
	return list, true
}

// onlyFilled reports whether the variables that hold a group are used to add tasks
// and to count them, and for nothing else.
func (c *checker) onlyFilled(members []*types.Var) bool {
	for _, v := range members {
		for m := range c.mentions(v) {
			if m.last == nil {
				continue
			}
			if fn := c.method(m); fn == nil || !c.adds(fn) && !adjusts(fn) {
				return false
			}
		}
	}
	return true
}

// adjusts reports whether fn only changes how many tasks there are, or may be.
func adjusts(fn *types.Func) bool {
	switch fn.FullName() {
	case "(*sync.WaitGroup).Done", "(*golang.org/x/sync/errgroup.Group).SetLimit":
		return true
	}
	return false
}

// passed returns the parameter of a function of this package that m, or its
// address, is passed as; nil if it goes elsewhere.
func (c *checker) passed(m mention) *types.Var {
	at := m.at
	if at.ParentEdgeKind() == edge.UnaryExpr_X {
		at = at.Parent()
	}
	kind, i := at.ParentEdge()
	if kind != edge.CallExpr_Args {
		return nil
	}
	var sig *types.Signature
	expr := at.Parent().Node().(*ast.CallExpr)
	if lit, ok := ast.Unparen(expr.Fun).(*ast.FuncLit); ok {
		sig, _ = c.info.TypeOf(lit).(*types.Signature)
	} else if fn := typeutil.StaticCallee(c.info, expr); fn != nil && fn.Pkg() == c.pass.Pkg {
		sig = fn.Origin().Signature()
		if s, ok := ast.Unparen(expr.Fun).(*ast.SelectorExpr); ok && c.info.Selections[s] != nil && c.info.Selections[s].Kind() == types.MethodExpr {
			return nil
		}
	}
	if sig == nil || i >= sig.Params().Len() || sig.Variadic() && i >= sig.Params().Len()-1 {
		return nil
	}
	return sig.Params().At(i)
}

// declaration is where v, a local variable, is declared.
func (c *checker) declaration(v *types.Var) inspector.Cursor {
	for at := range c.names(v) {
		if c.info.Defs[at.Node().(*ast.Ident)] != nil {
			return at
		}
	}
	return c.in.Root()
}
