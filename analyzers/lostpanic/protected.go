package lostpanic

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// mayRecover reports whether fn defers something that recovers, or might: a
// function value, or a function of another package that does not have a name for
// cleaning up.
func (c *checker) mayRecover(fn *ssa.Function) bool {
	for part := range ir.Parts(fn) {
		for d := range ir.Defers(part) {
			if c.deferRecovers(&d.Call) {
				return true
			}
		}
	}
	return false
}

func (c *checker) deferRecovers(call *ssa.CallCommon) bool {
	callee := c.ir.Callee(call)
	switch {
	case callee.Builtin != "":
		return false // also recover, which does not work like that
	case callee.Body != nil && !callee.Dynamic:
		return c.callsRecover(callee.Body)
	case callee.Func == nil:
		sym := apimodel.TypeSymbol(call.Value.Type())
		return sym != apimodel.Symbol{Pkg: "context", Name: "CancelFunc"} && sym != apimodel.Symbol{Pkg: "context", Name: "CancelCauseFunc"} &&
			!c.makesCancel(call.Value)
	}
	if pkg := callee.Func.Pkg(); pkg == nil || apimodel.IsStd(pkg.Path()) {
		return false
	}
	return !slices.Contains(cleanups, callee.Func.Name())
}

// cleanups are the names of methods that free something, and don't recover.
var cleanups = []string{
	"Add", "Broadcast", "Cancel", "Close", "Dec", "Decrement", "Delete", "Done", "End", "Finish", "Flush", "Inc", "Observe", "ObserveDuration", "Put",
	"RUnlock", "Release", "Remove", "Set", "Signal", "Stop", "Store", "Sub", "Sync", "Unlock", "Unregister",
}

// makesCancel reports whether v is the cancel function that a function of package
// context returned.
func (c *checker) makesCancel(v ssa.Value) bool {
	x, ok := c.ir.Resolve(v).(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := x.Tuple.(*ssa.Call)
	if !ok {
		return false
	}
	fn := c.ir.Callee(call.Common()).Func
	return fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == "context" || fn.Pkg().Path() == "os/signal")
}

// callsRecover reports whether fn, as a deferred function, recovers or might.
func (c *checker) callsRecover(fn *ssa.Function) bool {
	if node := fn.Syntax(); node != nil {
		return len(c.found.direct[node]) > 0
	}
	return true
}

// goesByRecovering reports whether the name of fn says that it takes care of
// panics.
func goesByRecovering(fn *types.Func) bool {
	name := strings.ToLower(fn.Name())
	for _, word := range []string{"recover", "panic", "crash", "safe", "protect", "guard", "rescue", "catch"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
