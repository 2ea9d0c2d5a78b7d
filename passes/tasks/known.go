package tasks

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

var (
	waitGroup = place{"sync", "WaitGroup"}
	errGroup  = place{"golang.org/x/sync/errgroup", "Group"}
)

// recvPlace returns the type that declares the method fn.
func recvPlace(fn *types.Func) place {
	if fn == nil {
		return place{}
	}
	s := apimodel.FuncSymbol(fn)
	if s.Recv == "" {
		return place{}
	}
	return place{s.Pkg, s.Recv}
}

// wellKnown adds what calling c does if that is a function whose meaning for
// tasks is known without its body.
func (g *graph) wellKnown(s *summary, common *ssa.CallCommon, c ir.Callee) bool {
	if c.Func == nil {
		if objs := g.cancels(common.Value); len(objs) > 0 {
			for _, o := range objs {
				s.add(act{kind: signals, obj: o})
			}
			return true
		}
		return false
	}
	switch recvPlace(c.Func) {
	case waitGroup:
		o := g.objectOf(c.Recv)
		switch c.Func.Name() {
		case "Done":
			s.add(act{kind: signals, obj: o})
		case "Add":
			if k, ok := c.Args[0].(*ssa.Const); !ok || constant.Sign(k.Value) < 0 {
				if ok || isNegation(c.Args[0]) {
					s.add(act{kind: signals, obj: o})
				}
			}
		case "Wait":
			s.add(act{kind: waits, obj: o})
		case "Go":
			g.spawned(s, c, 0)
		}
		return true
	case errGroup:
		switch c.Func.Name() {
		case "Wait":
			s.add(act{kind: waits, obj: g.objectOf(c.Recv)})
		case "Go", "TryGo":
			g.spawned(s, c, 0)
		}
		return true
	case place{"context", "Context"}, place{"sync", "Mutex"}, place{"sync", "RWMutex"}, place{"sync", "Map"}, place{"sync", "Pool"}:
		return true
	}
	rows := g.r.model.Spawners(c.Func)
	for _, row := range rows {
		if !strings.HasPrefix(row.Runs, "caller") {
			g.spawned(s, c, row.Param)
		}
	}
	return len(rows) > 0 && c.Func.Pkg() != g.ir.Types && !returnsAfter(c.Func)
}

// returnsAfter reports whether fn, a spawner, is one that waits for its task.
func returnsAfter(fn *types.Func) bool {
	return fn.Pkg().Path() == "testing" || fn.Pkg().Path() == "testing/synctest"
}

func isNegation(v ssa.Value) bool {
	u, ok := v.(*ssa.UnOp)
	return ok && u.Op == token.SUB
}

// spawned adds that c starts its argument i as a task.
func (g *graph) spawned(s *summary, c ir.Callee, i int) {
	if i < 0 || i >= len(c.Args) {
		return
	}
	inner := new(summary)
	g.passed(inner, c.Args[i])
	if c.Recv != nil {
		inner.add(act{kind: signals, obj: g.objectOf(c.Recv)})
	}
	s.start(inner.acts...)
	s.start(inner.started...)
	s.open = s.open || inner.open
}

// contextMakers are the functions that return a context and the function that
// ends it.
func isContextMaker(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "context":
		return strings.HasPrefix(fn.Name(), "With") && fn.Name() != "WithValue" && fn.Name() != "WithoutCancel"
	case "os/signal":
		return fn.Name() == "NotifyContext"
	}
	return false
}

// cancels returns the contexts that calling v, a function value, ends.
func (g *graph) cancels(v ssa.Value) []object {
	v = g.ir.Resolve(v)
	if x, ok := v.(*ssa.Extract); ok && x.Index == 1 {
		if call, ok := x.Tuple.(*ssa.Call); ok && isContextMaker(g.ir.Callee(call.Common()).Func) {
			return []object{{val: call}}
		}
	}
	if named := namedOf(v.Type()); named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context" {
		return []object{g.objectOf(v)}
	}
	return nil
}

// contexts returns what ctx ends with: the calls that made it and those that
// made its parents, or the parameter or field that it or a parent comes from.
func (g *graph) contexts(ctx ssa.Value) []object {
	var list []object
	for range maxDepth {
		ctx = g.ir.Resolve(ctx)
		call, _ := ctx.(*ssa.Call)
		if x, ok := ctx.(*ssa.Extract); ok {
			call, _ = x.Tuple.(*ssa.Call)
		}
		if call == nil {
			if _, isConst := ctx.(*ssa.Const); !isConst {
				list = append(list, g.objectOf(ctx))
			}
			return list
		}
		list = append(list, object{val: call})
		ctx = nil
		for _, arg := range call.Call.Args {
			if apimodel.IsContext(arg.Type()) {
				ctx = arg
				break
			}
		}
		if ctx == nil {
			return list
		}
	}
	return list
}

// isTimer reports whether only time sends on ch.
func (g *graph) isTimer(ch ssa.Value) bool {
	switch x := g.ir.Resolve(ch).(type) {
	case *ssa.Call:
		fn := g.ir.Callee(x.Common()).Func
		return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "time"
	case *ssa.UnOp:
		if addr, ok := x.X.(*ssa.FieldAddr); ok {
			f := ir.FieldOf(addr.X.Type(), addr.Field)
			return f != nil && f.Pkg() != nil && f.Pkg().Path() == "time"
		}
	}
	return false
}
