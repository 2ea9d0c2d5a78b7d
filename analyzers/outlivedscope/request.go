package outlivedscope

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// pooled are the types of the contexts that frameworks use again for the next
// request, with what messages call the framework.
var pooled = map[apimodel.Symbol]string{
	{Pkg: "github.com/gin-gonic/gin", Name: "Context"}:                  "gin",
	{Pkg: "github.com/labstack/echo", Name: "Context"}:                  "echo",
	{Pkg: "github.com/labstack/echo/v4", Name: "Context"}:               "echo",
	{Pkg: "github.com/labstack/echo/v5", Name: "Context"}:               "echo",
	{Pkg: "github.com/gofiber/fiber/v2", Name: "Ctx"}:                   "fiber",
	{Pkg: "github.com/gofiber/fiber/v3", Name: "Ctx"}:                   "fiber",
	{Pkg: "github.com/valyala/fasthttp", Name: "RequestCtx"}:            "fasthttp",
	{Pkg: "github.com/cloudwego/hertz/pkg/app", Name: "RequestContext"}: "hertz",
}

var (
	httpRequest = apimodel.Symbol{Pkg: "net/http", Name: "Request"}
	httpWriter  = apimodel.Symbol{Pkg: "net/http", Name: "ResponseWriter"}
)

// isRequestValue reports whether fn is a method of what a handler is given to
// answer the request with.
func isRequestValue(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && pooled[apimodel.TypeSymbol(recv.Type())] != ""
}

// request reports what belongs to a request and is used by a task that outlives
// the handler.
func (c *checker) request(f *tasks.Flow) {
	var req, writer *ssa.Parameter
	for _, p := range f.In.Params {
		switch s := apimodel.TypeSymbol(p.Type()); {
		case s == httpRequest:
			req = p
		case s == httpWriter:
			writer = p
		case pooled[s] != "":
			c.pooledContext(f, p, pooled[s])
			c.contextOfRequest(f, p, func(v ssa.Value) bool { return c.requestOf(v, p) })
		case apimodel.IsContext(p.Type()) && isService(f.In.Signature, f.In.Name()):
			c.contextOfRequest(f, p, only(p))
		}
	}
	if req == nil || writer == nil {
		return
	}
	if u := c.firstUse(c.trace(f, only(writer), nil), isWrite); u != nil && c.leavesHandler(f) {
		c.reportRequest(f, u, fmt.Sprintf("goroutine writes to %s when %s may have returned: by then the connection serves other requests", writer.Name(), c.funcName(f)))
	}
	isReq := func(v ssa.Value) bool { return v == req || c.isBodyOf(v, req) }
	if u := c.firstUse(c.trace(f, isReq, c.bodyOf), isRead); u != nil && len(f.Joins) == 0 && !c.replacesBody(f) && c.leavesHandler(f) {
		c.reportRequest(f, u, fmt.Sprintf("goroutine reads %s.Body when %s may have returned: the server closes it then", req.Name(), c.funcName(f)))
	}
	c.contextOfRequest(f, req, only(req))
}

// contextOfRequest reports a task that works with the context of the request
// that isRequest tells, or with the context itself that it tells. The parameter
// p is where that comes from.
func (c *checker) contextOfRequest(f *tasks.Flow, p *ssa.Parameter, isRequest func(ssa.Value) bool) {
	u := c.requestContext(f, isRequest)
	if u == nil || !c.leavesHandler(f) || !c.returnsAtOnce(f) && !c.isApart(f, u) {
		return
	}
	ctx := p.Name() + ".Context()"
	if apimodel.IsContext(p.Type()) {
		ctx = p.Name()
	} else if apimodel.TypeSymbol(p.Type()) != httpRequest {
		ctx = "the request's context"
	}
	var fixes []analysis.SuggestedFix
	if apimodel.TypeSymbol(p.Type()) == httpRequest {
		fixes = c.detachFix(f, p)
	}
	c.reportRequest(f, u, fmt.Sprintf("goroutine works with a context that ends with the request: when %s returns, %s is cancelled, and nothing waits for the goroutine", c.funcName(f), ctx), fixes...)
}

// requestOf reports whether v is the http.Request in p, the context of a
// framework.
func (c *checker) requestOf(v ssa.Value, p *ssa.Parameter) bool {
	switch x := v.(type) {
	case *ssa.UnOp:
		addr, ok := x.X.(*ssa.FieldAddr)
		return ok && fieldName(addr) == "Request" && c.value(addr.X, addr) == p
	case *ssa.Call:
		callee := c.ir.Callee(x.Common())
		return callee.Func != nil && callee.Func.Name() == "Request" && callee.Recv != nil && c.value(callee.Recv, x) == p
	}
	return false
}

// isApart reports whether the task does one thing that its spawner has no part
// in, rather than accompany it: it has no loop, tells nobody anything by a
// channel, and calls nothing that goes on for as long as the context lasts.
func (c *checker) isApart(f *tasks.Flow, u *use) bool {
	if len(f.Bodies) == 0 || len(f.Joins) > 0 || goesOn(u.callee.Func.Name()) {
		return false
	}
	bodies := f.Bodies
	if in := u.instr.Parent(); !slices.Contains(bodies, in) {
		bodies = append(slices.Clone(bodies), in)
	}
	for _, body := range bodies {
		if body.Object() != nil && goesOn(body.Name()) {
			return false
		}
		for instr := range ir.Instrs(body) {
			switch instr := instr.(type) {
			case *ssa.Send, *ssa.Select:
				return false
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					return false
				}
			case ssa.CallInstruction:
				if callee := c.ir.Callee(instr.Common()); callee.Builtin == "close" || callee.Func != nil && callee.Func.Name() == "Done" {
					return false
				}
			}
		}
		for _, b := range body.Blocks {
			if c.ir.Loop(b) != 0 {
				return false
			}
		}
	}
	return true
}

// goesOn reports whether functions with the name go on for a while, as a rule.
func goesOn(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{
		"accept", "await", "consume", "copy", "follow", "forward", "handle", "keep", "listen", "loop", "monitor", "poll", "prefetch", "proxy", "pump",
		"read", "receive", "recv", "run", "serve", "start", "stream", "subscribe", "tail", "wait", "watch", "write",
	}, func(word string) bool { return strings.Contains(name, word) })
}

func only(p ssa.Value) func(ssa.Value) bool { return func(v ssa.Value) bool { return v == p } }

// requestContext returns what the task does with the context of the request, or
// with the context, that isRequest tells.
func (c *checker) requestContext(f *tasks.Flow, isRequest func(ssa.Value) bool) *use {
	root := func(v ssa.Value) bool {
		if apimodel.IsContext(v.Type()) && isRequest(v) {
			return true
		}
		call, ok := v.(*ssa.Call)
		if !ok {
			return false
		}
		callee := c.ir.Callee(call.Common())
		return isContextMethod(callee.Func) && callee.Recv != nil && isRequest(c.value(callee.Recv, call))
	}
	is := func(v ssa.Value) bool { return isRequest(v) || c.derives(v, root) }
	uses := c.trace(f, is, func(instr ssa.Instruction, v ssa.Value) ssa.Value {
		if call, ok := instr.(*ssa.Call); ok {
			if callee := c.ir.Callee(call.Common()); callee.Recv == v && isContextMethod(callee.Func) {
				return call
			}
		}
		return c.derivedContext(instr, v)
	})
	return c.firstUse(uses, func(u use) bool {
		return apimodel.TypeSymbol(u.value.Type()) != httpRequest && c.isWork(u)
	})
}

func isContextMethod(fn *types.Func) bool {
	return fn != nil && apimodel.FuncSymbol(fn) == apimodel.Symbol{Pkg: "net/http", Recv: "Request", Name: "Context"}
}

// bodyOf follows the body of a request.
func (c *checker) bodyOf(instr ssa.Instruction, v ssa.Value) ssa.Value {
	addr, ok := instr.(*ssa.FieldAddr)
	if !ok || addr.X != v || fieldName(addr) != "Body" {
		return nil
	}
	for _, ref := range *addr.Referrers() {
		if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
			return load
		}
	}
	return nil
}

// isBodyOf reports whether v, a value of the spawner, is the body of req.
func (c *checker) isBodyOf(v, req ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	return ok && fieldName(addr) == "Body" && c.value(addr.X, addr) == req
}

// replacesBody reports whether the handler, or a function around it or in it,
// gives the request another body: one that it has read already, as a rule.
func (c *checker) replacesBody(f *tasks.Flow) bool {
	for _, fn := range c.ir.Functions() {
		if fn.Pos() < f.In.Pos() || f.In.Syntax() == nil || fn.Pos() > f.In.Syntax().End() {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if st, ok := instr.(*ssa.Store); ok {
					if addr, ok := st.Addr.(*ssa.FieldAddr); ok && fieldName(addr) == "Body" && apimodel.TypeSymbol(addr.X.Type()) == httpRequest {
						return true
					}
				}
			}
		}
	}
	return false
}

// isWrite reports whether the use writes to a ResponseWriter.
func isWrite(u use) bool {
	if u.callee.Func == nil {
		return false
	}
	name := u.callee.Func.Name()
	if u.recv {
		return name == "Write" || name == "WriteHeader" || name == "Flush" || name == "WriteString" || name == "ReadFrom"
	}
	return !strings.Contains(name, "Upgrade") && !strings.Contains(name, "Hijack") && !isLog(name)
}

// isRead reports whether the use reads the body of a request.
func isRead(u use) bool {
	if u.callee.Func == nil || apimodel.TypeSymbol(u.value.Type()) == httpRequest {
		return false
	}
	if u.recv {
		return u.callee.Func.Name() == "Read"
	}
	return true
}

// pooledContext reports a task that uses p, the context of a framework that uses
// it again.
func (c *checker) pooledContext(f *tasks.Flow, p *ssa.Parameter, framework string) {
	uses := c.trace(f, only(p), nil)
	u := c.firstUse(uses, func(u use) bool {
		if u.callee.Func == nil {
			_, isField := u.instr.(*ssa.FieldAddr)
			return isField
		}
		return !u.recv || u.callee.Func.Name() != "Copy"
	})
	if u == nil || !c.leavesHandler(f) {
		return
	}
	c.reportRequest(f, u, fmt.Sprintf("goroutine uses %s when %s may have returned: %s gives it to another request then", p.Name(), c.funcName(f), framework),
		c.copyFix(f, p, framework, uses)...)
}

// reportRequest reports a task that outlives a request.
func (c *checker) reportRequest(f *tasks.Flow, u *use, message string, fixes ...analysis.SuggestedFix) {
	site := c.siteOf(f)
	if c.reported[site.Pos()] {
		return
	}
	c.reported[site.Pos()] = true
	message += fmt.Sprintf(" (%s", c.useName(u))
	if l := c.line(u.instr.Pos()); l != c.line(site.Pos()) {
		message += fmt.Sprintf(" at line %d", l)
	}
	message += ")"
	c.rep.ReportOn(site, requestScope, message, []analysis.RelatedInformation{diagnose.Related(ir.Point(u.instr.Pos()), "it is used here")}, fixes...)
}

// siteOf returns the start of the task, without the body of a literal.
func (c *checker) siteOf(f *tasks.Flow) ast.Node {
	if lit, ok := ast.Unparen(f.Task.Fun).(*ast.FuncLit); ok {
		return ir.Span{From: f.Task.Site.Pos(), To: lit.Type.End()}
	}
	return f.Task.Site
}
