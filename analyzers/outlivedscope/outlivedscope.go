package outlivedscope

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports what is gone while a task still uses it.
var Analyzer = &analysis.Analyzer{
	Name:       "outlivedscope",
	Doc:        rule.Doc(doc, "outlivedscope"),
	URL:        rule.URL("outlivedscope"),
	Flags:      testfile.Flags("outlivedscope", "what outlives its scope"),
	Requires:   []*analysis.Analyzer{apimodel.Analyzer, directives.Analyzer, ir.Analyzer, tasks.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	deferredRelease  = "deferred-release"
	cancelledContext = "cancelled-context"
	requestScope     = "request-scope"
	reusedBuffer     = "reused-buffer"
)

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.LeakingResources,
	Default:  true,
	Categories: []rule.Category{
		{Name: deferredRelease, Severity: rule.Error, HasFix: true, Summary: "a function releases on return what a goroutine that it started still uses"},
		{Name: cancelledContext, Severity: rule.Error, HasFix: true, Summary: "a function cancels on return the context of the work that it has just started"},
		{Name: requestScope, Severity: rule.Error, HasFix: true, Summary: "a goroutine uses what belongs to a request after the handler has returned"},
		{Name: reusedBuffer, Severity: rule.Error, HasFix: true, Summary: "bytes that their owner overwrites are sent or given to a goroutine without a copy"},
	},
}

func run(pass *analysis.Pass) (any, error) {
	all := tasks.Of(pass)
	c := &checker{
		pass:   pass,
		model:  apimodel.Of(pass),
		ir:     ir.Of(pass),
		tasks:  all,
		rep:    diagnose.NewReporter(pass),
		scopes: make(map[*ssa.Function][]release),

		entries:  make(map[*tasks.Flow][]entry),
		reported: make(map[token.Pos]bool),
	}
	starts, lends := all.Any(), c.mayLend()
	if !starts && !lends {
		return diagnose.Nothing(), nil
	}
	tests := diagnose.Flag(pass, testfile.Flag)
	c.skip = func(file *ast.File) bool { return !tests && testfile.IsTest(pass, file) }
	if starts {
		for _, t := range all.All() {
			if !c.skip(t.File) && c.mayOutlive(t) {
				c.task(t)
			}
		}
	}
	if lends {
		c.buffers()
	}
	return c.rep.Done(), nil
}

// A checker is the analysis of one package.
type checker struct {
	pass  *analysis.Pass
	model *apimodel.Model
	ir    *ir.Package
	tasks *tasks.Result
	rep   *diagnose.Reporter
	skip  func(*ast.File) bool

	scopes   map[*ssa.Function][]release
	entries  map[*tasks.Flow][]entry                 // see entriesOf
	flows    map[*ssa.Function][]*tasks.Flow         // see flowsIn
	callers  map[*ssa.Function][]ssa.CallInstruction // see callersOf
	reported map[token.Pos]bool                      // one finding for each place, however many tasks it concerns
}

// mayOutlive is the cheap test that most tasks fail: that their spawner has a
// deferred call that may release something, or is a handler.
func (c *checker) mayOutlive(t *tasks.Task) bool {
	var body *ast.BlockStmt
	var typ *ast.FuncType
	switch fn := t.In.(type) {
	case *ast.FuncDecl:
		body, typ = fn.Body, fn.Type
		if obj, ok := c.pass.TypesInfo.Defs[fn.Name].(*types.Func); ok && isService(obj.Signature(), obj.Name()) {
			return true
		}
	case *ast.FuncLit:
		body, typ = fn.Body, fn.Type
	default:
		return false
	}
	if c.handlerParams(typ) {
		return true
	}
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			found = found || !tellsOnly(n.Call)
		}
		return !found
	})
	return found
}

// tellsOnly reports whether a deferred call does no more, by its name, than tell
// that the function is over.
func tellsOnly(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && (sel.Sel.Name == "Done" || sel.Sel.Name == "Unlock" || sel.Sel.Name == "RUnlock")
}

func (c *checker) task(t *tasks.Task) {
	f := c.tasks.Flow(t)
	if f == nil {
		return
	}
	c.released(f)
	c.request(f)
}

// line is the line of pos, for messages.
func (c *checker) line(pos token.Pos) int { return c.pass.Fset.Position(pos).Line }
