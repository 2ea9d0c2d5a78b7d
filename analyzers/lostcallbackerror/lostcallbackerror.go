package lostcallbackerror

import (
	"flag"
	"go/ast"
	"go/types"
	"iter"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/errorflow"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports errors that callbacks swallow.
var Analyzer = &analysis.Analyzer{
	Name:  "lostcallbackerror",
	Doc:   rule.Doc(doc, "lostcallbackerror"),
	URL:   rule.URL("lostcallbackerror"),
	Flags: flags(),
	Requires: []*analysis.Analyzer{
		inspect.Analyzer, apimodel.Analyzer, directives.Analyzer, ir.Analyzer, callbacks.Analyzer, errorflow.Analyzer,
		tasks.Analyzer,
	},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	ignoredParam      = "ignored-param"
	unreadParam       = "unread-param"
	silentHandler     = "silent-handler"
	droppedInCallback = "dropped-in-callback"
	shadowed          = "shadowed"
	onceLosesError    = "once-loses-error"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.VanishingErrors,
	Default:  true,
	Categories: []rule.Category{
		{Name: ignoredParam, Severity: rule.Warning, HasFix: true, Summary: "a callback never looks at the error that it is handed"},
		{Name: unreadParam, Severity: rule.Info, Flag: unreadParamFlag, Summary: "a callback has a name for the error that it is handed, and never reads it"},
		{Name: silentHandler, Severity: rule.Error, Summary: "an HTTP handler returns because of an error and answers 200 OK"},
		{Name: droppedInCallback, Severity: rule.Warning, Summary: "a callback ends because of an error, and nobody takes what it returns"},
		{Name: shadowed, Severity: rule.Error, HasFix: true, Summary: "a callback assigns its error to a new variable that hides the one which is tested afterwards"},
		{Name: onceLosesError, Severity: rule.Error, HasFix: true, Summary: "the error of a sync.Once is seen by the first caller alone"},
	},
}

const unreadParamFlag = unreadParam // called as the category is

func flags() flag.FlagSet {
	set := testfile.Flags("lostcallbackerror", "errors that callbacks swallow")
	set.Bool(unreadParamFlag, false, "report callbacks of any API that have a name for an error and never read it")
	return set
}

func run(pass *analysis.Pass) (any, error) {
	in, ok := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok {
		return diagnose.Nothing(), nil
	}
	c := &checker{
		pass:   pass,
		in:     in,
		model:  apimodel.Of(pass),
		ir:     ir.Of(pass),
		flow:   errorflow.Of(pass),
		rep:    diagnose.NewReporter(pass),
		tests:  diagnose.Flag(pass, testfile.Flag),
		unread: diagnose.Flag(pass, unreadParamFlag),
		judged: make(map[ast.Node]bool),
	}
	c.assigned = sync.OnceValue(c.findAssigned)
	for file := range c.files() {
		c.ignoredParams(file)
		c.onces(file)
		c.shadows(file)
		c.droppedErrors(file)
		c.droppedResults(file)
	}
	c.silentHandlers()
	return c.rep.Done(), nil
}

// A checker is the analysis of one package. Each category has a method that looks
// for its findings, in a file of its own.
type checker struct {
	pass   *analysis.Pass
	in     *inspector.Inspector
	model  *apimodel.Model
	ir     *ir.Package
	flow   *errorflow.Result
	rep    *diagnose.Reporter
	tests  bool // look at tests too
	unread bool // report unread-param

	judged   map[ast.Node]bool          // functions that ignoredParams has looked at
	assigned func() map[*types.Var]bool // see findAssigned
}

// files yields the files in which something may be reported.
func (c *checker) files() iter.Seq[inspector.Cursor] {
	return func(yield func(inspector.Cursor) bool) {
		for cur := range c.in.Root().Children() {
			if file, ok := cur.Node().(*ast.File); ok && !c.skips(file) && !yield(cur) {
				return
			}
		}
	}
}

// skips reports whether nothing is to be reported in file.
func (c *checker) skips(file *ast.File) bool {
	return !c.tests && testfile.IsTest(c.pass, file)
}
