package goroutineleak

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/edit"
)

// doneCase adds a case for the end of ctx to the loop l, if l is a select
// statement, ctx is in scope there, and fn, which runs as the task, returns
// nothing or an error.
func (c *endlessTasks) doneCase(fn *ssa.Function, l *endless, ctx types.Object) []analysis.SuggestedFix {
	loop, ok := l.node.(*ast.ForStmt)
	if !ok || l.fn != fn || len(loop.Body.List) != 1 {
		return nil
	}
	sel, ok := loop.Body.List[0].(*ast.SelectStmt)
	if !ok {
		return nil
	}
	for _, clause := range sel.Body.List {
		if watches(c.pass.TypesInfo, clause, ctx) {
			return nil // it is there, and does not leave
		}
	}
	file := c.ir.File(sel.Pos())
	src := edit.NewSource(c.pass, sel.Pos())
	if src == nil || edit.Lookup(c.pass.TypesInfo, file, sel.Body.Rbrace, ctx.Name()) != ctx {
		return nil
	}
	result := ""
	switch results := fn.Signature.Results(); {
	case results.Len() == 0:
	case results.Len() == 1 && !returnsValue(fn.Signature):
		result = " " + ctx.Name() + ".Err()"
	default:
		return nil
	}
	indent := src.Indent(sel.Body.Rbrace)
	line := c.line(sel.Body.Rbrace)
	if len(sel.Body.List) == 0 || c.line(sel.Body.List[len(sel.Body.List)-1].End()) >= line {
		return nil
	}
	text := strings.Join([]string{"case <-" + ctx.Name() + ".Done():", indent + "\treturn" + result, indent}, "\n")
	return []analysis.SuggestedFix{{
		Message:   "Leave the loop when " + ctx.Name() + " is done",
		TextEdits: []analysis.TextEdit{{Pos: sel.Body.Rbrace, End: sel.Body.Rbrace, NewText: []byte(text)}},
	}}
}

// watches reports whether the case receives from the Done channel of ctx.
func watches(info *types.Info, clause ast.Stmt, ctx types.Object) bool {
	comm, ok := clause.(*ast.CommClause)
	if !ok || comm.Comm == nil {
		return false
	}
	found := false
	ast.Inspect(comm.Comm, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && info.Uses[id] == ctx
		return !found
	})
	return found
}
