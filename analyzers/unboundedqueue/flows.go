package unboundedqueue

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/lazyregexp"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// flows tells of the variables and fields of the package what is assigned to them,
// and what is done with them that matters for numbers from outside.
type flows struct {
	defs     map[*types.Var][]ast.Expr
	decoded  map[*types.Var]ast.Node // into which a request or message is decoded, and where
	read     map[*types.Var]ast.Node // buffers that are read from a connection, and where
	asserted map[*types.Var]bool     // which tell whether a type assertion holds
	limited  map[*types.Var]bool     // which are compared, or passed to what may be a check
}

// checks matches the names of functions that may refuse a number, or change it.
var checks = lazyregexp.Regexp{Expr: `(?i)(valid|check|limit|clamp|bound|max|min|cap|verify|sanit|normal|restrict|range|assert|allow|parse|default)`}

// flowsOf returns the flows of the package.
func (c *checker) flowsOf() *flows {
	if c.idx.flows != nil {
		return c.idx.flows
	}
	f := &flows{
		defs:     make(map[*types.Var][]ast.Expr),
		decoded:  make(map[*types.Var]ast.Node),
		read:     make(map[*types.Var]ast.Node),
		asserted: make(map[*types.Var]bool),
		limited:  make(map[*types.Var]bool),
	}
	c.idx.flows = f
	for cur := range c.in.Root().Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.BinaryExpr)(nil), (*ast.CallExpr)(nil),
		(*ast.SwitchStmt)(nil), (*ast.IndexExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				c.define(f, lhs, n.Rhs, i, len(n.Lhs))
			}
			if len(n.Lhs) == 2 && len(n.Rhs) == 1 {
				if _, ok := ast.Unparen(n.Rhs[0]).(*ast.TypeAssertExpr); ok {
					f.asserted[c.varOf(n.Lhs[1])] = true
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				c.define(f, name, n.Values, i, len(n.Names))
			}
		case *ast.BinaryExpr:
			switch n.Op {
			case token.LSS, token.GTR, token.LEQ, token.GEQ:
				if !c.trivial(n.X) && !c.trivial(n.Y) {
					c.limit(f, n.X)
					c.limit(f, n.Y)
				}
			case token.REM, token.AND, token.EQL:
				if c.pass.TypesInfo.Types[n.Y].Value == nil || n.Op != token.EQL {
					c.limit(f, n.X)
				}
			}
		case *ast.SwitchStmt:
			if n.Tag != nil {
				c.limit(f, n.Tag)
			}
		case *ast.IndexExpr:
			c.limit(f, n.Index) // known, or within
		case *ast.CallExpr:
			c.flowsInto(f, n, ir.FuncAround(cur))
		}
	}
	return f
}

// define records that the i-th of n operands, lhs, gets its value of rhs.
func (c *checker) define(f *flows, lhs ast.Expr, rhs []ast.Expr, i, n int) {
	v := c.varOf(lhs)
	switch {
	case v == nil:
	case len(rhs) == n:
		f.defs[v] = append(f.defs[v], rhs[i])
	case len(rhs) == 1 && i == 0: // with an error, or ok
		f.defs[v] = append(f.defs[v], rhs[0])
	}
}

// limit records that what e is about is looked at.
func (c *checker) limit(f *flows, e ast.Expr) {
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if v, ok := c.pass.TypesInfo.Uses[n].(*types.Var); ok {
				f.limited[v.Origin()] = true
			}
		case *ast.SelectorExpr: // of r.N, N and not r
			if v := c.varOf(n); v != nil {
				f.limited[v] = true
			}
			return false
		case *ast.CallExpr:
			return c.pass.TypesInfo.Types[n.Fun].IsType()
		}
		return true
	})
}

// flowsInto records what call, in fn, does with its arguments.
func (c *checker) flowsInto(f *flows, call *ast.CallExpr, fn ast.Node) {
	name := calledName(call)
	check := memo(c.idx.checks, name, func() bool { return checks.MatchString(name) })
	if !check && !strings.Contains(name, "Read") && !strings.Contains(name, "Bind") && name != "Decode" && name != "Unmarshal" {
		return
	}
	if callee, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func); ok && callee.Pkg() != nil {
		sym := apimodel.FuncSymbol(callee)
		pkg, recv := sym.Pkg, sym.Recv
		last := len(call.Args) - 1
		switch {
		case last < 0:
		case name == "Decode" && recv == "Decoder" && (pkg == "encoding/json" || pkg == "encoding/xml"),
			name == "Unmarshal" && (pkg == "encoding/json" || pkg == "encoding/xml"):
			if c.handles(fn) {
				f.decoded[c.pointee(call.Args[last])] = call
			}
			return
		case recv == "Context" && framework.MatchString(pkg) && binds.MatchString(name):
			f.decoded[c.pointee(call.Args[0])] = call
			return
		case pkg == "io" && (name == "ReadFull" || name == "ReadAtLeast") && c.isConn(call.Args[0]):
			f.read[c.root(sliced(call.Args[1]))] = call
			return
		case pkg == "encoding/binary" && name == "Read" && c.isConn(call.Args[0]):
			f.decoded[c.pointee(call.Args[last])] = call
			return
		case pkg == "strconv" || c.pass.TypesInfo.Types[call.Fun].IsType():
			return
		}
		if name == "Read" && last == 0 {
			if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && c.isConn(sel.X) {
				f.read[c.root(sliced(call.Args[0]))] = call
			}
			return
		}
	}
	if !check {
		return
	}
	for _, arg := range call.Args {
		if v := c.root(arg); v != nil {
			f.limited[v] = true
		}
		c.limit(f, arg)
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok { // r.Validate()
		if v := c.root(sel.X); v != nil {
			f.limited[v] = true
		}
	}
}

// binds matches the names of methods that decode a request into their argument.
var binds = lazyregexp.Regexp{Expr: `^(Should|Must)?Bind(JSON|Query|Uri|Header|XML|YAML|With)?$`}

// handles reports whether fn has a parameter with a request.
func (c *checker) handles(fn ast.Node) bool {
	typ, _ := ir.FuncSyntax(fn)
	if typ == nil {
		return false
	}
	for _, p := range typ.Params.List {
		if isRequest(c.pass.TypesInfo.TypeOf(p.Type)) {
			return true
		}
	}
	return false
}

// pointee returns the variable of which e is the address, or that is a pointer.
func (c *checker) pointee(e ast.Expr) *types.Var {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = u.X
	}
	return c.varOf(e)
}

// sliced returns the slice or array of which e is a part.
func sliced(e ast.Expr) ast.Expr {
	for {
		s, ok := ast.Unparen(e).(*ast.SliceExpr)
		if !ok {
			return e
		}
		e = s.X
	}
}

// isConn reports whether e is a connection: what it reads came from a peer.
func (c *checker) isConn(e ast.Expr) bool {
	t := c.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	for _, method := range []string{"Read", "RemoteAddr"} {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, method)
		if _, ok := obj.(*types.Func); !ok {
			return false
		}
	}
	return true
}

// upTo16 reports whether bits, the size of a number that is parsed, is at most 16.
func upTo16(bits constant.Value) bool {
	return bits != nil && constant.Sign(bits) > 0 && constant.Compare(bits, token.LEQ, constant.MakeInt64(16))
}
