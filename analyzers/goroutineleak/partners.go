package goroutineleak

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// partners looks at channels of which everything is known that happens to them,
// for goroutines whose other side goes away.
//
// It counts. A task sends at most so many values: those of one run, times the
// tasks that are started before anybody receives. Who receives leaves, on some
// path, after so many. If the difference is more than the buffer holds, somebody
// blocks for ever. Only what waits for nothing else is counted as a send; and a
// path counts only if nothing on it waits for the senders' end in another way,
// or says that there is nothing more to receive.
type partners struct {
	*checker
	chans    *channels.Result
	traffics map[*channels.Channel]*traffic
	byBody   map[*ssa.Function][]*tasks.Flow
	arms     map[*ssa.Function]map[edge][]*ir.Arm
}

func (c *checker) partners() {
	if !c.makesChannels() {
		return
	}
	p := &partners{
		checker:  c,
		chans:    channels.Of(c.pass),
		traffics: make(map[*channels.Channel]*traffic),
		arms:     make(map[*ssa.Function]map[edge][]*ir.Arm),
	}
	for _, ch := range p.chans.All() {
		if ch.Local() && !c.skips(c.ir.File(ch.Make.Pos())) {
			p.channel(ch)
		}
	}
}

// makesChannels reports whether the package has a make expression for a channel.
func (c *checker) makesChannels() bool {
	in, ok := c.pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok {
		return false
	}
	for call := range inspector.All[*ast.CallExpr](in) {
		id, ok := ast.Unparen(call.Fun).(*ast.Ident)
		if !ok || id.Name != "make" {
			continue
		}
		if t := c.pass.TypesInfo.TypeOf(call); t != nil {
			if _, ok := t.Underlying().(*types.Chan); ok {
				return true
			}
		}
	}
	return false
}

func (c *partners) channel(ch *channels.Channel) {
	switch {
	case !ch.Has(channels.Recv):
		c.neverReceived(ch)
	case !ch.Has(channels.Send, channels.Close):
		c.neverSent(ch)
	default:
		t := c.trafficOf(ch)
		c.surplus(t)
		if diagnose.Flag(c.pass, abandonedReceiveFlag) {
			c.abandonedReceives(t)
		}
	}
}

// makeSyntax returns the make expression of a channel.
func (c *partners) makeSyntax(ch *channels.Channel) (*ast.CallExpr, bool) {
	call, ok := ir.Innermost[*ast.CallExpr](c.ir, ch.Make.Pos())
	return call, ok && call.Lparen == ch.Make.Pos()
}

// opSyntax returns the statement or expression of an operation, and how to quote
// it.
func (c *partners) opSyntax(op *channels.Op) (node ast.Node, text string) {
	path := c.ir.Path(op.Pos())
	for i := len(path) - 1; i >= 0; i-- {
		switch n := path[i].(type) {
		case *ast.SendStmt:
			if op.Kind == channels.Send {
				return n, quote(n.Chan) + " <- " + quote(n.Value)
			}
		case *ast.UnaryExpr:
			if op.Kind == channels.Recv && n.Op == token.ARROW {
				return n, "<-" + quote(n.X)
			}
		case *ast.RangeStmt:
			if op.Kind == channels.Recv && op.Range {
				return n.X, "range " + quote(n.X)
			}
		case *ast.CallExpr:
			if op.Kind == channels.Close {
				return n, quote(n)
			}
		}
	}
	return nil, ""
}

// maxQuote bounds the length of expressions in messages.
const maxQuote = 32

func quote(e ast.Expr) string {
	if text := types.ExprString(e); len(text) <= maxQuote {
		return text
	}
	return "…"
}

// nameOf returns the name of fn for messages.
func nameOf(fn *ssa.Function) string {
	if obj := fn.Object(); obj != nil {
		return obj.Name()
	}
	return "the function"
}

// startNote points to where the task is started.
func startNote(f *tasks.Flow) analysis.RelatedInformation {
	return diagnose.Related(f.Task.Site, "the goroutine starts here")
}

func note(pos token.Pos, message string) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: pos, Message: message}
}
