package lostrelease

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// A kind is what an operation does to the object that it is about.
type kind uint8

const (
	lock kind = iota
	unlock
	add  // wg.Add with anything that isn't negative
	done // wg.Done, wg.Add(-1)
	wait // for the group
	send
	recv
	closing
	acquire // semaphore.Weighted
	release

	kinds // how many there are
)

// An op is an operation of a function on a lock, a group, a channel or a
// semaphore.
type op struct {
	instr ssa.Instruction
	kind  kind
	place place
	arm   *ir.Arm // the case of a select, nil if it is none
	name  string  // of the method
}

// find returns the operations of instr itself.
func (e *engine) find(instr ssa.Instruction) []op {
	switch x := instr.(type) {
	case ssa.CallInstruction:
		if k, v, name, ok := e.method(x.Common()); ok {
			return []op{{instr: instr, kind: k, place: e.placeOf(v), name: name}}
		}
	case *ssa.Send:
		return []op{{instr: instr, kind: send, place: e.placeOf(x.Chan)}}
	case *ssa.UnOp:
		if x.Op == token.ARROW {
			return []op{{instr: instr, kind: recv, place: e.placeOf(x.X)}}
		}
	case *ssa.Select:
		var ops []op
		for _, arm := range ir.Arms(x) {
			if arm.State == nil {
				continue
			}
			k := recv
			if arm.State.Dir == types.SendOnly {
				k = send
			}
			ops = append(ops, op{instr: instr, kind: k, place: e.placeOf(arm.State.Chan), arm: &arm})
		}
		return ops
	}
	return nil
}

// method returns the kind of a call and the address or reference of what it
// acts on.
func (e *engine) method(c *ssa.CallCommon) (k kind, on ssa.Value, name string, ok bool) {
	callee := e.ir.Callee(c)
	if callee.Builtin == "close" && len(callee.Args) == 1 {
		return closing, callee.Args[0], "close", true
	}
	if callee.Func == nil || callee.Recv == nil || callee.Body != nil {
		return 0, nil, "", false
	}
	k, ok = e.methodKind(callee.Func, callee.Args)
	return k, callee.Recv, callee.Func.Name(), ok
}

// methodKind returns what the method fn of another package does to its receiver.
func (e *engine) methodKind(fn *types.Func, args []ssa.Value) (kind, bool) {
	sig := fn.Signature()
	switch sym := apimodel.FuncSymbol(fn); sym.Name {
	case "Lock", "RLock":
		return lock, sig.Params().Len() == 0 && sig.Results().Len() == 0
	case "TryLock", "TryRLock":
		return lock, sig.Params().Len() == 0 && sig.Results().Len() == 1
	case "Unlock", "RUnlock":
		return unlock, sig.Params().Len() == 0 && sig.Results().Len() == 0
	case "Done":
		return done, sym.Pkg == "sync" && sym.Recv == "WaitGroup"
	case "Add":
		if sym.Pkg != "sync" || sym.Recv != "WaitGroup" {
			return 0, false
		}
		if n, ok := e.constant(args, 0); ok && n < 0 {
			return done, true
		}
		return add, true
	case "Wait":
		return wait, sym.Pkg == "sync" && sym.Recv == "WaitGroup"
	case "Acquire", "TryAcquire":
		return acquire, isWeighted(sym)
	case "Release":
		return release, isWeighted(sym)
	}
	return 0, false
}

func isWeighted(sym apimodel.Symbol) bool {
	return sym.Recv == "Weighted" && strings.HasSuffix(sym.Pkg, "sync/semaphore")
}

// constant returns the integer that an argument certainly is.
func (e *engine) constant(args []ssa.Value, i int) (int64, bool) {
	if i >= len(args) {
		return 0, false
	}
	c, ok := e.ir.Resolve(args[i]).(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}
