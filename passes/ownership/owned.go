package ownership

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// assign notes what the variables among lhs are assigned.
func (s *solver) assign(lhs, rhs []ast.Expr) {
	for i, l := range lhs {
		id, ok := ast.Unparen(l).(*ast.Ident)
		if !ok {
			continue
		}
		v, ok := s.info.ObjectOf(id).(*types.Var)
		if !ok || v.Parent() == s.pass.Pkg.Scope() {
			continue
		}
		n := s.variable(v)
		if n == nil {
			continue
		}
		switch {
		case len(rhs) == len(lhs):
			n.from = append(n.from, s.source(rhs[i], 0))
		case len(rhs) == 1:
			n.from = append(n.from, s.source(rhs[0], i))
		}
	}
}

// source returns what result index of expr is.
func (s *solver) source(expr ast.Expr, index int) source {
	switch e := ast.Unparen(expr).(type) {
	case *ast.CallExpr:
		if fn, ok := typeutil.Callee(s.info, e).(*types.Func); ok {
			return source{call: fn.Origin(), index: index}
		}
		if tv := s.info.Types[e.Fun]; tv.IsType() && len(e.Args) == 1 {
			return s.source(e.Args[0], 0)
		}
	case *ast.Ident:
		if s.info.Types[e].IsNil() {
			return source{null: true}
		}
		if v, ok := s.info.Uses[e].(*types.Var); ok && v.Parent() != s.pass.Pkg.Scope() {
			if n := s.variable(v); n != nil {
				return source{alias: n}
			}
		}
	}
	return source{}
}

// returned notes what a return statement of a declared function returns.
func (s *solver) returned(ret *ast.ReturnStmt) {
	if s.fn == nil || len(s.lits) > 0 {
		return
	}
	results := s.fn.Signature().Results()
	sources := make([]source, results.Len())
	for i := range sources {
		switch {
		case len(ret.Results) == results.Len():
			sources[i] = s.source(ret.Results[i], 0)
		case len(ret.Results) == 1:
			sources[i] = s.source(ret.Results[0], i)
		default:
			if n := s.variable(results.At(i)); n != nil {
				sources[i] = source{alias: n}
			}
		}
	}
	s.returns[s.fn] = append(s.returns[s.fn], sources)
}

// ownedResults returns the resources that fn's caller owns, one for each result
// that is one.
func (s *solver) ownedResults(fn *types.Func) []*apimodel.Resource {
	fn = fn.Origin()
	if rows := s.model.Resources(fn); len(rows) > 0 {
		return rows
	}
	if rows, ok := s.owned[fn]; ok {
		return rows
	}
	s.owned[fn] = nil // for functions that call themselves
	var rows []*apimodel.Resource
	if s.declared[fn] {
		for i := range fn.Signature().Results().Len() {
			if row := s.ownedResult(fn, i); row != nil {
				rows = append(rows, row)
			}
		}
	} else if fn.Pkg() != nil && fn.Pkg() != s.pass.Pkg && !apimodel.IsStd(fn.Pkg().Path()) {
		var fact ownershipFact
		if s.facts && s.pass.ImportObjectFact(fn, &fact) {
			rows = fact.resources(fn)
		}
	}
	s.owned[fn] = rows
	return rows
}

// ownedResult returns what result i of fn, a function of this package, is.
func (s *solver) ownedResult(fn *types.Func, i int) *apimodel.Resource {
	t := fn.Signature().Results().At(i).Type()
	if k := s.types.of(t); k != resource && k != function {
		return nil
	}
	var row *apimodel.Resource
	for _, sources := range s.returns[fn] {
		r, ok := s.acquired(sources[i], 0)
		if !ok {
			return nil
		}
		if row == nil {
			row = r
		}
	}
	if row == nil || row.Quiet != "" || len(row.Methods) == 0 && !row.Call {
		return nil
	}
	return derive(fn, i, row.Category, strings.Join(row.Methods, " "), row.Call)
}

// maxAliases bounds how many variables a value passes through.
const maxAliases = 4

// acquired reports whether src is certainly nil or what somebody acquired and
// nobody else keeps; what it is, if not nil alone.
func (s *solver) acquired(src source, depth int) (row *apimodel.Resource, ok bool) {
	switch {
	case src.null:
		return nil, true
	case src.call != nil:
		rows := s.ownedResults(src.call)
		i := slices.IndexFunc(rows, func(r *apimodel.Resource) bool { return r.Result == src.index })
		if i < 0 {
			return nil, false
		}
		return rows[i], true
	case src.alias != nil && depth < maxAliases:
		n := src.alias
		if n.effects&(kept|unknown|deferred) != 0 || len(n.from) == 0 {
			return nil, false
		}
		for _, from := range n.from {
			r, ok := s.acquired(from, depth+1)
			if !ok {
				return nil, false
			}
			if row == nil {
				row = r
			}
		}
		return row, true
	}
	return nil, false
}

// derive returns the row for a function whose result is acquired by another.
func derive(fn *types.Func, result int, category, methods string, call bool) *apimodel.Resource {
	sig := fn.Signature()
	row := &apimodel.Resource{
		Symbol: apimodel.FuncSymbol(fn), Result: result, Category: category, Call: call, GC: apimodel.Leaks,
		Methods: strings.Fields(methods),
	}
	if last := sig.Results().Len() - 1; last > result && types.Identical(sig.Results().At(last).Type(), errorType) {
		row.Error = true
	}
	return row
}
