package lostcallbackerror

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/edit"
)

// lookFix returns the fix that makes g return its error first, naming the
// parameter if it has no name. There is none where g is called in other ways too,
// since nothing is known of those.
func (c *checker) lookFix(g *given, p param) []analysis.SuggestedFix {
	if !g.row.ReturnsError || !onlyErrorResult(g.typ) || p.name == nil {
		return nil
	}
	if decl, ok := g.node.(*ast.FuncDecl); ok && !c.onlyHandedOver(decl) {
		return nil
	}
	src := edit.NewSource(c.pass, g.body.Pos())
	if src == nil {
		return nil
	}
	// Other parameters are used, so that all have names, be it the blank one.
	name, edits := p.name.Name, []analysis.TextEdit(nil)
	if !p.named() {
		name = c.freeName(g.body)
		edits = append(edits, analysis.TextEdit{Pos: p.name.Pos(), End: p.name.End(), NewText: []byte(name)})
	}
	edits = append(edits, analysis.TextEdit{
		Pos: c.afterBrace(g.body), End: c.afterBrace(g.body),
		NewText: []byte(indented(src.Indent(g.body.Lbrace), "if "+name+" != nil {", "\treturn "+name, "}") + lineBreak(c, g.body)),
	})
	return []analysis.SuggestedFix{{Message: "Return the error first", TextEdits: edits}}
}

// onlyErrorResult reports whether a function of type ft returns an error and
// nothing else, so that return err is right whatever the result is called.
func onlyErrorResult(ft *ast.FuncType) bool { return ft.Results.NumFields() == 1 }

// onlyHandedOver reports whether decl is a function, of no other use than to be
// handed over, that nobody outside of the package can call.
func (c *checker) onlyHandedOver(decl *ast.FuncDecl) bool {
	fn, ok := c.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || fn.Exported() {
		return false
	}
	calls := false
	for cur := range c.in.Root().Preorder((*ast.CallExpr)(nil)) {
		switch fun := ast.Unparen(cur.Node().(*ast.CallExpr).Fun).(type) {
		case *ast.Ident:
			calls = calls || c.pass.TypesInfo.Uses[fun] == fn
		case *ast.SelectorExpr:
			calls = calls || c.pass.TypesInfo.Uses[fun.Sel] == fn
		}
	}
	return !calls
}

// freeName returns a name for the error that body doesn't use.
func (c *checker) freeName(body *ast.BlockStmt) string {
	used := false
	ast.Inspect(body, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		used = used || ok && id.Name == "err"
		return !used
	})
	if !used {
		return "err"
	}
	return edit.NewNames(c.pass.TypesInfo, c.ir.File(body.Pos()), body.Lbrace, body).Fresh("walkErr")
}

// afterBrace returns the position after the opening brace of body and the comment
// that trails it.
func (c *checker) afterBrace(body *ast.BlockStmt) token.Pos {
	pos := body.Lbrace + 1
	for _, group := range c.ir.File(pos).Comments {
		first := group.List[0]
		if first.Pos() >= pos && c.line(first.Pos()) == c.line(pos) && (len(body.List) == 0 || first.Pos() < body.List[0].Pos()) {
			return first.End()
		}
	}
	return pos
}

// lineBreak is what separates text after the opening brace of body from what
// follows on the same line.
func lineBreak(c *checker, body *ast.BlockStmt) string {
	if len(body.List) > 0 && c.line(body.List[0].Pos()) == c.line(body.Lbrace) {
		return "\n"
	}
	return ""
}

// indented returns lines, each on a line of its own with one more tab than indent.
func indented(indent string, lines ...string) string {
	text := ""
	for _, line := range lines {
		text += "\n" + indent + "\t" + line
	}
	return text
}
