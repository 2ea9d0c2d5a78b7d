package errorflow

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// Loses returns the position of a return statement of fn, a function with a body
// whose last result is an error, that returns an error which nobody has heard
// of; NoPos if there is none. Where the analysis can't tell where an error comes
// from, somebody is taken to have heard of it.
//
// It looks at each return by itself, and not at which paths are possible: a
// variable that may hold such an error is one.
func (r *Result) Loses(fn *ssa.Function) token.Pos {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.loses(fn)
}

func (r *Result) loses(fn *ssa.Function) token.Pos {
	if pos, done := r.memo[fn]; done {
		return pos
	}
	r.memo[fn] = token.NoPos // while it is being decided: recursion adds nothing
	pos := r.find(fn)
	r.memo[fn] = pos
	return pos
}

func (r *Result) find(fn *ssa.Function) token.Pos {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 || b == fn.Recover {
			continue
		}
		if r.lost(ret.Results[len(ret.Results)-1], b, make(map[ssa.Value]bool)) {
			return ret.Pos()
		}
	}
	return token.NoPos
}

// lost reports whether v, an error that leaves its function at the end of block
// b, may be non-nil and unknown to anybody.
func (r *Result) lost(v ssa.Value, b *ssa.BasicBlock, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Phi:
		for i, edge := range v.Edges {
			if r.lost(edge, v.Block().Preds[i], seen) {
				return true
			}
		}
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return false
		}
		if g, ok := v.X.(*ssa.Global); ok {
			return !apimodel.MeansEnd(g.Name()) && !r.acts(b, v)
		}
		return r.lostCell(v, seen)
	case *ssa.MakeInterface:
		return !apimodel.MeansEnd(typeName(v.X.Type())) && !r.acts(b, v)
	case *ssa.ChangeInterface:
		return r.lost(v.X, b, seen)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return r.lostCall(call, v, b, seen)
		}
	case *ssa.Call:
		return r.lostCall(v, v, b, seen)
	}
	return false // a parameter, a field, something received: somebody else has it
}

// lostCell judges the value of a variable in memory, which most often is a named
// result.
func (r *Result) lostCell(load *ssa.UnOp, seen map[ssa.Value]bool) bool {
	cell := r.ir.Cell(load.X)
	if cell == nil {
		return false
	}
	uses := r.ir.Uses(cell)
	if uses.Escapes {
		return false
	}
	for _, l := range uses.Loads {
		if ir.Enclosing(l.Parent()) != ir.Enclosing(load.Parent()) || r.used(l) {
			return false // a deferred literal looks at it, say
		}
	}
	if store := storedBefore(load); store != nil {
		return r.lost(store.Val, store.Block(), seen)
	}
	for _, store := range uses.Stores {
		if r.lost(store.Val, store.Block(), seen) {
			return true
		}
	}
	return false
}

// storedBefore returns the last store before load, in its block, to what load
// loads; nil if there is none. In a function that defers something, that is how
// a return statement sets the result.
func storedBefore(load *ssa.UnOp) *ssa.Store {
	var last *ssa.Store
	for _, instr := range load.Block().Instrs {
		if instr == load {
			break
		}
		if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X {
			last = store
		}
	}
	return last
}

// lostCall judges v, the error that call returned.
func (r *Result) lostCall(call *ssa.Call, v ssa.Value, b *ssa.BasicBlock, seen map[ssa.Value]bool) bool {
	callee := r.ir.Callee(call.Common())
	if r.used(v) {
		return false
	}
	if Wraps(callee.Func) {
		if r.acts(b, nil) || saysEnd(call.Common()) {
			return false
		}
		wrapped := false
		for _, arg := range wrappedErrors(call.Common()) {
			wrapped = true
			if r.lost(arg, b, seen) {
				return true
			}
		}
		return !wrapped // an error made from nothing
	}
	return !r.acts(b, call) && r.fails(callee)
}

// Fails reports whether the error of a call of callee may be the only trace of a
// failure: callee is not documented to succeed always, its error is not how a
// regular end is told, it does not merely tidy up, and, where its body is known,
// nobody hears of the failure there.
func (r *Result) Fails(callee ir.Callee) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.fails(callee)
}

func (r *Result) fails(callee ir.Callee) bool {
	if callee.Func != nil && r.meaning(callee) != apimodel.Failure {
		return false
	}
	if callee.Body != nil {
		return r.loses(callee.Body).IsValid()
	}
	return callee.Func != nil && !r.model.EndsWithContext(callee.Func)
}

func (r *Result) meaning(callee ir.Callee) apimodel.Meaning {
	var recv types.Type
	if callee.Recv != nil {
		recv = callee.Recv.Type()
	}
	return r.model.ErrorMeaning(callee.Func, recv)
}

// Used reports whether v, an error, goes anywhere but to the function's result,
// a comparison, or another error that wraps it, or something is done where it is
// found not to be nil. The uses of a variable in memory are not looked at.
func (r *Result) Used(v ssa.Value) bool { return r.used(v) }

func (r *Result) used(v ssa.Value) bool { return r.usedIn(v, make(map[ssa.Value]bool)) }

func (r *Result) usedIn(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return false
	}
	seen[v] = true
	return slices.ContainsFunc(*v.Referrers(), func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Return, *ssa.DebugRef:
			return false
		case *ssa.BinOp:
			return r.actsOnFailure(instr)
		case *ssa.Phi:
			return r.usedIn(instr, seen)
		case *ssa.ChangeInterface:
			return r.usedIn(instr, seen)
		case *ssa.Store:
			if instr.Val != v {
				return false
			}
			// The variable's own uses are judged where it is loaded.
			switch addr := instr.Addr.(type) {
			case *ssa.Alloc, *ssa.FreeVar:
				return false
			case *ssa.IndexAddr:
				return !feedsWrapper(r, addr)
			}
			return true
		case *ssa.Call:
			fn := r.ir.Callee(instr.Common()).Func
			return !Wraps(fn) && !Compares(fn)
		}
		return true
	})
}
