package unboundedqueue

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/exprname"
	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/passes/apimodel"
)

// An origin is where a number came in from outside.
type origin struct {
	node ast.Node // nil if it did not
	text string   // "r.FormValue"
}

// inputBuffer reports the channel that call makes, if somebody outside says how
// many elements its buffer has, and nothing limits that.
func (c *checker) inputBuffer(call *ast.CallExpr, fn ast.Node) {
	if !c.readsInput() {
		return
	}
	o := c.originOf(call.Args[1], fn, 2)
	if o.node == nil {
		return
	}
	c.rep.ReportOn(call, hugeBuffer, "the buffer gets as many elements as "+o.text+" says, which comes from outside, and nothing limits that: make allocates all of them at once",
		[]analysis.RelatedInformation{diagnose.Related(o.node, "the number comes in here")})
}

// readsInput reports whether the package imports one from which requests or what
// peers send come in.
func (c *checker) readsInput() bool {
	for _, p := range c.pass.Pkg.Imports() {
		switch path := p.Path(); path {
		case "net/http", "encoding/binary":
			return true
		default:
			if framework.MatchString(path) {
				return true
			}
		}
	}
	return false
}

// originOf returns where the number or text e, in fn, came in from outside, if
// nothing limits it; depth is how many calls up parameters are followed.
func (c *checker) originOf(e ast.Expr, fn ast.Node, depth int) origin {
	flows := c.flowsOf()
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr: // n + 1, n * 2
		if e.Op.Precedence() < 4 {
			return origin{}
		}
		if o := c.originOf(e.X, fn, depth); o.node != nil {
			return o
		}
		return c.originOf(e.Y, fn, depth)
	case *ast.SelectorExpr:
		field, ok := c.pass.TypesInfo.Uses[e.Sel].(*types.Var)
		if !ok || !field.IsField() || flows.limited[field] || c.narrow(field.Type()) {
			return origin{}
		}
		v := c.root(e)
		if at := flows.decoded[v]; at != nil && !flows.limited[v] {
			return origin{at, exprname.Of(e)}
		}
	case *ast.Ident:
		v, ok := c.pass.TypesInfo.Uses[e].(*types.Var)
		if !ok || !isLocal(v) || flows.limited[v] || c.narrow(v.Type()) {
			return origin{}
		}
		if at := flows.decoded[v]; at != nil {
			return origin{at, e.Name}
		}
		for _, d := range flows.defs[v] {
			if o := c.originOf(d, fn, depth); o.node != nil {
				return o
			}
		}
		return c.argument(v, fn, depth)
	case *ast.IndexExpr: // mux.Vars(r)["n"], r.Form["n"][0]
		return c.originOf(e.X, fn, depth)
	case *ast.CallExpr:
		return c.callOrigin(e, fn, depth)
	}
	return origin{}
}

// narrow reports whether t is a type of numbers that aren't huge.
func (c *checker) narrow(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0 && c.pass.TypesSizes.Sizeof(b) <= 2
}

// argument returns where what callers of fn pass for its parameter v came in.
func (c *checker) argument(v *types.Var, fn ast.Node, depth int) origin {
	d, ok := fn.(*ast.FuncDecl)
	if !ok || depth == 0 {
		return origin{}
	}
	i := 0
	for param := range c.pass.TypesInfo.Defs[d.Name].(*types.Func).Signature().Params().Variables() {
		if param == v {
			break
		}
		i++
	}
	for _, e := range c.graphOf().in[fn] {
		call, ok := e.call.Node().(*ast.CallExpr)
		if !ok || i >= len(call.Args) || c.skips(call.Pos()) {
			continue
		}
		if o := c.originOf(call.Args[i], e.fn, depth-1); o.node != nil {
			return o
		}
	}
	return origin{}
}

// asked matches the names of methods of frameworks' contexts that return what is in
// the request.
var asked = lazyregexp.Regexp{Expr: `^(Default)?(Query|Param|PostForm|FormValue|QueryParam|QueryInt|ParamsInt|Params|PathParam|GetQuery|GetHeader|URLParam|URLParamInt)$`}

// callOrigin returns where the result of call came in: it converts what did, or
// returns a part of a request.
func (c *checker) callOrigin(call *ast.CallExpr, fn ast.Node, depth int) origin {
	info := c.pass.TypesInfo
	if info.Types[call.Fun].IsType() && len(call.Args) == 1 {
		if c.narrow(info.TypeOf(call)) {
			return origin{}
		}
		return c.originOf(call.Args[0], fn, depth)
	}
	callee, ok := typeutil.Callee(info, call).(*types.Func)
	if !ok || callee.Pkg() == nil {
		return origin{}
	}
	sym := apimodel.FuncSymbol(callee)
	name, pkg, recv := sym.Name, sym.Pkg, sym.Recv
	switch {
	case pkg == "strconv" && (name == "Atoi" || name == "ParseInt" || name == "ParseUint"):
		if len(call.Args) == 3 {
			if upTo16(info.Types[call.Args[2]].Value) {
				return origin{}
			}
		}
		return c.originOf(call.Args[0], fn, depth)
	case pkg == "strings" && (name == "TrimSpace" || name == "TrimPrefix" || name == "TrimSuffix"):
		return c.originOf(call.Args[0], fn, depth)
	case pkg == "net/http" && recv == "Request" && (name == "FormValue" || name == "PostFormValue" || name == "PathValue"),
		pkg == "github.com/gorilla/mux" && name == "Vars",
		pkg == "github.com/go-chi/chi/v5" && name == "URLParam",
		recv == "Context" && asked.MatchString(name) && framework.MatchString(pkg),
		recv == "Ctx" && asked.MatchString(name) && framework.MatchString(pkg):
		return origin{call, exprname.Of(call.Fun)}
	case pkg == "net/url" && recv == "Values" && name == "Get", pkg == "net/http" && recv == "Header" && name == "Get":
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && c.ofRequest(sel.X, 2) {
			return origin{call, exprname.Of(call.Fun)}
		}
	case pkg == "encoding/binary" && (name == "Uint32" || name == "Uint64") && len(call.Args) == 1:
		if v := c.root(sliced(call.Args[0])); v != nil {
			if at := c.flowsOf().read[v]; at != nil {
				return origin{at, exprname.Of(call.Fun)}
			}
		}
	}
	return origin{}
}

// framework matches the paths of packages of web frameworks.
var framework = lazyregexp.Regexp{Expr: `^github\.com/(gin-gonic/gin|labstack/echo|gofiber/fiber|kataras/iris|astaxie/beego|beego/beego)`}

// ofRequest reports whether e, of values or a header, is that of a request which
// came in: r.URL.Query(), r.Header, r.Form, or a variable with one of these.
func (c *checker) ofRequest(e ast.Expr, depth int) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if v, ok := c.pass.TypesInfo.Uses[e].(*types.Var); ok && depth > 0 {
			for _, d := range c.flowsOf().defs[v] {
				if c.ofRequest(d, depth-1) {
					return true
				}
			}
		}
	case *ast.CallExpr:
		return c.ofRequest(e.Fun, depth)
	case *ast.SelectorExpr:
		return isRequest(c.pass.TypesInfo.TypeOf(e.X)) || c.ofRequest(e.X, depth)
	}
	return false
}

// isRequest reports whether t is *http.Request. Those that a client makes are of
// the same type, but nobody reads what they have been given.
func isRequest(t types.Type) bool {
	if t == nil {
		return false
	}
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := types.Unalias(p.Elem()).(*types.Named)
	return ok && named.Obj().Name() == "Request" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "net/http"
}
