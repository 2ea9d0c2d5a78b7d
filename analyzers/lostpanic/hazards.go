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
		// The function itself comes from elsewhere.
		v := flow.Start.Common().Value
		if t.Kind != tasks.GoStmt {
			v = nil
			for _, arg := range c.ir.Callee(flow.Start.Common()).Args {
				if isFunc(arg.Type()) {
					v = arg
				}
			}
		}
		if v == nil || len(g.only) > 0 || flow.Start.Common().IsInvoke() || !c.fromOutside(v, 0) {
			return nil
		}
		return &hazard{callee: cmp.Or(exprname.Of(t.Fun), "the function")}
	}
	s := &search{checker: c, guard: g, seen: make(map[*ssa.Function]bool)}
	for _, body := range flow.Bodies {
		if h := s.function(body, 0); h != nil {
			return h
		}
	}
	return nil
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

// isA reports whether asserting t holds for a value of type dynamic.
func isA(dynamic, t types.Type) bool {
	if iface, ok := t.Underlying().(*types.Interface); ok {
		return types.Implements(dynamic, iface)
	}
	return types.Identical(dynamic, t)
}

// isFailure reports whether a panic with v tells of something that went wrong
// outside of the program, and not of a mistake in it: v is an error that somebody
// else made, or of a type that was made for the purpose.
func (s *search) isFailure(v ssa.Value) bool {
	t := v.Type()
	if !types.Implements(t, errorType) {
		return false
	}
	switch v := s.ir.Resolve(v).(type) {
	case *ssa.Const:
		return false
	case *ssa.Call:
		fn := s.ir.Callee(v.Common()).Func
		if fn == nil || fn.Pkg() == nil {
			return true
		}
		switch fn.Pkg().Path() + "." + fn.Name() {
		case "errors.New":
			return false
		case "fmt.Errorf":
			return slices.ContainsFunc(formatted(v), func(arg ssa.Value) bool { return types.Implements(arg.Type(), errorType) })
		}
	}
	return true
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// formatted returns the values that a call of a function like fmt.Errorf formats.
func formatted(call *ssa.Call) []ssa.Value {
	var values []ssa.Value
	args := call.Call.Args
	slice, ok := args[len(args)-1].(*ssa.Slice)
	if !ok {
		return nil
	}
	refs := slice.X.Referrers()
	if refs == nil {
		return nil
	}
	for _, ref := range *refs {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok {
				values = append(values, converted(store.Val))
			}
		}
	}
	return values
}

// converted returns the value that was converted to the interface v.
func converted(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v
		}
	}
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
		if s.fromOutside(common.Value, 0) {
			return s.called(call)
		}
	case isMust(c.Func) && !allConstant(c.Args), isServeHTTP(c.Func) && c.Dynamic:
		return s.called(call)
	}
	return nil
}

// called returns the hazard of calling what call calls; nil where that is not
// written as a call, as for the function of a range loop.
func (s *search) called(call *ssa.Call) *hazard {
	e, ok := ir.Innermost[*ast.CallExpr](s.ir, call.Pos())
	if !ok || e.Lparen != call.Pos() {
		return nil
	}
	return &hazard{callee: calleeName(e), pos: call.Pos()}
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
