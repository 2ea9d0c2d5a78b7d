package lostgoerror

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/edit"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/tasks"
)

// logFix returns the fix that runs the function of a go statement in a literal
// which logs its error:
//
//	go func() {
//		if err := srv.Serve(l); err != nil {
//			slog.Error("srv.Serve failed", "err", err)
//		}
//	}()
//
// The receiver and the arguments are still evaluated by the go statement: what
// might have changed by the time the literal runs becomes a parameter of it. It
// returns false if a type of such a parameter can't be written, or the package
// logs by other means than log and log/slog.
func (c *checker) logFix(t *tasks.Task, sig *types.Signature, fn *types.Func) (analysis.SuggestedFix, bool) {
	var none analysis.SuggestedFix
	site, ok := t.Site.(*ast.GoStmt)
	if !ok || fn == nil {
		return none, false
	}
	logger, ok := c.logger(t.File)
	if !ok || c.hasOwnLogger(t.File, site.Pos()) {
		return none, false
	}
	src := edit.NewSource(c.pass, site.Pos())
	if src == nil || strings.Contains(src.Text(site), "`") || edit.HasComments(t.File, site) {
		return none, false
	}
	w := &wrapper{
		checker: c,
		file:    t.File,
		call:    t.Call,
		src:     src,
		names:   edit.NewNames(c.pass.TypesInfo, t.File, site.Pos(), t.Call),
	}
	var edits []analysis.TextEdit
	imported := func(path, name, member string) string {
		qualifier, more := edit.Import(c.pass.Pkg, c.pass.TypesInfo, t.File, site.Pos(), path, name, member)
		edits = append(edits, more...)
		w.names.Take(strings.TrimSuffix(qualifier, ".")) // no parameter may hide a new import
		return qualifier
	}
	qualifier := imported(logger.path, logger.name, logger.fn)
	end := apimodel.EndErrorOf(fn)
	var errs, endPkg string
	if end != nil {
		errs = imported("errors", "errors", "Is")
		endPkg = imported(end.Path, end.Path[strings.LastIndexByte(end.Path, '/')+1:], end.Err)
	}
	call, ok := w.rewrite(fn, sig)
	if !ok {
		return none, false
	}

	errName := "err" // may hide one around, which the literal does not need
	if mentions(t.Call, errName) > 0 {
		errName = w.names.Fresh(errName)
	}
	cond := errName + " != nil"
	if end != nil {
		cond += fmt.Sprintf(" && !%sIs(%s, %s%s)", errs, errName, endPkg, end.Err)
	}
	blanks := strings.Repeat("_, ", sig.Results().Len()-1)
	text := fmt.Sprintf("go func(%s) {\n\tif %s%s := %s; %s {\n\t\t%s%s\n\t}\n}(%s)",
		strings.Join(w.params, ", "), blanks, errName, call, cond, qualifier, logger.call(callName(t.Fun), errName), strings.Join(w.args, ", "))
	edits = append(edits, src.Replace(site, text))
	return analysis.SuggestedFix{
		Message:   "Log the error of " + callName(t.Fun),
		TextEdits: edits,
	}, true
}

// A wrapper moves a call into a literal.
type wrapper struct {
	*checker
	file  *ast.File
	call  *ast.CallExpr
	src   *edit.Source
	names *edit.Names

	params, args []string // of the literal
}

// rewrite returns the call as the literal makes it.
func (w *wrapper) rewrite(fn *types.Func, sig *types.Signature) (string, bool) {
	fun, ok := w.callee(fn)
	if !ok {
		return "", false
	}
	var args []string
	for i, arg := range w.call.Args {
		param := paramType(sig, i, w.call.Ellipsis.IsValid())
		if param == nil {
			return "", false // f(g()) with several results
		}
		text, ok := w.value(arg, param, argName(sig, i))
		if !ok {
			return "", false
		}
		args = append(args, text)
	}
	if len(w.call.Args) == 1 {
		if _, multi := w.pass.TypesInfo.TypeOf(w.call.Args[0]).(*types.Tuple); multi {
			return "", false
		}
	}
	dots := ""
	if w.call.Ellipsis.IsValid() {
		dots = "..."
	}
	return fun + "(" + strings.Join(args, ", ") + dots + ")", true
}

// callee returns the function or method as the literal calls it.
func (w *wrapper) callee(fn *types.Func) (string, bool) {
	sel, ok := ast.Unparen(w.call.Fun).(*ast.SelectorExpr)
	if !ok {
		// A function of the package, perhaps instantiated.
		return w.src.Text(w.call.Fun), true
	}
	s := w.pass.TypesInfo.Selections[sel]
	if s == nil || s.Kind() == types.MethodExpr {
		return w.src.Text(sel), true // a qualified identifier, a method expression
	}
	if s.Kind() != types.MethodVal || len(s.Index()) > 1 && !w.stable(sel.X) {
		return "", false // a field, or a method reached through embedded ones
	}
	recv := fn.Signature().Recv().Type()
	_, wantsPtr := types.Unalias(recv).(*types.Pointer)
	_, isPtr := types.Unalias(w.pass.TypesInfo.TypeOf(sel.X)).Underlying().(*types.Pointer)
	isIface := types.IsInterface(recv)
	switch {
	case len(s.Index()) == 1 && (w.stable(sel.X) && (wantsPtr || isIface) || wantsPtr && !isPtr && w.stableAddr(sel.X)):
		// A variable that holds the pointer, or whose address is the receiver.
		return w.src.Text(sel), true
	case len(s.Index()) > 1:
		return "", false
	case isIface || wantsPtr == isPtr:
		text, ok := w.param(sel.X, w.src.Text(ast.Unparen(sel.X)), w.pass.TypesInfo.TypeOf(sel.X), recvName(sel.X, recv))
		return text + "." + sel.Sel.Name, ok
	case wantsPtr:
		text, ok := w.param(sel.X, "&"+w.src.Text(ast.Unparen(sel.X)), types.NewPointer(w.pass.TypesInfo.TypeOf(sel.X)), recvName(sel.X, recv))
		return text + "." + sel.Sel.Name, ok
	}
	return "", false // the receiver is a copy of what a pointer points to
}

// value returns arg as the literal passes it to a parameter of the given type.
func (w *wrapper) value(arg ast.Expr, param types.Type, name string) (string, bool) {
	tv := w.pass.TypesInfo.Types[arg]
	if tv.Value != nil || tv.IsNil() || w.stable(arg) || w.isFunc(arg) {
		return w.src.Text(arg), true
	}
	if _, ok := ast.Unparen(arg).(*ast.FuncLit); ok {
		return w.src.Text(arg), true // captures the same variables, whenever it is made
	}
	t := tv.Type
	if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		t = param // an untyped comparison or shift
	}
	return w.param(arg, w.src.Text(ast.Unparen(arg)), t, name)
}

// param makes a parameter of the literal for text, an expression of type t.
func (w *wrapper) param(e ast.Expr, text string, t types.Type, name string) (string, bool) {
	typ, ok := edit.Type(w.pass.Pkg, w.pass.TypesInfo, w.file, e.Pos(), t)
	if !ok {
		return "", false
	}
	if id, ok := ast.Unparen(e).(*ast.Ident); ok && mentions(w.call, id.Name) == 1 {
		name = id.Name // the parameter takes the variable's place
	} else {
		name = w.names.Fresh(name)
	}
	w.params = append(w.params, name+" "+typ)
	w.args = append(w.args, text)
	return name, true
}

// mentions counts the identifiers in n with the given name.
func mentions(n ast.Node, name string) int {
	count := 0
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == name {
			count++
		}
		return true
	})
	return count
}

// isFunc reports whether e names a declared function.
func (w *wrapper) isFunc(e ast.Expr) bool {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		_, ok := w.pass.TypesInfo.Uses[x].(*types.Func)
		return ok
	case *ast.SelectorExpr:
		_, ok := w.pass.TypesInfo.Uses[x.Sel].(*types.Func)
		return ok && w.pass.TypesInfo.Selections[x] == nil
	}
	return false
}

// stable reports whether e is a local variable, or the address of one, that has
// the same value whenever the literal runs: nothing is assigned to it after its
// declaration, nor can be through its address.
func (w *wrapper) stable(e ast.Expr) bool {
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.AND {
		return w.stableAddr(u.X)
	}
	v := w.localVar(e)
	return v != nil && v.Kind() != types.ResultVar && // a return statement assigns to results
		!reassigned(w.pass.TypesInfo, w.file, v) && w.perIteration(v)
}

// stableAddr reports whether e is a local variable that is the same one whenever
// the literal runs.
func (w *wrapper) stableAddr(e ast.Expr) bool {
	v := w.localVar(e)
	return v != nil && w.perIteration(v)
}

func (w *wrapper) localVar(e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := w.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.Parent() == nil || v.Parent() == w.pass.Pkg.Scope() || v.Pkg() != w.pass.Pkg {
		return nil
	}
	return v
}

// perIteration reports whether each iteration of a loop has its own v, or v
// belongs to no loop.
func (w *wrapper) perIteration(v *types.Var) bool {
	if edit.GoVersion(w.pass, w.file, "go1.22") {
		return true
	}
	path := w.ir.Path(v.Pos())
	for i := len(path) - 1; i >= 0; i-- {
		switch n := path[i].(type) {
		case *ast.RangeStmt:
			return v.Pos() >= n.Body.Pos()
		case *ast.ForStmt:
			return v.Pos() >= n.Body.Pos()
		case *ast.BlockStmt, *ast.FuncType:
			return true
		}
	}
	return true
}
