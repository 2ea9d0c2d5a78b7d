package channels

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// functions knows who calls the functions of the package.
type functions struct {
	pkg  *ir.Package
	all  []*ssa.Function                         // in source order, the variable initialisers last
	to   map[ssa.CallInstruction]ir.Callee       // what the calls call
	from map[*ssa.Function][]ssa.CallInstruction // the resolved calls of each function

	fromIn map[[2]*ssa.Function][]ssa.CallInstruction // the same, by the declared function that makes the call

	closures map[*ssa.Function]*ssa.MakeClosure // where literals with free variables are made
	values   map[*ssa.Function]bool             // those that are used otherwise than by resolved calls
	loose    map[*ssa.Function]bool             // those that this package may call without our knowing

	onceCalls map[ssa.CallInstruction]*ssa.Function // calls of results of sync.OnceFunc
	onceFrom  map[*ssa.Function][]ssa.CallInstruction

	passed   map[ssa.CallInstruction][]passed
	passedTo map[*ssa.Function][]ssa.CallInstruction

	invokes map[string][]ssa.CallInstruction // calls of methods of interfaces, by name
	dynamic typeutil.Map                     // other calls that aren't resolved, by signature

	importable bool // other packages can import this one
}

func newFunctions(p *ir.Package) *functions {
	f := &functions{
		pkg:       p,
		all:       p.Functions(),
		to:        make(map[ssa.CallInstruction]ir.Callee),
		from:      make(map[*ssa.Function][]ssa.CallInstruction),
		fromIn:    make(map[[2]*ssa.Function][]ssa.CallInstruction),
		closures:  make(map[*ssa.Function]*ssa.MakeClosure),
		values:    make(map[*ssa.Function]bool),
		loose:     make(map[*ssa.Function]bool),
		onceCalls: make(map[ssa.CallInstruction]*ssa.Function),
		onceFrom:  make(map[*ssa.Function][]ssa.CallInstruction),
		passed:    make(map[ssa.CallInstruction][]passed),
		passedTo:  make(map[*ssa.Function][]ssa.CallInstruction),
		invokes:   make(map[string][]ssa.CallInstruction),

		importable: p.Types.Name() != "main" && !strings.HasSuffix(p.Types.Name(), "_test"),
	}
	if init := p.SSA().Func("init"); init != nil {
		f.all = append(f.all[:len(f.all):len(f.all)], init)
	}
	for _, fn := range f.all {
		for instr := range ir.Instrs(fn) {
			if mc, ok := instr.(*ssa.MakeClosure); ok {
				if lit, ok := mc.Fn.(*ssa.Function); ok && lit.Parent() == fn {
					f.closures[lit] = mc
				}
			}
		}
	}
	uses := make(map[*ssa.Alloc]bool)
	var operands [8]*ssa.Value
	for _, fn := range f.all {
		for instr := range ir.Instrs(fn) {
			if call, ok := instr.(ssa.CallInstruction); ok {
				f.call(call)
			}
			for _, op := range instr.Operands(operands[:0]) {
				if g := f.target(*op); g != nil && !f.loose[g] && !f.onlyCalled(instr, *op, uses) {
					f.values[g] = true
					f.loose[g] = !f.leaves(instr)
				}
			}
		}
	}
	return f
}

// call notes what call calls and passes.
func (f *functions) call(call ssa.CallInstruction) {
	common := call.Common()
	callee := f.pkg.Callee(common)
	switch {
	case callee.Dynamic:
		callee.Body = nil
		f.invokes[callee.Func.Name()] = append(f.invokes[callee.Func.Name()], call)
	case callee.Body != nil:
		f.from[callee.Body] = append(f.from[callee.Body], call)
		in := [2]*ssa.Function{callee.Body, root(call.Parent())}
		f.fromIn[in] = append(f.fromIn[in], call)
	case callee.Func == nil && callee.Builtin == "":
		f.callOfValue(call)
	}
	f.to[call] = callee
	f.passes(call)
}

// callOfValue notes a call of a function value.
func (f *functions) callOfValue(call ssa.CallInstruction) {
	v := call.Common().Value
	if fn := f.onceFunc(v); fn != nil {
		f.onceCalls[call] = fn
		f.onceFrom[fn] = append(f.onceFrom[fn], call)
	} else if !f.imported(v) {
		sig := call.Common().Signature()
		sites, _ := f.dynamic.At(sig).([]ssa.CallInstruction)
		f.dynamic.Set(sig, append(sites, call))
	}
}

// imported reports whether v, a function that is called, is the result of a
// function of another package, as the cancel function of a context is.
func (f *functions) imported(v ssa.Value) bool {
	v = f.pkg.Resolve(v)
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	return ok && f.leaves(call)
}

// leaves reports whether instr is a call of a function of another package, one
// whose result isn't a function of this one.
func (f *functions) leaves(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	callee := f.pkg.Callee(call.Common())
	return callee.Func != nil && callee.Body == nil && !callee.Dynamic &&
		!slices.Contains(onceFuncs, apimodel.FuncSymbol(callee.Func))
}

// target returns the function of this package that v is, nil if it is none.
func (f *functions) target(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.MakeClosure:
		return f.target(v.Fn)
	case *ssa.Function:
		if origin := v.Origin(); origin != nil {
			v = origin
		}
		if obj, ok := v.Object().(*types.Func); ok {
			return f.pkg.DeclOf(obj)
		}
		if v.Blocks != nil {
			return v
		}
	}
	return nil
}

// onlyCalled reports whether instr, a user of the function v, does nothing with
// it that a resolved call doesn't show.
func (f *functions) onlyCalled(instr ssa.Instruction, v ssa.Value, cells map[*ssa.Alloc]bool) bool {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		return calledBy(instr, v)
	case *ssa.MakeClosure:
		return instr.Fn == v
	case *ssa.DebugRef:
		return true
	case *ssa.Store:
		cell := f.pkg.Cell(instr.Addr)
		if cell == nil || instr.Val != v {
			return false
		}
		only, done := cells[cell]
		if !done {
			only = f.holdsCallee(cell)
			cells[cell] = only
		}
		return only
	}
	return false
}

func calledBy(call ssa.CallInstruction, v ssa.Value) bool {
	common := call.Common()
	if common.IsInvoke() || common.Value != v {
		return false
	}
	for _, arg := range common.Args {
		if arg == v {
			return false
		}
	}
	return true
}

// holdsCallee reports whether all that happens to the function in the variable
// is that it is called.
func (f *functions) holdsCallee(cell *ssa.Alloc) bool {
	uses := f.pkg.Uses(cell)
	if uses.Escapes || len(uses.Stores) != 1 {
		return false
	}
	for _, load := range uses.Loads {
		for _, ref := range *load.Referrers() {
			if call, ok := ref.(ssa.CallInstruction); !ok || !calledBy(call, load) {
				return false
			}
		}
	}
	return true
}

// open reports whether fn may be called by others than the calls that are known.
func (f *functions) open(fn *ssa.Function) bool {
	if f.values[fn] {
		return true
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return false
	}
	if obj.Signature().Recv() != nil {
		return ast.IsExported(obj.Name()) || len(f.invokes[obj.Name()]) > 0
	}
	return ast.IsExported(obj.Name()) && f.importable
}

// deferred reports whether fn is called by defer statements only.
func (f *functions) deferred(fn *ssa.Function) bool {
	if len(f.from[fn]) == 0 || f.open(fn) {
		return false
	}
	for _, call := range f.from[fn] {
		if _, ok := call.(*ssa.Defer); !ok {
			return false
		}
	}
	return true
}

// arguments returns what call passes for the parameters of its body, receiver
// first, nil if they don't correspond.
func arguments(callee ir.Callee) []ssa.Value {
	args := callee.Args
	if callee.Recv != nil {
		args = append([]ssa.Value{callee.Recv}, args...)
	}
	if callee.Body == nil || len(args) != len(callee.Body.Params) {
		return nil
	}
	return args
}
