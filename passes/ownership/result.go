package ownership

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/ir"
)

// A Result answers questions about the resources of a package. What it finds
// out about values is kept: asking twice costs once.
type Result struct {
	solver *solver
	model  *apimodel.Model
	cbs    *callbacks.Result
	ir     *ir.Package
	pkg    *types.Package

	fates    map[ssa.Value]*Fate
	sites    map[*ssa.Function]sites
	closures map[*ssa.Function][]ssa.Instruction
	cells    map[*ssa.Alloc]ir.CellUses
	any      *bool
}

func newResult(pass *analysis.Pass, s *solver) *Result {
	return &Result{
		solver: s, model: s.model, cbs: s.cbs, ir: ir.Of(pass), pkg: pass.Pkg,
		fates: make(map[ssa.Value]*Fate),
		sites: make(map[*ssa.Function]sites),
		cells: make(map[*ssa.Alloc]ir.CellUses),
	}
}

// Any reports whether the package may acquire resources at all: the cheap
// question to ask first. It does if a package that it imports has a function
// that does, or if one of its own functions returns what it acquired.
func (r *Result) Any() bool {
	if r.any == nil {
		found := r.hasSources()
		r.any = &found
	}
	return *r.any
}

func (r *Result) hasSources() bool {
	for _, imp := range r.pkg.Imports() {
		if r.model.HasResources(imp.Path()) {
			return true
		}
	}
	if !r.solver.facts {
		return false
	}
	for _, f := range r.solver.pass.AllObjectFacts() {
		if fact, ok := f.Fact.(*ownershipFact); ok && len(fact.Owned) > 0 {
			return true
		}
	}
	return false
}

// Param returns what calling fn, a function of any package, means for its
// argument i, or for its receiver if i is -1.
func (r *Result) Param(fn *types.Func, i int) Effect { return r.solver.paramEffects(fn, i) }

// Owned returns the resources that a call of fn acquires for its caller, one
// for each result that is one: what the model knows, or what the functions
// return that fn calls. A row whose Result is -1 speaks of the receiver, or of a
// state of the program.
func (r *Result) Owned(fn *types.Func) []*apimodel.Resource { return r.solver.ownedResults(fn) }

// An Acquisition is a call that acquires a resource.
type Acquisition struct {
	Call     ssa.CallInstruction
	Resource *apimodel.Resource

	// Value is the resource, Err the error that comes with it. They are nil if
	// there is none, or if it is dropped.
	Value, Err ssa.Value
}

// Acquires returns what call acquires, nil if nothing.
func (r *Result) Acquires(call ssa.CallInstruction) []Acquisition {
	callee := r.ir.Callee(call.Common())
	if callee.Func == nil {
		return nil
	}
	var list []Acquisition
	for _, row := range r.Owned(callee.Func) {
		if isHead(row, callee.Args) {
			continue
		}
		a := Acquisition{Call: call, Resource: row}
		v := call.Value()
		switch results := callee.Func.Signature().Results(); {
		case row.Result < 0:
			a.Value = callee.Recv
			if row.Error && v != nil && results.Len() == 1 {
				a.Err = v
			}
		case v == nil: // a go or defer statement drops it
		case results.Len() == 1:
			a.Value = v
		default:
			a.Value = result(v, row.Result)
			if row.Error {
				a.Err = result(v, results.Len()-1)
			}
		}
		list = append(list, a)
	}
	return list
}

// isHead reports whether a request is for the head alone: its answer has no body
// that could be left open.
func isHead(row *apimodel.Resource, args []ssa.Value) bool {
	if row.Category != "http-body" || len(args) != 1 {
		return false
	}
	req, ok := args[0].(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := req.Tuple.(*ssa.Call)
	if !ok || call.Call.StaticCallee() == nil || !strings.HasPrefix(call.Call.StaticCallee().Name(), "NewRequest") {
		return false
	}
	return slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool {
		c, ok := arg.(*ssa.Const)
		return ok && c.Value != nil && c.Value.Kind() == constant.String && constant.StringVal(c.Value) == "HEAD"
	})
}

// result returns result i of a call with several, nil if it is not used.
func result(tuple ssa.Value, i int) ssa.Value {
	for _, ref := range *tuple.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == i {
			return x
		}
	}
	return nil
}

// acquisition returns how v, a result of a call, was acquired; nil if it was not.
func (r *Result) acquisition(v ssa.Value) *Acquisition {
	call, ok := v.(*ssa.Call)
	if x, isExtract := v.(*ssa.Extract); isExtract {
		call, ok = x.Tuple.(*ssa.Call)
	}
	if !ok {
		return nil
	}
	for _, a := range r.Acquires(call) {
		if a.Resource.Result >= 0 && a.Value == v {
			return &a
		}
	}
	return nil
}
