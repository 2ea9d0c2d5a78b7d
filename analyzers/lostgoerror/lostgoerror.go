package lostgoerror

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports errors inside tasks that reach nobody.
var Analyzer = &analysis.Analyzer{
	Name:       "lostgoerror",
	Doc:        rule.Doc(doc, "lostgoerror"),
	URL:        rule.URL("lostgoerror"),
	Flags:      testfile.Flags("lostgoerror", "errors that vanish"),
	Requires:   []*analysis.Analyzer{inspect.Analyzer, apimodel.Analyzer, directives.Analyzer, errorflow.Analyzer, ir.Analyzer, tasks.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	goResult     = "go-result"
	earlyReturn  = "early-return"
	nilInstead   = "nil-instead"
	unreadAssign = "unread-assign"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.VanishingErrors,
	Default:  true,
	Categories: []rule.Category{
		{Name: goResult, Severity: rule.Warning, HasFix: true, Summary: "a go statement drops the error that its function returns"},
		{Name: earlyReturn, Severity: rule.Warning, Summary: "a task ends because of an error that it tells nobody"},
		{Name: nilInstead, Severity: rule.Error, Summary: "a task that may return an error returns nil where it has one"},
		{Name: unreadAssign, Severity: rule.Error, Summary: "a task assigns its error to a variable that nobody reads afterwards"},
	},
}

func run(pass *analysis.Pass) (any, error) {
	all := tasks.Of(pass)
	if !all.Any() {
		return diagnose.Nothing(), nil
	}
	c := &checker{
		pass:   pass,
		model:  apimodel.Of(pass),
		ir:     ir.Of(pass),
		errors: errorflow.Of(pass),
		rep:    diagnose.NewReporter(pass),
	}
	tests := diagnose.Flag(pass, testfile.Flag)
	for _, t := range all.All() {
		if !tests && testfile.IsTest(pass, t.File) {
			continue
		}
		c.task(t)
	}
	return c.rep.Done(), nil
}

// A checker is the analysis of one package.
type checker struct {
	pass   *analysis.Pass
	model  *apimodel.Model
	ir     *ir.Package
	errors *errorflow.Result
	rep    *diagnose.Reporter
}

func (c *checker) task(t *tasks.Task) {
	if t.Kind == tasks.GoStmt {
		c.goResult(t)
	}
	for _, body := range t.Bodies {
		c.body(t, body)
	}
}

// body looks for the errors that vanish inside a task's body.
func (c *checker) body(t *tasks.Task, body tasks.Body) {
	branches := c.errors.Branches(body.Block)
	returnsError := hasErrorResult(c.pass.TypesInfo, body.Type)
	for _, br := range branches {
		switch {
		case returnsError && joinsErrors(t):
			c.nilInstead(t, body, br)
		case !returnsError && !isHandler(t):
			c.earlyReturn(t, body, br)
		}
	}
	if lit, ok := body.Node.(*ast.FuncLit); ok {
		c.unreadAssigns(t, lit, branches)
	}
}

// joinsErrors reports whether the errors of t and of other tasks come together
// where somebody waits for them. Elsewhere, a nil may mean something of its own:
// that a message is not to be delivered again, say.
func joinsErrors(t *tasks.Task) bool {
	if !t.TakesError() {
		return false
	}
	return slices.ContainsFunc([]string{"first", "joined", "Task.Wait", "returned by Wait"}, func(prefix string) bool {
		return strings.HasPrefix(t.Spawner.Error, prefix)
	})
}

// isHandler reports whether t is run for an event of others, who learn of a
// failure in the way of their protocol, or is a part of a test.
func isHandler(t *tasks.Task) bool {
	if t.Spawner == nil {
		return false
	}
	switch pkg, _, _ := strings.Cut(t.Spawner.Pkg, "/"); pkg {
	case "testing", "net", "iter":
		return true
	}
	return !strings.HasPrefix(t.Spawner.Runs, "own-goroutine") && !strings.HasPrefix(t.Spawner.Runs, "pool")
}

// hasErrorResult reports whether the last result of a function of the given
// type is an error.
func hasErrorResult(info *types.Info, ft *ast.FuncType) bool {
	if ft.Results == nil || len(ft.Results.List) == 0 {
		return false
	}
	return errorflow.IsError(info.TypeOf(ft.Results.List[len(ft.Results.List)-1].Type))
}
