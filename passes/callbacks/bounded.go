package callbacks

import (
	"go/types"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/directives"
)

// A boundedFact marks a function, an interface method, a field or a named
// function type that a directive in its package calls bounded.
type boundedFact struct{}

func (*boundedFact) AFact() {}

func (*boundedFact) String() string { return "callbacks: bounded" }

// exportBounded writes the facts about what is declared to be bounded.
func (s *solver) exportBounded() {
	for _, obj := range s.dirs.Objects(directives.Bounded) {
		if obj.Exported() {
			s.pass.ExportObjectFact(obj, new(boundedFact))
		}
	}
}

// Bounded reports whether obj, a function, an interface method, a field, or the
// name of a function type, carries the bounded directive, here or in its own
// package.
func (r *Result) Bounded(obj types.Object) bool {
	if r.solver == nil || obj.Pkg() == nil || apimodel.IsStd(obj.Pkg().Path()) {
		return false
	}
	switch x := obj.(type) {
	case *types.Var:
		obj = x.Origin()
	case *types.Func:
		obj = x.Origin()
	}
	if obj.Pkg() == r.solver.pass.Pkg {
		return r.solver.dirs.Declared(obj, directives.Bounded) != nil
	}
	return r.solver.pass.ImportObjectFact(obj, new(boundedFact))
}
