package loopblock

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/mayblock"
)

// documented lists the APIs whose own documentation tells a callback that
// blocks to start a goroutine.
var documented = []string{"js.FuncOf", "runtime.SetFinalizer", "runtime.AddCleanup"}

// fix moves the rest of a callback, from the statement that blocks on, to a
// goroutine; but for the "return nil" that ends a js.FuncOf callback. It
// returns nil where that would change what the callback returns, or when its
// deferred calls run.
func (c *checker) fix(cb loops.Callback, w *mayblock.Witness) []analysis.SuggestedFix {
	lit, ok := cb.Body.(*ast.FuncLit)
	if !ok || !slices.Contains(documented, cb.Loop.API) {
		return nil
	}
	list := lit.Body.List
	first := slices.IndexFunc(list, func(s ast.Stmt) bool { return s.Pos() <= w.Node.Pos() && w.Node.Pos() < s.End() })
	if first < 0 {
		return nil
	}
	last := len(list) - 1
	if results := lit.Type.Results; results != nil && len(results.List) > 0 {
		ret, ok := list[last].(*ast.ReturnStmt)
		if !ok || last == first || !isNil(c.pass.TypesInfo, ret) || results.List[0].Names != nil {
			return nil // of a named result, the goroutine might be an owner too
		}
		last--
	}
	for _, s := range list[:first] {
		if _, ok := s.(*ast.DeferStmt); ok {
			return nil
		}
	}
	for _, s := range list[first : last+1] {
		if fixed(s) {
			return nil
		}
	}
	file := c.pass.Fset.File(lit.Pos())
	src, err := c.pass.ReadFile(file.Name())
	if err != nil {
		return nil
	}
	from, to := list[first].Pos(), list[last].End()
	text := string(src[file.Offset(from):file.Offset(to)])
	if first > 0 && c.line(list[first-1].End()) == c.line(from) || c.line(lit.Body.Lbrace) == c.line(from) {
		return nil
	}
	column := file.Offset(from) - file.Offset(file.LineStart(file.Line(from)))
	indent := string(src[file.Offset(from)-column : file.Offset(from)])
	text = strings.ReplaceAll(text, "\n"+indent, "\n"+indent+"\t")
	return []analysis.SuggestedFix{{
		Message: "Run it in a goroutine, as the documentation of " + cb.Loop.API + " asks for",
		TextEdits: []analysis.TextEdit{{
			Pos: from, End: to,
			NewText: []byte("go func() {\n" + indent + "\t" + text + "\n" + indent + "}()"),
		}},
	}}
}

func (c *checker) line(pos token.Pos) int { return c.pass.Fset.File(pos).Line(pos) }

// isNil reports whether ret returns nil.
func isNil(info *types.Info, ret *ast.ReturnStmt) bool {
	return len(ret.Results) == 1 && info.Types[ret.Results[0]].IsNil()
}

// fixed reports whether s has to stay where it is: it returns a value from the
// callback, jumps to a label, or cannot be indented.
func fixed(s ast.Stmt) bool {
	found := false
	var nested []*ast.FuncLit // what they return, they return to their callers
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			nested = append(nested, n)
		case *ast.ReturnStmt:
			found = found || len(n.Results) > 0 && !within(n, nested)
		case *ast.BranchStmt:
			found = found || n.Label != nil
		case *ast.LabeledStmt:
			found = true
		case *ast.BasicLit:
			found = found || strings.Contains(n.Value, "\n") // indenting would change it
		}
		return true
	})
	return found
}

func within(n ast.Node, lits []*ast.FuncLit) bool {
	return slices.ContainsFunc(lits, func(lit *ast.FuncLit) bool { return ir.Contains(lit, n) })
}
