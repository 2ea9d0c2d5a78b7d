package outlivedscope

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/tasks"
)

// handlerParams reports whether a function of the type may be a handler.
func (c *checker) handlerParams(typ *ast.FuncType) bool {
	for _, field := range typ.Params.List {
		s := apimodel.TypeSymbol(c.pass.TypesInfo.TypeOf(field.Type))
		if s == httpRequest || pooled[s] != "" {
			return true
		}
	}
	return false
}

// isService reports whether a method is one of a gRPC service: it implements one
// that the generated type embedded in the receiver declares.
func isService(sig *types.Signature, name string) bool {
	recv := sig.Recv()
	if recv == nil {
		return false
	}
	t := recv.Type()
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	strct, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range strct.Fields() {
		if field.Embedded() && strings.HasPrefix(field.Name(), "Unimplemented") && strings.HasSuffix(field.Name(), "Server") {
			if obj, _, _ := types.LookupFieldOrMethod(field.Type(), true, nil, name); obj != nil {
				return true
			}
		}
	}
	return false
}

// leavesHandler reports whether the spawner of f is a handler that can return
// while the task runs.
func (c *checker) leavesHandler(f *tasks.Flow) bool {
	answer, _ := c.tasks.LeavesBut(f, func(ssa.Instruction) bool { return false })
	if answer != tasks.Yes {
		return false
	}
	callers := c.callersOf(f.In)
	return len(callers) == 0 || f.Outlives == tasks.Yes && c.isHandler(f.In, 0)
}

// isHandler reports whether fn returns only where a handler does: nobody in this
// package calls it but a handler that returns right after that.
func (c *checker) isHandler(fn *ssa.Function, depth int) bool {
	for _, call := range c.callersOf(fn) {
		if _, ok := call.(*ssa.Call); !ok || depth > 2 {
			return false
		}
		in := call.Parent()
		if !slices.ContainsFunc(in.Params, func(p *ssa.Parameter) bool {
			s := apimodel.TypeSymbol(p.Type())
			return s == httpRequest || pooled[s] != ""
		}) {
			return false
		}
		if !c.briefAfter(call) || !c.isHandler(in, depth+1) {
			return false
		}
	}
	return true
}

// callersOf returns the calls of fn by name in this package.
func (c *checker) callersOf(fn *ssa.Function) []ssa.CallInstruction {
	if c.callers == nil {
		c.callers = make(map[*ssa.Function][]ssa.CallInstruction)
		for _, from := range c.ir.Functions() {
			for _, b := range from.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(ssa.CallInstruction); ok {
						if callee := c.ir.Callee(call.Common()); callee.Body != nil {
							c.callers[callee.Body] = append(c.callers[callee.Body], call)
						}
					}
				}
			}
		}
	}
	return c.callers[fn]
}
