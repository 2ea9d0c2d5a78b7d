package tasks_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/fixtest"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// endlessPrinter reports of each function with a loop or a wait how it ends.
var endlessPrinter = &analysis.Analyzer{
	Name:     "endless",
	Doc:      "reports how functions end",
	Requires: []*analysis.Analyzer{tasks.Analyzer, ir.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		r := tasks.Of(pass)
		for _, fn := range ir.Of(pass).Functions() {
			if name := fn.Name(); name == "work" || name == "ok" || name == "step" || fn.Parent() != nil {
				continue
			}
			line := func(pos token.Pos) string {
				if !pos.IsValid() {
					return ""
				}
				return fmt.Sprintf(" %+d", pass.Fset.Position(pos).Line-pass.Fset.Position(fn.Pos()).Line)
			}
			how := "ends"
			if loop, endless := r.Endless(fn); endless {
				how = "endless"
				switch loop := loop.(type) {
				case nil:
					how += " somewhere"
				case *ast.SelectStmt:
					how += " select" + line(loop.Pos())
				default:
					how += " for" + line(loop.Pos())
				}
			}
			pass.Reportf(fn.Pos(), "%s; %s", how, stopsString(r.Stops(fn), line))
		}
		return nil, nil
	},
}

func stopsString(stops []tasks.Stop, line func(token.Pos) string) string {
	var list []string
	for _, s := range stops {
		text := s.Kind.String()
		if s.Field != nil {
			text += " " + s.Field.Name()
		}
		if s.Instr != nil {
			text += line(pos(s.Instr))
		}
		list = append(list, text)
	}
	if len(list) == 0 {
		return "no stops"
	}
	return strings.Join(list, ", ")
}

// pos is the position of instr, for a branch that of its condition.
func pos(instr ssa.Instruction) token.Pos {
	if test, ok := instr.(*ssa.If); ok {
		return test.Cond.Pos()
	}
	return instr.Pos()
}

func TestEndless(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), endlessPrinter, "tasks/endless")
}

// ownerPrinter reports who can end each task.
var ownerPrinter = &analysis.Analyzer{
	Name:     "owner",
	Doc:      "reports who ends tasks",
	Requires: []*analysis.Analyzer{tasks.Analyzer, ir.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		r := tasks.Of(pass)
		for _, f := range r.Flows() {
			s := r.Stopper(f)
			var who []string
			for _, fn := range s.Methods {
				who = append(who, strings.TrimPrefix(strings.NewReplacer("(*", "", ")", "", pass.Pkg.Path()+".", "").Replace(fn.FullName()), "."))
			}
			for _, part := range []struct {
				is   bool
				text string
			}{{s.Unknown, "unknown"}, {s.Returned, "returned"}, {s.Spawner, "the spawner"}} {
				if part.is {
					who = append(who, part.text)
				}
			}
			text := strings.Join(who, ", ")
			if len(s.Fields) > 0 {
				var names []string
				for _, field := range s.Fields {
					names = append(names, field.Name())
				}
				if text == "" && !s.Caller {
					text = "nobody"
				}
				text += " by " + strings.Join(names, " ")
			}
			if s.Caller {
				text = strings.TrimPrefix(text+", the caller", ", ")
			}
			if text == "" {
				text = "nobody"
			}
			pass.Reportf(f.Task.Site.Pos(), "%s", text)
		}
		return nil, nil
	},
}

func TestStopper(t *testing.T) {
	analysistest.Run(t, fixtest.Testdata(t), ownerPrinter, "tasks/owner")
}
