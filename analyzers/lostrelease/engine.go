package lostrelease

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// An engine says where duties end: which instructions release what somebody
// waits for, or hand the duty to do so on to code that may.
type engine struct {
	ir       *ir.Package
	channels *channels.Result

	ops     map[ssa.Instruction][]op
	opsIn   map[*ssa.Function][]op
	byKind  [kinds]index
	effects map[effectKey][]place
	taken   map[effectKey][]place
	places  map[ssa.Value]place
	values  map[kind][]place // what functions release that are kept as values
	byName  map[nameKey][]place
	methods map[string][]*ssa.Function
}

type effectKey struct {
	fn   *ssa.Function
	kind kind
}

func newEngine(p *ir.Package, c *channels.Result) *engine {
	return &engine{
		ir:       p,
		channels: c,
		effects:  make(map[effectKey][]place),
		taken:    make(map[effectKey][]place),
		places:   make(map[ssa.Value]place),
		values:   make(map[kind][]place),
		byName:   make(map[nameKey][]place),
	}
}

// A duty is to do something of one kind to one object.
type duty struct {
	kind  kind
	place place
}

// opposite is what gives an object its duty, of kinds that come in pairs within
// a function.
func (d duty) opposite() (kind, bool) {
	switch d.kind {
	case unlock:
		return lock, true
	case release:
		return acquire, true
	case send:
		return recv, true
	case recv:
		return send, true
	}
	return 0, false
}

// ends reports whether the duty may be over after instr: because it does what
// has to be done, calls, starts or defers a function that does or may, or gives
// the object or such a function to code that isn't followed.
func (e *engine) ends(instr ssa.Instruction, d duty) bool {
	for _, o := range e.opsAt(instr) {
		if o.kind == d.kind && mayBe(o.place, d.place) {
			return true
		}
	}
	if call, ok := instr.(ssa.CallInstruction); ok {
		return e.callEnds(call, d)
	}
	for _, v := range keeps(instr) {
		if e.carries(v, d) {
			return true
		}
	}
	return false
}

// keeps returns the values that live on in what instr does with them.
func keeps(instr ssa.Instruction) []ssa.Value {
	switch x := instr.(type) {
	case *ssa.Store:
		if _, local := x.Addr.(*ssa.Alloc); local {
			return nil // a variable; what is done with it is seen
		}
		return []ssa.Value{x.Val}
	case *ssa.Send:
		return []ssa.Value{x.X}
	case *ssa.MapUpdate:
		return []ssa.Value{x.Value}
	case *ssa.Return:
		return x.Results
	case *ssa.MakeInterface:
		return []ssa.Value{x.X}
	case *ssa.Select:
		var values []ssa.Value
		for _, s := range x.States {
			if s.Send != nil {
				values = append(values, s.Send)
			}
		}
		return values
	}
	return nil
}

// carries reports whether who has v can end the duty: v is a function that does,
// or the object.
func (e *engine) carries(v ssa.Value, d duty) bool {
	for _, p := range e.released(v, d.kind) {
		if mayBe(p, d.place) {
			return true
		}
	}
	if !isReference(v.Type()) {
		return false
	}
	p := e.placeOf(v)
	// Whoever gets the object that the lock belongs to may unlock it.
	return p.equal(d.place) || d.kind == unlock && d.place.Within(p.Place)
}

func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Chan, *types.Interface:
		return true
	}
	return false
}

// released returns what the function that v is releases.
func (e *engine) released(v ssa.Value, k kind) []place {
	if _, ok := v.Type().Underlying().(*types.Signature); !ok {
		return nil
	}
	switch x := e.ir.Resolve(v).(type) {
	case *ssa.Function:
		return e.releases(x, k)
	case *ssa.MakeClosure:
		fn, ok := x.Fn.(*ssa.Function)
		if !ok {
			return nil
		}
		if !strings.HasSuffix(fn.Name(), "$bound") || len(x.Bindings) != 1 {
			return e.releases(fn, k)
		}
		obj, ok := fn.Object().(*types.Func)
		if !ok {
			return nil
		}
		body := e.ir.DeclOf(obj)
		if body == nil {
			if is, ok := e.methodKind(obj, nil); ok && is == k {
				return []place{e.placeOf(x.Bindings[0])}
			}
			return nil
		}
		return e.outside(e.releases(body, k), ir.Callee{Body: body, Recv: x.Bindings[0]})
	}
	return nil
}

func (e *engine) outside(places []place, callee ir.Callee) []place {
	var list []place
	for _, p := range places {
		list = append(list, e.translate(p, callee))
	}
	return list
}

// callEnds is ends for calls, go and defer statements.
func (e *engine) callEnds(call ssa.CallInstruction, d duty) bool {
	if _, _, _, ok := e.method(call.Common()); ok {
		return false // an operation on another object
	}
	callee := e.ir.Callee(call.Common())
	if callee.Builtin != "" {
		return false
	}
	for _, p := range e.called(callee, d.kind) {
		if mayBe(p, d.place) {
			return true
		}
	}
	for _, arg := range callee.Args {
		if len(e.released(arg, d.kind)) > 0 && e.carries(arg, d) {
			return true
		}
		if callee.Body == nil && isReference(arg.Type()) && e.placeOf(arg).equal(d.place) {
			return true
		}
	}
	return false
}

// called returns what a call may release.
func (e *engine) called(callee ir.Callee, k kind) []place {
	switch {
	case callee.Body != nil:
		return e.outside(e.releases(callee.Body, k), callee)
	case callee.Func == nil:
		return e.functionValues(k)
	case callee.Dynamic:
		return e.dynamic(callee.Func.Name(), k)
	}
	return nil
}

// functionValues returns what the functions of the package release that are kept
// as values: a call that can't be resolved may be of any of them.
func (e *engine) functionValues(k kind) []place {
	if list, ok := e.values[k]; ok {
		return list
	}
	e.values[k] = nil
	var list []place
	for _, fn := range e.ir.Functions() {
		for instr := range ir.Instrs(fn) {
			if st, ok := instr.(*ssa.Store); ok {
				list = append(list, e.released(st.Val, k)...)
				continue
			}
			if call, ok := instr.(ssa.CallInstruction); ok {
				for _, arg := range call.Common().Args {
					list = append(list, e.released(arg, k)...)
				}
				continue
			}
			for _, v := range keeps(instr) {
				list = append(list, e.released(v, k)...)
			}
			if phi, ok := instr.(*ssa.Phi); ok {
				for _, v := range phi.Edges {
					list = append(list, e.released(v, k)...)
				}
			}
		}
	}
	list = distinct(list)
	e.values[k] = list
	return list
}

// dynamic returns what methods of this package with the given name release.
func (e *engine) dynamic(name string, k kind) []place {
	key := nameKey{name, k}
	if list, ok := e.byName[key]; ok {
		return list
	}
	e.byName[key] = nil
	var list []place
	for _, fn := range e.methodsNamed(name) {
		list = append(list, e.releases(fn, k)...)
	}
	list = distinct(list)
	e.byName[key] = list
	return list
}

type nameKey struct {
	name string
	kind kind
}

// distinct returns the places that differ. Of too many it returns one that may be
// anything.
func distinct(places []place) []place {
	seen := make(map[place]bool)
	list := places[:0:0]
	for _, p := range places {
		if seen[p] {
			continue
		}
		if len(list) == maxPlaces {
			return []place{{}}
		}
		seen[p] = true
		list = append(list, p)
	}
	return list
}

// methodsNamed returns the methods of this package with the given name.
func (e *engine) methodsNamed(name string) []*ssa.Function {
	if e.methods == nil {
		e.methods = make(map[string][]*ssa.Function)
		for _, fn := range e.ir.Functions() {
			if fn.Signature.Recv() != nil {
				e.methods[fn.Name()] = append(e.methods[fn.Name()], fn)
			}
		}
	}
	return e.methods[name]
}

// nilTest returns the value that test compares with nil, and whether it is nil
// if the edge to the given successor is taken.
func nilTest(test *ssa.If, to *ssa.BasicBlock) (v ssa.Value, null bool) {
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
		return nil, false
	}
	v = cmp.X
	other, ok := cmp.Y.(*ssa.Const)
	if !ok {
		v = cmp.Y
		other, ok = cmp.X.(*ssa.Const)
	}
	if !ok || !other.IsNil() {
		return nil, false
	}
	return v, (cmp.Op == token.EQL) == (test.Block().Succs[0] == to)
}

// isReturn stops a search that is not for a way out.
func isReturn(instr ssa.Instruction) bool {
	_, ok := instr.(*ssa.Return)
	return ok
}
