package lostfuture

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"

	"github.com/asynclint/asynclint/passes/tasks"
)

// What is asked of the whole package is found out once, when it is first asked.

// findJoined returns the groups whose join is called with its result used, or is
// used as a method value.
func (c *checker) findJoined() map[*types.Var]bool {
	heard := make(map[*types.Var]bool)
	for at := range c.in.Root().Preorder((*ast.SelectorExpr)(nil)) {
		sel := at.Node().(*ast.SelectorExpr)
		fn, ok := c.info.Uses[sel.Sel].(*types.Func)
		if !ok || fn.Pkg() == nil || !c.matters(fn.Pkg()) || c.model.Join(fn) == nil {
			continue
		}
		for at.ParentEdgeKind() == edge.ParenExpr_X {
			at = at.Parent()
		}
		if at.ParentEdgeKind() == edge.CallExpr_Fun && dropped(at.Parent()) != edge.Invalid {
			continue
		}
		if v := c.receiverOf(sel); v != nil {
			heard[v] = true
		}
	}
	return heard
}

// findAdded returns the tasks of the model's spawners by the group that they are
// added to.
func (c *checker) findAdded() map[*types.Var][]*tasks.Task {
	added := make(map[*types.Var][]*tasks.Task)
	for _, t := range c.tasks.All() {
		if t.Spawner == nil {
			continue
		}
		if v := c.receiver(t.Call); v != nil {
			added[v] = append(added[v], t)
		}
	}
	return added
}

// findReaper reports whether the package waits for whatever child ends.
func (c *checker) findReaper() bool {
	for _, obj := range c.info.Uses {
		if obj.Pkg() != nil && (obj.Name() == "Wait4" || obj.Name() == "SIGCHLD") {
			switch obj.Pkg().Path() {
			case "syscall", "golang.org/x/sys/unix":
				return true
			}
		}
	}
	return false
}
