package loopdeadlock

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/channels"
	"github.com/asynclint/asynclint/passes/ir"
)

// A post is a function that is sent to a loop, which calls it.
type post struct {
	fn       *ssa.Function
	at       ssa.Instruction // the send, or the call of a function that sends it
	served   *served
	from, to ir.Place // see ground
	args     map[*ssa.Parameter]ir.Place
}

// maxPosts bounds the functions that are looked at for one loop.
const maxPosts = 200

// posts finds the functions that are sent to the loop, and notes those which run
// nowhere else.
func (h *home) posts() []*post {
	var list []*post
	for _, s := range h.served {
		fields, calls := h.calledIn(s)
		if !calls && len(fields) == 0 {
			continue
		}
		p := &poster{home: h, served: s, args: h.passed(s, fields), seen: make(map[ssa.Value]bool)}
		for _, op := range s.ch.Ops {
			if op.Kind != channels.Send || op.Maybe || h.skips(op.Pos()) {
				continue
			}
			at := h.ir.Place(op.Chan)
			sent := sentBy(op)
			if calls {
				p.value(sent, op.Instr, at, true)
			}
			for _, v := range h.fieldsOf(sent, fields) {
				p.value(v, op.Instr, at, true)
			}
		}
		list = append(list, p.found...)
	}
	clear(h.owned)
	return list
}

// sentBy returns the value that op, a send, sends.
func sentBy(op *channels.Op) ssa.Value {
	if op.Arm != nil && op.Arm.State != nil {
		return op.Arm.State.Send
	}
	if send, ok := op.Instr.(*ssa.Send); ok {
		return send.X
	}
	return nil
}

// calledIn says whether the loop itself calls what it receives, or which fields
// of it.
func (h *home) calledIn(s *served) (fields []*types.Var, calls bool) {
	if s.recv == nil {
		return nil, false
	}
	t := s.recv.Type()
	if _, ok := t.Underlying().(*types.Signature); ok {
		return nil, h.onlyCalled(s.recv, 0)
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	strct, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil, false
	}
	for field := range strct.Fields() {
		if _, ok := field.Type().Underlying().(*types.Signature); !ok || field.Pkg() != h.pass.Pkg {
			continue
		}
		field = field.Origin()
		loads := h.loadsOf(field)
		if len(loads) > 0 && !slices.ContainsFunc(loads, func(v ssa.Value) bool { return !h.onlyCalled(v, 0) }) {
			fields = append(fields, field)
		}
	}
	return fields, false
}

// passed returns the arguments of the one call, in the loop's function, of what the
// loop receives.
func (h *home) passed(s *served, fields []*types.Var) []ssa.Value {
	callees := []ssa.Value{s.recv}
	for _, field := range fields {
		callees = append(callees, h.loadsOf(field)...)
	}
	var found *ssa.Call
	for _, v := range callees {
		for _, ref := range *v.Referrers() {
			call, ok := ref.(*ssa.Call)
			if !ok || call.Call.Value != v {
				continue
			}
			if found != nil || call.Parent() != h.fn {
				return nil
			}
			found = call
		}
	}
	if found == nil {
		return nil
	}
	return found.Call.Args
}

// onlyCalled reports whether all that is done with v, a function, is to call it
// on the loop.
func (h *home) onlyCalled(v ssa.Value, depth int) bool {
	refs := v.Referrers()
	if refs == nil || depth > 3 {
		return false
	}
	called := false
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.BinOp:
		case *ssa.Call:
			if ref.Call.Value != v {
				callee := h.ir.Callee(&ref.Call)
				i := slices.Index(callee.Args, v)
				if callee.Body == nil || callee.Dynamic || i < 0 {
					return false
				}
				if callee.Recv != nil {
					i++
				}
				if i >= len(callee.Body.Params) || !h.onlyCalled(callee.Body.Params[i], depth+1) {
					return false
				}
			}
			if !h.isOwn(ref.Parent()) {
				return false
			}
			called = true
		case *ssa.Store:
			cell := h.ir.Cell(ref.Addr)
			if cell == nil || ref.Val != v {
				return false
			}
			uses := h.ir.Uses(cell)
			if uses.Escapes || len(uses.Stores) != 1 {
				return false
			}
			for _, load := range uses.Loads {
				if !h.onlyCalled(load, depth+1) {
					return false
				}
				called = true
			}
		default:
			return false
		}
	}
	return called
}

// loadsOf returns the values that are loaded from a field, wherever that is.
func (c *checker) loadsOf(field *types.Var) []ssa.Value {
	if c.loads == nil {
		c.loads = make(map[*types.Var][]ssa.Value)
		for _, fn := range c.ir.Functions() {
			for instr := range ir.Instrs(fn) {
				switch x := instr.(type) {
				case *ssa.Field:
					c.load(ir.FieldOf(x.X.Type(), x.Field), x)
				case *ssa.UnOp:
					if addr, ok := x.X.(*ssa.FieldAddr); ok && x.Op == token.MUL {
						c.load(ir.FieldOf(addr.X.Type(), addr.Field), x)
					}
				}
			}
		}
	}
	return c.loads[field]
}

func (c *checker) load(field *types.Var, v ssa.Value) {
	if _, ok := v.Type().Underlying().(*types.Signature); ok && field != nil && !c.skips(v.Pos()) {
		c.loads[field] = append(c.loads[field], v)
	}
}

// fieldsOf returns what is stored in the fields of v, a struct or pointer to one
// that is made here.
func (h *home) fieldsOf(v ssa.Value, fields []*types.Var) []ssa.Value {
	if len(fields) == 0 || v == nil {
		return nil
	}
	v = h.ir.Resolve(v)
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	alloc, ok := v.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var list []ssa.Value
	for _, ref := range *alloc.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok || !slices.Contains(fields, ir.FieldOf(addr.X.Type(), addr.Field)) {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == addr {
				list = append(list, store.Val)
			}
		}
	}
	return list
}

// A poster follows what is sent to a loop back to the functions.
type poster struct {
	*home
	served *served
	args   []ssa.Value // that the loop passes
	found  []*post
	seen   map[ssa.Value]bool // parameters that were followed
}

// value adds the function that v is. It is sent, or passed on to be sent, by the
// instruction at, in whose function the channel is at place. Only says whether
// that is all that is done with it.
func (p *poster) value(v ssa.Value, at ssa.Instruction, place ir.Place, only bool) {
	if v == nil || len(p.found) >= maxPosts {
		return
	}
	from, to, ok := rebase(p.served.at, place)
	if !ok || p.skips(at.Pos()) {
		return
	}
	switch x := p.ir.Resolve(v).(type) {
	case *ssa.MakeClosure:
		fn, ok := x.Fn.(*ssa.Function)
		if !ok {
			return
		}
		if strings.HasSuffix(fn.Name(), "$bound") {
			p.bound(fn, x.Bindings, at, from, to)
			return
		}
		p.literal(fn, at, place, only && used(x) == 1)
	case *ssa.Function:
		if x.Parent() != nil {
			p.literal(x, at, place, only)
		}
	case *ssa.Parameter:
		p.param(x, place)
	}
}

// used is how often v is used as an operand.
func used(v ssa.Value) int {
	n := 0
	for _, ref := range *v.Referrers() {
		if _, ok := ref.(*ssa.DebugRef); !ok {
			n++
		}
	}
	return n
}

func (p *poster) literal(fn *ssa.Function, at ssa.Instruction, place ir.Place, only bool) {
	from, to, _ := rebase(p.served.at, place)
	if slices.ContainsFunc(p.found, func(q *post) bool { return q.fn == fn && q.at == at }) {
		return
	}
	if only {
		p.posted[fn] = true
	}
	args := make(map[*ssa.Parameter]ir.Place)
	for i, arg := range p.args {
		if here := p.ir.Place(arg); i < len(fn.Params) && here.Within(from) {
			args[fn.Params[i]] = ir.Place{Root: to.Root, Path: to.Path + strings.TrimPrefix(here.Path, from.Path)}
		}
	}
	p.found = append(p.found, &post{fn: fn, at: at, served: p.served, from: from, to: to, args: args})
	// What the literal calls may be a function that it was passed.
	for call := range ir.Calls(fn) {
		if _, ok := call.(*ssa.Go); ok || call.Common().IsInvoke() {
			continue
		}
		if param, ok := p.ir.Resolve(call.Common().Value).(*ssa.Parameter); ok && param.Parent() == fn.Parent() {
			p.param(param, place)
		}
	}
}

// bound adds a method value: the loop calls the method of the object that it is
// bound to.
func (p *poster) bound(fn *ssa.Function, bindings []ssa.Value, at ssa.Instruction, from, to ir.Place) {
	obj, ok := fn.Object().(*types.Func)
	if !ok || len(bindings) != 1 {
		return
	}
	body := p.ir.DeclOf(obj)
	if body == nil || len(body.Params) == 0 {
		return
	}
	recv := p.ir.Place(bindings[0])
	if !to.Within(recv) {
		return
	}
	to = ir.Place{Root: body.Params[0], Path: strings.TrimPrefix(to.Path, recv.Path)}
	p.found = append(p.found, &post{fn: body, at: at, served: p.served, from: from, to: to})
}

// param adds the functions that are passed for a parameter which gets to the
// loop, by a function that knows the channel at place.
func (p *poster) param(param *ssa.Parameter, place ir.Place) {
	if p.seen[param] {
		return
	}
	p.seen[param] = true
	only := true // it does not call the function itself
	for _, ref := range *param.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok && call.Common().Value == param {
			only = false
		}
	}
	for _, call := range p.calls(param.Parent()) {
		callee := p.ir.Callee(call.Common())
		if arg := callee.ArgFor(param); arg != nil {
			p.value(arg, call, p.ir.PlaceFor(callee, place), only)
		}
	}
}
