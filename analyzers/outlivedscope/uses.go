package outlivedscope

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A use is what a task does with a value.
type use struct {
	instr ssa.Instruction
	value ssa.Value // the value, as the instruction knows it

	// Of calls: what is called, and whether the value is the receiver.
	callee ir.Callee
	recv   bool
}

// A tracer follows a value of the spawner through the code of a task: through
// captures, arguments, and the functions of this package that are called.
type tracer struct {
	*checker
	flow *tasks.Flow

	// is tells the values of the spawner that are followed.
	is func(ssa.Value) bool

	// derive returns what else is to be followed because an instruction uses a
	// value that is followed; nil for nothing. It may be nil itself.
	derive func(instr ssa.Instruction, v ssa.Value) ssa.Value

	seen map[ssa.Value]bool
	work []ssa.Value
	uses []use
}

// trace returns how the task of f uses the values that is tells.
func (c *checker) trace(f *tasks.Flow, is func(ssa.Value) bool, derive func(ssa.Instruction, ssa.Value) ssa.Value) []use {
	t := &tracer{checker: c, flow: f, is: is, derive: derive, seen: make(map[ssa.Value]bool)}
	for _, body := range f.Bodies {
		for _, p := range body.Params {
			if arg := f.Arg(p); arg != nil && is(c.value(arg, f.Start)) {
				t.add(p)
			}
		}
		for _, fv := range body.FreeVars {
			t.captured(fv)
		}
	}
	if len(f.Bodies) == 0 && f.Task.Kind == tasks.GoStmt {
		t.started()
	}
	for len(t.work) > 0 {
		v := t.work[len(t.work)-1]
		t.work = t.work[:len(t.work)-1]
		for _, instr := range *v.Referrers() {
			t.visit(instr, v)
		}
	}
	return t.uses
}

func (t *tracer) add(v ssa.Value) {
	if v != nil && v.Referrers() != nil && !t.seen[v] {
		t.seen[v] = true
		t.work = append(t.work, v)
	}
}

// captured follows fv, a free variable of a body, if it is a variable of the
// spawner that holds the value.
func (t *tracer) captured(fv *ssa.FreeVar) {
	cell := t.ir.Cell(fv)
	if cell == nil {
		return
	}
	var v ssa.Value
	switch {
	case cell.Parent() == t.flow.Start.Parent():
		if st := t.last(cell, t.flow.Start, false); st != nil {
			v = t.value(st.Val, st)
		}
	default: // a variable of a function around the spawner, or around a loop body
		if uses := t.ir.Uses(cell); !uses.Escapes && len(uses.Stores) == 1 {
			v = t.value(uses.Stores[0].Val, uses.Stores[0])
		}
	}
	if v != nil && t.is(v) {
		t.loads(fv)
	}
}

// loads follows what is read from the variable whose address addr is.
func (t *tracer) loads(addr ssa.Value) {
	for _, instr := range *addr.Referrers() {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			if instr.Op == token.MUL {
				t.add(instr)
			}
		case *ssa.MakeClosure:
			fn, ok := instr.Fn.(*ssa.Function)
			if !ok {
				continue
			}
			for i, b := range instr.Bindings {
				if b == addr && i < len(fn.FreeVars) {
					t.loads(fn.FreeVars[i])
				}
			}
		}
	}
}

// started notes the use by the function that a go statement calls if its body is
// not known.
func (t *tracer) started() {
	f := t.flow
	if recv := f.Callee.Recv; recv != nil && t.is(t.value(recv, f.Start)) {
		t.uses = append(t.uses, use{instr: f.Start, value: recv, callee: f.Callee, recv: true})
	}
	for _, arg := range f.Callee.Args {
		if t.is(t.value(arg, f.Start)) {
			t.uses = append(t.uses, use{instr: f.Start, value: arg, callee: f.Callee})
		}
	}
}

// visit follows v, a value in the task, into an instruction that uses it.
func (t *tracer) visit(instr ssa.Instruction, v ssa.Value) {
	if t.derive != nil {
		t.add(t.derive(instr, v))
	}
	switch instr := instr.(type) {
	case *ssa.ChangeType:
		t.add(instr)
	case *ssa.ChangeInterface:
		t.add(instr)
	case *ssa.MakeInterface:
		t.add(instr)
	case *ssa.TypeAssert:
		if !instr.CommaOk {
			t.add(instr)
			return
		}
		for _, ref := range *instr.Referrers() {
			if x, ok := ref.(*ssa.Extract); ok && x.Index == 0 {
				t.add(x)
			}
		}
	case *ssa.Store:
		cell := t.ir.Cell(instr.Addr)
		if instr.Val != v {
			return
		}
		if cell == nil {
			if list := variadic(instr); list != nil {
				t.add(list)
				return
			}
			t.uses = append(t.uses, use{instr: instr, value: v})
			return
		}
		if uses := t.ir.Uses(cell); !uses.Escapes && len(uses.Stores) == 1 {
			for _, load := range uses.Loads {
				t.add(load)
			}
		}
	case *ssa.FieldAddr:
		t.uses = append(t.uses, use{instr: instr, value: v})
	case ssa.CallInstruction:
		t.call(instr, v)
	case *ssa.MakeClosure: // a method value, or a literal that is kept
		t.uses = append(t.uses, use{instr: instr, value: v, recv: true})
	case *ssa.Send, *ssa.MapUpdate, *ssa.Return, *ssa.Select:
		t.uses = append(t.uses, use{instr: instr, value: v})
	}
}

// variadic returns the slice that a call passes for its variadic parameter, if
// the store makes an element of it.
func variadic(st *ssa.Store) ssa.Value {
	elem, ok := st.Addr.(*ssa.IndexAddr)
	if !ok {
		return nil
	}
	array, ok := elem.X.(*ssa.Alloc)
	if !ok || array.Comment != "varargs" {
		return nil
	}
	for _, ref := range *array.Referrers() {
		if slice, ok := ref.(*ssa.Slice); ok {
			return slice
		}
	}
	return nil
}

// call follows v into a function of this package, or notes what is called with
// it.
func (t *tracer) call(instr ssa.CallInstruction, v ssa.Value) {
	callee := t.ir.Callee(instr.Common())
	recv := callee.Recv == v
	if callee.Body != nil && callee.Body.Blocks != nil {
		params := callee.Body.Params
		args := callee.Args
		if callee.Recv != nil {
			args = append([]ssa.Value{callee.Recv}, args...)
		}
		if len(args) == len(params) {
			for i, arg := range args {
				if arg == v {
					t.add(params[i])
				}
			}
			return
		}
	}
	if callee.Builtin == "" {
		t.uses = append(t.uses, use{instr: instr, value: v, callee: callee, recv: recv})
	}
}
