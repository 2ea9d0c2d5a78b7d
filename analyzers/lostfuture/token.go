package lostfuture

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/tasks"
)

// token reports a call whose result alone tells the error, later, if nobody asks
// it.
func (c *checker) token(call call) {
	row := c.model.Future(call.fn)
	if row == nil || !row.Definite || row.Result < 0 || c.casual(call, row) || c.ignored(call) || c.reportsItself(call) {
		return
	}
	if dropped(call.at) != edge.Invalid {
		c.rep.ReportOn(call.expr, unreadToken,
			fmt.Sprintf("the %s of %s is dropped: it alone tells the error, and a failure goes unnoticed", c.resultName(call, row), call.name()), nil)
		return
	}
	sig := call.fn.Signature()
	if sig.Results().Len() == 1 {
		if m := mentionOf(call.at); m.last != nil {
			if !c.tells(row, m) {
				c.unasked(call, row, m.at.Node())
			}
			return
		}
	}
	v := c.holder(call, row.Result)
	if v == nil {
		return
	}
	var waits ast.Node
	for m := range c.mentions(v) {
		if c.tells(row, m) {
			return
		}
		if waits == nil && c.method(m) != nil {
			waits = m.at.Parent().Node()
		}
	}
	c.unasked(call, row, waits)
}

// unasked reports a future of which nobody asks the error; waits, if it isn't
// nil, is what looks like it.
func (c *checker) unasked(call call, row *apimodel.ErrorAPI, waits ast.Node) {
	what := "the " + c.resultName(call, row) + " of " + call.name()
	text := fmt.Sprintf("%s is not asked for its error", what)
	if len(row.Asks) > 0 && !strings.HasPrefix(row.Asks[0], apimodel.Receive) {
		text = fmt.Sprintf("nobody asks %s for its error (%s)", what, row.Asks[0])
	}
	if waits == nil {
		c.rep.ReportOn(call.expr, unreadToken, text+": a failure goes unnoticed", nil)
		return
	}
	c.rep.ReportOn(call.expr, unreadToken, text+": a failure goes unnoticed",
		related(diagnose.Related(waits, "this does not tell whether it failed")))
}

// holder returns the local variable that result i of the call is assigned to,
// nil if it goes elsewhere.
func (c *checker) holder(call call, i int) *types.Var {
	at := call.at
	for at.ParentEdgeKind() == edge.ParenExpr_X {
		at = at.Parent()
	}
	kind, k := at.ParentEdge()
	var lhs []ast.Expr
	var n int
	switch kind {
	case edge.AssignStmt_Rhs:
		assign := at.Parent().Node().(*ast.AssignStmt)
		lhs, n = assign.Lhs, len(assign.Rhs)
	case edge.ValueSpec_Values:
		spec := at.Parent().Node().(*ast.ValueSpec)
		for _, name := range spec.Names {
			lhs = append(lhs, name)
		}
		n = len(spec.Values)
	default:
		return nil
	}
	if n > 1 {
		i += k // each of them has one result
	}
	if i >= len(lhs) {
		return nil
	}
	return c.local(lhs[i])
}

// tells reports whether the error is told, or may be told, where a future of row
// is mentioned. What is known not to tell: assigning to the variable, comparing
// it with nil, reading a number or text, and methods other than those of the row
// that return no more than that.
func (c *checker) tells(row *apimodel.ErrorAPI, m mention) bool {
	switch {
	case m.last == nil:
		return !m.assigned() && !c.comparedWithNil(m)
	case row.Tells(m.path):
		return true
	}
	if fn := c.method(m); fn != nil {
		for v := range fn.Signature().Results().Variables() {
			if !saysLittle(v.Type()) {
				return true
			}
		}
		return false
	}
	return !saysLittle(c.info.TypeOf(m.last))
}

// saysLittle reports whether a value of type t can't hold an error: it is a
// boolean, a number, a string, or a channel that is closed.
func saysLittle(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() != types.UnsafePointer
	case *types.Chan:
		elem, ok := u.Elem().Underlying().(*types.Struct)
		return ok && elem.NumFields() == 0
	}
	return false
}

// casual reports whether an argument of the call says that nobody cares about
// the outcome, or has it delivered elsewhere.
func (c *checker) casual(call call, row *apimodel.ErrorAPI) bool {
	arg := func(i int) ast.Expr {
		if i < 0 || i >= len(call.expr.Args) {
			return nil
		}
		return call.expr.Args[i]
	}
	if e := arg(row.Channel); e != nil && !c.info.Types[e].IsNil() {
		return true
	}
	if c.namesCasual(arg(0)) {
		return true
	}
	e := arg(row.Casual)
	if e == nil {
		return false
	}
	v := c.info.Types[e].Value
	return v == nil || constant.Compare(constant.ToInt(v), token.EQL, constant.MakeInt64(row.CasualValue))
}

// namesCasual reports whether e is the name of a remote method that tidies up or
// only shows something to the user: "org.freedesktop.Notifications.Notify".
func (c *checker) namesCasual(e ast.Expr) bool {
	if e == nil || c.info.Types[e].Value == nil || c.info.Types[e].Value.Kind() != constant.String {
		return false
	}
	name := constant.StringVal(c.info.Types[e].Value)
	i := strings.LastIndexByte(name, '.')
	return i >= 0 && (apimodel.IsCleanupName(name[i+1:]) || strings.HasPrefix(name[i+1:], "Notify"))
}

// reportsItself reports whether call hands over a task which is known not to fail
// without a word: nobody has to ask then.
func (c *checker) reportsItself(call call) bool {
	if len(c.model.Spawners(call.fn)) == 0 {
		return false
	}
	return !slices.ContainsFunc(c.tasks.All(), func(t *tasks.Task) bool {
		if t.Call != call.expr {
			return false
		}
		_, fails := c.fails(t)
		return fails
	})
}

// resultName is what messages call the future: the name of its type, as in
// mqtt.Token.
func (c *checker) resultName(call call, row *apimodel.ErrorAPI) string {
	results := call.fn.Signature().Results()
	if row.Result >= results.Len() {
		return "result"
	}
	t := results.At(row.Result).Type()
	if apimodel.TypeName(t) == nil {
		return "result"
	}
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	return types.TypeString(t, func(p *types.Package) string { return p.Name() })
}
