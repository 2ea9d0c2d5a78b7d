package tasks_test

import (
	"cmp"
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// flowPrinter reports how each task is joined and whether it outlives.
var flowPrinter = &analysis.Analyzer{
	Name:     "flows",
	Doc:      "reports every flow",
	Requires: []*analysis.Analyzer{tasks.Analyzer, ir.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, f := range tasks.Of(pass).Flows() {
			line := func(pos token.Pos) int {
				return pass.Fset.Position(pos).Line - pass.Fset.Position(f.Task.Site.Pos()).Line
			}
			var joins []string
			for _, j := range f.Joins {
				s := fmt.Sprintf("%v%+d", j.Kind, line(j.Instr.Pos()))
				if j.Arm != nil {
					s += " arm"
				}
				if j.Deferred {
					s += " deferred"
				}
				if j.Maybe {
					s += " maybe"
				}
				joins = append(joins, s)
			}
			out := f.Outlives.String()
			if f.Leaves != f.Outlives {
				out += ", leaves " + f.Leaves.String()
			}
			if f.Escape != nil {
				out += fmt.Sprintf(" %+d", line(f.Escape.Pos()))
			}
			kind := map[tasks.Kind]string{tasks.GoStmt: "go", tasks.Spawned: "spawned", tasks.Declared: "declared", tasks.Forwarded: "forwarded"}[f.Task.Kind]
			pass.Reportf(f.Task.Site.Pos(), "%s outlives %s [%s]", kind, out, strings.Join(joins, ", "))
		}
		return nil, nil
	},
}

// timesPrinter reports how often each task is started, and its bodies.
var timesPrinter = &analysis.Analyzer{
	Name:     "times",
	Doc:      "reports multiplicities",
	Requires: []*analysis.Analyzer{tasks.Analyzer, ir.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, f := range tasks.Of(pass).Flows() {
			s := f.Times.Often.String()
			if f.Times.Loop != nil {
				s += fmt.Sprintf(" of line %+d", pass.Fset.Position(f.Times.Loop.Pos()).Line-pass.Fset.Position(f.Task.Site.Pos()).Line)
			}
			if n := len(f.Times.Outer); n > 0 {
				s += fmt.Sprintf(" in %d more", n)
			}
			if c := f.Times.Count; c != nil {
				s += ", " + countString(c)
			}
			s += ";"
			bodies := slices.SortedFunc(slices.Values(f.Bodies), func(a, b *ssa.Function) int { return cmp.Compare(a.Pos(), b.Pos()) })
			for _, b := range bodies {
				s += " " + b.Name()
			}
			if len(bodies) == 0 {
				s += " -"
			}
			pass.Reportf(f.Task.Site.Pos(), "%s", s)
		}
		return nil, nil
	},
}

func countString(c *tasks.Count) string {
	s := fmt.Sprint(c.N)
	if c.Value != nil {
		s = c.Value.Name()
		if _, isParam := c.Value.(*ssa.Parameter); !isParam {
			s = types.TypeString(c.Value.Type(), nil)
		}
		if c.Len {
			s = "len(" + s + ")"
		}
		if c.Plus != 0 {
			s += fmt.Sprintf("%+d", c.Plus)
		}
	}
	if c.Exact {
		return "exactly " + s
	}
	return "at most " + s
}

func TestFlows(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), flowPrinter, "tasks/joins", "tasks/forward")
}

func TestTimes(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), timesPrinter, "tasks/times")
}
