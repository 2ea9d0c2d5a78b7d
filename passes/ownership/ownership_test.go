package ownership_test

import (
	"cmp"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/internal/facttest"
	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/ownership"
)

func TestFacts(t *testing.T) {
	results := analysistest.Run(t, fixtest.Testdata(t), ownership.Analyzer, "ownership/effects", "ownership/wrap")
	facttest.Budget(t, results, 48)
}

// printer reports every acquisition of a call: whether a path leaves the
// function on which the resource is neither released nor handed on, and all
// that happens to it.
var printer = &analysis.Analyzer{
	Name:     "printer",
	Doc:      "reports every acquisition",
	Requires: []*analysis.Analyzer{ir.Analyzer, ownership.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		p, owners := ir.Of(pass), ownership.Of(pass)
		if !owners.Any() {
			return nil, nil
		}
		for _, fn := range p.Functions() {
			for call := range ir.Calls(fn) {
				for _, a := range owners.Acquires(call) {
					if a.Value == nil || a.Resource.Result < 0 {
						pass.Reportf(call.Pos(), "%s: no value", a.Resource.Category)
						continue
					}
					verdict := "safe"
					if leak := owners.Leak(a); leak != nil {
						verdict = "leaks"
					}
					pass.Reportf(call.Pos(), "%s %s: %s", a.Resource.Category, verdict, words(owners.Fate(a.Value)))
				}
			}
		}
		return nil, nil
	},
}

// words describes the uses of a value in the order of the source.
func words(f *ownership.Fate) string {
	uses := f.Uses()
	slices.SortStableFunc(uses, func(a, b ownership.Use) int { return cmp.Compare(a.Instr.Pos(), b.Instr.Pos()) })
	var list []string
	for _, u := range uses {
		s := u.Kind.String()
		if u.Deferred {
			s = "deferred " + s
		}
		if u.Async {
			s = "async " + s
		}
		if u.Callee != nil {
			s += " " + u.Callee.Name()
		}
		if len(list) == 0 || list[len(list)-1] != s {
			list = append(list, s)
		}
	}
	return strings.Join(list, ", ")
}

func TestValues(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), printer, "ownership/values")
}

// certainty reports the instructions that end the duty for something acquired.
var certainty = &analysis.Analyzer{
	Name:     "certainty",
	Doc:      "reports where duties end",
	Requires: []*analysis.Analyzer{ir.Analyzer, ownership.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		p, owners := ir.Of(pass), ownership.Of(pass)
		for _, fn := range p.Functions() {
			for call := range ir.Calls(fn) {
				for _, a := range owners.Acquires(call) {
					for _, other := range p.Functions() {
						for instr := range ir.Instrs(other) {
							c := owners.Ends(instr, a.Value)
							switch {
							case c == ownership.No:
							case instr.Pos().IsValid():
								pass.Reportf(instr.Pos(), "%v", c)
							default:
								pass.Reportf(other.Pos(), "%v, without a position", c)
							}
						}
					}
				}
			}
		}
		return nil, nil
	},
}

func TestEnds(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), certainty, "ownership/certainty")
}

// TestParam asks for effects that no fact tells: of the standard library, and
// of methods by their names.
func TestParam(t *testing.T) {
	asker := &analysis.Analyzer{
		Name:     "asker",
		Doc:      "asks for effects",
		Requires: []*analysis.Analyzer{ownership.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			owners := ownership.Of(pass)
			for _, test := range []struct {
				pkg, recv, name string
				param           int
				want            ownership.Effect
			}{
				{"io", "", "Copy", 1, ownership.Borrows},
				{"io", "", "TeeReader", 0, ownership.Keeps},
				{"bufio", "", "NewReader", 0, ownership.Keeps},
				{"io", "Closer", "Close", -1, ownership.Releases},
				{"net", "Conn", "Read", -1, ownership.Borrows},
				{"net/http", "", "Serve", 0, ownership.Releases},
				{"os", "", "RemoveAll", 0, ownership.Releases},
				{"sync", "Pool", "Put", 0, ownership.Releases},
				{"sync", "Pool", "Put", -1, ownership.Borrows},
				{"net/http", "", "NewRequest", 2, ownership.Unknown},
				{"context", "", "AfterFunc", 1, ownership.Keeps},
				{"sync", "Once", "Do", 0, ownership.Releases},
			} {
				var obj types.Object
				for _, imp := range pass.Pkg.Imports() {
					if imp.Path() == test.pkg {
						if obj = imp.Scope().Lookup(test.name); test.recv != "" {
							obj, _, _ = types.LookupFieldOrMethod(types.NewPointer(imp.Scope().Lookup(test.recv).Type()), true, imp, test.name)
							if obj == nil {
								obj, _, _ = types.LookupFieldOrMethod(imp.Scope().Lookup(test.recv).Type(), true, imp, test.name)
							}
						}
					}
				}
				if fn, ok := obj.(*types.Func); assert.True(t, ok, "%s.%s.%s", test.pkg, test.recv, test.name) {
					assert.Equal(t, test.want, owners.Param(fn, test.param), "%s.%s.%s", test.pkg, test.recv, test.name)
				}
			}
			return nil, nil
		},
	}
	analysistest.Run(t, fixtest.Testdata(t), asker, "ownership/std")
}

func TestOfWithoutResults(t *testing.T) {
	r := ownership.Of(&analysis.Pass{Pkg: types.NewPackage("p", "p")})
	assert.False(t, r.Any())
}
