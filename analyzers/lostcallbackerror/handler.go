package lostcallbackerror

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/errorflow"
)

// silentHandlers reports the branches of HTTP handlers which return because of an
// error and leave the client with the answer that means success.
func (c *checker) silentHandlers() {
	if !slices.ContainsFunc(c.pass.Pkg.Imports(), func(p *types.Package) bool { return c.model.IsRouter(p.Path()) }) {
		return // it can't name the type of a handler
	}
	s := silence{c}
	for file := range c.files() {
		for cur := range file.Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
			if h := s.handler(cur); h != nil {
				s.handle(h)
			}
		}
	}
}

// A silence looks for handlers of one package that fail without a word.
type silence struct{ *checker }

// A handler is a function of this package with the signature of one.
type handler struct {
	*apimodel.Handler
	node ast.Node // *ast.FuncDecl or *ast.FuncLit
	cur  inspector.Cursor
	body *ast.BlockStmt

	fn *types.Func // nil for a literal
}

// handle looks at the branches of h.
func (s silence) handle(h *handler) {
	for _, br := range s.flow.Branches(h.body) {
		s.branch(h, br)
	}
}

// handler returns the handler that the function at cur is, nil if its type is not
// that of one.
func (s silence) handler(cur inspector.Cursor) *handler {
	h := &handler{node: cur.Node(), cur: cur}
	var sig *types.Signature
	switch n := cur.Node().(type) {
	case *ast.FuncDecl:
		fn, ok := s.pass.TypesInfo.Defs[n.Name].(*types.Func)
		if !ok || n.Body == nil {
			return nil
		}
		h.fn, h.body, sig = fn, n.Body, fn.Signature()
	case *ast.FuncLit:
		sig, _ = types.Unalias(s.pass.TypesInfo.TypeOf(n)).(*types.Signature)
		h.body = n.Body
	}
	if sig == nil {
		return nil
	}
	h.Handler = s.model.Handler(sig)
	if h.Handler == nil {
		return nil
	}
	return h
}

// branch reports br, a branch of h, if nothing has been done to answer by then,
// and nobody hears of the error.
func (s silence) branch(h *handler, br errorflow.Branch) {
	if h.ReturnsError && !s.returnsNil(br) {
		return
	}
	call, vanishes := s.flow.Vanishes(h.node, br)
	if !vanishes {
		return
	}
	uses, ok := s.answers(h)
	if !ok || uses.before(s.ir, h.node, br) || !s.isHandler(h, uses) {
		return
	}
	s.rep.ReportOn(br.Head, silentHandler,
		fmt.Sprintf("handler returns without a word because %s failed: the client sees 200 OK", call),
		[]analysis.RelatedInformation{diagnose.Related(br.Leave, "nothing has answered the request by here")})
}

// returnsNil reports whether br returns nil.
func (s silence) returnsNil(br errorflow.Branch) bool {
	n := len(br.Results)
	return n > 0 && s.pass.TypesInfo.Types[br.Results[n-1]].IsNil()
}
