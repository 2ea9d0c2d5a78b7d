package lostpanic

import (
	"go/ast"
	"go/token"
	"go/types"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/loops"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports panics and recovers that miss each other.
var Analyzer = &analysis.Analyzer{
	Name:       "lostpanic",
	Doc:        rule.Doc(doc, "lostpanic"),
	URL:        rule.URL("lostpanic"),
	Flags:      testfile.Flags("lostpanic", "panics and recovers that miss each other"),
	Requires:   []*analysis.Analyzer{inspect.Analyzer, apimodel.Analyzer, directives.Analyzer, ir.Analyzer, loops.Analyzer, tasks.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	recoverElsewhere = "recover-elsewhere"
	swallowedPanic   = "swallowed-panic"
	uselessRecover   = "useless-recover"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.VanishingErrors,
	Default:  true,
	Categories: []rule.Category{
		{Name: recoverElsewhere, Severity: rule.Error, Summary: "a function recovers, and starts a task that can panic and does not"},
		{Name: swallowedPanic, Severity: rule.Warning, HasFix: true, Summary: "a recover throws away the value of the panic"},
		{Name: uselessRecover, Severity: rule.Error, HasFix: true, Summary: "recover is called where it can't recover"},
	},
}

func run(pass *analysis.Pass) (any, error) {
	in, ok := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok {
		return diagnose.Nothing(), nil
	}
	found := findRecovers(pass, in)
	if !found.any() && !startsInHandlers(pass) {
		return diagnose.Nothing(), nil
	}
	c := &checker{
		pass:  pass,
		model: apimodel.Of(pass),
		ir:    ir.Of(pass),
		tasks: tasks.Of(pass),
		rep:   diagnose.NewReporter(pass),
		tests: diagnose.Flag(pass, testfile.Flag),
		found: found,
	}
	if found.any() {
		c.roles = newRoles(pass, in)
		c.useless()
		c.swallowed()
	}
	c.deferred = sync.OnceValue(c.findDeferred)
	c.elsewhere()
	return c.rep.Done(), nil
}

// A checker is the analysis of one package.
type checker struct {
	pass  *analysis.Pass
	model *apimodel.Model
	ir    *ir.Package
	tasks *tasks.Result
	rep   *diagnose.Reporter
	tests bool
	found *recovers
	roles *roles // nil if nothing recovers

	stores   map[*types.Var][]ssa.Value     // see stored
	deferred func() map[ast.Node][]deferral // see findDeferred
}

// skips reports whether nothing is to be reported at the cursor.
func (c *checker) skips(at inspector.Cursor) bool {
	return !c.tests && testfile.IsTest(c.pass, fileOf(at))
}

func fileOf(at inspector.Cursor) *ast.File {
	for e := range at.Enclosing((*ast.File)(nil)) {
		return e.Node().(*ast.File)
	}
	return nil
}

// line is the line of pos, for messages.
func (c *checker) line(pos token.Pos) int { return c.pass.Fset.Position(pos).Line }
