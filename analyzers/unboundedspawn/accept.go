package unboundedspawn

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/bounds"
	"github.com/asynclint/asynclint/passes/ir"
)

// acceptLoops reports the loops that start a task for each connection.
func (c *checker) acceptLoops() {
	told := make(map[ast.Stmt]bool) // a loop may start one of several tasks
	limited := sync.OnceValue(c.limitsListeners)
	for _, f := range c.tasks.Flows() {
		if c.skips(f.Task.Site.Pos()) {
			continue
		}
		s := &site{c: c, flow: f, src: c.bounds.Source(f)}
		if s.src.Kind != bounds.Accept || f.Times.Loop != nil && f.Times.Loop != s.src.Loop || !c.listens(s.src) || told[s.src.Loop] {
			continue
		}
		switch c.bounds.Bound(f, s.src).Kind {
		case bounds.None, bounds.Rate: // a loop that sleeps does so after an error
		default:
			continue
		}
		if c.refuses(s.before()) {
			continue
		}
		if limited() {
			return
		}
		told[s.src.Loop] = true
		c.rep.ReportOn(s.siteRange(), acceptLoop, fmt.Sprintf(
			"each connection from %s starts %s, and nothing here limits how many there are: clients that connect and stay take memory and file descriptors until there are none",
			exprname.Of(s.src.Call.Fun), s.started()), []analysis.RelatedInformation{diagnose.Related(s.loopRange(), "the loop")})
	}
}

// listens reports whether what accepts is a listener: how many streams there are
// in a connection is limited by whoever set that up.
func (c *checker) listens(src bounds.Source) bool {
	fn, ok := typeutil.Callee(c.pass.TypesInfo, src.Call).(*types.Func)
	if !ok {
		return false
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	tn := apimodel.TypeName(recv.Type())
	return tn != nil && strings.HasSuffix(strings.ToLower(tn.Name()), "listener")
}

// refuses reports whether one of the functions, or one of this package that it
// calls, compares something with what is called a maximum or a limit: it refuses a
// connection, perhaps by an error.
func (c *checker) refuses(fns []*ssa.Function) bool {
	for _, fn := range fns {
		if c.compares(fn) {
			return true
		}
		for call := range ir.Calls(fn) {
			if _, plain := call.(*ssa.Call); !plain {
				continue
			}
			if body := c.ir.Callee(call.Common()).Body; body != nil && c.compares(body) {
				return true
			}
		}
	}
	return false
}

// compares reports whether fn compares a number with a maximum or a limit, by its
// name.
func (c *checker) compares(fn *ssa.Function) bool {
	for instr := range ir.Instrs(fn) {
		x, ok := instr.(*ssa.BinOp)
		if !ok {
			continue
		}
		switch x.Op {
		case token.LSS, token.LEQ, token.GTR, token.GEQ:
		default:
			continue
		}
		for _, v := range []ssa.Value{x.X, x.Y} {
			field := c.ir.Place(v).Last
			if field == nil {
				continue
			}
			if _, number := field.Type().(*types.Basic); !number {
				continue // a duration
			}
			if name := strings.ToLower(field.Name()); strings.Contains(name, "max") || strings.Contains(name, "limit") {
				return true
			}
		}
	}
	return false
}

// limitsListeners reports whether the package limits how many connections its
// listeners accept.
func (c *checker) limitsListeners() bool {
	for _, obj := range c.pass.TypesInfo.Uses {
		if strings.Contains(strings.ToLower(obj.Name()), "limitlistener") {
			return true
		}
	}
	return false
}
