package channels

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// harmless are functions of other packages that do nothing with the channels
// that they are passed, or what notifies says.
var harmless = []apimodel.Symbol{
	{Pkg: "os/signal", Name: "Stop"},    // forgets the channel
	{Pkg: "runtime", Name: "KeepAlive"}, // does nothing
}

// notifies are functions that make somebody send on the channel that is their
// first argument, without waiting.
var notifies = []apimodel.Symbol{
	{Pkg: "os/signal", Name: "Notify"}, // drops signals that the buffer doesn't hold
}

// callInstr adds what a call, go or defer statement does.
func (b *builder) callInstr(call ssa.CallInstruction) {
	callee := b.to[call]
	if callee.Builtin != "" {
		b.builtin(call, callee)
		return
	}
	if v := call.Value(); v != nil && holdsChan(v.Type()) {
		if callee.Body != nil {
			b.flow(b.node(result{callee.Body, 0}), b.node(v), call)
		} else {
			b.node(v).foreign = true
		}
	}
	if callee.Body != nil {
		if args := arguments(callee); args != nil {
			for i, arg := range args {
				b.pass(arg, callee.Body.Params[i], call)
			}
			return
		}
		for _, param := range callee.Body.Params {
			if holdsChan(param.Type()) {
				b.node(param).foreign = true
			}
		}
	}
	if callee.Func != nil && callee.Body == nil && !callee.Dynamic {
		sym := apimodel.FuncSymbol(callee.Func)
		if slices.Contains(harmless, sym) {
			return
		}
		if slices.Contains(notifies, sym) && len(callee.Args) > 0 {
			b.op(&Op{Kind: Send, Instr: call, In: call.Parent(), Chan: callee.Args[0], HasDefault: true})
			return
		}
	}
	b.lost(callee.Recv, call)
	for _, arg := range callee.Args {
		b.lost(arg, call)
	}
}

// pass lets an argument flow to a parameter.
func (b *builder) pass(arg ssa.Value, param *ssa.Parameter, instr ssa.Instruction) {
	switch from, to := holdsChan(arg.Type()), holdsChan(param.Type()); {
	case from && to:
		b.flow(b.value(arg), b.node(param), instr)
	case from:
		b.lost(arg, instr)
	case to:
		b.node(param).foreign = true
	}
}

// bound follows the receiver of a method value, which the method gets whenever
// the value is called.
func (b *builder) bound(mc *ssa.MakeClosure) {
	lit, ok := mc.Fn.(*ssa.Function)
	if !ok || b.closures[lit] == mc || len(mc.Bindings) != 1 || !holdsChan(mc.Bindings[0].Type()) {
		return
	}
	body := b.target(lit)
	if body == nil || len(body.Params) == 0 || !strings.HasSuffix(lit.Name(), "$bound") {
		b.lost(mc.Bindings[0], mc)
		return
	}
	b.pass(mc.Bindings[0], body.Params[0], mc)
}

func (b *builder) builtin(call ssa.CallInstruction, callee ir.Callee) {
	kind := Len
	switch callee.Builtin {
	case "close":
		kind = Close
	case "len", "cap":
	default:
		b.other(call)
		return
	}
	if len(callee.Args) != 1 || !holdsChan(callee.Args[0].Type()) {
		return
	}
	op := &Op{Kind: kind, Instr: call, In: call.Parent(), Chan: callee.Args[0]}
	switch call.(type) {
	case *ssa.Defer:
		op.Deferred = true
	case *ssa.Go:
		op.Go = true
	}
	b.op(op)
}

// selectOps adds the cases of a select statement.
func (b *builder) selectOps(sel *ssa.Select) {
	arms := ir.Arms(sel)
	for i := range arms {
		arm := &arms[i]
		if arm.State == nil {
			continue
		}
		op := &Op{Kind: Send, Instr: sel, Arm: arm, In: sel.Parent(), Chan: arm.State.Chan, HasDefault: !sel.Blocking}
		if arm.State.Dir == types.RecvOnly {
			op.Kind = Recv
			op.CommaOk = arm.OK != nil
		}
		for j, state := range sel.States {
			if j != i {
				op.Others = append(op.Others, state.Chan)
			}
		}
		b.op(op)
		b.lost(arm.State.Send, sel)
	}
}

func (b *builder) op(op *Op) {
	b.ops = append(b.ops, op)
	b.value(op.Chan) // has a node, so that it can be asked what it is
}
