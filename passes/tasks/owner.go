package tasks

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// A Stopper says who can end a task.
type Stopper struct {
	// Stops are the ways in which the task comes to its end.
	Stops []Stop

	// Fields hold what ends the task: its stop channel, context or cancel
	// function, flag, connection, or a function that ends it.
	Fields []*types.Var

	// Methods are the functions and methods of this package that end the task,
	// themselves or through others that they call, in source order. The spawner
	// and the task are not among them.
	Methods []*types.Func

	Spawner  bool // the spawner ends it itself: a deferred cancel, say
	Caller   bool // the spawner's caller passed what ends it: a context, a channel, a connection
	Returned bool // the spawner returns what ends it: a function, a channel, a context's cancel function
	Unknown  bool // what ends it comes to where the analysis doesn't follow, or what runs is not known
}

// StoppedBy returns the functions and methods of this package that end f's task
// from outside: see [Stopper.Methods].
func (r *Result) StoppedBy(f *Flow) []*types.Func { return r.Stopper(f).Methods }

// Stopper returns who can end f's task.
func (r *Result) Stopper(f *Flow) *Stopper {
	r.mu.Lock()
	defer r.mu.Unlock()
	g := r.ssa()
	if s, ok := g.stoppers[f]; ok {
		return s
	}
	s := g.stopper(f)
	g.stoppers[f] = s
	return s
}

func (g *graph) stopper(f *Flow) *Stopper {
	s := &Stopper{Unknown: f.unknown}
	for _, b := range f.bodies {
		for _, stop := range g.stopsOf(b.fn) {
			s.Stops = append(s.Stops, g.translateStop(stop, b)...)
		}
	}
	if len(f.bodies) == 0 {
		s.Stops = append(s.Stops, Stop{Kind: StopError, Instr: f.Start})
		common := f.Start.Common()
		for _, v := range append([]ssa.Value{common.Value}, common.Args...) {
			for _, o := range g.sources(v) {
				s.Stops = append(s.Stops, Stop{Kind: StopError, Instr: f.Start, Field: o.field, obj: o})
			}
		}
	}
	ix := g.indexed()
	var objects []object
	for _, stop := range s.Stops {
		if stop.obj.known() && !slices.Contains(objects, stop.obj) {
			objects = append(objects, stop.obj)
		}
	}
	objects = g.aliases(objects)
	var enders []*ssa.Function
	for _, o := range objects {
		if o.field != nil {
			s.Fields = append(s.Fields, o.field)
			s.Unknown = s.Unknown || o.field.Pkg() == g.ir.Types && o.field.Exported()
		}
		switch x := o.val.(type) {
		case nil:
		case *ssa.Parameter, *ssa.FreeVar:
			s.Caller = true
		case *ssa.Global:
			s.Unknown = s.Unknown || x.Object() != nil && x.Object().Exported()
		default:
			if g.isReturned(x, 0) {
				s.Returned = true
			}
			s.Unknown = s.Unknown || g.isMadeElsewhere(x) || g.isGivenAway(x, 0)
		}
		enders = append(enders, ix.enders[o]...)
	}
	g.reach(f, s, enders)
	return s
}

// A task is found to be stopped by no more functions, and through no more calls.
const (
	maxReach = 100
	maxHops  = 6
)

// isMadeElsewhere reports whether v is what some function returned that may have
// kept it: a channel that says when something else has stopped, say.
func (g *graph) isMadeElsewhere(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	fn := g.ir.Callee(call.Common()).Func
	return !isContextMaker(fn) && (fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context")
}

// reach fills in who comes to the functions that end the task.
func (g *graph) reach(f *Flow, s *Stopper, enders []*ssa.Function) {
	ix := g.indexed()
	depth := make(map[*ssa.Function]int)
	work := slices.Clone(enders)
	for i := 0; i < len(work) && len(depth) < maxReach; i++ {
		fn := work[i]
		if i < len(enders) {
			depth[fn] = 0
		}
		if isWithin(fn, f.Bodies) {
			continue
		}
		if fn == f.In {
			s.Spawner = true
			continue // who calls the spawner does not end the task
		}
		if obj, ok := fn.Object().(*types.Func); ok {
			s.Methods = append(s.Methods, obj.Origin())
		}
		if fn.Parent() != nil {
			if mc := g.closure(fn); mc != nil && ir.Enclosing(fn.Parent()) == f.In {
				s.Returned = s.Returned || g.isReturned(mc, 0)
				s.Unknown = s.Unknown || g.isGivenAway(mc, 0)
			}
		}
		for _, caller := range ix.callers[fn] {
			if _, seen := depth[caller]; !seen && depth[fn] < maxHops {
				depth[caller] = depth[fn] + 1
				work = append(work, caller)
			}
		}
	}
	slices.SortFunc(s.Methods, func(a, b *types.Func) int { return cmp.Compare(a.Pos(), b.Pos()) })
	s.Methods = slices.Compact(s.Methods)
	slices.SortFunc(s.Fields, func(a, b *types.Var) int { return cmp.Compare(a.Pos(), b.Pos()) })
	s.Fields = slices.Compact(s.Fields)
}

// isWithin reports whether fn is one of the functions or a literal in one.
func isWithin(fn *ssa.Function, list []*ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if slices.Contains(list, fn) {
			return true
		}
	}
	return false
}

// closure returns the instruction that makes the literal fn.
func (g *graph) closure(fn *ssa.Function) *ssa.MakeClosure {
	for mc := range closuresOf(fn) {
		return mc
	}
	return nil
}

// isReturned reports whether v, or a value that holds it, is returned by the
// function that makes it.
func (g *graph) isReturned(v ssa.Value, depth int) bool {
	if depth > 6 || v.Referrers() == nil {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case *ssa.Return:
			return true
		case *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.Phi, *ssa.Extract, *ssa.Convert:
			if g.isReturned(x.(ssa.Value), depth+1) {
				return true
			}
		case *ssa.Store:
			if x.Val != v {
				continue
			}
			cell := g.ir.Cell(x.Addr)
			if cell == nil || cell.Parent() != v.Parent() {
				continue
			}
			for _, load := range g.ir.Uses(cell).Loads {
				if load.Parent() == v.Parent() && g.isReturned(load, depth+1) {
					return true
				}
			}
		}
	}
	return false
}

// isGivenAway reports whether v is passed to code of other packages, sent, or
// kept where the analysis doesn't follow. Fields of this package's types are
// followed.
func (g *graph) isGivenAway(v ssa.Value, depth int) bool {
	if depth > 6 || v.Referrers() == nil {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.Phi, *ssa.Convert:
			if g.isGivenAway(x.(ssa.Value), depth+1) {
				return true
			}
		case *ssa.Extract:
			if isFunc(x.Type()) && g.isGivenAway(x, depth+1) {
				return true // the function that ends a context
			}
		case *ssa.MapUpdate:
			return true
		case *ssa.Send:
			if x.X == v {
				return true
			}
		case *ssa.Store:
			if x.Val != v {
				continue
			}
			switch addr := x.Addr.(type) {
			case *ssa.FieldAddr:
			case *ssa.IndexAddr, *ssa.Global:
				return true
			default:
				if cell := g.ir.Cell(addr); cell != nil {
					for _, load := range g.ir.Uses(cell).Loads {
						if g.isGivenAway(load, depth+1) {
							return true
						}
					}
				}
			}
		case ssa.CallInstruction:
			c := g.ir.Callee(x.Common())
			if x.Common().Value == v || c.Builtin != "" && c.Builtin != "append" {
				continue
			}
			if len(g.bodiesOf(c)) == 0 && !isContextMaker(c.Func) && !(c.Recv == v && apimodel.IsContext(v.Type())) {
				return true
			}
		}
	}
	return false
}

// aliases returns objects and what else stands for the same: the fields in which
// they are stored, what is stored in those, what ends a context.
func (g *graph) aliases(objects []object) []object {
	ix := g.indexed()
	for i := 0; i < len(objects) && len(objects) < 64; i++ {
		add := func(o object) {
			if o.known() && !slices.Contains(objects, o) {
				objects = append(objects, o)
			}
		}
		o := objects[i]
		if o.field != nil {
			for _, v := range ix.stores[o.field] {
				if apimodel.IsContext(v.Type()) {
					for _, ctx := range g.contexts(v) {
						add(ctx)
					}
				} else {
					add(g.objectOf(v))
				}
			}
			continue
		}
		if o.val == nil {
			continue
		}
		for _, f := range g.holders(o.val, 0) {
			add(object{field: f})
		}
	}
	return objects
}

// holders returns the fields in which v is stored, and for the call that makes a
// context those of the context and its cancel function.
func (g *graph) holders(v ssa.Value, depth int) (fields []*types.Var) {
	if depth > 6 || v.Referrers() == nil {
		return nil
	}
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case *ssa.Extract, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.Phi, *ssa.Convert:
			fields = append(fields, g.holders(x.(ssa.Value), depth+1)...)
		case *ssa.Store:
			if x.Val != v {
				continue
			}
			if addr, ok := x.Addr.(*ssa.FieldAddr); ok {
				if f := ir.FieldOf(addr.X.Type(), addr.Field); f != nil {
					fields = append(fields, f)
				}
			} else if cell := g.ir.Cell(x.Addr); cell != nil {
				for _, load := range g.ir.Uses(cell).Loads {
					fields = append(fields, g.holders(load, depth+1)...)
				}
			}
		case ssa.CallInstruction:
			for _, b := range g.bodiesOf(g.ir.Callee(x.Common())) {
				for i, arg := range b.args {
					if arg == v && i < len(b.fn.Params) {
						fields = append(fields, g.holders(b.fn.Params[i], depth+2)...)
					}
				}
			}
		}
	}
	return fields
}
