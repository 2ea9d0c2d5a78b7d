package tasks

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// condition adds what the test at the end of b is computed from.
func (s *stopper) condition(b *ssa.BasicBlock) {
	if test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
		s.value(test.Cond, 0)
	}
}

// value adds what v, part of a condition, is computed from.
func (s *stopper) value(v ssa.Value, depth int) {
	if v == nil || s.seen[v] || depth > 12 {
		return
	}
	s.seen[v] = true
	switch x := v.(type) {
	case *ssa.BinOp:
		s.value(x.X, depth+1)
		s.value(x.Y, depth+1)
	case *ssa.UnOp:
		switch x.Op {
		case token.ARROW:
			s.receive(x, x.X)
		case token.MUL:
			s.load(x, depth)
		default:
			s.value(x.X, depth+1)
		}
	case *ssa.Phi:
		for i, edge := range x.Edges {
			pred := x.Block().Preds[i]
			if _, isConst := edge.(*ssa.Const); isConst && s.g.ir.Loop(pred) != 0 && s.g.ir.Loop(pred) == s.g.ir.Loop(x.Block()) && depth < 6 {
				s.condition(pred)
				s.above(pred, s.g.ir.Loop(pred))
			}
			s.value(edge, depth+1)
		}
	case *ssa.Extract:
		if sel, ok := x.Tuple.(*ssa.Select); ok {
			s.received(sel, x)
			return
		}
		s.value(x.Tuple, depth+1)
	case *ssa.Call:
		s.call(x, depth)
	case *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.TypeAssert, *ssa.Convert:
		s.value(*x.(ssa.Instruction).Operands(nil)[0], depth+1)
	case *ssa.Field:
		s.value(x.X, depth+1)
	}
}

// received adds the case of sel that x is the value of.
func (s *stopper) received(sel *ssa.Select, x *ssa.Extract) {
	for _, c := range s.g.casesOf(sel) {
		if c.arm.Recv == ssa.Value(x) && x.Index > 1 {
			s.receive(sel, c.arm.State.Chan)
		}
	}
}

// load adds a variable or field that a condition looks at. What a local
// variable holds is looked at instead.
func (s *stopper) load(load *ssa.UnOp, depth int) {
	if cell := s.g.ir.Cell(load.X); cell != nil {
		own := ir.Enclosing(cell.Parent()) == ir.Enclosing(load.Parent())
		for _, store := range s.g.ir.Uses(cell).Stores {
			if ir.Enclosing(store.Parent()) != ir.Enclosing(load.Parent()) {
				own = false
				continue
			}
			s.value(store.Val, depth+2)
		}
		if !own {
			s.add(Stop{Kind: StopFlag, Instr: load, obj: object{val: cell}})
		}
		return
	}
	o := s.g.objectOf(load)
	switch x := o.val.(type) {
	case nil:
		if !o.known() {
			return
		}
	case *ssa.Global:
		if x.Pkg != s.g.ir.SSA() || !sharable(load.Type()) && !isBasic(load.Type()) {
			return // io.EOF
		}
	default:
		return
	}
	s.add(Stop{Kind: StopFlag, Instr: load, Field: o.field, obj: o})
}

func isBasic(t types.Type) bool {
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

// call adds a call whose result a condition looks at.
func (s *stopper) call(call *ssa.Call, depth int) {
	c := s.g.ir.Callee(call.Common())
	if c.Builtin != "" {
		return
	}
	if c.Func != nil && c.Recv != nil && apimodel.IsContext(c.Recv.Type()) {
		s.context(call, c.Recv)
		return
	}
	if c.Func != nil && c.Func.Pkg() != nil && c.Func.Pkg().Path() == "sync/atomic" {
		addr := c.Recv
		if addr == nil && len(c.Args) > 0 {
			addr = c.Args[0]
		}
		if addr != nil {
			o := s.g.objectOf(addr)
			s.add(Stop{Kind: StopFlag, Instr: call, Field: o.field, obj: o})
		}
		return
	}
	bodies := s.g.bodiesOf(c)
	for _, b := range bodies {
		s.inherit(b, true)
		s.results(b)
	}
	if len(bodies) > 0 {
		return
	}
	// What is tested may be a property of another result: errors.Is(err, …).
	for _, arg := range c.Args {
		s.value(arg, depth+1)
	}
	if c.Func != nil && isPure(c.Func) {
		return
	}
	s.operation(call, c)
}

// isPure reports whether fn only looks at its arguments.
func isPure(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return true // error.Error
	}
	switch fn.Pkg().Path() {
	case "errors", "strings", "bytes", "fmt", "strconv", "unicode", "slices", "maps", "math", "path", "path/filepath", "time":
		return true
	}
	return false
}

// results adds what the results of b, that a condition looks at, are computed
// from.
func (s *stopper) results(b body) {
	inner := s.g.resultStops(b.fn)
	for _, stop := range inner {
		s.add(s.g.translateStop(stop, b)...)
	}
}

// resultStops returns what the results of fn are computed from.
func (g *graph) resultStops(fn *ssa.Function) []Stop {
	if list, ok := g.results[fn]; ok {
		return list
	}
	g.results[fn] = nil
	s := &stopper{g: g, fn: fn, seen: make(map[ssa.Value]bool), arms: make(map[*ssa.BasicBlock]*ir.Arm)}
	for instr := range ir.Instrs(fn) {
		switch x := instr.(type) {
		case *ssa.Return:
			for _, v := range x.Results {
				s.value(v, 0)
			}
		case *ssa.If:
			s.value(x.Cond, 0)
		}
	}
	list := slices.DeleteFunc(s.list, func(stop Stop) bool { return stop.Kind == StopReturn })
	g.results[fn] = list
	return list
}
