package bounds

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Source returns what feeds the loop around the start of f's task: the innermost
// of its loops that waits for events; else what feeds the calls of the function
// that starts it, if that is seen; else the innermost loop.
func (r *Result) Source(f *tasks.Flow) Source {
	var around []ast.Stmt
	if f.Times.Loop != nil {
		around = append([]ast.Stmt{f.Times.Loop}, f.Times.Outer...)
	}
	for _, loop := range around {
		if s := r.events(loop, f.Task.Site); s.Kind != Other {
			s.Ends = s.Of != nil && r.ends(s.Of, nil)
			return s
		}
	}
	if s := r.reached(f.In, 0); s.Endless() || f.Times.Loop == nil {
		return s
	}
	s := Source{Kind: Other, Loop: f.Times.Loop}
	switch {
	case f.Times.Often != tasks.PerIteration:
	case fixed(f.Times.Count, r.ir.Info, f.Times.Loop):
		s.Kind = Fixed
	default:
		s.Kind = Items
	}
	return s
}

// Handler returns what calls the function that starts f's task, for each message
// or request: its Kind is Callback, Request, or NoSource.
func (r *Result) Handler(f *tasks.Flow) Source {
	if s := r.reached(f.In, 0); s.Handler != nil {
		return s
	}
	return Source{}
}

// events returns what the loop waits for before it comes to site; Other if that
// is not seen.
func (r *Result) events(loop ast.Stmt, site ast.Node) Source {
	other := Source{Kind: Other, Loop: loop}
	switch loop := loop.(type) {
	case *ast.RangeStmt:
		if apimodel.IsChan(r.ir.Info.TypeOf(loop.X)) {
			return r.channel(loop, loop.X, loop.For)
		}
		if t := r.ir.Info.TypeOf(loop.X); t != nil {
			if _, ok := t.Underlying().(*types.Signature); ok {
				return r.iterator(loop)
			}
		}
	case *ast.ForStmt:
		w := &waits{r: r, loop: loop, site: site}
		if loop.Post != nil {
			w.expr(loop.Post)
		}
		if loop.Cond == nil || loop.Post == nil { // else it counts
			if loop.Cond != nil {
				w.expr(loop.Cond)
			}
			w.stmts(loop.Body.List)
		}
		if w.found != nil {
			return *w.found
		}
	}
	return other
}

func (r *Result) channel(loop ast.Stmt, ch ast.Expr, at token.Pos) Source {
	s := Source{Kind: Channel, Loop: loop, Chan: ch, Of: r.index().receives[at]}
	if apimodel.IsTimeChan(r.ir.Info.TypeOf(ch)) {
		s.Kind = Ticker
	}
	return s
}

// ends reports whether all that c will ever hold comes from code that ends by
// itself: from loops over lists, or over channels that end so too. The map holds
// what was found out before.
func (r *Result) ends(c *channels.Channel, seen map[*channels.Channel]bool) bool {
	if known, ok := seen[c]; ok {
		return known
	}
	if seen == nil {
		seen = make(map[*channels.Channel]bool)
	}
	seen[c] = false // what feeds itself does not end
	seen[c] = r.fedByLists(c, seen)
	return seen[c]
}

func (r *Result) fedByLists(c *channels.Channel, seen map[*channels.Channel]bool) bool {
	if c.Elsewhere(channels.Send) || c.Field != nil || c.Global != nil {
		return false
	}
	sends := 0
	for _, op := range c.Ops {
		if op.Kind != channels.Send {
			continue
		}
		if r.anyTimes(op.In) {
			return false
		}
		sends++
		for _, n := range r.ir.Path(op.Pos()) {
			switch n := n.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				s := r.events(n.(ast.Stmt), ir.Point(op.Pos()))
				loop, isFor := n.(*ast.ForStmt)
				switch {
				case s.Of != nil && r.ends(s.Of, seen):
				case s.Kind != Other, isFor && loop.Cond == nil:
					return false
				}
			}
		}
	}
	return sends > 0
}

// anyTimes reports whether fn is a literal that others call when they like: one that is
// neither called where it is written nor run as a task.
func (r *Result) anyTimes(fn *ssa.Function) bool {
	fn = ir.Enclosing(fn)
	if fn.Parent() == nil || r.index().tasks[fn] {
		return false
	}
	_, passing, known := r.chans.Callers(fn)
	return !known || len(passing) > 0
}

// A waits looks for what a loop waits for before it comes to a place.
type waits struct {
	r     *Result
	loop  *ast.ForStmt
	site  ast.Node
	found *Source
}

func (w *waits) stmts(list []ast.Stmt) {
	for _, s := range list {
		if s.Pos() > w.site.Pos() || w.found != nil {
			return
		}
		w.stmt(s)
	}
}

func (w *waits) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.SelectStmt:
		for _, clause := range s.Body.List {
			comm, ok := clause.(*ast.CommClause)
			if !ok || !ir.Contains(comm, w.site) && ir.Contains(s, w.site) {
				continue
			}
			if comm.Comm != nil {
				w.stmt(comm.Comm)
			} else if ir.Contains(s, w.site) {
				w.stmts(comm.Body)
			}
		}
	case *ast.LabeledStmt:
		w.stmt(s.Stmt)
	case *ast.BlockStmt:
		w.stmts(s.List)
	case *ast.GoStmt, *ast.DeferStmt:
	case *ast.RangeStmt:
		w.expr(s.X)
	default:
		w.expr(s)
	}
}

// expr looks at what n does itself.
func (w *waits) expr(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		if n == nil || w.found != nil || n.Pos() > w.site.Pos() {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit, *ast.GoStmt, *ast.DeferStmt:
			return false
		case *ast.SelectStmt:
			w.stmt(n)
			return false
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && !isDone(n.X) {
				s := w.r.channel(w.loop, n.X, n.OpPos)
				w.found = &s
				return false
			}
		case *ast.CallExpr:
			if kind := w.r.reads(n); kind != Other {
				w.found = &Source{Kind: kind, Loop: w.loop, Call: n}
				return false
			}
		}
		return true
	})
}

// isDone reports whether e is what the end of something shows in.
func isDone(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Done"
}

// reads says whether the call gets the next event from a listener, connection or
// consumer: by its name, on something that isn't of the standard library's
// readers of bytes in memory.
func (r *Result) reads(call *ast.CallExpr) SourceKind {
	fn, ok := typeutil.Callee(r.ir.Info, call).(*types.Func)
	if !ok || fn.Signature().Recv() == nil || fn.Signature().Results().Len() == 0 {
		return Other
	}
	if pkg := fn.Pkg(); pkg != nil && apimodel.IsStd(pkg.Path()) && pkg.Path() != "net" && !strings.HasPrefix(pkg.Path(), "net/") {
		return Other
	}
	name := fn.Name()
	switch {
	case strings.HasPrefix(name, "Accept"):
		return Accept
	case slices.ContainsFunc([]string{"Read", "Recv", "Receive", "Fetch", "Poll", "NextMsg", "NextMessage", "Consume"}, func(p string) bool {
		rest, ok := strings.CutPrefix(name, p)
		return ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z')
	}):
		return Read
	}
	return Other
}

// fixed reports whether the number of iterations is one that the program, or
// who set it up, knows.
func fixed(c *tasks.Count, info *types.Info, loop ast.Stmt) bool {
	if r, ok := loop.(*ast.RangeStmt); ok {
		t := info.TypeOf(r.X)
		if t == nil {
			return true
		}
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		switch t.Underlying().(type) {
		case *types.Array, *types.Basic:
			return true // an array, or a number: of workers
		}
		if _, ok := ast.Unparen(r.X).(*ast.CompositeLit); ok {
			return true
		}
	}
	if c == nil {
		// A number that is computed anew each time: i < runtime.NumCPU().
		f, ok := loop.(*ast.ForStmt)
		if !ok || f.Post == nil {
			return false
		}
		cond, ok := f.Cond.(*ast.BinaryExpr)
		if !ok {
			return false
		}
		t, ok := info.TypeOf(cond.Y).(*types.Basic)
		if !ok || t.Info()&types.IsInteger == 0 {
			return false
		}
		call, ok := ast.Unparen(cond.Y).(*ast.CallExpr)
		if !ok {
			return true // a setting: i < opts.concurrency
		}
		_, named := typeutil.Callee(info, call).(*types.Func)
		return named
	}
	if !c.Len {
		return true
	}
	return literal(c.Value)
}

// literal reports whether v is a slice that the function writes down.
func literal(v ssa.Value) bool {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return false
	}
	alloc, ok := s.X.(*ssa.Alloc)
	return ok && alloc.Comment == "slicelit"
}
