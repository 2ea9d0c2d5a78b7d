package loopblock

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/ir"
)

// maxStates bounds what an afterlife looks at.
const maxStates = 400

// An afterlife tells what a loop does each time that it receives from a channel
// that is closed: from the receive on, along all branches that the zero value and
// the false that it yields don't rule out.
type afterlife struct {
	ir     *ir.Package
	blocks map[*ssa.BasicBlock]bool // of the loop
	at     ssa.Instruction          // the receive, or the select

	seen   map[string]bool
	leaves bool            // some branch leaves the loop, waits for something else, or is not known
	comes  bool            // some branch comes back to the receive
	nils   ssa.Instruction // uses what is nil in a way that panics, on the branches that don't
	waits  bool            // some branch sends, and so waits for the receiver each time
}

// A known is what is known of a value: that it is the zero value of its type, or
// a constant.
type known struct {
	zero  bool
	value constant.Value
}

func number(n int64) known   { return known{zero: n == 0, value: constant.MakeInt64(n)} }
func boolean(b bool) known   { return known{zero: !b, value: constant.MakeBool(b)} }
func (k known) isTrue() bool { return !k.zero }

// knowledge is what is known of the values of a function.
type knowledge map[ssa.Value]known

// afterClose follows the loop from at, an arm of a select if arm isn't nil, a
// receive otherwise.
func afterClose(p *ir.Package, blocks map[*ssa.BasicBlock]bool, at ssa.Instruction, arm *ir.Arm) *afterlife {
	a := &afterlife{ir: p, blocks: blocks, at: at, seen: make(map[string]bool)}
	k := make(knowledge)
	switch x := at.(type) {
	case *ssa.Select:
		if arm == nil {
			a.leaves = true
			return a
		}
		for _, ref := range *x.Referrers() {
			if e, ok := ref.(*ssa.Extract); ok {
				k[e] = known{zero: true} // what was received, and whether it was sent
				if e.Index == 0 {
					k[e] = number(int64(arm.Index))
				}
			}
		}
	case *ssa.UnOp:
		k[x] = known{zero: true}
		if x.CommaOk {
			for _, ref := range *x.Referrers() {
				if e, ok := ref.(*ssa.Extract); ok {
					k[e] = known{zero: true}
				}
			}
		}
	}
	block := at.Block()
	a.walk(block, slices.Index(block.Instrs, at)+1, k)
	return a
}

// spins reports whether the loop comes back to the receive, or panics, whatever
// happens in between.
func (a *afterlife) spins() bool { return !a.leaves && (a.comes || a.nils != nil) }

func (a *afterlife) walk(b *ssa.BasicBlock, from int, k knowledge) {
	for _, instr := range b.Instrs[from:] {
		if a.leaves {
			return
		}
		if instr == a.at {
			a.comes = true
			return
		}
		if a.panics(instr, k) {
			a.nils = instr
			return
		}
		switch x := instr.(type) {
		case *ssa.Select:
			if x.Blocking {
				a.leaves = true
				return
			}
			for _, ref := range *x.Referrers() {
				if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 {
					k[e] = number(-1) // any other case is another event
				}
			}
		case *ssa.UnOp:
			if x.Op == token.ARROW {
				a.leaves = true
				return
			}
		case *ssa.Send:
			a.waits = true
		case *ssa.Return, *ssa.Panic:
			a.leaves = true
		case *ssa.Jump:
			a.edge(b, b.Succs[0], k)
		case *ssa.If:
			cond, ok := a.eval(x.Cond, k, 0)
			if !ok || cond.isTrue() {
				a.edge(b, b.Succs[0], k)
			}
			if !ok || !cond.isTrue() {
				a.edge(b, b.Succs[1], k)
			}
		}
	}
}

// edge goes on in the next block, with what its phis become.
func (a *afterlife) edge(from, to *ssa.BasicBlock, k knowledge) {
	if !a.blocks[to] || len(a.seen) > maxStates {
		a.leaves = true
		return
	}
	next := maps.Clone(k)
	index := slices.Index(to.Preds, from)
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		delete(next, phi)
		if v, ok := a.eval(phi.Edges[index], k, 0); ok {
			next[phi] = v
		}
	}
	key := next.key(to)
	if a.seen[key] {
		return
	}
	a.seen[key] = true
	a.walk(to, 0, next)
}

// key names the state of coming to b with k.
func (k knowledge) key(b *ssa.BasicBlock) string {
	var parts []string
	for v, known := range k {
		parts = append(parts, fmt.Sprint(v.Name(), known.zero, known.value))
	}
	slices.Sort(parts)
	return fmt.Sprint(b.Index, " ", strings.Join(parts, " "))
}

// panics reports whether instr needs a value that is nil.
func (a *afterlife) panics(instr ssa.Instruction, k knowledge) bool {
	isNil := func(v ssa.Value) bool {
		known, ok := a.eval(v, k, 0)
		return ok && known.zero
	}
	switch x := instr.(type) {
	case *ssa.FieldAddr:
		return isNil(x.X)
	case *ssa.UnOp:
		return x.Op == token.MUL && isNil(x.X)
	case *ssa.Call:
		return x.Call.IsInvoke() && isNil(x.Call.Value)
	}
	return false
}

// eval returns what is known of v.
func (a *afterlife) eval(v ssa.Value, k knowledge, depth int) (known, bool) {
	if known, ok := k[v]; ok {
		return known, true
	}
	if depth > 8 {
		return known{}, false
	}
	switch x := v.(type) {
	case *ssa.Const:
		return ofConst(x), true
	case *ssa.ChangeType:
		return a.eval(x.X, k, depth+1)
	case *ssa.ChangeInterface:
		return a.eval(x.X, k, depth+1)
	case *ssa.Field:
		if of, ok := a.eval(x.X, k, depth+1); ok && of.zero {
			return known{zero: true}, true
		}
	case *ssa.Call:
		b, isBuiltin := x.Call.Value.(*ssa.Builtin)
		if isBuiltin && b.Name() == "len" {
			if of, ok := a.eval(x.Call.Args[0], k, depth+1); ok && of.zero {
				return number(0), true
			}
		}
	case *ssa.UnOp:
		switch x.Op {
		case token.NOT:
			if of, ok := a.eval(x.X, k, depth+1); ok {
				return boolean(of.zero), true
			}
		case token.MUL:
			return a.load(x, k, depth)
		}
	case *ssa.BinOp:
		return a.compare(x, k, depth)
	}
	return known{}, false
}

// load returns what is known of what a variable holds that is assigned once, or
// a field of such a variable.
func (a *afterlife) load(x *ssa.UnOp, k knowledge, depth int) (known, bool) {
	if v := a.ir.Resolve(x); v != ssa.Value(x) {
		return a.eval(v, k, depth+1)
	}
	addr := x.X
	for {
		field, ok := addr.(*ssa.FieldAddr)
		if !ok {
			break
		}
		addr = field.X
	}
	alloc, ok := addr.(*ssa.Alloc)
	if !ok || alloc.Heap {
		return known{}, false
	}
	store := onlyStore(alloc)
	if store == nil {
		return known{}, false
	}
	of, ok := a.eval(store.Val, k, depth+1)
	return known{zero: true}, ok && of.zero
}

// onlyStore returns the one assignment to a variable of which only fields are
// read; nil if anything else happens to it.
func onlyStore(alloc *ssa.Alloc) *ssa.Store {
	var store *ssa.Store
	var read func(addr ssa.Value, instr ssa.Instruction) bool
	read = func(addr ssa.Value, instr ssa.Instruction) bool {
		switch x := instr.(type) {
		case *ssa.FieldAddr:
			return !slices.ContainsFunc(*x.Referrers(), func(r ssa.Instruction) bool { return !read(x, r) })
		case *ssa.UnOp:
			return x.Op == token.MUL
		case *ssa.DebugRef:
			return true
		}
		return false
	}
	for _, ref := range *alloc.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Addr == alloc && store == nil {
			store = s
		} else if !read(alloc, ref) {
			return nil
		}
	}
	return store
}

// compare returns what comparing two values yields, if both are known.
func (a *afterlife) compare(x *ssa.BinOp, k knowledge, depth int) (known, bool) {
	if x.Op != token.EQL && x.Op != token.NEQ {
		return known{}, false
	}
	l, ok1 := a.eval(x.X, k, depth+1)
	r, ok2 := a.eval(x.Y, k, depth+1)
	if !ok1 || !ok2 {
		return known{}, false
	}
	same := l.zero && r.zero
	if !l.zero && !r.zero {
		same = l.value != nil && r.value != nil && constant.Compare(l.value, token.EQL, r.value)
	}
	return boolean(same == (x.Op == token.EQL)), true
}

func ofConst(c *ssa.Const) known {
	if c.Value == nil {
		return known{zero: true} // nil, or the zero value of a struct or type parameter
	}
	zero := false
	switch c.Value.Kind() {
	case constant.Bool:
		zero = !constant.BoolVal(c.Value)
	case constant.String:
		zero = constant.StringVal(c.Value) == ""
	case constant.Int, constant.Float, constant.Complex:
		zero = constant.Sign(c.Value) == 0
	}
	if b, ok := c.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsComplex != 0 {
		return known{zero: zero}
	}
	return known{zero: zero, value: c.Value}
}
