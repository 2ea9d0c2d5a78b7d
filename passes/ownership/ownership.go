package ownership

import (
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/nameable"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/ir"
)

// Analyzer computes a [*Result].
var Analyzer = &analysis.Analyzer{
	Name:       "ownership",
	Doc:        rule.Doc(doc, "ownership"),
	URL:        "https://pkg.go.dev/github.com/asynclint/asynclint/passes/ownership",
	Requires:   []*analysis.Analyzer{apimodel.Analyzer, callbacks.Analyzer, ir.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(ownershipFact)},
}

// An ownershipFact holds the effects of a function on its parameters that can
// hold resources, by index (-1 is the receiver), and what its results are.
type ownershipFact struct {
	Params  []int
	Effects []int
	Owned   []string // result index, category, and what releases it: 0 file Close
}

func (*ownershipFact) AFact() {}

func (f *ownershipFact) String() string {
	var parts []string
	for i, index := range f.Params {
		name := fmt.Sprint(index)
		if index < 0 {
			name = "receiver"
		}
		parts = append(parts, fmt.Sprintf("%s %v", name, Effect(f.Effects[i])))
	}
	for _, o := range f.Owned {
		parts = append(parts, "returns "+o)
	}
	return "ownership: " + strings.Join(parts, ", ")
}

// param returns what the fact says of parameter i.
func (f *ownershipFact) param(i int) Effect {
	if at := slices.Index(f.Params, i); at >= 0 {
		return Effect(f.Effects[at])
	}
	return Unknown
}

// resources returns the rows of fn, which has the fact.
func (f *ownershipFact) resources(fn *types.Func) []*apimodel.Resource {
	var rows []*apimodel.Resource
	for _, o := range f.Owned {
		var result int
		var category string
		if _, err := fmt.Sscan(o, &result, &category); err != nil || result >= fn.Signature().Results().Len() {
			continue
		}
		methods := strings.Fields(o)[2:]
		call := slices.Equal(methods, []string{"()"})
		if call {
			methods = nil
		}
		rows = append(rows, derive(fn, result, category, strings.Join(methods, " "), call))
	}
	return rows
}

// Of returns the result for the package of pass. It is never nil: where a
// driver could not provide it, the model alone is known.
func Of(pass *analysis.Pass) *Result {
	if r, ok := pass.ResultOf[Analyzer].(*Result); ok {
		return r
	}
	return newResult(pass, newSolver(pass))
}

func run(pass *analysis.Pass) (any, error) {
	if apimodel.IsStd(pass.Pkg.Path()) {
		return newResult(pass, newSolver(pass)), nil
	}
	s := newSolver(pass)
	s.facts = true
	for i, fn := range s.funcs {
		if s.matters(fn) {
			s.walk(s.decls[i], fn)
		}
	}
	s.solve()
	if nameable.Exports(pass) {
		s.export()
	}
	return newResult(pass, s), nil
}

// export writes the facts.
func (s *solver) export() {
	names := nameable.NewSet(s.pass.Pkg)
	for _, fn := range s.funcs {
		if !names.Has(fn) {
			continue
		}
		if fact := s.fact(fn); fact != nil {
			s.pass.ExportObjectFact(fn, fact)
		}
	}
}

// fact returns what importers should know of fn, nil if nothing.
func (s *solver) fact(fn *types.Func) *ownershipFact {
	fact := new(ownershipFact)
	// Methods borrow their receivers, and those named like it release them:
	// only what is otherwise needs to be told.
	for i := -1; i < fn.Signature().Params().Len(); i++ {
		v := paramVar(fn, i)
		if v == nil || !s.types.of(v.Type()).holds() {
			continue
		}
		e := s.paramEffects(fn, i)
		if e == Unknown || i < 0 && (e == Borrows || s.model.Releases(fn) != nil) {
			continue
		}
		fact.Params = append(fact.Params, i)
		fact.Effects = append(fact.Effects, int(e))
	}
	for _, row := range s.ownedResults(fn) {
		release := strings.Join(row.Methods, " ")
		if row.Call {
			release = "()"
		}
		fact.Owned = append(fact.Owned, strings.TrimSpace(fmt.Sprint(row.Result, " ", row.Category, " ", release)))
	}
	if len(fact.Params) == 0 && len(fact.Owned) == 0 {
		return nil
	}
	return fact
}
