package loops_test

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/loops"
)

// actorReporter reports the actors of a package, who runs them, and what they
// call.
var actorReporter = &analysis.Analyzer{
	Name:     "actorreporter",
	Doc:      "actorreporter reports actors",
	Requires: []*analysis.Analyzer{loops.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		r := loops.Of(pass)
		for _, a := range r.Actors() {
			name := "literal"
			if decl, ok := a.In.(*ast.FuncDecl); ok {
				name = decl.Name.Name
			}
			var cases, calls []string
			for _, c := range a.Cases {
				text := c.Kind.String()
				if c.Chan != nil {
					text += " " + types.ExprString(c.Chan)
				}
				cases = append(cases, text)
			}
			v := r.View(a)
			if v == nil {
				pass.Reportf(a.For.Pos(), "%s: dead", name)
				continue
			}
			for f := range r.Frames(v.Frame()) {
				switch {
				case f.Up == nil:
				case f.Fn.Object() != nil:
					calls = append(calls, f.Fn.Name())
				default:
					calls = append(calls, "(literal)")
				}
			}
			pass.Reportf(a.For.Pos(), "%s: %s; tasks %d; calls %s", name, strings.Join(cases, ", "), len(v.Flows), strings.Join(calls, ", "))
			for i, c := range v.Cases {
				if a.Cases[i].Kind != loops.Default && c.Instr == nil {
					return nil, fmt.Errorf("%s: case %d is not in the SSA form", name, i)
				}
				// What others come to as well is no part of a case.
				if f := c.Frame(); f != nil && c.Arm != nil && len(c.Arm.To.Preds) > 1 {
					for instr := range f.Instrs() {
						return nil, fmt.Errorf("%s: case %d does nothing, and executes %s", name, i, instr)
					}
				}
			}
		}
		return nil, nil
	},
}

func TestActors(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), actorReporter, "loops/actors")
}
