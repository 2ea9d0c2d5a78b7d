package tasks

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// A Flow is the SSA view of a task.
type Flow struct {
	Task *Task

	// Start is the go statement, or the call of the spawner.
	Start ssa.CallInstruction

	// In is the spawner: the function that contains Start, the one around the
	// loop if that is in the body of a range-over-func loop.
	In *ssa.Function

	// Bodies are the functions that may run, as far as they are known: literals,
	// functions and methods of this package. It is empty if none is.
	Bodies []*ssa.Function

	// Callee is what a go statement calls. It is zero for other tasks.
	Callee ir.Callee

	// Times says how often one run of the spawner starts the task.
	Times Multiplicity

	// Joins are the places in the spawner that wait for the task, in no more
	// than one block each, in source order.
	Joins []Join

	// Leaves says whether the spawner can return while the task runs: whether
	// there is a path from the start to a return on which it waits neither for
	// the task nor for what may be the task. Escape is that path if the answer
	// is Yes.
	Leaves Answer
	Escape *ir.Escape

	// Outlives is Leaves, except that it is Unknown where somebody else than the
	// spawner may wait for the task: because what the task signals its end with
	// is a field, a parameter or a global, or escapes.
	Outlives Answer

	bodies  []body
	roots   map[object]bool // what the task can reach of the spawner's
	sum     *summary        // what the bodies do, in the terms of the spawner
	group   object          // what the task is in since its start, a WaitGroup or errgroup.Group
	unknown bool            // some of what runs is not known
	handed  ssa.Value       // the function that the spawner is passed
	via     *Flow           // for Forwarded, the task that runs it; nil if that is in another package
	judged  bool
}

// An Answer to a question that can't always be answered.
type Answer uint8

// The answers.
const (
	Unknown Answer = iota
	No
	Yes
)

func (a Answer) String() string { return [...]string{"unknown", "no", "yes"}[a] }

// Flow returns the SSA view of t, nil if t is not in the SSA form: it is in dead
// code, or in a function without a body.
func (r *Result) Flow(t *Task) *Flow {
	r.mu.Lock()
	defer r.mu.Unlock()
	g := r.ssa()
	f := g.byTask[t]
	if f != nil {
		g.judge(f)
	}
	return f
}

// Flows returns the SSA views of all tasks of the package that have one, those
// that are forwarded included, in source order file by file.
func (r *Result) Flows() []*Flow {
	r.mu.Lock()
	defer r.mu.Unlock()
	g := r.ssa()
	for _, f := range g.flows {
		g.judge(f)
	}
	return g.flows
}

// A graph holds what was found out on the SSA form. It is built when the first
// question is asked that needs it.
type graph struct {
	r  *Result
	ir *ir.Package

	flows  []*Flow
	byTask map[*Task]*Flow
	byIn   map[*ssa.Function][]*Flow
	callAt map[token.Pos]ssa.CallInstruction

	originsOf       map[ssa.Value][]object
	effectsOf       map[ssa.Instruction]*summary
	summaries       map[*ssa.Function]*summary
	implementations map[*types.Func]*ssa.Function
	methodsByName   map[string][]*ssa.Function
	meetings        map[*ssa.Function]*meetings
	leaking         map[ssa.Value]bool
	cases           map[*ssa.Select][]selectCase
	arms            map[*ssa.Function]map[[2]*ssa.BasicBlock]*ir.Arm
	endless         map[*ssa.Function]*endless
	stoppers        map[*Flow]*Stopper
	index           *index
	stops           map[*ssa.Function][]Stop
	results         map[*ssa.Function][]Stop
}

func (r *Result) ssa() *graph {
	if r.graph != nil {
		return r.graph
	}
	g := &graph{
		r:               r,
		ir:              ir.Of(r.pass),
		byTask:          make(map[*Task]*Flow),
		byIn:            make(map[*ssa.Function][]*Flow),
		callAt:          make(map[token.Pos]ssa.CallInstruction),
		originsOf:       make(map[ssa.Value][]object),
		effectsOf:       make(map[ssa.Instruction]*summary),
		summaries:       make(map[*ssa.Function]*summary),
		implementations: make(map[*types.Func]*ssa.Function),
		meetings:        make(map[*ssa.Function]*meetings),
		leaking:         make(map[ssa.Value]bool),
		cases:           make(map[*ssa.Select][]selectCase),
		arms:            make(map[*ssa.Function]map[[2]*ssa.BasicBlock]*ir.Arm),
		endless:         make(map[*ssa.Function]*endless),
		stoppers:        make(map[*Flow]*Stopper),
		stops:           make(map[*ssa.Function][]Stop),
		results:         make(map[*ssa.Function][]Stop),
	}
	r.graph = g
	g.build()
	return g
}

// build makes the flows, without what has to be searched for.
func (g *graph) build() {
	tasks := g.r.All()
	if len(tasks) == 0 {
		return
	}
	g.findCalls()
	for _, t := range tasks {
		if start := g.callAt[startPos(t)]; start != nil {
			f := g.flow(t, start)
			g.flows = append(g.flows, f)
			g.byTask[t] = f
			g.byIn[f.In] = append(g.byIn[f.In], f)
		}
	}
	g.forward()
	order := make(map[*ast.File]int)
	for i, file := range g.ir.Files {
		order[file] = i
	}
	slices.SortStableFunc(g.flows, func(a, b *Flow) int {
		return cmp.Or(cmp.Compare(order[a.Task.File], order[b.Task.File]), cmp.Compare(a.Task.Site.Pos(), b.Task.Site.Pos()))
	})
}

// startPos returns the position that the instruction of t's start has.
func startPos(t *Task) token.Pos {
	if t.Kind == GoStmt {
		return t.Site.Pos()
	}
	return t.Call.Lparen
}

// findCalls fills in callAt.
func (g *graph) findCalls() {
	for _, fn := range g.ir.Functions() {
		for call := range ir.Calls(fn) {
			if pos := call.Pos(); pos.IsValid() && g.callAt[pos] == nil {
				g.callAt[pos] = call
			}
		}
	}
}

func (g *graph) flow(t *Task, start ssa.CallInstruction) *Flow {
	f := &Flow{Task: t, Start: start, In: ir.Enclosing(start.Parent()), roots: make(map[object]bool), sum: new(summary)}
	f.Times = g.multiplicity(f)
	c := g.ir.Callee(start.Common())
	if t.Kind == GoStmt {
		f.Callee = c
		g.goStmt(f, c)
	} else if t.param < len(c.Args) {
		g.handed(f, c, c.Args[t.param])
	} else {
		f.unknown = true
	}
	for _, b := range f.bodies {
		if !slices.Contains(f.Bodies, b.fn) {
			f.Bodies = append(f.Bodies, b.fn)
		}
		g.inherit(f.sum, b.fn, b.args)
		for _, fv := range b.fn.FreeVars {
			g.root(f, fv)
		}
		for _, arg := range b.args {
			g.root(f, arg)
		}
	}
	f.unknown = f.unknown || f.sum.open
	return f
}

func (g *graph) root(f *Flow, v ssa.Value) {
	for _, o := range g.origins(v) {
		f.roots[o] = true
	}
}

// goStmt fills in what a go statement runs.
func (g *graph) goStmt(f *Flow, c ir.Callee) {
	common := f.Start.Common()
	f.bodies = g.bodiesOf(c)
	if len(f.bodies) == 0 && c.Func == nil && c.Builtin == "" {
		for _, b := range g.funcsOf(common.Value) {
			f.bodies = append(f.bodies, body{b.fn, append(slices.Clone(b.args), c.Args...)})
		}
	}
	if len(f.bodies) > 0 {
		return
	}
	g.call(f.sum, common, c)
	f.unknown = c.Func == nil && c.Builtin == "" || c.Dynamic
	args := c.Args
	if c.Recv != nil {
		args = append([]ssa.Value{c.Recv}, args...)
	}
	for _, arg := range args {
		g.root(f, arg)
	}
}

// handed fills in what runs if v is handed to the spawner c.
func (g *graph) handed(f *Flow, c ir.Callee, v ssa.Value) {
	f.handed = v
	f.bodies = g.funcsOf(v)
	f.unknown = len(f.bodies) == 0
	g.root(f, v)
	switch recvPlace(c.Func) {
	case waitGroup, errGroup:
		f.group = g.objectOf(c.Recv)
		f.sum.add(act{kind: signals, obj: f.group})
	default:
		if c.Recv != nil {
			g.root(f, c.Recv)
			if row := f.Task.Spawner; row != nil && len(row.Joins) > 0 {
				f.group = g.objectOf(c.Recv)
				f.sum.add(act{kind: signals, obj: f.group})
			}
		}
		for _, v := range callResults(f.Start) {
			f.roots[object{val: v}] = true // the handle of what was started
		}
	}
}

func callResults(start ssa.CallInstruction) []ssa.Value {
	if v := start.Value(); v != nil {
		return []ssa.Value{v}
	}
	return nil
}

// Arg returns what the spawner passes to the task for v, a parameter of one of
// the bodies or a free variable; for a variable that is captured, its address.
// It is nil if that is not known.
func (f *Flow) Arg(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.Parameter:
		for _, b := range f.bodies {
			if i := slices.Index(b.fn.Params, v); i >= 0 && i < len(b.args) {
				return b.args[i]
			}
		}
	case *ssa.FreeVar:
		for i, fv := range v.Parent().FreeVars {
			if fv != v {
				continue
			}
			for ref := range closuresOf(v.Parent()) {
				if i < len(ref.Bindings) {
					return ref.Bindings[i]
				}
			}
		}
	}
	return nil
}

// closuresOf yields the instructions that make closures of fn.
func closuresOf(fn *ssa.Function) func(yield func(*ssa.MakeClosure) bool) {
	return func(yield func(*ssa.MakeClosure) bool) {
		if fn.Parent() == nil {
			return
		}
		for instr := range ir.Instrs(fn.Parent()) {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == fn && !yield(mc) {
				return
			}
		}
	}
}

// isProgram reports whether fn is main.main or an init function: with the first
// the program ends, and the second has no scope of its own.
func (g *graph) isProgram(fn *ssa.Function) bool {
	if fn.Parent() != nil || fn.Signature.Recv() != nil {
		return false
	}
	return fn.Name() == "main" && g.ir.Types.Name() == "main" || fn.Name() == "init" || strings.HasPrefix(fn.Name(), "init#")
}
