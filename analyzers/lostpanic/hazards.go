package lostpanic

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A hazard is something in a task that can panic explicitly.
type hazard struct {
	callee string // what is called that may panic; "" for a panic statement
	pos    token.Pos
}

// maxDepth is how many calls away from a task's body panics are looked for.
const maxDepth = 3

// hazardOf returns what can panic in t and would have been stopped by g, had it
// been in the same goroutine; nil if nothing is known to.
func (c *checker) hazardOf(t *tasks.Task, g *guard) *hazard {
	flow := c.tasks.Flow(t)
	if flow == nil {
		return nil
	}
	if len(flow.Bodies) == 0 {
		return c.given(flow, g)
	}
	s := &search{checker: c, guard: g, seen: make(map[*ssa.Function]bool)}
	for _, body := range flow.Bodies {
		if h := s.function(body, 0); h != nil {
			return h
		}
	}
	return nil
}

// given judges a task that runs a function which is not of this package.
func (c *checker) given(flow *tasks.Flow, g *guard) *hazard {
	common := flow.Start.Common()
	v := common.Value
	if flow.Task.Kind != tasks.GoStmt {
		args := c.ir.Callee(common).Args
		i := slices.IndexFunc(args, func(arg ssa.Value) bool { return isFunc(arg.Type()) })
		if i < 0 {
			return nil
		}
		v = args[i]
	} else if common.IsInvoke() {
		return nil
	}
	name := cmp.Or(exprname.Of(flow.Task.Fun), "the function")
	if len(g.only) > 0 || !c.fromOutside(v, 0) || isAuxiliary(v, name) {
		return nil
	}
	return &hazard{callee: name}
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// A search looks for explicit panics in what a task calls.
type search struct {
	*checker
	guard *guard
	seen  map[*ssa.Function]bool
}

func (s *search) function(fn *ssa.Function, depth int) *hazard {
	if s.seen[fn] || s.mayRecover(fn) {
		return nil
	}
	s.seen[fn] = true
	for part := range ir.Parts(fn) {
		for instr := range ir.Instrs(part) {
			var h *hazard
			switch instr := instr.(type) {
			case *ssa.Panic:
				h = s.panic(instr)
			case *ssa.TypeAssert:
				h = s.assertion(instr)
			case *ssa.Call:
				h = s.call(instr, depth)
			}
			if h != nil {
				return h
			}
		}
	}
	return nil
}

// panic judges a panic statement.
func (s *search) panic(p *ssa.Panic) *hazard {
	if !p.Pos().IsValid() {
		return nil // of the builder
	}
	v := converted(p.X)
	if len(s.guard.only) > 0 {
		if !slices.ContainsFunc(s.guard.only, func(t types.Type) bool { return isA(v.Type(), t) }) {
			return nil
		}
	} else if !s.isFailure(v) || s.isImpossible(p.Pos()) {
		return nil
	}
	return &hazard{pos: p.Pos()}
}

// isImpossible reports whether pos is in the default case of a switch, where
// code ends up that nobody expects to run.
func (s *search) isImpossible(pos token.Pos) bool {
	clause, ok := ir.Innermost[*ast.CaseClause](s.ir, pos)
	return ok && clause.List == nil
}

// call judges a call.
func (s *search) call(call *ssa.Call, depth int) *hazard {
	common := call.Common()
	c := s.ir.Callee(common)
	switch {
	case c.Builtin != "":
		return nil
	case c.Body != nil && !c.Dynamic:
		if depth < maxDepth && !(c.Func != nil && goesByRecovering(c.Func)) {
			if h := s.function(c.Body, depth+1); h != nil {
				return h
			}
		}
		return nil
	case len(s.guard.only) > 0:
		return nil
	case c.Func == nil:
		if h := s.called(call); h != nil && s.fromOutside(common.Value, 0) && !isAuxiliary(common.Value, h.callee) {
			return h
		}
	case isMust(c.Func) && !allConstant(c.Args), isServeHTTP(c.Func) && c.Dynamic:
		return s.called(call)
	}
	return nil
}

// isAuxiliary reports whether fn, which the source calls name, is an aid and not
// the work: it ends a context, writes to a log, or tells the time.
func isAuxiliary(fn ssa.Value, name string) bool {
	if pkg := apimodel.TypeSymbol(fn.Type()).Pkg; pkg != "" && pkg != "net/http" && apimodel.IsStd(pkg) {
		return true
	}
	name = strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	return slices.ContainsFunc(auxiliary, func(word string) bool { return strings.Contains(name, word) })
}

var auxiliary = []string{"cancel", "clock", "debug", "errorf", "infof", "log", "metric", "now", "printf", "rand", "sleep", "stop", "trace", "warn"}

// called returns the hazard of calling what call calls; nil where that is not
// written as a call, as for the function of a range loop.
func (s *search) called(call *ssa.Call) *hazard {
	e, ok := ir.Innermost[*ast.CallExpr](s.ir, call.Pos())
	if !ok || e.Lparen != call.Pos() {
		return nil
	}
	return &hazard{callee: calleeName(e), pos: call.Pos()}
}

// assertion judges a type assertion that panics where it does not hold.
func (s *search) assertion(x *ssa.TypeAssert) *hazard {
	if x.CommaOk || len(s.guard.only) > 0 || !s.fromOutside(x.X, 0) {
		return nil
	}
	e, ok := ir.Innermost[*ast.TypeAssertExpr](s.ir, x.Pos())
	if !ok || e.Type == nil {
		return nil
	}
	return &hazard{callee: "the type assertion " + types.ExprString(e), pos: x.Pos()}
}

// isMust reports whether fn is named for panicking where it fails.
func isMust(fn *types.Func) bool {
	rest, ok := strings.CutPrefix(fn.Name(), "Must")
	return ok && (rest == "" || unicode.IsUpper(rune(rest[0])))
}

// allConstant reports whether all of a call's arguments are known when the
// program is built: what panics then panics always, and somebody has noticed.
func allConstant(args []ssa.Value) bool {
	return !slices.ContainsFunc(args, func(v ssa.Value) bool {
		c, ok := v.(*ssa.Const)
		return !ok || c.Value != nil && c.Value.Kind() == constant.Unknown
	})
}

func isServeHTTP(fn *types.Func) bool {
	return fn.Name() == "ServeHTTP" && fn.Pkg() != nil && fn.Pkg().Path() == "net/http"
}
