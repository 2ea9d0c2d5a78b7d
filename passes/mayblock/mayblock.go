package mayblock

import (
	"cmp"
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/internal/nameable"
	"github.com/asynclint/asynclint/internal/rule"
	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/directives"
)

// Analyzer computes a [*Result].
var Analyzer = &analysis.Analyzer{
	Name:       "mayblock",
	Doc:        rule.Doc(doc, "mayblock"),
	URL:        "https://pkg.go.dev/github.com/asynclint/asynclint/passes/mayblock",
	Requires:   []*analysis.Analyzer{apimodel.Analyzer, directives.Analyzer, callbacks.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(fact)},
}

// A fact says that a function may block.
type fact struct {
	Kind       uint8 // an apimodel.Kind
	Depth      uint8 // calls down to the wait, capped
	Indefinite bool
	Chain      string // names of what is called, the wait last, separated by arrows; "" if the function is declared to block
}

func (*fact) AFact() {}

func (f *fact) String() string {
	if f.Chain == "" {
		return "mayblock: declared"
	}
	return "mayblock: " + apimodel.Kind(f.Kind).String() + ": " + f.Chain
}

// Of returns the result for the package of pass. It is never nil: where a
// driver could not provide it, nothing blocks.
func Of(pass *analysis.Pass) *Result {
	if r, ok := pass.ResultOf[Analyzer].(*Result); ok {
		return r
	}
	return new(Result)
}

// A Result tells which functions block. Its methods may be called by several
// analyzers at once.
type Result struct {
	c *collector // nil if nothing is known

	mu    sync.Mutex // guards waits, and what c looks up when asked
	waits map[ast.Node][]*Witness
}

// Func returns how fn, a function of this or another package, may block; nil
// if nothing is known of it.
func (r *Result) Func(fn *types.Func) *Witness {
	if r.c == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.c.witness(r.c.target(fn))
}

// Call returns how the call may block; nil if nothing is known of it. The
// first step is the callee.
func (r *Result) Call(call *ast.CallExpr) *Witness {
	if r.c == nil {
		return nil
	}
	fn, ok := typeutil.Callee(r.c.info, call).(*types.Func)
	if !ok {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.c.callEvent(call, fn)
	if e == nil {
		return nil
	}
	return r.c.witness(*e)
}

// Waits returns all the waits of a function, *ast.FuncDecl or *ast.FuncLit of
// this package, in source order: one for each statement or expression that may
// block, in the function itself and in the literals that it calls. Callers must
// not change them.
func (r *Result) Waits(function ast.Node) []*Witness {
	if r.c == nil {
		return nil
	}
	b := r.c.bodies[function]
	if b == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	list, ok := r.waits[function]
	if !ok {
		list = r.c.waits(b, nil)
		slices.SortStableFunc(list, func(a, b *Witness) int { return cmp.Compare(a.Node.Pos(), b.Node.Pos()) })
		if r.waits == nil {
			r.waits = make(map[ast.Node][]*Witness)
		}
		r.waits[function] = list
	}
	return list
}

// Body returns the declaration of fn, a function of this package; nil if it is
// of another one, or has no body.
func (r *Result) Body(fn *types.Func) *ast.FuncDecl {
	if r.c == nil {
		return nil
	}
	if b := r.c.funcs[fn.Origin()]; b != nil {
		return b.decl
	}
	return nil
}

func run(pass *analysis.Pass) (any, error) {
	if apimodel.IsStd(pass.Pkg.Path()) {
		return new(Result), nil
	}
	c := newCollector(pass)
	c.collect()
	c.settleGroups()
	c.solve()
	if nameable.Exports(pass) {
		c.export()
	}
	return &Result{c: c}, nil
}

// export writes the facts.
func (c *collector) export() {
	for _, obj := range c.dirs.Objects(directives.Blocks) {
		if fn, ok := obj.(*types.Func); ok && c.funcs[fn] == nil && fn.Exported() {
			c.pass.ExportObjectFact(fn, &fact{Kind: uint8(apimodel.Wait), Indefinite: true})
		}
	}
	names := nameable.NewSet(c.pass.Pkg)
	// Chains that an importer could not show whole are left out: they are many,
	// each is read and written by every package further up, and long ones are
	// little evidence. Sends and waits after a stop are left out: how long they wait depends on
	// a goroutine that an importer cannot judge.
	for _, b := range c.order {
		if b.fn == nil || b.rank.class >= 2 || b.rank.depth >= maxSteps || !names.Has(b.fn) {
			continue
		}
		if c.model.NonBlocking(b.fn) || c.model.Blocking(b.fn) != nil {
			continue // the model speaks for it
		}
		f := &fact{Kind: uint8(apimodel.Wait), Indefinite: true}
		if !b.declared {
			w := c.bodyWitness(b, true)
			f.Kind, f.Indefinite = uint8(w.Kind), w.Indefinite
			f.Depth = uint8(min(b.rank.depth, 255))
			f.Chain = strings.Join(w.Names(), arrow)
		}
		c.pass.ExportObjectFact(b.fn, f)
	}
}
