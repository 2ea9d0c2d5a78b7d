package bounds

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// calls are calls in the loop that wait for a slot, or for time to pass.
func (l *loop) calls() Bound {
	seen := make(map[*ssa.Function]bool)
	result := Bound{Kind: None}
	for _, instr := range l.instrs {
		call, ok := instr.(*ssa.Call)
		if !ok || l.isStep(instr) {
			if recv, ok := instr.(*ssa.UnOp); ok && l.src.Kind != Ticker && apimodel.IsTimeChan(recv.X.Type()) {
				result = Bound{Kind: Rate, Instr: instr}
			}
			continue
		}
		switch k := l.call(call, seen, 0); k {
		case None:
		case Weighted, Locked:
			return Bound{Kind: k, Instr: instr}
		default:
			if result.Kind != Unknown {
				result = Bound{Kind: k, Instr: instr}
			}
		}
	}
	return result
}

// call says what a call of an iteration limits, None if nothing.
func (l *loop) call(call *ssa.Call, seen map[*ssa.Function]bool, depth int) Kind {
	c := l.r.ir.Callee(&call.Call)
	if c.Func == nil {
		return l.followed(c.Body, seen, depth)
	}
	s := apimodel.FuncSymbol(c.Func)
	switch {
	case s == apimodel.Symbol{Pkg: "time", Name: "Sleep"}:
		return Rate
	case s.Pkg == "golang.org/x/time/rate":
		return Rate
	case s.Pkg == "golang.org/x/sync/semaphore":
		if strings.HasSuffix(s.Name, "cquire") && l.taskCalls("golang.org/x/sync/semaphore", "Release") {
			return Weighted
		}
		return Unknown
	case s.Pkg == "golang.org/x/sync/singleflight":
		return Unknown
	case s.Pkg == "sync" && (s.Name == "Lock" || s.Name == "RLock"):
		if l.taskCalls("sync", "Unlock") && !l.loopCalls("sync", "Unlock") && !l.unlocks(call.Parent()) {
			return Locked
		}
		return None
	case s.Pkg == "sync" && s.Recv == "Cond" && s.Name == "Wait", s.Pkg == "sync" && s.Recv == "WaitGroup" && s.Name == "Wait":
		return Unknown // for what else, if not for the tasks
	case c.Func.Pkg() != nil && apimodel.IsStd(c.Func.Pkg().Path()):
		return None
	case acquires(c.Func):
		return Unknown
	}
	return l.followed(c.Body, seen, depth)
}

// followed is what the calls in a function of this package limit.
func (l *loop) followed(fn *ssa.Function, seen map[*ssa.Function]bool, depth int) Kind {
	if fn == nil || seen[fn] || depth > 3 {
		return None
	}
	seen[fn] = true
	for instr := range ir.Instrs(fn) {
		if call, ok := instr.(*ssa.Call); ok {
			switch k := l.call(call, seen, depth+1); k {
			case None, Locked:
			default:
				return k
			}
		}
	}
	return None
}

// acquires reports whether the name of fn, or of what it is a method of, says that
// it may make its caller wait for its turn.
func acquires(fn *types.Func) bool {
	name := strings.ToLower(fn.Name())
	for _, w := range []string{"acquire", "throttl", "limit", "reserve", "semaphore", "token", "slot", "pressure", "quota", "backoff", "pace", "wait"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	tn := apimodel.TypeName(recv.Type())
	if tn == nil {
		return false
	}
	typ := strings.ToLower(tn.Name())
	for _, w := range []string{"sem", "limit", "throttl", "pool", "gate", "slot", "bucket", "quota", "waitgroup", "gang", "parallel"} {
		if strings.Contains(typ, w) {
			return true
		}
	}
	return false
}

// taskCalls reports whether the task, or a literal in it, calls a function of the
// package whose name ends so.
func (l *loop) taskCalls(pkg, name string) bool {
	for _, body := range l.flow.Bodies {
		for fn := range ir.All(body) {
			for call := range ir.Calls(fn) {
				if l.is(call, pkg, name) {
					return true
				}
			}
		}
	}
	return false
}

// loopCalls is the same for the iteration.
func (l *loop) loopCalls(pkg, name string) bool {
	for _, instr := range l.instrs {
		if call, ok := instr.(*ssa.Call); ok && l.is(call, pkg, name) {
			return true
		}
	}
	return false
}

// unlocks reports whether fn unlocks itself what it locks, when it returns at the
// latest.
func (l *loop) unlocks(fn *ssa.Function) bool {
	for call := range ir.Calls(fn) {
		if _, isGo := call.(*ssa.Go); !isGo && l.is(call, "sync", "Unlock") {
			return true
		}
	}
	return false
}

func (l *loop) is(call ssa.CallInstruction, pkg, name string) bool {
	fn := l.r.ir.Callee(call.Common()).Func
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == pkg && strings.HasSuffix(fn.Name(), name)
}
