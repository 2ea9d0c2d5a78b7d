package tasks

import (
	"go/ast"
	"go/types"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/directives"
	"github.com/asynclint/asynclint/passes/ir"
)

// Analyzer provides the [Result].
var Analyzer = &analysis.Analyzer{
	Name:       "tasks",
	Doc:        rule.Doc(doc, "tasks"),
	URL:        "https://pkg.go.dev/github.com/asynclint/asynclint/passes/tasks",
	Requires:   []*analysis.Analyzer{inspect.Analyzer, apimodel.Analyzer, directives.Analyzer, callbacks.Analyzer, ir.Analyzer},
	Run:        func(pass *analysis.Pass) (any, error) { return newResult(pass), nil },
	ResultType: reflect.TypeFor[*Result](),
}

// Of returns the tasks of the package of pass. It is never nil.
func Of(pass *analysis.Pass) *Result {
	if r, ok := pass.ResultOf[Analyzer].(*Result); ok {
		return r
	}
	return newResult(pass)
}

// A Kind says how a task is started.
type Kind uint8

// The kinds.
const (
	GoStmt    Kind = iota // a go statement
	Spawned               // handed to a spawner of the API model
	Declared              // handed to a function with a spawns directive
	Forwarded             // handed to a function that was seen to run it as a task
)

// A Task is one site that starts tasks.
type Task struct {
	Kind Kind

	// Site is what starts the task: the *ast.GoStmt, or the *ast.CallExpr of
	// the spawner.
	Site ast.Node

	// Call is the call that a go statement makes on the new goroutine, or the
	// call of the spawner.
	Call *ast.CallExpr

	// Fun is the expression for the function that runs as the task: what a go
	// statement calls, or the argument of the spawner.
	Fun ast.Expr

	// Spawner is the row of the API model for a task of kind Spawned.
	Spawner *apimodel.Spawner

	// In is the function around the site, an *ast.FuncDecl or *ast.FuncLit; nil
	// in the initialiser of a package-level variable.
	In ast.Node

	// File is the file of the site.
	File *ast.File

	// Bodies are the functions that may run, as far as they are known. It is
	// empty if none is.
	Bodies []Body

	param int              // index of Fun among the spawner's parameters
	at    inspector.Cursor // Site
}

// A Body is a function of this package that runs as a task.
type Body struct {
	Node  ast.Node // *ast.FuncLit or *ast.FuncDecl
	Type  *ast.FuncType
	Block *ast.BlockStmt
	Func  *types.Func // the declared function or method, nil for a literal
}

// TakesError reports whether whoever runs the task does something with the
// error that its function returns, so that returning it is reporting it. A go
// statement drops all results.
func (t *Task) TakesError() bool {
	if t.Spawner == nil {
		return false
	}
	return !strings.HasPrefix(t.Spawner.Error, "none") && !strings.HasPrefix(t.Spawner.Error, "dropped") && t.Spawner.Error != ""
}

// A Result holds the tasks of a package. Its methods may be called by several
// analyzers at once.
type Result struct {
	pass  *analysis.Pass
	model *apimodel.Model
	dirs  *directives.Result

	any   func() bool
	tasks func() []*Task

	mu    sync.Mutex // guards graph and what hangs on it
	graph *graph     // nil until something about SSA is asked
}

func newResult(pass *analysis.Pass) *Result {
	r := &Result{pass: pass, model: apimodel.Of(pass), dirs: directives.Of(pass)}
	r.any = sync.OnceValue(r.hasSites)
	r.tasks = sync.OnceValue(r.find)
	return r
}

// Any reports whether the package may start tasks: it has a go statement, or
// imports or declares a spawner. It is the cheap question to ask first.
func (r *Result) Any() bool { return r.any() }

// All returns the tasks of the package, in source order file by file.
func (r *Result) All() []*Task { return r.tasks() }

func (r *Result) hasSites() bool { return r.hasSpawners() || r.hasGo() }

func (r *Result) hasGo() bool {
	in, ok := r.pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if !ok {
		return false
	}
	for range inspector.All[*ast.GoStmt](in) {
		return true
	}
	return false
}

// hasSpawners reports whether calls can be spawners. Only direct imports can be
// called by name; a method of a type that comes from further away is missed
// here, for the sake of packages that start nothing.
func (r *Result) hasSpawners() bool {
	if len(r.dirs.Objects(directives.Spawns)) > 0 || r.model.HasSpawners(r.pass.Pkg.Path()) {
		return true
	}
	for _, imp := range r.pass.Pkg.Imports() {
		if r.model.HasSpawners(imp.Path()) {
			return true
		}
	}
	return false
}
