package ir

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/internal/rule"
)

// Analyzer provides the [Package].
var Analyzer = &analysis.Analyzer{
	Name:       "ir",
	Doc:        rule.Doc(doc, "ir"),
	URL:        "https://pkg.go.dev/github.com/asynclint/asynclint/passes/ir",
	Run:        func(pass *analysis.Pass) (any, error) { return newPackage(pass), nil },
	ResultType: reflect.TypeFor[*Package](),
}

// Of returns the package of pass. It is never nil: where a driver could not
// provide the analyzer's result, the package is built for the caller alone.
func Of(pass *analysis.Pass) *Package {
	if p, ok := pass.ResultOf[Analyzer].(*Package); ok {
		return p
	}
	return newPackage(pass)
}

// A Package is the SSA form of the package under analysis. Its methods may be
// called by several analyzers at once.
type Package struct {
	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info

	once     sync.Once
	ssa      *ssa.Package
	funcs    []*ssa.Function
	bySyntax map[ast.Node]*ssa.Function
	closures map[*ssa.Function]*ssa.MakeClosure
	flows    sync.Map // of *flow by *ssa.Function
	headers  sync.Map // see Header
	bodies   sync.Map // see Body
	cells    sync.Map // of CellUses by *ssa.Alloc
}

func newPackage(pass *analysis.Pass) *Package {
	return &Package{Fset: pass.Fset, Files: pass.Files, Types: pass.Pkg, Info: pass.TypesInfo}
}

// SSA returns the SSA package, building it on the first call.
func (p *Package) SSA() *ssa.Package {
	p.once.Do(p.build)
	return p.ssa
}

// Functions returns the functions that have syntax in this package, in source
// order: declared functions and methods, literals, wherever they stand, and the
// bodies of range-over-func loops. Functions that cgo made are left out.
func (p *Package) Functions() []*ssa.Function {
	p.once.Do(p.build)
	return p.funcs
}

// FuncOf returns the function whose syntax is node, an *ast.FuncDecl,
// *ast.FuncLit, or *ast.RangeStmt over a function; nil if there is none.
func (p *Package) FuncOf(node ast.Node) *ssa.Function {
	p.once.Do(p.build)
	return p.bySyntax[node]
}

// DeclOf returns the SSA function of fn or of its generic origin, nil if its
// body is not in this package.
func (p *Package) DeclOf(fn *types.Func) *ssa.Function {
	if fn == nil || fn.Pkg() != p.Types {
		return nil
	}
	f := p.SSA().Prog.FuncValue(fn.Origin())
	if f == nil || f.Blocks == nil {
		return nil
	}
	return f
}

func (p *Package) build() {
	prog := ssa.NewProgram(p.Fset, ssa.BuilderMode(0))
	prog.SetNoReturn(newNoReturn(p).never)
	for _, imp := range p.Types.Imports() {
		prog.CreatePackage(imp, nil, nil, true)
	}
	p.ssa = prog.CreatePackage(p.Types, p.Files, p.Info, false)
	p.ssa.Build()

	for _, file := range p.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				if fn, ok := p.Info.Defs[decl.Name].(*types.Func); ok && !isCgo(fn.Name()) {
					p.add(prog.FuncValue(fn))
				}
			}
		}
	}
	// Literals in the initialisers of package-level variables belong to the
	// synthetic init function.
	if init := p.ssa.Func("init"); init != nil {
		for _, anon := range init.AnonFuncs {
			p.add(anon)
		}
	}
	slices.SortStableFunc(p.funcs, func(a, b *ssa.Function) int { return cmp.Compare(a.Pos(), b.Pos()) })

	p.bySyntax = make(map[ast.Node]*ssa.Function, len(p.funcs))
	p.closures = make(map[*ssa.Function]*ssa.MakeClosure)
	for _, fn := range p.funcs {
		if node := fn.Syntax(); node != nil {
			p.bySyntax[node] = fn
		}
		for instr := range Instrs(fn) {
			if mc, ok := instr.(*ssa.MakeClosure); ok {
				if lit, ok := mc.Fn.(*ssa.Function); ok && lit.Parent() == fn {
					p.closures[lit] = mc
				}
			}
		}
	}
}

func (p *Package) add(fn *ssa.Function) {
	if fn == nil {
		return
	}
	p.funcs = append(p.funcs, fn)
	for _, anon := range fn.AnonFuncs {
		p.add(anon)
	}
}

func isCgo(name string) bool {
	return strings.HasPrefix(name, "_cgo_") || strings.HasPrefix(name, "_Cfunc_")
}

// isYield reports whether fn is the body of a range-over-func loop.
func isYield(fn *ssa.Function) bool { return fn.Synthetic == "range-over-func yield" }

// Enclosing returns the function to which a return statement in fn belongs: fn
// itself, or for the body of a range-over-func loop the function around the
// loop. Such a body runs synchronously, and its defers are the encloser's.
func Enclosing(fn *ssa.Function) *ssa.Function {
	for isYield(fn) && fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// Outermost returns the declared function that fn is written in, which is fn
// itself if it is no literal; nil for nil.
func Outermost(fn *ssa.Function) *ssa.Function {
	for fn != nil && fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// Parts yields fn and the bodies of the range-over-func loops in it: all that
// runs as part of fn, literals left out.
func Parts(fn *ssa.Function) iter.Seq[*ssa.Function] {
	return func(yield func(*ssa.Function) bool) { parts(fn, yield) }
}

func parts(fn *ssa.Function, yield func(*ssa.Function) bool) bool {
	if !yield(fn) {
		return false
	}
	for _, anon := range fn.AnonFuncs {
		if isYield(anon) && !parts(anon, yield) {
			return false
		}
	}
	return true
}

// All yields fn and everything that is written inside of it, literals included.
func All(fn *ssa.Function) iter.Seq[*ssa.Function] {
	return func(yield func(*ssa.Function) bool) { all(fn, yield) }
}

func all(fn *ssa.Function, yield func(*ssa.Function) bool) bool {
	if !yield(fn) {
		return false
	}
	for _, anon := range fn.AnonFuncs {
		if !all(anon, yield) {
			return false
		}
	}
	return true
}

// Within reports whether fn is outer, or lies inside of it: a literal, or the
// body of a range-over-func loop.
func Within(fn, outer *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == outer {
			return true
		}
	}
	return false
}
