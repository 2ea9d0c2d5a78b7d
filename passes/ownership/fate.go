package ownership

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/callbacks"
	"github.com/asynclint/asynclint/passes/ir"
)

// A Kind says what a use means for the duty to release.
type Kind uint8

// The kinds.
const (
	Borrow  Kind = iota // the duty stays
	HandOn              // the duty is somebody else's from here on, or nobody's
	Release             // the duty is done
)

func (k Kind) String() string { return [...]string{"borrow", "hand on", "release"}[k] }

// A How says in what way a use happens.
type How uint8

// The ways.
const (
	Used     How = iota // otherwise
	Method              // a method of the value is called
	Called              // the value is called
	Passed              // the value is an argument
	Returned            // by the function that it is followed in, or by a literal in it
	Sent                // on a channel
	Stored              // in a field, an element, a global, a variable of another function
	Captured            // by a literal that is kept, or called by somebody unknown
	Bound               // as the receiver of a method value
	Panicked
)

// A Use is one thing that happens to a value.
type Use struct {
	Instr ssa.Instruction
	Kind  Kind
	How   How
	In    *ssa.Function // the function, or the literal, with the instruction

	// Deferred reports whether the use is in a defer statement, or in a literal
	// that is deferred. Async reports whether it is on another goroutine: in a
	// literal that runs as a task, or in the call of a go statement.
	Deferred, Async bool

	Callee *types.Func // of Method and Passed, nil if unknown
	Param  int         // index of the argument of Passed
	Path   string      // the part of the value that is used, ".Body"; "" for itself
}

// A Fate is all that happens to a value in the function where it appears and in
// the literals there. Uses are in no particular order.
type Fate struct {
	Value    ssa.Value
	Home     *ssa.Function // the function that Value appears in
	Releases []Use
	Hands    []Use
	Borrows  []Use

	acquired *Acquisition // how the value came to be, nil if not known
	aliases  map[ssa.Value]bool
	ends     *ends
}

// Holds reports whether v is, or may be, the value, a part of it, or something
// that holds it.
func (f *Fate) Holds(v ssa.Value) bool { return f.aliases[v] }

// Uses returns all uses.
func (f *Fate) Uses() []Use {
	all := make([]Use, 0, len(f.Releases)+len(f.Hands)+len(f.Borrows))
	return append(append(append(all, f.Releases...), f.Hands...), f.Borrows...)
}

// Fate returns what happens to v, a value of a function of this package.
func (r *Result) Fate(v ssa.Value) *Fate {
	f, ok := r.fates[v]
	if !ok {
		t := &tracer{
			r: r, home: ir.Enclosing(v.Parent()),
			fate: &Fate{Value: v, acquired: r.acquisition(v), aliases: make(map[ssa.Value]bool)},
		}
		t.fate.Home = t.home
		r.fates[v] = t.fate
		t.value(v, "")
		t.drain()
		f = t.fate
	}
	return f
}

// A tracer follows one value.
type tracer struct {
	r        *Result
	home     *ssa.Function
	fate     *Fate
	todo     []step
	captured map[*ssa.Function]bool // the literals whose capture is noted
}

// A step is an alias whose uses are still to be looked at.
type step struct {
	value ssa.Value
	path  string
}

func (t *tracer) value(v ssa.Value, path string) {
	if v == nil || v.Referrers() == nil || t.fate.aliases[v] {
		return
	}
	t.fate.aliases[v] = true
	t.todo = append(t.todo, step{v, path})
}

func (t *tracer) drain() {
	for len(t.todo) > 0 {
		s := t.todo[len(t.todo)-1]
		t.todo = t.todo[:len(t.todo)-1]
		for _, instr := range *s.value.Referrers() {
			t.use(s.value, s.path, instr)
		}
	}
}

// use follows v into one instruction that uses it.
func (t *tracer) use(v ssa.Value, path string, instr ssa.Instruction) {
	switch x := instr.(type) {
	case *ssa.Phi, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface:
		t.value(x.(ssa.Value), path)
	case *ssa.TypeAssert:
		if x.CommaOk {
			t.value(result(x, 0), path)
		} else {
			t.value(x, path)
		}
	case *ssa.FieldAddr:
		t.fieldAddr(x, path)
	case *ssa.Field:
		st, ok := x.X.Type().Underlying().(*types.Struct)
		if ok && t.isPart(st.Field(x.Field)) {
			t.value(x, path+"."+st.Field(x.Field).Name())
		}
	case *ssa.UnOp:
		t.unop(x, path)
	case *ssa.Store:
		if x.Val == v {
			t.store(x, path)
		} else {
			t.add(Use{Instr: x, Kind: Borrow, Path: path})
		}
	case *ssa.MapUpdate:
		if x.Value == v || x.Key == v {
			t.add(Use{Instr: x, Kind: HandOn, How: Stored, Path: path})
		}
	case *ssa.Send:
		if x.X == v {
			t.add(Use{Instr: x, Kind: HandOn, How: Sent, Path: path})
		} else {
			t.add(Use{Instr: x, Kind: Borrow, Path: path})
		}
	case *ssa.Select:
		for _, state := range x.States {
			if state.Send == v {
				t.add(Use{Instr: x, Kind: HandOn, How: Sent, Path: path})
			} else if state.Chan == v {
				t.add(Use{Instr: x, Kind: Borrow, Path: path})
			}
		}
	case *ssa.Return:
		t.add(Use{Instr: x, Kind: HandOn, How: Returned, Path: path})
	case *ssa.Panic:
		t.add(Use{Instr: x, Kind: HandOn, How: Panicked, Path: path})
	case *ssa.MakeClosure:
		t.closure(x, v, path)
	case ssa.CallInstruction:
		t.call(x, v, path)
	case *ssa.If, *ssa.BinOp, *ssa.DebugRef, *ssa.Extract:
	case *ssa.IndexAddr, *ssa.Index, *ssa.Lookup, *ssa.Range, *ssa.Next:
		t.add(Use{Instr: instr, Kind: Borrow, Path: path})
	default:
		t.add(Use{Instr: instr, Kind: HandOn, How: Stored, Path: path})
	}
}

// isPart reports whether a field holds a resource that belongs to its struct.
func (t *tracer) isPart(f *types.Var) bool {
	k := t.r.solver.types.of(f.Type())
	return k == resource || k == function
}

// fieldAddr follows the fields that hold resources.
func (t *tracer) fieldAddr(x *ssa.FieldAddr, path string) {
	ptr, ok := x.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return
	}
	st, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return
	}
	field := st.Field(x.Field)
	if !t.isPart(field) {
		t.add(Use{Instr: x, Kind: Borrow, Path: path})
		return
	}
	part := path + "." + field.Name()
	for _, instr := range *x.Referrers() {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			t.value(instr, part)
		case *ssa.Store:
			// The part is replaced: what was there is held by something else,
			// or lost on purpose.
			t.add(Use{Instr: instr, Kind: HandOn, How: Stored, Path: part})
		case ssa.CallInstruction:
			t.call(instr, x, part)
		case *ssa.DebugRef:
		default:
			t.add(Use{Instr: instr, Kind: HandOn, How: Stored, Path: part})
		}
	}
}

func (t *tracer) unop(x *ssa.UnOp, path string) {
	if _, isPtr := x.X.Type().Underlying().(*types.Pointer); isPtr {
		t.value(x, path) // a copy of the struct, as for a method with a value receiver
		return
	}
	t.add(Use{Instr: x, Kind: Borrow, Path: path})
}

// add notes a use. In a literal that is kept, or called by somebody unknown, it
// is the capture that counts, whatever the literal does.
func (t *tracer) add(u Use) {
	u.In = u.Instr.Parent()
	if _, ok := u.Instr.(*ssa.Defer); ok {
		u.Deferred = true
	}
	if _, ok := u.Instr.(*ssa.Go); ok {
		u.Async = true
	}
	for fn := ir.Enclosing(u.In); fn != t.home && fn.Parent() != nil; fn = ir.Enclosing(fn.Parent()) {
		lit, ok := fn.Syntax().(*ast.FuncLit)
		if !ok {
			break
		}
		e := t.r.cbs.Effects(lit)
		if e&(callbacks.Stored|callbacks.Unknown|callbacks.OnLoop) != 0 {
			t.capture(fn)
			return
		}
		if e.Has(callbacks.Async) {
			u.Async = true
		}
		if t.r.sitesOf(fn).deferred {
			u.Deferred = true
		}
	}
	switch u.Kind {
	case Release:
		t.fate.Releases = append(t.fate.Releases, u)
	case HandOn:
		t.fate.Hands = append(t.fate.Hands, u)
	default:
		t.fate.Borrows = append(t.fate.Borrows, u)
	}
}

// capture notes that the value is captured by the literal fn.
func (t *tracer) capture(fn *ssa.Function) {
	if t.captured[fn] {
		return
	}
	if t.captured == nil {
		t.captured = make(map[*ssa.Function]bool)
	}
	t.captured[fn] = true
	for _, instr := range t.r.madeAt(fn) {
		t.add(Use{Instr: instr, Kind: HandOn, How: Captured})
	}
}
