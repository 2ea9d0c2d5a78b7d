package unboundedqueue

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
)

// A drop is a select statement that sends a value if that is possible at once,
// and goes on without a word if it isn't.
type drop struct {
	sel  *ast.SelectStmt
	send *ast.SendStmt
	fn   ast.Node // the *ast.FuncDecl or *ast.FuncLit around it

	value  ssa.Value
	at     *ssa.Select
	states []*channels.Channel // what the channel may be
}

// A dropIndex has what is asked of drops and retries again and again, looked up once.
type dropIndex struct {
	selects  map[*ssa.Function]map[token.Pos]*ssa.Select // by the arrows of their cases
	tell     map[ast.Node][]ast.Stmt                     // the statements of a block that log or count
	assigns  map[*ast.BlockStmt][]ast.Stmt               // its own assignments
	assigned map[ast.Node]map[types.Object]bool          // by loop

	treatments map[ast.Node]*treatment
}

func newDropIndex() *dropIndex {
	return &dropIndex{
		selects:  make(map[*ssa.Function]map[token.Pos]*ssa.Select),
		tell:     make(map[ast.Node][]ast.Stmt),
		assigns:  make(map[*ast.BlockStmt][]ast.Stmt),
		assigned: make(map[ast.Node]map[types.Object]bool),

		treatments: make(map[ast.Node]*treatment),
	}
}

// silentDrops reports values that are dropped where a channel is full, with
// nothing that tells: errors on channels without a buffer, and, if asked for,
// all other values.
func (c *checker) silentDrops() {
	values := diagnose.Flag(c.pass, silentDropValuesFlag)
	for cur := range c.in.Root().Preorder((*ast.SelectStmt)(nil)) {
		d := c.dropAt(cur)
		if d == nil {
			continue
		}
		isErr := c.isFailure(d.send.Value)
		if !isErr && (!values || !c.isContent(d.send)) || c.skips(d.sel.Pos()) || c.excused(cur, d) {
			continue
		}
		if !c.resolve(d) {
			continue
		}
		switch {
		case isErr && d.unbuffered():
			if !c.told(d.value, d.at, 2) {
				c.reportDrop(d, silentDrop, "the error is lost unless a goroutine is receiving from "+d.name()+
					" at this very moment: the channel has no buffer, and the default case tells nobody")
			}
		case values && d.mayFill():
			if !isErr || !c.told(d.value, d.at, 2) {
				what := exprname.Of(d.send.Value)
				if what == "" {
					what = "the value"
				}
				when := " is full"
				if d.unbuffered() {
					when = " has no receiver waiting"
				}
				c.reportDrop(d, silentDropValues, what+" is dropped when "+d.name()+when+", and the default case tells nobody")
			}
		}
	}
}

// dropAt returns the drop at cur, nil if the select statement there is none: if it has
// several sends, or does something where nobody receives.
func (c *checker) dropAt(cur inspector.Cursor) *drop {
	sel := cur.Node().(*ast.SelectStmt)
	d := &drop{sel: sel}
	var sent, other *ast.CommClause
	for _, s := range sel.Body.List {
		clause := s.(*ast.CommClause)
		switch comm := clause.Comm.(type) {
		case nil:
			other = clause
		case *ast.SendStmt:
			if d.send != nil {
				return nil
			}
			d.send, sent = comm, clause
		}
	}
	if d.send == nil || other == nil || len(sent.Body) > 0 || len(other.Body) > 1 {
		return nil
	}
	if d.fn = ir.FuncAround(cur); d.fn == nil {
		return nil
	}
	if len(other.Body) == 1 {
		switch s := other.Body[0].(type) {
		case *ast.BranchStmt:
			if s.Tok == token.GOTO {
				return nil
			}
		case *ast.ReturnStmt:
			// A function with results tells by them, be they named.
			if ft, _ := ir.FuncSyntax(d.fn); ft.Results != nil {
				return nil
			}
		default:
			return nil
		}
	}
	return d
}

// isFailure reports whether e is an error, or a literal with one, other than nil
// and those that tell of a regular end.
func (c *checker) isFailure(e ast.Expr) bool {
	e = ast.Unparen(e)
	if tv := c.pass.TypesInfo.Types[e]; tv.IsNil() {
		return false
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		for _, elt := range e.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				elt = kv.Value
			}
			if errorflow.IsError(c.pass.TypesInfo.TypeOf(elt)) && c.isFailure(elt) {
				return true
			}
		}
	case *ast.CallExpr:
		if name := calledName(e); name == "Err" || name == "Cause" {
			return false // a context's
		}
	case *ast.Ident, *ast.SelectorExpr:
		if v := c.varOf(e); v != nil && v.Parent() != nil && v.Parent().Parent() == types.Universe && apimodel.MeansEnd(v.Name()) {
			return false
		}
	}
	return isErrorType(c.pass.TypesInfo.TypeOf(e))
}

// isErrorType reports whether values of type t are errors.
func isErrorType(t types.Type) bool {
	if t == nil {
		return false
	}
	iface := types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
	return types.Implements(t, iface)
}

// isContent reports whether send sends something that is more than a signal: not
// an empty struct, a flag, a time, or a constant; and not a packet.
func (c *checker) isContent(send *ast.SendStmt) bool {
	tv := c.pass.TypesInfo.Types[send.Value]
	if tv.Value != nil || tv.IsNil() {
		return false
	}
	if lit, ok := ast.Unparen(send.Value).(*ast.CompositeLit); ok && len(lit.Elts) == 0 {
		return false
	}
	t := c.pass.TypesInfo.TypeOf(send.Chan)
	if t == nil || apimodel.IsTimeChan(t) {
		return false
	}
	ch, ok := t.Underlying().(*types.Chan)
	return ok && !isToken(t) && !isBool(ch.Elem()) && !apimodel.IsChan(ch.Elem()) &&
		!mentions(send.Value, &lossy) && !mentions(send.Chan, &lossy)
}

// resolve looks up what d is in the SSA form. It reports false if it is not known
// which channel that is.
func (c *checker) resolve(d *drop) bool {
	p := ir.Of(c.pass)
	fn := p.FuncOf(d.fn)
	if fn == nil {
		return false
	}
	index := memo(c.drops.selects, fn, func() map[token.Pos]*ssa.Select {
		index := make(map[token.Pos]*ssa.Select)
		for part := range ir.Parts(fn) {
			for instr := range ir.Instrs(part) {
				if sel, ok := instr.(*ssa.Select); ok && !sel.Blocking {
					for _, s := range sel.States {
						index[s.Pos] = sel
					}
				}
			}
		}
		return index
	})
	d.at = index[d.send.Arrow]
	if d.at == nil {
		return false
	}
	for _, s := range d.at.States {
		if s.Pos != d.send.Arrow {
			continue
		}
		d.value = s.Send
		chans, others := channels.Of(c.pass).Among(s.Chan)
		if others {
			return false
		}
		d.states = chans
	}
	for _, ch := range d.states {
		if len(ch.Makes) == 0 || ch.Field != nil && ch.Field.Exported() || ch.Global != nil && ch.Global.Exported() {
			return false // somebody else's, perhaps
		}
	}
	return len(d.states) > 0
}

// unbuffered reports whether the channel of d has no buffer.
func (d *drop) unbuffered() bool {
	for _, ch := range d.states {
		if !ch.Cap.Known || ch.Cap.N != 0 {
			return false
		}
	}
	return true
}

// lossy matches names of what gets lost on the way anyhow.
var lossy = lazyregexp.Regexp{Expr: `(?i)(pac?ke?t|datagram|udp|frame)`}

// mayFill reports whether the channel of d is a queue of several elements, or of
// none, from which nobody takes without waiting. One with room for one element
// holds the first of several results, or the latest; one whose size was computed has room for
// all of them; one from which is taken without waiting is a pool, or is drained for a
// newer value.
func (d *drop) mayFill() bool {
	for _, ch := range d.states {
		if ch.Cap.Known && ch.Cap.N == 1 {
			return false
		}
		switch ch.Cap.Expr.(type) {
		case *ssa.BinOp, *ssa.Call, *ssa.Phi:
			return false
		}
		for _, op := range ch.Ops {
			if op.Kind == channels.Len || op.Kind == channels.Recv && op.HasDefault {
				return false
			}
		}
	}
	return true
}

// name returns what a message calls the channel of d.
func (d *drop) name() string {
	if name := exprname.Of(d.send.Chan); name != "" {
		return name
	}
	return "the channel"
}

func (c *checker) reportDrop(d *drop, category, message string) {
	made := "the channel is made here"
	if d.unbuffered() {
		made = "the channel has no buffer"
	}
	var related []analysis.RelatedInformation
	for _, ch := range d.states {
		for _, m := range ch.Makes {
			related = append(related, c.relatedAt(m.Pos(), made))
		}
		for _, op := range ch.Ops {
			if op.Kind == channels.Recv {
				related = append(related, c.relatedAt(op.Pos(), "it is received from here, between other things"))
			}
		}
	}
	c.rep.ReportOn(ir.Span{From: d.sel.Pos(), To: d.sel.Body.Lbrace}, category, message, related)
}

// relatedAt returns a piece of evidence at pos.
func (c *checker) relatedAt(pos token.Pos, text string) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: pos, End: pos, Message: text}
}

// enclosingStmts returns the statements of the innermost block around cur, which is
// a statement.
func enclosingStmts(cur inspector.Cursor) []ast.Stmt {
	kind, _ := cur.ParentEdge()
	switch around := cur.Parent().Node().(type) {
	case *ast.BlockStmt:
		return around.List
	case *ast.CaseClause:
		if kind == edge.CaseClause_Body {
			return around.Body
		}
	case *ast.CommClause:
		if kind == edge.CommClause_Body {
			return around.Body
		}
	}
	return nil
}
