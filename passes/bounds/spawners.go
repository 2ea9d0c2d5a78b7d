package bounds

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// plain are the spawners that do what a go statement does, and no more.
var plain = []apimodel.Symbol{
	{Pkg: "sync", Recv: "WaitGroup", Name: "Go"},
	{Pkg: "github.com/hashicorp/go-multierror", Recv: "Group", Name: "Go"},
	{Pkg: "github.com/sourcegraph/conc", Recv: "WaitGroup", Name: "Go"},
	{Pkg: "github.com/zeromicro/go-zero/core/threading", Name: "GoSafe"},
	{Pkg: "github.com/zeromicro/go-zero/core/threading", Name: "GoSafeCtx"},
	{Pkg: "github.com/zeromicro/go-zero/core/threading", Recv: "RoutineGroup", Name: "Run"},
	{Pkg: "github.com/zeromicro/go-zero/core/threading", Recv: "RoutineGroup", Name: "RunSafe"},
	{Pkg: "gopkg.in/tomb.v2", Recv: "Tomb", Name: "Go"},
	{Pkg: "k8s.io/apimachinery/pkg/util/wait", Recv: "Group", Name: "Start"},
	{Pkg: "k8s.io/apimachinery/pkg/util/wait", Recv: "Group", Name: "StartWithContext"},
}

// limits are the methods that limit a group of tasks which has none by itself, by
// the package of the group.
var limits = map[string]string{
	"golang.org/x/sync/errgroup":         "SetLimit",
	"github.com/sourcegraph/conc/pool":   "WithMaxGoroutines",
	"github.com/sourcegraph/conc/stream": "WithMaxGoroutines",
}

// spawner is the bound that how the task is started brings with it.
func (l *loop) spawner() Bound {
	t := l.flow.Task
	switch {
	case t.Kind == tasks.GoStmt:
		return Bound{Kind: None}
	case t.Kind != tasks.Spawned || t.Spawner == nil:
		return Bound{}
	case slices.Contains(plain, t.Spawner.Symbol):
		return Bound{Kind: None}
	case limits[t.Spawner.Pkg] != "":
		return l.group(limits[t.Spawner.Pkg])
	case t.Spawner.Bounded == "" || t.Spawner.Bounded == "n/a" || strings.HasPrefix(t.Spawner.Bounded, "no"):
		return Bound{} // it has its own ways
	}
	return Bound{Kind: Pool, Instr: l.flow.Start}
}

// group is the bound of a group of tasks, which a method sets.
func (l *loop) group(setter string) Bound {
	recv := l.r.ir.Callee(l.flow.Start.Common()).Recv
	if recv == nil {
		return Bound{}
	}
	root, limit := l.made(l.r.ir.Place(recv).Root, setter)
	switch {
	case limit != nil:
		return Bound{Kind: Limit, Instr: limit}
	case root == nil:
		return Bound{}
	}
	for fn := range ir.All(ir.Outermost(l.flow.In)) {
		for call := range ir.Calls(fn) {
			c := l.r.ir.Callee(call.Common())
			if c.Func == nil {
				continue
			}
			if c.Func.Name() == setter && c.Recv != nil && l.r.ir.Place(c.Recv).Root == root {
				if call.Pos() > l.flow.Start.Pos() {
					return Bound{} // too late, or for the next time
				}
				return Bound{Kind: Limit, Instr: call}
			}
			for _, arg := range c.Args {
				if l.r.ir.Place(arg).Root == root {
					return Bound{} // somebody else may set it
				}
			}
		}
	}
	return Bound{Kind: None}
}

// made returns what the group is known by if its function makes it: the variable,
// or the call of its constructor, and the call in the same expression that limits
// it, if there is one. It returns nil for groups of others.
func (l *loop) made(root ssa.Value, setter string) (ssa.Value, ssa.Instruction) {
	switch x := root.(type) {
	case *ssa.Alloc:
		return x, nil
	case *ssa.Extract:
		if _, ok := x.Tuple.(*ssa.Call); ok {
			return x, nil
		}
	case *ssa.Call:
		for call := x; ; {
			c := l.r.ir.Callee(&call.Call)
			if c.Func == nil || c.Func.Pkg() == nil || limits[c.Func.Pkg().Path()] == "" {
				return nil, nil
			}
			if c.Func.Name() == setter {
				return x, call
			}
			if c.Recv == nil {
				return x, nil
			}
			next, ok := l.r.ir.Place(c.Recv).Root.(*ssa.Call)
			if !ok {
				return nil, nil
			}
			call = next
		}
	}
	return nil, nil
}
