package lostcallbackerror

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/passes/errorflow"
)

// ignoredParams reports the functions handed over in file that don't look at the
// error with which they are called.
func (c *checker) ignoredParams(file inspector.Cursor) {
	for cur := range file.Preorder(handovers...) {
		for g := range c.givens(cur) {
			if c.judged[g.node] || c.skips(c.ir.File(g.node.Pos())) {
				continue
			}
			c.judged[g.node] = true
			switch {
			case g.row == nil:
				if c.unread {
					c.unreadParam(&g)
				}
			case g.row.Must:
				c.mustLook(&g)
			case g.row.Only && !failuresOnly(g.row.Symbol.Name):
				c.onlyReport(&g)
			}
		}
	}
}

// failuresOnly reports whether, to judge by its name, a callback is called for
// failures alone: then whatever it does is done about a failure.
func failuresOnly(name string) bool { return strings.Contains(name, "Err") }

// mustLook reports g if it never looks at its error, without which its other
// parameters can't be used.
func (c *checker) mustLook(g *given) {
	p, ok := paramAt(g.typ, g.row.ErrorParam)
	if !ok || c.reads(g, p) || !c.usesParams(g) || c.looksAtOthers(g) || c.explained(g) {
		return
	}
	use := c.dereference(g)
	if use == nil && droppedResult(g) {
		return // what can't be read doesn't matter there
	}
	message := fmt.Sprintf("callback of %s never looks at its error: a folder that can't be read is skipped without a word", g.to)
	related := c.handedOverAt(g)
	if use != nil {
		message = fmt.Sprintf("callback of %s never looks at its error: %s may be nil then, and %s panics",
			g.to, exprname.Of(use.X), exprname.Of(use))
		related = append(related, diagnose.Related(use, "%s is used here", exprname.Of(use.X)))
	}
	c.rep.ReportOn(p.node(), ignoredParam, message, related, c.lookFix(g, p)...)
}

// onlyReport reports g if it has a name for its error, of which nobody else is
// told, and never reads it.
func (c *checker) onlyReport(g *given) {
	p, ok := paramAt(g.typ, g.row.ErrorParam)
	if !ok || !p.named() || len(g.body.List) == 0 || c.reads(g, p) || c.explained(g) {
		return
	}
	c.rep.ReportOn(p.node(), ignoredParam,
		fmt.Sprintf("callback of %s never reads %s, and nobody else is told of it: a failure goes unnoticed", g.to, p.name.Name),
		c.handedOverAt(g))
}

// unreadParam reports a literal that has a name for an error among its parameters
// and reads others but not this one.
func (c *checker) unreadParam(g *given) {
	if _, ok := g.node.(*ast.FuncLit); !ok || g.call == nil || !c.usesParams(g) || c.looksAtOthers(g) || c.explained(g) {
		return
	}
	for i := range g.typ.Params.NumFields() {
		p, ok := paramAt(g.typ, i)
		if ok && p.named() && errorflow.IsError(c.pass.TypesInfo.TypeOf(p.field.Type)) && !c.reads(g, p) {
			c.rep.ReportOn(p.node(), unreadParam,
				fmt.Sprintf("callback of %s never reads %s: a failure goes unnoticed", g.to, p.name.Name), nil)
		}
	}
}

// handedOverAt is the evidence for a function that is not handed over where it
// stands.
func (c *checker) handedOverAt(g *given) []analysis.RelatedInformation {
	if at := g.at.Node(); at != g.node {
		return []analysis.RelatedInformation{diagnose.Related(at, "the function is handed over here")}
	}
	return nil
}

// A param is a parameter in the source.
type param struct {
	field *ast.Field
	name  *ast.Ident // nil if it has none
}

// paramAt returns parameter i of ft.
func paramAt(ft *ast.FuncType, i int) (param, bool) {
	for _, field := range ft.Params.List {
		if len(field.Names) == 0 {
			if i == 0 {
				return param{field: field}, true
			}
			i--
			continue
		}
		if i < len(field.Names) {
			return param{field, field.Names[i]}, true
		}
		i -= len(field.Names)
	}
	return param{}, false
}

func (p param) named() bool { return p.name != nil && p.name.Name != "_" }

func (p param) node() ast.Node {
	if p.name != nil {
		return p.name
	}
	return p.field
}

// reads reports whether g does anything with what it is passed for p.
func (c *checker) reads(g *given, p param) bool {
	if !p.named() {
		return false
	}
	obj := c.pass.TypesInfo.Defs[p.name]
	first := c.firstUse(g.body, obj)
	if first == nil {
		return false
	}
	if !c.isTarget(g.body, first) {
		return true
	}
	// The variable is used again for another error: whether it is read before
	// that depends on the way.
	fn := c.ir.FuncOf(g.node)
	if fn == nil {
		return true
	}
	for _, v := range fn.Params {
		if v.Object() == obj {
			return len(*v.Referrers()) > 0
		}
	}
	return true
}

// firstUse returns the first identifier in node that denotes obj.
func (c *checker) firstUse(node ast.Node, obj types.Object) *ast.Ident {
	var found *ast.Ident
	ast.Inspect(node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && found == nil && c.pass.TypesInfo.Uses[id] == obj {
			found = id
		}
		return found == nil
	})
	return found
}

// isTarget reports whether id is assigned to, and not read, where it stands in
// body.
func (c *checker) isTarget(body *ast.BlockStmt, id *ast.Ident) bool {
	target := false
	ast.Inspect(body, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok && (assign.Tok == token.ASSIGN || assign.Tok == token.DEFINE) {
			target = target || slices.Contains(assign.Lhs, ast.Expr(id))
		}
		return !target && n != nil && n.Pos() <= id.Pos() && id.Pos() < n.End()
	})
	return target
}

// usesParams reports whether g reads any of its parameters.
func (c *checker) usesParams(g *given) bool {
	return slices.ContainsFunc(c.others(g), func(v types.Object) bool { return c.firstUse(g.body, v) != nil })
}

// others returns the parameters of g with names that are no errors.
func (c *checker) others(g *given) []types.Object {
	var list []types.Object
	for _, field := range g.typ.Params.List {
		for _, name := range field.Names {
			if v := c.pass.TypesInfo.Defs[name]; v != nil && !errorflow.IsError(v.Type()) {
				list = append(list, v)
			}
		}
	}
	return list
}

// looksAtOthers reports whether g compares another parameter with nil, which comes
// to the same as looking at the error.
func (c *checker) looksAtOthers(g *given) bool {
	others := c.others(g)
	found := false
	ast.Inspect(g.body, func(n ast.Node) bool {
		cmp, ok := n.(*ast.BinaryExpr)
		if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
			return !found
		}
		x, y := ast.Unparen(cmp.X), ast.Unparen(cmp.Y)
		if c.pass.TypesInfo.Types[x].IsNil() {
			x, y = y, x
		}
		id, ok := x.(*ast.Ident)
		found = found || ok && c.pass.TypesInfo.Types[y].IsNil() && slices.Contains(others, c.pass.TypesInfo.Uses[id])
		return !found
	})
	return found
}

// dereference returns the first place where g uses a method or field of another
// parameter that is nil if there is an error.
func (c *checker) dereference(g *given) *ast.SelectorExpr {
	others := c.others(g)
	var found *ast.SelectorExpr
	ast.Inspect(g.body, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || found != nil {
			return found == nil
		}
		id, ok := ast.Unparen(sel.X).(*ast.Ident)
		if v := c.pass.TypesInfo.Uses[id]; ok && v != nil && slices.Contains(others, v) && types.IsInterface(v.Type()) {
			found = sel
		}
		return found == nil
	})
	return found
}

// droppedResult reports whether nobody looks at the result of the call that g is
// handed to.
func droppedResult(g *given) bool {
	if g.call == nil {
		return false
	}
	for around := range g.at.Enclosing((*ast.ExprStmt)(nil), (*ast.AssignStmt)(nil), (*ast.FuncLit)(nil)) {
		switch n := around.Node().(type) {
		case *ast.ExprStmt:
			return ast.Unparen(n.X) == g.call
		case *ast.AssignStmt:
			return len(n.Lhs) == 1 && isBlank(n.Lhs[0]) && ast.Unparen(n.Rhs[0]) == g.call
		case *ast.FuncLit:
			if n != g.node {
				return false
			}
		}
	}
	return false
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// explained reports whether a comment that stands before the first statement of g
// speaks of errors: then somebody thought about them.
func (c *checker) explained(g *given) bool {
	file := c.ir.File(g.node.Pos())
	from, to := g.node.Pos(), g.body.Rbrace
	if len(g.body.List) > 0 {
		to = g.body.List[0].Pos()
	}
	if g.at.Node() == g.node {
		for around := range g.at.Enclosing(statements...) {
			from = around.Node().Pos()
			break
		}
	}
	before := c.line(from) - 1
	return slices.ContainsFunc(file.Comments, func(group *ast.CommentGroup) bool {
		return group.Pos() < to && (group.Pos() >= from || c.line(group.End()) == before) && speaksOfErrors(group.Text())
	})
}

// statements are the kinds of nodes above which a comment stands.
var statements = []ast.Node{
	(*ast.ExprStmt)(nil), (*ast.AssignStmt)(nil), (*ast.ReturnStmt)(nil), (*ast.IfStmt)(nil), (*ast.GenDecl)(nil), (*ast.GoStmt)(nil),
}

func speaksOfErrors(text string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch word {
		case "err", "errs", "error", "errors", "effort", "failure", "failures", "permission", "permissions":
			return true
		}
	}
	return false
}

// line is the line of pos.
func (c *checker) line(pos token.Pos) int { return c.pass.Fset.Position(pos).Line }
