package errorflow

import (
	"go/token"
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// Analyzer provides the [Result].
var Analyzer = &analysis.Analyzer{
	Name:       "errorflow",
	Doc:        rule.Doc(doc, "errorflow"),
	URL:        "https://pkg.go.dev/github.com/asynclint/asynclint/passes/errorflow",
	Requires:   []*analysis.Analyzer{apimodel.Analyzer, ir.Analyzer, tasks.Analyzer},
	Run:        func(pass *analysis.Pass) (any, error) { return newResult(pass), nil },
	ResultType: reflect.TypeFor[*Result](),
}

// Of returns what is known of the errors of the package of pass. It is never
// nil.
func Of(pass *analysis.Pass) *Result {
	if r, ok := pass.ResultOf[Analyzer].(*Result); ok {
		return r
	}
	return newResult(pass)
}

// A Result answers questions about the errors of a package. Its methods may be
// called by several analyzers at once.
type Result struct {
	pass  *analysis.Pass
	model *apimodel.Model
	ir    *ir.Package
	tasks *tasks.Result

	mu   sync.Mutex // guards memo
	memo map[*ssa.Function]token.Pos
}

func newResult(pass *analysis.Pass) *Result {
	return &Result{
		pass:  pass,
		model: apimodel.Of(pass),
		ir:    ir.Of(pass),
		tasks: tasks.Of(pass),
		memo:  make(map[*ssa.Function]token.Pos),
	}
}

// IsError reports whether t is the type error. It may be nil.
func IsError(t types.Type) bool { return t != nil && types.Identical(t, errorType) }

var errorType = types.Universe.Lookup("error").Type()

// line is the line of pos.
func (r *Result) line(pos token.Pos) int { return r.pass.Fset.Position(pos).Line }
