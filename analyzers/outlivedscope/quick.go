package outlivedscope

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// returnsAtOnce reports whether the spawner does nothing of substance after the
// start of the task, whatever path it takes: it waits for nothing, and calls
// only what is over in no time. A task that was started to accompany other work
// (a watcher, a heartbeat) is followed by that work; one that is followed by
// nothing has just begun when the deferred calls run.
func (c *checker) returnsAtOnce(f *tasks.Flow) bool {
	if f.Start.Parent() != f.In {
		return false // in the body of a loop over a function: what that does is not known
	}
	for d := range ir.Defers(f.In) {
		if !c.brief(d, 0) {
			return false
		}
	}
	return c.briefAfter(f.Start)
}

// briefAfter reports whether nothing of substance can follow the instruction in
// its function.
func (c *checker) briefAfter(start ssa.Instruction) bool {
	return !c.reaches(start.Block(), slices.Index(start.Block().Instrs, start)+1, func(instr ssa.Instruction) bool {
		return instr != start && !c.brief(instr, 0)
	}, nil)
}

// waitsForNobody reports whether instr is brief, and no call that by its name
// could wait for the end of a task.
func (c *checker) waitsForNobody(instr ssa.Instruction) bool {
	if call, ok := instr.(ssa.CallInstruction); ok {
		if fn := c.ir.Callee(call.Common()).Func; fn != nil && apimodel.IsReleaseName(fn.Name()) {
			return false
		}
	}
	return c.brief(instr, 0)
}

// givesUp reports whether the spawner can return after the start because it is
// told to stop, or because time is up, rather than because the task has ended.
func (c *checker) givesUp(f *tasks.Flow) bool {
	waits := make(map[[2]*ssa.BasicBlock]bool)
	for instr := range ir.Instrs(f.In) {
		sel, ok := instr.(*ssa.Select)
		if !ok {
			continue
		}
		for _, arm := range ir.Arms(sel) {
			if arm.From == nil {
				return false
			}
			if arm.State != nil && !c.isSignal(arm.State.Chan) {
				waits[[2]*ssa.BasicBlock{arm.From, arm.To}] = true
			}
		}
	}
	for _, j := range f.Joins {
		if j.Arm != nil && j.Arm.From != nil {
			waits[[2]*ssa.BasicBlock{j.Arm.From, j.Arm.To}] = true
		}
	}
	return c.ir.Escape(f.Start, ir.Search{
		Stop: func(instr ssa.Instruction) bool {
			_, sel := instr.(*ssa.Select)
			return !sel && instr != ssa.Instruction(f.Start) && !c.brief(instr, 0)
		},
		Edge: func(from, to *ssa.BasicBlock) bool { return !waits[[2]*ssa.BasicBlock{from, to}] },
	}) != nil
}

// isSignal reports whether ch is that of a context that the spawner was given,
// or of a timer.
func (c *checker) isSignal(ch ssa.Value) bool {
	switch x := c.ir.Resolve(ch).(type) {
	case *ssa.Call:
		callee := c.ir.Callee(x.Common())
		if callee.Func == nil || callee.Func.Pkg() == nil {
			return false
		}
		if callee.Func.Name() == "Done" && callee.Recv != nil && apimodel.IsContext(callee.Recv.Type()) {
			return true
		}
		return callee.Func.Pkg().Path() == "time"
	case *ssa.UnOp:
		addr, ok := x.X.(*ssa.FieldAddr)
		return ok && fieldName(addr) == "C" && apimodel.TypeSymbol(addr.X.Type()).Pkg == "time"
	}
	return false
}

// reaches reports whether control may come from the i-th instruction of block to
// one that is a goal, on a path that nothing stops. The argument stop may be nil.
func (c *checker) reaches(block *ssa.BasicBlock, i int, goal, stop func(ssa.Instruction) bool) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{block}
	for n := 0; n < len(work); n++ {
		instrs := work[n].Instrs
		if n == 0 {
			instrs = instrs[i:] // the block may be entered again from its start
		}
		stopped := false
		for _, instr := range instrs {
			if goal(instr) {
				return true
			}
			if stopped = stop != nil && stop(instr); stopped {
				break
			}
		}
		if stopped {
			continue
		}
		for _, succ := range work[n].Succs {
			if !seen[succ] {
				seen[succ] = true
				work = append(work, succ)
			}
		}
	}
	return false
}

// brief reports whether executing instr takes no time to speak of.
func (c *checker) brief(instr ssa.Instruction, depth int) bool {
	switch instr := instr.(type) {
	case *ssa.Select:
		return !instr.Blocking
	case *ssa.Send:
		return false
	case *ssa.UnOp:
		return instr.Op != token.ARROW
	case *ssa.Next:
		return true
	case *ssa.Go:
		return true
	case ssa.CallInstruction: // deferred calls run before the spawner returns
		return c.briefCall(c.ir.Callee(instr.Common()), instr.Common(), depth)
	}
	return true
}

func (c *checker) briefCall(callee ir.Callee, common *ssa.CallCommon, depth int) bool {
	fn := callee.Func
	switch {
	case callee.Builtin != "":
		return true
	case fn == nil && callee.Body == nil:
		return isCancel(common.Value.Type())
	case callee.Body != nil:
		if depth >= 3 || len(callee.Body.Blocks) > 20 {
			return false
		}
		if fn != nil && isLog(fn.Name()) {
			return true
		}
		for instr := range ir.Instrs(callee.Body) {
			if !c.brief(instr, depth+1) {
				return false
			}
		}
		return true
	case fn.Pkg() == nil: // error.Error
		return true
	case apimodel.IsReleaseName(fn.Name()) && !strings.Contains(fn.Name(), "Wait") && !strings.Contains(fn.Name(), "Graceful"):
		return true
	case apimodel.IsStd(fn.Pkg().Path()):
		return isBriefStd(fn)
	}
	return isLog(fn.Name()) || isMetric(fn.Name()) || isRequestValue(fn)
}

// isBriefStd reports whether fn, of the standard library, neither waits nor
// computes for long.
func isBriefStd(fn *types.Func) bool {
	s := apimodel.FuncSymbol(fn)
	switch s.Pkg {
	case "errors", "expvar", "fmt", "log", "log/slog", "path", "path/filepath", "strconv", "strings", "sync/atomic", "unicode", "unicode/utf8",
		"net/url", "context", "net/textproto", "maps", "slices", "cmp", "encoding/hex", "encoding/base64", "reflect", "runtime", "bytes", "encoding/json":
		return !strings.HasPrefix(s.Name, "Scan") && !strings.HasPrefix(s.Name, "Fscan")
	case "time":
		return s.Name != "Sleep"
	case "sync":
		return s.Name != "Wait" && !(s.Recv == "Once" && s.Name == "Do")
	case "net/http":
		switch s.Recv {
		case "Header", "ResponseWriter", "Flusher", "Cookie":
			return true
		case "Request":
			return s.Name == "Context" || s.Name == "WithContext" || s.Name == "PathValue" || s.Name == "UserAgent"
		case "":
			return slices.Contains([]string{"Error", "NotFound", "Redirect", "StatusText", "SetCookie"}, s.Name)
		}
	case "io":
		return s.Name == "WriteString"
	case "net":
		return s.Name == "RemoteAddr" || s.Name == "LocalAddr" || s.Name == "String" || strings.HasPrefix(s.Name, "Set")
	case "os":
		return s.Name == "Getenv" || s.Name == "Getpid" || s.Name == "Exit"
	}
	return false
}

// logs are the names with which methods that log begin, whoever declares them.
var logs = []string{"Debug", "Error", "Fatal", "Info", "Log", "Notice", "Panic", "Print", "Trace", "Verbose", "Warn"}

func isLog(name string) bool {
	upper := strings.ToUpper(name[:1]) + name[1:]
	return slices.ContainsFunc(logs, func(prefix string) bool { return strings.HasPrefix(upper, prefix) })
}

// isMetric reports whether name is one of those that counters and gauges have.
func isMetric(name string) bool {
	return slices.Contains([]string{"Add", "Dec", "Inc", "Mark", "Observe", "Set", "Sub", "UpdateSince", "WithLabelValues"}, name)
}
