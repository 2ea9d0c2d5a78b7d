package unboundedqueue

import (
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
)

// A relay is a select statement in a loop that receives into a queue and sends
// from it: whatever buffers its two channels have, together they are a channel
// that never gets full.
type relay struct {
	push, drain use
	recv        ast.Expr // the channel that it receives from
	send        ast.Expr
	loop        ast.Stmt
}

// relays reports the queues of relays that nothing bounds.
func (c *checker) relays(queues []*queue) {
	for _, q := range queues {
		if len(q.lens) > 0 || c.tellsWaiter(q.v.Type()) {
			continue
		}
		r := c.relayOf(q)
		if r == nil || c.skips(r.push.cur.Node().Pos()) || c.turnsOff(r) || c.declaredUnbounded(q) || c.declared(r.push.fn) || c.limits(r.push.cur, true, false) {
			continue
		}
		what, to := queueName(q, r.push.cur.Node()), exprname.Of(r.send)
		if to == "" {
			to = "the channel that it sends to"
		}
		c.rep.ReportOn(r.push.cur.Node(), growingSlice,
			fmt.Sprintf("the loop adds what it receives to %s, and nothing limits how long it gets: it grows while nobody receives from %s", what, to),
			[]analysis.RelatedInformation{
				diagnose.Related(r.recv, "the loop receives here, however long %s is", what),
				diagnose.Related(r.drain.cur.Node(), "it takes from %s here, once somebody has received", what),
			})
	}
}

// relayOf returns the relay that q belongs to, nil if there is none.
func (c *checker) relayOf(q *queue) *relay {
	sends := make(map[ast.Node]relay) // by the select statement
	for _, drain := range q.drains {
		clause, sel := clauseOf(drain.cur)
		if clause == nil {
			continue
		}
		if send, ok := clause.Comm.(*ast.SendStmt); ok {
			sends[sel.Node()] = relay{drain: drain, send: send.Chan}
		}
	}
	for _, push := range q.pushes {
		clause, sel := clauseOf(push.cur)
		if clause == nil {
			continue
		}
		r, ok := sends[sel.Node()]
		if !ok {
			continue
		}
		r.push, r.recv, r.loop = push, received(clause.Comm), loopOf(sel)
		if r.recv != nil && r.loop != nil {
			return &r
		}
	}
	return nil
}

// turnsOff reports whether the loop receives at some times only: it assigns to the
// variable of the channel, for more than to forget it once it is closed.
func (c *checker) turnsOff(r *relay) bool {
	v := c.varOf(r.recv)
	if v == nil {
		return true
	}
	found := false
	ast.Inspect(r.loop, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok {
			for i, lhs := range assign.Lhs {
				if c.varOf(lhs) == v && !(len(assign.Lhs) == len(assign.Rhs) && c.pass.TypesInfo.Types[assign.Rhs[i]].IsNil()) {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

// clauseOf returns the innermost case of a select statement around cur, in its
// function, and that statement; nil if there is none.
func clauseOf(cur inspector.Cursor) (*ast.CommClause, inspector.Cursor) {
	for around := range cur.Enclosing((*ast.CommClause)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		if clause, ok := around.Node().(*ast.CommClause); ok {
			return clause, around.Parent().Parent() // past the body of the statement
		}
		break
	}
	return nil, cur
}
