package lostgoerror

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/asynclint/asynclint/passes/apimodel"
	"github.com/asynclint/asynclint/passes/ir"
)

// A judge decides whether the error that a function returns may be the only
// trace of a failure, so that dropping it loses the failure.
type judge struct {
	ir    *ir.Package
	model *apimodel.Model
	memo  map[*ssa.Function]token.Pos
}

func newJudge(p *ir.Package, m *apimodel.Model) *judge {
	return &judge{ir: p, model: m, memo: make(map[*ssa.Function]token.Pos)}
}

// loses returns the position of a return statement of fn, a function with a body
// whose last result is an error, that returns an error which nobody has heard
// of; NoPos if there is none. Where the analysis can't tell where an error comes
// from, somebody is taken to have heard of it.
//
// It looks at each return by itself, and not at which paths are possible: a
// variable that may hold such an error is one.
func (j *judge) loses(fn *ssa.Function) token.Pos {
	if pos, done := j.memo[fn]; done {
		return pos
	}
	j.memo[fn] = token.NoPos // while it is being decided: recursion adds nothing
	pos := j.find(fn)
	j.memo[fn] = pos
	return pos
}

func (j *judge) find(fn *ssa.Function) token.Pos {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 || b == fn.Recover {
			continue
		}
		if j.lost(ret.Results[len(ret.Results)-1], b, make(map[ssa.Value]bool)) {
			return ret.Pos()
		}
	}
	return token.NoPos
}

// lost reports whether v, an error that leaves its function at the end of block
// b, may be non-nil and unknown to anybody.
func (j *judge) lost(v ssa.Value, b *ssa.BasicBlock, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Phi:
		for i, edge := range v.Edges {
			if j.lost(edge, v.Block().Preds[i], seen) {
				return true
			}
		}
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return false
		}
		if g, ok := v.X.(*ssa.Global); ok {
			return !apimodel.MeansEnd(g.Name()) && !j.acts(b, v)
		}
		return j.lostCell(v, seen)
	case *ssa.MakeInterface:
		return !apimodel.MeansEnd(typeName(v.X.Type())) && !j.acts(b, v)
	case *ssa.ChangeInterface:
		return j.lost(v.X, b, seen)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return j.lostCall(call, v, b, seen)
		}
	case *ssa.Call:
		return j.lostCall(v, v, b, seen)
	}
	return false // a parameter, a field, something received: somebody else has it
}

// lostCell judges the value of a variable in memory, which most often is a named
// result.
func (j *judge) lostCell(load *ssa.UnOp, seen map[ssa.Value]bool) bool {
	cell := j.ir.Cell(load.X)
	if cell == nil {
		return false
	}
	uses := j.ir.Uses(cell)
	if uses.Escapes {
		return false
	}
	for _, l := range uses.Loads {
		if ir.Enclosing(l.Parent()) != ir.Enclosing(load.Parent()) || j.used(l) {
			return false // a deferred literal looks at it, say
		}
	}
	if store := storedBefore(load); store != nil {
		return j.lost(store.Val, store.Block(), seen)
	}
	for _, store := range uses.Stores {
		if j.lost(store.Val, store.Block(), seen) {
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
func (j *judge) lostCall(call *ssa.Call, v ssa.Value, b *ssa.BasicBlock, seen map[ssa.Value]bool) bool {
	callee := j.ir.Callee(call.Common())
	if j.used(v) {
		return false
	}
	if wraps(callee.Func) {
		if j.acts(b, nil) || saysEnd(call.Common()) {
			return false
		}
		wrapped := false
		for _, arg := range wrappedErrors(call.Common()) {
			wrapped = true
			if j.lost(arg, b, seen) {
				return true
			}
		}
		return !wrapped // an error made from nothing
	}
	return !j.acts(b, call) && j.fails(callee)
}

// fails reports whether the error of a call may be the only trace of a failure.
func (j *judge) fails(callee ir.Callee) bool {
	if callee.Func != nil && j.meaning(callee) != apimodel.Failure {
		return false
	}
	if callee.Body != nil {
		return j.loses(callee.Body).IsValid()
	}
	return callee.Func != nil && !j.model.EndsWithContext(callee.Func)
}

func (j *judge) meaning(callee ir.Callee) apimodel.Meaning {
	var recv types.Type
	if callee.Recv != nil {
		recv = callee.Recv.Type()
	}
	return j.model.ErrorMeaning(callee.Func, recv)
}

// used reports whether v, an error, goes anywhere but to the function's result,
// a comparison, or another error that wraps it, or something is done where it is
// found not to be nil.
func (j *judge) used(v ssa.Value) bool { return j.usedIn(v, make(map[ssa.Value]bool)) }

func (j *judge) usedIn(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return false
	}
	seen[v] = true
	return slices.ContainsFunc(*v.Referrers(), func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Return, *ssa.DebugRef:
			return false
		case *ssa.BinOp:
			return j.actsOnFailure(instr)
		case *ssa.Phi:
			return j.usedIn(instr, seen)
		case *ssa.ChangeInterface:
			return j.usedIn(instr, seen)
		case *ssa.Store:
			if instr.Val != v {
				return false
			}
			// The variable's own uses are judged where it is loaded.
			switch addr := instr.Addr.(type) {
			case *ssa.Alloc, *ssa.FreeVar:
				return false
			case *ssa.IndexAddr:
				return !feedsWrapper(j, addr)
			}
			return true
		case *ssa.Call:
			fn := j.ir.Callee(instr.Common()).Func
			return !wraps(fn) && !compares(fn)
		}
		return true
	})
}

// feedsWrapper reports whether addr is an element of the variadic arguments of a
// function that makes an error.
func feedsWrapper(j *judge, addr *ssa.IndexAddr) bool {
	alloc, ok := addr.X.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		slice, ok := ref.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, use := range *slice.Referrers() {
			if call, ok := use.(*ssa.Call); ok && wraps(j.ir.Callee(call.Common()).Func) {
				return true
			}
		}
	}
	return false
}

// wraps reports whether fn makes an error of its arguments and does nothing
// else.
func wraps(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch path := fn.Pkg().Path(); path {
	case "fmt":
		return fn.Name() == "Errorf"
	case "google.golang.org/grpc/status", "golang.org/x/xerrors":
		return true
	default:
		return !compares(fn) && (path == "errors" || strings.HasSuffix(path, "/errors"))
	}
}

// compares reports whether fn only looks at which error it is given.
func compares(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	path := fn.Pkg().Path()
	return (path == "errors" || strings.HasSuffix(path, "/errors")) && slices.Contains([]string{"Is", "As", "AsType", "Cause", "Unwrap"}, fn.Name())
}

// wrappedErrors returns the arguments of c that are errors, variadic ones
// included.
func wrappedErrors(c *ssa.CallCommon) []ssa.Value {
	var errs []ssa.Value
	for _, arg := range c.Args {
		if isError(arg.Type()) {
			errs = append(errs, arg)
			continue
		}
		slice, ok := arg.(*ssa.Slice)
		if !ok {
			continue
		}
		alloc, ok := slice.X.(*ssa.Alloc)
		if !ok {
			continue
		}
		for _, ref := range *alloc.Referrers() {
			index, ok := ref.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, use := range *index.Referrers() {
				if store, ok := use.(*ssa.Store); ok {
					v := store.Val
					if ci, ok := v.(*ssa.ChangeInterface); ok {
						v = ci.X
					}
					if isError(v.Type()) {
						errs = append(errs, v)
					}
				}
			}
		}
	}
	return errs
}

// saysEnd reports whether the message of an error that c makes says that
// something ended as it should.
func saysEnd(c *ssa.CallCommon) bool {
	return slices.ContainsFunc(c.Args, func(arg ssa.Value) bool {
		k, ok := arg.(*ssa.Const)
		return ok && k.Value != nil && k.Value.Kind() == constant.String && apimodel.SaysEnd(constant.StringVal(k.Value))
	})
}

func typeName(t types.Type) string {
	if obj := apimodel.TypeName(t); obj != nil {
		return obj.Name()
	}
	return ""
}
