package loops

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// An Actor is a loop of this package that waits for events on channels: one
// around select statements, or around a single receive. Whoever runs it serves
// all of its sources, one event at a time.
type Actor struct {
	For   ast.Stmt // the *ast.ForStmt or *ast.RangeStmt
	In    ast.Node // the *ast.FuncDecl or *ast.FuncLit around it
	Cases []*Case  // in source order; one for a loop around a receive
}

// A Case is one event that an actor waits for.
type Case struct {
	Kind   CaseKind
	Select *ast.SelectStmt // nil for a loop around a receive
	Comm   *ast.CommClause // nil likewise
	Chan   ast.Expr        // the operand, nil for Default
	Body   []ast.Stmt      // what is done then; of a loop around a receive all that the loop does
	In     ast.Node        // the function with the select: Actor.In, or one that the loop calls

	op ast.Node // with the receive, of a loop around one
}

// A CaseKind says what a case is there for.
type CaseKind uint8

// The kinds.
const (
	Source   CaseKind = iota // an event
	Timer                    // time that passed
	Shutdown                 // a context's end, or whatever else ends the loop
	Output                   // a send
	Default                  // nothing else can go ahead
)

func (k CaseKind) String() string {
	return [...]string{"source", "timer", "shutdown", "output", "default"}[k]
}

// Sources returns the cases that are events, time passing included.
func (a *Actor) Sources() []*Case { return a.only(Source, Timer) }

// Shutdown returns the cases that end the loop.
func (a *Actor) Shutdown() []*Case { return a.only(Shutdown) }

func (a *Actor) only(kinds ...CaseKind) []*Case {
	var list []*Case
	for _, c := range a.Cases {
		if slices.Contains(kinds, c.Kind) {
			list = append(list, c)
		}
	}
	return list
}

// Body returns the statements of the loop.
func (a *Actor) Body() *ast.BlockStmt {
	if loop, ok := a.For.(*ast.RangeStmt); ok {
		return loop.Body
	}
	return a.For.(*ast.ForStmt).Body
}

// Actors returns the loops of the package, in source order.
func (r *Result) Actors() []*Actor {
	if r.actors == nil {
		return nil
	}
	return r.actors()
}

// An actorFinder looks for loops in the syntax.
type actorFinder struct {
	info  *types.Info
	decls map[*types.Func]*ast.FuncDecl
	found []*Actor
}

func (f *actorFinder) file(file *ast.File) {
	ast.PreorderStack(file, nil, func(n ast.Node, stack []ast.Node) bool {
		switch n := n.(type) {
		case *ast.RangeStmt:
			if t := f.info.TypeOf(n.X); t != nil && apimodel.IsChan(t) {
				in := innermost(stack)
				f.add(&Actor{For: n, In: in, Cases: []*Case{{Kind: f.kind(n.X), Chan: n.X, Body: n.Body.List, In: in, op: rangeOp{n}}}})
			}
		case *ast.ForStmt:
			if n.Cond == nil || n.Post == nil {
				f.loop(n, innermost(stack))
			}
		}
		return true
	})
}

func (f *actorFinder) add(a *Actor) {
	if a.In != nil {
		f.found = append(f.found, a)
	}
}

// loop adds the actor that n is, if it is one.
func (f *actorFinder) loop(n *ast.ForStmt, in ast.Node) {
	a := &Actor{For: n, In: in}
	c := &caseFinder{f: f, actor: a, in: in}
	c.stmts(n.Body.List)
	if len(a.Cases) == 0 {
		f.helpers(a, n)
	}
	if len(a.Cases) == 0 {
		f.receive(a, n)
	}
	if slices.ContainsFunc(a.Cases, func(c *Case) bool { return c.Kind != Default }) {
		f.add(a)
	}
}

// helpers adds the selects of the functions that the loop calls, if those are
// for several events: "for s.step(ctx) {}".
func (f *actorFinder) helpers(a *Actor, n *ast.ForStmt) {
	look := func(root ast.Node) {
		inspectOwn(root, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				return false
			case *ast.CallExpr:
				fn, ok := typeutil.Callee(f.info, m).(*types.Func)
				if !ok || len(a.Cases) > 0 {
					return true
				}
				if decl := f.decls[fn.Origin()]; decl != nil && decl != a.In {
					c := &caseFinder{f: f, actor: a, in: decl, helper: true}
					c.stmts(decl.Body.List)
					if len(a.Sources()) < 2 {
						a.Cases = nil
					}
				}
			}
			return true
		})
	}
	if n.Cond != nil {
		look(n.Cond)
	}
	for _, stmt := range n.Body.List {
		if _, ok := stmt.(*ast.GoStmt); !ok {
			look(stmt)
		}
	}
}

// receive adds the one receive that the loop begins with: "for { v := <-ch; … }".
func (f *actorFinder) receive(a *Actor, n *ast.ForStmt) {
	if len(n.Body.List) == 0 {
		return
	}
	if ch := received(n.Body.List[0]); ch != nil {
		a.Cases = []*Case{{Kind: f.kind(ch), Chan: ch, Body: n.Body.List[1:], In: a.In, op: n.Body.List[0]}}
	}
}

// A caseFinder collects the cases of the select statements that a loop comes to
// in each iteration.
type caseFinder struct {
	f      *actorFinder
	actor  *Actor
	in     ast.Node
	helper bool // in a function that the loop calls
}

func (c *caseFinder) stmts(list []ast.Stmt) {
	for _, s := range list {
		c.stmt(s)
	}
}

func (c *caseFinder) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.BlockStmt:
		c.stmts(s.List)
	case *ast.LabeledStmt:
		c.stmt(s.Stmt)
	case *ast.IfStmt:
		c.stmts(s.Body.List)
		if s.Else != nil {
			c.stmt(s.Else)
		}
	case *ast.SwitchStmt:
		c.clauses(s.Body)
	case *ast.TypeSwitchStmt:
		c.clauses(s.Body)
	case *ast.SelectStmt:
		c.selects(s)
	}
}

func (c *caseFinder) clauses(body *ast.BlockStmt) {
	for _, clause := range body.List {
		if clause, ok := clause.(*ast.CaseClause); ok {
			c.stmts(clause.Body)
		}
	}
}

func (c *caseFinder) selects(s *ast.SelectStmt) {
	for _, stmt := range s.Body.List {
		comm := stmt.(*ast.CommClause)
		found := &Case{Select: s, Comm: comm, Body: comm.Body, In: c.in}
		switch op := comm.Comm.(type) {
		case nil:
			found.Kind = Default
			c.actor.Cases = append(c.actor.Cases, found)
			c.stmts(comm.Body) // a select for what is less urgent
			continue
		case *ast.SendStmt:
			found.Kind, found.Chan = Output, op.Chan
		default:
			found.Chan = received(op)
			if found.Chan == nil {
				continue // broken code
			}
			found.Kind = c.f.kind(found.Chan)
			if found.Kind == Source && c.leaves(comm.Body) {
				found.Kind = Shutdown
			}
		}
		c.actor.Cases = append(c.actor.Cases, found)
	}
}

// leaves reports whether the statements, of a case, always end the loop. Of a
// function that the loop calls, what it returns decides; that is not looked at.
func (c *caseFinder) leaves(list []ast.Stmt) bool {
	if c.helper || len(list) == 0 {
		return false
	}
	switch last := list[len(list)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.GOTO || last.Tok == token.BREAK && last.Label != nil
	case *ast.BlockStmt:
		return c.leaves(last.List)
	case *ast.IfStmt:
		block, ok := last.Else.(*ast.BlockStmt)
		return ok && c.leaves(last.Body.List) && c.leaves(block.List)
	case *ast.ExprStmt:
		call, ok := last.X.(*ast.CallExpr)
		return ok && apimodel.NeverReturns(typeutil.Callee(c.f.info, call))
	}
	return false
}

// kind tells the channels of time and of contexts from others.
func (f *actorFinder) kind(ch ast.Expr) CaseKind {
	t := f.info.TypeOf(ch)
	if t == nil {
		return Source
	}
	if apimodel.IsTimeChan(t) {
		return Timer
	}
	if call, ok := ast.Unparen(ch).(*ast.CallExpr); ok {
		if fn, ok := typeutil.Callee(f.info, call).(*types.Func); ok && apimodel.FuncSymbol(fn) == (apimodel.Symbol{Pkg: "context", Recv: "Context", Name: "Done"}) {
			return Shutdown
		}
	}
	return Source
}

// received returns the channel that stmt, which is nothing but a receive, does
// it from; nil if it is something else.
func received(stmt ast.Stmt) ast.Expr {
	var x ast.Expr
	switch stmt := stmt.(type) {
	case *ast.ExprStmt:
		x = stmt.X
	case *ast.AssignStmt:
		if len(stmt.Rhs) == 1 {
			x = stmt.Rhs[0]
		}
	}
	if recv, ok := ast.Unparen(x).(*ast.UnaryExpr); ok && recv.Op == token.ARROW {
		return recv.X
	}
	return nil
}

// inspectOwn is ast.Inspect without the bodies of literals.
func inspectOwn(root ast.Node, visit func(ast.Node) bool) {
	ast.Inspect(root, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok || n == nil {
			return false
		}
		return visit(n)
	})
}

// innermost returns the last function on the stack, nil if there is none.
func innermost(stack []ast.Node) ast.Node {
	for _, n := range slices.Backward(stack) {
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return n
		}
	}
	return nil
}

// A rangeOp is the receive of a range statement over a channel.
type rangeOp struct{ loop *ast.RangeStmt }

func (o rangeOp) Pos() token.Pos { return o.loop.For }
func (o rangeOp) End() token.Pos { return o.loop.Body.Lbrace }
