package lostcallbackerror

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"
)

// isHandler reports whether h, which has the signature of a handler, is what
// answers the request: not a helper that another function calls, nor something
// after which a router goes on to the next handler anyway.
func (s silence) isHandler(h *handler, uses answers) bool {
	if h.fn != nil && h.fn.Name() == "ServeHTTP" {
		return true
	}
	sites := s.sites(h)
	if slices.Contains(sites, called) {
		return false
	}
	if h.Router == "github.com/gin-gonic/gin" {
		// gin goes on to the next handler when one returns, unless it is told
		// not to: what does not answer on any path may not be the last.
		return slices.Contains(sites, registered) || s.answersAll(h, uses)
	}
	return slices.Contains(sites, registered) || len(uses) > 0
}

// A site is what is done with a function.
type site uint8

const (
	used       site = iota // as a value, in a way that says nothing
	called                 // where it stands, or by name
	registered             // given to a router as the handler of a route
)

// sites returns what is done with h in this package.
func (s silence) sites(h *handler) []site {
	if h.fn == nil {
		return []site{s.site(h.cur)}
	}
	var list []site
	for cur := range s.in.Root().Preorder((*ast.Ident)(nil)) {
		if fn, ok := s.pass.TypesInfo.Uses[cur.Node().(*ast.Ident)].(*types.Func); !ok || fn.Origin() != h.fn {
			continue
		}
		if k := cur.ParentEdgeKind(); k == edge.SelectorExpr_Sel {
			cur = cur.Parent()
		}
		list = append(list, s.site(cur))
	}
	return list
}

// registrars are parts of the names of functions that take the handler of a
// route.
var registrars = []string{"Any", "Connect", "Delete", "Get", "Handle", "Handler", "HandleFunc", "HandlerFunc", "Head", "MethodFunc", "NoRoute", "NotFound", "Options", "Patch", "Post", "Put", "Route"}

// site returns what is done with the function that the expression at cur denotes.
func (s silence) site(cur inspector.Cursor) site {
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	switch cur.ParentEdgeKind() {
	case edge.CallExpr_Fun:
		return called
	case edge.CallExpr_Args:
		call := cur.Parent().Node().(*ast.CallExpr)
		if s.pass.TypesInfo.Types[call.Fun].IsType() {
			return s.site(cur.Parent()) // http.HandlerFunc(f) is what is done with it
		}
		name := ""
		switch fun := ast.Unparen(call.Fun).(type) {
		case *ast.Ident:
			name = fun.Name
		case *ast.SelectorExpr:
			name = fun.Sel.Name
		}
		last := call.Args[len(call.Args)-1] == cur.Node()
		if last && slices.ContainsFunc(registrars, func(r string) bool { return strings.EqualFold(r, name) }) {
			return registered
		}
	}
	return used
}

// answersAll reports whether h, a handler of gin, answers on some path and lets no
// other handler do so.
func (s silence) answersAll(h *handler, uses answers) bool {
	answers := false
	for _, instr := range uses {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		callee := s.ir.Callee(call.Common())
		if callee.Func == nil {
			continue
		}
		switch name := callee.Func.Name(); {
		case name == "Next" || strings.HasPrefix(name, "Abort") || name == "IsAborted":
			return false
		case slices.Contains([]string{"JSON", "String", "HTML", "Data", "File", "Redirect", "Status", "XML", "Render", "IndentedJSON"}, name):
			answers = true
		}
	}
	return answers
}
