package callbacks

import (
	"go/types"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/directives"
)

// fieldLoop returns the loop on which functions assigned to a field of a
// struct of type t run, nil if none is known.
func (s *solver) fieldLoop(t types.Type, field *types.Var) *Loop {
	if t == nil {
		return nil
	}
	if row := s.model.FieldCallback(t, field.Name()); s.hazard(row) {
		return FromRow(row, apimodel.TypeName(t).Pkg())
	}
	if s.markedLoop(field) {
		return DirectiveLoop(field)
	}
	return s.typeLoop(field.Type())
}

// typeLoop returns the loop on which functions of the named type t run, nil if
// none is known.
func (s *solver) typeLoop(t types.Type) *Loop {
	tn := apimodel.TypeName(t)
	if tn == nil || tn.Pkg() == nil {
		return nil
	}
	if _, ok := tn.Type().Underlying().(*types.Signature); !ok {
		return nil
	}
	if row := s.model.TypeCallback(t); s.hazard(row) {
		return FromRow(row, tn.Pkg())
	}
	if s.markedLoop(tn) {
		return DirectiveLoop(tn)
	}
	return nil
}

// hazard reports whether blocking in callbacks of row is a hazard of its own,
// under the configuration that the package shows.
func (s *solver) hazard(row *apimodel.Callback) bool {
	return row != nil && row.Reentry == "" && s.config.holds(row)
}

// markedLoop implements Result.OnLoop.
func (s *solver) markedLoop(obj types.Object) bool {
	if obj.Pkg() == nil || apimodel.IsStd(obj.Pkg().Path()) {
		return false
	}
	if obj.Pkg() == s.pass.Pkg {
		return s.dirs.Declared(obj, directives.EventLoop) != nil
	}
	switch obj := obj.(type) {
	case *types.Var:
		return s.pass.ImportObjectFact(obj.Origin(), new(loopFact))
	case *types.Func:
		return s.pass.ImportObjectFact(obj.Origin(), new(loopFact))
	}
	return s.pass.ImportObjectFact(obj, new(loopFact))
}

// DirectiveLoop returns the loop that a directive on obj declares.
func DirectiveLoop(obj types.Object) *Loop {
	return &Loop{API: obj.Pkg().Name() + "." + obj.Name(), Name: "its event loop"}
}
