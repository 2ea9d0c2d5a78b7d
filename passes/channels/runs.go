package channels

import (
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
	later               // not at all, but perhaps a call of the result does
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
	if (q.reach.sites[call]|q.Result.lost[opKey{channel: q.channel, instr: call}])&q.kinds != 0 {
		list = append(list, run{when: perhaps})
	}
	if fn := q.onceCalls[call]; fn != nil && q.concerns(fn) {
		list = append(list, run{fn: fn, when: atMost})
	}
	for _, p := range q.passed[call] {
		if !q.concerns(p.fn) {
			continue
		}
		if w := q.runsArgument(callee, p); w != later {
			list = append(list, run{fn: p.fn, when: w, args: p.args})
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
		return later
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
	refs, all := e.refs(param)
	switch {
	case !all:
		return perhaps
	case len(refs) == 0:
		return later
	}
	var calls []ssa.CallInstruction
	for _, ref := range refs {
		call, ok := ref.instr.(ssa.CallInstruction)
		if !ok || !calledBy(call, ref.v) {
			return perhaps
		}
		if _, ok := call.(*ssa.Go); !ok && !e.started(call.Parent()) {
			calls = append(calls, call)
		}
	}
	switch {
	case len(calls) == 0:
		return started
	case len(calls) > 1 || len(refs) > 1 || calls[0].Parent() != param.Parent() || e.ir.Loop(calls[0].Block()) != 0:
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

// started reports whether fn, a literal, is only run by go statements.
func (e *effects) started(fn *ssa.Function) bool {
	if fn.Parent() == nil || e.open(fn) || len(e.from[fn]) == 0 {
		return false
	}
	return !slices.ContainsFunc(e.from[fn], func(call ssa.CallInstruction) bool {
		_, ok := call.(*ssa.Go)
		return !ok
	})
}
