package lostpanic

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// handler judges a task that an HTTP handler starts. The server recovers from the
// panics of handlers, so whoever writes one may panic, and some do on purpose
// (http.ErrAbortHandler): to run a handler on a goroutine of its own takes a
// recover.
func (c *checker) handler(t *tasks.Task) {
	lit, ok := ast.Unparen(t.Fun).(*ast.FuncLit)
	if t.Kind != tasks.GoStmt || !ok && !c.isHandlerCall(t.Call) || !c.isHandler(t.In) {
		return
	}
	call := t.Call
	if ok {
		if call = c.handlerCall(lit.Body); call == nil {
			return
		}
		fn := c.ir.FuncOf(lit)
		if fn == nil || c.mayRecover(fn) {
			return
		}
	}
	var related []analysis.RelatedInformation
	if ok {
		related = append(related, diagnose.Related(call, "runs a handler"))
	}
	c.reportTask(t, fmt.Sprintf("a panic of %s ends the process: the server recovers in the goroutine of the request, not in this one", calleeName(call)), related)
}

// handlerCall returns a call in body that runs another handler, nil if there is
// none.
func (c *checker) handlerCall(body *ast.BlockStmt) (found *ast.CallExpr) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.GoStmt:
			return false
		case *ast.CallExpr:
			if found == nil && c.isHandlerCall(n) {
				found = n
			}
		}
		return true
	})
	return found
}

// isHandlerCall reports whether call runs an HTTP handler that is not known: an
// http.Handler, an http.HandlerFunc, the rest of a chain.
func (c *checker) isHandlerCall(call *ast.CallExpr) bool {
	if apimodel.TypeSymbol(typeOf(c.pass.TypesInfo, call.Fun)) == (apimodel.Symbol{Pkg: "net/http", Name: "HandlerFunc"}) {
		tv := c.pass.TypesInfo.Types[call.Fun]
		return tv.IsValue()
	}
	fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
	if !ok {
		return false
	}
	switch apimodel.FuncSymbol(fn) {
	case apimodel.Symbol{Pkg: "net/http", Recv: "Handler", Name: "ServeHTTP"},
		apimodel.Symbol{Pkg: "net/http", Recv: "HandlerFunc", Name: "ServeHTTP"},
		apimodel.Symbol{Pkg: "net/http/httputil", Recv: "ReverseProxy", Name: "ServeHTTP"},
		apimodel.Symbol{Pkg: "github.com/gin-gonic/gin", Recv: "Context", Name: "Next"}:
		return true
	}
	return false
}

// isHandler reports whether fn has the parameters of an HTTP handler, of package
// net/http or of a router on top of it.
func (c *checker) isHandler(fn ast.Node) bool {
	ft, _ := ir.FuncSyntax(fn)
	if ft == nil {
		return false
	}
	writer, request := false, false
	for _, p := range ft.Params.List {
		switch t := typeOf(c.pass.TypesInfo, p.Type); apimodel.TypeSymbol(t) {
		case apimodel.Symbol{Pkg: "net/http", Name: "ResponseWriter"}:
			writer = true
		case apimodel.Symbol{Pkg: "net/http", Name: "Request"}:
			request = true
		case apimodel.Symbol{Pkg: "github.com/gin-gonic/gin", Name: "Context"}:
			return true
		}
	}
	return writer && request
}

// startsInHandlers reports whether the package may have a handler that starts a
// goroutine.
func startsInHandlers(pass *analysis.Pass) bool {
	return slices.ContainsFunc(pass.Pkg.Imports(), func(p *types.Package) bool {
		return p.Path() == "net/http" || p.Path() == "github.com/gin-gonic/gin"
	}) && tasks.Of(pass).Any()
}
