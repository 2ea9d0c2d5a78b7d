package channels

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

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
	kept     map[*ssa.Parameter]bool            // parameters that are functions, and are not only called
	loose    map[*ssa.Function]bool             // those that this package may call without our knowing

	onceCalls map[ssa.CallInstruction]*ssa.Function // calls of results of sync.OnceFunc
	onceFrom  map[*ssa.Function][]ssa.CallInstruction

	passed   map[ssa.CallInstruction][]passed
	passedTo map[*ssa.Function][]ssa.CallInstruction

	invokes map[string][]ssa.CallInstruction // calls of methods of interfaces, by name
	dynamic typeutil.Map                     // other calls that aren't resolved, by signature

	ifaced     map[types.Type]bool // named types whose methods may be called through interfaces
	importable bool                // other packages can import this one
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
		kept:      make(map[*ssa.Parameter]bool),
		loose:     make(map[*ssa.Function]bool),
		onceCalls: make(map[ssa.CallInstruction]*ssa.Function),
		onceFrom:  make(map[*ssa.Function][]ssa.CallInstruction),
		passed:    make(map[ssa.CallInstruction][]passed),
		passedTo:  make(map[*ssa.Function][]ssa.CallInstruction),
		invokes:   make(map[string][]ssa.CallInstruction),
		ifaced:    make(map[types.Type]bool),

		importable: p.Types.Name() != "main" && !strings.HasSuffix(p.Types.Name(), "_test"),
	}
	if init := p.SSA().Func("init"); init != nil {
		f.all = append(f.all[:len(f.all):len(f.all)], init)
	}
	for _, fn := range f.all {
		for instr := range ir.Instrs(fn) {
			switch instr := instr.(type) {
			case *ssa.MakeClosure:
				if lit, ok := instr.Fn.(*ssa.Function); ok && lit.Parent() == fn {
					f.closures[lit] = instr
				}
			case *ssa.MakeInterface:
				f.ifaced[named(instr.X.Type())] = true
			case ssa.CallInstruction:
				if generic, ok := instr.Common().Value.(*ssa.Function); ok {
					for _, arg := range generic.TypeArgs() {
						f.ifaced[named(arg)] = true
					}
				}
			}
		}
	}
	for _, obj := range p.Info.Defs {
		if v, ok := obj.(*types.Var); ok && v.Embedded() {
			f.ifaced[named(v.Type())] = true // by way of the type that embeds it
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
					f.loose[g] = !f.leaves(instr) && f.keeps(instr, *op)
				}
			}
		}
	}
	return f
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

// open reports whether fn may be called by others than the calls that are known.
func (f *functions) open(fn *ssa.Function) bool { return f.values[fn] || f.reachable(fn) }

// reachable reports whether code that isn't followed can call fn by its name:
// that of another package, or a call through an interface.
func (f *functions) reachable(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return false
	}
	recv := obj.Signature().Recv()
	if recv == nil {
		return ast.IsExported(obj.Name()) && f.importable
	}
	if f.importable || f.ifaced[named(recv.Type())] {
		return ast.IsExported(obj.Name()) || len(f.invokes[obj.Name()]) > 0
	}
	return false
}

// deferred reports whether fn is run by defer statements only, be it that they
// pass it to what they call.
func (f *functions) deferred(fn *ssa.Function) bool {
	if f.loose[fn] || f.reachable(fn) {
		return false
	}
	calls := slices.Concat(f.from[fn], f.onceFrom[fn], f.passedTo[fn])
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(call ssa.CallInstruction) bool {
		_, ok := call.(*ssa.Defer)
		return !ok
	})
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
