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

	// derive returns what else is to be followed because an instruction uses a
	// value that is followed; nil for nothing. It may be nil itself.
	derive func(instr ssa.Instruction, v ssa.Value) ssa.Value

	seen map[ssa.Value]bool
	work []ssa.Value
	uses []use
}

// An entry is where a value of the spawner enters a task.
type entry struct {
	value ssa.Value // the spawner's
	inner ssa.Value // the parameter, or the free variable that holds its address

	// Of a function whose body is not known: whether the value is the receiver.
	unknown, recv bool
}

// entriesOf returns the values of the spawner that the task of f gets.
func (c *checker) entriesOf(f *tasks.Flow) []entry {
	if list, done := c.entries[f]; done {
		return list
	}
	var list []entry
	for _, body := range f.Bodies {
		for _, p := range body.Params {
			if arg := f.Arg(p); arg != nil {
				list = append(list, entry{value: c.value(arg, f.Start), inner: p})
			}
		}
		for _, fv := range body.FreeVars {
			if v := c.captured(f, fv); v != nil {
				list = append(list, entry{value: v, inner: fv})
			}
		}
	}
	if len(f.Bodies) == 0 && f.Task.Kind == tasks.GoStmt {
		if recv := f.Callee.Recv; recv != nil {
			list = append(list, entry{value: c.value(recv, f.Start), inner: recv, unknown: true, recv: true})
		}
		for _, arg := range f.Callee.Args {
			list = append(list, entry{value: c.value(arg, f.Start), inner: arg, unknown: true})
		}
	}
	c.entries[f] = list
	return list
}

// captured returns the value of the spawner that fv, a free variable of a body,
// holds; nil if it is not known.
func (c *checker) captured(f *tasks.Flow, fv *ssa.FreeVar) ssa.Value {
	cell := c.ir.Cell(fv)
	if cell == nil {
		return nil
	}
	if cell.Parent() == f.Start.Parent() {
		if st := c.last(cell, f.Start, false); st != nil {
			return c.value(st.Val, st)
		}
		return nil
	}
	// A variable of a function around the spawner, or around a loop body.
	if uses := c.ir.Uses(cell); !uses.Escapes && len(uses.Stores) == 1 {
		return c.value(uses.Stores[0].Val, uses.Stores[0])
	}
	return nil
}

// trace returns how the task of f uses the values that is tells.
func (c *checker) trace(f *tasks.Flow, is func(ssa.Value) bool, derive func(ssa.Instruction, ssa.Value) ssa.Value) []use {
	t := &tracer{checker: c, derive: derive, seen: make(map[ssa.Value]bool)}
	for _, e := range c.entriesOf(f) {
		if !is(e.value) {
			continue
		}
		if e.unknown {
			t.uses = append(t.uses, use{instr: f.Start, value: e.inner, callee: f.Callee, recv: e.recv})
		} else if fv, ok := e.inner.(*ssa.FreeVar); ok {
			t.loads(fv)
		} else {
			t.add(e.inner)
		}
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
