package driver_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/internal/driver"
	"github.com/asynclint/asynclint/internal/rule"
)

// The suite of the tests' own tool: small analyzers that have what drivers must
// handle, and nothing else.

// calls iterates over the calls of plain identifiers in a package.
func calls(pass *analysis.Pass, visit func(call *ast.CallExpr, name *ast.Ident, in *ast.FuncDecl)) {
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(fn, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					switch fun := call.Fun.(type) {
					case *ast.Ident:
						visit(call, fun, fn)
					case *ast.SelectorExpr:
						visit(call, fun.Sel, fn)
					}
				}
				return true
			})
		}
	}
}

// replaceCall is a rule whose fix replaces calls of a function.
func replaceCall(name, category, from, to string) *rule.Rule {
	a := &analysis.Analyzer{Name: name, Doc: name + ": replace " + from + "\n\nA toy."}
	optional := a.Flags.Bool("optional", false, "look for calls of `optional` too")
	a.Run = func(pass *analysis.Pass) (any, error) {
		calls(pass, func(call *ast.CallExpr, id *ast.Ident, in *ast.FuncDecl) {
			switch {
			case id.Name == from:
				pass.Report(analysis.Diagnostic{
					Pos: call.Pos(), End: call.End(), Category: category,
					Message: fmt.Sprintf("call of %s", from),
					Related: []analysis.RelatedInformation{{Pos: in.Name.Pos(), End: in.Name.End(), Message: "in this function"}},
					SuggestedFixes: []analysis.SuggestedFix{{
						Message:   "replace it",
						TextEdits: []analysis.TextEdit{{Pos: call.Pos(), End: call.End(), NewText: []byte(to)}},
					}},
				})
			case id.Name == "optional" && *optional:
				pass.Report(analysis.Diagnostic{Pos: call.Pos(), End: call.End(), Category: "extra", Message: "call of optional"})
			}
		})
		return nil, nil
	}
	return &rule.Rule{
		Analyzer: a,
		Family:   rule.Housekeeping,
		Default:  true,
		Categories: []rule.Category{
			{Name: category, Summary: "a call", Severity: rule.Error, HasFix: true},
			{Name: "extra", Summary: "an optional call", Severity: rule.Info, Flag: "optional"},
		},
	}
}

// sleeps is the fact that a function sleeps, directly or not.
type sleeps struct{ Chain string }

func (*sleeps) AFact()           {}
func (s *sleeps) String() string { return s.Chain }

// sleepFacts finds the functions that sleep.
var sleepFacts = &analysis.Analyzer{
	Name:      "sleepfacts",
	Doc:       "find functions that sleep\n\nA toy.",
	FactTypes: []analysis.Fact{new(sleeps)},
	Run: func(pass *analysis.Pass) (any, error) {
		for again := true; again; {
			again = false
			calls(pass, func(_ *ast.CallExpr, id *ast.Ident, in *ast.FuncDecl) {
				callee, ok := pass.TypesInfo.Uses[id].(*types.Func)
				self := pass.TypesInfo.Defs[in.Name]
				if !ok || pass.ImportObjectFact(self, new(sleeps)) {
					return
				}
				var fact sleeps
				switch {
				case callee.FullName() == "time.Sleep":
					fact.Chain = "time.Sleep"
				case !pass.ImportObjectFact(callee, &fact):
					return
				}
				pass.ExportObjectFact(self, &sleeps{in.Name.Name + " → " + fact.Chain})
				again = true
			})
		}
		return nil, nil
	},
}

// sleepRule reports calls of functions that sleep in functions called On....
var sleepRule = &rule.Rule{
	Analyzer: &analysis.Analyzer{
		Name:     "sleepy",
		Doc:      "sleepy: report handlers that sleep\n\nA toy.",
		Requires: []*analysis.Analyzer{sleepFacts},
		Run: func(pass *analysis.Pass) (any, error) {
			calls(pass, func(call *ast.CallExpr, id *ast.Ident, in *ast.FuncDecl) {
				var fact sleeps
				callee, ok := pass.TypesInfo.Uses[id].(*types.Func)
				if ok && strings.HasPrefix(in.Name.Name, "On") && pass.ImportObjectFact(callee, &fact) {
					pass.Report(analysis.Diagnostic{Pos: call.Pos(), End: call.End(), Category: "handler", Message: fact.Chain})
				}
			})
			return nil, nil
		},
	},
	Family:     rule.EventLoops,
	Default:    true,
	Categories: []rule.Category{{Name: "handler", Summary: "a handler sleeps", Severity: rule.Warning}},
}

// shyRule runs only when asked for.
var shyRule = &rule.Rule{
	Analyzer: &analysis.Analyzer{
		Name: "shy",
		Doc:  "shy: report functions called Shy\n\nA toy.",
		Run: func(pass *analysis.Pass) (any, error) {
			for id := range pass.TypesInfo.Defs {
				if id.Name == "Shy" {
					pass.Report(analysis.Diagnostic{Pos: id.Pos(), Category: "name", Message: "this is Shy"})
				}
			}
			return nil, nil
		},
	},
	Family:     rule.Housekeeping,
	Categories: []rule.Category{{Name: "name", Summary: "a name", Severity: rule.Warning}},
}

// brokenRule fails or panics, and reports what is called bad input.
var brokenRule = &rule.Rule{
	Analyzer: &analysis.Analyzer{
		Name: "broken",
		Doc:  "broken: fail\n\nA toy.",
		Run: func(pass *analysis.Pass) (any, error) {
			if pass.Pkg.Scope().Lookup("FailHere") != nil {
				return nil, errors.New("it failed")
			}
			if pass.Pkg.Scope().Lookup("PanicHere") != nil {
				panic("it panicked")
			}
			if obj := pass.Pkg.Scope().Lookup("BadInput"); obj != nil {
				pass.Report(analysis.Diagnostic{Pos: obj.Pos(), Category: "input", Message: "bad input"})
			}
			return nil, nil
		},
	},
	Family:     rule.Housekeeping,
	Default:    true,
	Categories: []rule.Category{{Name: "input", Summary: "bad input", Severity: rule.Error}},
}

// toySuite returns the suite of the tests' tool.
func toySuite() *driver.Suite {
	return &driver.Suite{
		Rules: []*rule.Rule{
			replaceCall("lose", "call", "lose", "keep()"),
			replaceCall("rival", "call", "contested", "first()"),
			replaceCall("second", "call", "contested", "other()"),
			replaceCall("unprint", "call", "Println", "println()"),
			sleepRule,
			shyRule,
			brokenRule,
		},
		Facts:    []*analysis.Analyzer{sleepFacts},
		IsStd:    func(path string) bool { return !strings.Contains(path, ".") },
		BadInput: []string{"broken/input"},
		Page: func(name string) (string, bool) {
			return "# lose\n\nThe **page** of lose, with `code` and a [link](https://example.com/x).\n\n## call\n\nAbout calls.\n\n```go\n\tlose() // # not a heading\n```\n\n## extra\n\nAbout extras.\n", name == "lose"
		},
	}
}
