package ownership

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// Ends says whether executing instr releases v or hands it on, itself or in a
// literal or task that it runs or starts. A select statement does not, by
// itself: see [Result.EndsEdge].
func (r *Result) Ends(instr ssa.Instruction, v ssa.Value) Certainty {
	f := r.Fate(v)
	if f.ends == nil {
		f.ends = make(map[ssa.Instruction]Certainty)
		lits := make(map[*ssa.Function]bool)
		for _, uses := range [][]Use{f.Releases, f.Hands} {
			for _, u := range uses {
				r.end(f, u, lits)
			}
		}
	}
	return f.ends[instr]
}

// end notes where the use u ends the duty for f's value.
func (r *Result) end(f *Fate, u Use, lits map[*ssa.Function]bool) {
	if _, ok := u.Instr.(*ssa.Select); ok && u.How == Sent {
		return
	}
	f.ends[u.Instr] = Must
	// The instructions that run the literals around it.
	for fn := u.In; fn != f.Home && fn.Parent() != nil && !lits[fn]; fn = fn.Parent() {
		lits[fn] = true
		s := r.sitesOf(fn)
		for _, site := range s.calls {
			f.ends[site] = max(f.ends[site], May)
		}
		if !s.known {
			for _, made := range r.madeAt(fn) {
				f.ends[made] = max(f.ends[made], May)
			}
		}
	}
}

// EndsEdge reports whether there is nothing left to release for v along the
// edge: v was sent by this case of a select statement, or the edge is taken only
// if v was not acquired (its error is not nil, v itself is nil or false), or if
// it was read to its end and so released itself.
func (r *Result) EndsEdge(from, to *ssa.BasicBlock, v ssa.Value) bool {
	f := r.Fate(v)
	for _, u := range f.Hands {
		if sel, ok := u.Instr.(*ssa.Select); ok {
			for _, arm := range ir.Arms(sel) {
				if arm.From == from && arm.To == to && arm.State != nil && arm.State.Send != nil && f.Holds(arm.State.Send) {
					return true
				}
			}
		}
	}
	if len(from.Instrs) == 0 || len(from.Succs) != 2 || from.Succs[0] == from.Succs[1] {
		return false
	}
	test, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	return r.without(f, test.Cond, to == from.Succs[0], r.acquisition(v))
}

// without reports whether cond having the outcome says that there is nothing
// to release.
func (r *Result) without(f *Fate, cond ssa.Value, outcome bool, a *Acquisition) bool {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return r.without(f, c.X, !outcome, a)
		}
	case *ssa.BinOp:
		if c.Op != token.EQL && c.Op != token.NEQ {
			return false
		}
		x := c.X
		if isNil(x) {
			x = c.Y
		} else if !isNil(c.Y) {
			// err == io.EOF: the error is not nil
			return a != nil && (c.Op == token.EQL) == outcome && (isErr(c.X, a.Err, 0) || isErr(c.Y, a.Err, 0))
		}
		isNilHere := (c.Op == token.EQL) == outcome
		if f.Holds(x) {
			return isNilHere
		}
		return !isNilHere && a != nil && isErr(x, a.Err, 0)
	case *ssa.Call:
		callee := r.ir.Callee(c.Common())
		if callee.Func == nil || a == nil {
			break
		}
		switch apimodel.FuncSymbol(callee.Func) {
		case apimodel.Symbol{Pkg: "errors", Name: "Is"}, apimodel.Symbol{Pkg: "errors", Name: "As"}:
			return outcome && isErr(callee.Args[0], a.Err, 0)
		}
		if a.Resource.Exhausted != "" && callee.Func.Name() == a.Resource.Exhausted && callee.Recv != nil && f.Holds(callee.Recv) {
			return !outcome
		}
	}
	if f.Holds(cond) && types.Identical(cond.Type().Underlying(), types.Typ[types.Bool]) {
		return !outcome
	}
	return false
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// isErr reports whether v is the error err, or the error of one of several
// calls of which err is that of the one that was made.
func isErr(v, err ssa.Value, depth int) bool {
	if err == nil || depth > 3 {
		return false
	}
	if v == err {
		return true
	}
	switch x := v.(type) {
	case *ssa.Phi:
		for _, e := range x.Edges {
			if isErr(e, err, depth+1) {
				return true
			}
		}
	case *ssa.UnOp:
		if x.Op == token.MUL {
			if stored := lastStore(x); stored != nil {
				return isErr(stored, err, depth+1)
			}
		}
	case *ssa.ChangeInterface:
		return isErr(x.X, err, depth+1)
	}
	return false
}

// lastStore returns what was stored to the address that load reads, if that
// happened in the same block; nil otherwise.
func lastStore(load *ssa.UnOp) ssa.Value {
	var last ssa.Value
	for _, instr := range load.Block().Instrs {
		if instr == load {
			break
		}
		if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X {
			last = store.Val
		}
	}
	return last
}
