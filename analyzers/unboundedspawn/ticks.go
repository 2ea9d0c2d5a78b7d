package unboundedspawn

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/mayblock"
)

// tick says what a loop that time drives starts a task for.
func (s *site) tick() string {
	if name := exprname.Of(s.src.Chan); name != "" {
		return "tick of " + name
	}
	return "iteration of the loop"
}

// ticks reports the tasks that time starts, whether or not the last one is done.
func (c *checker) ticks() {
	for _, f := range c.tasks.Flows() {
		if c.skips(f.Task.Site.Pos()) {
			continue
		}
		s := &site{c: c, flow: f, src: c.bounds.Source(f)}
		p, ok := s.pace()
		if !ok {
			continue
		}
		switch c.bounds.Bound(f, s.src).Kind {
		case bounds.None, bounds.Rate:
		default:
			continue
		}
		s.overlapping(p)
	}
}

// A pace is how often time starts a task.
type pace struct {
	each   string // "tick of t.C"
	period string // "30s", "" if it is not a constant
}

func (p pace) String() string {
	if p.period == "" {
		return "each " + p.each
	}
	return fmt.Sprintf("each %s (%s)", p.each, p.period)
}

// pace says how time drives the loop around the start: it ticks in each
// iteration, or the loop sleeps. It reports false if it is not time, or not for
// each tick one task.
func (s *site) pace() (pace, bool) {
	switch s.src.Kind {
	case bounds.Ticker:
		if inner := s.flow.Times.Loop; inner != nil && inner != s.src.Loop {
			return pace{}, false // one for each of a list, which may know who is busy
		}
		t := s.c.clock(s.src)
		if !t.again {
			return pace{}, false
		}
		return pace{s.tick(), t.period}, true
	case bounds.Other:
		if d := s.sleeps(); d != nil {
			return pace{s.tick(), s.c.duration(d)}, true
		}
	}
	return pace{}, false
}

// sleeps returns for how long the loop sleeps in each iteration, nil if it does
// not, or if it waits for anything else, or hands the task something of its own.
func (s *site) sleeps() ast.Expr {
	loop, ok := s.flow.Times.Loop.(*ast.ForStmt)
	if !ok || loop.Cond != nil || loop.Post != nil || loop != s.src.Loop {
		return nil
	}
	info := s.c.pass.TypesInfo
	var period ast.Expr
	for _, stmt := range loop.Body.List {
		if e, ok := stmt.(*ast.ExprStmt); ok {
			if call, ok := e.X.(*ast.CallExpr); ok && len(call.Args) == 1 && isTime(info, call.Fun, "Sleep") {
				period = call.Args[0]
			}
		}
	}
	if period == nil {
		return nil
	}
	other := false
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.GoStmt:
			return false
		case *ast.SelectStmt, *ast.RangeStmt:
			other = true
		case *ast.CallExpr:
			if w := s.c.blocks.Call(n); w != nil && !isTime(info, n.Fun, "Sleep") {
				other = true
			}
		}
		return !other
	})
	if other || receives(loop.Body) || s.usesOwn(loop) {
		return nil
	}
	return period
}

// usesOwn reports whether the task uses a variable of the loop's body.
func (s *site) usesOwn(loop *ast.ForStmt) bool {
	found := false
	site := s.flow.Task.Site
	ast.Inspect(site, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, ok := s.c.pass.TypesInfo.Uses[id].(*types.Var)
			if ok && loop.Body.Pos() <= v.Pos() && v.Pos() < loop.Body.End() && (v.Pos() < site.Pos() || v.Pos() >= site.End()) {
				found = true
			}
		}
		return !found
	})
	return found
}

// overlapping reports the task, if it is known to wait for others.
func (s *site) overlapping(p pace) {
	w, slow := s.job()
	if slow == "" {
		return
	}
	var rel []analysis.RelatedInformation
	if s.src.Loop != nil {
		rel = append(rel, diagnose.Related(s.loopRange(), "the loop"))
	}
	if w != nil && (w.Node.Pos() < s.flow.Task.Site.Pos() || w.Node.Pos() > s.flow.Task.Site.End()) {
		rel = append(rel, diagnose.Related(w.Node, "where the task waits"))
	}
	s.c.rep.ReportOn(s.siteRange(), overlappingTicks, fmt.Sprintf(
		"%s starts %s, whether or not the last one is done: they pile up when %s takes longer", p, s.started(), slow), rel)
}

// job returns what the task waits for, and its name; "" if it isn't known to wait,
// if that ends after a time, or if the task sees to it that there is one of it.
func (s *site) job() (*mayblock.Witness, string) {
	if slices.ContainsFunc(s.flow.Bodies, s.c.brief) || s.c.limitsTime(s.before()) {
		return nil, ""
	}
	if w := s.waits(); w != nil {
		if w.Kind == apimodel.Sleep {
			return nil, ""
		}
		return w, w.String()
	}
	return nil, s.foreign()
}

// brief reports whether the task fn ends after a time, or sees to it that there is
// one of it.
func (c *checker) brief(fn *ssa.Function) bool {
	quiet, ok := c.quiet[fn]
	if !ok {
		if c.quiet == nil {
			c.quiet = make(map[*ssa.Function]bool)
		}
		fns := c.called(fn)
		quiet = c.limitsTime(fns) || c.guardsItself(fns)
		c.quiet[fn] = quiet
	}
	return quiet
}

// before returns the functions that come to the start of the task: the one that
// starts it, and those that call that one for each tick.
func (s *site) before() []*ssa.Function {
	fns := []*ssa.Function{s.flow.Start.Parent()}
	for _, call := range s.src.Via {
		fns = append(fns, call.Parent())
	}
	return fns
}

// called returns fn and the functions of this package that it calls, with the
// literals in them, in two steps.
func (c *checker) called(fn *ssa.Function) []*ssa.Function {
	seen := make(map[*ssa.Function]bool)
	var list []*ssa.Function
	add := func(fn *ssa.Function) {
		if fn != nil && !seen[fn] {
			seen[fn] = true
			list = append(list, fn)
		}
	}
	add(fn)
	for range 2 {
		for _, fn := range list[:len(list):len(list)] {
			for _, lit := range fn.AnonFuncs {
				add(lit)
			}
			for call := range ir.Calls(fn) {
				add(c.ir.Callee(call.Common()).Body)
			}
		}
	}
	return list
}

// guardsItself reports whether one of the functions of a task may see to it that
// it does nothing if another one runs: by a lock or a semaphore that it tries to
// get, or by a flag that it looks at and sets.
func (c *checker) guardsItself(fns []*ssa.Function) bool {
	set := make(map[any]bool)
	var looked []any
	for _, fn := range fns {
		for instr := range ir.Instrs(fn) {
			switch x := instr.(type) {
			case *ssa.Select:
				if !x.Blocking {
					return true
				}
			case *ssa.Store:
				if flag := c.flag(x.Addr, x.Val.Type()); flag != nil {
					set[flag] = true
				}
			case *ssa.UnOp:
				if flag := c.flag(x.X, x.Type()); x.Op == token.MUL && flag != nil {
					looked = append(looked, flag)
				}
			case *ssa.Call:
				if callee := c.ir.Callee(&x.Call).Func; callee != nil && excludes(callee) {
					return true
				}
			}
		}
	}
	return slices.ContainsFunc(looked, func(flag any) bool { return set[flag] })
}

// flag returns the field, or the variable that others share, at addr if it is
// true or false; nil for all else.
func (c *checker) flag(addr ssa.Value, t types.Type) any {
	if b, ok := t.Underlying().(*types.Basic); !ok || b.Info()&types.IsBoolean == 0 {
		return nil
	}
	place := c.ir.Place(addr)
	switch root := place.Root.(type) {
	case *ssa.Global:
		return root
	case *ssa.Alloc:
		if place.Last == nil && root.Heap {
			return root
		}
	}
	if place.Last == nil {
		return nil
	}
	return place.Last
}

// excludes reports whether fn is a way to keep others out.
func excludes(fn *types.Func) bool {
	switch s := apimodel.FuncSymbol(fn); s.Pkg {
	case "sync/atomic":
		return strings.HasPrefix(s.Name, "Compare") || strings.HasPrefix(s.Name, "Store") || strings.HasPrefix(s.Name, "Swap")
	case "sync":
		return s.Recv == "Once" || strings.HasPrefix(s.Name, "Try")
	case "golang.org/x/sync/singleflight", "golang.org/x/sync/semaphore", "golang.org/x/time/rate":
		return true
	}
	name := strings.ToLower(fn.Name())
	for _, w := range []string{"trylock", "acquire", "compareandswap", "singleflight", "isrunning", "throttle"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}
