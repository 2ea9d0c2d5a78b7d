package lostpanic

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/ir"
)

// deferRecoverFix returns the fix that makes defer recover() work:
//
//	defer func() {
//		if r := recover(); r != nil {
//			log.Printf("panic: %v\n%s", r, debug.Stack())
//		}
//	}()
//
// A panic that is stopped without a trace would be the next bug, so there is no
// fix in a file that imports neither log nor log/slog; nor in a function with
// results, which would return zero values as if all were well.
func (c *checker) deferRecoverFix(r *recovery) []analysis.SuggestedFix {
	if typ, _ := ir.FuncSyntax(r.in.Node()); typ.Results.NumFields() > 0 {
		return nil
	}
	stmt := r.at.Parent().Node().(*ast.DeferStmt)
	src := edit.NewSource(c.pass, stmt.Pos())
	logging, edits, ok := c.logPanic(r)
	if src == nil || !ok {
		return nil
	}
	edits = append(edits, src.Replace(stmt, "defer func() {\n"+"\t"+strings.ReplaceAll(logging, "\n", "\n\t")+"\n}()"))
	return []analysis.SuggestedFix{{Message: "Recover in a deferred function, and log the panic", TextEdits: edits}}
}

// swallowedFix returns the fix that logs the panic, where the recover is a
// statement of its own.
func (c *checker) swallowedFix(r *recovery) []analysis.SuggestedFix {
	if kind, _ := r.at.ParentEdge(); kind != edge.ExprStmt_X {
		return nil
	}
	stmt := r.at.Parent().Node()
	src := edit.NewSource(c.pass, stmt.Pos())
	logging, edits, ok := c.logPanic(r)
	// In a literal on one line, the new lines would have no line to themselves.
	_, body := ir.FuncSyntax(r.in.Node())
	if src == nil || !ok || c.line(body.Lbrace) == c.line(stmt.Pos()) || c.line(body.Rbrace) == c.line(stmt.Pos()) {
		return nil
	}
	edits = append(edits, src.Replace(stmt, logging))
	return []analysis.SuggestedFix{{Message: "Log the panic", TextEdits: edits}}
}

// logPanic returns lines that recover and log the panic, with the logger of the
// standard library that the file imports, and the edits for the imports.
func (c *checker) logPanic(r *recovery) (lines string, edits []analysis.TextEdit, ok bool) {
	file, pos := fileOf(r.at), r.call().Pos()
	if obj := edit.Lookup(c.pass.TypesInfo, file, pos, "recover"); obj != types.Universe.Lookup("recover") {
		return "", nil, false
	}
	slog, isSlog := edit.Imported(c.pass.TypesInfo, file, pos, "log/slog")
	log, isLog := edit.Imported(c.pass.TypesInfo, file, pos, "log")
	if !isSlog && !isLog {
		return "", nil, false
	}
	debug, edits := edit.Import(c.pass.Pkg, c.pass.TypesInfo, file, pos, "runtime/debug", "debug", "Stack")
	names := edit.NewNames(c.pass.TypesInfo, file, pos)
	names.Take(slog)
	names.Take(log)
	name := names.Fresh("r")
	call := fmt.Sprintf(`%s.Printf("panic: %%v\n%%s", %s, %sStack())`, log, name, debug)
	if isSlog {
		call = fmt.Sprintf(`%s.Error("panic", "value", %s, "stack", string(%sStack()))`, slog, name, debug)
	}
	return fmt.Sprintf("if %[1]s := recover(); %[1]s != nil {\n\t%[2]s\n}", name, call), edits, true
}

// deferHelperFix returns the fix that defers a helper itself, where the deferred
// literal around the call does nothing else. What the call passes must not depend
// on when it is evaluated.
func (c *checker) deferHelperFix(call *ast.CallExpr, in inspector.Cursor) []analysis.SuggestedFix {
	lit, ok := in.Node().(*ast.FuncLit)
	if !ok || len(lit.Body.List) != 1 || lit.Type.Params.NumFields() > 0 {
		return nil
	}
	stmt, ok := lit.Body.List[0].(*ast.ExprStmt)
	kind, _ := in.ParentEdge()
	if !ok || stmt.X != call || kind != edge.CallExpr_Fun || !c.isConstantCall(call) {
		return nil
	}
	stmtAt := in.Parent().Parent()
	if _, ok := stmtAt.Node().(*ast.DeferStmt); !ok {
		return nil
	}
	src := edit.NewSource(c.pass, call.Pos())
	if src == nil || edit.HasComments(fileOf(in), stmtAt.Node()) {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "Defer " + calleeName(call),
		TextEdits: []analysis.TextEdit{src.Replace(stmtAt.Node(), "defer "+src.Text(call))},
	}}
}

// isConstantCall reports whether call is that of a function, not a method, with
// constant arguments.
func (c *checker) isConstantCall(call *ast.CallExpr) bool {
	for _, arg := range call.Args {
		if tv := c.pass.TypesInfo.Types[arg]; tv.Value == nil && !tv.IsNil() {
			return false
		}
	}
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return c.pass.TypesInfo.Selections[fun] == nil
	}
	return false
}
