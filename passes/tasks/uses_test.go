package tasks_test

import (
	"fmt"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// usesPrinter reports where each task uses its spawner's parameter or first
// variable.
var usesPrinter = &analysis.Analyzer{
	Name:     "uses",
	Doc:      "reports uses",
	Requires: []*analysis.Analyzer{tasks.Analyzer, ir.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		r := tasks.Of(pass)
		for _, f := range r.Flows() {
			v, name := subject(f.In)
			text := ""
			last := -100
			for _, instr := range r.Uses(f, v) {
				line := pass.Fset.Position(instr.Pos()).Line - pass.Fset.Position(f.Task.Site.Pos()).Line
				if instr.Pos().IsValid() && line != last {
					text += fmt.Sprintf(" %+d", line)
					last = line
				}
			}
			if text == "" {
				text = " -"
			}
			pass.Reportf(f.Task.Site.Pos(), "uses of %s:%s", name, text)
		}
		return nil, nil
	},
}

func subject(fn *ssa.Function) (ssa.Value, string) {
	if len(fn.Params) > 0 {
		return fn.Params[0], fn.Params[0].Name()
	}
	for instr := range ir.Instrs(fn) {
		if a, ok := instr.(*ssa.Alloc); ok && a.Comment != "complit" {
			return a, a.Comment
		}
	}
	return nil, "nothing"
}

func TestUses(t *testing.T) {
	analysistest.Run(t, testdata(t), usesPrinter, "tasks/uses")
}
