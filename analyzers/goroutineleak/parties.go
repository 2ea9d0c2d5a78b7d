package goroutineleak

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
	"github.com/asynclint/asynclint/passes/tasks"
)

// A party is code that runs on one goroutine and does something to a channel: a
// task, or a function that makes the channel or is given it as a result, with
// all that these call.
type party struct {
	fn   *ssa.Function // the body of the task, or the function
	flow *tasks.Flow   // nil for a function
	acts []act
}

// An act is an operation of a party.
type act struct {
	op *channels.Op

	// at is the instruction in the party's function that performs the
	// operation: the operation itself, or a call.
	at ssa.Instruction

	sure     bool // the operand is the channel, and nothing else
	repeated bool // it is, or is called, in a loop
	loose    bool // in a function that code of another package calls, if anybody
}

// does reports whether the party performs operations of one of the kinds.
func (p *party) does(kinds ...channels.OpKind) bool {
	return slices.ContainsFunc(p.acts, func(a act) bool { return slices.Contains(kinds, a.op.Kind) })
}

// of returns the acts of one of the kinds.
func (p *party) of(kinds ...channels.OpKind) []act {
	var list []act
	for _, a := range p.acts {
		if slices.Contains(kinds, a.op.Kind) {
			list = append(list, a)
		}
	}
	return list
}

// A traffic is what happens to a channel, by who does it.
type traffic struct {
	ch      *channels.Channel
	parties []*party

	// unknown are the kinds of operations of which some are performed by
	// nobody knows whom.
	unknown []channels.OpKind
}

// who returns the parties that perform operations of one of the kinds, and
// whether these are all.
func (t *traffic) who(kinds ...channels.OpKind) (list []*party, all bool) {
	for _, p := range t.parties {
		if p.does(kinds...) {
			list = append(list, p)
		}
	}
	return list, !slices.ContainsFunc(t.unknown, func(k channels.OpKind) bool { return slices.Contains(kinds, k) })
}

// trafficOf finds out who performs the operations on ch.
func (c *partners) trafficOf(ch *channels.Channel) *traffic {
	if t := c.traffics[ch]; t != nil {
		return t
	}
	t := &traffic{ch: ch}
	c.traffics[ch] = t
	for _, op := range ch.Ops {
		if op.Kind == channels.Len {
			continue
		}
		if op.Go {
			t.unknown = append(t.unknown, op.Kind)
			continue
		}
		cl := climb{partners: c, traffic: t, op: op, seen: make(map[*ssa.Function]bool)}
		cl.up(op.Instr, c.ir.Resolve(op.Chan), false, false)
		if cl.lost || !cl.found {
			t.unknown = append(t.unknown, op.Kind)
		}
	}
	return t
}

// A climb goes from an operation to the parties that perform it, along the calls
// of the functions in between.
type climb struct {
	*partners
	traffic *traffic
	op      *channels.Op
	seen    map[*ssa.Function]bool
	found   bool
	lost    bool // not all ways are known
}

// maxClimb bounds the functions between an operation and who performs it.
const maxClimb = 32

// up goes on from the instruction at, which performs the operation on v.
func (cl *climb) up(at ssa.Instruction, v ssa.Value, repeated, loose bool) {
	fn := ir.Enclosing(at.Parent())
	if cl.ir.Loop(at.Block()) != 0 || fn != at.Parent() {
		repeated = true
	}
	if cl.seen[fn] {
		return
	}
	cl.seen[fn] = true
	if len(cl.seen) > maxClimb {
		cl.lost = true
		return
	}
	a := act{op: cl.op, at: at, sure: cl.chans.Of(v) == cl.traffic.ch, repeated: repeated, loose: loose}
	home := cl.home(v)
	param, isParam := v.(*ssa.Parameter)
	if home == fn && !isParam {
		cl.add(fn, nil, a)
		return
	}
	flows := cl.flowsOf(fn)
	for _, f := range flows {
		if home == fn {
			arg := f.Arg(param)
			if !cl.isChannel(arg) {
				continue // a task for another channel
			}
			a.sure = arg != nil && cl.chans.Of(arg) == cl.traffic.ch
		}
		cl.add(fn, f, a)
	}
	direct, passing, known := cl.chans.Callers(fn)
	if !known && len(flows) == 0 || home == nil {
		cl.lost = true
	}
	for _, call := range direct {
		if _, ok := call.(*ssa.Go); ok {
			continue // a flow
		}
		arg := v
		if home == fn {
			if arg = argument(cl.ir, call, param); arg == nil {
				cl.lost = true
				continue
			}
			if !cl.isChannel(arg) {
				continue // a call for another channel
			}
			arg = cl.ir.Resolve(arg)
		}
		cl.up(call, arg, repeated, loose)
	}
	for _, call := range passing {
		if !cl.starts(call, flows) {
			if home == fn {
				cl.lost = true // its parameters come from elsewhere
				continue
			}
			cl.up(call, v, true, true)
		}
	}
}

// isChannel reports whether v, an argument, may be the channel.
func (cl *climb) isChannel(v ssa.Value) bool {
	if v == nil {
		return true
	}
	list, _ := cl.chans.Among(v)
	return slices.Contains(list, cl.traffic.ch)
}

func (cl *climb) starts(call ssa.CallInstruction, flows []*tasks.Flow) bool {
	return slices.ContainsFunc(flows, func(f *tasks.Flow) bool { return f.Start == call })
}

func (cl *climb) add(fn *ssa.Function, flow *tasks.Flow, a act) {
	cl.found = true
	for _, p := range cl.traffic.parties {
		if p.fn == fn && p.flow == flow {
			p.acts = append(p.acts, a)
			return
		}
	}
	cl.traffic.parties = append(cl.traffic.parties, &party{fn: fn, flow: flow, acts: []act{a}})
}

// home returns the function in which v comes into being, or is a parameter.
func (cl *climb) home(v ssa.Value) *ssa.Function {
	switch x := v.(type) {
	case *ssa.Parameter:
		return x.Parent()
	case *ssa.UnOp:
		if x.Op == token.MUL {
			if cell := cl.ir.Cell(x.X); cell != nil {
				return ir.Enclosing(cell.Parent())
			}
		}
		return ir.Enclosing(x.Parent())
	case ssa.Instruction:
		return ir.Enclosing(x.Parent())
	}
	return nil
}

// argument returns what call passes for the parameter of the function that it
// calls.
func argument(p *ir.Package, call ssa.CallInstruction, param *ssa.Parameter) ssa.Value {
	callee := p.Callee(call.Common())
	args := callee.Args
	if callee.Recv != nil {
		args = append([]ssa.Value{callee.Recv}, args...)
	}
	i := slices.Index(param.Parent().Params, param)
	if i < 0 || len(args) != len(param.Parent().Params) {
		return nil
	}
	return args[i]
}

// flowsOf returns the tasks whose body is fn.
func (c *partners) flowsOf(fn *ssa.Function) []*tasks.Flow {
	if c.byBody == nil {
		c.byBody = make(map[*ssa.Function][]*tasks.Flow)
		for _, f := range c.tasks.Flows() {
			for _, body := range f.Bodies {
				c.byBody[body] = append(c.byBody[body], f)
			}
		}
	}
	return c.byBody[fn]
}

// startsIn returns the instructions of fn that start the task: its go statement,
// or calls of functions which do.
func (c *partners) startsIn(f *tasks.Flow, fn *ssa.Function) []ssa.Instruction {
	var list []ssa.Instruction
	seen := make(map[*ssa.Function]bool)
	var up func(at ssa.CallInstruction)
	up = func(at ssa.CallInstruction) {
		in := ir.Enclosing(at.Parent())
		if in == fn {
			list = append(list, at)
			return
		}
		if seen[in] || len(seen) > maxClimb {
			return
		}
		seen[in] = true
		direct, _, _ := c.chans.Callers(in)
		for _, call := range direct {
			if _, ok := call.(*ssa.Go); !ok {
				up(call)
			}
		}
	}
	up(f.Start)
	return list
}

// isProgram reports whether the process ends when fn does: it is main.main or
// init, or a function of a command which only these call, once, or what looks
// like a subcommand.
func (c *partners) isProgram(fn *ssa.Function) bool { return c.program(fn, 0) }

func (c *partners) program(fn *ssa.Function, depth int) bool {
	if fn.Parent() == nil && fn.Signature.Recv() == nil && (fn.Name() == "init" || fn.Name() == "main" && c.pass.Pkg.Name() == "main") {
		return true
	}
	if depth > 4 || !c.inCommand() {
		return false
	}
	direct, _, known := c.chans.Callers(fn)
	if len(direct) == 0 && fn.Parent() == nil && fn.Signature.Recv() == nil {
		return !serves(fn) // a subcommand, kept in a table
	}
	if len(direct) == 0 || !known {
		return false
	}
	for _, call := range direct {
		if _, ok := call.(*ssa.Go); ok || c.ir.Loop(call.Block()) != 0 || !c.program(ir.Enclosing(call.Parent()), depth+1) {
			return false
		}
	}
	return true
}

// serves reports whether fn takes a request or a connection: it is called again
// and again.
func serves(fn *ssa.Function) bool {
	for param := range fn.Signature.Params().Variables() {
		sym := apimodel.TypeSymbol(param.Type())
		if ptr, ok := param.Type().(*types.Pointer); ok {
			sym = apimodel.TypeSymbol(ptr.Elem())
		}
		if sym.Pkg == "net" || sym.Pkg == "net/http" {
			return true
		}
	}
	return false
}
