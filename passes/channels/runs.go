package channels

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// When a call runs a function.
type when uint8

const (
	once    when = iota // exactly once, before it returns
	atMost              // before it returns, unless that happened before
	perhaps             // any number of times
	started             // as a task of its own
)

// A run is a function that a call runs, or might.
type run struct {
	fn   *ssa.Function // nil for an unknown one that might be any of those that the channel reaches
	when when
	args []ssa.Value // for its first parameters, as far as they are known
}

// runsOnce are functions of other packages that run what they are passed exactly
// once before they return.
var runsOnce = []apimodel.Symbol{
	{Pkg: "database/sql", Recv: "Conn", Name: "Raw"},
	{Pkg: "runtime/pprof", Name: "Do"},
	{Pkg: "runtime/trace", Name: "WithRegion"},
	{Pkg: "testing", Recv: "T", Name: "Run"},
	{Pkg: "testing/synctest", Name: "Test"},
}

var (
	onceDo    = apimodel.Symbol{Pkg: "sync", Recv: "Once", Name: "Do"}
	onceFuncs = []apimodel.Symbol{
		{Pkg: "sync", Name: "OnceFunc"},
		{Pkg: "sync", Name: "OnceValue"},
		{Pkg: "sync", Name: "OnceValues"},
	}
)

// runs returns what the call runs that may do something to the channel.
func (q query) runs(call ssa.CallInstruction) []run {
	var list []run
	callee := q.to[call]
	if callee.Body != nil && q.concerns(callee.Body) {
		r := run{fn: callee.Body, args: arguments(callee)}
		if _, ok := call.(*ssa.Go); ok {
			r.when = started
		}
		list = append(list, r)
	}
	if q.reach.sites[call]&q.kinds != 0 {
		list = append(list, run{when: perhaps})
	}
	if fn := q.onceCalls[call]; fn != nil && q.concerns(fn) {
		list = append(list, run{fn: fn, when: atMost})
	}
	for _, p := range q.passed[call] {
		if q.concerns(p.fn) {
			list = append(list, run{fn: p.fn, when: q.runsArgument(callee, p), args: p.args})
		}
	}
	return list
}

func (q query) concerns(fn *ssa.Function) bool { return q.reach.of(fn)&q.kinds != 0 }

// runsArgument says when a call runs a function that it passes.
func (e *effects) runsArgument(callee ir.Callee, p passed) when {
	if callee.Body != nil {
		return e.runsParam(callee, p)
	}
	if callee.Func == nil || callee.Dynamic {
		return perhaps
	}
	sym := apimodel.FuncSymbol(callee.Func)
	switch {
	case sym == onceDo:
		return atMost
	case slices.Contains(runsOnce, sym):
		return once
	case slices.Contains(onceFuncs, sym):
		return started // its result does, when that is called
	}
	for _, row := range e.model.Spawners(callee.Func) {
		if row.Param == p.index && !strings.HasPrefix(row.Runs, "caller") {
			return started
		}
	}
	return perhaps
}

// runsParam says when a function of this package runs its parameter.
func (e *effects) runsParam(callee ir.Callee, p passed) when {
	index := p.index
	if callee.Recv != nil {
		index++
	}
	if index >= len(callee.Body.Params) {
		return perhaps
	}
	param := callee.Body.Params[index]
	w, done := e.params[param]
	if !done {
		w = e.whenRun(param)
		e.params[param] = w
	}
	return w
}

func (e *effects) whenRun(param *ssa.Parameter) when {
	var calls []ssa.CallInstruction
	for _, ref := range *param.Referrers() {
		call, ok := ref.(ssa.CallInstruction)
		if !ok || !calledBy(call, param) {
			return perhaps
		}
		if _, ok := ref.(*ssa.Go); !ok {
			calls = append(calls, call)
		}
	}
	switch {
	case len(calls) == 0:
		return started
	case len(calls) > 1 || len(*param.Referrers()) > 1 || e.ir.Loop(calls[0].Block()) != 0:
		return perhaps
	}
	path := e.ir.EscapeEntry(param.Parent(), ir.Search{
		Stop: func(instr ssa.Instruction) bool { return instr == calls[0] },
	})
	if path != nil {
		return perhaps
	}
	return once
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
		}
	}
}
