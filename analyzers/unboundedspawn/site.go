package unboundedspawn

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/mayblock"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A site is what starts a task in a loop or a handler.
type site struct {
	c    *checker
	flow *tasks.Flow
	src  bounds.Source
}

// each says what the loop or handler starts a task for: "value of msgs".
func (s *site) each() string {
	switch s.src.Kind {
	case bounds.Channel:
		if name := exprname.Of(s.src.Chan); name != "" {
			return "value of " + name
		}
		return "value of the channel"
	case bounds.Accept, bounds.Read:
		if name := exprname.Of(s.src.Call.Fun); name != "" {
			return "result of " + name
		}
	case bounds.Callback:
		return "message for the handler of " + s.src.API
	case bounds.Items:
		if loop, ok := s.src.Loop.(*ast.RangeStmt); ok {
			if name := exprname.Of(loop.X); name != "" {
				return "element of " + name
			}
		}
	}
	return "iteration of the loop"
}

// event returns the type of what the loop gets, nil if it is not known.
func (s *site) event() types.Type {
	info := s.c.pass.TypesInfo
	switch s.src.Kind {
	case bounds.Channel:
		if t, ok := info.TypeOf(s.src.Chan).Underlying().(*types.Chan); ok {
			return t.Elem()
		}
	case bounds.Read:
		t := info.TypeOf(s.src.Call)
		if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
			t = tuple.At(0).Type()
		}
		return t
	}
	return nil
}

// seldom reports whether events of type t come one at a time by their nature:
// signals, errors, notifications without contents.
func seldom(t types.Type) bool {
	if t == nil {
		return false
	}
	if t == types.Universe.Lookup("error").Type() {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		if u.NumFields() == 0 {
			return true
		}
	case *types.Basic:
		if u.Info()&types.IsBoolean != 0 {
			return true
		}
	}
	return apimodel.TypeSymbol(t) == apimodel.Symbol{Pkg: "os", Name: "Signal"}
}

// isPeer reports whether t is what somebody stays connected through: a task for
// each is what a server is made of, and subject of another category.
func isPeer(t types.Type) bool {
	if t == nil {
		return false
	}
	if tn := apimodel.TypeName(t); tn != nil {
		name := strings.ToLower(tn.Name())
		for _, w := range []string{"conn", "session", "stream", "channel", "client", "peer", "listener"} {
			if strings.HasSuffix(name, w) {
				return true
			}
		}
	}
	set := types.NewMethodSet(t)
	return set.Lookup(nil, "Close") != nil && (set.Lookup(nil, "Read") != nil || set.Lookup(nil, "Write") != nil || set.Lookup(nil, "Send") != nil)
}

// waits returns how the task is known to wait for something outside of the
// program, or for time to pass; nil if it isn't. A task that has a loop of its own
// for events isn't there for one of them.
func (s *site) waits() *mayblock.Witness {
	for _, body := range s.flow.Bodies {
		if _, endless := s.c.tasks.Endless(body); endless || serves(s.c.ir, body) || s.goesOn(body) {
			return nil
		}
	}
	for _, body := range s.flow.Task.Bodies {
		for _, w := range s.c.blocks.Waits(body.Node) {
			if outside(w) && !s.deferred(w, body.Node) {
				return w
			}
		}
	}
	if s.flow.Task.Kind == tasks.GoStmt && len(s.flow.Task.Bodies) == 0 {
		if w := s.c.blocks.Call(s.flow.Task.Call); w != nil && outside(w) {
			return w
		}
	}
	return nil
}

// deferred reports whether the task waits in a deferred call: when it is done, or
// recovers from a panic.
func (s *site) deferred(w *mayblock.Witness, body ast.Node) bool {
	for _, n := range slices.Backward(s.c.ir.Path(w.Node.Pos())) {
		if n == body {
			break
		}
		if _, ok := n.(*ast.DeferStmt); ok {
			return true
		}
	}
	return false
}

func outside(w *mayblock.Witness) bool {
	return slices.Contains([]apimodel.Kind{apimodel.Sleep, apimodel.Network, apimodel.DNS, apimodel.Database, apimodel.Subprocess}, w.Kind)
}

// serves reports whether fn has a loop that receives from a channel.
func serves(p *ir.Package, fn *ssa.Function) bool {
	for instr := range ir.Instrs(fn) {
		switch x := instr.(type) {
		case *ssa.Select:
			if p.Loop(x.Block()) != 0 {
				return true
			}
		case *ssa.UnOp:
			if x.Op == token.ARROW && p.Loop(x.Block()) != 0 {
				return true
			}
		}
	}
	return false
}

// goesOn reports whether fn, or a function of this package that it calls, has a
// loop without a condition: its task is there for as long as something else lasts,
// a peer or an entity.
func (s *site) goesOn(fn *ssa.Function) bool {
	if loopsOn(fn) {
		return true
	}
	for call := range ir.Calls(fn) {
		if _, isGo := call.(*ssa.Go); isGo {
			continue
		}
		if body := s.c.ir.Callee(call.Common()).Body; body != nil && loopsOn(body) {
			return true
		}
	}
	return false
}

func loopsOn(fn *ssa.Function) bool {
	found := false
	if fn.Syntax() == nil {
		return false
	}
	ast.Inspect(fn.Syntax(), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return n == fn.Syntax()
		case *ast.ForStmt:
			found = found || n.Cond == nil
		}
		return !found
	})
	return found
}

// global reports whether v is in a variable of the package: what is kept there is
// a hook for tests or logs.
func (s *site) global(v ssa.Value) bool {
	_, ok := s.c.ir.Place(v).Root.(*ssa.Global)
	return ok
}

// foreign returns the name of a function value that the task calls with
// arguments, or of a method of a handler: what it does is up to others, and may take
// any time.
func (s *site) foreign() string {
	if s.flow.Task.Kind == tasks.GoStmt && len(s.flow.Bodies) == 0 && len(s.flow.Task.Call.Args) > 0 && s.isForeign(s.flow.Callee, s.flow.Start.Common()) {
		return exprname.Of(s.flow.Task.Call.Fun)
	}
	for _, body := range s.flow.Bodies {
		if serves(s.c.ir, body) || s.goesOn(body) {
			return ""
		}
		for call := range ir.Calls(body) {
			common := call.Common()
			if len(common.Args) == 0 || !s.isForeign(s.c.ir.Callee(common), common) {
				continue
			}
			if expr, ok := ir.Innermost[*ast.CallExpr](s.c.ir, call.Pos()); ok {
				return exprname.Of(expr.Fun)
			}
		}
	}
	return ""
}

// isForeign reports whether what is called is a function value that isn't known, or
// a method of an interface of this package that handles something by its name.
func (s *site) isForeign(c ir.Callee, common *ssa.CallCommon) bool {
	switch {
	case c.Body != nil || c.Builtin != "":
		return false
	case c.Func == nil:
		return !s.global(common.Value)
	case !c.Dynamic || c.Func.Pkg() != s.c.pass.Pkg:
		return false
	}
	return slices.ContainsFunc([]string{"Handle", "Serve", "Process", "Dispatch", "Deliver"}, func(p string) bool {
		return strings.HasPrefix(c.Func.Name(), p)
	})
}

// started says what is started.
func (s *site) started() string {
	if s.flow.Task.Kind == tasks.GoStmt {
		return "a goroutine"
	}
	return "a task"
}

func (s *site) pile(slow string) string {
	return fmt.Sprintf("each %s starts %s, and nothing limits how many run: they pile up when %s is slow", s.each(), s.started(), slow)
}
