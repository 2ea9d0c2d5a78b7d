package outlivedscope

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// derives reports whether v, a value of the spawner, is a context that root tells
// or one that ends with it.
func (c *checker) derives(v ssa.Value, root func(ssa.Value) bool) bool {
	for range 16 {
		if root(v) {
			return true
		}
		call, index := originCall(v)
		if call == nil || index != 0 {
			return false
		}
		parent := c.parentContext(call)
		if parent == nil {
			return false
		}
		v = c.value(parent, call)
	}
	return false
}

// derivedContext follows the contexts that a task makes of one.
func (c *checker) derivedContext(instr ssa.Instruction, v ssa.Value) ssa.Value {
	call, ok := instr.(*ssa.Call)
	if !ok || c.parentContext(call) != v {
		return nil
	}
	if _, tuple := call.Type().(*types.Tuple); tuple {
		return resultOf(call, 0)
	}
	return call
}

// parentContext returns the context from which call derives its first result:
// one that ends when the parent does, by what the callee is called.
func (c *checker) parentContext(call *ssa.Call) ssa.Value {
	fn := c.ir.Callee(call.Common()).Func
	if fn == nil || fn.Pkg() == nil || !derivesByName(fn) {
		return nil
	}
	results := fn.Signature().Results()
	if results.Len() == 0 {
		return nil
	}
	for _, arg := range call.Call.Args {
		if iface, ok := contextInterface(fn); ok && types.Implements(arg.Type(), iface) && types.Implements(results.At(0).Type(), iface) {
			return arg
		}
	}
	return nil
}

// contextInterface returns the interface context.Context, from a parameter of fn
// that has the type.
func contextInterface(fn *types.Func) (*types.Interface, bool) {
	for p := range fn.Signature().Params().Variables() {
		if apimodel.IsContext(p.Type()) {
			iface, ok := p.Type().Underlying().(*types.Interface)
			return iface, ok
		}
	}
	return nil, false
}

func derivesByName(fn *types.Func) bool {
	name := fn.Name()
	if fn.Pkg().Path() == "context" {
		return strings.HasPrefix(name, "With") && name != "WithoutCancel"
	}
	if strings.Contains(name, "Without") || strings.Contains(name, "Detach") || strings.Contains(name, "Background") {
		return false
	}
	if strings.HasPrefix(name, "With") || strings.HasPrefix(name, "ContextWith") || strings.HasSuffix(name, "NewContext") {
		return true
	}
	return slices.Contains(derivers, apimodel.FuncSymbol(fn))
}

// derivers are functions that derive a context although their names don't say so.
var derivers = []apimodel.Symbol{
	{Pkg: "go.opentelemetry.io/otel/trace", Recv: "Tracer", Name: "Start"},
	{Pkg: "google.golang.org/grpc/metadata", Name: "AppendToOutgoingContext"},
	{Pkg: "google.golang.org/grpc/metadata", Name: "NewOutgoingContext"},
}

// isWork reports whether the use hands a context to a call that does something
// for as long as the context lasts, rather than asking the context, or logging.
func (c *checker) isWork(u use) bool {
	call, ok := u.instr.(ssa.CallInstruction)
	if !ok || u.recv || u.callee.Func == nil || u.callee.Func.Pkg() == nil {
		return false
	}
	if _, deferred := call.(*ssa.Defer); deferred {
		return false
	}
	fn := u.callee.Func
	name := fn.Name()
	if isLog(name) || isMetric(name) || strings.Contains(name, "From") || strings.HasPrefix(name, "Get") && fn.Signature().Results().Len() <= 1 {
		return false
	}
	if fn.Pkg().Path() == "context" || fn.Pkg().Path() == "log/slog" || derivesByName(fn) {
		return false
	}
	return !isQuestion(fn)
}

// isQuestion reports whether fn asks a context for something.
func isQuestion(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() != nil || sig.Params().Len() != 1 || sig.Results().Len() == 0 {
		return false
	}
	last := sig.Results().At(sig.Results().Len() - 1).Type()
	return last.String() != "error"
}
