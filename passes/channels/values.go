package channels

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

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
		in := [2]*ssa.Function{callee.Body, ir.Outermost(call.Parent())}
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
	} else {
		f.mayRun(call, v)
	}
}

// mayRun notes that call runs v, a function that isn't known. A parameter is
// known where it is passed.
func (f *functions) mayRun(call ssa.CallInstruction, v ssa.Value) {
	switch v := f.pkg.Resolve(v).(type) {
	case *ssa.Parameter, *ssa.Const:
	default:
		sig, ok := v.Type().Underlying().(*types.Signature)
		if !ok || f.imported(v) {
			return
		}
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

// A ref is a use of a function value that may be in a variable.
type ref struct {
	instr ssa.Instruction
	v     ssa.Value // the function there
}

// refs returns the uses of v, those of a variable that holds only v included.
// It reports whether these are all.
func (f *functions) refs(v ssa.Value) (refs []ref, all bool) {
	for _, instr := range *v.Referrers() {
		store, ok := instr.(*ssa.Store)
		if !ok || store.Val != v {
			refs = append(refs, ref{instr, v})
			continue
		}
		cell := f.pkg.Cell(store.Addr)
		if cell == nil {
			return nil, false
		}
		uses := f.pkg.Uses(cell)
		if uses.Escapes || len(uses.Stores) != 1 {
			return nil, false
		}
		for _, load := range uses.Loads {
			for _, instr := range *load.Referrers() {
				refs = append(refs, ref{instr, load})
			}
		}
	}
	return refs, true
}

// keeps reports whether instr lets the function v get to where a call that
// isn't resolved may find it.
func (f *functions) keeps(instr ssa.Instruction, v ssa.Value) bool {
	if fn, ok := closureOf(v); ok && fn.Synthetic == "range-over-func yield" {
		return false // it is over with the loop
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return !harmlessUse(instr)
	}
	callee := f.pkg.Callee(call.Common())
	if callee.Func != nil && callee.Body == nil && !callee.Dynamic {
		result := call.Value()
		return result != nil && slices.Contains(onceFuncs, apimodel.FuncSymbol(callee.Func)) && f.keepsValue(result)
	}
	args := arguments(callee)
	if args == nil || callee.Dynamic {
		return !calledBy(call, v)
	}
	for i, arg := range args {
		if arg == v && f.keepsParam(callee.Body.Params[i]) {
			return true
		}
	}
	return false
}

func closureOf(v ssa.Value) (*ssa.Function, bool) {
	if mc, ok := v.(*ssa.MakeClosure); ok {
		v = mc.Fn
	}
	fn, ok := v.(*ssa.Function)
	return fn, ok
}

func harmlessUse(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.BinOp, *ssa.If, *ssa.DebugRef:
		return true
	}
	return false
}

func (f *functions) keepsParam(param *ssa.Parameter) bool {
	if kept, done := f.kept[param]; done {
		return kept
	}
	f.kept[param] = false // while it is being decided, for recursive functions
	f.kept[param] = f.keepsValue(param)
	return f.kept[param]
}

func (f *functions) keepsValue(v ssa.Value) bool {
	refs, all := f.refs(v)
	return !all || slices.ContainsFunc(refs, func(r ref) bool { return f.keeps(r.instr, r.v) })
}

// onceFunc returns the function that v, a result of sync.OnceFunc or one of its
// relatives, calls.
func (f *functions) onceFunc(v ssa.Value) *ssa.Function {
	call, ok := f.pkg.Resolve(v).(*ssa.Call)
	if !ok {
		return nil
	}
	callee := f.pkg.Callee(call.Common())
	if callee.Func == nil || len(callee.Args) != 1 || !slices.Contains(onceFuncs, apimodel.FuncSymbol(callee.Func)) {
		return nil
	}
	return f.target(f.pkg.Resolve(callee.Args[0]))
}

// A passed is a function that is an argument of a call.
type passed struct {
	fn    *ssa.Function
	index int         // of the parameter, the receiver not counted
	args  []ssa.Value // the receiver of a method value
}

// passes notes the functions that are arguments of a call.
func (f *functions) passes(call ssa.CallInstruction) {
	for i, arg := range f.to[call].Args {
		if _, ok := arg.Type().Underlying().(*types.Signature); !ok {
			continue
		}
		v := f.pkg.Resolve(arg)
		if fn := f.target(v); fn != nil {
			p := passed{fn: fn, index: i}
			if mc, ok := v.(*ssa.MakeClosure); ok && f.closures[fn] != mc {
				p.args = mc.Bindings
			}
			f.passed[call] = append(f.passed[call], p)
			f.passedTo[fn] = append(f.passedTo[fn], call)
		} else {
			f.mayRun(call, v)
		}
	}
}
