package loopblock

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// maxServeSteps bounds the calls between an accept loop and a read.
const maxServeSteps = 4

// served is what becomes of a connection on the goroutine that accepted it.
type served struct {
	ir     *ir.Package
	fields map[*types.Var]bool // that hold the connection, or what reads from it
	seen   map[ssa.Value]bool

	read    *step // the first call that waits for the client; nil if none is found
	watched bool  // there is a deadline, or somebody else has the connection too
	closed  bool  // a function of this package that is called closes the connection
	writes  bool  // so does one write to variables of the package
}

// A step is a function on the way from the loop to a read.
type step struct {
	fn   *ssa.Function
	only map[*ssa.BasicBlock]bool // what counts of it; nil if all does
	call ssa.CallInstruction      // that leads here, in up; for a read, the read
	to   *types.Func              // what call calls
	up   *step
	deep int
}

// steps returns the calls from the loop on.
func (s *step) steps() []ssa.CallInstruction {
	if s == nil || s.call == nil {
		return nil
	}
	return append(s.up.steps(), s.call)
}

// root returns the call in the loop.
func (s *step) root() ssa.CallInstruction { return s.steps()[0] }

// names returns the names of what is called.
func (s *step) names(own *types.Package) []string {
	if s == nil || s.call == nil {
		return nil
	}
	return append(s.up.names(own), funcShort(s.to, own))
}

// follow looks at all that happens to v, a value of the function of at.
func (s *served) follow(at *step, v ssa.Value) {
	if v == nil || s.seen[v] || v.Referrers() == nil {
		return
	}
	s.seen[v] = true
	for _, ref := range *v.Referrers() {
		if ref.Parent() == at.fn && at.only != nil && !at.only[ref.Block()] {
			continue
		}
		switch x := ref.(type) {
		case *ssa.ChangeInterface, *ssa.ChangeType, *ssa.MakeInterface, *ssa.TypeAssert, *ssa.Phi:
			s.follow(at, x.(ssa.Value))
		case *ssa.Extract:
			if x.Index == 0 {
				s.follow(at, x)
			}
		case *ssa.Store:
			if x.Val == v {
				s.store(at, x.Addr)
			}
		case *ssa.MakeClosure:
			s.watched = s.watched || !onlyCalled(x)
		case *ssa.Go, *ssa.MapUpdate:
			s.watched = true
		case ssa.CallInstruction:
			s.call(at, x, v)
		}
	}
}

// onlyCalled reports whether a literal is called where it stands, or deferred.
func onlyCalled(mc *ssa.MakeClosure) bool {
	return !slices.ContainsFunc(*mc.Referrers(), func(ref ssa.Instruction) bool {
		call, ok := ref.(ssa.CallInstruction)
		if _, isGo := ref.(*ssa.Go); isGo || !ok {
			return true
		}
		return call.Common().Value != mc
	})
}

// store follows what is stored at addr: a variable, or a field.
func (s *served) store(at *step, addr ssa.Value) {
	if cell := s.ir.Cell(addr); cell != nil {
		uses := s.ir.Uses(cell)
		for _, load := range uses.Loads {
			if load.Parent() == at.fn {
				s.follow(at, load)
			}
		}
		for _, ref := range *cell.Referrers() {
			if mc, ok := ref.(*ssa.MakeClosure); ok {
				s.watched = s.watched || !onlyCalled(mc)
				s.literal(at, mc, cell)
			}
		}
		return
	}
	if field, ok := addr.(*ssa.FieldAddr); ok {
		s.field(at, field)
	}
}

// literal follows a captured variable into a literal that is called.
func (s *served) literal(at *step, mc *ssa.MakeClosure, cell *ssa.Alloc) {
	fn, ok := mc.Fn.(*ssa.Function)
	if !ok || !onlyCalled(mc) || at.deep == maxServeSteps {
		return
	}
	i := slices.Index(mc.Bindings, ssa.Value(cell))
	for _, ref := range *mc.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok || i < 0 {
			continue
		}
		inner := &step{fn: fn, call: call, up: at, deep: at.deep + 1}
		for _, use := range *fn.FreeVars[i].Referrers() {
			if load, ok := use.(*ssa.UnOp); ok {
				s.follow(inner, load)
			}
		}
	}
}

// field follows the object in which the connection is kept, through the methods
// that are called on it.
func (s *served) field(at *step, addr *ssa.FieldAddr) {
	if f := ir.FieldOf(addr.X.Type(), addr.Field); f != nil && !s.fields[f] {
		s.fields[f] = true
		if _, ok := addr.X.(*ssa.Alloc); ok {
			s.follow(at, addr.X)
		}
	}
}

// call judges the call of a function that is given v.
func (s *served) call(at *step, call ssa.CallInstruction, v ssa.Value) {
	callee := s.ir.Callee(call.Common())
	if callee.Func != nil && isDeadline(callee.Func.Name()) {
		s.watched = true
	}
	if _, ok := call.(*ssa.Defer); ok && at.only != nil {
		return // runs when the loop is over
	}
	if callee.Func != nil && callee.Func.Name() == "Close" && callee.Recv == v {
		s.closed = s.closed || at.call != nil
	}
	if callee.Body != nil && !callee.Dynamic {
		s.enter(at, call, callee, v)
		return
	}
	if callee.Func == nil {
		return
	}
	sym := apimodel.FuncSymbol(callee.Func)
	if at.only != nil && !at.only[call.Block()] {
		return
	}
	switch i, reads := readers[sym]; {
	case reads && i < 0 && callee.Recv == v, reads && i >= 0 && i < len(callee.Args) && callee.Args[i] == v:
		if s.read == nil {
			s.read = &step{fn: at.fn, call: call, to: callee.Func, up: at}
		}
	case isWrapper(sym) && call.Value() != nil:
		s.follow(at, call.Value())
	case callee.Recv != v && sym.Pkg != "fmt" && sym.Pkg != "log" && call.Value() != nil && returnsConn(callee.Func):
		s.watched = true // a wrapper that may have limits of its own
	}
}

// enter follows v into a function of this package.
func (s *served) enter(at *step, call ssa.CallInstruction, callee ir.Callee, v ssa.Value) {
	if at.deep == maxServeSteps {
		return
	}
	inner := &step{fn: callee.Body, call: call, to: callee.Func, up: at, deep: at.deep + 1}
	for instr := range ir.Instrs(callee.Body) {
		switch x := instr.(type) {
		case *ssa.Store:
			_, global := s.ir.Place(x.Addr).Root.(*ssa.Global)
			s.writes = s.writes || global
		case *ssa.MapUpdate:
			s.writes = true
		}
	}
	for _, param := range callee.Body.Params {
		if callee.ArgFor(param) != v {
			continue
		}
		s.follow(inner, param)
		s.loads(inner)
	}
	if call.Value() != nil && returnsConn(callee.Func) {
		s.follow(at, call.Value())
	}
}

// loads follows what the function of at loads from the fields that hold the
// connection.
func (s *served) loads(at *step) {
	for instr := range ir.Instrs(at.fn) {
		load, ok := instr.(*ssa.UnOp)
		if !ok {
			continue
		}
		if addr, ok := load.X.(*ssa.FieldAddr); ok && s.fields[ir.FieldOf(addr.X.Type(), addr.Field)] {
			s.follow(at, load)
		}
	}
}

// returnsConn reports whether the first result of fn can be read from.
func returnsConn(fn *types.Func) bool {
	if fn == nil || fn.Signature().Results().Len() == 0 {
		return false
	}
	t := fn.Signature().Results().At(0).Type()
	obj, _, _ := types.LookupFieldOrMethod(t, true, fn.Pkg(), "Read")
	_, ok := obj.(*types.Func)
	return ok
}

func isDeadline(name string) bool {
	return name == "SetDeadline" || name == "SetReadDeadline"
}
