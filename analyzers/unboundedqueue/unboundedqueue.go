package unboundedqueue

import (
	"flag"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/diagnose"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/internal/testfile"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/mayblock"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer reports queues that nothing bounds.
var Analyzer = &analysis.Analyzer{
	Name:       "unboundedqueue",
	Doc:        rule.Doc(doc, "unboundedqueue"),
	URL:        rule.URL("unboundedqueue"),
	Flags:      flags(),
	Requires:   []*analysis.Analyzer{inspect.Analyzer, directives.Analyzer, mayblock.Analyzer, tasks.Analyzer, ir.Analyzer, channels.Analyzer},
	Run:        run,
	ResultType: diagnose.ResultType,
}

// The categories.
const (
	growingSlice     = "growing-slice"
	growingCallbacks = "growing-callbacks"
	pendingMap       = "pending-map"
	hugeBuffer       = "huge-buffer"

	silentDrop       = "silent-drop"
	silentDropValues = "silent-drop-values"
	endlessRetry     = "endless-retry"
)

// silentDropValuesFlag turns on silentDropValues.
const silentDropValuesFlag = "silent-drop-values"

// growingSliceFlag turns on the category of the same name.
const growingSliceFlag = growingSlice

// callbacksFlag turns on growingCallbacks.
const callbacksFlag = "growing-callbacks"

// sizeFlag is from how many elements on a buffer is a huge one.
const sizeFlag = "huge-buffer-size"

func flags() flag.FlagSet {
	set := testfile.Flags("unboundedqueue", "queues that nothing bounds")
	set.Bool(growingSliceFlag, false, "report queues between tasks that nothing bounds (some are meant to be unbounded)")
	set.Bool(callbacksFlag, false, "report queues too whose consumer calls a function value (most are meant to be unbounded)")
	set.Int64(sizeFlag, 1<<20, "report channels with buffers of at least so many elements")
	set.Bool(silentDropValuesFlag, false, "report other values than errors too that are dropped where a channel is full (noisy: some are meant to be)")
	return set
}

// Rule describes the analyzer to its readers.
var Rule = rule.Rule{
	Analyzer: Analyzer,
	Family:   rule.BackPressure,
	Default:  true,
	Categories: []rule.Category{
		{Name: pendingMap, Severity: rule.Warning, Summary: "a map keeps an entry for each request that gave up waiting for its reply"},
		{Name: growingSlice, Severity: rule.Warning, Flag: growingSliceFlag, Summary: "a slice, list or heap between tasks grows without limit while its consumer is slow"},
		{Name: growingCallbacks, Severity: rule.Info, Flag: callbacksFlag, Summary: "a queue grows without limit while a callback takes its time"},
		{Name: hugeBuffer, Severity: rule.Warning, Summary: "a channel has a buffer so large that it is never full in time, or as large as somebody outside says"},
		{Name: silentDrop, Severity: rule.Error, Summary: "an error is dropped unless somebody is receiving at this very moment, and nothing tells"},
		{Name: silentDropValues, Severity: rule.Info, Flag: silentDropValuesFlag, Summary: "a value is dropped when a channel is full, and nothing tells"},
		{Name: endlessRetry, Severity: rule.Warning, Summary: "what failed is tried again at once, as often as it fails"},
	},
}

func run(pass *analysis.Pass) (any, error) {
	in, ok := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok {
		return diagnose.Nothing(), nil
	}
	c := &checker{
		pass:  pass,
		in:    in,
		rep:   diagnose.NewReporter(pass),
		dirs:  directives.Of(pass),
		tests: diagnose.Flag(pass, testfile.Flag),
		idx:   newIndex(),
		drops: newDropIndex(),

		slices:    diagnose.Flag(pass, growingSliceFlag),
		callbacks: diagnose.Flag(pass, callbacksFlag),
	}
	c.growingSlices()
	c.pendingMaps()
	c.hugeBuffers()
	c.silentDrops()
	c.endlessRetries()
	return c.rep.Done(), nil
}

// A checker is the analysis of one package. Each category has a method that
// looks for its findings, in a file of its own.
type checker struct {
	pass  *analysis.Pass
	in    *inspector.Inspector
	rep   *diagnose.Reporter
	dirs  *directives.Result
	tests bool // look at tests too

	slices    bool // report growing-slice
	callbacks bool // report growing-callbacks: queues in front of function values

	graph *graph // see graphOf
	idx   *index
	drops *dropIndex
}

// varOf returns the variable or field that e denotes, nil if it is none; the
// declared one where e is of an instance of a generic type.
func (c *checker) varOf(e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if v, ok := c.pass.TypesInfo.ObjectOf(e).(*types.Var); ok {
			return v.Origin()
		}
	case *ast.SelectorExpr:
		if v, ok := c.pass.TypesInfo.Uses[e.Sel].(*types.Var); ok {
			return v.Origin()
		}
	case *ast.StarExpr:
		return c.varOf(e.X)
	}
	return nil
}

// isBuiltin reports whether call calls the builtin function with the given name.
func (c *checker) isBuiltin(call *ast.CallExpr, name string) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok || id.Name != name {
		return false
	}
	_, ok = c.pass.TypesInfo.Uses[id].(*types.Builtin)
	return ok
}
